//! JUnit XML: one suite a file, one case a rule.
//!
//! A rule that found errors is a failed case, one that could not be decided a skipped one. What only warns passes, and
//! says so in the output of its case: JUnit has no warnings. Where nothing was read, nothing passes.

use super::{NamedReport, Report};
use crate::check::rule_book;
use crate::diag::{Finding, NotRun, Rule, Severity};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;

/// How many findings of one rule in one file a case lists.
pub const JUNIT_SHOWN: usize = 20;

/// The report as JUnit XML. Safe to log.
pub fn junit(report: &Report) -> String {
    let mut out = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing into memory cannot fail.
    let _ = suites(&mut out, report);
    let mut text = String::from_utf8(out.into_inner()).unwrap_or_default();
    text.push('\n');
    text
}

/// What one rule came to in one file.
#[derive(Default)]
struct Case<'a> {
    findings: Vec<&'a Finding>,
    errors: u64,
    others: u64,
    /// Why it was not decided.
    skipped: Option<String>,
}

fn suites(out: &mut Writer<Vec<u8>>, report: &Report) -> io::Result<()> {
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let rules: Vec<&'static Rule> = rule_book().filter(|rule| report.asked(rule)).collect();
    let decided = report.decided();
    out.create_element("testsuites").with_attribute(("name", "peerclaim")).write_inner_content(|out| {
        for file in &report.files {
            suite(out, file, &rules, &decided)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn suite(
    out: &mut Writer<Vec<u8>>,
    file: &NamedReport,
    rules: &[&'static Rule],
    decided: &[String],
) -> io::Result<()> {
    let mut cases: BTreeMap<&str, (&'static Rule, Case<'_>)> =
        rules.iter().map(|rule| (rule.id, (*rule, Case::default()))).collect();
    for tally in file.report.tally() {
        let (_, case) = cases.entry(tally.rule.id).or_insert((tally.rule, Case::default()));
        case.errors = tally.of(Severity::Error);
        case.others = tally.of(Severity::Warning) + tally.of(Severity::Info);
    }
    for finding in file.report.findings() {
        if let Some((_, case)) = cases.get_mut(finding.rule().id) {
            case.findings.push(finding);
        }
    }
    for not_run in file.report.not_run() {
        let (_, case) = cases.entry(not_run.rule.id).or_insert((not_run.rule, Case::default()));
        let NotRun { lacks, count, .. } = not_run;
        case.skipped.get_or_insert_with(|| format!("not run: lacked {} ({count} times)", lacks.as_str()));
    }
    for one in file.report.suppressed() {
        let (_, case) = cases.entry(one.rule.id).or_insert((one.rule, Case::default()));
        case.skipped.get_or_insert_with(|| format!("suppressed {} times", one.count));
    }
    for (rule, case) in cases.values_mut().filter(|(_, case)| case.errors + case.others == 0) {
        if file.report.read_no_claim() {
            case.skipped.get_or_insert_with(|| "not run: no claim could be read".to_owned());
        } else if !file.report.was_asked(rule) {
            case.skipped.get_or_insert_with(|| "not run: lacked a list of codes (--list)".to_owned());
        }
    }
    let count = |is: fn(&Case<'_>) -> bool| cases.values().filter(|(_, case)| is(case)).count().to_string();
    let failures = count(|case| case.errors > 0);
    let skipped = count(|case| case.errors == 0 && case.skipped.is_some());
    let suite = out.create_element("testsuite").with_attributes([
        ("name", file.path.as_str()),
        ("tests", cases.len().to_string().as_str()),
        ("failures", failures.as_str()),
        ("errors", "0"),
        ("skipped", skipped.as_str()),
    ]);
    suite.write_inner_content(|out| {
        if !decided.is_empty() {
            out.create_element("properties").write_inner_content(|out| {
                for one in decided {
                    let property = [("name", "settings"), ("value", one.as_str())];
                    out.create_element("property").with_attributes(property).write_empty()?;
                }
                Ok(())
            })?;
        }
        cases.values().try_for_each(|(rule, case)| write_case(out, rule, case))
    })?;
    Ok(())
}

fn write_case(out: &mut Writer<Vec<u8>>, rule: &Rule, case: &Case<'_>) -> io::Result<()> {
    let name = format!("{} {}", rule.id, rule.name);
    let attributes = [("name", name.as_str()), ("classname", "peerclaim")];
    let element = out.create_element("testcase").with_attributes(attributes);
    if case.errors > 0 {
        let message = format!("{} × {}", case.errors + case.others, rule.title);
        element.write_inner_content(|out| {
            let failure = out.create_element("failure");
            let failure = failure.with_attributes([("message", message.as_str()), ("type", "error")]);
            failure.write_text_content(BytesText::new(&listed(rule, case)))?;
            Ok(())
        })?;
    } else if case.skipped.is_some() || case.others > 0 {
        element.write_inner_content(|out| {
            if let Some(message) = &case.skipped {
                out.create_element("skipped").with_attribute(("message", message.as_str())).write_empty()?;
            }
            if case.others > 0 {
                out.create_element("system-out").write_text_content(BytesText::new(&listed(rule, case)))?;
            }
            Ok(())
        })?;
    } else {
        element.write_empty()?;
    }
    Ok(())
}

/// The places of a rule's findings, one a line, and what to do.
fn listed(rule: &Rule, case: &Case<'_>) -> String {
    let mut text = String::from("\n");
    for finding in case.findings.iter().take(JUNIT_SHOWN) {
        let _ = writeln!(text, "{}: {}: {}", finding.severity(), finding.location(), finding.message());
    }
    let all = case.errors + case.others;
    let shown = case.findings.len().min(JUNIT_SHOWN) as u64;
    if all > shown {
        let _ = writeln!(text, "and {} more", all - shown);
    }
    let _ = writeln!(text, "do: {}", rule.help);
    text
}
