//! How minutes become units is not known for this payer.

log_rule! {
    "PC0724" "units-not-decided" Error Audit, denied "16", document "units_not_decided.md", reads;
    title: "How minutes become units is not known for this payer"
    message: "the rounding rule of this service is not known"
    help: "Write the row that decides it into a pack of your own, with its citation; `peerclaim units` prints it."
}
