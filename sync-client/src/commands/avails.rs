//! `buscall avails`: the dates that are still open, as text for an e-mail.

use domain::holds::{avails, avails_text};

use super::Context;
use super::tour::OpenTour;
use crate::cli::hold::Avails;
use crate::error::{Exit, Result};
use crate::render;

pub(super) async fn run(context: &Context, asked: &Avails) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    let today = tour.today().await?;
    let date =
        |words: &Option<String>| words.as_deref().map(|words| today.named(words)).transpose();
    let (from, to) = (date(&asked.from)?, date(&asked.to)?);
    let view = tour.view().await?;
    let mut open = avails(&view.book, from, to);
    if asked.json {
        if asked.no_venues {
            open.iter_mut().flat_map(|avail| &mut avail.holds).for_each(|hold| hold.venue = None);
        }
        render::print_json(&open)?;
        return Ok(Exit::Done);
    }
    if open.is_empty() {
        render::say("no date is open");
        return Ok(Exit::Done);
    }
    render::print_text(&avails_text(&open, !asked.no_venues))?;
    Ok(Exit::Done)
}
