//! Days before a show.

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::limits::{LEAD_DAYS_MAX, LEADS_MAX};
use crate::record::field::FieldType;

/// How many days before a show somebody is reminded: up to 10 different numbers, the largest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct LeadDays(Vec<u16>);

impl LeadDays {
    /// The days, the largest first.
    pub fn as_slice(&self) -> &[u16] {
        &self.0
    }
}

impl<'de> Deserialize<'de> for LeadDays {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut days = Vec::<u16>::deserialize(deserializer)?;
        if let Some(day) = days.iter().find(|day| **day > LEAD_DAYS_MAX) {
            return Err(de::Error::custom(format!("`{day}` is more than {LEAD_DAYS_MAX} days")));
        }
        days.sort_unstable_by(|a, b| b.cmp(a));
        days.dedup();
        if days.len() > LEADS_MAX {
            return Err(de::Error::custom(format!("names more than {LEADS_MAX} days")));
        }
        Ok(Self(days))
    }
}

impl FieldType for LeadDays {
    fn describe() -> String {
        format!("up to {LEADS_MAX} numbers of days before the show, 0 to {LEAD_DAYS_MAX}")
    }
}
