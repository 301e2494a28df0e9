//! Units beyond what an authorization holds, and authorizations that are not for the line. The walk over lines in
//! the order of their days finds them.

log_rule! {
    "PC0710" "authorization-used-up" Error All, denied "198" "197", document "authorization_used_up.md", reads;
    title: "The authorization does not cover the units that are billed under it"
    message: "{0}"
    help: "Ask the payer for more units, or for a later end; bill no more than the authorization covers."
}
