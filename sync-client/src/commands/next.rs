//! `buscall next`: what is next, in how many minutes, and where.

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::book::Book;
use domain::ids::RecordId;
use domain::record::Kind;
use domain::record::kinds::Status;
use domain::time::{When, Zone, local, zone_at};
use domain::view::{ClockStyle, DaySheet, ShownTime, day_sheet, duration, long_date, short_date};
use serde::Serialize;

use super::Context;
use super::tour::OpenTour;
use crate::cli::read::Next;
use crate::edit::Here;
use crate::error::{Exit, Result};
use crate::render::{self, Tone, paint};

/// Dates that are looked through in the copy day by day; what is further off is found in the whole.
const DATES_NEAR: usize = 3;
/// Days after its own that a clock of a show day may reach into: it goes up to 23:59+2.
const DAYS_OVER: u64 = 2;

/// What is next.
#[derive(Debug, Serialize)]
struct NextOut {
    /// The instant at which this was asked.
    now: DateTime<Utc>,
    /// The clock where the tour is.
    venue: ClockAt,
    /// The clock at home; null where the tour has no home.
    home: Option<ClockAt>,
    /// What is going on: it has begun and has an end that is not reached.
    running: Vec<Upcoming>,
    /// What is next; null at the end of the tour. Several things may begin at the same minute.
    next: Vec<Upcoming>,
    /// What comes after that.
    then: Vec<Upcoming>,
}

/// What a wall shows.
#[derive(Debug, Serialize)]
struct ClockAt {
    zone: Zone,
    abbreviation: String,
    date: NaiveDate,
    clock: String,
}

/// Something with a time.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Upcoming {
    record: RecordId,
    kind: Kind,
    /// The show day.
    date: NaiveDate,
    title: String,
    /// When, as it is printed.
    text: String,
    #[serde(skip)]
    when: Option<When>,
    instant: DateTime<Utc>,
    end_instant: Option<DateTime<Utc>>,
    /// Minutes until it begins, begun ones counted; negative for what is going on.
    minutes: i64,
    place: Option<String>,
    confirmed: bool,
}

pub(super) async fn run(context: &Context, asked: &Next) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    let today = tour.today().await?;
    let home = today.view.book.tour().and_then(|tour| tour.home_zone);
    let mut timed = timed_on(&today.view.book, today.date, tour.now);
    let book = &today.view.book;
    let first = today.date.checked_sub_days(Days::new(DAYS_OVER)).unwrap_or(today.date);
    let before = book.dates().filter(|date| (first..today.date).contains(date));
    let dates: Vec<_> = before.chain(book.dates_after(today.date).take(DATES_NEAR)).collect();
    for date in dates {
        let view = tour.local.view_on(date).await?;
        timed.extend(timed_on(&view.book, date, tour.now));
    }
    if timed.iter().all(|one| one.instant <= tour.now) {
        let view = tour.view().await?;
        let far = view.book.dates_after(today.date);
        timed.extend(far.flat_map(|date| timed_on(&view.book, date, tour.now)));
    }
    let out = sorted_out(timed, tour.now, today.here, home);
    if asked.look.json {
        render::print_json(&out)?;
    } else {
        render::print_text(&text(&out, today.date, asked.look.clock.into()))?;
    }
    Ok(Exit::Done)
}

/// Everything of a date that has an instant, unless the date is off.
fn timed_on(book: &Book, date: NaiveDate, now: DateTime<Utc>) -> Vec<Upcoming> {
    let Some(sheet) = day_sheet(book, date) else { return Vec::new() };
    if sheet.header.status == Some(Status::Cancelled) {
        return Vec::new();
    }
    let mut timed = rows(&sheet, now);
    timed.extend(legs(&sheet, now));
    timed
}

fn rows(sheet: &DaySheet, now: DateTime<Utc>) -> Vec<Upcoming> {
    let place = sheet.header.venue.clone();
    let row = |row: &domain::view::ScheduleRow| {
        let place = row.place.clone().or_else(|| place.clone());
        let named = (row.id, Kind::ScheduleItem, row.title.clone());
        upcoming(sheet.header.date, named, &row.time, place, row.confirmed, now)
    };
    sheet.schedule.iter().filter_map(row).collect()
}

fn legs(sheet: &DaySheet, now: DateTime<Utc>) -> Vec<Upcoming> {
    let on = sheet.travel.iter().filter(|leg| leg.status != Some(Status::Cancelled));
    on.flat_map(|leg| {
        let confirmed = leg.status == Some(Status::Confirmed);
        let from = leg.depart.name.clone();
        let lobby = leg.lobby_call.as_ref().and_then(|time| {
            let named = (leg.id, Kind::Travel, format!("Lobby call: {}", leg.title));
            upcoming(sheet.header.date, named, time, from.clone(), confirmed, now)
        });
        let named = (leg.id, Kind::Travel, leg.title.clone());
        let depart = upcoming(sheet.header.date, named, &leg.depart.time, from, confirmed, now);
        [lobby, depart]
    })
    .flatten()
    .collect()
}

fn upcoming(
    date: NaiveDate,
    (record, kind, title): (RecordId, Kind, String),
    time: &ShownTime,
    place: Option<String>,
    confirmed: bool,
    now: DateTime<Utc>,
) -> Option<Upcoming> {
    let instant = time.instant?;
    let seconds = (instant - now).num_seconds();
    Some(Upcoming {
        record,
        kind,
        date,
        title,
        text: time.text.clone(),
        when: time.when,
        instant,
        end_instant: time.end_instant,
        minutes: seconds.div_euclid(60) + i64::from(seconds.rem_euclid(60) > 0),
        place,
        confirmed,
    })
}

