//! A contact that could be billed is on none of the claims.

log_rule! {
    "PC0720" "encounter-never-billed" Info All, denied, document "encounter_never_billed.md", reads;
    title: "A contact that could be billed is on none of the claims"
    message: "this contact is on none of the claims, and nothing stands in its way"
    help: "Bill it while there is time; `peerclaim bill` makes the claim."
}
