//! Somebody's word that they have seen what changed.

use crate::ids::RecordId;
use crate::record::field::kind;
use crate::record::values::Whole;

/// As far as the counter of an audience goes in JSON: whole numbers up to 2^53 are exact everywhere.
const SEQ_MAX: i64 = 1 << 53;

kind! {
    /// Somebody has seen what changed about a day, up to a number of the audience's counter. It lives
    /// in the audience whose changes were seen, says nothing of others, and is only ever made: who
    /// made it has seen it.
    Acknowledgement = Acknowledgement, parent None;
    /// The day whose changes were seen.
    day: RecordId, Review required;
    /// The number of the newest change that was seen.
    up_to: Whole<0, SEQ_MAX>, Review required;
}
