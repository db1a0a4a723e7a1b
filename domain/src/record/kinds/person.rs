//! Somebody on tour.

use chrono::NaiveDate;

use crate::ids::RecordId;
use crate::record::field::kind;
use crate::record::values::{Line, Prose, Whole};

kind! {
    /// Somebody who travels or works with the tour.
    Person = Person, parent None;
    /// The name.
    name: Line, Review required;
    /// What everyone calls them.
    preferred_name: Line, Review;
    /// What they do: TM, PM, FOH, LD.
    role: Line, Review;
    /// Their department.
    department: Line, Review;
    /// Their party: A, B, C.
    party: Line, Review;
    /// Their company.
    company: Line, Review;
    /// Their phone.
    phone: Line, Review;
    /// Their e-mail.
    email: Line, Review;
    /// The first date they are on tour.
    starts: NaiveDate, Review;
    /// The last date they are on tour.
    ends: NaiveDate, Review;
    /// Their bus and bunk.
    bunk: Line, Review;
    /// What they do not eat.
    dietary: Line, Review;
    /// Their account, if they log in.
    account: RecordId, Review;
    /// Where they stand in the list.
    position: Whole<0, 1_000_000>, Latest;
    /// What everyone should know.
    notes: Prose, Text;
}
