//! `buscall attach`: a file of one's own, kept here at once and sent before the edit that names it.

use std::path::Path;

use domain::ids::RecordId;
use domain::record::{Fields, Kind};
use serde_json::json;

use super::Context;
use super::add::scope_of;
use super::save::{Plan, Refusal, save};
use super::tour::OpenTour;
use crate::cli::files::{Attach, Subject};
use crate::clock;
use crate::edit::{Assignment, Op, created};
use crate::engine::Store;
use crate::error::{Error, Exit, Result};
use crate::local::View;

/// What the endings of names tell of contents. The server tells browsers a few of them.
const TYPES: [(&str, &str); 12] = [
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("heic", "image/heic"),
    ("txt", "text/plain"),
    ("csv", "text/csv"),
    ("dwg", "image/vnd.dwg"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
];

pub(super) async fn run(context: &Context, asked: &Attach) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    let today = tour.today().await?;
    let name = match &asked.name {
        Some(name) => name.clone(),
        None => file_name(&asked.path)?,
    };
    let day = asked.subject.day.as_deref().map(|words| today.named(words)).transpose()?;
    let (hash, bytes) = Store::of(&tour.home).take(&asked.path)?;
    let plan = async |view: &View| -> Result<Plan, Refusal> {
        let world = today.world(&view.book);
        let scope = scope_of(view, &asked.audience)?;
        let (field, subject) = match day {
            Some(date) => ("day", day_of(view, date)?),
            None => subject(&tour, view, &asked.subject).await?,
        };
        let mut given = Fields::from_iter([
            ("name".to_owned(), json!(name)),
            ("hash".to_owned(), json!(hash)),
            ("bytes".to_owned(), json!(bytes)),
            (field.to_owned(), json!(subject)),
        ]);
        if let Some(media_type) = media_type(&asked.path) {
            given.insert("media_type".to_owned(), json!(media_type));
        }
        let category = asked.category.iter().map(|category| Assignment {
            field: "category".to_owned(),
            part: None,
            op: Op::Set,
            text: category.clone(),
        });
        let typed: Vec<_> = category.collect();
        let id = RecordId(clock::new_id());
        Ok(vec![created(scope, &Kind::File, id, given, &typed, &world)?].into())
    };
    save(&tour, &asked.saving, plan).await
}

fn file_name(path: &Path) -> Result<String> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    name.ok_or_else(|| Error::Usage(format!("`{}` names no file", path.display())))
}

fn media_type(path: &Path) -> Option<&'static str> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    TYPES.iter().find(|(known, _)| *known == ending).map(|(_, media_type)| *media_type)
}

fn day_of(view: &View, date: chrono::NaiveDate) -> Result<RecordId> {
    let day = view.book.day_on(date).map(domain::book::Entry::id);
    day.ok_or_else(|| Error::Usage(format!("the tour has no day on {date}")))
}

/// The event or venue that is named by its id.
async fn subject(
    tour: &OpenTour,
    view: &View,
    asked: &Subject,
) -> Result<(&'static str, RecordId)> {
    let (field, kind, text) = match (&asked.event, &asked.venue) {
        (Some(event), _) => ("event", Kind::Event, event),
        (None, Some(venue)) => ("venue", Kind::Venue, venue),
        (None, None) => return Err(Error::Usage("say what the file is for".to_owned())),
    };
    let found = tour.by_id(text).await?.and_then(|id| view.book.record(id));
    let found = found.filter(|record| record.kind == kind && !record.deleted);
    let found = found.map(|record| (field, record.id));
    found.ok_or_else(|| Error::Usage(format!("no {field} here has the id `{text}`")))
}
