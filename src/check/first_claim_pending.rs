//! What would be billed is on its way already, and is not decided.

log_rule! {
    "PC0728" "first-claim-pending" Error All, denied "18", document "first_claim_pending.md", reads;
    title: "What would be billed is on its way already, and is not decided"
    message: "the payer has not decided the claim that was sent"
    help: "Wait for the payer's answer; record it in `history`. A second claim would be denied as a duplicate."
}
