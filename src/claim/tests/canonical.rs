//! Canonical sets, one segment a line: written again, after they have been JSON, they are the same bytes.

use super::*;
use crate::claim::Role;
use crate::claim::fixtures::SIMPLE;

/// Two billing providers; the second bills for a subscriber, for two patients of it, and has a subscriber
/// without a claim. The first has no subscriber at all.
const HIERARCHY: &str = "\
    ST*837*0002*005010X222A1~
    BHT*0019*00*BATCH2*20260601*1200*CH~
    NM1*41*2*TEST PEER CENTER*****46*999999999~
    PER*IC*TEST CONTACT*TE*5555550100*EX*12*EM*TEST(A)EXAMPLE.ORG~
    NM1*40*2*TEST MEDICAID*****46*TESTMEDICAID~
    HL*1**20*0~
    CUR*85*USD~
    NM1*85*1*TEST*PEER*Q**JR*XX*1999999984~
    N3*1 TEST STREET~
    N4*TESTVILLE*PA*171010001~
    REF*0B*LICENSE1~
    REF*SY*000000000~
    HL*2**20*1~
    PRV*BI*PXC*251S00000X~
    NM1*85*2*TEST PEER CENTER*****XX*1234567893~
    N3*2 TEST STREET*SUITE 1~
    N4*TESTVILLE*PA*171010001~
    REF*EI*999999999~
    PER*IC*TEST CONTACT*TE*5555550101~
    NM1*87*2~
    N3*PO BOX 1~
    N4*TESTVILLE*PA*171010001~
    NM1*PE*2*TEST PLAN*****PI*TESTPLAN~
    N3*3 TEST STREET~
    N4*TESTVILLE*PA*171010001~
    REF*2U*PLAN1~
    REF*EI*000000000~
    HL*3*2*22*1~
    SBR*P**GROUP1*TEST GROUP*****MC~
    NM1*IL*1*DOE*JANE*A***MI*9900000001~
    N3*4 TEST STREET~
    N4*TESTVILLE*PA*171010001~
    DMG*D8*19800101*F~
    REF*SY*000000000~
    NM1*PR*2*TEST MEDICAID*****PI*TESTMEDICAID~
    REF*G2*PROVIDER1~
    CLM*OWN1*15***53:B:1*Y*A*Y*Y~
    HI*ABK:F1120~
    LX*1~
    SV1*HC:H0038*15*UN*1***1~
    DTP*472*D8*20260501~
    HL*4*3*23*0~
    PAT*19~
    NM1*QC*1*DOE*TEST~
    N3*4 TEST STREET~
    N4*TESTVILLE*PA*171010001~
    DMG*D8*20100101*M~
    CLM*CHILD1*30***53:B:1*Y*A*Y*Y~
    HI*ABK:F1020~
    LX*1~
    SV1*HC:H0038*30*UN*2***1~
    DTP*472*D8*20260502~
    CLM*CHILD2*30***53:B:7*Y*A*Y*Y~
    REF*F8*PAYERCLAIM1~
    HI*ABK:F1020~
    LX*1~
    SV1*HC:H0038*30*UN*2***1~
    DTP*472*RD8*20260503-20260504~
    HL*5*3*23*0~
    PAT*G8****D8*20260506*01*70.5*Y~
    NM1*QC*1*DOE*OTHER~
    N3*4 TEST STREET~
    N4*TESTVILLE*PA*171010001~
    DMG*D8*20120101*U~
    REF*Y4*CASE1~
    CLM*CHILD3*45***53:B:1*Y*A*Y*Y~
    HI*ABK:F1020~
    LX*1~
    SV1*HC:H0038*45*UN*3***1~
    DTP*472*D8*20260505~
    HL*6*2*22*0~
    SBR*P*18*******MC~
    NM1*IL*1*DOE*NOBODY****MI*9900000002~
    NM1*PR*2*TEST MEDICAID*****PI*TESTMEDICAID~
    SE*75*0002~";

