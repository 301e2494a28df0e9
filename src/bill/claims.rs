//! Lines to claims: which lines go together, who stands on the claim, and what becomes of what was sent before.

use super::before::Before;
use super::correct::{by_past, correct};
use super::draft::{Desk, Line};
use super::ledger::{ClaimEntry, LedgerEntry, NotBilled};
use super::parties::{self, Missing};
use super::{BillError, Draft, Interchange, other};
use crate::check::book::{About, Attendance, Kind, Paying, Place, Ruling, before, diagnoses, stack_of};
use crate::check::claim_data_missing;
use crate::check::payer::{Answer, Broken};
use crate::claim::{
    Batch, BillingProvider, Claim, Code, EnvelopeOptions, Header, Party, QualifiedDate, Reference, Role,
    ServiceLine, When,
};
use crate::diag::Arg;
use crate::evidence::{Agency, Coverage, DocumentKind, History, Partner, Usage, within};
use crate::pack::rows::{ClaimForm, Filler, Role as Wanted};
use crate::value::{Date, Icd10Cm, Money, PlaceOfService, Quantity};

/// The most lines that a professional claim has.
const MOST_LINES: usize = 50;
/// The most diagnoses that a claim has, and that a line points to.
const MOST_DIAGNOSES: usize = 12;
const MOST_POINTERS: usize = 4;

/// What all lines of a claim have in common.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) stack: u16,
    coverage: Option<u16>,
    member: u32,
    diagnoses: Vec<Icd10Cm>,
    /// Providers of the claim.
    providers: Vec<Provider>,
    /// The ordering provider, who stands on lines.
    ordering: Option<Provider>,
    authorization: Option<String>,
    /// The claim that this one corrects.
    pub(super) corrects: Option<Correction>,
}

/// Who stands on a claim, and as what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Provider {
    role: Role,
    /// The place on the roster; nothing: the agency.
    staff: Option<u32>,
}

/// What is corrected, and how.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Correction {
    /// 7 a replacement, 8 a void.
    pub(super) frequency: &'static str,
    /// The payer's number of the claim.
    pub(super) number: String,
}

/// A claim to be: its head, its lines.
pub(super) struct Bundle {
    pub(super) head: Head,
    pub(super) lines: Vec<Line>,
}

/// Makes claims of lines, and finishes the report.
pub(super) fn draft<'e>(mut desk: Desk<'e>, lines: Vec<Line>, sent: &Before<'e>) -> Result<Draft, BillError> {
    let (fresh, corrections) = by_past(&mut desk, lines, sent);
    let mut bundles: Vec<Bundle> = Vec::new();
    for (claim, left) in corrections {
        bundles.extend(correct(&mut desk, claim, left, sent));
    }
    for line in fresh {
        match head(&desk, &line, None) {
            Ok(head) => join(&desk, &mut bundles, head, line),
            Err(missing) => desk.lacking(&line, missing),
        }
    }
    // By payer, then in the order in which they came about.
    bundles.sort_by_key(|bundle| bundle.head.stack);
    write(desk, bundles)
}

/// Adds a line to the claim that takes it, or begins one.
fn join(desk: &Desk<'_>, bundles: &mut Vec<Bundle>, head: Head, line: Line) {
    let kind = desk.book.kind_at(line.kind);
    let most = kind.and_then(|kind| kind.best(&kind.forms, |form: &ClaimForm| form.most_lines.is_some()));
    let most = most.and_then(|row| row.row.most_lines).map_or(MOST_LINES, usize::from).min(MOST_LINES);
    let one_code = kind
        .is_some_and(|kind| kind.best(&kind.forms, |form: &ClaimForm| form.one_code == Some(true)).is_some());
    let code = |line: &Line| desk.book.kind_at(line.kind).and_then(Kind::code);
    // Lines come by member, so the claim that takes one is among the last.
    let member = head.member;
    let open = bundles.iter_mut().rev().take_while(|one| one.head.member == member);
    let mut fits = open.filter(|one| {
        one.head == head
            && one.lines.len() < most
            && (!one_code || one.lines.iter().all(|other| code(other) == code(&line)))
    });
    match fits.next() {
        Some(bundle) => bundle.lines.push(line),
        None => bundles.push(Bundle { head, lines: vec![line] }),
    }
}

