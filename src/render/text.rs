//! The report for people: one paragraph a finding, or one line a finding.

use super::{Excerpt, NamedReport, Report, Reveal, excerpt};
use crate::diag::{Capped, Finding, Location, MoneyReport, Place, Related, Severity, Span, Verdict};
use crate::pack::Stack;
use std::fmt::{self, Write};

/// How to write for people.
#[derive(Debug, Clone, Copy)]
pub struct TextOptions {
    /// Colours, as terminals understand them.
    pub color: bool,
    /// How much of the input may be seen.
    pub reveal: Reveal,
    /// At most so many findings of one rule in one file; the rest is counted.
    pub per_rule: usize,
    /// The verdict of each claim that is listed in the report.
    pub verdicts: bool,
}

impl Default for TextOptions {
    fn default() -> Self {
        Self { color: false, reveal: Reveal::Masked, per_rule: 5, verdicts: false }
    }
}

/// Gives the bytes of a span of the file of that number, if they are still to be had.
pub type Bytes<'a> = dyn Fn(usize, Span) -> Option<Vec<u8>> + 'a;

struct Paint(bool);

impl Paint {
    fn wrap(&self, code: &str, text: &str) -> String {
        if self.0 { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn severity(&self, severity: Severity, text: &str) -> String {
        let code = match severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Info => "1;36",
        };
        self.wrap(code, text)
    }

    fn bold(&self, text: &str) -> String {
        self.wrap("1", text)
    }

    fn dim(&self, text: &str) -> String {
        self.wrap("2", text)
    }
}

/// The whole report for a person: each finding with its segment, then sums and verdicts.
///
/// Safe to print anywhere as long as `options.reveal` is [`Reveal::Masked`].
pub fn human(report: &Report, options: &TextOptions, bytes: &Bytes<'_>) -> String {
    let mut out = String::new();
    // Writing into a string cannot fail.
    let _ = write_human(&mut out, report, options, bytes);
    out
}

fn write_human(out: &mut String, report: &Report, options: &TextOptions, bytes: &Bytes<'_>) -> fmt::Result {
    for (number, file) in report.files.iter().enumerate() {
        let mut shown = std::collections::BTreeMap::<&str, usize>::new();
        for finding in file.report.findings() {
            let count = shown.entry(finding.rule().id).or_default();
            *count += 1;
            if *count <= options.per_rule {
                write_finding(out, (report, file), finding, options, &|span| bytes(number, span))?;
                write_basis(out, report, finding, options)?;
                writeln!(out)?;
            }
        }
        write_file(out, file, options)?;
    }
    write_summary(out, report, options)
}

fn write_finding(
    out: &mut String,
    (report, file): (&Report, &NamedReport),
    finding: &Finding,
    options: &TextOptions,
    bytes: &dyn Fn(Span) -> Option<Vec<u8>>,
) -> fmt::Result {
    let paint = Paint(options.color);
    let rule = finding.rule();
    let head = format!("{}[{}]", finding.severity(), rule.id);
    writeln!(
        out,
        "{}{}",
        paint.severity(finding.severity(), &head),
        paint.bold(&format!(": {}", finding.message()))
    )?;
    let place = match finding.location() {
        Location::X12(place) => place,
        Location::Pack(place) | Location::Evidence(place) => {
            writeln!(out, "  {} {}: {place}", paint.dim("-->"), file.path)?;
            write_related(out, report, finding, options)?;
            return writeln!(out, "   {} {}", paint.dim("= do:"), rule.help);
        }
    };
    writeln!(out, "  {} {}: {}", paint.dim("-->"), file.path, where_in_words(place))?;
    let addresses = addresses(place);
    if !addresses.is_empty() {
        writeln!(out, "      {}", paint.dim(&addresses.join("   ")))?;
    }
    if let Some(Excerpt { line, mark, width }) = excerpt_of(file, place, options.reveal, bytes) {
        let carets = if width == 0 { "^".to_owned() } else { "^".repeat(width) };
        writeln!(out, "   {}", paint.dim("|"))?;
        writeln!(out, "   {} {line}", paint.dim("|"))?;
        writeln!(
            out,
            "   {} {}{}",
            paint.dim("|"),
            " ".repeat(mark),
            paint.severity(finding.severity(), &carets)
        )?;
    }
    write_related(out, report, finding, options)?;
    writeln!(out, "   {} {}", paint.dim("= do:"), rule.help)
}

/// What else is part of it, and the money that is at risk.
fn write_related(out: &mut String, report: &Report, finding: &Finding, options: &TextOptions) -> fmt::Result {
    let paint = Paint(options.color);
    if let Some(words) = related(report, finding) {
        writeln!(out, "   {} {words}", paint.dim("= with:"))?;
    }
    match finding.at_risk() {
        Some(risk) => writeln!(out, "   {} {risk}", paint.dim("= at risk:")),
        None => Ok(()),
    }
}

/// `encounters rows 3, 4; claims.837 claim 2 line 1`: what else is part of it, if anything is.
pub(super) fn related(report: &Report, finding: &Finding) -> Option<String> {
    const SHOWN: usize = 12;
    let mut words: Vec<String> = Vec::new();
    let rows = |table: &str| {
        let of = |one: &Related| match *one {
            Related::Row { table: of, row } if of == table => Some(row.to_string()),
            _ => None,
        };
        finding.related().iter().filter_map(of).collect::<Vec<_>>()
    };
    for table in ["encounters", "history", "members", "staff"] {
        let all = rows(table);
        let more = all.len().saturating_sub(SHOWN);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        if !all.is_empty() {
            let s = if all.len() == 1 { "" } else { "s" };
            let shown = all.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
            words.push(format!("{table} row{s} {shown}{more}"));
        }
    }
    let lines = finding.related().iter().filter_map(|one| match *one {
        Related::Line { file, claim, line } => {
            let path = report.files.get(file as usize).map_or("", |file| file.path.as_str());
            Some(format!("{path} claim {claim} line {line}"))
        }
        Related::Row { .. } => None,
    });
    let lines: Vec<String> = lines.collect();
    let more = lines.len().saturating_sub(SHOWN);
    words.extend(lines.into_iter().take(SHOWN));
    if more > 0 {
        words.push(format!("{more} more lines"));
    }
    (!words.is_empty()).then(|| words.join("; "))
}

/// Money at risk: the total, and by rule.
fn write_money(out: &mut String, money: &MoneyReport, options: &TextOptions) -> fmt::Result {
    let paint = Paint(options.color);
    writeln!(out, "  {} {} in all, each line once", paint.bold("at risk"), money.total)?;
    for (rule, risk) in &money.by_rule {
        let name = crate::check::find_rule(rule).map_or("", |rule| rule.name);
        writeln!(out, "    {rule} {name}: {risk}")?;
    }
    if money.not_decided != crate::value::Money::ZERO {
        writeln!(out, "  {} ${}", paint.bold("not decided"), money.not_decided.dollars())?;
    }
    Ok(())
}

/// Whose rule it is, how well that is known, and what keeps the finding from being an error.
fn write_basis(out: &mut String, report: &Report, finding: &Finding, options: &TextOptions) -> fmt::Result {
    let paint = Paint(options.color);
    if let Some(by) = report.basis(finding) {
        let (status, cites) = (by.terms.status, by.citations().join("; "));
        let colon = if cites.is_empty() { "" } else { ": " };
        let (id, table, row) = (by.pack.id(), by.table, by.row);
        writeln!(out, "   {} {id}, {table} row {row}, {status}{colon}{cites}", paint.dim("= by:"))?;
        if let Some(other) = by.sends_to() {
            writeln!(out, "   {} the payer of the pack {other}", paint.dim("= pays:"))?;
        }
    }
    match finding.capped_by() {
        Some(capped) if finding.would_reject() => {
            writeln!(out, "   {} would be an error; {}", paint.dim("= why:"), why(capped))
        }
        _ => Ok(()),
    }
}

const fn why(capped: Capped) -> &'static str {
    match capped {
        Capped::Secondary => "the primary text was not read (secondary)",
        Capped::Recalled => "nobody has cited a document for it (recalled)",
        Capped::NotYetEnforced => "it was not enforced yet on the date of service (not-yet-enforced)",
        Capped::Undecided => "whether it applies cannot be told from the claim (undecided)",
    }
}

