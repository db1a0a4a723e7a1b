//! `buscall set`: new values for fields of one record.

use chrono::NaiveDate;
use domain::change::{Edit, FromTo};
use domain::record::Record;
use domain::time::{When, Zone};
use domain::view::{ShownTime, record_date};

use super::Context;
use super::save::{Plan, Refusal, save};
use super::tour::OpenTour;
use crate::cli::write::Set;
use crate::edit::{changed, zone_of};
use crate::error::{Error, Exit, Result};
use crate::local::View;

pub(super) async fn run(context: &Context, asked: &Set) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    let today = tour.today().await?;
    let date = asked.day.as_deref().map_or(Ok(today.date), |words| today.named(words))?;
    let plan = async |view: &View| -> Result<Plan, Refusal> {
        let id = tour.named(&asked.what, view, date).await?;
        let record = view.book.record(id).filter(|record| !record.deleted);
        let record =
            record.ok_or_else(|| Error::Usage(format!("`{id}` is not there, or was deleted")))?;
        let seen = tour.seen(record).await?;
        let edits = changed(record, seen, &asked.fields, &today.world(&view.book))?;
        let notes = edits.iter().flat_map(|edit| clock_notes(view, record, edit)).collect();
        Ok(Plan { notes, ..edits.into() })
    };
    save(&tour, &asked.saving, plan).await
}

/// What a change of the clocks does to the times that were typed, so that nothing is guessed in
/// silence.
fn clock_notes(view: &View, record: &Record, edit: &Edit) -> Vec<String> {
    let Edit::Set { fields, .. } = edit else { return Vec::new() };
    let Some(date) = record_date(&view.book, record) else { return Vec::new() };
    let timed = fields.iter().filter_map(|(field, FromTo(_, to))| {
        let when: When = serde_json::from_value(to.clone()).ok()?;
        Some(shown(when, date, zone(view, record, field, date)))
    });
    let reports = timed.flat_map(|shown| shown.clock_reports);
    reports.map(|report| format!("⚠ {}", report.sentence)).collect()
}

fn shown(when: When, date: NaiveDate, zone: Zone) -> ShownTime {
    ShownTime::new(Some(when), date, Some(zone))
}

/// The zone on whose clocks a field of a record is told.
fn zone(view: &View, record: &Record, field: &str, date: NaiveDate) -> Zone {
    let of_end = match field {
        "depart" => "depart_zone",
        "arrive" => "arrive_zone",
        _ => "zone",
    };
    let own = record.value(of_end).as_str().and_then(|name| name.parse().ok());
    own.unwrap_or_else(|| zone_of(&view.book, date))
}
