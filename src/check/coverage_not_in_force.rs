//! The member's coverage on the day of the service. Who pays is found out when the log is read; the ruling is
//! made there.

log_rule! {
    "PC0714" "coverage-not-in-force" Error All, denied "27" "22", document "coverage_not_in_force.md", reads;
    title: "The member has no coverage on the day of the service"
    message: "no coverage of the member is in force on the date of service"
    help: "Check eligibility for that day; add the coverage to the member, or do not bill it."
}
