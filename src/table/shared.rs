//! Words that packs and evidence have in common.

use super::words;

words! {
    /// How a contact took place.
    Mode {
        /// In the same room.
        InPerson = "in-person",
        /// By sound and picture, live.
        Video = "video",
        /// By sound alone, live.
        Audio = "audio",
    }
}

words! {
    /// Where the member was during a contact that was not in person.
    MemberAt {
        /// In the member's home.
        Home = "home",
        /// Anywhere else.
        Elsewhere = "elsewhere",
    }
}
