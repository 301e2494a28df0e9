//! From a place in a file to the value in the claim model that it holds: a JSON pointer below the claim,
//! and the box of the paper form.
//!
//! The names come from the declarations that reading and writing come from, and the numbers from routing
//! the segments of a loop as reading does. So a pointer leads to where the value is.

use super::cms1500::form_box;
use super::model::record::{Item, Met, Record};
use super::model::slot::FieldAt;
use super::model::{
    Adjudication, BillingProvider, Claim, Drug, FormAnswers, OtherInsurance, Party, Patient, ServiceLine,
    Subscriber,
};
use super::read::{is_counted, item_of};
use crate::diag::{ElementRef, PointerStep, Value};
use crate::guide::{LoopView, SegView};

use PointerStep::{Field, Index};

/// What a segment or an element of it is in the claim model, as steps below the claim: `lines`, 0,
/// `charge`. Nothing for what belongs to no claim: the submitter, the receiver, the frame of the set.
///
/// What stands in the levels above a claim (billing provider, subscriber, payer, patient) is part of every
/// claim under them, and the steps are the same for each.
pub fn value_of(segment: &SegView<'_>, at: Option<ElementRef>) -> Option<Value> {
    let view = segment.parent()?;
    let (mut pointer, home) = home_of(&view)?;
    if is_counted(segment) {
        return hierarchy(&view).map(|pointer| Value { pointer, form_box: None });
    }
    let (item, number) = route(&view, &home, segment);
    match item {
        None => pointer.extend([Field("unplaced"), Index(home.unplaced_before + number)]),
        Some(item) => {
            if let Some(name) = item.name {
                pointer.push(Field(name));
                if item.many {
                    pointer.push(Index(number));
                }
            }
            if let Some(at) = at {
                pointer.extend(field(item.fields, at).unwrap_or_else(|| vec![Field("other_elements")]));
            }
        }
    }
    let found = at.and_then(|at| {
        let kind = segment.component(1, 1);
        form_box(view.id(), segment.tag()?, kind, at, is_own_patient(&view))
    });
    Some(Value { pointer, form_box: found })
}

/// The same for something that is missing from a loop: a segment, or an element of it.
pub fn missing_from(view: &LoopView<'_>, tag: &'static str, at: Option<ElementRef>) -> Option<Value> {
    let (mut pointer, home) = home_of(view)?;
    if let Some(item) = home.items.iter().find(|item| item.tag == tag && item.level == home.level) {
        pointer.extend(item.name.map(Field));
        let inside = item.name.is_none() || !item.many;
        if let Some(steps) = at.filter(|_| inside).and_then(|at| field(item.fields, at)) {
            pointer.extend(steps);
        }
    }
    let found = at.and_then(|at| form_box(view.id(), tag, b"", at, is_own_patient(view)));
    Some(Value { pointer, form_box: found })
}

/// The struct that a loop becomes.
#[derive(Clone, Copy)]
struct Home {
    items: &'static [Item],
    level: bool,
    /// Kept segments of the level that come before those of the loop.
    unplaced_before: u64,
}

impl Home {
    const fn of<T: Record>() -> Self {
        Self { items: T::ITEMS, level: false, unplaced_before: 0 }
    }

    const fn level<T: Record>() -> Self {
        Self { items: T::ITEMS, level: true, unplaced_before: 0 }
    }
}