/// What a line asks of its claim.
pub(super) fn head(desk: &Desk<'_>, line: &Line, corrects: Option<Correction>) -> Result<Head, Missing> {
    let book = &desk.book;
    let kind = book.kind_at(line.kind).ok_or("a service")?;
    let first = line.of.first().and_then(|at| book.attendance(*at)).ok_or("a contact")?;
    let (place, member) = first.member.ok_or("the member's row")?;
    let Paying::Stack { stack, coverage } = first.payer else { return Err("who pays") };
    let covered = coverage.and_then(|at| member.coverage.get(usize::from(at)));
    let mut diagnosed = diagnoses(first.encounter, member);
    diagnosed.dedup();
    diagnosed.truncate(MOST_DIAGNOSES);
    if diagnosed.is_empty() {
        return Err("a diagnosis of the member or the contact");
    }
    // Whoever and whatever every claim needs is looked for now: a claim is whole or not at all.
    desk.ready.payer(line.kind, || {
        let agency = desk.agency()?;
        parties::billing(agency)?;
        let partner = desk.partner(kind)?;
        parties::submitter(agency, partner)?;
        parties::receiver(partner)?;
        parties::payer(kind.ruled.stack(), partner, covered).map(drop)
    })?;
    desk.ready.member((place, coverage), || parties::subscriber(member, covered, kind).map(drop))?;
    let Place::Is(_) = kind.place else { return Err("the place of service") };
    kind.code().ok_or("the procedure code, which the pack does not know")?;
    let authorization = match line.authorization.and_then(|at| book.evidence.authorizations.get(at as usize))
    {
        Some(paper) => Some(paper.number.clone().ok_or("the authorization's number with the payer")?),
        None => None,
    };
    let (providers, ordering) = providers(desk, kind, first)?;
    Ok(Head {
        stack,
        coverage,
        member: place,
        diagnoses: diagnosed,
        providers,
        ordering,
        authorization,
        corrects,
    })
}

/// The head of a void: whom and to whom the claim was sent that it takes back.
pub(super) fn void_head(desk: &Desk<'_>, row: &History, corrects: Correction) -> Option<Head> {
    let members = &desk.book.evidence.members;
    let at = row.member.as_deref().and_then(|id| members.place(id))?;
    let member = members.get(at)?;
    let payer = row.payer.as_deref();
    let stack = match payer {
        Some(named) => stack_of(desk.book.payers, named)?,
        None if desk.book.payers.ruled().len() == 1 => 0,
        None => return None,
    };
    let of_payer = |one: &&Coverage| {
        one.payer.as_deref().is_none_or(|named| stack_of(desk.book.payers, named) == Some(stack))
    };
    // The number is the same where the coverage has turned out to be none on that day.
    let on_day = |one: &&Coverage| of_payer(one) && within(one.from, one.to, row.from);
    let all = &member.coverage;
    let coverage =
        all.iter().position(|one| on_day(&one)).or_else(|| all.iter().rposition(|one| of_payer(&one)));
    let coverage = coverage.and_then(|at| u16::try_from(at).ok());
    let on_file = member.diagnoses.iter().filter(|one| within(one.from, one.to, row.from));
    let mut diagnosed: Vec<Icd10Cm> = on_file.map(|one| one.code).collect();
    diagnosed.truncate(MOST_DIAGNOSES);
    Some(Head {
        stack,
        coverage,
        member: u32::try_from(at).ok()?,
        diagnoses: diagnosed,
        providers: Vec::new(),
        ordering: None,
        authorization: None,
        corrects: Some(corrects),
    })
}

