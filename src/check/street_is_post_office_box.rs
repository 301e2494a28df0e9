//! Who bills, and where the service was given, is a place and no box.

use super::{Cx, Scope};
use crate::diag::{Arg, ElementRef, Finding, Found};
use crate::guide::SegView;
claim_rule! {
    "PC0317" "street-is-post-office-box" Error Stable, snip 4, Stc "A7" "503", denied "16", document "street_is_post_office_box.md";
    title: "The address of the billing provider is a post-office box"
    message: "{0} is a post-office box; {1} has to be a street"
    help: "Send the street in loop 2010AA; where payments go to a box, send that as pay-to address in loop 2010AB."
    sources: "X12 interpretation 1451" => "the address of the billing provider",
             "CMS 5010 edits" => "X222.087.2010AA.N302.060"
}

pub(crate) const SCOPE: Scope = Scope::Segment("N3", run);

/// Words that name a box, one after the other.
const BOXES: [&[&[u8]]; 7] = [
    &[b"PO", b"BOX"],
    &[b"P", b"O", b"BOX"],
    &[b"POST", b"OFFICE", b"BOX"],
    &[b"POBOX"],
    &[b"POB"],
    &[b"LOCK", b"BOX"],
    &[b"LOCKBOX"],
];

/// Whose address a segment is part of, where that has to be a place.
pub(super) fn whose(segment: &SegView<'_>) -> Option<&'static str> {
    match segment.parent()?.id() {
        "2010AA" => Some("the address of the billing provider"),
        "2310C" => Some("the place where the service was given"),
        _ => None,
    }
}

fn run(_: &Cx<'_>, n3: &SegView<'_>, out: &mut Found) {
    let Some(words) = whose(n3) else { return };
    for number in 1..=2 {
        if is_box(n3.element(usize::from(number))) {
            let at = ElementRef::element(number);
            out.push(Finding::new(&RULE, n3.at_element(at), &[Arg::Element("N3", at), Arg::Text(words)]));
        }
    }
}

/// Does a line of an address name a box?
fn is_box(line: &[u8]) -> bool {
    // Every name of a box has a B, and few streets do.
    if !line.iter().any(|byte| matches!(byte, b'B' | b'b')) {
        return false;
    }
    let words = || line.split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let begins = |at: usize, names: &[&[u8]]| {
        let mut found = words().skip(at);
        names.iter().all(|name| found.next().is_some_and(|word| word.eq_ignore_ascii_case(name)))
    };
    (0..words().count()).any(|at| BOXES.iter().any(|names| begins(at, names)))
}

#[cfg(test)]
mod tests {
    use super::is_box;

    #[test]
    fn boxes_and_streets() {
        for (line, boxed) in [
            ("PO BOX 12", true),
            ("P.O. Box 12", true),
            ("P O BOX 12", true),
            ("post office box 12", true),
            ("12 TEST STREET, POB 3", true),
            ("LOCKBOX 12", true),
            ("12 PO BOXER LANE", false),
            ("12 BOX STREET", false),
            ("POST OFFICE SQUARE 1", false),
            ("", false),
        ] {
            assert_eq!(is_box(line.as_bytes()), boxed, "{line}");
        }
    }
}
