//! What files, columns and words are called where service logs and rosters come from.
//!
//! Names are compared by their letters and digits alone, small: `Client ID`, `client_id` and `ClientId` are one.
//! Those that mean one thing stand in one text, with blanks between.
//! A column whose name is that of the field needs no line here. A name that could mean two things has none.

use super::Evidence;
use super::csv::{Habit, Sheet};
use super::flat::Piece;

/// The word that a field knows, and other words for it, with blanks between.
pub(super) type Words = &'static [(&'static str, &'static str)];

/// Sheets whose rows are rows of evidence.
macro_rules! sheet {
    ($table:literal, $names:expr, $habit:ident, $columns:expr) => {
        Sheet {
            table: $table,
            names: $names,
            keys: &[],
            fields: || Evidence::fields($table),
            columns: $columns,
            habit: Habit::$habit,
        }
    };
    ($table:literal, $piece:ident, $keys:expr, $habit:ident, $columns:expr) => {
        Sheet {
            table: $table,
            names: "",
            keys: $keys,
            fields: || Piece::$piece.fields(),
            columns: $columns,
            habit: Habit::$habit,
        }
    };
}

/// Whose staff row a flat row belongs into.
const STAFF: &[(&str, bool)] = &[("staff", true)];
/// Whose member row a flat row belongs into.
const MEMBER: &[(&str, bool)] = &[("member", true)];

