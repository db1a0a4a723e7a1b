//! From drafts to events: the place, the zone and the instant of each show.

use chrono::{NaiveDate, NaiveDateTime, Timelike, Utc};
use domain::time::{Moment, ShowClock, Zone, local, resolve, zone_at};

use super::{
    dates,
    drafts::Draft,
    headers::Role,
    place_of_row::{self, Spot},
    report::{Event, Notes, Problem, Report, refused},
    row::When,
};
use crate::places::{Places, fold};

/// Makes the report.
pub(super) fn report(
    format: String,
    drafts: Vec<Draft>,
    mut notes: Notes,
    places: &Places,
) -> Report {
    let mut events: Vec<Event> = Vec::with_capacity(drafts.len());
    let mut of_row = 0;
    for draft in drafts {
        let same_row = |event: &Event| event.row == draft.row.number && event.file == draft.file;
        if !events.last().is_some_and(same_row) {
            of_row = notes.problems.len();
        }
        let mut problems = Vec::new();
        events.push(event(&draft, places, &mut problems));
        for mut problem in problems {
            problem.row = Some(draft.row.number);
            problem.file.clone_from(&draft.file);
            // A row of several days says what is wrong with its place once.
            if !notes.problems[of_row..].contains(&problem) {
                notes.push(problem);
            }
        }
    }
    let problems = notes.sorted();
    Report { format, rows: events.len() + refused(&problems), events, problems }
}

fn event(draft: &Draft, places: &Places, problems: &mut Vec<Problem>) -> Event {
    let row = &draft.row;
    let (spot, place_problems) = place_of_row::place(row, draft.when.date(), places);
    problems.extend(place_problems);
    let settled = settle(draft.when, &spot, problems);
    let text = |role| row.text(role).map(|(_, text)| text);
    Event {
        file: draft.file.clone(),
        row: row.number,
        date: settled.date,
        clock: settled.clock,
        title: text(Role::Title).or_else(|| text(Role::Artist)),
        tour: text(Role::Tour),
        venue: spot.venue,
        city: spot.city,
        region: spot.region,
        country: spot.country,
        address: spot.address,
        lat: spot.lat,
        lon: spot.lon,
        zone: spot.zone,
        zone_from: spot.zone_from,
        utc: settled.utc,
        cancelled: is_cancelled(draft, problems),
    }
}

struct Settled {
    date: NaiveDate,
    clock: Option<ShowClock>,
    utc: Option<chrono::DateTime<Utc>>,
}

fn settle(when: When, spot: &Spot, problems: &mut Vec<Problem>) -> Settled {
    match (when, spot.zone) {
        (When::Day(date), _) => Settled { date, clock: None, utc: None },
        (When::Wall { date, clock, .. }, None) => Settled { date, clock: Some(clock), utc: None },
        (When::Wall { date, clock, .. }, Some(zone)) => {
            let moment = resolve(date, clock, zone, None);
            problems.extend(uncertain(moment, date, clock, zone));
            Settled { date, clock: Some(clock), utc: Some(moment.instant()) }
        }
        (When::Instant { at, offset_minutes, .. }, Some(zone)) => {
            let wall = local(zone, at);
            let there = zone_at(zone, at);
            if let Some(written) = offset_minutes.filter(|written| *written != there.offset_minutes)
            {
                problems.push(Problem::warning(format!(
                    "the offset {} disagrees with {zone}, which is at {} then; the clock there shows {}",
                    offset(written),
                    offset(there.offset_minutes),
                    wall.format("%Y-%m-%d %H:%M")
                )));
            }
            Settled { date: wall.date(), clock: clock(wall), utc: Some(at) }
        }
        (When::Instant { at, written, offset_minutes: Some(_) }, None) => {
            Settled { date: written.date(), clock: clock(written), utc: Some(at) }
        }
        (When::Instant { at, .. }, None) => {
            problems.push(Problem::warning(
                "the time is given in UTC and the zone of the place is not known, so its own date and clock \
                 are not known either; the date is the one in UTC",
            ));
            Settled { date: at.date_naive(), clock: None, utc: Some(at) }
        }
    }
}

fn clock(wall: NaiveDateTime) -> Option<ShowClock> {
    let hour = u16::try_from(wall.hour()).ok()?;
    ShowClock::from_hm(hour, u16::try_from(wall.minute()).ok()?, 0).ok()
}

fn offset(minutes: i32) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

/// A time that the clocks skip or show twice that night.
fn uncertain(moment: Moment, date: NaiveDate, clock: ShowClock, zone: Zone) -> Option<Problem> {
    let reason = match moment {
        Moment::At(_) => return None,
        Moment::Skipped { gap_minutes, .. } => {
            format!(
                "{clock} does not exist on {date} in {zone}: the clocks go forward {gap_minutes} minutes over it"
            )
        }
        Moment::Repeated { .. } => {
            format!(
                "{clock} comes twice on {date} in {zone}, as the clocks go back; the first was taken"
            )
        }
    };
    Some(Problem::warning(reason))
}

fn is_cancelled(draft: &Draft, problems: &mut Vec<Problem>) -> bool {
    let status = draft.row.text(Role::Status);
    let said = status.as_ref().is_some_and(|(_, status)| dates::says_cancelled(status));
    if said || draft.cancelled {
        problems.push(Problem::warning("the file says that the show is cancelled"));
        return true;
    }
    if let Some((field, status)) = status {
        let moved =
            ["postponed", "eventpostponed", "rescheduled", "verschoben", "reporte", "aplazado"];
        let folded = fold(&status);
        if folded.split_whitespace().any(|word| moved.contains(&word)) {
            let problem = Problem::warning("the file says that the show is put off");
            problems.push(problem.about(&field.column, &status));
        }
    }
    false
}
