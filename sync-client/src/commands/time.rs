//! `buscall time`: what a clock of a show day is: which instant, and what other walls show then.

use chrono::{DateTime, NaiveDate, Utc};
use domain::book::Book;
use domain::time::{Moment, ShowClock, When, Zone, local, parse_clock, parse_date, resolve};
use domain::view::{ClockReport, ClockStyle, ShownTime, ShownZone, short_date};
use serde::Serialize;

use super::Context;
use super::tour::OpenTour;
use crate::cli::read::Time;
use crate::edit::zone_of;
use crate::error::{Error, Exit, Result};
use crate::render::{self, Column, Table, Tone, paint};

/// A clock of a show day.
#[derive(Debug, Serialize)]
struct TimeOut {
    /// The show day.
    date: NaiveDate,
    /// Its clock.
    clock: ShowClock,
    /// Whose clocks.
    zone: ShownZone,
    /// The instant that is meant unless somebody says otherwise.
    instant: DateTime<Utc>,
    /// The other instant at which the wall shows it, in a night that repeats it.
    again: Option<DateTime<Utc>>,
    /// What a change of the clocks does to it.
    clock_reports: Vec<ClockReport>,
    /// What other walls show at that instant.
    elsewhere: Vec<WallAt>,
}

/// What a wall shows.
#[derive(Debug, Serialize)]
struct WallAt {
    zone: ShownZone,
    date: NaiveDate,
    clock: String,
    /// Whose zone it is, in words.
    whose: Vec<String>,
}

pub(super) async fn run(context: &Context, asked: &Time) -> Result<Exit> {
    let (book, date) = book_and_date(context, asked).await?;
    let clock = parse_clock(&asked.at).map_err(|problem| Error::Usage(problem.to_string()))?;
    let zone = match &asked.zone {
        Some(name) => {
            name.parse().map_err(|why: domain::time::ZoneProblem| Error::Usage(why.to_string()))?
        }
        None => zone_of(&book, date),
    };
    let out = told(&book, date, clock, zone);
    if asked.look.json {
        render::print_json(&out)?;
    } else {
        render::print_text(&text(&out, asked.look.clock.into()))?;
    }
    Ok(Exit::Done)
}

/// The tour's book; an empty one where there is no tour and none is needed, because date and zone
/// are written out.
async fn book_and_date(context: &Context, asked: &Time) -> Result<(Book, NaiveDate)> {
    let opened = OpenTour::open(context).await;
    if let (Err(Error::NoTour), Ok(date), Some(_)) = (&opened, parse_date(&asked.date), &asked.zone)
    {
        return Ok((Book::new(), date));
    }
    let tour = opened?;
    let today = tour.today().await?;
    let date = today.named(&asked.date)?;
    Ok((today.view.book, date))
}

fn told(book: &Book, date: NaiveDate, clock: ShowClock, zone: Zone) -> TimeOut {
    let moment = resolve(date, clock, zone, None);
    let instant = moment.instant();
    let again = match moment {
        Moment::Repeated { second, .. } => Some(second),
        Moment::At(_) | Moment::Skipped { .. } => None,
    };
    let shown = ShownTime::new(Some(When::exact(clock)), date, Some(zone));
    TimeOut {
        date,
        clock,
        zone: ShownZone::at(zone, instant),
        instant,
        again,
        clock_reports: shown.clock_reports,
        elsewhere: elsewhere(book, date, zone, instant),
    }
}

/// The day's zone, home's, those of the dates around, and universal time, each once.
fn elsewhere(book: &Book, date: NaiveDate, zone: Zone, instant: DateTime<Utc>) -> Vec<WallAt> {
    let mut zones: Vec<(Zone, String)> = vec![(zone_of(book, date), "the day".to_owned())];
    zones.extend(book.tour().and_then(|tour| tour.home_zone).map(|home| (home, "home".to_owned())));
    let before = book.days_before(date).find_map(|day| Some((day.zone?, day.date?)));
    let after = book.dates_after(date).find_map(|date| Some((book.on(date)?.zone()?, date)));
    let around = before.into_iter().chain(after);
    zones.extend(around.map(|(zone, date)| (zone, short_date(date))));
    zones.push((Zone::UTC, "universal time".to_owned()));
    if book.dates().next().is_none() {
        zones.remove(0);
    }
    let mut walls: Vec<WallAt> = Vec::new();
    for (other, whose) in zones.into_iter().filter(|(other, _)| *other != zone) {
        if let Some(there) = walls.iter_mut().find(|wall| wall.zone.name == other) {
            there.whose.push(whose);
            continue;
        }
        let wall = local(other, instant);
        walls.push(WallAt {
            zone: ShownZone::at(other, instant),
            date: wall.date(),
            clock: wall.format("%H:%M").to_string(),
            whose: vec![whose],
        });
    }
    walls
}

fn text(out: &TimeOut, style: ClockStyle) -> String {
    let head = format!("{} {}  {}", short_date(out.date), style.clock(out.clock), out.zone.label());
    let mut lines = vec![paint(Tone::Strong, &head)];
    lines.extend(
        out.clock_reports.iter().map(|report| paint(Tone::Warn, &format!("⚠ {}", report.sentence))),
    );
    lines.push(format!("{}", out.instant.format("%Y-%m-%dT%H:%M:%SZ")));
    lines.extend(
        out.again.map(|again| format!("{} the second time", again.format("%Y-%m-%dT%H:%M:%SZ"))),
    );
    let mut table =
        Table::new(&[Column::whole("THERE"), Column::whole("ZONE"), Column::to("WHOSE", 8)]);
    for wall in &out.elsewhere {
        let clock =
            wall.clock.parse().map_or_else(|_| wall.clock.clone(), |clock| style.clock(clock));
        table.row([
            (Tone::Plain, format!("{} {clock}", short_date(wall.date))),
            (Tone::Faint, wall.zone.label()),
            (Tone::Faint, wall.whose.join(", ")),
        ]);
    }
    lines.push(table.text(render::width()).trim_end().to_owned());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(date: &str, clock: &str, zone: &str) -> TimeOut {
        told(&Book::new(), date.parse().unwrap(), clock.parse().unwrap(), zone.parse().unwrap())
    }

    #[test]
    fn a_clock_after_midnight_is_of_the_next_calendar_day() {
        let out = of("2026-11-24", "01:30+1", "Europe/Berlin");
        assert_eq!(out.instant, "2026-11-25T00:30:00Z".parse::<DateTime<Utc>>().unwrap());
        assert_eq!((out.again, out.clock_reports.len()), (None, 0));
    }

    #[test]
    fn skipped_and_repeated_clocks_are_said() {
        let skipped = of("2026-03-28", "02:30+1", "Europe/Berlin");
        assert!(text(&skipped, ClockStyle::H24).contains("does not exist"));
        let repeated = of("2026-10-24", "02:30+1", "Europe/Berlin");
        assert!(repeated.again.is_some());
        assert!(text(&repeated, ClockStyle::H12).contains("happens twice"));
    }
}
