//! The types that field values have, each with its limits. A value that is read is valid; nothing
//! past the gate checks it again.

mod answer;
mod code;
mod days;
mod list;
mod place;
mod published;
mod question;
mod template;
mod text;
mod whole;

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use self::answer::{Answer, AnswerVia, Answered, Decided, Outcome};
pub use self::code::{Country, Currency, Money};
pub use self::days::LeadDays;
pub use self::list::{Lines, Links, PublishedLines, TemplateItems};
pub use self::place::Place;
pub use self::published::PublishedLine;
pub use self::question::{Asks, Column, Input, Key, Landing, Question, Questions, Section};
pub use self::template::TemplateItem;
pub use self::text::{Line, Prose};
pub use self::whole::Whole;
use super::field::{FieldType, Form};
use crate::blob::BlobHash;
use crate::ids::RecordId;
use crate::time::{ShowClock, When, Zone, parse_date};

/// Any JSON value: what a dispute keeps, whose meaning is that of the disputed field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Anything(pub Value);

impl FieldType for NaiveDate {
    const FORM: Form = Form::Date;

    fn describe() -> String {
        "a date, `2026-10-24`".to_owned()
    }

    /// Only what can stand in a path is a date: four digits of a year, and a day that exists.
    fn check(value: &Value) -> Result<(), String> {
        let text = value.as_str().ok_or("is not a text such as `2026-10-24`")?;
        parse_date(text).map(drop).map_err(|problem| problem.to_string())
    }
}

/// A clock of the show day on its own, without precision.
pub type Clock = ShowClock;

macro_rules! described {
    ($($type:ty: $form:ident = $words:literal;)+) => {
        $(impl FieldType for $type {
            const FORM: Form = Form::$form;

            fn describe() -> String {
                $words.to_owned()
            }
        })+
    };
}

described! {
    bool: Flag = "true or false";
    ShowClock: Clock = "a clock of the show day, `19:30` or `01:30+1`";
    When: When = "a time: precision (exact, about, tbd, hidden), start, end, fold";
    Zone: Zone = "an IANA zone name, `Europe/Amsterdam`";
    Place: Place = "a place: name, address, city, region, postal_code, country, lat, lon, zone";
    Money: Json = "money: minor units and currency";
    RecordId: Link = "the id of a record";
    BlobHash: Line = "the BLAKE3 of the content, 64 lower-case hex digits";
    Anything: Json = "any value";
}
