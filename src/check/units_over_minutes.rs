//! The line bills more units than the minutes support.

log_rule! {
    "PC0701" "units-over-minutes" Error Audit, denied "151" "16", document "units_over_minutes.md", reads;
    title: "The line bills more units than the minutes support"
    message: "the minutes of the log make {0} units by {1}, and the line bills more"
    help: "Bill what the minutes make; replace the claim where it was paid. `peerclaim units` shows the sum."
}
