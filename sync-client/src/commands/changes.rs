//! `buscall changes`: what arrived here: what it was, what it is, who said so, and when.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::time::{ShowClock, resolve};
use domain::view::{ChangeLine, Changes as View, ClockStyle, changes, long_date};

use super::tour::{OpenTour, Today};
use super::{Context, standing};
use crate::cli::read::Changes;
use crate::edit::Here;
use crate::error::{Error, Exit, Result};
use crate::render::{self, Tone, paint};

pub(super) async fn run(context: &Context, asked: &Changes) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    let today = tour.today().await?;
    let since = asked.since.as_deref().map(|words| since(words, &today, tour.now)).transpose()?;
    let date = asked.day.as_deref().map(|words| today.named(words)).transpose()?;
    let book = tour.view().await?.book;
    let arrived = tour.local.changes(since, date).await?;
    let entries: Vec<_> = arrived.iter().map(|change| change.to_view(&book)).collect();
    let told = changes(&entries, &book, date);
    if asked.json {
        render::print_json(&told)?;
        return Ok(Exit::Done);
    }
    if told.days.is_empty() {
        render::say("nothing has arrived that changes what was here before");
    }
    render::print_text(&text(&told, today.here, tour.now))?;
    Ok(Exit::Done)
}

/// The instant that words mean: `30m`, `2h`, `3d` ago, 00:00 of a date where the tour is, or an
/// instant as it stands.
fn since(words: &str, today: &Today, now: DateTime<Utc>) -> Result<DateTime<Utc>> {
    if let Some(ago) = ago(words) {
        return Ok(now - ago);
    }
    if let Ok(at) = DateTime::parse_from_rfc3339(words) {
        return Ok(at.to_utc());
    }
    let date = today.named(words).map_err(|_| {
        Error::Usage(format!(
            "`{words}` is no moment; write `30m`, `2h`, `3d`, a date or `2026-11-24T09:00:00Z`"
        ))
    })?;
    Ok(midnight(date, today.here))
}

fn midnight(date: NaiveDate, here: Here) -> DateTime<Utc> {
    let utc = date.and_time(NaiveTime::MIN).and_utc();
    let clock = ShowClock::from_minutes(0);
    clock.map_or(utc, |clock| resolve(date, clock, here.zone, None).instant())
}

fn ago(words: &str) -> Option<TimeDelta> {
    let unit = words.chars().last()?;
    let number: i64 = words.strip_suffix(unit)?.parse().ok().filter(|number| *number >= 0)?;
    match unit {
        'm' => TimeDelta::try_minutes(number),
        'h' => TimeDelta::try_hours(number),
        'd' => TimeDelta::try_days(number),
        'w' => TimeDelta::try_weeks(number),
        _ => None,
    }
    .filter(|ago| *ago <= TimeDelta::days(36_500))
}

fn text(told: &View, here: Here, now: DateTime<Utc>) -> String {
    let mut lines = Vec::new();
    for day in &told.days {
        let title = day.date.map_or_else(|| "The tour".to_owned(), long_date);
        lines.push(paint(Tone::Strong, &title));
        lines.extend(day.lines.iter().map(|line| format!("  {}", one(line, here, now))));
    }
    lines.join("\n")
}

/// `14:02  Doors moved from 19:00 to 19:30 – Maya: promoter asked`.
fn one(line: &ChangeLine, here: Here, now: DateTime<Utc>) -> String {
    let at = standing::moment(line.at, here, now, ClockStyle::H24);
    let who = line.author_name.as_ref().map(|name| format!(" – {name}")).unwrap_or_default();
    let why = line.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
    format!("{}  {}{who}{why}", paint(Tone::Faint, &at), line.sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_while_ago_is_read_and_nothing_that_overflows() {
        assert_eq!(ago("30m"), Some(TimeDelta::minutes(30)));
        assert_eq!(ago("2h"), Some(TimeDelta::hours(2)));
        assert_eq!(ago("3d"), Some(TimeDelta::days(3)));
        for words in ["", "h", "-3d", "3", "3x", "99999999999999w", "3ä"] {
            assert_eq!(ago(words), None, "{words}");
        }
    }
}
