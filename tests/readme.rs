//! The README shows what the program prints: every command in it is run, and what it says is compared.
//!
//! A block that begins with `$ peerclaim` is a command and its output; where it ends with a line `…`, the
//! program says more.

#![cfg(test)]
#![expect(clippy::disallowed_methods, reason = "reads the README and runs the program")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder to run the commands in: what they write stays out of the checkout, what they read is there.
fn desk(root: &Path) -> PathBuf {
    let desk = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    std::fs::create_dir_all(&desk).expect("a folder to write into");
    #[cfg(unix)]
    {
        let _ = std::fs::remove_file(desk.join("fixtures"));
        std::os::unix::fs::symlink(root.join("fixtures"), desk.join("fixtures")).expect("the fixtures");
        desk
    }
    #[cfg(not(unix))]
    root.to_owned()
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let desk = desk(root);
    let mut shown = 0;
    for document in [
        "README.md",
        "docs/packs.md",
        "docs/evidence.md",
        "docs/credentials.md",
        "docs/billing.md",
        "docs/settings.md",
    ] {
        let Ok(text) = std::fs::read_to_string(root.join(document)) else { continue };
        for block in text.split("```text\n").skip(1) {
            let block = block.split("\n```").next().unwrap_or_default();
            let Some((command, expected)) =
                block.strip_prefix("$ peerclaim ").and_then(|rest| rest.split_once('\n'))
            else {
                continue;
            };
            shown += 1;
            let output = Command::new(env!("CARGO_BIN_EXE_peerclaim"))
                .args(command.split_whitespace())
                .current_dir(&desk)
                .output()
                .expect("the program runs");
            let printed = String::from_utf8_lossy(&output.stdout);
            let (printed, expected) = (printed.trim_end(), expected.trim_end());
            let good = match expected.strip_suffix("\n…") {
                Some(beginning) => printed.starts_with(beginning),
                None => printed == expected,
            };
            assert!(good, "{document}: peerclaim {command} prints\n{printed}\n\nnot\n{expected}");
        }
    }
    assert!(shown >= 3, "{shown} commands");
}
