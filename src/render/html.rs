//! One page for the person who corrects the claims: what to do first, then everything by rule.
//!
//! The page stands by itself: no script, no network, nothing to install. It is made of findings, and of segments that are
//! masked whatever was asked for, so it may be sent around like a report.

use super::text::{addresses, excerpt_of, many, related, where_in_words};
use super::{Bytes, Excerpt, NamedReport, Report, Reveal};
use crate::diag::{AtRisk, Finding, Location, Rule, Severity, Tally, Verdict};
use crate::value::Money;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;
use std::fmt::{self, Display, Write};

/// How many findings of one rule the page shows.
pub const HTML_SHOWN: usize = 25;

/// How many rules the page names as what to correct first.
const FIRST_SHOWN: usize = 10;

const STYLE: &str = include_str!("html.css");

/// The report as one HTML page. Safe to print anywhere: segments are masked.
pub fn html(report: &Report, bytes: &Bytes<'_>) -> String {
    let mut out = String::new();
    // Writing into a string cannot fail.
    let _ = page(&mut out, report, bytes);
    out
}

/// A rule that was broken, with all that is told of it.
struct Broken<'a> {
    tally: Tally,
    at_risk: Option<AtRisk>,
    findings: Vec<(usize, &'a NamedReport, &'a Finding)>,
}

impl Broken<'_> {
    fn rule(&self) -> &'static Rule {
        self.tally.rule
    }

    /// The gravest that it was found as.
    fn severity(&self) -> Severity {
        let found = |severity: &Severity| self.tally.of(*severity) > 0;
        [Severity::Error, Severity::Warning].into_iter().find(found).unwrap_or(Severity::Info)
    }
}

/// What was broken, what to correct first at the top: errors before warnings, much money before little, often before
/// seldom.
fn broken(report: &Report) -> Vec<Broken<'_>> {
    let mut findings: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for (number, file) in report.files.iter().enumerate() {
        for finding in file.report.findings() {
            findings.entry(finding.rule().id).or_default().push((number, file, finding));
        }
    }
    let money = report.files.iter().find_map(|file| file.report.money());
    let one = |(id, tally): (&str, Tally)| Broken {
        tally,
        at_risk: money.and_then(|money| money.by_rule.get(id).copied()),
        findings: findings.get(id).cloned().unwrap_or_default(),
    };
    let mut all: Vec<Broken<'_>> = report.by_rule().into_iter().map(one).collect();
    all.sort_by_key(|one| {
        let most = one.at_risk.map_or(Money::ZERO, |risk| risk.most);
        (std::cmp::Reverse((one.severity(), most, one.tally.count)), one.rule().id)
    });
    all
}

/// A text of a page.
struct Text<T>(T);

impl<T: Display> Display for Text<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.to_string().chars() {
            match character {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                _ => f.write_char(character)?,
            }
        }
        Ok(())
    }
}

fn page(out: &mut String, report: &Report, bytes: &Bytes<'_>) -> fmt::Result {
    let broken = broken(report);
    let [errors, warnings] = [Severity::Error, Severity::Warning].map(|severity| report.count(severity));
    let counted = [(errors, "error"), (warnings, "warning")];
    let mut found: Vec<String> =
        counted.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| many(count, what)).collect();
    if found.is_empty() {
        found.push("nothing to correct".to_owned());
    }
    if report.not_run() > 0 {
        found.push(format!("{} not decided", many(report.not_run(), "rule")));
    }
    let found = found.join(", ");
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>Claims checked: {found}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n<header>\n<h1>Claims checked: {found}</h1>\n"
    )?;
    let day = report.as_of.map(|day| format!(" on {day}")).unwrap_or_default();
    writeln!(
        out,
        "<p class=\"quiet\">{}{day}. Values of claims are masked on this page.</p>\n</header>\n<main>",
        files_in_words(report)
    )?;
    files(out, report)?;
    first(out, report, &broken)?;
    writeln!(
        out,
        "<section aria-labelledby=\"findings\">\n<h2 id=\"findings\" tabindex=\"-1\">Everything found</h2>"
    )?;
    if broken.is_empty() {
        writeln!(out, "<p>Nothing.</p>")?;
    }
    // A short page is open; of a long one, what comes first.
    let short = broken.iter().map(|one| one.findings.len().min(HTML_SHOWN)).sum::<usize>() <= 30;
    for (place, one) in broken.iter().enumerate() {
        rule(out, report, one, short || place < 3, bytes)?;
    }
    writeln!(out, "</section>")?;
    not_run(out, report)?;
    decided(out, report)?;
    write!(
        out,
        "</main>\n<footer>Made by {} {}. <code>peerclaim explain RULE</code> tells more of a rule.</footer>\n</body>\n</html>\n",
        env!("CARGO_PKG_NAME"),
        env!("CARGO_PKG_VERSION")
    )
}

