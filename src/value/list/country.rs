//! Countries: two letters of ISO 3166-1, as the tz database lists them (state of ISO/TC 46 N1108, 2023-04-05). Complete.

/// All codes, in order, without anything between them.
const COUNTRIES: &[u8] = b"\
    ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCR\
    CUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHU\
    IDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQ\
    MRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSI\
    SJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW\
";

/// Is that a country?
pub(crate) fn is_country(code: &[u8]) -> bool {
    let (pairs, _) = COUNTRIES.as_chunks::<2>();
    <[u8; 2]>::try_from(code).is_ok_and(|code| pairs.binary_search(&code).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_whole_and_in_order() {
        let (pairs, rest) = COUNTRIES.as_chunks::<2>();
        assert_eq!((pairs.len(), rest.len()), (249, 0));
        assert!(pairs.is_sorted_by(|a, b| a < b));
        for (code, known) in [
            ("US", true),
            ("MX", true),
            ("ZW", true),
            ("USA", false),
            ("U", false),
            ("XX", false),
            ("us", false),
        ] {
            assert_eq!(is_country(code.as_bytes()), known, "{code}");
        }
    }
}
