//! `buscall hold`: what venues keep for the tour, and what becomes of it.

mod list;

use chrono::NaiveDate;
use domain::holds::{Fresh, HoldPlan, HoldRefusal, challenge, clear, confirm, is_live, promote};
use domain::ids::RecordId;
use domain::record::kinds::Hold as Record;
use domain::record::{Fields, Kind};
use domain::view::{record_date, short_date};
use serde_json::json;

use super::Context;
use super::add::{existing_day, scope_of};
use super::save::{Plan, Refusal, save};
use super::tour::{OpenTour, Today, ambiguous, kind_words, named};
use crate::cli::hold::{Hold, HoldAction, OneHold};
use crate::cli::write::Saving;
use crate::clock;
use crate::edit::{Assignment, Found, Named, created, find};
use crate::error::{Error, Exit, Result};
use crate::local::View;

pub(super) async fn run(context: &Context, asked: &Hold) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    let today = tour.today().await?;
    match &asked.action {
        HoldAction::List { day, all, json } => {
            let day = day.as_deref().map(|words| today.named(words)).transpose()?;
            list::run(&tour, day, *all, *json).await
        }
        HoldAction::Add { date, fields, audience, saving } => {
            let date = today.named(date)?;
            add(&tour, &today, date, fields, audience.as_deref(), saving).await
        }
        HoldAction::Clear(which) => step(&tour, &today, which, clear).await,
        HoldAction::Promote(which) => step(&tour, &today, which, promote).await,
        HoldAction::Challenge { which, until } => {
            let until = today.named(until)?;
            step(&tour, &today, which, |book, hold, today| challenge(book, hold, until, today))
                .await
        }
        HoldAction::Confirm(which) => {
            let fresh =
                Fresh { event: RecordId(clock::new_id()), venue: RecordId(clock::new_id()) };
            step(&tour, &today, which, |book, hold, today| confirm(book, hold, fresh, today)).await
        }
    }
}

async fn add(
    tour: &OpenTour,
    today: &Today,
    date: NaiveDate,
    fields: &[Assignment],
    audience: Option<&str>,
    saving: &Saving,
) -> Result<Exit> {
    let id = RecordId(clock::new_id());
    let plan = async |view: &View| -> Result<Plan, Refusal> {
        let scope = scope_of(view, audience.unwrap_or(Kind::Hold.usual_audience()))?;
        let day = existing_day(&view.book, date)?;
        let given = Fields::from_iter([("day".to_owned(), json!(day))]);
        let edit = created(scope, &Kind::Hold, id, given, fields, &today.world(&view.book))?;
        Ok(Plan { notes: vec![format!("{} {id}", kind_words(&Kind::Hold))], ..vec![edit].into() })
    };
    save(tour, saving, plan).await
}

/// One step of a hold: planned over what is seen, saved as one group.
async fn step(
    tour: &OpenTour,
    today: &Today,
    which: &OneHold,
    plan: impl Fn(&domain::book::Book, RecordId, NaiveDate) -> Result<HoldPlan, HoldRefusal>,
) -> Result<Exit> {
    let day = which.day.as_deref().map(|words| today.named(words)).transpose()?;
    let planned = async |view: &View| -> Result<Plan, Refusal> {
        let hold = meant(tour, view, &which.what, day).await?;
        let planned = plan(&view.book, hold, today.date);
        let HoldPlan { edits, expired } = planned.map_err(|why| Error::Usage(why.to_string()))?;
        let notes = expired.map(|date| format!("⚠ the hold has expired on {}", short_date(date)));
        // A plan with a note and no edit is told as one that cannot be.
        let notes = notes.filter(|_| !edits.is_empty()).into_iter().collect();
        Ok(Plan { notes, ..edits.into() })
    };
    save(tour, &which.saving, planned).await
}

/// The hold that words mean. Those that are still live come first.
async fn meant(
    tour: &OpenTour,
    view: &View,
    words: &str,
    day: Option<NaiveDate>,
) -> Result<RecordId> {
    if let Some(id) = tour.by_id(words).await? {
        return Ok(id);
    }
    let date = |hold: &domain::book::Entry<Record>| record_date(&view.book, hold.record());
    let of_state = |live: bool| -> Vec<Named> {
        let holds = view.book.all::<Record>().filter(|hold| is_live(hold) == live);
        let holds = holds.filter(|hold| day.is_none() || date(hold) == day);
        let detail = |hold: &domain::book::Entry<Record>| {
            let date = date(hold).map(short_date).unwrap_or_default();
            let level = hold.level.map(|level| format!(", level {}", level.get()));
            format!("{date}{}", level.unwrap_or_default())
        };
        holds.filter_map(|hold| named(&view.book, hold.id(), detail(hold))).collect()
    };
    for among in [of_state(true), of_state(false)] {
        match find(words, &among) {
            Found::One(one) => return Ok(one.id),
            Found::Several(several) => return Err(ambiguous(words, &several)),
            Found::None => {}
        }
    }
    Err(Error::Usage(format!("no hold is called `{words}`; `buscall hold list --all` has them")))
}
