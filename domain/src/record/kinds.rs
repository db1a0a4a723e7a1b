//! The kinds, one file each: what a record of each kind says, with limits and merge classes.

mod acknowledgement;
mod contact;
mod day;
mod dispute;
mod event;
mod file;
mod hold;
mod hotel_stay;
mod leg;
mod note;
mod person;
mod schedule_item;
mod schedule_template;
mod task;
mod tour;
mod travel;
mod vehicle;
mod venue;

pub use self::acknowledgement::Acknowledgement;
pub use self::contact::{Contact, ContactCategory};
pub use self::day::{Day, DayType};
pub use self::dispute::{Candidate, Candidates, Dispute};
pub use self::event::{Event, EventType};
pub use self::file::{File, FileCategory};
pub use self::hold::{Hold, HoldStatus};
pub use self::hotel_stay::HotelStay;
pub use self::leg::Leg;
pub use self::note::{Note, NoteTopic};
pub use self::person::Person;
pub use self::schedule_item::{CurfewKind, ItemType, ScheduleItem};
pub use self::schedule_template::ScheduleTemplate;
pub use self::task::Task;
pub use self::tour::{Status, Tour};
pub use self::travel::{Travel, TravelMode};
pub use self::vehicle::{Vehicle, VehicleType};
pub use self::venue::Venue;
