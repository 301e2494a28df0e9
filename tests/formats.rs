//! The forms of the report for pipelines: what people and systems see, and that each keeps the rules of its reader.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says so by panicking")]
#![expect(clippy::disallowed_methods, reason = "these tests read fixtures and what the program wrote")]

mod common;

use peerclaim::Checker;
use peerclaim::diag::Severity;
use peerclaim::generate::Generator;
use peerclaim::render::{
    GITHUB_SHOWN, HTML_SHOWN, JUNIT_SHOWN, NamedReport, Position, PositionScan, Report, SARIF_SHOWN, csv,
    github, html, junit, sarif,
};
use std::collections::BTreeMap;

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/fixtures/837p/rejected/{name}.837", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The report on a file, and where its findings stand.
fn report_on(path: &str, bytes: &[u8]) -> (Report, impl Fn(usize, u64) -> Option<Position> + use<>) {
    let report = Checker::builder().as_of("2026-11-21".parse().unwrap()).build().check(bytes);
    let mut scan = PositionScan::new(&report);
    bytes.chunks(1000).for_each(|piece| scan.push(piece));
    let found = scan.finish();
    let files = vec![NamedReport { path: path.to_owned(), report }];
    (Report { files, ..Report::default() }, move |_: usize, byte: u64| found.get(&byte).copied())
}

fn claims() -> (Report, impl Fn(usize, u64) -> Option<Position> + use<>) {
    report_on("claims, of today.837", &fixture("several-claims"))
}

#[test]
fn github_tells_the_line_and_what_to_do() {
    let (report, at) = claims();
    insta::assert_snapshot!("github", github(&report, &at));
}

#[test]
fn csv_is_a_table() {
    let (report, _) = claims();
    let text = csv(&report);
    let mut table = ::csv::Reader::from_reader(text.as_bytes());
    let names = table.headers().unwrap().clone();
    let rows: Vec<BTreeMap<String, String>> = table
        .records()
        .map(|row| names.iter().map(str::to_owned).zip(row.unwrap().iter().map(str::to_owned)).collect())
        .collect();
    assert_eq!(rows.len(), report.files[0].report.findings().len());
    let total = rows.iter().find(|row| row["rule"] == "PC0301").unwrap();
    for (column, value) in [
        ("file", "claims, of today.837"),
        ("severity", "error"),
        ("claim", "3"),
        ("segment", "46"),
        ("segment_id", "CLM"),
        ("loops", "2000A[1]/2000B[2]/2300[1]"),
        ("element", "CLM02"),
        ("form_box", "28"),
        ("pointer", "/claims/2/charge"),
        ("table", ""),
    ] {
        assert_eq!(total[column], value, "{column}");
    }
    // No spreadsheet takes a name for a formula.
    let (report, _) = report_on("=1+1", &fixture("wrong-total"));
    assert!(csv(&report).contains("\n./=1+1,error"));
}

#[test]
fn sarif_has_lines_bytes_and_characters() {
    let text = String::from_utf8(fixture("several-claims")).unwrap();
    // Characters of two bytes before the place: bytes and characters part.
    let text = text.replacen("TEST CONTACT", "TÉST CONTÁCT", 1);
    let (report, at) = report_on("a b.837", text.as_bytes());
    let log: serde_json::Value = serde_json::from_str(&sarif(&report, &at)).unwrap();
    let run = &log["runs"][0];
    assert_eq!(run["artifacts"][0]["location"]["uri"], "a%20b.837");
    let results = run["results"].as_array().unwrap();
    let total = results.iter().find(|result| result["ruleId"] == "PC0301").unwrap();
    let region = &total["locations"][0]["physicalLocation"]["region"];
    let number = |name: &str| usize::try_from(region[name].as_u64().unwrap()).unwrap();
    assert_eq!(&text[number("byteOffset")..][..number("byteLength")], "60");
    let from = text.char_indices().nth(number("charOffset")).unwrap().0;
    assert_eq!(from, number("byteOffset"));
    let line = text.lines().nth(number("startLine") - 1).unwrap();
    assert_eq!(&line[number("startColumn") - 1..number("endColumn") - 1], "60");
    let rule =
        &run["tool"]["driver"]["rules"][usize::try_from(total["ruleIndex"].as_u64().unwrap()).unwrap()];
    assert_eq!(rule["id"], "PC0301");
    let place = &total["locations"][0]["logicalLocations"][0]["fullyQualifiedName"];
    assert_eq!(place, "ISA[1]/GS[1]/ST[1]/2000A[1]/2000B[2]/2300[1]/CLM02");
    assert_eq!(
        total["partialFingerprints"]["rulePlace/v1"],
        "PC0301/1.1.1/46/2000A[1]/2000B[2]/2300[1]/CLM02"
    );
}

