//! What a record names, read from its fields without reading the rest of them.
//!
//! The names of the fields are all that counts, not the kind: a kind that names a day by `day` is
//! found with that day, whichever version made it.

use std::borrow::Cow;
use std::fmt;

use chrono::{Datelike as _, NaiveDate};
use serde::Deserialize;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use uuid::Uuid;

/// What a record names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Links {
    pub(super) day: Option<Uuid>,
    pub(super) event: Option<Uuid>,
    pub(super) venue: Option<Uuid>,
    pub(super) subject: Option<Uuid>,
    /// The last date that it concerns, in days of the common era.
    pub(super) until_day: Option<i32>,
}

impl Links {
    /// What these fields name. What is not the name of anything names nothing.
    pub(super) fn of(fields: &RawValue) -> Self {
        serde_json::from_str(fields.get()).unwrap_or_default()
    }
}

impl<'de> Deserialize<'de> for Links {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = Links;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the fields of a record")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Links, A::Error> {
                let mut links = Links::default();
                while let Some(Name(name)) = map.next_key()? {
                    let link = match name.as_ref() {
                        "day" => &mut links.day,
                        "event" => &mut links.event,
                        "venue" => &mut links.venue,
                        // An answer is about its sheet, as a dispute is about its record.
                        "subject" | "advance" => &mut links.subject,
                        "check_out_date" => {
                            let date = text::<NaiveDate>(map.next_value()?);
                            links.until_day = date.map(|date| date.num_days_from_ce());
                            continue;
                        }
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                            continue;
                        }
                    };
                    *link = text(map.next_value()?);
                }
                Ok(links)
            }
        }

        deserializer.deserialize_map(Fields)
    }
}

/// A field's name, copied only where it is written with escapes.
#[derive(Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

/// What a text says, where it is one and can be read.
fn text<T: std::str::FromStr>(value: &RawValue) -> Option<T> {
    serde_json::from_str::<Name<'_>>(value.get()).ok()?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(json: &str) -> Links {
        Links::of(&RawValue::from_string(json.to_owned()).unwrap())
    }

    #[test]
    fn links_are_found_by_the_name_of_the_field_and_whatever_else_is_passed_over() {
        let id = Uuid::from_u128(7);
        let read = links(&format!(
            r#"{{"title":"x","day":"{id}","people":["{id}"],"\u0065vent":"{id}","venue":null,
                "check_out_date":"2026-10-24"}}"#
        ));
        let until_day = NaiveDate::from_ymd_opt(2026, 10, 24).map(|date| date.num_days_from_ce());
        let expected = Links { day: Some(id), event: Some(id), until_day, ..Links::default() };
        assert_eq!(read, expected);
    }

    #[test]
    fn a_value_that_names_nothing_is_no_link_and_hides_no_other() {
        let id = Uuid::from_u128(7);
        let read = links(&format!(
            r#"{{"day":5,"event":{{"x":1}},"check_out_date":"soon","venue":"{id}"}}"#
        ));
        assert_eq!(read, Links { venue: Some(id), ..Links::default() });
        assert_eq!(links("[1]"), Links::default());
    }
}
