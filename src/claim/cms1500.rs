//! Which box of the CMS-1500 paper form (02/12) an element of an 837P is printed in.
//!
//! Many who bill know the boxes and not the elements. The table follows the reference manual of the
//! National Uniform Claim Committee (NUCC) for the 02/12 form and the cross-walks to the 837P that payers
//! make of it; it is a secondary source, for messages only, and decides nothing.

use crate::diag::ElementRef;

/// One line: an element of a loop and its box.
struct Line {
    loops: &'static [&'static str],
    tag: &'static str,
    /// What the segment's first element says; empty: anything.
    kinds: &'static [&'static str],
    /// First and last element.
    elements: (u16, u16),
    /// First and last component; 0, 0: the whole element and any of it.
    components: (u16, u16),
    /// Whether the subscriber is the patient; none: whatever is the case.
    own_patient: Option<bool>,
    form_box: &'static str,
}

macro_rules! boxes {
    ($( [$($id:literal)+] $tag:ident $([$($kind:literal)+])? $first:literal $(- $last:literal)? $(: $c:literal $(.. $d:literal)?)? $(if $own:literal)? => $form_box:literal; )*) => {
        const TABLE: &[Line] = &[$( Line {
            loops: &[$($id),+],
            tag: stringify!($tag),
            kinds: boxes!(@list $([$($kind),+])?),
            elements: ($first, boxes!(@last $first $($last)?)),
            components: boxes!(@components $($c $($d)?)?),
            own_patient: boxes!(@own $($own)?),
            form_box: $form_box,
        } ),*];
    };
    (@list [$($kind:literal),+]) => { &[$($kind),+] };
    (@list) => { &[] };
    (@last $first:literal $last:literal) => { $last };
    (@last $first:literal) => { $first };
    (@components $first:literal $last:literal) => { ($first, $last) };
    (@components $first:literal) => { ($first, $first) };
    (@components) => { (0, 0) };
    (@own $own:literal) => { Some($own) };
    (@own) => { None };
}

// [loops] segment [kinds] element(s) : component(s) if the subscriber is the patient => box
boxes! {
    ["2000B"] SBR 9                               => "1";
    ["2010BA"] NM1 8-9                            => "1a";
    ["2010CA"] NM1 2-7                            => "2";
    ["2010BA"] NM1 2-7 if true                    => "2";
    ["2010CA"] DMG 1-3                            => "3";
    ["2010BA"] DMG 1-3 if true                    => "3";
    ["2010BA"] NM1 2-7 if false                   => "4";
    ["2010CA"] N3 1-2                             => "5";
    ["2010CA"] N4 1-7                             => "5";
    ["2010BA"] N3 1-2 if true                     => "5";
    ["2010BA"] N4 1-7 if true                     => "5";
    ["2000B"] SBR 2                               => "6";
    ["2000C"] PAT 1                               => "6";
    ["2010BA"] N3 1-2 if false                    => "7";
    ["2010BA"] N4 1-7 if false                    => "7";
    ["2330A"] NM1 2-7                             => "9";
    ["2320"] SBR 3                                => "9a";
    ["2320"] SBR 4                                => "9d";
    ["2330B"] NM1 3                               => "9d";
    ["2300"] CLM 11                               => "10";
    ["2300"] HI ["BG"] 1-12                       => "10d";
    ["2000B"] SBR 3                               => "11";
    ["2010BA"] DMG 1-3 if false                   => "11a";
    ["2010BA" "2010CA"] REF ["Y4"] 2              => "11b";
    ["2000B"] SBR 4                               => "11c";
    ["2300"] CLM 9-10                             => "12";
    ["2300"] CLM 8                                => "13";
    ["2300"] DTP ["431" "484"] 1-3                => "14";
    ["2300"] DTP ["454" "304" "453" "439" "455" "471" "090" "091" "444"] 1-3 => "15";
    ["2300"] DTP ["314" "360" "361" "296" "297"] 1-3 => "16";
    ["2310A" "2310D" "2420D" "2420E" "2420F"] NM1 8-9 => "17b";
    ["2310A" "2310D" "2420D" "2420E" "2420F"] NM1 1-7 => "17";
    ["2310A" "2310D" "2420D" "2420E" "2420F"] REF 1-2 => "17a";
    ["2300"] DTP ["435" "096"] 1-3                => "18";
    ["2300"] NTE 1-2                              => "19";
    ["2400"] PS1 2                                => "20";
    ["2300"] HI ["ABK" "BK"] 1-12                 => "21";
    ["2300"] CLM 5:3                              => "22";
    ["2300"] REF ["F8"] 2                         => "22";
    ["2300" "2400"] REF ["G1" "9F" "X4"] 2        => "23";
    ["2400"] DTP ["472"] 1-3                      => "24A";
    ["2300"] CLM 5:1                              => "24B";
    ["2400"] SV1 5                                => "24B";
    ["2400"] SV1 9                                => "24C";
    ["2400"] SV1 1                                => "24D";
    ["2400"] SV1 7                                => "24E";
    ["2400"] SV1 2                                => "24F";
    ["2400"] SV1 3-4                              => "24G";
    ["2400"] SV1 11-12                            => "24H";
    ["2310B" "2420A"] REF 1                       => "24I";
    ["2310B" "2420A"] NM1 1-9                     => "24J";
    ["2310B" "2420A"] PRV 3                       => "24J";
    ["2310B" "2420A"] REF 2                       => "24J";
    ["2010AA"] REF ["EI" "SY"] 1-2                => "25";
    ["2300"] CLM 1                                => "26";
    ["2300"] CLM 7                                => "27";
    ["2300"] CLM 2                                => "28";
    ["2300"] AMT ["F5"] 1-2                       => "29";
    ["2300"] CLM 6                                => "31";
    ["2310C" "2420C"] NM1 8-9                     => "32a";
    ["2310C" "2420C"] NM1 1-7                     => "32";
    ["2310C" "2420C"] N3 1-2                      => "32";
    ["2310C" "2420C"] N4 1-7                      => "32";
    ["2310C" "2420C"] REF 1-2                     => "32b";
    ["2010AA"] NM1 8-9                            => "33a";
    ["2010AA"] NM1 1-7                            => "33";
    ["2010AA"] N3 1-2                             => "33";
    ["2010AA"] N4 1-7                             => "33";
    ["2010AA"] PER 1-8                            => "33";
    ["2000A"] PRV 3                               => "33b";
    ["2010BB"] REF ["G2" "LU"] 1-2                => "33b";
}

