//! The registry of kinds: which exist, what their fields are called, and whom they belong to.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::field::{FieldRule, TypedRecord};
use super::kinds;

macro_rules! kinds {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        /// What a record is. A kind that this version does not know is carried, not judged.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $(
                #[doc = concat!("See [`kinds::", stringify!($variant), "`].")]
                $variant,
            )+
            /// A kind of a newer version.
            Other(Box<str>),
        }

        impl Kind {
            /// Every kind that this version knows, in reading order.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant),+];

            /// The name in JSON, in paths and in SQL.
            pub fn name(&self) -> &str {
                match self {
                    $(Self::$variant => $name,)+
                    Self::Other(name) => name,
                }
            }

            /// The rules of its fields; none for a kind of a newer version.
            pub fn rules(&self) -> &'static [FieldRule] {
                match self {
                    $(Self::$variant => kinds::$variant::RULES,)+
                    Self::Other(_) => &[],
                }
            }

            /// What it is, in a sentence or two; nothing is known of a kind of a newer version.
            pub fn doc(&self) -> &'static str {
                match self {
                    $(Self::$variant => kinds::$variant::DOC,)+
                    Self::Other(_) => "",
                }
            }

            /// The field that names its parent.
            pub fn parent_field(&self) -> Option<&'static str> {
                match self {
                    $(Self::$variant => kinds::$variant::PARENT,)+
                    Self::Other(_) => None,
                }
            }

            /// The kind of this name, known or not. A name is 1 to 40 lower-case letters, digits
            /// and underscores and begins with a letter.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)+
                    _ if is_name(name) => Some(Self::Other(name.into())),
                    _ => None,
                }
            }
        }
    };
}

kinds! {
    Tour = "tour",
    Leg = "leg",
    Day = "day",
    Event = "event",
    ScheduleItem = "schedule_item",
    Venue = "venue",
    Person = "person",
    Contact = "contact",
    Vehicle = "vehicle",
    Travel = "travel",
    HotelStay = "hotel_stay",
    Room = "room",
    Hold = "hold",
    VehicleRate = "vehicle_rate",
    GuestRequest = "guest_request",
    Note = "note",
    File = "file",
    Task = "task",
    ScheduleTemplate = "schedule_template",
    AdvanceTemplate = "advance_template",
    Advance = "advance",
    AdvanceField = "advance_field",
    Handout = "handout",
    Publication = "publication",
    Acknowledgement = "acknowledgement",
    Dispute = "dispute",
}

/// Names of kinds and fields: short, lower case, safe in SQL, JSON and paths.
pub(super) fn is_name(name: &str) -> bool {
    name.len() <= 40
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

impl Kind {
    /// The audience that a new record of this kind goes to where nobody says another.
    pub fn usual_audience(&self) -> &'static str {
        match self {
            Self::Hold
            | Self::Room
            | Self::AdvanceTemplate
            | Self::Advance
            | Self::AdvanceField
            | Self::Handout => "management",
            Self::VehicleRate => "money",
            _ => "everyone",
        }
    }

    /// The rule of a field, if this version knows it.
    pub fn rule(&self, field: &str) -> Option<&'static FieldRule> {
        self.rules().iter().find(|rule| rule.name == field)
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::from_name(&name)
            .ok_or_else(|| de::Error::custom(format!("`{name}` is not the name of a kind")))
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Kind {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        String::schema()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Kind {}
