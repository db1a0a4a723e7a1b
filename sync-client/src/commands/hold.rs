//! `buscall hold` and `buscall avails`: dates that venues keep for the tour, and those that are left.

use domain::book::Entry;
use domain::holds::{
    AvailsAsked, HoldMove, HoldProblem, avails, avails_text, hold_edits, is_live, ordinal,
    venue_name, without_venues,
};
use domain::ids::RecordId;
use domain::problem::FieldProblem;
use domain::record::kinds::{Hold, HoldStatus};
use domain::record::{Kind, Whole};
use domain::view::short_date;

use super::Context;
use super::save::{Plan, Refusal, save};
use super::tour::{OpenTour, ambiguous};
use crate::cli::hold::{Avails, HoldAction, HoldCommand};
use crate::edit::{Found, Named, find};
use crate::error::{Error, Exit, Result};
use crate::local::View;
use crate::render::{self, Column, Table, Tone};

const COLUMNS: [Column; 6] = [
    Column::whole("DATE"),
    Column::to("VENUE", 10),
    Column::whole("HOLD"),
    Column::whole("STANDS"),
    Column::whole("UNTIL"),
    Column::to("AGENT", 0),
];

pub(super) async fn run(context: &Context, asked: &HoldCommand) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    let today = tour.today().await?;
    let (what, action) = match &asked.action {
        HoldAction::List { all } => return list(&tour, *all, asked.saving.json).await,
        HoldAction::Clear { what } => (what, HoldMove::Clear),
        HoldAction::Promote { what } => (what, HoldMove::Promote),
        HoldAction::Confirm { what } => (what, HoldMove::Confirm),
        HoldAction::Challenge { what, until } => {
            (what, HoldMove::Challenge { until: today.named(until)? })
        }
    };
    let plan = async |view: &View| -> Result<Plan, Refusal> {
        let id = chosen(&tour, view, what).await?;
        let edits = hold_edits(&view.book, id, action);
        let edits = edits.map_err(|why: HoldProblem| {
            Refusal::Typed(vec![FieldProblem::new("hold", why.to_string())])
        })?;
        Ok(edits.into())
    };
    save(&tour, &asked.saving, plan).await
}

pub(super) async fn left(context: &Context, asked: &Avails) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    let today = tour.today().await?;
    let view = tour.view().await?;
    let date =
        |words: &Option<String>| words.as_deref().map(|words| today.named(words)).transpose();
    let range = AvailsAsked { from: date(&asked.from)?, to: date(&asked.to)? };
    let found = avails(&view.book, range);
    let found = if asked.no_venues { without_venues(found) } else { found };
    if asked.json {
        render::print_json(&serde_json::json!({ "dates": found }))?;
    } else if found.is_empty() {
        render::say("no date is left");
    } else {
        render::print_text(&avails_text(&found, !asked.no_venues))?;
    }
    Ok(Exit::Done)
}

async fn list(tour: &OpenTour, all: bool, json: bool) -> Result<Exit> {
    let view = tour.view().await?;
    let shown = |hold: &&Entry<Hold>| all || is_live(hold);
    let mut holds: Vec<_> = view.book.all::<Hold>().filter(shown).collect();
    holds.sort_by_key(|hold| (date_of(&view, hold), hold.level.map(Whole::get), hold.id()));
    if json {
        let records: Vec<_> = holds.iter().map(|hold| hold.record()).collect();
        render::print_json(&serde_json::json!({ "holds": records }))?;
        return Ok(Exit::Done);
    }
    if holds.is_empty() {
        render::say("nothing is held");
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&COLUMNS);
    for hold in holds {
        let tone = if is_live(hold) { Tone::Plain } else { Tone::Faint };
        table.row(cells(&view, hold).map(|cell| (tone, cell)));
    }
    render::print_text(&table.text(render::width()))?;
    Ok(Exit::Done)
}

fn cells(view: &View, hold: &Entry<Hold>) -> [String; 6] {
    let status = hold.status.unwrap_or(HoldStatus::Held);
    let until = if status == HoldStatus::Challenged { hold.challenge_until } else { hold.expires };
    [
        date_of(view, hold).map(short_date).unwrap_or_default(),
        venue_name(&view.book, hold).unwrap_or_default(),
        hold.level.map(|level| ordinal(level.get())).unwrap_or_default(),
        status.word().to_owned(),
        until.map(short_date).unwrap_or_default(),
        hold.agent.as_ref().map(ToString::to_string).unwrap_or_default(),
    ]
}

fn date_of(view: &View, hold: &Hold) -> Option<chrono::NaiveDate> {
    hold.day.and_then(|day| view.book.date_of(day))
}

/// The hold that is meant: by its id or the beginning of it, or by its venue and date.
async fn chosen(tour: &OpenTour, view: &View, words: &str) -> Result<RecordId> {
    if let Some(id) = tour.by_id(words).await? {
        return Ok(id);
    }
    let live = view.book.all::<Hold>().filter(|hold| is_live(hold));
    let named = live.map(|hold| {
        let date = date_of(view, hold).map(|date| format!("{} {date}", short_date(date)));
        let title = venue_name(&view.book, hold).unwrap_or_default();
        let (date, level) =
            (date.unwrap_or_default(), hold.level.map(|level| ordinal(level.get())));
        let detail = format!("{date} {}", level.unwrap_or_default());
        let also = vec![format!("{title} {detail}")];
        Named { id: hold.id(), kind: Kind::Hold, title, also, detail }
    });
    let named: Vec<_> = named.collect();
    match find(words, &named) {
        Found::One(one) => Ok(one.id),
        Found::None => Err(Error::Usage(format!("nothing called `{words}` is held"))),
        Found::Several(several) => Err(ambiguous(words, &several)),
    }
}
