//! `buscall days`: the tour as a table, one row a date.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::change::Edit;
use domain::record::kinds::Status;
use domain::routing::Roads;
use domain::time::parse_when;
use domain::view::{ClockStyle, Grid, GridDay, grid, record_date, short_date};

use super::tour::OpenTour;
use super::{Context, standing};
use crate::cli::read::Days;
use crate::error::{Exit, Result};
use crate::local::View;
use crate::render::{self, Column, Table, Tone};

const COLUMNS: [Column; 11] = [
    Column::whole(""),
    Column::whole("DATE"),
    Column::to("TYPE", 4),
    Column::to("CITY", 8),
    Column::to("VENUE", 8),
    Column::to("LOAD-IN", 0),
    Column::to("DOORS", 5),
    Column::to("SET", 0),
    Column::to("CURFEW", 0),
    Column::to("BUS CALL", 0),
    Column::to("", 0),
];

pub(super) async fn run(context: &Context, asked: &Days) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    let today = tour.today().await?;
    let from = asked.from.as_deref().map(|words| today.named(words)).transpose()?;
    let to = asked.to.as_deref().map(|words| today.named(words)).transpose()?;
    let view = tour.view().await?;
    let mut grid = grid(&view.book, &Roads::default());
    grid.days.retain(|day| {
        from.is_none_or(|from| day.date >= from) && to.is_none_or(|to| day.date <= to)
    });
    if asked.look.json {
        render::print_json(&grid)?;
        return Ok(Exit::Done);
    }
    if grid.days.is_empty() {
        render::say("the tour has no days there");
    }
    let text = text(&grid, &view, today.date, asked.look.clock.into());
    render::print_text(&text.text(render::width()))?;
    render::say(&standing::lines(&view, today.here, tour.now, asked.look.clock.into()));
    Ok(Exit::Done)
}

fn text(grid: &Grid, view: &View, today: NaiveDate, style: ClockStyle) -> Table {
    let (unsent, refused) = (dates_unsent(view), dates_refused(view));
    let mut table = Table::new(&COLUMNS);
    for day in &grid.days {
        let sign = match day {
            _ if refused.contains(&day.date) => (Tone::Bad, "✖".to_owned()),
            day if day.n_disputed > 0 => (Tone::Warn, "⚠".to_owned()),
            _ if unsent.contains(&day.date) => (Tone::Strong, "●".to_owned()),
            _ => (Tone::Plain, String::new()),
        };
        table.row(std::iter::once(sign).chain(cells(day, today, style)));
    }
    table
}

fn cells(day: &GridDay, today: NaiveDate, style: ClockStyle) -> Vec<(Tone, String)> {
    let off = day.status == Some(Status::Cancelled);
    let tone = match day.date {
        date if date == today => Tone::Strong,
        _ if off => Tone::Faint,
        _ => Tone::Plain,
    };
    let kind = day.day_type.map(|kind| kind.word().replace('_', " "));
    let kind = if off { Some("cancelled".to_owned()) } else { kind };
    let times = [&day.load_in, &day.doors, &day.set, &day.curfew, &day.bus_call];
    let times = times.map(|time| time.as_deref().map(|time| clocks(time, style)));
    let words = [Some(short_date(day.date)), kind, day.city.clone(), venue(day)];
    let cells = words.into_iter().chain(times).map(|cell| (tone, cell.unwrap_or_default()));
    let mut cells: Vec<_> = cells.collect();
    cells.push((Tone::Faint, remarks(day)));
    cells
}

fn venue(day: &GridDay) -> Option<String> {
    day.venue.clone().or_else(|| day.title.clone())
}

/// What else there is to know of a date in a table.
fn remarks(day: &GridDay) -> String {
    let zone = day.zone.filter(|_| day.zone_changed).map(|zone| {
        let sign = if day.zone_change_minutes > 0 { "+" } else { "−" };
        let minutes = day.zone_change_minutes.unsigned_abs();
        format!("{zone} ({sign}{}:{:02})", minutes / 60, minutes % 60)
    });
    let open = (day.n_unconfirmed > 0).then(|| format!("{} ?", day.n_unconfirmed));
    zone.into_iter().chain(open).collect::<Vec<_>>().join(", ")
}

/// Printed times in a style; several stand with ` / ` between them.
fn clocks(text: &str, style: ClockStyle) -> String {
    let one =
        |text: &str| parse_when(text).map_or_else(|_| text.to_owned(), |when| style.when(when));
    text.split(" / ").map(one).collect::<Vec<_>>().join(" / ")
}

fn dates_unsent(view: &View) -> BTreeSet<NaiveDate> {
    view.state.outbox.iter().flat_map(|group| dates_of(view, &group.edits)).collect()
}

fn dates_refused(view: &View) -> BTreeSet<NaiveDate> {
    view.tray.iter().flat_map(|logged| dates_of(view, &logged.group.edits)).collect()
}

/// The dates that edits are about.
fn dates_of(view: &View, edits: &[Edit]) -> Vec<NaiveDate> {
    let date = |edit: &Edit| {
        let id = match edit {
            Edit::Create(create) => create.id,
            Edit::Set { id, .. } | Edit::Delete { id, .. } | Edit::Undelete { id, .. } => *id,
            Edit::Add(member) | Edit::Remove(member) => member.id,
            Edit::Settle(settle) => settle.dispute,
        };
        record_date(&view.book, view.book.record(id)?)
    };
    edits.iter().filter_map(date).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_a_table_follow_the_style() {
        assert_eq!(clocks("19:30–20:15 / ~21:00", ClockStyle::H12), "7:30–8:15 PM / ~9:00 PM");
        assert_eq!(clocks("01:30+1", ClockStyle::H24), "01:30+1");
        assert_eq!(clocks("TBD", ClockStyle::H12), "TBD");
    }
}
