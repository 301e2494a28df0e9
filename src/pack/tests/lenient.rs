//! The schema allows what the reader takes, in whatever way a person writes it, and refuses what it refuses.

use super::super::{Pack, pack_schema};
use super::HEAD;
use serde_json::Value;
use toml::de::{DeTable, DeValue};

/// The document as an editor sees it that checks TOML by a JSON Schema: a day is a text.
fn json(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => text.as_ref().into(),
        DeValue::Integer(number) => number.to_string().parse::<i64>().expect("a number").into(),
        DeValue::Float(number) => serde_json::from_str(number.as_str()).expect("a number"),
        DeValue::Boolean(value) => (*value).into(),
        DeValue::Datetime(when) => when.to_string().into(),
        DeValue::Array(list) => list.iter().map(|one| json(one.get_ref())).collect(),
        DeValue::Table(table) => members(table),
    }
}

fn members(table: &DeTable<'_>) -> Value {
    table.iter().map(|(name, value)| (name.get_ref().to_string(), json(value.get_ref()))).collect()
}

/// Does a value fit a schema, as far as ours go?
fn fits(schema: &Value, value: &Value) -> bool {
    let list = |name: &str| schema.get(name).and_then(Value::as_array);
    let kind = |kind: &Value| match kind.as_str().expect("a word") {
        "string" => value.is_string(),
        "integer" => value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        other => panic!("{other}"),
    };
    let number = |name: &str| schema.get(name).and_then(Value::as_i64);
    schema.get("type").is_none_or(|is| is.as_array().map_or_else(|| kind(is), |any| any.iter().any(kind)))
        && schema.get("const").is_none_or(|word| word == value)
        && list("enum").is_none_or(|words| words.contains(value))
        && list("anyOf").is_none_or(|any| any.iter().any(|one| fits(one, value)))
        && list("oneOf").is_none_or(|all| all.iter().filter(|one| fits(one, value)).count() == 1)
        && value.as_i64().is_none_or(|value| {
            number("minimum").is_none_or(|least| least <= value)
                && number("maximum").is_none_or(|most| value <= most)
        })
        && value.as_str().is_none_or(|text| {
            schema.get("pattern").and_then(Value::as_str).is_none_or(|pattern| matches(pattern, text))
        })
        && value
            .as_array()
            .is_none_or(|all| schema.get("items").is_none_or(|item| all.iter().all(|one| fits(item, one))))
        && value.as_object().is_none_or(|object| {
            let required = list("required").into_iter().flatten().filter_map(Value::as_str);
            required.into_iter().all(|name| object.contains_key(name))
                && object.iter().all(|(name, one)| {
                    match schema.get("properties").and_then(|all| all.get(name)) {
                        Some(schema) => fits(schema, one),
                        None => schema.get("additionalProperties") != Some(&Value::Bool(false)),
                    }
                })
        })
}

/// As much of regular expressions as our schemas have: classes, groups, `|`, `?`, `*`, `+`, `{n}`, `{n,m}`.
fn matches(pattern: &str, text: &str) -> bool {
    let inner = pattern.strip_prefix('^').and_then(|rest| rest.strip_suffix('$')).expect("a whole text");
    ends(inner, text).iter().any(|rest| rest.is_empty())
}

/// What may be left of the text after the pattern.
fn ends<'t>(pattern: &str, text: &'t str) -> Vec<&'t str> {
    let mut depth = 0;
    for (at, c) in pattern.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            '|' if depth == 0 => {
                return [ends(&pattern[..at], text), ends(&pattern[at + 1..], text)].concat();
            }
            _ => {}
        }
    }
    let Some(first) = pattern.chars().next() else { return vec![text] };
    let atom = match first {
        '[' => pattern.find(']').unwrap() + 1,
        '(' => {
            let mut depth = 0;
            pattern
                .find(|c| {
                    depth += i32::from(c == '(') - i32::from(c == ')');
                    depth == 0
                })
                .unwrap()
                + 1
        }
        '\\' => 2,
        _ => 1,
    };
    let (atom, rest) = pattern.split_at(atom);
    let (least, most, rest) = match rest.chars().next() {
        Some('?') => (0, 1, &rest[1..]),
        Some('*') => (0, text.len(), &rest[1..]),
        Some('+') => (1, text.len(), &rest[1..]),
        Some('{') => {
            let (times, rest) = rest[1..].split_once('}').unwrap();
            let (least, most) = times.split_once(',').unwrap_or((times, times));
            (least.parse().unwrap(), most.parse().unwrap(), rest)
        }
        _ => (1, 1, rest),
    };
    let once = |text: &'t str| -> Vec<&'t str> {
        if let Some(group) = atom.strip_prefix('(') {
            return ends(group.strip_suffix(')').unwrap(), text);
        }
        let Some(c) = text.chars().next() else { return Vec::new() };
        let class = atom.strip_prefix('[').and_then(|class| class.strip_suffix(']'));
        let fits = class.map_or(atom.trim_start_matches('\\').starts_with(c), |class| {
            let class: Vec<char> = class.chars().collect();
            let range = class.windows(3).any(|three| three[1] == '-' && (three[0]..=three[2]).contains(&c));
            range || (c != '-' && class.contains(&c))
        });
        if fits { vec![&text[c.len_utf8()..]] } else { Vec::new() }
    };
    let mut left = vec![text];
    let mut out = Vec::new();
    for times in 0..=most {
        if times >= least {
            out.extend(left.iter().flat_map(|text| ends(rest, text)));
        }
        left = left.into_iter().flat_map(once).collect();
        if left.is_empty() {
            break;
        }
    }
    out
}

