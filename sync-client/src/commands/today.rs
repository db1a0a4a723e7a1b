//! `buscall today`: the sheet of the show day that is on.

use domain::view::long_date;

use super::tour::OpenTour;
use super::{Context, day};
use crate::cli::read::Today;
use crate::error::{Exit, Result};
use crate::render;

pub(super) async fn run(context: &Context, asked: &Today) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    let today = tour.today().await?;
    let date = today.date;
    if date != today.here.date() {
        render::say(&format!(
            "it is {} on {}: this is still the sheet of {}, which goes on after midnight; \
             `buscall day tomorrow` shows the next",
            today.here.wall.format("%H:%M"),
            long_date(today.here.date()),
            long_date(date),
        ));
    }
    day::show(&tour, today, date, asked.look).await
}
