//! `check --ack`: the answers to each file, as its receiver would send them.
//!
//! They hold patient data, as the file does: they go where the user named a folder, and nowhere else.

use super::input::{self, Source};
use super::output::cannot;
use super::{Misuse, check, output};
use clap::{Args, ValueEnum};
use peerclaim::ack::{Ack, AckCounts, AckError, AckOptions, Acknowledger};
use peerclaim::value::Date;
use peerclaim::{FileReport, Limits};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Which answers, and where to.
#[derive(Debug, Args)]
pub(crate) struct AckArgs {
    /// Answer each file as its receiver would: TA1 on the interchange, 999 on its transaction sets, 277CA on the
    /// claims; may be given more than once.
    #[arg(
        long, value_enum, value_name = "ANSWER", help_heading = "Answers", requires_all = ["ack_out", "control_number"],
        conflicts_with_all = ["evidence", "select", "ignore", "suppressions"]
    )]
    pub(crate) ack: Vec<AckKind>,
    /// Write the answers into this folder. They hold patient data, as the files do.
    #[arg(long, value_name = "DIR", help_heading = "Answers", requires = "ack")]
    pub(crate) ack_out: Option<PathBuf>,
    /// Control number of the first answer's interchange; the next ones are numbered on.
    #[arg(
        long, value_name = "N", help_heading = "Answers", requires = "ack",
        value_parser = clap::value_parser!(u32).range(1..=999_999_999)
    )]
    pub(crate) control_number: Option<u32>,
    /// The time of the answers (HHMM). Default: now (UTC). Their day is that of --as-of.
    #[arg(long, value_name = "HHMM", help_heading = "Answers", requires = "ack")]
    pub(crate) ack_time: Option<String>,
}

/// An answer to a claim file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AckKind {
    /// Whether the interchange is taken.
    Ta1,
    /// Which segments and elements are wrong, and whether the transaction sets are taken.
    #[value(name = "999")]
    X999,
    /// Which claims go on, and why others do not.
    #[value(name = "277ca")]
    Ca277,
}

impl From<AckKind> for Ack {
    fn from(kind: AckKind) -> Self {
        match kind {
            AckKind::Ta1 => Self::Ta1,
            AckKind::X999 => Self::X999,
            AckKind::Ca277 => Self::Ca277,
        }
    }
}

/// Where answers go.
pub(crate) struct Folder {
    path: PathBuf,
    wanted: Vec<Ack>,
    control_number: u32,
    date: Date,
    time: String,
    received_on: Option<Date>,
    limits: Limits,
}

impl Folder {
    /// As it was asked for; none, if no answer was. What cannot be written is told before anything is read.
    pub(crate) fn of(
        args: &AckArgs,
        (as_of, received_on): (Option<Date>, Option<Date>),
        limits: Limits,
        sources: &[Source],
    ) -> Result<Option<Self>, Misuse> {
        let (Some(path), Some(control_number)) = (&args.ack_out, args.control_number) else {
            return Ok(None);
        };
        let no_clock =
            || Misuse::new("the clock cannot be read: say the day with --as-of, the time with --ack-time");
        let folder = Self {
            path: path.clone(),
            wanted: Ack::ALL
                .into_iter()
                .filter(|ack| args.ack.iter().any(|asked| Ack::from(*asked) == *ack))
                .collect(),
            control_number,
            date: as_of.ok_or_else(no_clock)?,
            time: args.ack_time.clone().or_else(check::now).ok_or_else(no_clock)?,
            received_on,
            limits,
        };
        let mut names = BTreeSet::new();
        for source in sources {
            let name = input::stem(source);
            let mut paths = folder.wanted.iter().map(|ack| folder.target(&name, *ack));
            if let Some(path) = paths.find(|path| sources.iter().any(|source| input::is_same(source, path))) {
                return Err(Misuse::new(format!(
                    "{} is a file that is checked: choose another folder",
                    path.display()
                )));
            }
            if !names.insert(name.clone()) {
                return Err(Misuse::new(format!(
                    "two files named {name} would have the same answers: answer them apart"
                )));
            }
        }
        folder.options().check().map_err(|error| Misuse::new(format!("--ack-time: {error}")))?;
        std::fs::create_dir_all(path).map_err(|error| cannot("create", path, &error))?;
        Ok(Some(folder))
    }

    fn target(&self, name: &str, ack: Ack) -> PathBuf {
        self.path.join(format!("{name}.answer.{ack}"))
    }

    fn options(&self) -> AckOptions {
        let options = AckOptions::new(self.control_number, self.date, &self.time);
        let received_on = self.received_on.unwrap_or(self.date);
        options.only(&self.wanted).received_on(received_on).limits(self.limits)
    }

    /// Writes the answers to one file; one without anything to say is not written.
    pub(crate) fn write(
        &mut self,
        (source, kept): (&Source, Option<&[u8]>),
        report: &FileReport,
    ) -> Result<(), Misuse> {
        let name = input::stem(source);
        let fail = |error: AckError| Misuse::new(format!("{}: {error}", source.name()));
        let options = self.options();
        let mut answering = Acknowledger::start(report, &options).map_err(fail)?;
        input::read_again(source, kept, |piece| answering.push(piece))?;
        let answers = answering.finish().map_err(fail)?;
        for ack in &self.wanted {
            let path = self.target(&name, *ack);
            match answers.file(*ack) {
                Some(bytes) => output::save(&path, bytes)?,
                None => output::forget(&path)?,
            }
        }
        self.control_number = answers.next_control_number();
        output::complain(&format!("{}: {}", source.name(), told(&self.wanted, answers.counts())));
        Ok(())
    }
}

/// What the answers say, in numbers.
fn told(wanted: &[Ack], counts: AckCounts) -> String {
    let say = |ack: &Ack| match ack {
        Ack::Ta1 => format!(
            "TA1 takes {} of {} interchanges",
            counts.interchanges_accepted,
            counts.interchanges_accepted + counts.interchanges_rejected
        ),
        Ack::X999 => format!(
            "999 takes {} of {} transaction sets",
            counts.sets_accepted,
            counts.sets_accepted + counts.sets_rejected
        ),
        Ack::Ca277 => {
            let all = counts.claims_accepted + counts.claims_received + counts.claims_rejected;
            let received = match counts.claims_received {
                0 => String::new(),
                some => format!(" ({some} only received: something that decides was not run)"),
            };
            format!("277CA lets {} of {all} claims go on{received}", all - counts.claims_rejected)
        }
    };
    let mut said: Vec<String> = wanted.iter().map(say).collect();
    if counts.unanswered > 0 {
        let what = if counts.unanswered == 1 { "group or set" } else { "groups or sets" };
        said.push(format!("{} {what} cannot be named in a 999", counts.unanswered));
    }
    said.join("; ")
}