/// The steps from the claim to the struct that a loop becomes.
fn home_of(view: &LoopView<'_>) -> Option<(Vec<PointerStep>, Home)> {
    let parent = view.parent()?;
    let nth = u64::from(view.count().saturating_sub(1));
    let own = |name, home| Some((vec![Field(name)], home));
    let inside = |steps: &[PointerStep], home| {
        let (mut pointer, _) = home_of(&parent)?;
        pointer.extend_from_slice(steps);
        Some((pointer, home))
    };
    let numbered = |name, home| inside(&[Field(name), Index(nth)], home);
    // Parties of several loops in one list; those that have a field of their own go there first.
    let listed = |name, fields: &[&str]| {
        let rest = |one: &LoopView<'_>| is_party(one) && !(one.count() == 1 && fields.contains(&one.id()));
        let place = parent.loops().filter(rest).position(|one| one.number() == view.number())?;
        inside(&[Field(name), Index(place as u64)], Home::of::<Party>())
    };
    let levels: &[&str] = &["2010AA", "2010AB", "2010AC", "2010BA", "2010BB", "2010CA"];
    match (view.id(), nth) {
        ("2300", _) => Some((Vec::new(), Home::of::<Claim>())),
        ("2000A", _) => own("billing_provider", Home::level::<BillingProvider>()),
        ("2000B", _) => own("subscriber", Home::level::<Subscriber>()),
        ("2000C", _) => own("patient", Home::level::<Patient>()),
        ("2010AA", 0) => own("billing_provider", after_level(Home::of::<BillingProvider>(), &parent)),
        ("2010BA", 0) => own("subscriber", after_level(Home::of::<Subscriber>(), &parent)),
        ("2010CA", 0) => own("patient", after_level(Home::of::<Patient>(), &parent)),
        ("2010AB", 0) => own("pay_to_address", Home::of::<Party>()),
        ("2010AC", 0) => own("pay_to_plan", Home::of::<Party>()),
        ("2010BB", 0) => own("payer", Home::of::<Party>()),
        (id, _) if levels.contains(&id) => listed("other_parties", levels),
        ("2320", _) => numbered("other_insurance", Home::of::<OtherInsurance>()),
        ("2330A", 0) => inside(&[Field("subscriber")], Home::of::<Party>()),
        ("2330B", 0) => inside(&[Field("payer")], Home::of::<Party>()),
        ("2400", _) => numbered("lines", Home::of::<ServiceLine>()),
        ("2410", _) => numbered("drugs", Home::of::<Drug>()),
        ("2430", _) => numbered("adjudications", Home::of::<Adjudication>()),
        ("2440", _) => numbered("forms", Home::of::<FormAnswers>()),
        (id, _) if ["2310", "2330", "2420"].iter().any(|group| id.starts_with(group)) => {
            listed("providers", &["2330A", "2330B"])
        }
        _ => None,
    }
}

fn is_party(view: &LoopView<'_>) -> bool {
    view.opening().is_some_and(|opening| opening.tag() == Some("NM1"))
}

/// The struct also holds what was kept of the level around the loop, and holds it first.
fn after_level(home: Home, level: &LoopView<'_>) -> Home {
    let mut met = Met::default();
    let kept = |segment: &SegView<'_>| {
        !is_counted(segment) && item_of(level, segment, &mut met, home.items, true).is_none()
    };
    Home { unplaced_before: level.segments().filter(kept).count() as u64, ..home }
}

fn hierarchy(view: &LoopView<'_>) -> Option<Vec<PointerStep>> {
    let level = match view.id() {
        "2000A" => "billing",
        "2000B" => "subscriber",
        "2000C" => "patient",
        _ => return None,
    };
    Some(vec![Field("hl"), Field(level)])
}

/// The item that a segment went to, and how many went there before.
fn route(view: &LoopView<'_>, home: &Home, wanted: &SegView<'_>) -> (Option<&'static Item>, u64) {
    let mut met = Met::default();
    let mut went = Vec::new();
    for segment in view.segments().filter(|segment| !is_counted(segment)) {
        let item = item_of(view, &segment, &mut met, home.items, home.level);
        if segment.ordinal() == wanted.ordinal() {
            let before = went.iter().filter(|other| **other == item).count() as u64;
            return (item.and_then(|item| home.items.get(item)), before);
        }
        went.push(item);
    }
    (None, 0)
}

/// The steps to the field that an element or component is.
fn field(fields: &'static [FieldAt], at: ElementRef) -> Option<Vec<PointerStep>> {
    fields.iter().find_map(|field| {
        let spot = field.spot;
        let same_component = at.component == 0 || at.component == spot.component.max(1);
        if spot.last == 0 {
            let element = (spot.element..spot.element + field.width).contains(&at.element);
            return (element && same_component).then(|| vec![Field(field.name)]);
        }
        if spot.component > 0 {
            let listed = (spot.component..=spot.last).contains(&at.component);
            let index = at.component.checked_sub(spot.component).filter(|_| listed);
            return (at.element == spot.element && (listed || at.component == 0)).then(|| {
                std::iter::once(Field(field.name)).chain(index.map(|at| Index(u64::from(at)))).collect()
            });
        }
        let step = spot.step.max(1);
        let offset = at.element.checked_sub(spot.element).filter(|_| at.element <= spot.last)?;
        let mut steps = vec![Field(field.name), Index(u64::from(offset / step))];
        let inside = ElementRef { element: offset % step, ..at };
        if field.inner.is_empty() {
            return same_component.then_some(steps);
        }
        steps.extend(self::field(field.inner, inside)?);
        Some(steps)
    })
}

/// Is the subscriber above that loop, or in it, the patient?
fn is_own_patient(view: &LoopView<'_>) -> bool {
    std::iter::successors(Some(*view), LoopView::parent)
        .find(|level| level.id() == "2000B")
        .and_then(|level| level.first("SBR"))
        .is_some_and(|insurance| insurance.element(2) == b"18")
}