fn files_in_words(report: &Report) -> String {
    match report.files.as_slice() {
        [one] => Text(&one.path).to_string(),
        all => many(all.len() as u64, "file"),
    }
}

/// The files: verdicts, claims, charges.
fn files(out: &mut String, report: &Report) -> fmt::Result {
    writeln!(
        out,
        "<section aria-labelledby=\"files\">\n<h2 id=\"files\">Files</h2>\n<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-labelledby=\"files\"><table>"
    )?;
    writeln!(
        out,
        "<thead><tr><th scope=\"col\">File</th><th scope=\"col\">Verdict</th><th scope=\"col\" class=\"number\">Claims \
         accepted</th><th scope=\"col\" class=\"number\">rejected</th><th scope=\"col\" class=\"number\">not \
         decided</th><th scope=\"col\" class=\"number\">Charges</th></tr></thead>\n<tbody>"
    )?;
    for file in &report.files {
        let (counts, claims) = (file.report.counts(), file.report.claim_verdicts());
        if let Some(money) = file.report.money() {
            writeln!(
                out,
                "<tr><td class=\"name\">{}</td><td colspan=\"5\">{} at risk</td></tr>",
                Text(&file.path),
                money.total
            )?;
            continue;
        }
        let verdict = file.report.verdict();
        let words = if verdict == Verdict::Undetermined { "not decided" } else { verdict.as_str() };
        writeln!(
            out,
            "<tr><td class=\"name\">{}</td><td class=\"word {}\">{words}</td><td class=\"number\">{}</td>\
             <td class=\"number\">{}</td><td class=\"number\">{}</td><td class=\"number\">${}</td></tr>",
            Text(&file.path),
            verdict.as_str(),
            claims.accepted,
            claims.rejected,
            claims.undetermined,
            counts.claim_charges.dollars()
        )?;
    }
    writeln!(out, "</tbody></table></div>\n</section>")
}

/// What to correct first, as a picture: by the money at risk where it is known, else by how often.
fn first(out: &mut String, report: &Report, broken: &[Broken<'_>]) -> fmt::Result {
    if broken.is_empty() {
        return Ok(());
    }
    let money = report.files.iter().find_map(|file| file.report.money());
    writeln!(out, "<section aria-labelledby=\"first\">\n<h2 id=\"first\">What to correct first</h2>")?;
    match money {
        Some(money) => writeln!(
            out,
            "<p>{} is at risk in all, each line once; the bars show it by rule, and may overlap.</p>",
            money.total
        )?,
        None => writeln!(out, "<p class=\"quiet\">The bars show how often each rule was broken.</p>")?,
    }
    let share = |one: &Broken<'_>| -> u64 {
        match (money, one.at_risk) {
            (Some(_), Some(risk)) => risk.most.to_decimal().to_u64().unwrap_or(0),
            (Some(_), None) => 0,
            (None, _) => one.tally.count,
        }
    };
    let most = broken.iter().map(share).max().unwrap_or(0).max(1);
    writeln!(out, "<ol class=\"first\">")?;
    for one in broken.iter().take(FIRST_SHOWN) {
        let rule = one.rule();
        let amount = match one.at_risk {
            Some(risk) => format!("{risk} · {}", many(one.tally.count, "time")),
            None => many(one.tally.count, "time"),
        };
        // Hundredths of the longest, at least a sliver for what is there at all.
        let width = u128::from(share(one)) * 100 / u128::from(most);
        let severity = one.severity();
        writeln!(
            out,
            "<li><div class=\"what\"><a href=\"#{}\">{}</a><span><span class=\"word {severity}\">{severity}</span> \
             {amount}</span></div><div class=\"bar {severity}\" aria-hidden=\"true\"><span style=\"width:{width}%\">\
             </span></div></li>",
            rule.id,
            Text(rule.title)
        )?;
    }
    writeln!(out, "</ol>")?;
    if broken.len() > FIRST_SHOWN {
        let more = many((broken.len() - FIRST_SHOWN) as u64, "rule");
        writeln!(out, "<p class=\"quiet\">{more} more, in the same order, among the findings below.</p>")?;
    }
    writeln!(out, "</section>")
}

