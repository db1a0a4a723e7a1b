//! Something to know.

use crate::ids::RecordId;
use crate::record::field::{choice, kind};
use crate::record::values::{Line, Prose};

choice! {
    /// What a note concerns.
    NoteTopic {
        /// Anything.
        General = "general",
        /// Travel.
        Travel = "travel",
        /// Hotels.
        Hotel = "hotel",
        /// Production.
        Production = "production",
        /// Food and rooms.
        Hospitality = "hospitality",
        /// Safety.
        Safety = "safety",
    }
}

kind! {
    /// Something to know about a day, an event or the tour. Its audience is its scope.
    Note = Note, parent None;
    /// What it is about, in a few words.
    title: Line, Review;
    /// What there is to know.
    body: Prose, Text required;
    /// What it concerns.
    topic: NoteTopic, Review;
    /// The day it is about.
    day: RecordId, Review;
    /// The event it is about.
    event: RecordId, Review;
    /// Whether it stands first.
    pinned: bool, Latest;
}
