//! Days of more hours than people mostly can work. [`staff_day_impossible`](super::staff_day_impossible) finds both.

log_rule! {
    "PC0704" "staff-day-long" Warning Audit, denied, document "staff_day_long.md", reads;
    title: "A staff member is logged with more hours of service on one day than people mostly can give"
    message: "{0} of service are logged on this day"
    help: "Look whether the day is right. Long days are what auditors ask about first; keep the notes at hand."
}
