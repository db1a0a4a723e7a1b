//! `buscall route --suggest`: another order for the shows that are not agreed. It moves nothing.

use domain::view::{SuggestedShow, short_date, suggested_order};

use crate::error::{Error, Exit, Result};
use crate::local::View;
use crate::render::{self, Column, Table, Tone};

const COLUMNS: [Column; 4] =
    [Column::whole("DATE"), Column::to("CITY", 8), Column::whole("NOW"), Column::to("", 0)];

pub(super) fn run(view: &View, json: bool) -> Result<Exit> {
    let found = suggested_order(&view.book);
    let found = found.map_err(|problem| Error::Usage(problem.to_string()))?;
    if json {
        render::print_json(&found)?;
        return Ok(Exit::Done);
    }
    if found.n_changes > 0 {
        let mut table = Table::new(&COLUMNS);
        for show in &found.shows {
            let tone = if show.date == show.now { Tone::Faint } else { Tone::Plain };
            table.row(cells(show).map(|cell| (tone, cell)));
        }
        render::print_text(&table.text(render::width()))?;
    }
    found.sentences.iter().for_each(|sentence| render::say(sentence));
    Ok(Exit::Done)
}

fn cells(show: &SuggestedShow) -> [String; 4] {
    let (now, remark) = match (show.date == show.now, show.is_fixed) {
        (true, true) => (String::new(), "agreed"),
        (true, false) => (String::new(), "stays"),
        (false, _) => (short_date(show.now), ""),
    };
    [short_date(show.date), show.city.clone().unwrap_or_default(), now, remark.to_owned()]
}