pub(super) fn excerpt_of(
    file: &NamedReport,
    place: &Place,
    reveal: Reveal,
    bytes: &dyn Fn(Span) -> Option<Vec<u8>>,
) -> Option<Excerpt> {
    const LONGEST: u64 = 1 << 16;
    let span = place.segment_bytes;
    if span.is_empty() || span.len() > LONGEST {
        return None;
    }
    let interchange = usize::try_from(place.interchange.unwrap_or(1)).ok()?.checked_sub(1)?;
    let delimiters = file.report.delimiters().get(interchange).copied()?;
    Some(excerpt(&bytes(span)?, place, delimiters, reveal))
}

/// `claim 17, line 2, segment 41 (SV1)`
pub(super) fn where_in_words(place: &Place) -> String {
    let mut words = Vec::new();
    if let Some(set) = place.set {
        words.push(format!("set {set}"));
    } else {
        words.extend(place.interchange.map(|number| format!("interchange {number}")));
        words.extend(place.group.map(|number| format!("group {number}")));
    }
    words.extend(place.claim.map(|claim| format!("claim {claim}")));
    words.extend(place.line.map(|line| format!("line {line}")));
    match (place.segment, place.tag) {
        (Some(number), Some(tag)) => words.push(format!("segment {number} ({tag})")),
        (Some(number), None) => words.push(format!("segment {number}")),
        (None, tag) => words.extend(tag.map(str::to_owned)),
    }
    words.push(format!("byte {}", place.bytes.start));
    words.join(", ")
}

