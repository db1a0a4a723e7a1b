//! `buscall route --suggest`: which order of the shows would take less driving. Nothing is changed.

use domain::view::{OrderWish, SuggestedOrder, short_date, suggested_order};

use super::tour::{OpenTour, Today};
use crate::cli::read::Route;
use crate::error::{Error, Exit, Result};
use crate::render::{self, Column, Table, Tone};

const COLUMNS: [Column; 3] = [Column::whole("FROM"), Column::whole("TO"), Column::to("SHOW", 12)];

pub(super) async fn run(tour: &OpenTour, today: &Today, asked: &Route) -> Result<Exit> {
    let wish = wish(today, asked)?;
    let view = tour.view().await?;
    let suggested = suggested_order(&view.book, &wish);
    let suggested = suggested.map_err(|problem| Error::Usage(problem.to_string()))?;
    if asked.look.json {
        render::print_json(&suggested)?;
        return Ok(Exit::Done);
    }
    render::print_text(&text(&suggested))?;
    for day in &suggested.left_out {
        let date = view.book.date_of(*day).map(short_date).unwrap_or_default();
        render::say(&format!("left out: the show on {date}, whose place or country is not known"));
    }
    render::say(
        "by estimated drives, up to 9 h at the wheel to the next date; nothing was changed",
    );
    Ok(Exit::Done)
}

fn wish(today: &Today, asked: &Route) -> Result<OrderWish> {
    let dates = |words: &[String]| -> Result<Vec<_>> {
        words.iter().map(|words| today.named(words)).collect()
    };
    let within = dates(&asked.within)?;
    let within = within.chunks_exact(3).map(|three| (three[0], three[1], three[2]));
    Ok(OrderWish { keep: dates(&asked.keep)?, within: within.collect() })
}

/// What moves, then what it is about.
fn text(suggested: &SuggestedOrder) -> String {
    let mut table = Table::new(&COLUMNS);
    for moved in &suggested.suggestion.changes {
        let name = suggested.names.get(&moved.stop).cloned().unwrap_or_default();
        let cells = [short_date(moved.from), short_date(moved.to), name];
        table.row(cells.map(|cell| (Tone::Plain, cell)));
    }
    format!("{}{}\n", table.text(render::width()), suggested.sentences.join("\n"))
}
