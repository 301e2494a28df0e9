//! For tests of this room: synthetic transaction sets, one segment a line, and a set that has been walked.

use crate::diag::{Finding, Found};
use crate::guide::{Compiled, P837, SetView, Walk, Walker};
use crate::x12::{Delimiters, Index};

/// The lines as one stretch of segments, without white space between them.
pub(crate) fn joined(lines: &str) -> String {
    lines.lines().map(str::trim).collect()
}

/// A transaction set, indexed and walked.
pub(crate) struct Walked {
    bytes: Vec<u8>,
    index: Index,
    walker: Walker,
    compiled: Compiled,
    pub(crate) findings: Vec<Finding>,
}

impl Walked {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        Self::with(bytes, Delimiters::default())
    }

    pub(crate) fn with(bytes: &[u8], delimiters: Delimiters) -> Self {
        let (mut index, mut walker, mut findings) = (Index::default(), Walker::default(), Found::default());
        let compiled = Compiled::new(&P837);
        index.build(bytes, &delimiters);
        let walk = Walk { bytes, base: 0, delimiters, index: &index, compiled: &compiled };
        walker.walk(&walk, &mut findings);
        Self { bytes: bytes.to_vec(), index, walker, compiled, findings: findings.into_kept() }
    }

    pub(crate) fn view(&self) -> SetView<'_> {
        SetView { bytes: &self.bytes, index: &self.index, tree: &self.walker.tree, compiled: &self.compiled }
    }
}

/// A claim for peer support, as plain as they come: one subscriber who is the patient, one line.
pub(crate) const SIMPLE: &str = "\
    ST*837*0001*005010X222A1~
    BHT*0019*00*BATCH1*20260601*1200*CH~
    NM1*41*2*TEST PEER CENTER*****46*999999999~
    PER*IC*TEST CONTACT*TE*5555550100~
    NM1*40*2*TEST MEDICAID*****46*TESTMEDICAID~
    HL*1**20*1~
    PRV*BI*PXC*251S00000X~
    NM1*85*2*TEST PEER CENTER*****XX*1234567893~
    N3*1 TEST STREET~
    N4*TESTVILLE*PA*171010001~
    REF*EI*999999999~
    HL*2*1*22*0~
    SBR*P*18*******MC~
    NM1*IL*1*DOE*JANE****MI*9900000001~
    N3*2 TEST STREET~
    N4*TESTVILLE*PA*171010001~
    DMG*D8*19900101*F~
    NM1*PR*2*TEST MEDICAID*****PI*TESTMEDICAID~
    CLM*CLAIM1*60***53:B:1*Y*A*Y*Y~
    REF*G1*AUTH1~
    HI*ABK:F1020*ABF:Z590~
    NM1*82*1*TEST*PEER****XX*1999999984~
    PRV*PE*PXC*175T00000X~
    LX*1~
    SV1*HC:H0038:HQ:HE*60*UN*4***1:2~
    DTP*472*D8*20260503~
    REF*6R*LINE1~
    SE*28*0001~";