/// Every table that can come as CSV, in the order in which findings are told.
pub(super) static SHEETS: &[Sheet] = &[
    sheet!(
        "agency",
        "agencies organization organizations billingprovider",
        Plain,
        &[
            ("name", "organizationname agencyname"),
            ("npi", "billingnpi groupnpi"),
            ("tax_id", "ein fein taxnumber"),
            ("taxonomy", "taxonomycode"),
            ("address.street", "street address address1"),
            ("address.street2", "address2"),
            ("address.city", "city"),
            ("address.state", "state"),
            ("address.zip", "zip zipcode"),
            ("contact.phone", "phone telephone"),
        ]
    ),
    sheet!(
        "partners",
        "tradingpartners payers",
        Plain,
        &[
            ("payer_number", "payerid"),
            ("submitter_id", "isa06"),
            ("receiver_id", "isa08"),
            ("usage", "testindicator"),
        ]
    ),
    sheet!(
        "charges",
        "feeschedule chargemaster",
        Plain,
        &[
            ("code", "procedure procedurecode cpt hcpcs"),
            ("modifiers", "modifier"),
            ("amount", "rate fee price charge"),
            ("from", "effectivedate startdate"),
            ("to", "enddate"),
        ]
    ),
    sheet!(
        "staff",
        "roster employees clinicians providers workers",
        Plain,
        &[
            ("id", "staffid employeeid employeenumber clinicianid providerid workerid"),
            ("first_name", "first givenname"),
            ("last_name", "last surname familyname"),
            ("npi", "npinumber individualnpi"),
            ("taxonomy", "taxonomycode"),
            ("born", "dob dateofbirth birthdate"),
            ("employed_from", "hiredate datehired dateofhire startdate"),
            ("employed_to", "terminationdate termdate separationdate enddate"),
            ("roles", "role title jobtitle position"),
            ("supervisors", "supervisor supervisorid reportsto"),
            ("credentials.0.body", "credentialbody certificationbody certifyingbody"),
            ("credentials.0.credential", "credential credentialtype certification"),
            ("credentials.0.number", "credentialnumber certificationnumber certificatenumber"),
            ("credentials.0.issued", "credentialissued certificationdate issuedate"),
            (
                "credentials.0.expires",
                "credentialexpires credentialexpiration certificationexpiration expirationdate"
            ),
        ]
    ),
    sheet!(
        "members",
        "clients consumers participants patients individuals",
        Plain,
        &[
            ("id", "memberid clientid consumerid participantid patientid mrn"),
            ("first_name", "first givenname"),
            ("last_name", "last surname familyname"),
            ("born", "dob dateofbirth birthdate"),
            ("sex", "gender"),
            ("address.street", "street address address1 addressline1"),
            ("address.street2", "address2 addressline2"),
            ("address.city", "city"),
            ("address.state", "state"),
            ("address.zip", "zip zipcode postalcode"),
            ("enrolled_on", "admissiondate admitdate enrollmentdate intakedate"),
            ("coverage.0.payer", "payer payor payerid insurance"),
            ("coverage.0.payer_name", "payername"),
            (
                "coverage.0.number",
                "medicaidid medicaidnumber insuranceid insurancenumber policynumber subscriberid"
            ),
            ("coverage.0.from", "coveragefrom coveragestart"),
            ("coverage.0.to", "coverageto coverageend"),
            ("coverage.0.county", "county"),
            ("diagnoses", "diagnosis diagnosiscode diagnosiscodes dx icd10"),
        ]
    ),
    sheet!(
        "encounters",
        "servicelog services contacts visits activities activitylog notes progressnotes",
        Encounter,
        &[
            ("id", "encounterid visitid appointmentid noteid contactid activityid recordid entryid"),
            (
                "members",
                "memberid client clientid consumer consumerid participant participantid patient patientid mrn"
            ),
            (
                "staff",
                "staffid clinician clinicianid provider providerid employee employeeid worker workerid peer peerspecialist performedby"
            ),
            ("on", "dos date servicedate dateofservice visitdate contactdate encounterdate"),
            ("segments.0.start", "start starttime begintime timein"),
            ("segments.0.end", "end endtime stoptime timeout"),
            (
                "minutes",
                "duration durationmin durationmins durationminutes durationinminutes totalminutes serviceminutes"
            ),
            ("service", "servicetype servicename"),
            ("code", "procedure procedurecode cpt cptcode hcpcs hcpcscode billingcode"),
            ("modifiers", "modifier"),
            ("modifiers.0", "mod1"),
            ("modifiers.1", "mod2"),
            ("modifiers.2", "mod3"),
            ("modifiers.3", "mod4"),
            ("payer", "payor payerid insurance"),
            ("mode", "modality deliverymode deliverymethod contactmethod"),
            ("pos", "location locationcode placeofservice poscode"),
            ("member_at", "memberlocation clientlocation"),
            ("group", "groupid sessionid"),
            ("attendees", "groupsize headcount numberofattendees"),
            ("note_written", "notedate notecreated documentedon"),
            ("signed_on", "notesigned signeddate datesigned signaturedate"),
            ("signed_at", "signaturetimestamp signeddatetime signaturedatetime"),
            ("signed_by", "signer"),
            ("authorization", "authorizationid authorizationnumber auth authid authnumber"),
            ("diagnoses", "diagnosis diagnosiscode diagnosiscodes dx icd10"),
            ("diagnoses.0", "dx1 diagnosis1"),
            ("diagnoses.1", "dx2 diagnosis2"),
            ("diagnoses.2", "dx3 diagnosis3"),
            ("diagnoses.3", "dx4 diagnosis4"),
            ("status", "encounterstatus appointmentstatus visitstatus"),
        ]
    ),
    sheet!(
        "authorizations",
        "auths priorauthorizations",
        Authorization,
        &[
            ("id", "authorizationid authid"),
            ("number", "authorizationnumber authnumber priorauthnumber"),
            ("member", "memberid client clientid consumerid participantid patientid mrn"),
            ("payer", "payor payerid"),
            ("codes", "procedure procedurecode code cpt hcpcs"),
            ("modifiers", "modifier"),
            ("units", "unitsauthorized authorizedunits unitsapproved approvedunits"),
            ("from", "startdate begindate effectivedate"),
            ("to", "enddate expirationdate expires"),
            ("requested_on", "requestdate daterequested"),
            ("decided_on", "decisiondate approvaldate"),
        ]
    ),
    sheet!(
        "documents",
        "papers plans",
        Plain,
        &[
            ("id", "documentid planid"),
            ("member", "memberid client clientid consumerid participantid patientid mrn"),
            ("kind", "type documenttype"),
            ("on", "date documentdate"),
            ("from", "effectivedate"),
            ("to", "expirationdate expires"),
            ("by", "author"),
        ]
    ),
    sheet!(
        "adjudications",
        "otherpayers eobs",
        Plain,
        &[
            ("encounter", "encounterid"),
            ("claim", "claimnumber"),
            ("line", "linecontrolnumber"),
            ("payer_name", "payer"),
            ("payer_number", "payerid"),
            ("decided_on", "decisiondate paymentdate"),
            ("received_on", "receiveddate"),
            ("charge", "billed billedamount chargeamount"),
            ("allowed", "allowedamount"),
            ("paid", "paidamount amountpaid"),
        ]
    ),
    sheet!(
        "history",
        "claimlines billedlines billinghistory claimhistory",
        Plain,
        &[
            ("id", "lineid claimlineid"),
            ("claim", "claimnumber claimid patientcontrolnumber"),
            ("line", "linecontrolnumber"),
            ("sent_on", "sentdate billdate datebilled submissiondate"),
            ("received_on", "receiveddate"),
            ("payer", "payor payerid"),
            ("member", "memberid client clientid consumerid participantid patientid mrn"),
            ("code", "procedure procedurecode cpt hcpcs billingcode"),
            ("modifiers", "modifier"),
            ("modifiers.0", "mod1"),
            ("modifiers.1", "mod2"),
            ("modifiers.2", "mod3"),
            ("modifiers.3", "mod4"),
            ("from", "dos servicedate dateofservice servicefrom"),
            ("to", "serviceto"),
            ("units", "quantity unitsbilled billedunits"),
            ("charge", "billed billedamount chargeamount"),
            ("pos", "location placeofservice"),
            ("staff", "staffid clinician provider providerid employeeid"),
            ("payer_control_number", "icn tcn payerclaimnumber"),
            ("adjudicated_on", "decisiondate paiddate"),
            ("paid", "paidamount amountpaid"),
            ("denial_reason", "carc denialcode"),
            ("encounters", "encounter encounterid"),
        ]
    ),
    sheet!(
        "staff_credentials",
        Credentials,
        STAFF,
        Plain,
        &[
            ("staff", "staffid employeeid"),
            ("body", "certificationbody certifyingbody"),
            ("credential", "certification credentialtype"),
            ("number", "credentialnumber certificationnumber certificatenumber"),
            ("applied", "applicationdate"),
            ("issued", "issuedate"),
            ("expires", "expirationdate"),
            ("endorsements", "endorsement"),
            ("exam_passed", "examdate"),
        ]
    ),
    sheet!(
        "staff_statuses",
        Statuses,
        &[("staff", true), ("credential", true), ("body", false)],
        Plain,
        &[
            ("staff", "staffid employeeid"),
            ("credential", "certification credentialtype"),
            ("from", "startdate"),
            ("to", "enddate"),
        ]
    ),
    sheet!(
        "staff_renewals",
        Renewals,
        &[("staff", true), ("credential", true), ("body", false)],
        Plain,
        &[
            ("staff", "staffid employeeid"),
            ("credential", "certification credentialtype"),
            ("expires", "expirationdate"),
        ]
    ),
    sheet!(
        "staff_training",
        Training,
        STAFF,
        Plain,
        &[
            ("staff", "staffid employeeid"),
            ("on", "date trainingdate completiondate"),
            ("hours", "traininghours"),
            ("credits", "collegecredits"),
            ("course", "coursename coursetitle"),
            ("provider", "trainer"),
        ]
    ),
    sheet!(
        "staff_work",
        Work,
        STAFF,
        Plain,
        &[("staff", "staffid employeeid"), ("from", "date startdate"), ("to", "enddate"),]
    ),
    sheet!(
        "staff_supervision",
        Supervision,
        STAFF,
        Plain,
        &[
            ("staff", "staffid employeeid supervisee"),
            ("on", "date meetingdate supervisiondate"),
            ("minutes", "duration"),
            ("supervisor", "supervisorid"),
            ("kind", "type"),
        ]
    ),
    sheet!(
        "staff_supervisors",
        Supervisors,
        STAFF,
        Plain,
        &[
            ("staff", "staffid employeeid supervisee"),
            ("supervisor", "supervisorid"),
            ("from", "startdate"),
            ("to", "enddate"),
        ]
    ),
    sheet!(
        "staff_screenings",
        Screenings,
        STAFF,
        Plain,
        &[("staff", "staffid employeeid"), ("on", "date screeningdate"),]
    ),
    sheet!(
        "staff_facts",
        StaffFacts,
        STAFF,
        Plain,
        &[("staff", "staffid employeeid"), ("from", "startdate"), ("to", "enddate"),]
    ),
    sheet!(
        "member_episodes",
        Episodes,
        MEMBER,
        Plain,
        &[
            ("member", "memberid clientid consumerid participantid patientid mrn"),
            ("from", "admissiondate startdate opened"),
            ("to", "dischargedate enddate closed"),
        ]
    ),
    sheet!(
        "member_coverage",
        Coverage,
        MEMBER,
        Plain,
        &[
            ("member", "memberid clientid consumerid participantid patientid mrn"),
            ("payer", "payor payerid insurance"),
            ("number", "medicaidid medicaidnumber insuranceid policynumber subscriberid"),
            ("from", "startdate effectivedate"),
            ("to", "enddate terminationdate"),
            ("programme", "program"),
            ("order", "priority sequence"),
        ]
    ),
    sheet!(
        "member_diagnoses",
        Diagnoses,
        MEMBER,
        Plain,
        &[
            ("member", "memberid clientid consumerid participantid patientid mrn"),
            ("code", "diagnosis diagnosiscode dx icd10"),
            ("from", "startdate onsetdate"),
            ("to", "enddate resolveddate"),
            ("principal", "primary"),
        ]
    ),
    sheet!(
        "member_status",
        Status,
        MEMBER,
        Plain,
        &[
            ("member", "memberid clientid consumerid participantid patientid mrn"),
            ("setting", "status"),
            ("from", "admissiondate startdate"),
            ("to", "dischargedate enddate"),
        ]
    ),
    sheet!(
        "member_facts",
        MemberFacts,
        MEMBER,
        Plain,
        &[("member", "memberid clientid mrn"), ("value", "score"), ("from", "startdate"), ("to", "enddate"),]
    ),
    sheet!(
        "encounter_segments",
        Segments,
        &[("encounter", true)],
        Segment,
        &[
            ("encounter", "encounterid visitid noteid"),
            ("on", "dos date servicedate dateofservice"),
            ("start", "starttime timein"),
            ("end", "endtime timeout"),
            ("minutes", "duration durationminutes"),
            ("activity", "type"),
        ]
    ),
    sheet!(
        "encounter_members",
        Attendees,
        &[("encounter", true)],
        Plain,
        &[
            ("encounter", "encounterid visitid noteid"),
            ("member", "memberid clientid consumerid participantid patientid mrn"),
            ("present", "attended"),
        ]
    ),
    sheet!(
        "document_signers",
        Signers,
        &[("document", true)],
        Plain,
        &[
            ("document", "documentid planid"),
            ("on", "signedon signeddate signaturedate"),
            ("staff", "staffid"),
        ]
    ),
];