#[test]
fn the_matcher_matches() {
    for (pattern, yes, no) in [
        ("^[0-9]{2}$", vec!["11", "02"], vec!["1", "111", "1a", ""]),
        ("^[0-9]{4}(-[0-9]{2}|x)$", vec!["2026-05", "2026x"], vec!["2026", "2026-5", "2026-05x"]),
        (
            "^-?([0-9]+\\.?[0-9]*|\\.[0-9]+)$",
            vec!["-5", "5.", ".5", "12.25"],
            vec!["", ".", "-", "1.2.3", "a"],
        ),
        ("^[A-Z][0-9]?[0-9A-Z]{0,5}$", vec!["F", "F1", "F1120"], vec!["1F", "f1", "F112012345"]),
    ] {
        assert!(yes.iter().all(|text| matches(pattern, text)), "{pattern} {yes:?}");
        assert!(!no.iter().any(|text| matches(pattern, text)), "{pattern} {no:?}");
    }
}

/// Each way to write a field, and whether it is read.
#[test]
fn the_schema_allows_what_is_read() {
    let schema: Value = serde_json::from_str(&pack_schema()).unwrap();
    let timely =
        "[[timely]]\nclock = \"original\"\nunit = \"days\"\nafter = \"service\"\nstatus = \"secondary\"\n";
    let service = "[[service]]\nid = \"p\"\nvariant = \"group\"\nunit = \"day\"\nstatus = \"recalled\"\n";
    let place = "[[place]]\nneed = \"allowed\"\nstatus = \"recalled\"\n";
    let rate = "[[rate]]\nstatus = \"recalled\"\n";
    for (table, field, read) in [
        (timely, "cite = \"s\"\nwithin = 120", true),
        (timely, "cite = [\"s\"]\nwithin = \"120\"", true),
        (timely, "cite = [\"s\"]\nwithin = \"+120\"", true),
        (timely, "cite = [\"s\"]\nwithin = \"unknown\"", true),
        (timely, "cite = [\"s\"]\nwithin = \"soon\"", false),
        (timely, "cite = [\"s\"]\nwithin = -1", false),
        (timely, "cite = [\"s\"]\nwithin = \"-1\"", false),
        (timely, "cite = [\"s\"]\nwithin = 1.5", false),
        (timely, "cite = [\"s\"]\nwithin = true", false),
        (timely, "cite = [\"s\"]\nwithin = 9\nfrom = 2026-01-01", true),
        (timely, "cite = [\"s\"]\nwithin = 9\nfrom = \"2026-01-01\"", true),
        (timely, "cite = [\"s\"]\nwithin = 9\nfrom = \"20260101\"", true),
        (timely, "cite = [\"s\"]\nwithin = 9\nfrom = 20260101", true),
        (timely, "cite = [\"s\"]\nwithin = 9\nfrom = \"1/1/2026\"", false),
        (timely, "cite = [\"s\"]\nwithin = 9\nfrom = 2026", false),
        (timely, "cite = [\"s\"]\nwithin = 9\nfrom = 2026-01-01T10:00:00", false),
        (timely, "cite = [\"s\"]\nwithin = 9\nholidays = 2026-01-01", true),
        (timely, "cite = [\"s\"]\nwithin = 9\nholidays = [\"2026-01-01\", 2026-07-04]", true),
        (timely, "cite = [\"s\"]\nwithin = 9\nif_late = true", true),
        (timely, "cite = [\"s\"]\nwithin = 9\nif_late = \"true\"", false),
        (timely, "cite = [\"s\"]\nwithin = 9\nnote = 12", true),
        (timely, "cite = [\"s\"]\nwithin = 9\nnote = 1.5", true),
        (timely, "cite = [\"s\"]\nwithin = 9\nnote = [\"a\"]", false),
        (service, "code = \"H0038\"", true),
        (service, "code = 99406", true),
        (service, "code = \"99406\"", true),
        (service, "code = 994", false),
        (service, "code = \"h0038\"", false),
        (service, "code = \"H0038\"\nmodifiers = \"HQ\"", true),
        (service, "code = \"H0038\"\nmodifiers = [\"HQ\", 95]", true),
        (service, "code = \"H0038\"\nmodifiers = 9", false),
        (service, "code = \"H0038\"\nminutes = \"15\"", true),
        (place, "pos = [\"02\", 11]", true),
        (place, "pos = 11", true),
        (place, "pos = 2", false),
        (rate, "amount = 12.5", true),
        (rate, "amount = \"12.50\"", true),
        (rate, "amount = 12", true),
        (rate, "amount = \"12,50\"", false),
        (rate, "amount = \".\"", false),
        (
            "[[rounding_rule]]\nmethod = \"threshold\"\nstatus = \"recalled\"\n",
            "threshold_share = \"1/2\"",
            true,
        ),
        ("[[rounding_rule]]\nmethod = \"threshold\"\nstatus = \"recalled\"\n", "threshold_share = 1", false),
        ("[[biller]]\nstatus = \"recalled\"\n", "taxonomy = \"175T00000X\"", true),
        ("[[diagnosis]]\nstatus = \"recalled\"\n", "any_of = \"F11\"", true),
    ] {
        let text = format!("{HEAD}{table}{field}\n");
        assert_eq!(Pack::parse(&text).is_ok(), read, "the reader: {table}{field}");
        let document = members(DeTable::parse(&text).unwrap().get_ref());
        assert_eq!(fits(&schema, &document), read, "the schema: {table}{field}");
    }
}

/// Every pack that comes with the library fits.
#[test]
#[cfg(feature = "packs")]
fn the_schema_allows_every_pack() {
    let schema: Value = serde_json::from_str(&pack_schema()).unwrap();
    for (id, text) in super::super::Library::texts() {
        assert!(fits(&schema, &members(DeTable::parse(text).unwrap().get_ref())), "{id}");
    }
}
