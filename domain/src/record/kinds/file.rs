//! A file: a plan, a rider, a photo.

use crate::blob::BlobHash;
use crate::ids::RecordId;
use crate::limits::FILE_BYTES_MAX;
use crate::record::field::{choice, kind};
use crate::record::values::{Line, Prose, Whole};

/// The limit as the field has it.
const BYTES_MAX: i64 = FILE_BYTES_MAX.cast_signed();

choice! {
    /// What a file is.
    FileCategory {
        /// A drawing of the house: stage, rigging, lighting, seats.
        Plan = "plan",
        /// A technical or hospitality rider.
        Rider = "rider",
        /// Where everything stands on stage.
        StagePlot = "stage_plot",
        /// Channels, microphones and monitor mixes.
        InputList = "input_list",
        /// The way there, the site, where to park.
        Map = "map",
        /// Who is on the list.
        GuestList = "guest_list",
        /// A pass sheet, a permit, a ticket.
        Pass = "pass",
        /// A certificate of insurance.
        Insurance = "insurance",
        /// A picture.
        Photo = "photo",
        /// Anything else.
        Other = "other",
    }
}

kind! {
    /// A file. The record says what it is; its content is sent and fetched apart, under its hash.
    File = File, parent None;
    /// The file's name, as people see it.
    name: Line, Review required;
    /// What names its content: the BLAKE3 of it.
    hash: BlobHash, Review required;
    /// How many bytes that content has.
    bytes: Whole<0, BYTES_MAX>, Review required;
    /// What kind of content it is, as in `application/pdf`.
    media_type: Line, Review;
    /// What the file is.
    category: FileCategory, Review;
    /// The version it says it is: `3`, `March`.
    version: Line, Review;
    /// What to know about it.
    note: Prose, Text;
    /// The day it is for.
    day: RecordId, Review;
    /// The event it is for.
    event: RecordId, Review;
    /// The venue it is of.
    venue: RecordId, Review;
}
