//! Batches in their envelope: a whole file, from ISA to IEA.

use super::{Batch, WriteError};
use crate::guide::P837;
use crate::value::Date;
use crate::x12::{Delimiters, Writer};

/// What the envelope of a file says. Nothing is made up: whom it is from and to, its day, time and control
/// numbers are the caller's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnvelopeOptions {
    sender: (String, String),
    receiver: (String, String),
    group_sender: Option<String>,
    group_receiver: Option<String>,
    date: Date,
    time: String,
    control_number: u32,
    group_control_number: u32,
    production: bool,
    receipt: bool,
    delimiters: Delimiters,
}

impl EnvelopeOptions {
    /// From one to another, both by names agreed between them (qualifier `ZZ`); made on that day at that
    /// time (`HHMM`); with that control number (ISA13). Marked as a test.
    pub fn new(sender: &str, receiver: &str, date: Date, time: &str, control_number: u32) -> Self {
        Self {
            sender: ("ZZ".to_owned(), sender.to_owned()),
            receiver: ("ZZ".to_owned(), receiver.to_owned()),
            group_sender: None,
            group_receiver: None,
            date,
            time: time.to_owned(),
            control_number,
            group_control_number: 1,
            production: false,
            receipt: false,
            delimiters: Delimiters::default(),
        }
    }

    /// The list that the sender's name is from (ISA05).
    #[must_use]
    pub fn sender_qualifier(mut self, qualifier: &str) -> Self {
        qualifier.clone_into(&mut self.sender.0);
        self
    }

    /// The list that the receiver's name is from (ISA07).
    #[must_use]
    pub fn receiver_qualifier(mut self, qualifier: &str) -> Self {
        qualifier.clone_into(&mut self.receiver.0);
        self
    }

    /// Another name of the sender in the group (GS02).
    #[must_use]
    pub fn group_sender(mut self, sender: &str) -> Self {
        self.group_sender = Some(sender.to_owned());
        self
    }

    /// Another name of the receiver in the group (GS03).
    #[must_use]
    pub fn group_receiver(mut self, receiver: &str) -> Self {
        self.group_receiver = Some(receiver.to_owned());
        self
    }

    /// Control number of the first group (GS06); 1 if not said.
    #[must_use]
    pub const fn group_control_number(mut self, number: u32) -> Self {
        self.group_control_number = number;
        self
    }

    /// For production, not for a test (ISA15 `P`).
    #[must_use]
    pub const fn production(mut self) -> Self {
        self.production = true;
        self
    }

    /// A receipt (TA1) is wanted (ISA14).
    #[must_use]
    pub const fn receipt(mut self) -> Self {
        self.receipt = true;
        self
    }

    /// Other separators than `*`, `:`, `^` and `~`.
    #[must_use]
    pub const fn delimiters(mut self, delimiters: Delimiters) -> Self {
        self.delimiters = delimiters;
        self
    }

    /// Is everything such that it can be read again?
    fn check(&self) -> Result<(), WriteError> {
        let Delimiters { element, component, segment, repetition } = self.delimiters;
        let fail = |what| Err(WriteError::Envelope(what));
        let Some(repetition) = repetition else { return fail("a repetition separator is needed") };
        let separators = [element, component, segment, repetition];
        if self.delimiters.clash().is_some()
            || separators.iter().any(|byte| byte.is_ascii_alphanumeric() || *byte == b' ')
        {
            return fail("the separators are four different characters, no letter, digit or blank");
        }
        let plain =
            |text: &str| text.bytes().all(|byte| matches!(byte, 0x20..=0x7E) && !separators.contains(&byte));
        let fits = |text: &str, min: usize, max: usize| {
            (min..=max).contains(&text.len()) && plain(text) && text.trim() == text
        };
        let names = [&self.sender.1, &self.receiver.1];
        if !names.iter().all(|name| fits(name, 1, 15)) {
            return fail("sender and receiver have one to fifteen characters");
        }
        let in_group = [&self.group_sender, &self.group_receiver];
        if !in_group.into_iter().flatten().chain(names).all(|name| fits(name, 2, 15)) {
            return fail("sender and receiver of the group have two to fifteen characters");
        }
        if ![&self.sender.0, &self.receiver.0].iter().all(|qualifier| fits(qualifier, 2, 2)) {
            return fail("a qualifier has two characters");
        }
        if self.time.len() != 4 || !self.time.bytes().all(|byte| byte.is_ascii_digit()) {
            return fail("the time has four digits");
        }
        if self.control_number > 999_999_999 || self.group_control_number > 999_999_999 {
            return fail("a control number has nine digits at most");
        }
        Ok(())
    }
}

