//! The bodies that come with the library: one TOML file each in `data/body/`, one line in the list.

use super::Bodies;

macro_rules! embedded {
    ($($id:literal,)*) => {
        /// Id and text of every body that comes with the library.
        const BODIES: &[(&str, &str)] =
            &[$(($id, include_str!(concat!("../data/body/", $id, ".toml")))),*];
    };
}

embedded! {
    "california",
    "colorado",
    "dc",
    "ic-rc",
    "kentucky",
    "maryland",
    "mha",
    "naadac",
    "north-carolina",
    "ohio",
    "pcb",
    "samhsa-2023",
    "tennessee",
    "texas",
    "utah",
    "va-dept-of-veterans-affairs",
    "virginia",
    "washington",
}

impl Bodies {
    /// The bodies that come with the library.
    pub fn embedded() -> Self {
        let mut bodies = Self::new();
        for (_, text) in BODIES {
            // A test reads every one of them.
            let read = bodies.add(text);
            debug_assert!(read.is_ok(), "an embedded body does not read");
        }
        bodies
    }

    /// Id and text of every body that comes with the library, to be read or to be copied.
    pub fn texts() -> impl Iterator<Item = (&'static str, &'static str)> {
        BODIES.iter().copied()
    }
}
