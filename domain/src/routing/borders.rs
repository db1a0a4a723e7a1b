//! What stands between countries: passports and customs.

use super::lands::{Land, land_of};
use super::road::Spot;

/// Countries between which nobody asks for a passport: the Schengen area, with Bulgaria and Romania
/// since 2025 (Council Decision (EU) 2024/3212) and those that have no border of their own.
const SCHENGEN: &[&str] = &[
    "AT", "BE", "BG", "CH", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IS", "IT",
    "LI", "LT", "LU", "LV", "MC", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", "SM", "VA",
];
/// The Common Travel Area.
const COMMON_TRAVEL: &[&str] = &["GB", "GG", "IE", "IM", "JE"];
/// The customs union of the European Union, with Monaco and San Marino.
const EU_CUSTOMS: &[&str] = &[
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MC", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "SM",
];
/// Switzerland and Liechtenstein.
const SWISS_CUSTOMS: &[&str] = &["CH", "LI"];

/// Minutes until a full bus has shown its passports: an allowance of ours.
const PASSPORTS_MINUTES: u32 = 45;
/// Minutes until a carnet has its stamps on both sides of a border: an allowance of ours.
const CARNET_MINUTES: u32 = 90;

/// Minutes that gear takes at the border between two places; none where there are no customs.
pub fn customs_minutes(from: &Spot<'_>, to: &Spot<'_>) -> u32 {
    border_minutes(from, to, true) * u32::from(border_minutes(from, to, true) == CARNET_MINUTES)
}

/// Minutes at the border between the countries of two places. Countries on the way count for nothing:
/// which they are is a road's secret.
pub(super) fn border_minutes(from: &Spot<'_>, to: &Spot<'_>, carries_gear: bool) -> u32 {
    // Between the north of Ireland and the Republic nobody stops, gear or not.
    if [from, to].map(land_of) == [Some(Land::Ireland); 2] {
        return 0;
    }
    let (Some(from), Some(to)) = (from.country, to.country) else { return 0 };
    let one_area = |areas: &[&[&str]]| {
        from == to || areas.iter().any(|area| area.contains(&from) && area.contains(&to))
    };
    let carnet = carries_gear && !one_area(&[EU_CUSTOMS, SWISS_CUSTOMS]);
    let passports = !one_area(&[SCHENGEN, COMMON_TRAVEL]);
    match (carnet, passports) {
        (true, _) => CARNET_MINUTES,
        (false, true) => PASSPORTS_MINUTES,
        (false, false) => 0,
    }
}