/// All findings of one rule.
fn rule(out: &mut String, report: &Report, one: &Broken<'_>, open: bool, bytes: &Bytes<'_>) -> fmt::Result {
    let (rule, severity) = (one.rule(), one.severity());
    let open = if open { " open" } else { "" };
    writeln!(
        out,
        "<details id=\"{}\"{open}>\n<summary><h3>{}</h3> <span class=\"count\"><span class=\"word {severity}\">{severity}\
         </span> {} · {}</span></summary>\n<div class=\"inside\">\n<p class=\"do\"><strong>What to do:</strong> {}</p>",
        rule.id,
        Text(rule.title),
        rule.id,
        many(one.tally.count, "time"),
        Text(rule.help)
    )?;
    for (number, file, finding) in one.findings.iter().take(HTML_SHOWN) {
        self::finding(out, report, (*number, file, finding), bytes)?;
    }
    let more = one.tally.count - one.findings.len().min(HTML_SHOWN) as u64;
    if more > 0 {
        writeln!(
            out,
            "<p class=\"finding quiet\">and {more} more, in the other forms of the report as far as they are kept</p>"
        )?;
    }
    writeln!(out, "</div>\n</details>")
}

fn finding(
    out: &mut String,
    report: &Report,
    (number, file, finding): (usize, &NamedReport, &Finding),
    bytes: &Bytes<'_>,
) -> fmt::Result {
    writeln!(out, "<div class=\"finding\">\n<p>{}</p>", Text(finding.message()))?;
    match finding.location() {
        Location::X12(at) => {
            writeln!(out, "<div class=\"address\">{}: {}</div>", Text(&file.path), Text(where_in_words(at)))?;
            let addresses = addresses(at);
            if !addresses.is_empty() {
                writeln!(out, "<div class=\"address\">{}</div>", Text(addresses.join(" · ")))?;
            }
            if let Some(excerpt) = excerpt_of(file, at, Reveal::Masked, &|span| bytes(number, span)) {
                segment(out, &excerpt)?;
            }
        }
        Location::Pack(at) | Location::Evidence(at) => {
            writeln!(out, "<div class=\"address\">{}: {}</div>", Text(&file.path), Text(at))?;
        }
    }
    if let Some(words) = related(report, finding) {
        writeln!(out, "<div class=\"address\">with {}</div>", Text(words))?;
    }
    if let Some(by) = report.basis(finding) {
        let cites = by.citations().join("; ");
        let (id, status) = (by.pack.id(), by.terms.status);
        writeln!(out, "<div class=\"address\">by {}, {status}: {}</div>", Text(id), Text(cites))?;
    }
    if let Some(risk) = finding.at_risk() {
        writeln!(out, "<div class=\"address\">at risk: {risk}</div>")?;
    }
    writeln!(out, "</div>")
}

/// The masked segment, with its place marked; a caret where something is missing.
fn segment(out: &mut String, excerpt: &Excerpt) -> fmt::Result {
    let characters: Vec<char> = excerpt.line.chars().collect();
    let part = |from: usize, to: usize| -> String {
        characters
            .get(from.min(characters.len())..to.min(characters.len()))
            .unwrap_or_default()
            .iter()
            .collect()
    };
    let end = excerpt.mark + excerpt.width;
    let marked = if excerpt.width == 0 { "^".to_owned() } else { part(excerpt.mark, end) };
    writeln!(
        out,
        "<pre tabindex=\"0\" role=\"group\" aria-label=\"the segment, masked\">{}<mark>{}</mark>{}</pre>",
        Text(part(0, excerpt.mark)),
        Text(marked),
        Text(part(end, usize::MAX))
    )
}

/// What a project decided for itself.
fn decided(out: &mut String, report: &Report) -> fmt::Result {
    let told = report.decided();
    if told.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<section aria-labelledby=\"decided\">\n<h2 id=\"decided\">By the project's settings</h2>\n<ul>"
    )?;
    for sentence in told {
        writeln!(out, "<li>{}</li>", Text(&sentence))?;
    }
    writeln!(out, "</ul>\n</section>")
}

/// What was not run, and what it lacked.
fn not_run(out: &mut String, report: &Report) -> fmt::Result {
    if report.not_run() == 0 {
        return Ok(());
    }
    writeln!(
        out,
        "<section aria-labelledby=\"not-run\">\n<h2 id=\"not-run\">Not decided</h2>\n<p>These rules lacked something. \
         Nobody should take their silence for a good sign.</p>\n<div class=\"wide\" tabindex=\"0\" role=\"group\" \
         aria-labelledby=\"not-run\"><table>\n<thead><tr><th scope=\"col\">Rule</th><th scope=\"col\">It lacked</th>\
         <th scope=\"col\" class=\"number\">Times</th></tr></thead>\n<tbody>"
    )?;
    for not_run in report.files.iter().flat_map(|file| file.report.not_run()) {
        writeln!(
            out,
            "<tr><td>{}: {}</td><td>{}</td><td class=\"number\">{}</td></tr>",
            not_run.rule.id,
            Text(not_run.rule.title),
            Text(not_run.lacks.as_str()),
            not_run.count
        )?;
    }
    writeln!(out, "</tbody></table></div>\n</section>")
}
