//! What all links have in common that open a page for whoever has them: how long they live, how they
//! are called, and their address.

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use domain::record::Line;

use crate::app::App;
use crate::error::{Error, Result};

/// Days that a link lives at most: shows are booked a year and a half ahead.
pub const DAYS_MAX: u32 = 550;
/// Links of one sheet that are open at once, so that they can be looked through.
pub const OPEN_MAX: usize = 50;

/// Until when a link lives: as many days as somebody says, else to the beginning of a date, and never
/// longer than a link may.
pub(super) fn expires_at(
    now: DateTime<Utc>,
    days: Option<u32>,
    usual: Option<NaiveDate>,
) -> Result<DateTime<Utc>> {
    match days {
        Some(days) if (1..=DAYS_MAX).contains(&days) => Ok(now + Duration::days(days.into())),
        Some(days) => {
            let rule = format!("`{days}` is not within 1 to {DAYS_MAX}");
            Err(Error::invalid("expires_in_days", rule))
        }
        None => {
            let usual = usual.and_then(|date| date.and_hms_opt(0, 0, 0));
            let usual = usual.map_or(now + Duration::days(1), |usual| usual.and_utc());
            Ok(usual.min(now + Duration::days(DAYS_MAX.into())))
        }
    }
}

/// So many days after a date, or after today where the date is past.
pub(super) fn days_after(date: NaiveDate, today: NaiveDate, days: u64) -> Option<NaiveDate> {
    date.max(today).checked_add_days(Days::new(days))
}

/// The words of a person about a link; nothing where they are blank.
pub(super) fn words(name: &str, typed: Option<&str>) -> Result<Option<String>> {
    let typed = typed.map(str::trim).filter(|text| !text.is_empty());
    let line = typed.map(Line::try_from).transpose();
    let line = line.map_err(|rule| Error::invalid(name, rule))?;
    Ok(line.map(|line| line.to_string()))
}

/// The address of a page. A path begins and ends with a slash.
pub(super) fn url(app: &App, path: &str, secret: &str) -> String {
    let site = app.settings.public_url.trim_end_matches('/');
    format!("{site}{path}{secret}")
}
