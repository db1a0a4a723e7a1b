//! Where something is.

use serde::{Deserialize, Deserializer, Serialize, de};

use super::code::Country;
use super::text::Line;
use crate::time::Zone;

/// Decimals of a degree that are kept: about a centimetre. A longer number would not survive being
/// written and read as JSON everywhere unchanged, and a value that changes by itself is disputed.
const DEGREE_DECIMALS: i32 = 7;

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

fn degrees<'de, D: Deserializer<'de>>(d: D, limit: f64) -> Result<Option<f64>, D::Error> {
    match Option::<f64>::deserialize(d)? {
        Some(value) if !value.is_finite() || value.abs() > limit => {
            Err(de::Error::custom(format!("`{value}` is not within −{limit} to {limit} degrees")))
        }
        value => {
            let scale = 10_f64.powi(DEGREE_DECIMALS);
            Ok(value.map(|degrees| (degrees * scale).round() / scale))
        }
    }
}

fn latitude<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    degrees(deserializer, 90.0)
}

fn longitude<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    degrees(deserializer, 180.0)
}