/// Other words for the words of a field: table, field, words. `telehealth` is not among them: it may be with a
/// picture or without.
pub(super) static WORDS: &[(&str, &str, Words)] = &[
    (
        "encounters",
        "mode",
        &[
            ("in-person", "facetoface f2f onsite"),
            ("video", "audiovideo audiovisual videoconference"),
            ("audio", "phone telephone telephonic audioonly"),
        ],
    ),
    ("encounters", "member_at", &[("elsewhere", "other notathome")]),
    (
        "encounters",
        "status",
        &[
            ("completed", "complete kept show attended"),
            ("cancelled", "canceled"),
            ("no-show", "noshow didnotattend"),
            ("pending", "incomplete draft"),
        ],
    ),
    ("members", "sex", &[("F", "female"), ("M", "male"), ("U", "unknown")]),
    ("partners", "usage", &[("T", "test"), ("P", "production")]),
    ("member_coverage", "order", &[("primary", "1 p"), ("secondary", "2 s"), ("tertiary", "3 t")]),
    (
        "staff_supervision",
        "mode",
        &[
            ("face-to-face", "inperson f2f"),
            ("video", "videoconference audiovideo audiovisual"),
            ("telephone", "phone telephonic"),
        ],
    ),
    (
        "documents",
        "kind",
        &[
            ("plan", "treatmentplan serviceplan recoveryplan careplan"),
            ("plan-review", "planreview"),
            ("note", "progressnote"),
            ("order", "serviceorder"),
        ],
    ),
];
