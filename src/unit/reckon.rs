//! The reckoning: which rule, which minutes, how many units, and in which words.

use super::{Answer, Contact, Fraction, Rounder, Sheet, Under};
use crate::pack::rows::{
    Accumulate, Basis, CodeChoice, Excluded, Method, Rounding, RoundingRule, Service, Zero,
};
use crate::pack::{Ask, Effective, Known, Layer, Stack, Truth};
use std::fmt::Write;

/// The rounding rules that a stack knows by name on that day, each once: the latest layer's.
pub fn named_rules<'a>(stack: &'a Stack, ask: &Ask<'_>) -> Vec<Effective<'a, RoundingRule>> {
    let mut rules: Vec<Effective<'a, RoundingRule>> = Vec::new();
    for rule in stack.all::<RoundingRule>(ask) {
        match rules.iter_mut().find(|other| other.terms.id == rule.terms.id) {
            Some(other) => *other = rule,
            None => rules.push(rule),
        }
    }
    rules
}

/// How the units of a sheet are reckoned for the service of the question.
pub fn reckon(stack: &Stack, ask: &Ask<'_>, sheet: &Sheet) -> Answer {
    let mut answer = Answer::new(sheet.minutes());
    let Some(service) = stack.best::<Service>(ask, |row| row.terms.id.as_deref() == ask.service) else {
        answer.reason = Some("the pack knows no such service on this date".to_owned());
        return answer;
    };
    answer.service = ask.service.map(str::to_owned);
    answer.code = service.row.code.get().map(ToString::to_string);
    let counted = match countable(stack, ask, sheet, &mut answer) {
        Ok(counted) => counted,
        Err(reason) => {
            answer.reason = Some(reason);
            return answer;
        }
    };
    let choice = stack.best::<CodeChoice>(ask, |row| {
        row.band.iter().any(|band| Some(band.service.as_str()) == ask.service)
    });
    if let Some(choice) = choice {
        by_length(stack, ask, &choice, &counted, &mut answer);
        return answer;
    }
    match (service.row.unit, service.row.minutes) {
        (Known::Is(Basis::Minutes), Some(unit)) if unit.get() > 0 => {
            by_minutes(stack, ask, &counted, unit.get(), &mut answer);
        }
        (Known::Is(Basis::Contact | Basis::Session), _) => by_contact(stack, ask, &counted, &mut answer),
        (Known::Is(basis), _) => {
            answer.sum = format!("one unit is a {basis}: minutes are not rounded");
            answer.reason =
                Some(format!("one unit of this service is a {basis}, so no rounding rule applies"));
        }
        (Known::Unknown, _) => {
            answer.reason = Some("nobody knows what one unit of this service is".to_owned());
        }
    }
    answer
}

/// The sheet without the minutes that the pack excludes.
fn countable(stack: &Stack, ask: &Ask<'_>, sheet: &Sheet, answer: &mut Answer) -> Result<Sheet, String> {
    let excluded = stack.all::<Excluded>(ask);
    let mut counted = Sheet::default();
    let mut left_out = 0_u32;
    for contact in &sheet.contacts {
        let mut kept = Contact::default();
        for stretch in &contact.stretches {
            let Some(activity) = &stretch.activity else {
                kept.stretches.push(stretch.clone());
                continue;
            };
            let named = |row: &&Effective<'_, Excluded>| row.row.activity.iter().any(|one| one == activity);
            let row = excluded.iter().find(named);
            match row.map(|row| row.truth) {
                Some(Truth::Yes) => {
                    left_out = left_out.saturating_add(stretch.minutes);
                    answer.excluded_by = row.map(Effective::citation).filter(|cited| !cited.is_empty());
                }
                Some(Truth::Open(lacking)) => {
                    return Err(format!(
                        "whether an activity is billed here depends on {}",
                        lacking.as_str()
                    ));
                }
                Some(Truth::No) | None => return Err(unknown_activity(&excluded)),
            }
        }
        if !kept.stretches.is_empty() {
            counted.contacts.push(kept);
        }
    }
    answer.minutes = counted.minutes();
    if left_out > 0 {
        let (all, rest) = (sheet.minutes(), answer.minutes);
        let _ = write!(answer.sum, "{all} min − {left_out} min not billed = {rest} min; ");
    }
    Ok(counted)
}

