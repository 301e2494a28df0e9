//! The examples in the documents of the rules: how they are written, and how they become files.
//!
//! An example is a fence in the section *Fails* or *Passes*:
//!
//! ````text
//! ```x12 diff base=one-claim also=PC0203
//! option: value
//!  a segment that stays
//! -a segment that goes
//! +a segment that comes
//!     ^^^
//! ```
//! ````
//!
//! - `x12 diff` changes a fixture of `fixtures/837p/accepted` (`one-claim` if no base is named). A line
//!   is one segment without its terminator. What stays and what goes must stand in the fixture exactly
//!   once, one after the other; `@@` begins a change elsewhere in it. SE01 is counted anew, unless the
//!   example itself touches an SE.
//! - `x12 file` is a whole file, one segment a line, without the sign in the first column.
//! - A line of blanks and `^` marks the bytes of the finding in the line above, a `|` the place before
//!   which something is missing. Marks under two lines reach from the first to the last. The column
//!   after the segment is its terminator, the one after that its line break.
//! - `\x41` is the byte 41 (hexadecimal), `\\` a backslash. A line that ends in `\-` has no terminator
//!   (a note, a line of a report); one that ends in `\z` has neither terminator nor line break, and the
//!   file ends with it.
//! - `also=PC0203,PC0121` names other rules that the same fault must break.
//! - `toml pack` is the pack by which the examples after it are checked, those of the section *Passes* too.
//!   Without a `[pack]` of its own it has a head, a source `contract`, a payer, a service H0038 of 15 minutes, and
//!   the rounding rules `whole-units` and `any-part`, which bind nobody; it may give each of these tables itself.
//!   `received-on=2026-07-05`, `county=Testshire` and the like, after
//!   `x12 diff`, are what the caller tells beside the claim.
//! - `toml` is a pack that is itself the example. A line of blanks and `^` marks the line above and is none of
//!   it. `[pack]` and the source are put before it in the same way, unless it begins with `# whole`.
//! - `json` is evidence that is itself the example, `csv TABLE` one table of it, with `\x41` as above. A line
//!   below it, "At `encounters row 1, on`.", tells the place in words.
//! - `json log` is an object of tables, each of which stands in the place of that table of
//!   `fixtures/evidence/log.json`. That evidence is checked by itself, or, where an `x12` fence follows, the claims
//!   are checked beside it; by the pack above it, or by the pack that `toml pack` makes of nothing. The place is
//!   marked in the claim, or told in words.
//! - `json bill` is such evidence, and it is billed: what fails leaves out the rows that are told in words, by that
//!   rule; of what passes nothing is left out, and the claims that are made pass beside the same evidence.
//!
//! Options, before the first line:
//!
//! ```text
//! join: none            between segments nothing, or crlf; a line break (lf) if not told
//! swap: : >             every byte `:` of the finished file is a `>` instead
//! encode: utf-16le      two bytes a character, after a byte order mark
//! limits: set_bytes=900 limits of the check: set_bytes, segment_bytes
//! chunk: 64             the file is checked in pieces of so many bytes
//! list: mue H0038 4     a line of a federal list: hcpcs CODE DAY, modifier CODE DAY, icd CODE 0 or 1, mue CODE UNITS,
//!                       ptp CODE CODE FIRST LAST 0 or 1; more than one may be told
//! ```

use std::ops::Range;

/// A file made from an example.
#[derive(Debug)]
pub(crate) struct Example {
    /// The document that it stands in.
    pub(crate) document: String,
    /// The file.
    pub(crate) bytes: Vec<u8>,
    /// The bytes that are marked.
    pub(crate) marked: Option<Range<u64>>,
    /// The place in words, where the bytes tell little: `encounters row 1, segments/1/start`.
    pub(crate) place: Option<String>,
    /// Other rules that the fault breaks too.
    pub(crate) also: Vec<String>,
    /// Limits of the check, by name.
    pub(crate) limits: Vec<(String, usize)>,
    /// Lines of federal lists, in words: `hcpcs H0038 20030101`.
    pub(crate) lists: Vec<String>,
    /// Check the file in pieces of so many bytes.
    pub(crate) chunk: Option<usize>,
    /// What the bytes are.
    pub(crate) kind: Kind,
    /// The pack by which the claims are checked.
    pub(crate) pack: Option<String>,
    /// What the caller tells beside the claims, by the names of the program's options.
    pub(crate) given: Vec<(String, String)>,
    /// Tables of the evidence that the claims are checked beside, as JSON.
    pub(crate) log: Option<Vec<u8>>,
}

