//! `buscall hold list`: the holds by date and place in the queue.

use chrono::NaiveDate;
use domain::book::{Book, Entry};
use domain::holds::{house_name, is_live};
use domain::record::kinds::{Hold, HoldStatus};
use domain::record::{Record, Whole};
use domain::view::short_date;
use serde::Serialize;

use super::super::tour::OpenTour;
use crate::error::{Exit, Result};
use crate::render::{self, Column, Table, Tone};

const COLUMNS: [Column; 7] = [
    Column::whole("DATE"),
    Column::whole("LEVEL"),
    Column::to("VENUE", 12),
    Column::whole("STATUS"),
    Column::whole("EXPIRES"),
    Column::to("AGENT", 8),
    Column::whole("ID"),
];

/// As much of an id as tells apart what was made in one millisecond.
const ID_CHARS: usize = 18;

/// A hold as it is told to machines.
#[derive(Serialize)]
struct HoldOut<'b> {
    date: NaiveDate,
    venue: Option<String>,
    #[serde(flatten)]
    record: &'b Record,
}

pub(super) async fn run(
    tour: &OpenTour,
    day: Option<NaiveDate>,
    all: bool,
    json: bool,
) -> Result<Exit> {
    let view = tour.view().await?;
    let holds = listed(&view.book, day, all);
    if json {
        let told = holds.iter().map(|(date, hold)| HoldOut {
            date: *date,
            venue: house_name(&view.book, hold),
            record: hold.record(),
        });
        render::print_json(&told.collect::<Vec<_>>())?;
        return Ok(Exit::Done);
    }
    if holds.is_empty() {
        render::say("nothing is held");
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&COLUMNS);
    for (date, hold) in holds {
        let tone = if is_live(hold) { Tone::Plain } else { Tone::Faint };
        table.row(cells(&view.book, date, hold).map(|cell| (tone, cell)));
    }
    render::print_text(&table.text(render::width()))?;
    Ok(Exit::Done)
}

fn listed(book: &Book, day: Option<NaiveDate>, all: bool) -> Vec<(NaiveDate, &Entry<Hold>)> {
    let dates = book.dates().filter(|date| day.is_none_or(|day| day == *date));
    let days = dates.filter_map(|date| book.on(date));
    let holds = days.flat_map(|on| on.holds().into_iter().map(move |hold| (on.date(), hold)));
    holds.filter(|(_, hold)| all || is_live(hold)).collect()
}

fn cells(book: &Book, date: NaiveDate, hold: &Entry<Hold>) -> [String; 7] {
    let challenged = hold.challenge_until.filter(|_| hold.status == Some(HoldStatus::Challenged));
    let until = challenged.map(|until| format!(" until {}", short_date(until)));
    let status = hold.status.unwrap_or(HoldStatus::Held).word();
    [
        short_date(date),
        hold.level.map(Whole::get).map(|level| level.to_string()).unwrap_or_default(),
        house_name(book, hold).unwrap_or_default(),
        format!("{status}{}", until.unwrap_or_default()),
        hold.expires.map(short_date).unwrap_or_default(),
        hold.agent.as_ref().map(ToString::to_string).unwrap_or_default(),
        hold.id().to_string().chars().take(ID_CHARS).collect(),
    ]
}
