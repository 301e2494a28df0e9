//! In person, by video, by telephone.

use super::book::{About, Kind, LogRun};
use super::payer::{Answer, BilledLine, Case, PayerRun};
use crate::diag::{Arg, ElementRef, Found, Lack};
use crate::pack::Lacking;
use crate::pack::Mode;
use crate::pack::rows::{ModeRow, Need};

payer_rule! {
    "PC0611" "delivery-mode-not-covered" Error, Stc "A8" "249", denied "96" "204", document "delivery_mode_not_covered.md", reads "mode";
    title: "The payer does not cover the service given in this way"
    message: "the payer does not cover the service {0} on this date of service"
    help: "Bill it only if the record shows that it was given in a way that the payer covers."
}

pub(crate) const RUN: PayerRun = PayerRun::Line(run);

fn run<'a>(case: &Case<'a>, line: &BilledLine<'a>, found: &mut Found) {
    let Some(segment) = line.view.segment() else { return };
    let answer = case.decide::<ModeRow>(line, |rows| {
        let mode = rows.mode;
        let words = Arg::Text(match mode {
            Mode::InPerson => "in person",
            Mode::Video | Mode::Audio if line.is_afar() => "from afar",
            Mode::Video => "by video",
            Mode::Audio => "by sound alone",
        });
        match rows.best(|row| row.mode.contains(&mode)) {
            Some(row) => (row.row.need == Need::Forbidden).then(|| rows.broken(&row, &[words])),
            None => rows.best(|row| row.need == Need::Required).map(|row| rows.broken(&row, &[words])),
        }
    });
    case.tell(found, &RULE, answer, || segment.at_element(ElementRef::element(1)));
}

pub(crate) const ABOUT: About = About::Encounter;
pub(crate) const LOG: LogRun = LogRun::Kind(log);

fn log(kind: &Kind<'_>) -> Answer {
    let Some(mode) = kind.traits.mode else {
        let row = kind.best(&kind.modes, |row| row.need != Need::Allowed);
        let lack = Lack::Fact(Lacking::Mode.as_str());
        return row.map_or(Answer::Fine, |row| Answer::Open(lack, kind.broken(&row, &[])));
    };
    let words = Arg::Text(match mode {
        Mode::InPerson => "in person",
        Mode::Video => "by video",
        Mode::Audio => "by sound alone",
    });
    let forbidden = match kind.best(&kind.modes, |row| row.mode.contains(&mode)) {
        Some(row) => Some(row).filter(|row| row.row.need == Need::Forbidden),
        None => kind.best(&kind.modes, |row| row.need == Need::Required),
    };
    forbidden.map_or(Answer::Fine, |row| Answer::Broken(kind.broken(&row, &[words])))
}