/// The addresses for those who look things up: loops and element, form box, JSON pointer.
pub(super) fn addresses(place: &Place) -> Vec<String> {
    let mut parts = Vec::new();
    let path = place.path.to_string();
    match (path.is_empty(), place.element_name()) {
        (false, Some(element)) => parts.push(format!("{path}/{element}")),
        (false, None) => parts.push(path),
        (true, element) => parts.extend(element),
    }
    if let Some(value) = &place.value {
        parts.extend(value.form_box.map(|number| format!("CMS-1500 box {number}")));
        parts.extend(place.claim.map(|claim| format!("/claims/{}{value}", claim.saturating_sub(1))));
    }
    parts
}

fn write_file(out: &mut String, file: &NamedReport, options: &TextOptions) -> fmt::Result {
    let paint = Paint(options.color);
    let report = &file.report;
    let counts = report.counts();
    let (claims, lines, sets) = (counts.claims, counts.lines, u64::from(counts.sets));
    if let Some(money) = report.money() {
        writeln!(out, "{}", paint.bold(&file.path))?;
        write_money(out, money, options)?;
    } else {
        let verdict = paint_verdict(&paint, report.verdict());
        writeln!(out, "{}: {verdict}", paint.bold(&file.path))?;
        writeln!(
            out,
            "  {}, {} in {}; total charges of the claims {}, of the lines {}",
            many(claims, "claim"),
            many(lines, "line"),
            many(sets, "transaction set"),
            counts.claim_charges.dollars(),
            counts.line_charges.dollars()
        )?;
    }
    let verdicts = report.claim_verdicts();
    if claims > 0 {
        writeln!(
            out,
            "  claims: {} accepted, {} rejected, {} undetermined",
            verdicts.accepted, verdicts.rejected, verdicts.undetermined
        )?;
    }
    for tally in report.tally() {
        let more = usize::try_from(tally.count).unwrap_or(usize::MAX).saturating_sub(options.per_rule);
        let more = if more > 0 { format!(" ({more} not shown above)") } else { String::new() };
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            let count = tally.of(severity);
            if count > 0 {
                let head = paint.severity(severity, &format!("{:7} {}", severity.as_str(), tally.rule.id));
                writeln!(out, "  {head} {count:>6} × {}{more}", tally.rule.name)?;
            }
        }
    }
    if report.limited().findings > 0 {
        writeln!(out, "  {} more findings are counted and not kept", report.limited().findings)?;
    }
    if options.verdicts {
        for claim in report.verdicts() {
            let rules: Vec<&str> = claim.rules.iter().map(|rule| rule.id).collect();
            writeln!(
                out,
                "  claim {} (set {}): {} {}",
                claim.claim,
                claim.set,
                claim.verdict.as_str(),
                rules.join(" ")
            )?;
        }
    }
    for not_run in report.not_run() {
        let head = paint.bold("not run");
        writeln!(
            out,
            "  {head} {} {}: lacked {}, {}",
            not_run.rule.id,
            not_run.rule.name,
            not_run.lacks.as_str(),
            many(not_run.count, "time")
        )?;
    }
    writeln!(out)
}

