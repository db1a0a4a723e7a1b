//! The types that field values have, each with its limits. A value that is read is valid; nothing
//! past the gate checks it again.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::Value;

use super::field::FieldType;
use super::kinds::ItemType;
use crate::ids::RecordId;
use crate::limits::{LINE_CHARS_MAX, PROSE_CHARS_MAX, TEMPLATE_ITEMS_MAX};
use crate::time::{ShowClock, When, Zone};

/// A one-line text of 1 to 200 characters, trimmed, without control characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Line(String);

/// A text of 1 to 20,000 characters that may have lines.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Prose(String);

/// A whole number from `MIN` to `MAX`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Whole<const MIN: i64, const MAX: i64>(i64);

/// Up to 50 different lines, such as the departments that an item concerns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Lines(Vec<Line>);

/// Up to 500 different records, such as the people on a flight.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Links(Vec<RecordId>);

/// A country as its ISO 3166-1 alpha-2 code in capitals.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Country(String);

/// A currency as its ISO 4217 code in capitals.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Currency(String);

/// Money: minor units (cents) and the currency they are of, one value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Minor units; negative for money owed.
    pub minor: i64,
    /// What they are units of.
    pub currency: Currency,
}

/// Where something is. Its parts only make sense together, so it is one value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Place {
    /// What it is called: a venue, an airport with its code, a hotel.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub name: Option<Line>,
    /// Street and number, as spoken to a driver.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub address: Option<Line>,
    /// City.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub city: Option<Line>,
    /// State, province or region.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub region: Option<Line>,
    /// Postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub postal_code: Option<Line>,
    /// Country, ISO 3166-1 alpha-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub country: Option<Country>,
    /// Degrees north, −90 to 90.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "latitude")]
    pub lat: Option<f64>,
    /// Degrees east, −180 to 180.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "longitude")]
    pub lon: Option<f64>,
    /// The time zone there.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub zone: Option<Zone>,
}

/// One row of a schedule template. A copy of it becomes a schedule item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TemplateItem {
    /// What happens.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub title: Line,
    /// Its type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_type: Option<ItemType>,
    /// When on the show day.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub when: When,
    /// Whether it stays when the rest of the day is shifted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hard: bool,
    /// Whether it is one of the day's key times.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub key: bool,
    /// What else there is to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub detail: Option<Prose>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub place: Option<Line>,
    /// The departments that it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<String>>))]
    pub departments: Option<Lines>,
}

/// The rows of a template, at most 100.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct TemplateItems(Vec<TemplateItem>);

/// Any JSON value: what a dispute keeps, whose meaning is that of the disputed field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Anything(pub Value);

/// A clock of the show day on its own, without precision.
pub type Clock = ShowClock;

fn checked_text(text: &str, chars_max: usize, lines: bool) -> Result<(), String> {
    if text.trim() != text {
        return Err("must not begin or end with a space".to_owned());
    }
    let n_chars = text.chars().count();
    if n_chars == 0 {
        return Err("must not be empty; send null to clear it".to_owned());
    }
    if n_chars > chars_max {
        return Err(format!("has {n_chars} characters, the limit is {chars_max}"));
    }
    match text.chars().find(|c| c.is_control() && !(lines && matches!(c, '\n' | '\t'))) {
        Some(c) => Err(format!("holds the control character `U+{:04X}`", u32::from(c))),
        None => Ok(()),
    }
}

macro_rules! text_type {
    ($name:ident, $max:expr, $lines:expr, $words:literal) => {
        impl $name {
            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<&str> for $name {
            type Error = String;

            fn try_from(text: &str) -> Result<Self, String> {
                checked_text(text, $max, $lines).map(|()| Self(text.to_owned()))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::try_from(text.as_str()).map_err(de::Error::custom)
            }
        }

        impl FieldType for $name {
            fn describe() -> String {
                format!($words, $max)
            }
        }
    };
}

text_type!(Line, LINE_CHARS_MAX, false, "one line of text, 1 to {} characters");
text_type!(Prose, PROSE_CHARS_MAX, true, "text, 1 to {} characters");

macro_rules! code_type {
    ($name:ident, $len:literal, $words:literal) => {
        impl $name {
            /// The code in capitals.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<&str> for $name {
            type Error = String;

            fn try_from(text: &str) -> Result<Self, String> {
                if text.len() == $len && text.bytes().all(|b| b.is_ascii_uppercase()) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(format!(concat!("`{}` is not ", $words), text))
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::try_from(text.as_str()).map_err(de::Error::custom)
            }
        }

        impl FieldType for $name {
            fn describe() -> String {
                $words.to_owned()
            }
        }
    };
}

code_type!(Country, 2, "a country code of two capitals (ISO 3166-1)");
code_type!(Currency, 3, "a currency code of three capitals (ISO 4217)");

impl<const MIN: i64, const MAX: i64> Whole<MIN, MAX> {
    /// The number.
    pub fn get(self) -> i64 {
        self.0
    }
}

impl<'de, const MIN: i64, const MAX: i64> Deserialize<'de> for Whole<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = i64::deserialize(deserializer)?;
        if (MIN..=MAX).contains(&number) {
            Ok(Self(number))
        } else {
            Err(de::Error::custom(format!("`{number}` is not within {MIN} to {MAX}")))
        }
    }
}

impl<const MIN: i64, const MAX: i64> FieldType for Whole<MIN, MAX> {
    fn describe() -> String {
        format!("a whole number, {MIN} to {MAX}")
    }
}

macro_rules! list_type {
    ($name:ident, $item:ty, $max:expr, $words:literal, unique $unique:expr) => {
        impl $name {
            /// The members.
            pub fn as_slice(&self) -> &[$item] {
                &self.0
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let items = Vec::<$item>::deserialize(deserializer)?;
                if items.len() > $max {
                    let n = items.len();
                    return Err(de::Error::custom(format!(
                        "has {n} members, the limit is {}",
                        $max
                    )));
                }
                let twice = (1..items.len()).find(|&i| items[..i].contains(&items[i]));
                match twice {
                    Some(i) if $unique => {
                        Err(de::Error::custom(format!("member {i} stands twice")))
                    }
                    _ => Ok(Self(items)),
                }
            }
        }

        impl FieldType for $name {
            fn describe() -> String {
                format!($words, $max)
            }
        }
    };
}

list_type!(Lines, Line, 50, "up to {} different lines of text", unique true);
list_type!(Links, RecordId, 500, "up to {} different record ids", unique true);
list_type!(TemplateItems, TemplateItem, TEMPLATE_ITEMS_MAX, "up to {} rows", unique false);

fn degrees<'de, D: Deserializer<'de>>(d: D, limit: f64) -> Result<Option<f64>, D::Error> {
    match Option::<f64>::deserialize(d)? {
        Some(value) if !value.is_finite() || value.abs() > limit => {
            Err(de::Error::custom(format!("`{value}` is not within −{limit} to {limit} degrees")))
        }
        value => Ok(value),
    }
}

fn latitude<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    degrees(deserializer, 90.0)
}

fn longitude<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    degrees(deserializer, 180.0)
}

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
