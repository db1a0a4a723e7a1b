//! A line of a guest list.

use crate::ids::RecordId;
use crate::record::field::{choice, kind};
use crate::record::values::{Line, Lines, Prose, Whole};

choice! {
    /// What became of a request.
    GuestStatus {
        /// Nobody has decided.
        New = "new",
        /// They are on the list.
        Approved = "approved",
        /// They are not.
        Denied = "denied",
        /// They are, if somebody else is not.
        Waitlist = "waitlist",
    }
}

choice! {
    /// Who pays for a ticket.
    GuestPayment {
        /// Nobody.
        Comp = "comp",
        /// The guest, at the box office.
        Paid = "paid",
    }
}

kind! {
    /// A guest of an event, with whom they bring along: asked for by somebody on tour, approved or
    /// denied by whoever keeps the list.
    GuestRequest = GuestRequest, parent None;
    /// The event.
    event: RecordId, Review required;
    /// The name that the box office looks for.
    name: Line, Review required;
    /// Their company.
    affiliation: Line, Review;
    /// The person on tour who asks for them.
    requested_by: RecordId, Review;
    /// How many people that is, the guest too; 1 where nobody said.
    quantity: Whole<1, 100>, Review;
    /// The names of those who come along.
    companions: Lines, Set;
    /// The passes that they get: AAA, photo, aftershow.
    passes: Line, Review;
    /// The tickets that they get: standing, row 4.
    tickets: Line, Review;
    /// Where they pick them up.
    pickup: Line, Review;
    /// Their phone.
    phone: Line, Review;
    /// Their e-mail.
    email: Line, Review;
    /// Whether the box office looks at a document.
    id_required: bool, Review;
    /// Who pays.
    payment: GuestPayment, Review;
    /// What became of the request.
    status: GuestStatus, Review;
    /// What the box office is told.
    box_office_note: Line, Review;
    /// What the box office is not told.
    notes: Prose, Text;
}
