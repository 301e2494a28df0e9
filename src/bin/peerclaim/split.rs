//! `check --split DIR`: the accepted and the rejected claims of each file as two files.
//!
//! They hold patient data, as the file does: they go where the user named a folder, and nowhere else.

use super::input::{self, Source};
use super::output::cannot;
use super::{Misuse, output};
use peerclaim::claim::ClaimFilter;
use peerclaim::{FileReport, Limits};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes both files of one input into the folder; a file without claims is not written.
pub(crate) fn write(
    folder: &Path,
    (source, kept): (&Source, Option<&[u8]>),
    report: &FileReport,
    limits: Limits,
    taken: &mut BTreeSet<PathBuf>,
) -> Result<(), Misuse> {
    std::fs::create_dir_all(folder).map_err(|error| cannot("create", folder, &error))?;
    let name = input::stem(source);
    let target = |verdict: &str| folder.join(format!("{name}.{verdict}.837"));
    if !taken.insert(folder.join(&name)) {
        return Err(Misuse::new(format!(
            "two files named {name} would be split into the same files; split them apart"
        )));
    }
    let claims = report.claim_verdicts();
    let mut left_out = 0;
    for (verdict, rejected, count) in
        [("accepted", false, claims.accepted), ("rejected", true, claims.rejected)]
    {
        let path = target(verdict);
        if input::is_same(source, &path) {
            return Err(Misuse::new(format!(
                "{} is the file that is checked: choose another folder",
                path.display()
            )));
        }
        if count == 0 {
            output::forget(&path)?;
            continue;
        }
        let mut file =
            File::create(&path).map(BufWriter::new).map_err(|error| cannot("create", &path, &error))?;
        let keep = |claim| report.rejects_claim(claim) == rejected;
        let mut filter = ClaimFilter::with_limits(keep, limits);
        let mut written = Ok(());
        let mut put = |bytes: &[u8]| {
            if written.is_ok() {
                written = file.write_all(bytes);
            }
        };
        input::read_again(source, kept, |piece| put(&filter.push(piece)))?;
        left_out = filter.sets_left_out();
        put(&filter.finish());
        written.and_then(|()| file.flush()).map_err(|error| cannot("write", &path, &error))?;
    }
    if left_out > 0 {
        output::complain(&format!(
            "{}: {left_out} transaction sets of other guides are in neither of the split files",
            source.name()
        ));
    }
    Ok(())
}