/// The providers that the payer wants on the claim, and the one on its lines.
fn providers<'e>(
    desk: &Desk<'e>,
    kind: &Kind<'_>,
    first: &Attendance<'e>,
) -> Result<(Vec<Provider>, Option<Provider>), Missing> {
    let roster = &desk.book.evidence.staff;
    let find = |id: &str| roster.place(id).and_then(|at| Some((u32::try_from(at).ok()?, roster.get(at)?)));
    let gave = desk.book.first_of_crew(first.place);
    let supervisor = || {
        let now = gave?.1.supervisors.iter().filter(|one| within(one.from, one.to, first.day));
        now.into_iter().find_map(|one| find(&one.supervisor))
    };
    // Whoever ordered the service signed the order or the recommendation.
    let signed = || {
        let papers = [DocumentKind::Order, DocumentKind::Recommendation, DocumentKind::Referral];
        let all = papers.into_iter().flat_map(|kind| desk.book.papers(first, kind));
        let in_time = all.filter(|paper| paper.on <= first.day);
        let practitioner = |role: &str| !matches!(role, "member" | "guardian" | "staff" | "supervisor");
        let signers = in_time.flat_map(|paper| &paper.signers).filter(|one| practitioner(&one.role));
        let signers = signers.filter_map(|one| one.staff.as_deref());
        signers.filter_map(find).find(|(_, staff)| staff.npi.is_some())
    };
    let by = |filler: Filler| match filler {
        Filler::Peer => gave,
        Filler::Supervisor => supervisor(),
        Filler::DeliveringOrSupervising => gave.filter(|(_, staff)| staff.npi.is_some()).or_else(supervisor),
        Filler::EnrolledPractitioner => signed(),
        Filler::Agency | Filler::ContractedLocation => None,
    };
    let mut providers = Vec::new();
    let mut ordering = None;
    for (wanted, role, missing) in [
        (
            Wanted::Referring,
            Role::Referring,
            "the referring provider with NPI: whoever signed the order or recommendation, on the roster",
        ),
        (
            Wanted::Rendering,
            Role::Rendering,
            "the NPI and name of whom the payer wants as rendering provider",
        ),
        (Wanted::Supervising, Role::Supervising, "the NPI and name of the supervisor"),
        (
            Wanted::Ordering,
            Role::Ordering,
            "the ordering provider with NPI: whoever signed the order or recommendation, on the roster",
        ),
        (
            Wanted::OrderingOrReferring,
            Role::Ordering,
            "the ordering or referring provider with NPI: whoever signed the order or recommendation, on the roster",
        ),
    ] {
        if !kind.wants(wanted) {
            continue;
        }
        let filler = kind.filler(wanted).unwrap_or(match wanted {
            Wanted::Rendering => Filler::Peer,
            Wanted::Supervising => Filler::Supervisor,
            _ => Filler::EnrolledPractitioner,
        });
        if filler == Filler::Agency {
            desk.agency()?.npi.as_ref().ok_or(parties::AGENCY_NPI)?;
            providers.push(Provider { role, staff: None });
            continue;
        }
        let (place, staff) = by(filler).ok_or(missing)?;
        parties::names(staff).ok_or(missing)?;
        let provider = Provider { role, staff: Some(place) };
        if role == Role::Ordering {
            ordering = Some(provider);
        } else {
            providers.push(provider);
        }
    }
    Ok((providers, ordering))
}

/// Writes the claims of each payer as one batch.
fn write(mut desk: Desk<'_>, bundles: Vec<Bundle>) -> Result<Draft, BillError> {
    let mut interchanges: Vec<Interchange> = Vec::new();
    let mut open: Option<u16> = None;
    let mut count = 0_u64;
    for bundle in bundles {
        let stack = bundle.head.stack;
        if open != Some(stack) {
            let number = u32::try_from(interchanges.len()).ok();
            let number = number.and_then(|more| desk.options.control_number.checked_add(more));
            let number = number.filter(|number| *number <= 999_999_999).ok_or(BillError::ControlNumber)?;
            let Some(interchange) = interchange(&desk, &bundle, number) else { continue };
            interchanges.push(interchange);
            open = Some(stack);
        }
        match claim(&mut desk, &bundle, count + 1) {
            Ok(claim) => {
                count += 1;
                if let Some(last) = interchanges.last_mut() {
                    last.batch.claims.push(claim);
                }
            }
            Err(missing) => {
                for line in &bundle.lines {
                    desk.lacking(line, missing);
                }
            }
        }
    }
    interchanges.retain(|one| !one.batch.claims.is_empty());
    Ok(Draft { interchanges, report: desk.report.finish() })
}

