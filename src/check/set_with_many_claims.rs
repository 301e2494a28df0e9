//! Sets hold as many claims as receivers take.

use super::{Cx, Scope};
use crate::diag::{Arg, Finding, Found};
use crate::guide::SetView;

claim_rule! {
    "PC0345" "set-with-many-claims" Warning Preview, snip 7, Nowhere "a receiver may reject the whole set, or stop reading it", denied, document "set_with_many_claims.md";
    title: "A transaction set has more claims than the guide recommends"
    message: "this transaction set has {0} claims; the guide recommends 5000 at most"
    help: "Write the claims into several transaction sets, or ask the receiver how many it takes."
    sources: "005010X222A1" => "size of transaction sets, by general knowledge of the guide; not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Set(run);

/// The most claims of a set that the guide recommends.
const MOST: u64 = 5000;

fn run(_: &Cx<'_>, set: SetView<'_>, out: &mut Found) {
    let claims = set.loops("2300").count() as u64;
    if let Some(st) = set.segment(0).filter(|_| claims > MOST) {
        out.push(Finding::new(&RULE, st.at(), &[Arg::Count(claims)]));
    }
}
