//! What every row of a pack has: since when, for whom, who says so, and how well that is known.

use super::rows::SourceRow;
pub use crate::table::{MemberAt, Mode};
use crate::table::{part, words};
use crate::value::{Date, Icd10Prefix, Modifier, PlaceOfService};

words! {
    /// How well a row is known. The first two may reject a claim, the last two only warn.
    Status {
        /// The primary text was read: a statute, a rule, a payer's own bulletin or policy.
        Verified = "verified",
        /// Your own contract or letter says so.
        Contract = "contract",
        /// Somebody reports what the primary text says; it was not read.
        Secondary = "secondary",
        /// General knowledge, without a document.
        Recalled = "recalled",
    }
}

impl Status {
    /// May a claim be rejected by a row that is known so well?
    pub const fn may_reject(self) -> bool {
        matches!(self, Self::Verified | Self::Contract)
    }
}

words! {
    /// Where a pack stands among those that it is stacked with: a later one speaks for fewer people.
    Layer {
        /// The whole country.
        National = "national",
        /// A state's Medicaid programme.
        State = "state",
        /// A programme, waiver or delivery system of a state.
        Programme = "programme",
        /// One plan or payer.
        Plan = "plan",
        /// Your own contract.
        Yours = "yours",
    }
}

words! {
    /// What packs that extend this one may do with a row.
    Merge {
        /// Say something else instead.
        Override = "override",
        /// Ask less.
        LoosenOnly = "loosen-only",
        /// Ask more.
        TightenOnly = "tighten-only",
    }
}

part! {
    /// For whom and when a row speaks. What is left out does not matter; of a list, one is enough.
    #[derive(Default)]
    When {
        /// The programme or waiver that pays.
        programme: Vec<String>,
        /// The plan's line of business.
        product: Vec<String>,
        /// How the contact took place.
        mode: Vec<Mode>,
        /// Where the member was during a contact that was not in person.
        member_at: Vec<MemberAt>,
        /// The place of service on the claim.
        pos: Vec<PlaceOfService>,
        /// The member's age in years on the date of service is at least this.
        age_from: Option<u16>,
        /// The member's age in years on the date of service is at most this.
        age_to: Option<u16>,
        /// The member's county of residence.
        county: Vec<String>,
        /// The line bears all of these modifiers.
        modifier: Vec<Modifier>,
        /// A diagnosis of the claim begins with one of these.
        diagnosis: Vec<Icd10Prefix>,
        /// The staff member holds one of these credentials (by id).
        credential: Vec<String>,
        /// The stage of the staff member's credential: `initial`, `full`.
        stage: Vec<String>,
        /// The level that an assessment found.
        level: Vec<String>,
        /// Named facts of the member or the contact that must all be on record: `existing-authorization`.
        fact: Vec<String>,
        /// Named facts of which none may be on record: `epsdt`.
        not_fact: Vec<String>,
        /// The staff member was first certified on or after this day.
        certified_from: Option<Date>,
        /// The staff member was first certified on or before this day.
        certified_to: Option<Date>,
        /// So many days since the service began for this member, at least.
        tenure_from: Option<u32>,
        /// So many days since the service began for this member, at most.
        tenure_to: Option<u32>,
        /// Another payer comes before this one.
        other_payer: Option<bool>,
    }
}

part! {
    /// What every row of a pack has.
    Terms {
        /// A name for the row, unique among the rows of its table in its pack; another row can name it.
        id: Option<String>,
        /// The services that the row speaks of, by id; left out: all. A limit counts those named together.
        service: Vec<String>,
        /// For whom and when it speaks.
        when: Option<When>,
        /// The first date of service; left out: the source names none.
        from: Option<Date>,
        /// The last date of service; left out: still so.
        to: Option<Date>,
        /// The day it was made known, where that is not the day from which it holds.
        announced_on: Option<Date>,
        /// The first date of service on which it is enforced; before, it only warns.
        enforced_from: Option<Date>,
        /// The temporary measure that the row belongs to; while it lasts it goes before rows that belong to none.
        overlay: Option<String>,
        /// Rows of packs that this one extends, as `pack:id`, that no longer speak where this row does.
        replaces: Vec<String>,
        /// What packs that extend this one may do with the row; left out: override.
        merge: Option<Merge>,
        /// Who says so: ids of `source` rows.
        cite: Vec<String>,
        /// Where in the source: a section, a page.
        at: Option<String>,
        /// How well it is known.
        status: Status,
        /// What a reader should know besides.
        note: Option<String>,
        /// The facts of the collected research that the row states, by their label.
        facts: Vec<String>,
    }
}

impl Terms {
    /// Does a row with these terms speak, whatever is asked?
    pub(crate) const fn always_speak(&self) -> bool {
        let every_day = self.from.is_none() && self.to.is_none() && self.announced_on.is_none();
        every_day && self.when.is_none() && self.service.is_empty()
    }

    /// Those of the documents that the row cites, in its order.
    pub(super) fn cited<'a>(&'a self, sources: &'a [SourceRow]) -> impl Iterator<Item = &'a SourceRow> {
        self.cite.iter().filter_map(move |cite| sources.iter().find(|source| source.id == *cite))
    }

    /// Title, place in it, date and address of each.
    pub(crate) fn citations(&self, sources: &[SourceRow]) -> Vec<String> {
        let place = self.at.as_ref().map(|at| format!(", {at}")).unwrap_or_default();
        let each = self.cited(sources).map(|source| {
            let dated = source.dated.as_ref().map(|dated| format!(" ({dated})")).unwrap_or_default();
            let url = source.url.as_ref().map(|url| format!(" {url}")).unwrap_or_default();
            format!("{}{place}{dated}{url}", source.title)
        });
        each.collect()
    }
}