/// Why an activity cannot be judged, and the words that the pack knows.
fn unknown_activity(excluded: &[Effective<'_, Excluded>]) -> String {
    let known: Vec<&str> = excluded.iter().flat_map(|row| &row.row.activity).map(String::as_str).collect();
    let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    format!("the pack does not say whether such an activity is billed; those that it leaves out: {known}")
}

/// One unit for each contact that is long enough.
fn by_contact(stack: &Stack, ask: &Ask<'_>, sheet: &Sheet, answer: &mut Answer) {
    let row = stack.one::<Rounding>(ask);
    let least = row.as_ref().and_then(|row| row.row.least_minutes).map_or(1, |minutes| minutes.get().max(1));
    let long = sheet.contacts.iter().filter(|contact| contact.minutes() >= least).count();
    cite(answer, row.as_ref());
    let many = if long == 1 { "" } else { "s" };
    let _ = write!(answer.sum, "one unit a contact of {least} min or more: {long} unit{many}");
    answer.decide(Fraction::whole(long as u64));
    if long == 0 {
        answer.reason = Some(format!("no contact has the {least} minutes that one needs to be billed"));
    }
}

/// The service whose band a contact falls into: one unit of that one, none of the others.
fn by_length(
    stack: &Stack,
    ask: &Ask<'_>,
    choice: &Effective<'_, CodeChoice>,
    sheet: &Sheet,
    answer: &mut Answer,
) {
    let within =
        |minutes: u32| {
            choice.row.band.iter().find(|band| {
                band.least.get() <= minutes && band.most.is_none_or(|most| minutes <= most.get())
            })
        };
    answer.cite = Some(choice.citation()).filter(|text| !text.is_empty());
    answer.status = Some(choice.status().as_str());
    answer.pack = Some(choice.pack.id().to_owned());
    answer.layer = Some(choice.layer.as_str());
    let [contact] = sheet.contacts.as_slice() else {
        answer.reason =
            Some("the length of a contact chooses its service: ask about one contact at a time".to_owned());
        return;
    };
    let minutes = contact.minutes();
    if let Some(band) = within(minutes) {
        let about = Ask { service: Some(&band.service), ..ask.clone() };
        let service = stack.best::<Service>(&about, |row| row.terms.id.as_ref() == Some(&band.service));
        answer.code = service.and_then(|service| service.row.code.get().map(ToString::to_string));
        answer.service = Some(band.service.clone());
        let _ = match band.most {
            Some(most) => write!(
                answer.sum,
                "{minutes} min, in {} to {most} min: 1 unit of {}",
                band.least, band.service
            ),
            None => {
                write!(answer.sum, "{minutes} min, {} min or more: 1 unit of {}", band.least, band.service)
            }
        };
        answer.decide(Fraction::whole(1));
    } else {
        let _ = write!(answer.sum, "{minutes} min: shorter than every service");
        answer.decide(Fraction::ZERO);
        answer.reason = Some("the contact is too short to be billed as any of these services".to_owned());
    }
}

/// How the minutes are read.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Reading {
    accumulate: Accumulate,
    contiguous: bool,
}

