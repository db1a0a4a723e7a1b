//! Somebody to call at a venue or elsewhere.

use crate::ids::RecordId;
use crate::record::field::{choice, kind};
use crate::record::values::{Line, Prose, Whole};

choice! {
    /// Where a contact belongs.
    ContactCategory {
        /// The house.
        Venue = "venue",
        /// The promoter.
        Promoter = "promoter",
        /// The agency.
        Agent = "agent",
        /// The label.
        Label = "label",
        /// A supplier.
        Vendor = "vendor",
        /// A driver.
        Driver = "driver",
        /// A hotel.
        Hotel = "hotel",
        /// Local labour.
        LocalCrew = "local_crew",
        /// Whom to call when something is wrong.
        Emergency = "emergency",
        /// Anybody else.
        Other = "other",
    }
}

kind! {
    /// Somebody to call who is not on tour: the promoter's representative, the house's lighting.
    Contact = Contact, parent None;
    /// The name.
    name: Line, Review required;
    /// What they do.
    role: Line, Review;
    /// Their company.
    company: Line, Review;
    /// Where they belong.
    category: ContactCategory, Review;
    /// Their phone.
    phone: Line, Review;
    /// Their e-mail.
    email: Line, Review;
    /// The day they are for.
    day: RecordId, Review;
    /// The event they are for.
    event: RecordId, Review;
    /// The venue they belong to.
    venue: RecordId, Review;
    /// Whether to keep them off anything that is handed out.
    do_not_share: bool, Review;
    /// Where they stand in the list.
    position: Whole<0, 1_000_000>, Latest;
    /// What everyone should know.
    notes: Prose, Text;
}