/// The box of an element, if it has one. `kind` is the segment's first element, or its first component;
/// `own_patient` tells whether the subscriber is the patient.
///
/// ```
/// use peerclaim::claim::form_box;
/// use peerclaim::diag::ElementRef;
/// assert_eq!(form_box("2300", "CLM", b"CLAIM1", ElementRef::element(2), true), Some("28"));
/// assert_eq!(form_box("2400", "SV1", b"HC", ElementRef::component(1, 3), true), Some("24D"));
/// assert_eq!(form_box("2000A", "HL", b"1", ElementRef::element(1), true), None);
/// ```
pub fn form_box(
    loop_id: &str,
    tag: &str,
    kind: &[u8],
    at: ElementRef,
    own_patient: bool,
) -> Option<&'static str> {
    let within = |(first, last): (u16, u16), number| (first..=last).contains(&number);
    let fits = |line: &&Line| {
        line.tag == tag
            && line.loops.contains(&loop_id)
            && within(line.elements, at.element)
            && (line.components == (0, 0) || within(line.components, at.component))
            && (line.kinds.is_empty() || line.kinds.iter().any(|one| one.as_bytes() == kind))
            && line.own_patient.is_none_or(|own| own == own_patient)
    };
    TABLE.iter().find(fits).map(|line| line.form_box)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::P837;
    use crate::guide::table::{Loop, Part};

    #[test]
    fn boxes_as_the_form_has_them() {
        let el = ElementRef::element;
        for (loop_id, tag, kind, at, own, expected) in [
            ("2300", "CLM", "", el(1), true, Some("26")),
            ("2300", "CLM", "", ElementRef::component(5, 1), true, Some("24B")),
            ("2300", "CLM", "", ElementRef::component(5, 3), true, Some("22")),
            ("2300", "CLM", "", ElementRef::component(5, 2), true, None),
            ("2300", "HI", "ABK", ElementRef::component(2, 2), true, Some("21")),
            ("2300", "REF", "F8", el(2), true, Some("22")),
            ("2300", "REF", "EA", el(2), true, None),
            ("2400", "SV1", "HC", ElementRef::component(7, 1), true, Some("24E")),
            ("2400", "DTP", "472", el(3), true, Some("24A")),
            ("2420A", "NM1", "82", el(9), true, Some("24J")),
            ("2010AA", "NM1", "85", el(9), true, Some("33a")),
            ("2010AA", "NM1", "85", el(3), true, Some("33")),
            ("2010BA", "DMG", "D8", el(2), true, Some("3")),
            ("2010BA", "DMG", "D8", el(2), false, Some("11a")),
            ("2010BA", "NM1", "IL", el(3), false, Some("4")),
            ("2010BA", "N3", "", el(1), false, Some("7")),
        ] {
            assert_eq!(form_box(loop_id, tag, kind.as_bytes(), at, own), expected, "{loop_id} {tag} {at}");
        }
    }

    /// Every line of the table names loops, segments and elements that the guide has.
    #[test]
    fn the_guide_has_what_the_table_names() {
        fn has(this: &'static Loop, id: &str, line: &Line) -> bool {
            this.parts.iter().any(|part| match part {
                Part::Seg(seg) => {
                    this.id == id && seg.tag == line.tag && usize::from(line.elements.1) <= seg.els.len()
                }
                Part::Loop { of, .. } => has(of, id, line),
            })
        }
        for line in TABLE {
            for id in line.loops {
                assert!(has(P837.root, id, line), "{id} {} box {}", line.tag, line.form_box);
            }
        }
    }
}