/// The envelope and header for the payer of a claim.
fn interchange(desk: &Desk<'_>, bundle: &Bundle, number: u32) -> Option<Interchange> {
    let kind = bundle.lines.first().and_then(|line| desk.book.kind_at(line.kind))?;
    let agency = desk.agency().ok()?;
    let partner = desk.partner(kind).ok()?;
    let (submitter, receiver) = (parties::submitter(agency, partner).ok()?, parties::receiver(partner).ok()?);
    let options = desk.options;
    let name = |text: &str| text.chars().take(15).collect::<String>();
    let mut envelope =
        EnvelopeOptions::new(&name(&submitter.id), &name(&receiver.id), options.as_of, &options.time, number);
    if let Some(qualifier) = &partner.submitter_qualifier {
        envelope = envelope.sender_qualifier(qualifier);
    }
    if let Some(qualifier) = &partner.receiver_qualifier {
        envelope = envelope.receiver_qualifier(qualifier);
    }
    if options.usage == Usage::Production {
        envelope = envelope.production();
    }
    let header = Header {
        control_number: "0001".to_owned(),
        guide: crate::guide::P837.id.to_owned(),
        purpose: "00".to_owned(),
        batch_id: format!("{number:09}"),
        date: options.as_of.into(),
        time: options.time.clone(),
        claim_or_encounter: "CH".to_owned(),
        ..Header::default()
    };
    let (submitter, receiver) = (Some(submitter), Some(receiver));
    let batch = Batch { header, submitter, receiver, ..Batch::default() };
    Some(Interchange { batch, envelope, pack: kind.ruled.stack().id().to_owned() })
}

/// One claim, and its entries in the ledger.
fn claim(desk: &mut Desk<'_>, bundle: &Bundle, number: u64) -> Result<Claim, Missing> {
    let head = &bundle.head;
    let first = bundle.lines.first().ok_or("a line")?;
    let kind = desk.book.kind_at(first.kind).ok_or("a service")?;
    let member = desk.book.evidence.members.get(head.member as usize).ok_or("the member's row")?;
    let covered = head.coverage.and_then(|at| member.coverage.get(usize::from(at)));
    let partner = desk.partner(kind)?;
    let billing: BillingProvider = parties::billing(desk.agency()?)?;
    let subscriber = parties::subscriber(member, covered, kind)?;
    let payer = parties::payer(kind.ruled.stack(), partner, covered)?;
    let pos = desk.place_of(first, kind)?;
    let mut claim = Claim {
        id: format!("P{:09}N{number:05}", desk.options.control_number),
        place_of_service: pos.to_string(),
        frequency: head.corrects.as_ref().map_or("1", |correction| correction.frequency).to_owned(),
        provider_signature: "Y".to_owned(),
        accepts_assignment: "A".to_owned(),
        benefits_assigned: "Y".to_owned(),
        release_of_information: "Y".to_owned(),
        diagnoses: head.diagnoses.iter().enumerate().map(|(at, code)| diagnosis(at, code)).collect(),
        references: parties::references(&[
            ("G1", head.authorization.as_deref()),
            ("F8", head.corrects.as_ref().map(|correction| correction.number.as_str())),
        ]),
        ..Claim::default()
    };
    claim.providers = head.providers.iter().map(|one| desk.party(*one)).collect::<Result<_, _>>()?;
    let mut charge = Money::ZERO;
    let mut lines: Vec<ServiceLine> = Vec::with_capacity(bundle.lines.len());
    let mut decisions: Vec<Vec<&crate::evidence::Adjudication>> = Vec::with_capacity(bundle.lines.len());
    for line in &bundle.lines {
        let own = service_line(desk, line, head, pos)?;
        charge = charge.checked_add(line.charge).ok_or("amounts that add up")?;
        let of = line.of.iter().filter_map(|at| desk.book.attendance(*at));
        decisions.push(of.flat_map(|one| desk.book.decisions(one.encounter)).copied().collect());
        lines.push(own);
    }
    let earlier: Vec<&Coverage> = before(member, head.coverage, first.day).collect();
    claim.other_insurance =
        other::insurance(desk.book.payers, &subscriber, &earlier, &mut lines, &decisions)?;
    claim.lines = lines;
    claim.charge = charge.into();
    claim.billing_provider = billing;
    claim.subscriber = subscriber;
    claim.payer = Some(payer);
    entries(desk, bundle, number, &claim, charge);
    Ok(claim)
}

