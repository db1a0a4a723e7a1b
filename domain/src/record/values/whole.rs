//! Whole numbers within bounds.

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::record::field::{FieldType, Form};

/// A whole number from `MIN` to `MAX`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Whole<const MIN: i64, const MAX: i64>(i64);

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
    const FORM: Form = Form::Whole;

    fn describe() -> String {
        format!("a whole number, {MIN} to {MAX}")
    }
}
