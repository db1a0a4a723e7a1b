//! A time zone by name, in the one spelling in use. What offsets it has is `resolve`'s business.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use chrono_tz::{TZ_VARIANTS, Tz};
use serde::{Deserialize, Serialize};

use super::links;
use super::problem::{ZoneProblem, quoted};

/// A zone of the IANA time zone database, never in an old spelling: `Europe/Kiev` becomes
/// `Europe/Kyiv` when it is read. Names are read in any letter case and ordered alphabetically.
///
/// Whether a zone suits a venue is not decided here: `Etc/UTC` is a zone.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, example = "Europe/Warsaw"))]
pub struct Zone(Tz);

impl Zone {
    /// Universal time.
    pub const UTC: Self = Self(Tz::Etc__UTC);

    /// The name in use, as it is stored and sent.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// Every zone once, in the spelling in use, in alphabetical order.
    pub fn all() -> Vec<Self> {
        let mut zones: Vec<Self> = TZ_VARIANTS.iter().map(|tz| Self::from(*tz)).collect();
        zones.sort();
        zones.dedup();
        zones
    }
}

impl From<Tz> for Zone {
    fn from(tz: Tz) -> Self {
        Self(links::find(tz.name()).unwrap_or(tz))
    }
}

impl FromStr for Zone {
    type Err = ZoneProblem;

    fn from_str(name: &str) -> Result<Self, ZoneProblem> {
        links::find(name).map(Self).ok_or_else(|| ZoneProblem::Unknown(quoted(name)))
    }
}

impl TryFrom<String> for Zone {
    type Error = ZoneProblem;

    fn try_from(name: String) -> Result<Self, ZoneProblem> {
        name.parse()
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}

impl Ord for Zone {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name().cmp(other.name())
    }
}

impl PartialOrd for Zone {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name())
    }
}