fn by_minutes(stack: &Stack, ask: &Ask<'_>, sheet: &Sheet, unit: u32, answer: &mut Answer) {
    let row = stack.one::<Rounding>(ask);
    let least = row.as_ref().and_then(|row| row.row.least_minutes).map_or(0, crate::value::Minutes::get);
    let short = sheet.contacts.iter().any(|contact| contact.minutes() < least);
    let long: Vec<&Contact> = sheet.contacts.iter().filter(|contact| contact.minutes() >= least).collect();
    if short {
        let _ = write!(answer.sum, "contacts under {least} min are not billed; ");
    }
    let readings = readings(row.as_ref().map(|row| row.row), &long);
    let names = named_rules(stack, ask);
    let known = row.as_ref().and_then(|row| row.row.rule.get());
    let rule = known.and_then(|name| names.iter().find(|rule| rule.terms.id.as_ref() == Some(name)));
    if let (Some(name), None) = (known, rule) {
        answer.reason =
            Some(format!("the pack names the rounding rule {name}, which no pack of the stack explains"));
        return;
    }
    // What a payer's own rule would give says nothing of another service; those of the nation are for all.
    let general = |rule: &&Effective<'_, RoundingRule>| rule.layer == Layer::National;
    let rules: Vec<_> = match rule {
        Some(rule) => vec![rule],
        None if names.iter().any(|rule| general(&rule)) => names.iter().filter(general).collect(),
        None => names.iter().collect(),
    };
    let exact_multiples =
        long.iter().all(|contact| contact.stretches.iter().all(|one| one.minutes.is_multiple_of(unit)));

    let mut results: Vec<Read> = Vec::new();
    for rule in rules {
        let Some(rounder) = Rounder::new(rule.row, unit) else { continue };
        for reading in &readings {
            let result = under(rule, &rounder, *reading, &long, unit, readings.len() > 1);
            if !results.iter().any(|other| other.under == result.under) {
                results.push(result);
            }
        }
    }
    let total: u32 = long.iter().map(|contact| contact.minutes()).sum();
    // Where no rule has a name, nothing contradicts what needs none.
    let plain = (exact_multiples && results.is_empty()).then(|| Fraction::whole(u64::from(total / unit)));
    let agreed = results.first().map(|result| result.units).or(plain);
    let agree = agreed.filter(|units| results.iter().all(|other| other.units == *units && other.settled()));
    let needs_rule = rule.is_none() && !exact_multiples;
    if let Some(units) = agree.filter(|_| !needs_rule) {
        let said = results.first().map(|result| result.under.sum.clone()).unwrap_or_default();
        if rule.is_none() {
            let many = if total == unit { "unit" } else { "units" };
            let _ = write!(
                answer.sum,
                "{total} min = {} × {unit}; an exact multiple needs no rounding rule: {} {many}",
                total / unit,
                total / unit
            );
        } else {
            answer.sum.push_str(&said);
            answer.rule = rule.and_then(|rule| rule.terms.id.clone());
            cite(answer, row.as_ref());
            if let (Some(name), Some(row)) = (&answer.rule, &row) {
                let _ = write!(answer.sum, "; rule {name} of {}", row.pack.id());
            }
        }
        answer.decide(units);
        if units == Fraction::ZERO {
            let omit = row.as_ref().and_then(|row| row.row.zero).unwrap_or(Zero::Omit);
            answer.reason = Some(match omit {
                Zero::Omit => "no unit: no line is written".to_owned(),
                Zero::Report => "no unit: a line with a quantity of 0 is written".to_owned(),
                Zero::Error => "no unit: it may not be billed".to_owned(),
            });
        }
        return;
    }
    answer.under_each_rule = results.iter().map(|result| result.under.clone()).collect();
    undecided(stack, ask, row.as_ref(), rule.is_some(), &results, &readings, answer);
}

