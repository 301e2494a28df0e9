//! The line bills a service that the log does not have.

log_rule! {
    "PC0719" "line-without-encounter" Error Audit, denied "16", document "line_without_encounter.md", reads;
    title: "The line bills a service that the log does not have"
    message: "{0}"
    help: "Find the note; where there is none, do not bill it, and void it where it was paid."
}