/// What an example is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A claim file.
    Claims,
    /// A pack.
    Pack,
    /// Evidence as one JSON document.
    Json,
    /// One table of evidence as CSV, by its name.
    Csv(String),
    /// Tables of evidence as JSON, which is checked.
    Log,
    /// Tables of evidence as JSON, which is billed.
    Bill,
}

/// What stands before the rows of a pack that has no head of its own.
const HEAD: &str = "[pack]\nid = \"example\"\nname = \"An example\"\nlayer = \"yours\"\n\n\
    [[source]]\nid = \"contract\"\ntitle = \"Contract with the payer\"\nstatus = \"contract\"\n\n";
const PAYER: &str = "[[payer]]\nnumber = \"TESTPAYER\"\ncite = [\"contract\"]\nstatus = \"contract\"\n\n";
const SERVICE: &str = "[[service]]\nid = \"peer\"\nvariant = \"individual\"\ncode = \"H0038\"\n\
    unit = \"minutes\"\nminutes = 15\ncite = [\"contract\"]\nstatus = \"contract\"\n\n";
/// Rounding rules by name, none of which the payer is known to follow.
const NAMES: &str = "[[rounding_rule]]\nid = \"whole-units\"\nmethod = \"whole\"\ncite = [\"contract\"]\n\
    status = \"contract\"\n\n[[rounding_rule]]\nid = \"any-part\"\nmethod = \"any-part\"\ncite = [\"contract\"]\n\
    status = \"contract\"\n\n";

/// A pack for claims, with what it leaves out.
fn whole_pack(body: &[&str]) -> String {
    let body = body.join("\n");
    let lacks = |table: &str| !body.contains(table);
    let mut text = String::new();
    let all =
        [("[pack]", HEAD), ("[[payer]]", PAYER), ("[[service]]", SERVICE), ("[[rounding_rule]]", NAMES)];
    for (table, given) in all {
        text.push_str(if lacks(table) && lacks("[pack]") { given } else { "" });
    }
    text + &body + "\n"
}

/// The pack of an example that has none of its own.
pub(crate) fn base_pack() -> String {
    whole_pack(&[])
}

/// One segment of a file that is being put together.
#[derive(Debug, Clone, Default)]
struct Line {
    text: String,
    marks: Option<String>,
    /// Written in the example, not in the base.
    written: bool,
}

/// The examples of one section of a document; `base` gives the text of a fixture, `pack` is the pack that the
/// sections before it ended with.
pub(crate) fn examples(
    document: &str,
    section: &str,
    base: &impl Fn(&str) -> String,
    pack: &mut Option<String>,
) -> Vec<Example> {
    let mut found = Vec::new();
    let mut lines = section.lines();
    while let Some(line) = lines.next() {
        if let (Some(place), Some(last)) = (line.strip_prefix("At `"), found.last_mut()) {
            let last: &mut Example = last;
            last.place = place.strip_suffix("`.").map(str::to_owned);
        }
        let Some(info) = line.strip_prefix("```") else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let words: Vec<&str> = info.split(' ').collect();
        match words.as_slice() {
            ["toml", "pack"] => *pack = Some(whole_pack(&body)),
            ["toml", also @ ..] => found.push(table(document, Kind::Pack, &body, also)),
            ["json", what @ ("log" | "bill"), also @ ..] => {
                let kind = if *what == "log" { Kind::Log } else { Kind::Bill };
                found.push(Example { pack: pack.clone(), ..table(document, kind, &body, also) });
            }
            ["json", also @ ..] => found.push(table(document, Kind::Json, &body, also)),
            ["csv", name, also @ ..] => {
                found.push(table(document, Kind::Csv((*name).to_owned()), &body, also));
            }
            _ => {
                // Evidence of which no place is told is what the claims stand beside.
                let log = found.pop_if(|last| last.kind == Kind::Log && last.place.is_none());
                let one = example(document, info, &body, base);
                let log = log.map(|log| log.bytes);
                found.push(Example { pack: pack.clone(), log, ..one });
            }
        }
    }
    found
}

