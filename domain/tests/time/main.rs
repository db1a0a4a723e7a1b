//! What `domain::time` promises: tables of what is read and refused, instants, and laws.
#![expect(clippy::unwrap_used, reason = "a test may panic, and so may its helpers")]

mod laws;
mod text;
mod values;
mod zones;

use chrono::NaiveDate;
use domain::time::{ShowClock, Zone, parse_date};

fn clock(text: &str) -> ShowClock {
    text.parse().unwrap_or_else(|problem| panic!("{text}: {problem}"))
}

fn date(text: &str) -> NaiveDate {
    parse_date(text).unwrap_or_else(|problem| panic!("{text}: {problem}"))
}

fn zone(name: &str) -> Zone {
    name.parse().unwrap_or_else(|problem| panic!("{name}: {problem}"))
}