/// Fills in why it is not decided and what would decide it.
fn undecided(
    stack: &Stack,
    ask: &Ask<'_>,
    row: Option<&Effective<'_, Rounding>>,
    rule_known: bool,
    results: &[Read],
    readings: &[Reading],
    answer: &mut Answer,
) {
    let total = answer.minutes;
    let _ = write!(answer.sum, "{total} min");
    if rule_known && readings.len() == 1 {
        // One rule, one reading, and still no figure: a part of a unit, and something of it that nobody has fixed.
        let first = results.first();
        answer.exact = first.map(|result| result.exact.to_string());
        answer.rule = first.map(|result| result.under.rule.clone());
        cite(answer, row);
        answer.reason = Some(match first {
            Some(result) if result.between_steps => {
                "the part lies between two steps of the rule, and to which one it comes is not known"
                    .to_owned()
            }
            Some(_) => {
                "the rule bills parts of a unit, and how many decimals they may have is not known".to_owned()
            }
            None => "the rule lacks what its method needs".to_owned(),
        });
        return;
    }
    let what = match (rule_known, readings.len() > 1) {
        (true, _) => "it is not known over which minutes the rule is applied",
        (false, true) => {
            "no rounding rule is known for this service, nor over which minutes it would be applied"
        }
        (false, false) => "no rounding rule is known for this service",
    };
    answer.reason = Some(format!("{what}; a row of your own, with its citation, would decide it"));
    if rule_known {
        answer.rule = results.first().map(|result| result.under.rule.clone());
        cite(answer, row);
    }
    answer.deciding_row = Some(deciding_row(stack, ask, answer, readings.len() > 1));
}

/// Every way in which the minutes may be read, as far as the row leaves it open and it matters.
fn readings(row: Option<&Rounding>, contacts: &[&Contact]) -> Vec<Reading> {
    let said = row.and_then(|row| row.accumulate.as_ref()).and_then(|said| said.get()).copied();
    let accumulate = match said {
        Some(one) => vec![one],
        None if contacts.len() > 1 => vec![Accumulate::Contact, Accumulate::Day],
        None => vec![Accumulate::Contact],
    };
    let broken = contacts.iter().any(|contact| contact.stretches.len() > 1);
    let said = row.and_then(|row| row.contiguous.as_ref()).and_then(|said| said.get()).copied();
    let contiguous = match said {
        Some(one) => vec![one],
        None if broken => vec![false, true],
        None => vec![false],
    };
    let each = |accumulate: &Accumulate| {
        let accumulate = *accumulate;
        contiguous
            .iter()
            .map(move |contiguous| Reading { accumulate, contiguous: *contiguous })
            .collect::<Vec<_>>()
    };
    accumulate.iter().flat_map(each).collect()
}

/// The minutes that are rounded together under a reading.
fn portions(reading: Reading, contacts: &[&Contact]) -> Vec<u32> {
    if reading.contiguous {
        // Minutes with a break between them never make a unit together, whatever else is added.
        return contacts.iter().flat_map(|contact| &contact.stretches).map(|one| one.minutes).collect();
    }
    let each = contacts.iter().map(|contact| contact.minutes());
    match reading.accumulate {
        Accumulate::Contact => each.collect(),
        Accumulate::Day | Accumulate::Month => vec![each.sum()],
    }
}

/// What one rule gives under one reading.
struct Read {
    under: Under,
    units: Fraction,
    /// All minutes as units, with nothing rounded.
    exact: Fraction,
    /// To which step a part comes is not known.
    between_steps: bool,
    /// A part has more decimals than one may be sure of.
    endless: bool,
}

impl Read {
    /// May the figure be billed?
    const fn settled(&self) -> bool {
        !self.between_steps && !self.endless
    }
}

