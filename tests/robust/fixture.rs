//! A small clean file, made up here, and ways to write it with other separators.

use peerclaim::value::Delimiters;

/// The file, segment by segment, with the usual separators and without terminators: a group with one
/// set; one billing provider; a subscriber with two claims; a subscriber with a patient and a claim.
pub(crate) const SEGMENTS: &[&str] = &[
    "GS*HC*TESTSENDER*TESTPAYER*20260105*1200*1*X*005010X222A1",
    "ST*837*0001*005010X222A1",
    "BHT*0019*00*TEST1*20260105*1200*CH",
    "NM1*41*2*TEST SUBMITTER*****46*TESTSENDER",
    "PER*IC*TEST DESK*TE*5555550100",
    "NM1*40*2*TEST PAYER*****46*TESTPAYER",
    "HL*1**20*1",
    "PRV*BI*PXC*251S00000X",
    "NM1*85*2*TEST PROVIDER*****XX*1234567893",
    "N3*1 TEST STREET",
    "N4*TESTVILLE*PA*170010001",
    "REF*EI*999999999",
    "HL*2*1*22*0",
    "SBR*P*18*******MC",
    "NM1*IL*1*DOE*TEST****MI*9999999999",
    "N3*2 TEST STREET",
    "N4*TESTVILLE*PA*170010002",
    "DMG*D8*19900101*U",
    "NM1*PR*2*TEST PAYER*****PI*TESTPAYER",
    "CLM*TEST0001*120***99:B:1*Y*A*Y*Y",
    "REF*G1*99999",
    "HI*ABK:F1120*ABF:F419",
    "LX*1",
    "SV1*HC:H0038*60*UN*4***1:2",
    "DTP*472*D8*20260102",
    "REF*6R*99991",
    "LX*2",
    "SV1*HC:H0038:HQ*60*UN*4***1",
    "DTP*472*RD8*20260103-20260104",
    "REF*6R*99992",
    "CLM*TEST0002*60***99:B:1*Y*A*Y*Y",
    "HI*ABK:F1120",
    "NM1*82*1*DOE*PEER****XX*1999999984",
    "LX*1",
    "SV1*HC:H0038*60*UN*4***1",
    "DTP*472*D8*20260104",
    "HL*3*1*22*1",
    "SBR*P********MC",
    "NM1*IL*1*DOE*TEST****MI*9999999999",
    "NM1*PR*2*TEST PAYER*****PI*TESTPAYER",
    "HL*4*3*23*0",
    "PAT*19",
    "NM1*QC*1*DOE*TEST",
    "N3*2 TEST STREET",
    "N4*TESTVILLE*PA*170010002",
    "DMG*D8*20100101*U",
    "CLM*TEST0003*60***99:B:1*Y*A*Y*Y",
    "HI*ABK:F1120",
    "LX*1",
    "SV1*HC:H0038*60*UN*4***1",
    "DTP*472*D8*20260104",
    "SE*51*0001",
    "GE*1*1",
    "IEA*1*000000001",
];

/// How a file is written: its separators, and what stands after each terminator.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    pub(crate) delimiters: Delimiters,
    pub(crate) after: &'static str,
}

/// The usual form and others that mean the same.
pub(crate) fn forms() -> Vec<Form> {
    let form = |[element, component, segment, repetition]: [u8; 4], after| Form {
        delimiters: Delimiters { element, component, segment, repetition: Some(repetition) },
        after,
    };
    vec![
        form(*b"*:~^", ""),
        form(*b"*:~^", "\n"),
        form(*b"*:~^", "\r\n"),
        form(*b"|>'!", ""),
        form(*b"*:\n^", ""),
        form([0x1D, 0x1F, 0x1C, 0x1E], ""),
        form(*b"&<\"`", "\n\n"),
    ]
}

/// The file in that form; `segments` are written with the usual separators.
pub(crate) fn file<S: AsRef<str>>(segments: &[S], form: Form) -> Vec<u8> {
    let mut text = String::from(
        "ISA*00*          *00*          *ZZ*TESTSENDER     *ZZ*TESTPAYER      *260105*1200*^*00501*000000001*0*T*:~",
    );
    text.push_str(form.after);
    for segment in segments {
        text.push_str(segment.as_ref());
        text.push('~');
        text.push_str(form.after);
    }
    let Delimiters { element, component, segment, repetition } = form.delimiters;
    let other = |byte: u8| match byte {
        b'*' => element,
        b':' => component,
        b'~' => segment,
        b'^' => repetition.unwrap_or(b'U'),
        byte => byte,
    };
    text.into_bytes().into_iter().map(other).collect()
}

/// The clean file in its usual form.
pub(crate) fn clean() -> Vec<u8> {
    file(SEGMENTS, forms()[0])
}
