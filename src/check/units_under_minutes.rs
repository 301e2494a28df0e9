//! The line bills fewer units than the minutes support.

log_rule! {
    "PC0721" "units-under-minutes" Info All, denied, document "units_under_minutes.md", reads;
    title: "The line bills fewer units than the minutes support"
    message: "the minutes of the log make {0} units by {1}, and the line bills fewer"
    help: "Look whether something was left out; where it was, replace the claim."
}
