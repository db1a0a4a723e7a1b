//! `buscall add`: something new.

use domain::ids::{RecordId, ScopeId};
use domain::record::{Fields, Kind};
use serde_json::json;

use super::Context;
use super::save::{Plan, Refusal, save};
use super::tour::{OpenTour, kind_words};
use crate::cli::write::Add;
use crate::clock;
use crate::edit::{World, created, kind_named, read};
use crate::error::{Error, Exit, Result};
use crate::local::View;

pub(super) async fn run(context: &Context, asked: &Add) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    let today = tour.today().await?;
    let kind = kind_named(&asked.kind).map_err(Error::Usage)?;
    let date = asked.day.as_deref().map(|words| today.named(words)).transpose()?;
    let plan = async |view: &View| -> Result<Plan, Refusal> {
        let world = today.world(&view.book);
        let audience = asked.audience.as_deref().unwrap_or(kind.usual_audience());
        let scope = scope_of(view, audience)?;
        let (id, given) = match kind {
            Kind::Day => new_day(&tour, asked, date, &world)?,
            _ => (RecordId(clock::new_id()), on_day(&kind, asked, date, &world)?),
        };
        if kind == Kind::Day && view.book.record(id).is_some_and(|day| !day.deleted) {
            let why = "the tour has that day already; `buscall set DATE …` changes it";
            return Err(Error::Usage(why.to_owned()).into());
        }
        let edit = created(scope, &kind, id, given, &asked.fields, &world)?;
        Ok(Plan { notes: vec![format!("{} {id}", kind_words(&kind))], ..vec![edit].into() })
    };
    save(&tour, &asked.saving, plan).await
}

/// The scope of an audience that the copy's owner is in.
pub(super) fn scope_of(view: &View, audience: &str) -> Result<ScopeId> {
    let wanted = audience.trim().to_lowercase();
    let is_it = |name: &str| name.to_lowercase() == wanted;
    let found = view.state.scopes.iter().find(|(_, scope)| is_it(&scope.audience));
    found.map(|(id, _)| *id).ok_or_else(|| {
        let known: Vec<_> =
            view.state.scopes.values().map(|scope| scope.audience.as_str()).collect();
        Error::Usage(format!(
            "you are in no audience `{audience}`; you are in {}",
            known.join(", ")
        ))
    })
}

/// A day has the id that everybody derives for its date, and that date once.
fn new_day(
    tour: &OpenTour,
    asked: &Add,
    date: Option<chrono::NaiveDate>,
    world: &World<'_>,
) -> Result<(RecordId, Fields)> {
    let typed = asked.fields.iter().rfind(|assignment| assignment.field == "date");
    let typed = typed.map(|assignment| {
        let rule = Kind::Day.rule("date").ok_or("a day has no date")?;
        read(rule, &assignment.text, &serde_json::Value::Null, world)
    });
    let typed = typed.transpose().map_err(|why: String| Error::Usage(format!("`date`: {why}")))?;
    let typed = typed.and_then(|date| serde_json::from_value(date).ok());
    let date = typed.or(date).ok_or_else(|| {
        Error::Usage("say which date: `buscall add day --day 2026-11-24`".to_owned())
    })?;
    let given = Fields::from_iter([("date".to_owned(), json!(date))]);
    Ok((RecordId::of_day(tour.tour, date), given))
}

/// What belongs to a day is on the one that is named, or on today; what need not be on one is only
/// on the one that is named.
fn on_day(
    kind: &Kind,
    asked: &Add,
    date: Option<chrono::NaiveDate>,
    world: &World<'_>,
) -> Result<Fields> {
    let says_day = asked.fields.iter().any(|assignment| assignment.field == "day");
    let must = kind.parent_field() == Some("day");
    if kind.rule("day").is_none() || says_day || (date.is_none() && !must) {
        return Ok(Fields::new());
    }
    let date = date.unwrap_or(world.today);
    let day = world.book.day_on(date).ok_or_else(|| {
        Error::Usage(format!(
            "the tour has no day on `{date}`; `buscall add day --day {date}` makes it"
        ))
    })?;
    Ok(Fields::from_iter([("day".to_owned(), json!(day.id()))]))
}