/// A file that holds those batches: one transaction set each, in groups by the guide that they follow,
/// without white space between the segments.
///
/// ```
/// use peerclaim::claim::{Batch, EnvelopeOptions, write_file};
/// let mut batch = Batch::default();
/// batch.header.control_number = "0001".into();
/// let options = EnvelopeOptions::new("SENDER", "RECEIVER", "2026-06-01".parse()?, "1200", 1);
/// let file = String::from_utf8(write_file(&[batch], &options)?)?;
/// assert_eq!(
///     file,
///     "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260601*1200*^*00501*000000001*0*T*:~\
///      GS*HC*SENDER*RECEIVER*20260601*1200*1*X*005010X222A1~\
///      ST*837*0001~SE*2*0001~\
///      GE*1*1~IEA*1*000000001~"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// The envelope's own values do not fit, or a batch cannot be written ([`Batch::to_set`]).
pub fn write_file(batches: &[Batch], options: &EnvelopeOptions) -> Result<Vec<u8>, WriteError> {
    options.check()?;
    let bad = |_| WriteError::Envelope("a value holds a separator");
    let delimiters = options.delimiters;
    let mut out = Writer::new(delimiters);
    let d8 = options.date.to_d8();
    let short = d8.get(2..).unwrap_or_default();
    let repetition = delimiters.repetition.map_or(Vec::new(), |byte| vec![byte]);
    let control = format!("{:09}", options.control_number);
    out.begin("ISA");
    for (value, width) in [("00", 2), ("", 10), ("00", 2), ("", 10)] {
        out.element(format!("{value:width$}").as_bytes()).map_err(bad)?;
    }
    for (qualifier, name) in [&options.sender, &options.receiver] {
        out.element(qualifier.as_bytes())
            .map_err(bad)?
            .element(format!("{name:15}").as_bytes())
            .map_err(bad)?;
    }
    out.element(short).map_err(bad)?.element(options.time.as_bytes()).map_err(bad)?;
    out.raw(&repetition)
        .map_err(bad)?
        .element(b"00501")
        .map_err(bad)?
        .element(control.as_bytes())
        .map_err(bad)?;
    out.element(if options.receipt { b"1" } else { b"0" }).map_err(bad)?;
    out.element(if options.production { b"P" } else { b"T" }).map_err(bad)?;
    out.raw(&[delimiters.component]).map_err(bad)?;
    out.end();
    let groups = batches.chunk_by(|a, b| a.header.guide == b.header.guide);
    let mut count = 0_u32;
    for (group, number) in groups.zip(options.group_control_number..) {
        let guide = group.first().map(|batch| batch.header.guide.as_str()).filter(|guide| !guide.is_empty());
        let name = |own: &'_ Option<String>, other: &str| own.clone().unwrap_or_else(|| other.to_owned());
        out.begin("GS").element(b"HC").map_err(bad)?;
        out.element(name(&options.group_sender, &options.sender.1).as_bytes()).map_err(bad)?;
        out.element(name(&options.group_receiver, &options.receiver.1).as_bytes()).map_err(bad)?;
        out.element(&d8).map_err(bad)?.element(options.time.as_bytes()).map_err(bad)?;
        out.element(number.to_string().as_bytes()).map_err(bad)?.element(b"X").map_err(bad)?;
        out.element(guide.unwrap_or(P837.id).as_bytes()).map_err(bad)?;
        out.end();
        for batch in group {
            out = batch.write_to(delimiters, out)?;
        }
        out.begin("GE").element(group.len().to_string().as_bytes()).map_err(bad)?;
        out.element(number.to_string().as_bytes()).map_err(bad)?;
        out.end();
        count += 1;
    }
    out.begin("IEA").element(count.to_string().as_bytes()).map_err(bad)?;
    out.element(control.as_bytes()).map_err(bad)?;
    out.end();
    Ok(out.into_bytes())
}
