//! Codes of countries and currencies, and money.

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::record::field::{FieldType, Form};

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
            const FORM: Form = Form::Code;

            fn describe() -> String {
                $words.to_owned()
            }
        }
    };
}

code_type!(Country, 2, "a country code of two capitals (ISO 3166-1)");
code_type!(Currency, 3, "a currency code of three capitals (ISO 4217)");