fn diagnosis(at: usize, code: &Icd10Cm) -> Code {
    Code {
        qualifier: if at == 0 { "ABK" } else { "ABF" }.to_owned(),
        code: code.as_str().replace('.', ""),
        ..Code::default()
    }
}

fn service_line(
    desk: &Desk<'_>,
    line: &Line,
    head: &Head,
    of_claim: PlaceOfService,
) -> Result<ServiceLine, Missing> {
    let kind = desk.book.kind_at(line.kind).ok_or("a service")?;
    let sent = line.sent.and_then(|at| desk.book.evidence.history.get(at as usize));
    let code = sent.and_then(|sent| sent.code).or_else(|| kind.code());
    let modifiers = sent.map_or(&kind.modifiers, |sent| &sent.modifiers);
    let mut own = ServiceLine {
        procedure_type: "HC".to_owned(),
        procedure: code.ok_or("the procedure code, which the pack does not know")?.to_string(),
        modifiers: modifiers.iter().take(4).map(ToString::to_string).collect(),
        charge: line.charge.into(),
        unit: "UN".to_owned(),
        quantity: Quantity::from(line.units).into(),
        ..ServiceLine::default()
    };
    let pos = desk.place_of(line, kind)?;
    if pos != of_claim {
        own.place_of_service = pos.to_string();
    }
    own.diagnosis_pointers =
        (1..=head.diagnoses.len().min(MOST_POINTERS)).map(|number| number.to_string()).collect();
    let date =
        QualifiedDate { qualifier: "472".to_owned(), date: When::Day(line.day), ..QualifiedDate::default() };
    own.dates = vec![date];
    let number = sent.and_then(|sent| sent.line.clone()).unwrap_or_else(|| control_number(desk, line));
    own.references = vec![Reference { qualifier: "6R".to_owned(), value: number, ..Reference::default() }];
    own.providers = head.ordering.map(|one| desk.party(one)).transpose()?.into_iter().collect();
    Ok(own)
}

/// The control number of a line: the id of its first encounter, where that can be one.
fn control_number(desk: &Desk<'_>, line: &Line) -> String {
    let first = line.of.first().and_then(|at| desk.book.attendance(*at));
    let plain = |id: &&str| {
        (1..=30).contains(&id.len())
            && id
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'/'))
    };
    let id = first.map(|one| one.encounter.id.as_str()).filter(plain);
    let place = first.map_or(0, |one| one.place);
    let row = desk.book.evidence.encounters.number(place as usize).unwrap_or_default();
    id.map_or_else(|| format!("ROW{row}"), str::to_owned)
}

