//! Something that a claim needs is not in the evidence.

log_rule! {
    "PC0725" "claim-data-missing" Error All, denied "16", document "claim_data_missing.md", reads;
    title: "Something that a claim needs is not in the evidence"
    message: "what a claim needs is not in the evidence"
    help: "Complete the row that is named: agency, partner, member, staff or charges."
}