/// A table that is itself the example.
fn table(document: &str, kind: Kind, body: &[&str], words: &[&str]) -> Example {
    let mut text = String::new();
    if kind == Kind::Pack && body.first().is_none_or(|line| *line != "# whole") {
        text.push_str(HEAD);
    }
    let (mut above, mut marked) = (text.len(), None);
    for line in body {
        if is_marks(line) {
            let first = line.find(['^', '|']).unwrap_or_default();
            let end = if line.contains('|') { first } else { line.trim_end().len() };
            marked = Some((above + first) as u64..(above + end) as u64);
            continue;
        }
        above = text.len();
        text.push_str(line);
        text.push('\n');
    }
    let also = words.iter().find_map(|word| word.strip_prefix("also=")).unwrap_or_default();
    let is_csv = matches!(kind, Kind::Csv(_));
    let plain = |text: &str| unescaped(text).into_iter().map(|(byte, _)| byte).collect();
    Example {
        document: document.to_owned(),
        bytes: if is_csv { plain(&text) } else { text.into_bytes() },
        marked,
        place: None,
        also: also.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect(),
        limits: Vec::new(),
        lists: Vec::new(),
        chunk: None,
        kind,
        pack: None,
        given: Vec::new(),
        log: None,
    }
}

fn example(document: &str, info: &str, body: &[&str], base: &impl Fn(&str) -> String) -> Example {
    const GIVEN: [&str; 5] = ["received-on", "known-on", "county", "programme", "product"];
    let mut words = info.split(' ');
    assert_eq!(words.next(), Some("x12"), "{document}: ```{info}");
    let kind = words.next();
    let (mut base_name, mut also, mut given) = ("one-claim", Vec::new(), Vec::new());
    for word in words {
        match word.split_once('=') {
            Some(("base", name)) if kind == Some("diff") => base_name = name,
            Some((name, value)) if GIVEN.contains(&name) => given.push((name.to_owned(), value.to_owned())),
            Some(("also", ids)) => also = ids.split(',').map(str::to_owned).collect(),
            _ => panic!("{document}: ```{info}: {word}"),
        }
    }
    let is_option = |line: &&&str| {
        ["join: ", "swap: ", "encode: ", "limits: ", "chunk: ", "list: "]
            .iter()
            .any(|name| line.starts_with(name))
    };
    let options: Vec<(&str, &str)> =
        body.iter().take_while(is_option).filter_map(|line| line.split_once(": ")).collect();
    let body = &body[options.len()..];
    let lines = match kind {
        Some("diff") => changed(document, body, &base(base_name)),
        Some("file") => whole(document, body),
        _ => panic!("{document}: ```{info}"),
    };
    let option = |name: &str| options.iter().find(|(option, _)| *option == name).map(|(_, value)| *value);
    let (mut bytes, mut marked) = written(document, &lines, option("join").unwrap_or("lf"));
    if let Some((from, to)) = option("swap").and_then(|pair| pair.split_once(' ')) {
        let (from, to) = (unescaped(from)[0].0, unescaped(to)[0].0);
        bytes.iter_mut().filter(|byte| **byte == from).for_each(|byte| *byte = to);
    }
    if let Some(encoding) = option("encode") {
        assert_eq!(encoding, "utf-16le", "{document}");
        let wide = bytes.iter().flat_map(|byte| [*byte, 0]);
        bytes = [0xFF, 0xFE].into_iter().chain(wide).collect();
        // A mark counts characters: two bytes each, and the byte order mark, which is marked too.
        marked = marked.map(|range| 2 * range.start..2 * range.end + 2);
    }
    let number = |text: &str| text.parse::<usize>().unwrap_or_else(|_| panic!("{document}: {text}"));
    let limits = option("limits").into_iter().flat_map(|limits| limits.split(' '));
    let limits = limits.filter_map(|limit| limit.split_once('='));
    Example {
        document: document.to_owned(),
        bytes,
        marked,
        place: None,
        also,
        limits: limits.map(|(name, value)| (name.to_owned(), number(value))).collect(),
        lists: options
            .iter()
            .filter(|(name, _)| *name == "list")
            .map(|(_, text)| (*text).to_owned())
            .collect(),
        chunk: option("chunk").map(number),
        kind: Kind::Claims,
        pack: None,
        given,
        log: None,
    }
}

fn is_marks(line: &str) -> bool {
    line.contains(['^', '|']) && line.chars().all(|c| matches!(c, ' ' | '^' | '|'))
}

fn whole(document: &str, body: &[&str]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for line in body {
        if is_marks(line) {
            let above = lines.last_mut().unwrap_or_else(|| panic!("{document}: marks under nothing"));
            above.marks = Some((*line).to_owned());
        } else {
            lines.push(Line { text: (*line).to_owned(), marks: None, written: true });
        }
    }
    lines
}