/// The claim and its lines in the ledger.
fn entries(desk: &mut Desk<'_>, bundle: &Bundle, number: u64, claim: &Claim, charge: Money) {
    let head = &bundle.head;
    let frequency = head.corrects.as_ref().map_or("1", |correction| correction.frequency);
    let payer = desk.book.payers.ruled().get(usize::from(head.stack));
    let member_row = desk.book.evidence.members.number(head.member as usize);
    let entry = ClaimEntry {
        claim: number,
        payer: payer.map(|one| one.stack().id().to_owned()).unwrap_or_default(),
        frequency,
        lines: bundle.lines.len() as u64,
        charge: charge.dollars(),
        member_row,
        id: Some(claim.id.clone()),
    };
    desk.report.claims.push(entry);
    for ((at, line), on_claim) in (1_u64..).zip(&bundle.lines).zip(&claim.lines) {
        let of = line.of.iter().filter_map(|at| desk.book.attendance(*at));
        let ids = of.map(|one| one.encounter.id.clone()).collect();
        let rows = desk.report.rows(&desk.book, &line.of);
        let authorization =
            line.authorization.and_then(|at| desk.book.evidence.authorizations.number(at as usize));
        let entry = LedgerEntry {
            claim: number,
            line: at,
            encounters: rows.encounters,
            minutes: line.reckoned.minutes,
            units: line.units.to_string(),
            sum: line.reckoned.sum.clone(),
            rule: line.reckoned.rule.clone(),
            cite: line.reckoned.cite.clone(),
            charge: line.charge.dollars(),
            expected: line.expected.map(Money::dollars),
            authorization_row: authorization,
            notes: line.notes.clone(),
            on: Some(line.day.to_string()),
            procedure: Some(on_claim.procedure.clone()),
            modifiers: on_claim.modifiers.clone(),
            place_of_service: Some(match on_claim.place_of_service.as_str() {
                "" => claim.place_of_service.clone(),
                own => own.to_owned(),
            }),
            encounter_ids: ids,
            control_number: on_claim
                .references
                .iter()
                .find(|one| one.qualifier == "6R")
                .map(|one| one.value.clone()),
        };
        // A void asks for nothing.
        if frequency != "8" {
            desk.report.sums.add(line.units, line.charge, line.expected.unwrap_or(line.charge));
        }
        desk.report.ledger.push(entry);
    }
}

impl<'e> Desk<'e> {
    /// The agency that bills.
    fn agency(&self) -> Result<&'e Agency, Missing> {
        let evidence = self.book.evidence;
        match &*evidence.agency {
            [one] => Ok(one),
            [] => Err("a row of `agency`"),
            _ => Err("one row of `agency`: there are several, and nothing tells which one bills"),
        }
    }

    fn partner(&self, kind: &Kind<'_>) -> Result<&'e Partner, Missing> {
        let partners: &'e [Partner] = &self.book.evidence.partners;
        parties::partner(partners, kind.ruled.stack(), self.options.as_of)
            .ok_or("a row of `partners` for the payer")
    }

    /// A provider as claims name one.
    fn party(&self, provider: Provider) -> Result<Party, Missing> {
        let staff = provider.staff.and_then(|place| self.book.staff(place));
        match staff {
            Some(staff) => parties::staff(staff, provider.role).ok_or("the NPI and name of a provider"),
            None => parties::agency(self.agency()?, provider.role),
        }
    }

    /// The place of service of a line: as it was sent, where it is sent again, else as the payer wants it.
    fn place_of(&self, line: &Line, kind: &Kind<'_>) -> Result<PlaceOfService, Missing> {
        let sent = line.sent.and_then(|at| self.book.evidence.history.get(at as usize));
        let place = match (sent, kind.place) {
            (Some(row), _) => row.pos.or_else(|| self.logged_place(row)),
            (None, Place::Is(pos)) => Some(pos),
            (None, _) => None,
        };
        place.ok_or("the place of service")
    }

    /// Where the log says that what was sent took place.
    fn logged_place(&self, row: &History) -> Option<PlaceOfService> {
        let log = &self.book.evidence.encounters;
        row.encounters.iter().find_map(|id| log.get(log.place(id)?)?.pos)
    }

    /// A line of which a claim cannot be made.
    pub(super) fn lacking(&mut self, line: &Line, missing: Missing) {
        self.leave_open(&line.of, &claim_data_missing::RULE, missing.to_owned(), Some(line.charge), None);
    }

    pub(super) fn refuse(
        &mut self,
        line: &Line,
        rule: &'static crate::diag::Rule,
        args: &[Arg],
        last: Option<Date>,
    ) {
        self.refuse_by(line, rule, Broken::by_none(args), last);
    }

    /// A line that may not be billed, with the last day on which it could have been.
    pub(super) fn refuse_by(
        &mut self,
        line: &Line,
        rule: &'static crate::diag::Rule,
        broken: Broken,
        last: Option<Date>,
    ) {
        let answer = Answer::Broken(broken);
        let ruling = Ruling { rule, about: About::Encounter, staff: None, answer };
        let mut entry =
            NotBilled::new(&self.report, &self.book, &line.of, &ruling, (None, Some(line.charge)), None);
        entry.last_day = last.map(|day| day.to_string());
        self.report.not_billed(entry);
    }
}