/// Another payer has decided first: on the claim, and on each line.
const OTHER_PAYER: &str = "\
    ST*837*0003*005010X222A1~
    BHT*0019*00*BATCH3*20260601*1200*CH~
    NM1*41*2*TEST PEER CENTER*****46*999999999~
    PER*IC*TEST CONTACT*TE*5555550100~
    NM1*40*2*TEST MEDICAID*****46*TESTMEDICAID~
    HL*1**20*1~
    NM1*85*2*TEST PEER CENTER*****XX*1234567893~
    N3*1 TEST STREET~
    N4*TESTVILLE*PA*171010001~
    REF*EI*999999999~
    HL*2*1*22*0~
    SBR*S*18**TEST GROUP*12****MC~
    NM1*IL*1*DOE*JANE****MI*9900000001~
    N3*2 TEST STREET~
    N4*TESTVILLE*PA*171010001~
    DMG*D8*19900101*F~
    NM1*PR*2*TEST MEDICAID*****PI*TESTMEDICAID~
    CLM*CLAIM3*120***53:B:1*Y*A*Y*Y~
    HI*ABK:F1020~
    NM1*DN*1*TEST*DOCTOR****XX*1234567893~
    REF*0B*LICENSE2~
    NM1*82*1*TEST*PEER****XX*1999999984~
    PRV*PE*PXC*175T00000X~
    SBR*P*18*GROUP2******CI~
    CAS*CO*45*20.5~
    CAS*PR*1*10**2*5.25*1~
    AMT*D*84.25~
    AMT*EAF*15.25~
    OI***Y***Y~
    MOA*0.8**N130*MA01~
    NM1*IL*1*DOE*JOHN****MI*9900000003~
    N3*5 TEST STREET~
    N4*TESTVILLE*PA*171010001~
    NM1*PR*2*TEST INSURANCE*****PI*TESTINS~
    N3*6 TEST STREET~
    N4*TESTVILLE*PA*171010001~
    DTP*573*D8*20260520~
    REF*2U*INS2~
    REF*F8*THEIRCLAIM1~
    NM1*82*1~
    REF*G2*THEIRPEER1~
    NM1*DN*1~
    REF*G2*THEIRDOCTOR1~
    LX*1~
    SV1*HC:H0038:HE*60*UN*4***1~
    DTP*472*D8*20260503~
    REF*6R*LINE1~
    SVD*TESTINS*42.5*HC:H0038:HE**4~
    CAS*CO*45*10.25~
    CAS*PR*1*5**2*2.25*1~
    DTP*573*D8*20260520~
    AMT*EAF*7.25~
    LX*2~
    SV1*HC:H0038:HQ*60*UN*4***1~
    DTP*472*D8*20260504~
    REF*6R*LINE2~
    SVD*TESTINS*41.75*HC:H0038:HQ**4*1~
    CAS*CO*45*10.25~
    DTP*573*D8*20260520~
    SE*60*0003~";