fn sorted_out(
    mut timed: Vec<Upcoming>,
    now: DateTime<Utc>,
    here: Here,
    home: Option<Zone>,
) -> NextOut {
    timed.sort_by_key(|one| (one.instant, one.date));
    timed.dedup();
    let is_running =
        |one: &&Upcoming| one.instant <= now && one.end_instant.is_some_and(|end| end > now);
    let running = timed.iter().filter(is_running).cloned().collect();
    let mut ahead = timed.iter().filter(|one| one.instant > now);
    let mut together = || -> Vec<Upcoming> {
        let Some(first) = ahead.next().cloned() else { return Vec::new() };
        let same = ahead.clone().take_while(|one| one.instant == first.instant).cloned();
        let same: Vec<_> = same.collect();
        ahead.by_ref().take(same.len()).for_each(drop);
        std::iter::once(first).chain(same).collect()
    };
    let (next, then) = (together(), together());
    NextOut {
        now,
        venue: clock_at(here.zone, now),
        home: home.map(|home| clock_at(home, now)),
        running,
        next,
        then,
    }
}

fn clock_at(zone: Zone, now: DateTime<Utc>) -> ClockAt {
    let wall = local(zone, now);
    let clock = wall.format("%H:%M").to_string();
    ClockAt { zone, abbreviation: zone_at(zone, now).abbreviation, date: wall.date(), clock }
}

fn text(out: &NextOut, today: NaiveDate, style: ClockStyle) -> String {
    let mut lines = Vec::new();
    for one in &out.running {
        lines.push(paint(Tone::Faint, &format!("now   {}", told(one, today, style))));
    }
    for one in &out.next {
        let away = duration(one.minutes);
        lines.push(paint(Tone::Strong, &format!("next  {}, in {away}", told(one, today, style))));
    }
    for one in &out.then {
        lines.push(format!("then  {}", told(one, today, style)));
    }
    if out.next.is_empty() {
        lines.push("nothing that has a time comes after this".to_owned());
    }
    lines.push(clocks(out, style));
    lines.join("\n")
}

fn told(one: &Upcoming, today: NaiveDate, style: ClockStyle) -> String {
    let time = one.when.map_or_else(|| one.text.clone(), |when| style.when(when));
    let doubt = if one.confirmed { "" } else { " ?" };
    let place = one.place.as_ref().map(|place| format!(" ({place})")).unwrap_or_default();
    let date = if one.date == today { String::new() } else { format!("{} ", short_date(one.date)) };
    format!("{date}{time}  {}{doubt}{place}", one.title)
}

fn clocks(out: &NextOut, style: ClockStyle) -> String {
    let shown = |at: &ClockAt| {
        let clock = at.clock.parse().map_or_else(|_| at.clock.clone(), |clock| style.clock(clock));
        format!("{clock} {}", at.abbreviation)
    };
    let mut line = format!("it is {} on {}", shown(&out.venue), long_date(out.venue.date));
    if let Some(home) = out.home.as_ref().filter(|home| home.abbreviation != out.venue.abbreviation)
    {
        let date = home.date;
        let day = if date == out.venue.date {
            String::new()
        } else {
            format!(" on {}", date.format("%A"))
        };
        line = format!("{line}, {}{day} at home", shown(home));
    }
    paint(Tone::Faint, &line)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn one(n: u128, start: &str, end: Option<&str>) -> Upcoming {
        let instant: DateTime<Utc> = start.parse().unwrap();
        Upcoming {
            record: RecordId(Uuid::from_u128(n)),
            kind: Kind::ScheduleItem,
            date: "2026-11-24".parse().unwrap(),
            title: format!("Row {n}"),
            text: instant.format("%H:%M").to_string(),
            when: None,
            instant,
            end_instant: end.map(|end| end.parse().unwrap()),
            minutes: (instant - now()).num_minutes(),
            place: None,
            confirmed: true,
        }
    }

    fn now() -> DateTime<Utc> {
        "2026-11-24T18:00:00Z".parse().unwrap()
    }

    fn out(timed: Vec<Upcoming>) -> NextOut {
        let zone: Zone = "Europe/Berlin".parse().unwrap();
        let here = Here { wall: local(zone, now()), zone };
        sorted_out(timed, now(), here, "America/New_York".parse().ok())
    }

    fn titles(ones: &[Upcoming]) -> Vec<&str> {
        ones.iter().map(|one| one.title.as_str()).collect()
    }

    #[test]
    fn what_is_going_on_what_is_next_and_what_comes_then_are_told_apart() {
        let out = out(vec![
            one(4, "2026-11-24T20:00:00Z", None),
            one(1, "2026-11-24T17:00:00Z", Some("2026-11-24T18:30:00Z")),
            one(0, "2026-11-24T16:00:00Z", None),
            one(2, "2026-11-24T18:30:00Z", None),
            one(3, "2026-11-24T18:30:00Z", None),
            one(5, "2026-11-24T21:00:00Z", None),
        ]);
        assert_eq!(titles(&out.running), ["Row 1"]);
        assert_eq!(titles(&out.next), ["Row 2", "Row 3"]);
        assert_eq!(titles(&out.then), ["Row 4"]);
        let text = text(&out, "2026-11-24".parse().unwrap(), ClockStyle::H24);
        let text = anstream::adapter::strip_str(&text).to_string();
        assert_eq!(
            text,
            "now   17:00  Row 1\nnext  18:30  Row 2, in 30 min\nnext  18:30  Row 3, in 30 min\n\
             then  20:00  Row 4\nit is 19:00 CET on Tuesday 24 November, 13:00 EST at home"
        );
    }

    #[test]
    fn after_the_last_date_nothing_is_next() {
        let out = out(Vec::new());
        assert!(text(&out, "2026-11-24".parse().unwrap(), ClockStyle::H12).contains("nothing"));
    }
}