fn paint_verdict(paint: &Paint, verdict: Verdict) -> String {
    match verdict {
        Verdict::Accepted => paint.wrap("1;32", "accepted"),
        Verdict::Undetermined => paint.severity(Severity::Warning, "undetermined"),
        Verdict::Rejected => paint.severity(Severity::Error, "rejected"),
    }
}

pub(super) fn many(count: u64, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

fn write_summary(out: &mut String, report: &Report, options: &TextOptions) -> fmt::Result {
    let paint = Paint(options.color);
    let all = crate::check::rule_book().count();
    let asked =
        if report.selected.is_empty() { all } else { report.selected.len() } - report.ignored.len().min(all);
    if asked < all {
        writeln!(out, "only {asked} of {all} rules were asked for")?;
    }
    if !report.packs.is_empty() {
        let ids: Vec<&str> = report.packs.stacks().iter().map(Stack::id).collect();
        writeln!(out, "checked by the rules of {}", ids.join(", "))?;
    }
    let count = |severity| report.count(severity);
    let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    write!(out, "{}: ", many(report.files.len() as u64, "file"))?;
    if errors + warnings + infos == 0 {
        write!(out, "nothing found")?;
    } else {
        write!(out, "{}, {}, {infos} for information", many(errors, "error"), many(warnings, "warning"))?;
    }
    match report.not_run() {
        0 => writeln!(out)?,
        more => writeln!(out, "; {} not run", many(more, "rule"))?,
    }
    if let Some(settings) = &report.settings {
        writeln!(out, "by the settings of {settings}")?;
    }
    for decided in report.decided() {
        writeln!(out, "{decided}")?;
    }
    if errors + warnings > 0 {
        writeln!(
            out,
            "{}",
            paint.dim("`peerclaim explain RULE` tells what a rule is about and what to do.")
        )?;
    }
    Ok(())
}

/// One line a finding: `file:set:segment: error PC0301 name at place: message`. Safe to log.
pub fn concise(report: &Report) -> String {
    let mut out = String::new();
    for file in &report.files {
        for finding in file.report.findings() {
            let _ = writeln!(out, "{}: {} {finding}", file.path, finding.severity());
        }
        if file.report.limited().findings > 0 {
            let _ = writeln!(
                out,
                "{}: {} more findings were counted and not kept",
                file.path,
                file.report.limited().findings
            );
        }
        for not_run in file.report.not_run() {
            let (rule, lacks) = (not_run.rule, not_run.lacks.as_str());
            let _ = writeln!(
                out,
                "{}: not run {} {}: lacked {lacks} ({} times)",
                file.path, rule.id, rule.name, not_run.count
            );
        }
        let _ = writeln!(out, "{}: {}", file.path, file.report.verdict().as_str());
    }
    for decided in report.decided() {
        let _ = writeln!(out, "{decided}");
    }
    out
}
