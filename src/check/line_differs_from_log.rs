//! Modifiers or place of the line are not those of the contact in the log.

log_rule! {
    "PC0717" "line-differs-from-log" Warning Audit, denied "4" "5", document "line_differs_from_log.md", reads;
    title: "Modifiers or place of the line are not those of the contact in the log"
    message: "{0} of the line is not what the log makes it"
    help: "Correct what is wrong, by the note: the log, or the line."
}
