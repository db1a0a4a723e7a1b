//! The types that field values have, each with its limits. A value that is read is valid; nothing
//! past the gate checks it again.

mod code;
mod list;
mod place;
mod template;
mod text;
mod whole;

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use self::code::{Country, Currency, Money};
pub use self::list::{Lines, Links, TemplateItems};
pub use self::place::Place;
pub use self::template::TemplateItem;
pub use self::text::{Line, Prose};
pub use self::whole::Whole;
use super::field::FieldType;
use crate::ids::RecordId;
use crate::time::{ShowClock, When, Zone};

/// Any JSON value: what a dispute keeps, whose meaning is that of the disputed field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Anything(pub Value);

/// A clock of the show day on its own, without precision.
pub type Clock = ShowClock;

macro_rules! described {
    ($($type:ty = $words:literal;)+) => {
        $(impl FieldType for $type {
            fn describe() -> String {
                $words.to_owned()
            }
        })+
    };
}

described! {
    bool = "true or false";
    NaiveDate = "a date, `2026-10-24`";
    ShowClock = "a clock of the show day, `19:30` or `01:30+1`";
    When = "a time: precision (exact, about, tbd, hidden), start, end, fold";
    Zone = "an IANA zone name, `Europe/Amsterdam`";
    Place = "a place: name, address, city, region, postal_code, country, lat, lon, zone";
    Money = "money: minor units and currency";
    RecordId = "the id of a record";
    Anything = "any value";
}
