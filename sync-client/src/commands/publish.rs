//! `buscall publish`: a sheet or a list becomes a new version. What that changes is shown first.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::book::Entry;
use domain::change::in_groups;
use domain::ids::{RecordId, ScopeId};
use domain::permission::{Action, level_for};
use domain::publish::{NotPublished, Order, PublishPlan, Subject, publish};
use domain::record::{Kind, Line};
use domain::view::{long_date, record_title};

use super::Context;
use super::save::save;
use super::tour::{OpenTour, kind_words};
use crate::cli::publish::Publish;
use crate::clock;
use crate::error::{Error, Exit, Result};
use crate::local::View;
use crate::render::{self, Tone, paint};

pub(super) async fn run(context: &Context, asked: &Publish) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    let date = tour.today().await?.named(&asked.date)?;
    let view = tour.view().await?;
    let subject = subject(&view, date, asked)?;
    let edition = RecordId(clock::new_id());
    let planned = match publish(&view.book, subject, &order(asked)?, edition, &audiences(&view)) {
        Ok(planned) => planned,
        Err(NotPublished::NothingChanged(version)) => {
            render::say(&format!("nothing has changed since version {version}"));
            return Ok(Exit::Done);
        }
        Err(problem) => return Err(Error::Usage(problem.to_string())),
    };
    if asked.saving.json && !asked.yes {
        render::print_json(&planned)?;
        return Ok(Exit::Done);
    }
    if !asked.saving.json {
        render::say(&text(&planned, date));
    }
    if !asked.yes && !render::ask(&format!("Publish version {}?", planned.version))? {
        render::say("nothing was published; `--yes` does it without asking");
        return Ok(if render::is_interactive() { Exit::Done } else { Exit::Undecided });
    }
    let mut exit = Exit::Done;
    // A list of hundreds of lines is more than one group takes.
    for edits in in_groups(planned.edits) {
        exit = save(&tour, &asked.saving, async |_: &View| Ok(edits.clone().into())).await?;
    }
    Ok(exit)
}

fn order(asked: &Publish) -> Result<Order> {
    let reason = asked.saving.reason.as_deref().map(Line::try_from).transpose();
    let reason = reason.map_err(|rule| Error::Usage(format!("the reason {rule}")))?;
    Ok(Order { reason, severity: asked.severity.map(Into::into) })
}

/// The audiences in which the owner of the copy may publish.
fn audiences(view: &View) -> BTreeMap<ScopeId, String> {
    let level = level_for(&Kind::Publication, Action::Create);
    let scopes = view.state.scopes.iter().filter(|(_, scope)| scope.level >= level);
    scopes.map(|(id, scope)| (*id, scope.audience.clone())).collect()
}

fn subject(view: &View, date: NaiveDate, asked: &Publish) -> Result<Subject> {
    match (&asked.guest_list, &asked.rooming) {
        (Some(words), _) => event_on(view, date, words).map(Subject::GuestList),
        (None, Some(words)) => stay_on(view, date, words).map(Subject::RoomingList),
        (None, None) => Ok(Subject::Day(date)),
    }
}

/// The event of a date that words mean; without words the only one.
pub(super) fn event_on(view: &View, date: NaiveDate, words: &str) -> Result<RecordId> {
    let events = view.book.on(date).map(|on| on.events()).unwrap_or_default();
    the_one(view, date, words, &Kind::Event, events.into_iter().map(Entry::record))
}

/// The stay of a date that words mean; without words the only one.
pub(super) fn stay_on(view: &View, date: NaiveDate, words: &str) -> Result<RecordId> {
    let stays = view.book.on(date).map(|on| on.stays()).unwrap_or_default();
    the_one(view, date, words, &Kind::HotelStay, stays.into_iter().map(Entry::record))
}

fn the_one<'v>(
    view: &View,
    date: NaiveDate,
    words: &str,
    kind: &Kind,
    records: impl Iterator<Item = &'v domain::record::Record>,
) -> Result<RecordId> {
    let named = records.map(|record| (record.id, record_title(&view.book, record)));
    let wanted = words.trim().to_lowercase();
    let found: Vec<_> = named.filter(|(_, title)| title.to_lowercase().contains(&wanted)).collect();
    match found.as_slice() {
        [(id, _)] => Ok(*id),
        [] => Err(Error::Usage(format!("there is no such {} on {date}", kind_words(kind)))),
        several => {
            let titles: Vec<_> = several.iter().map(|(_, title)| format!("`{title}`")).collect();
            Err(Error::Usage(format!("it may be any of {}; say which", titles.join(", "))))
        }
    }
}

fn text(plan: &PublishPlan, date: NaiveDate) -> String {
    let head = format!(
        "{}: version {} with {} lines, {}",
        long_date(date),
        plan.version,
        plan.n_lines,
        plan.severity.word()
    );
    let changes = plan.changes.iter().map(|change| format!("  {}", change.sentence));
    std::iter::once(paint(Tone::Strong, &head)).chain(changes).collect::<Vec<_>>().join("\n")
}