fn under(
    rule: &Effective<'_, RoundingRule>,
    rounder: &Rounder,
    reading: Reading,
    contacts: &[&Contact],
    unit: u32,
    several: bool,
) -> Read {
    let name = rule.terms.id.clone().unwrap_or_default();
    let words = rule.row.words.clone().unwrap_or_else(|| name.clone());
    let portions = portions(reading, contacts);
    let mut sum = String::new();
    let together = matches!(reading.accumulate, Accumulate::Day | Accumulate::Month) && !reading.contiguous;
    if together && contacts.len() > 1 {
        let each: Vec<String> = contacts.iter().map(|contact| contact.minutes().to_string()).collect();
        let _ = write!(sum, "{} = ", each.join(" + "));
    }
    let mut total = Fraction::ZERO;
    let mut between_steps = false;
    for (place, minutes) in portions.iter().enumerate() {
        let units = rounder.round(*minutes);
        total = total.checked_add(units).unwrap_or(total);
        between_steps |= rounder.open(*minutes);
        let comma = if place > 0 { ", " } else { "" };
        let (whole, rest) = (minutes / unit, minutes % unit);
        let _ = match (whole, rest) {
            (0, _) => write!(sum, "{comma}{minutes} min"),
            (_, 0) => write!(sum, "{comma}{minutes} min = {whole} × {unit}"),
            _ => write!(sum, "{comma}{minutes} min = {whole} × {unit} + {rest}"),
        };
        if portions.len() > 1 {
            let _ = write!(sum, " → {}", in_words(units));
        }
    }
    let endless = !rounder.settled(total);
    let exact = Fraction::new(portions.iter().map(|minutes| u64::from(*minutes)).sum(), u64::from(unit));
    let exact = exact.unwrap_or(Fraction::ZERO);
    let many = if total == Fraction::whole(1) { "unit" } else { "units" };
    let _ = write!(sum, "; {words}: {} {many}", in_words(total));
    if rule.row.method == Method::Fraction && (endless || between_steps) {
        let _ = write!(sum, " (exactly {exact})");
    }
    let under = Under {
        rule: name,
        accumulate: several.then(|| reading.accumulate.as_str()),
        contiguous: several.then_some(reading.contiguous),
        units: in_words(total),
        sum,
    };
    Read { under, units: total, exact, between_steps, endless }
}

fn in_words(units: Fraction) -> String {
    units.exactly(4).map_or_else(|| units.about(), |units| units.to_string())
}

fn cite(answer: &mut Answer, row: Option<&Effective<'_, Rounding>>) {
    let Some(row) = row else { return };
    answer.enforced_from = row.terms.enforced_from;
    answer.cite = Some(row.citation()).filter(|text| !text.is_empty());
    answer.status = Some(row.status().as_str());
    answer.pack = Some(row.pack.id().to_owned());
    answer.layer = Some(row.layer.as_str());
}

/// A pack of one's own with the row that would decide. Its title is left empty, and until somebody writes
/// there who says so, the pack does not read: a rule without a source is no rule.
fn deciding_row(stack: &Stack, ask: &Ask<'_>, answer: &Answer, several: bool) -> String {
    let mut text = String::new();
    if stack.top().is_none_or(|top| top.pack.layer != Layer::Yours) {
        let _ = write!(
            text,
            "[pack]\nid = \"yours\"\nname = \"Our contract\"\nlayer = \"yours\"\nextends = [\"{}\"]\n\n\
             [[source]]\nid = \"contract\"\ntitle = \"\"    # who says so: the contract, letter or bulletin, and its page\n\
             status = \"contract\"\n\n",
            stack.id()
        );
    }
    let service = ask.service.unwrap_or_default();
    let names: Vec<&str> = answer.under_each_rule.iter().map(|under| under.rule.as_str()).collect();
    let mut others: Vec<&str> = names.clone();
    others.dedup();
    let rule = answer.rule.as_deref().or(names.first().copied()).unwrap_or_default();
    let _ = writeln!(
        text,
        "[[rounding]]\nservice = [\"{service}\"]\nrule = \"{rule}\"    # one of: {}",
        others.join(", ")
    );
    if several {
        text.push_str("accumulate = \"day\"    # or \"contact\": each contact by itself\n");
        text.push_str("contiguous = false    # or true: only minutes without a break make a unit\n");
    }
    let _ = write!(text, "from = {}\ncite = [\"contract\"]\nstatus = \"contract\"\n", ask.on);
    text
}

impl Contact {
    /// All its minutes.
    pub fn minutes(&self) -> u32 {
        self.stretches.iter().fold(0, |sum, stretch| sum.saturating_add(stretch.minutes))
    }
}