#[test]
fn junit_has_a_case_for_each_rule() {
    let (mut report, _) = claims();
    let text = junit(&report);
    let cases = text.matches("<testcase ").count();
    assert!(cases > 150, "{cases}");
    assert!(
        text.contains(&format!("<testsuite name=\"claims, of today.837\" tests=\"{cases}\" failures=\"6\""))
    );
    insta::assert_snapshot!(
        "junit",
        text.lines()
            .filter(|line| !line.contains("<testcase ") || !line.ends_with("/>"))
            .collect::<Vec<_>>()
            .join("\n")
    );
    report.selected = vec!["PC0301", "PC0203"];
    assert_eq!(junit(&report).matches("<testcase ").count(), 6, "what was found stays");
}

/// What was not run is skipped, and what only warns passes and says so.
#[test]
fn junit_knows_what_was_not_run() {
    let file = Generator::new(1).claims(2).to_bytes();
    let file = String::from_utf8(file).unwrap().replacen("*T*:~", "*T*:~\u{20}", 1);
    let report = Checker::builder().build().check(file.as_bytes());
    let named = NamedReport { path: "a".into(), report };
    let text = junit(&Report { files: vec![named], ..Report::default() });
    assert!(text.contains("<skipped message=\"not run: lacked the day of the check (as-of)"), "{text}");
}

/// The element of a rule in a report.
fn case<'t>(text: &'t str, rule: &str) -> &'t str {
    let from = text.find(&format!("<testcase name=\"{rule} ")).unwrap();
    let to = text[from + 1..].find("<testcase ").map_or(text.len(), |to| from + 1 + to);
    &text[from..to]
}

/// What only warns passes and says so; what warns and was not decided says both.
#[test]
fn junit_tells_what_only_warns() {
    let file = String::from_utf8(Generator::new(1).claims(2).to_bytes()).unwrap();
    let two = format!("{file}{file}");
    let (report, _) = report_on("a", two.as_bytes());
    let repeated = report.files[0].report.tally().find(|one| one.of(Severity::Warning) > 0).unwrap().rule.id;
    let text = junit(&report);
    assert!(case(&text, repeated).contains("<system-out>\nwarning: "), "{text}");
    assert!(!case(&text, repeated).contains("<skipped"));
    let mut both = report;
    let warned = both.files[0].report.clone();
    both.files[0].report = Checker::builder().build().check(two.as_bytes());
    both.files[0].report.absorb(warned);
    let text = junit(&both);
    let skipped: Vec<&str> = text.split("<testcase ").filter(|case| case.contains("<skipped")).collect();
    assert!(skipped.len() > 3, "{text}");
}

/// Where no claim could be read, no rule passes.
#[test]
fn nothing_passes_where_nothing_was_read() {
    for file in ["no claims today", ""] {
        let (report, _) = report_on("a", file.as_bytes());
        let text = junit(&report);
        let passed = text.split("<testcase ").skip(1);
        let passed = passed.filter(|case| !case.contains("<skipped") && !case.contains("<failure"));
        assert_eq!(passed.count(), 0, "{text}");
    }
}

/// What was not decided is one notice, within the limit, and rows of the table.
#[test]
fn github_and_csv_know_what_was_not_run() {
    let file = Generator::new(1).claims(2).to_bytes();
    let report = Checker::builder().build().check(&file);
    let not_run = report.not_run().len();
    assert!(not_run > 0);
    let named = Report { files: vec![NamedReport { path: "a".into(), report }], ..Report::default() };
    let lines = github(&named, &|_, _| None);
    let says = format!(
        "::notice title=peerclaim%3A what was not decided%2C or not told::{not_run} rules not run, 0 files"
    );
    assert!(lines.contains(&says), "{lines}");
    let table = csv(&named);
    assert_eq!(table.matches("\na,not run,PC").count(), not_run, "{table}");

    let other = String::from_utf8(file).unwrap().replace("005010X222A1", "005010X223A2");
    let report = Checker::builder().allow_unsupported(true).build().check(other.as_bytes());
    let named = Report { files: vec![NamedReport { path: "a".into(), report }], ..Report::default() };
    assert!(github(&named, &|_, _| None).contains(" not run, 1 file undetermined"));
    assert!(csv(&named).contains("\na,undetermined,,,"), "{}", csv(&named));
}

/// The page of a file, with its masked segments.
fn page(path: &str, bytes: &[u8]) -> String {
    let (report, _) = report_on(path, bytes);
    let span = |_: usize, span: peerclaim::diag::Span| {
        let [start, end] = [span.start, span.end].map(|byte| usize::try_from(byte).unwrap());
        bytes.get(start..end).map(<[u8]>::to_vec)
    };
    html(&report, &span)
}

