//! Files in: paths and folders to a list, and bytes in large pieces.

use super::Misuse;
use super::output::cannot;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// How much is read at once.
pub(crate) const CHUNK: usize = 4 << 20;
/// A stream is kept for excerpts up to so many bytes.
const KEPT: usize = 64 << 20;

/// One input.
#[derive(Debug, Clone)]
pub(crate) enum Source {
    Stdin,
    Path(PathBuf),
}

impl Source {
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "(standard input)".to_owned(),
            Self::Path(path) => path.display().to_string(),
        }
    }
}

/// Files in folders that are not taken for claim files, by their ending.
const OTHER: &[&str] = &[
    "css", "csv", "doc", "docx", "gz", "html", "jpeg", "jpg", "js", "json", "lock", "log", "md", "pdf",
    "png", "ps1", "py", "rs", "sarif", "sh", "svg", "toml", "tsv", "xls", "xlsx", "xml", "yaml", "yml",
    "zip",
];

/// Every file that the paths name, folders walked in the order of names. Also the files of folders that
/// were left out: hidden, or by their ending something else. Of hidden folders nothing is told.
pub(crate) fn sources(paths: &[PathBuf]) -> Result<(Vec<Source>, Vec<PathBuf>), Misuse> {
    let (mut found, mut left_out) = (Vec::new(), Vec::new());
    for path in paths {
        if path.as_os_str() == "-" {
            if !found.iter().any(|source| matches!(source, Source::Stdin)) {
                found.push(Source::Stdin);
            }
        } else if path.is_dir() {
            walk(path, &mut found, &mut left_out)?;
        } else {
            found.push(Source::Path(path.clone()));
        }
    }
    if found.is_empty() {
        return Err(Misuse::new("the folders hold no file to check"));
    }
    Ok((found, left_out))
}

fn walk(folder: &Path, found: &mut Vec<Source>, left_out: &mut Vec<PathBuf>) -> Result<(), Misuse> {
    let entries = std::fs::read_dir(folder).map_err(|error| cannot("read", folder, &error))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        if name.starts_with('.') && path.is_dir() {
            continue;
        }
        if name.starts_with('.') || path.is_symlink() && path.is_dir() {
            left_out.push(path);
        } else if path.is_dir() {
            walk(&path, found, left_out)?;
        } else if ending.is_some_and(|ending| OTHER.contains(&ending.as_str())) {
            left_out.push(path);
        } else {
            found.push(Source::Path(path));
        }
    }
    Ok(())
}

/// The length of a file, if it can be known.
pub(crate) fn length(source: &Source) -> Option<u64> {
    match source {
        Source::Stdin => None,
        Source::Path(path) => path.metadata().ok().map(|meta| meta.len()),
    }
}

/// Is the input this file?
pub(crate) fn is_same(source: &Source, path: &Path) -> bool {
    match (source, path.canonicalize()) {
        (Source::Path(input), Ok(path)) => input.canonicalize().is_ok_and(|input| input == path),
        _ => false,
    }
}

/// Can the input be read again? A pipe cannot, whatever its name.
fn is_file(path: &Path) -> bool {
    path.metadata().is_ok_and(|meta| meta.is_file())
}

/// Reads an input in pieces. A stream that cannot be read again is returned, if it is not too long.
pub(crate) fn read(source: &Source, mut take: impl FnMut(&[u8])) -> Result<Option<Vec<u8>>, Misuse> {
    let mut buffer = vec![0; CHUNK];
    match source {
        Source::Path(path) => {
            let again = is_file(path);
            let mut file = File::open(path).map_err(|error| cannot("open", path, &error))?;
            if again {
                pump(&mut file, &mut buffer, &mut take).map_err(|error| cannot("read", path, &error))?;
                return Ok(None);
            }
            keep(&mut file, &mut buffer, &mut take).map_err(|error| cannot("read", path, &error))
        }
        Source::Stdin => keep(&mut io::stdin().lock(), &mut buffer, &mut take)
            .map_err(|error| cannot("read", Path::new("standard input"), &error)),
    }
}

/// Reads an input once more, from its file or from what was kept of it.
pub(crate) fn read_again(
    source: &Source,
    kept: Option<&[u8]>,
    mut take: impl FnMut(&[u8]),
) -> Result<(), Misuse> {
    match (source, kept) {
        (_, Some(bytes)) => take(bytes),
        (Source::Path(path), None) if is_file(path) => {
            read(source, take)?;
        }
        (_, None) => {
            return Err(Misuse::new("a stream that is too long to be kept is read only once: name a file"));
        }
    }
    Ok(())
}

/// The name of an input without folder and ending.
pub(crate) fn stem(source: &Source) -> String {
    match source {
        Source::Stdin => "standard-input".to_owned(),
        Source::Path(path) => {
            path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
        }
    }
}

/// Reads a stream and keeps it, as far as it is not too long.
fn keep(from: &mut impl Read, buffer: &mut [u8], take: &mut dyn FnMut(&[u8])) -> io::Result<Option<Vec<u8>>> {
    let mut kept = Some(Vec::new());
    let mut both = |piece: &[u8]| {
        match kept.as_mut().filter(|all| all.len() + piece.len() <= KEPT) {
            Some(all) => all.extend_from_slice(piece),
            None => kept = None,
        }
        take(piece);
    };
    pump(from, buffer, &mut both)?;
    Ok(kept)
}

fn pump(from: &mut impl Read, buffer: &mut [u8], take: &mut dyn FnMut(&[u8])) -> io::Result<()> {
    loop {
        let length = match from.read(buffer) {
            Ok(0) => return Ok(()),
            Ok(length) => length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        take(buffer.get(..length).unwrap_or_default());
    }
}

/// Bytes of a file, for an excerpt.
pub(crate) fn bytes(source: &Source, kept: Option<&[u8]>, start: u64, length: u64) -> Option<Vec<u8>> {
    let size = usize::try_from(length).ok()?;
    match source {
        _ if kept.is_some() => {
            let start = usize::try_from(start).ok()?;
            Some(kept?.get(start..start + size)?.to_vec())
        }
        Source::Stdin => None,
        Source::Path(path) if !is_file(path) => None,
        Source::Path(path) => {
            let mut file = File::open(path).ok()?;
            file.seek(SeekFrom::Start(start)).ok()?;
            let mut bytes = vec![0; size];
            file.read_exact(&mut bytes).ok()?;
            Some(bytes)
        }
    }
}
