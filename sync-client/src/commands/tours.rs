//! `buscall tours`: the tours on this device and, when it answers, on the server.

use chrono::NaiveDate;
use domain::ids::TourId;
use serde::Serialize;

use super::{Context, online};
use crate::cli::Tours;
use crate::error::{Error, Exit, Result};
use crate::net::{Patience, TourOnServer};
use crate::render::{self, Column, Table, Tone};

#[derive(Serialize)]
struct ToursOut {
    /// Whether the server answered; without it only copies are known.
    server_reached: bool,
    tours: Vec<TourOut>,
}

#[derive(Serialize)]
struct TourOut {
    id: TourId,
    name: String,
    artist: Option<String>,
    first_date: Option<NaiveDate>,
    last_date: Option<NaiveDate>,
    /// Whether there is a copy on this device.
    here: bool,
    /// Whether commands mean it when none is named.
    current: bool,
}

pub(super) async fn run(context: &Context, asked: &Tours) -> Result<Exit> {
    let (there, trouble) = match there(context).await {
        Ok(there) => (Some(there), None),
        Err(err) => (None, Some(err)),
    };
    let out = ToursOut { server_reached: there.is_some(), tours: merged(context, there)? };
    let nothing = out.tours.is_empty();
    if asked.json {
        render::print_json(&out)?;
    } else {
        render::print_text(&table(&out.tours).text(render::width()))?;
    }
    match trouble {
        // Copies are an answer, too.
        Some(err) if !nothing && err.exit() == Exit::Unreachable => {
            render::say(&format!("only what is on this device: {err}"));
            Ok(Exit::Done)
        }
        Some(err) => Err(err),
        None => Ok(Exit::Done),
    }
}

async fn there(context: &Context) -> Result<Vec<TourOnServer>> {
    let account = context.home.account()?;
    if context.global.offline {
        let why = "offline, as asked for".to_owned();
        return Err(Error::Unreachable { url: account.url, why });
    }
    online(context, Patience::Usual)?.tours().await
}

fn merged(context: &Context, there: Option<Vec<TourOnServer>>) -> Result<Vec<TourOut>> {
    let here = context.home.tours()?;
    let current = context.home.current()?;
    let mut tours: Vec<_> = there
        .unwrap_or_default()
        .into_iter()
        .map(|tour| TourOut {
            id: tour.id,
            name: tour.name,
            artist: tour.artist,
            first_date: tour.first_date,
            last_date: tour.last_date,
            here: here.iter().any(|card| card.tour == tour.id),
            current: current == Some(tour.id),
        })
        .collect();
    for card in here {
        if tours.iter().all(|tour| tour.id != card.tour) {
            tours.push(TourOut {
                id: card.tour,
                name: card.name,
                artist: None,
                first_date: None,
                last_date: None,
                here: true,
                current: current == Some(card.tour),
            });
        }
    }
    Ok(tours)
}

fn table(tours: &[TourOut]) -> Table {
    let columns = [
        Column::whole(""),
        Column::to("tour", 12),
        Column::to("artist", 8),
        Column::whole("from"),
        Column::whole("to"),
        Column::whole("here"),
        Column::to("id", 8),
    ];
    let mut table = Table::new(&columns);
    let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    for tour in tours {
        let mark = if tour.current { "*" } else { "" };
        let here = if tour.here { "yes" } else { "" };
        table.row([
            (Tone::Good, mark.to_owned()),
            (Tone::Strong, tour.name.clone()),
            (Tone::Plain, tour.artist.clone().unwrap_or_default()),
            (Tone::Plain, date(tour.first_date)),
            (Tone::Plain, date(tour.last_date)),
            (Tone::Plain, here.to_owned()),
            (Tone::Faint, tour.id.to_string()),
        ]);
    }
    table
}