/// Every kind of segment that a claim and a line may have.
const EVERYTHING: &str = "\
    ST*837*0004*005010X222A1~
    BHT*0019*18*BATCH4*20260601*12003045*RP~
    NM1*41*2*TEST PEER CENTER*****46*999999999~
    PER*IC*TEST CONTACT*TE*5555550100~
    NM1*40*2*TEST MEDICAID*****46*TESTMEDICAID~
    HL*1**20*1~
    NM1*85*2*TEST PEER CENTER*****XX*1234567893~
    N3*1 TEST STREET~
    N4*TESTVILLE*PA*171010001~
    REF*EI*999999999~
    HL*2*1*22*0~
    SBR*P*18*******MC~
    PAT*******01*60*Y~
    NM1*IL*1*DOE*JANE****MI*9900000001~
    N3*2 TEST STREET~
    N4*TESTVILLE*PA*171010001~
    DMG*D8*19900101*F~
    REF*Y4*CASE1~
    PER*IC**TE*5555550102~
    NM1*PR*2*TEST MEDICAID*****PI*TESTMEDICAID~
    CLM*CLAIM4*300.5***53:B:1*Y*A*Y*Y*P*AA:OA::PA:US*02********11~
    DTP*431*D8*20260401~
    DTP*439*D8*20260402~
    DTP*314*RD8*20260403-20260404~
    PWK*OZ*BM***AC*DOCUMENT1~
    PWK*B4*AA~
    CN1*05*10*5*CODE1*2.5*VERSION1~
    AMT*F5*4~
    REF*G1*AUTH1~
    REF*EA*RECORD1~
    REF*D9*CLEARING1~
    K3*FIXED FORMAT DATA~
    NTE*ADD*A NOTE~
    CR1*LB*140**A*DH*12****STRETCHER~
    CR2********A**NECK*SHOULDER~
    CRC*07*Y*01*04~
    CRC*75*Y*IH~
    CRC*ZZ*N*NU~
    HI*ABK:F1020*ABF:Z590*ABF:F1120~
    HI*BP:99999*BO:88888~
    HI*BG:01*BG:02~
    HCP*03*250*50.5*ORG1*2~
    NM1*77*2*TEST PLACE*****XX*1234567893~
    N3*7 TEST STREET~
    N4*TESTVILLE*PA*171010001~
    REF*LU*PLACE1~
    PER*IC*TEST CONTACT*TE*5555550103*EX*4~
    NM1*DQ*1*TEST*SUPERVISOR****XX*1999999984~
    NM1*PW*2~
    N3*8 TEST STREET~
    N4*TESTVILLE*PA*171010001~
    NM1*45*2*TEST END~
    N3*9 TEST STREET~
    N4*TESTVILLE*PA*171010001~
    LX*1~
    SV1*HC:H0038:HQ:HE:U1:U2:PEER SUPPORT*300.5*UN*4.5*11**1:2:3**Y**Y*Y***0~
    SV5*HC:E1390*DA*30*50*600*4~
    PWK*CT*AB~
    PWK*OZ*EL***AC*DOCUMENT2~
    CR1*LB*140**A*DH*12~
    CR3*I*MO*12~
    CRC*07*Y*01~
    CRC*70*Y*65~
    CRC*09*N*38*ZV~
    DTP*472*D8*20260503~
    DTP*471*D8*20260501~
    DTP*738*D8*20260502~
    QTY*PT*2~
    QTY*FL*3~
    MEA*TR*R1*12.5~
    MEA*OG*HT*60~
    CN1*09*10~
    REF*6R*LINE1~
    REF*G1*AUTH2**2U:OTHERPAYER1~
    REF*9F*REFERRAL1~
    AMT*T*1.5~
    AMT*F4*2~
    K3*MORE FIXED FORMAT DATA~
    NTE*ADD*A LINE NOTE~
    NTE*TPO*A THIRD PARTY NOTE~
    PS1*PURCHASED1*25~
    HCP*00*250*50.5*ORG1*2*GROUP1*10**HC*H0038*UN*4*T1*1*2~
    LIN**N4*00000000000~
    CTP****1.5*ML~
    REF*XZ*PRESCRIPTION1~
    NM1*DK*1*TEST*ORDERER****XX*1234567893~
    N3*10 TEST STREET~
    N4*TESTVILLE*PA*171010001~
    REF*G2*ORDERER1**2U:OTHERPAYER1~
    PER*IC*TEST CONTACT*TE*5555550104~
    NM1*QB*1******XX*1234567893~
    NM1*82*1*TEST*PEER****XX*1999999984~
    PRV*PE*PXC*175T00000X~
    REF*0B*LICENSE3~
    LQ*UT*04.04~
    FRM*1A**DIAGNOSES~
    FRM*2*Y~
    FRM*3***20260503~
    FRM*4****12.5~
    SE*100*0004~";

const ALL: &[(&str, &str)] =
    &[("simple", SIMPLE), ("hierarchy", HIERARCHY), ("other payer", OTHER_PAYER), ("everything", EVERYTHING)];

#[test]
fn canonical_sets_are_written_as_they_were_read() {
    for (name, lines) in ALL {
        let text = joined(lines);
        let walked = Walked::new(text.as_bytes());
        let faults: Vec<String> = walked.findings.iter().map(ToString::to_string).collect();
        // The guide wants a subscriber under every billing provider; one here has none.
        let expected = usize::from(*name == "hierarchy") * 2;
        assert_eq!(faults.len(), expected, "{name}: {faults:#?}");
        let again = written(&through_json(&read(&text)));
        for (number, (found, expected)) in (1..).zip(again.split('~').zip(text.split('~'))) {
            assert_eq!(found, expected, "{name}, segment {number}");
        }
        assert_eq!(again, text, "{name}");
    }
}

#[test]
fn levels_are_kept_apart_and_empty_ones_too() {
    let batch = read(&joined(HIERARCHY));
    let hl = |hl: crate::claim::Hl| (hl.billing, hl.subscriber, hl.patient);
    assert_eq!(
        batch.claims.iter().map(|claim| hl(claim.hl.unwrap())).collect::<Vec<_>>(),
        [(2, Some(3), None), (2, Some(3), Some(4)), (2, Some(3), Some(4)), (2, Some(3), Some(5))]
    );
    assert_eq!(
        batch.empty_levels.iter().map(|level| hl(level.hl)).collect::<Vec<_>>(),
        [(1, None, None), (2, Some(6), None)]
    );
    let mut numbered = batch.clone();
    numbered.number_levels();
    assert!(numbered == batch);
}