#[test]
fn the_page_stands_by_itself_and_leads_to_each_rule() {
    let page = page("claims, of <today> & \"more\".837", &fixture("several-claims"));
    for foreign in ["<script", "http:", "https:", "src=", "@import", "url(", "<today>"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    assert!(page.contains("claims, of &lt;today&gt; &amp; &quot;more&quot;.837"));
    assert!(page.contains("<title>Claims checked: 6 errors</title>"));
    let links: Vec<&str> =
        page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(links.len(), 7);
    for link in links {
        assert_eq!(page.matches(&format!(" id=\"{link}\"")).count(), 1, "{link}");
    }
    // The masked segment with its place marked; a caret where nothing stands.
    assert!(page.contains(">SV1*HC:x9999*<mark>-99</mark>*UN*-9***1</pre>"), "{page}");
    assert!(page.contains("set 1, claim 3, segment 46 (CLM), byte 1306"));
    assert!(page.contains("2000A[1]/2000B[2]/2300[1]/CLM02 · CMS-1500 box 28 · /claims/2/charge"));
    // Every element that is opened is closed.
    for element in
        ["html", "head", "body", "main", "section", "table", "details", "summary", "div", "p", "pre", "mark"]
    {
        let opened =
            page.matches(&format!("<{element}>")).count() + page.matches(&format!("<{element} ")).count();
        assert_eq!(opened, page.matches(&format!("</{element}>")).count(), "{element}");
    }
}

#[test]
fn the_page_of_a_good_file_says_so() {
    let page = page("a.837", &Generator::new(1).claims(2).to_bytes());
    assert!(page.contains("<h1>Claims checked: nothing to correct</h1>") && page.contains("<p>Nothing.</p>"));
    assert!(!page.contains("What to correct first"));
}

/// A hundred thousand findings: each form is bounded, in size and in time, and says what it leaves out.
#[test]
fn many_findings_are_capped_and_counted() {
    let file = Generator::new(1).claims(20_000).to_bytes();
    let file = String::from_utf8(file).unwrap().replace("*UN*", "*ZZ*").replace("*D8*", "*D9*").into_bytes();
    let (report, at) = report_on("many.837", &file);
    let all = report.count(Severity::Error);
    assert!(all > 100_000, "{all}");
    let listed = report.files[0].report.findings().len();
    let text = github(&report, &at);
    assert_eq!(text.matches("::error ").count(), GITHUB_SHOWN);
    assert!(text.contains(&format!("::{} more of this level", all - GITHUB_SHOWN as u64 + 1)), "{text}");
    let text = html(&report, &|_, _| None);
    assert!(text.contains(&format!("and {} more", all - HTML_SHOWN as u64)) && text.len() < 100_000);
    let text = csv(&report);
    assert_eq!(text.lines().count(), listed + 2);
    assert!(text.contains("more findings were counted and not kept"));
    let text = junit(&report);
    assert!(text.contains("more\ndo: ") && text.lines().count() < 300 + 20 * JUNIT_SHOWN);
    // As many files as give more results than are kept of a run.
    let one = report.files[0].clone();
    let files = SARIF_SHOWN / listed + 1;
    let report = Report { files: vec![one; files], ..Report::default() };
    let log: serde_json::Value = serde_json::from_str(&sarif(&report, &at)).unwrap();
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), SARIF_SHOWN);
    let notes = log["runs"][0]["invocations"][0]["toolExecutionNotifications"].to_string();
    let left_out = report.count(Severity::Error) - SARIF_SHOWN as u64;
    assert!(notes.contains(&format!("{left_out} of")), "{notes}");
}

/// Several forms in one run, each into its file.
#[test]
fn the_program_writes_several_forms_at_once() {
    let folder = common::folder("forms");
    std::fs::write(folder.join("claims.837"), fixture("wrong-total")).unwrap();
    let args = [
        "claims.837",
        "--as-of",
        "2026-11-21",
        "--format",
        "github",
        "--report",
        "sarif=report.sarif",
        "--report",
        "junit=report.xml",
        "--report",
        "csv=report.csv",
        "--report",
        "human=report.txt",
    ];
    let (code, stdout, stderr) = common::run(&folder, "check", &args);
    assert_eq!((code, stderr.as_str()), (Some(1), ""));
    assert!(stdout.starts_with("::error file=claims.837,line=21,col=14,title=PC0301 "), "{stdout}");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    assert!(read("report.sarif").contains("\"version\": \"2.1.0\""));
    assert!(read("report.xml").starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
    assert_eq!(read("report.csv").lines().count(), 2);
    assert!(read("report.txt").contains("CLM*xxxx9999*99***99"), "masked");
    for (args, says) in [
        (&["claims.837", "--report", "sarif"][..], "FORMAT=FILE"),
        (&["claims.837", "--report", "pdf=a"], "human, concise"),
        (&["claims.837", "--report", "csv=claims.837"], "is a file that is checked"),
        (&["claims.837", "--report", "csv=a", "--report", "junit=a"], "written twice"),
        (&["claims.837", "--format", "sarif", "--show-values"], "--show-values"),
        (&["claims.837", "--format", "junit", "--show-values"], "--show-values"),
        (&["claims.837", "--format", "github", "--show-values"], "--show-values"),
        (&["claims.837", "--format", "html", "--show-values"], "--show-values"),
        (&["claims.837", "--show-values", "--report", "sarif=a.sarif"], "--show-values"),
    ] {
        let (code, _, stderr) = common::run(&folder, "check", args);
        assert!(code == Some(2) && stderr.contains(says), "{args:?}: {code:?} {stderr}");
    }
}