/// The base with every change made.
fn changed(document: &str, body: &[&str], base: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = base
        .lines()
        .map(|line| Line { text: line.trim_end_matches('~').to_owned(), ..Line::default() })
        .collect();
    for hunk in body.split(|line| *line == "@@") {
        let (mut old, mut new) = (Vec::new(), Vec::<Line>::new());
        for line in hunk {
            if is_marks(line) {
                let above = new.last_mut().unwrap_or_else(|| panic!("{document}: marks under nothing"));
                above.marks = line.get(1..).map(str::to_owned);
                continue;
            }
            let (sign, text) = line.split_at_checked(1).unwrap_or_else(|| panic!("{document}: empty line"));
            if sign != "+" {
                old.push(text);
            }
            if sign != "-" {
                new.push(Line { text: text.to_owned(), marks: None, written: sign == "+" });
            }
            assert!(matches!(sign, " " | "+" | "-"), "{document}: {line}");
        }
        let places: Vec<usize> = lines
            .windows(old.len().max(1))
            .enumerate()
            .filter(|(_, window)| window.iter().map(|line| line.text.as_str()).eq(old.iter().copied()))
            .map(|(place, _)| place)
            .collect();
        assert_eq!(places.len(), 1, "{document}: stands {} times in the base:\n{hunk:#?}", places.len());
        lines.splice(places[0]..places[0] + old.len(), new);
    }
    let touched = body.iter().any(|line| line.starts_with("-SE*") || line.starts_with("+SE*"));
    if !touched {
        count_segments(&mut lines);
    }
    lines
}

/// Writes the number of segments into every SE.
fn count_segments(lines: &mut [Line]) {
    let mut count = 0;
    for line in lines {
        let noted = line.text.ends_with(r"\-") || line.text.is_empty();
        count = if line.text.starts_with("ST*") { 1 } else { count + usize::from(!noted) };
        if let Some((_, control)) = line.text.strip_prefix("SE*").and_then(|rest| rest.split_once('*')) {
            line.text = format!("SE*{count}*{control}");
        }
    }
}

/// The bytes of a line, each with the column that its notation begins in.
fn unescaped(text: &str) -> Vec<(u8, usize)> {
    let chars: Vec<char> = text.chars().collect();
    let (mut bytes, mut at) = (Vec::new(), 0);
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('\\', Some('x')) => {
                let digits: String = chars[at + 2..at + 4].iter().collect();
                bytes.push((u8::from_str_radix(&digits, 16).expect("two hexadecimal digits"), at));
                at += 4;
            }
            ('\\', Some('\\')) => {
                bytes.push((b'\\', at));
                at += 2;
            }
            (other, _) => {
                assert_ne!(other, '\\', "unknown escape in {text}");
                let mut buffer = [0; 4];
                bytes.extend(other.encode_utf8(&mut buffer).bytes().map(|byte| (byte, at)));
                at += 1;
            }
        }
    }
    bytes
}

/// The file, and the bytes that are marked in it.
fn written(document: &str, lines: &[Line], join: &str) -> (Vec<u8>, Option<Range<u64>>) {
    let line_break: &[u8] = match join {
        "lf" => b"\n",
        "crlf" => b"\r\n",
        "none" => b"",
        other => panic!("{document}: join: {other}"),
    };
    let (mut bytes, mut marked) = (Vec::new(), None::<Range<u64>>);
    for line in lines {
        let (text, cut) =
            line.text.strip_suffix(r"\z").map_or((line.text.as_str(), false), |text| (text, true));
        let (text, noted) = text.strip_suffix(r"\-").map_or((text, false), |text| (text, true));
        // What stands in the base is taken as it is.
        let mut line_bytes = if line.written {
            unescaped(text)
        } else {
            text.bytes().enumerate().map(|(at, b)| (b, at)).collect()
        };
        let width = text.chars().count();
        if !cut && !noted {
            line_bytes.push((b'~', width));
        }
        if !cut {
            let column = width + usize::from(!noted);
            line_bytes.extend(line_break.iter().map(|byte| (*byte, column)));
        }
        if let Some(marks) = &line.marks {
            let first = marks.find(['^', '|']).unwrap_or_default();
            let end = if marks.contains('|') { first } else { marks.trim_end().len() };
            let before = |column: usize| line_bytes.iter().take_while(|(_, at)| *at < column).count();
            let place = |column: usize| (bytes.len() + before(column)) as u64;
            let start = marked.as_ref().map_or(place(first), |earlier| earlier.start);
            marked = Some(start..place(end));
        }
        bytes.extend(line_bytes.iter().map(|(byte, _)| *byte));
        if cut {
            break;
        }
    }
    (bytes, marked)
}