#[test]
fn fields_have_their_trade_names() {
    let claim = read(&joined(OTHER_PAYER)).claims.remove(0);
    assert_eq!(claim.rendering_provider().map(|peer| peer.id.as_str()), Some("1999999984"));
    assert_eq!(claim.provider(Role::Referring).map(|doctor| doctor.name.as_str()), Some("TEST"));
    assert_eq!(claim.billing_provider.tax_number(), Some("999999999"));
    assert_eq!(claim.lines[1].control_number(), Some("LINE2"));
    let json = serde_json::to_value(&claim).unwrap();
    for (pointer, expected) in [
        ("/charge", "120"),
        ("/subscriber/payer_order", "S"),
        ("/subscriber/birth_date", "1990-01-01"),
        ("/other_insurance/0/payer/id", "TESTINS"),
        ("/other_insurance/0/adjustments/1/reasons/1/amount", "5.25"),
        ("/other_insurance/0/outpatient_decision/remarks/1", "MA01"),
        ("/lines/0/modifiers/0", "HE"),
        ("/lines/0/dates/0/date", "2026-05-03"),
        ("/lines/1/adjudications/0/paid", "41.75"),
        ("/providers/1/role", "rendering"),
        ("/providers/1/taxonomy", "175T00000X"),
    ] {
        assert_eq!(json.pointer(pointer).and_then(|value| value.as_str()), Some(expected), "{pointer}");
    }
    let claim = read(&joined(EVERYTHING)).claims.remove(0);
    assert_eq!(claim.prior_authorization(), Some("AUTH1"));
    assert_eq!(claim.diagnoses.len(), 3);
    assert_eq!(claim.related_causes, ["AA", "OA"]);
    assert_eq!(claim.lines[0].references[1].payer, "OTHERPAYER1");
    assert!(claim.other_elements.is_empty());
}

/// Text of no value, of no field and of no segment of the guide is kept.
#[test]
fn nothing_is_lost() {
    let text = joined(SIMPLE)
        .replace("CLM*CLAIM1*60***53:B:1*", "CLM*CLAIM1*sixty*ZZ**53:C:1*")
        .replace("SV1*HC:H0038:HQ:HE*60*", "SV1*HC:H0038::HE*60:1*")
        .replace("DTP*472*D8*20260503~", "DTP*472*D8*20260230~DTP*999*D8*20260503~ZZZ*A*B:C^D~")
        .replace("N3*2 TEST STREET~", "N3*2 TEST STREET~N3*3 TEST STREET~")
        .replace("PRV*PE*PXC*", "PRV*PE**")
        .replace("SE*28", "SE*31");
    let batch = read(&text);
    let json = serde_json::to_value(&batch.claims[0]).unwrap();
    for (pointer, expected) in [
        ("/charge", "sixty"),
        ("/other_elements/CLM03", "ZZ"),
        ("/other_elements/CLM05-2", "C"),
        ("/lines/0/charge", "60:1"),
        ("/lines/0/modifiers/0", ""),
        ("/lines/0/modifiers/1", "HE"),
        ("/lines/0/dates/0/date", "D8:20260230"),
        ("/lines/0/dates/1/qualifier", "999"),
        ("/lines/0/unplaced/0/id", "ZZZ"),
        ("/lines/0/unplaced/0/elements/02-2", "C"),
        ("/lines/0/unplaced/0/elements/02.2-1", "D"),
        ("/subscriber/unplaced/0/elements/01", "3 TEST STREET"),
        ("/subscriber/unplaced/0/loop", "2010BA"),
        ("/providers/0/other_elements/PRV02", ""),
    ] {
        assert_eq!(json.pointer(pointer).and_then(|value| value.as_str()), Some(expected), "{pointer}");
    }
    let again = written(&through_json(&batch));
    assert!(read(&again) == batch);
    // All the bytes are there; what has no place stands behind what has one.
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.split('~').map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&again), sorted(&text));
}

#[test]
fn nothing_shows_in_debug() {
    let batch = read(&joined(EVERYTHING));
    let claim = &batch.claims[0];
    let shown = format!(
        "{batch:?} {claim:?} {:?} {:?} {:?} {:?}",
        claim.subscriber, claim.lines, claim.diagnoses, claim.other_elements
    );
    for secret in ["DOE", "JANE", "99000", "F1020", "CLAIM4", "300", "H0038", "1990"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}
