//! Something to do.

use chrono::NaiveDate;

use crate::ids::RecordId;
use crate::record::field::kind;
use crate::record::values::{Line, Links, Prose, Whole};

kind! {
    /// Something to do, with somebody to do it.
    Task = Task, parent None;
    /// What to do.
    title: Line, Review required;
    /// What else there is to say.
    detail: Prose, Text;
    /// The day it is for.
    day: RecordId, Review;
    /// The event it is for.
    event: RecordId, Review;
    /// The date it is due.
    due: NaiveDate, Review;
    /// Who does it.
    assignees: Links, Set;
    /// The department that does it.
    department: Line, Review;
    /// Whether it is done.
    done: bool, Review;
    /// Where it stands in the list.
    position: Whole<0, 1_000_000>, Latest;
}
