//! Two lines bill the same service of the same day.

log_rule! {
    "PC0729" "line-billed-twice" Error All, denied "18", document "line_billed_twice.md", reads;
    title: "Two lines bill the same service of the same day"
    message: "{0}"
    help: "Take out the second line, or make the claim a replacement of the first; void it where both were paid."
}
