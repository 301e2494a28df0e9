//! What the tests of the program have in common.

#![cfg(test)]

use std::path::{Path, PathBuf};

/// An empty folder of a test's own, by a name that no other test takes.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// Runs the program in a folder: exit code, standard output, standard error.
#[allow(dead_code, reason = "not every test of the program asks in this way")]
pub(crate) fn run(folder: &Path, command: &str, args: &[&str]) -> (Option<i32>, String, String) {
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_peerclaim"));
    let output = program.arg(command).args(args).current_dir(folder).output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}
