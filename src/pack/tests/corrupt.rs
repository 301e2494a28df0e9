//! A thousand random corruptions of good packs: none panics, and what still loads says exactly what is written.

use super::super::{Library, Pack};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::Value;
use toml::de::{DeTable, DeValue};

/// What is written, without knowing what it means.
fn written(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => text.as_ref().into(),
        DeValue::Integer(number) => number.to_string().into(),
        DeValue::Float(number) => number.as_str().into(),
        DeValue::Boolean(value) => (*value).into(),
        DeValue::Datetime(when) => when.to_string().into(),
        DeValue::Array(list) => list.iter().map(|one| written(one.get_ref())).collect(),
        DeValue::Table(table) => members(table),
    }
}

fn members(table: &DeTable<'_>) -> Value {
    table.iter().map(|(name, value)| (name.get_ref().to_string(), written(value.get_ref()))).collect()
}

/// The same in the form of a comparison: one value alone is a list of one, digits are digits.
fn same(loaded: &Value, written: &Value) -> bool {
    match (loaded, written) {
        (Value::Object(a), Value::Object(b)) => {
            let given = |map: &serde_json::Map<String, Value>| {
                map.iter()
                    .filter(|(_, value)| !empty(value))
                    .map(|(name, _)| name.clone())
                    .collect::<Vec<_>>()
            };
            given(a) == given(b) && a.iter().all(|(name, value)| empty(value) || same(value, &b[name]))
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Array(a), one) => matches!(a.as_slice(), [alone] if same(alone, one)),
        (Value::Bool(a), Value::Bool(b)) => a == b,
        _ => {
            let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let (a, b) = (text(loaded), text(written));
            let number = |text: &str| text.replace('_', "").parse::<Decimal>().ok();
            a == b || number(&a).is_some_and(|a| Some(a) == number(&b)) || a == b.replace('.', "")
        }
    }
}

fn empty(value: &Value) -> bool {
    value.is_null()
        || value.as_array().is_some_and(Vec::is_empty)
        || value.as_object().is_some_and(|map| map.values().all(empty))
}

fn says_what_is_written(text: &str) -> bool {
    let Ok(pack) = Pack::parse(text) else { return true };
    let table = DeTable::parse(text).expect("what is read as a pack is TOML");
    same(&serde_json::to_value(&pack).expect("a value"), &members(table.get_ref()))
}

#[test]
fn a_good_pack_says_what_is_written() {
    for (id, text) in Library::texts() {
        assert!(Pack::parse(text).is_ok(), "{id}");
        assert!(says_what_is_written(text), "{id}");
    }
    // The comparison is not blind.
    let text = "[pack]\nid = \"x\"\nname = \"X\"\nlayer = \"plan\"\n";
    let other = DeTable::parse("[pack]\nid = \"x\"\nname = \"Y\"\nlayer = \"plan\"\n").unwrap();
    let pack = Pack::parse(text).unwrap();
    assert!(!same(&serde_json::to_value(&pack).unwrap(), &members(other.get_ref())));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_corrupted_pack_never_loads_as_something_else(
        which in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        edit in 0_u8..4,
        byte in prop::sample::select(b"abz019-_\"'[]{}=,.# \n\xC3".to_vec()),
    ) {
        let texts: Vec<&str> = Library::texts().map(|(_, text)| text).collect();
        let mut bytes = which.get(&texts).as_bytes().to_vec();
        let at = at.index(bytes.len());
        match edit {
            0 => bytes[at] = byte,
            1 => drop(bytes.remove(at)),
            2 => bytes.insert(at, byte),
            _ => bytes.truncate(at),
        }
        let text = String::from_utf8_lossy(&bytes);
        prop_assert!(says_what_is_written(&text));
    }
}
