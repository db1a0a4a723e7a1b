//! `buscall show`: one record with everything that is known of it.

use chrono::NaiveDate;
use domain::ids::GroupId;
use domain::record::{DELETED, Record};
use domain::view::{
    ClockStyle, DisputeBlock, account_name, disputes, label, record_date, record_title, short_date,
    value_text,
};
use serde::Serialize;

use super::tour::{OpenTour, kind_words};
use super::{Context, standing};
use crate::cli::read::Show;
use crate::error::{Error, Exit, Result};
use crate::local::View;
use crate::render::{self, Column, Table, Tone, paint};

/// A record with everything that is known of it.
#[derive(Serialize)]
struct ShowOut<'r> {
    /// What it is called.
    title: String,
    /// The date that it concerns.
    date: Option<NaiveDate>,
    /// Where it stands: `on_device`, `on_server`, `needs_decision` or `not_accepted`.
    mark: &'static str,
    /// The record as it is seen here.
    record: &'r Record,
    /// What somebody still has to decide about it.
    disputes: Vec<DisputeBlock>,
    /// The groups about it that the server does not have yet.
    unsent: Vec<GroupId>,
}

pub(super) async fn run(context: &Context, asked: &Show) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    let date = tour.date(asked.day.as_deref()).await?;
    let view = tour.view().await?;
    let id = tour.named(&asked.what, &view, date).await?;
    let Some(record) = view.book.record(id) else {
        return Err(Error::Usage(format!("`{id}` is not in what has arrived here")));
    };
    let out = shown(&view, record);
    if asked.json {
        render::print_json(&out)?;
    } else {
        let here = tour.today().await?.here;
        let said = |at: &str| standing::said(at, here, tour.now, ClockStyle::H24);
        render::print_text(&text(&view, &out, said))?;
    }
    Ok(Exit::Done)
}

fn shown<'r>(view: &View, record: &'r Record) -> ShowOut<'r> {
    let about = disputes(&view.book).into_iter().filter(|dispute| dispute.record == record.id);
    let id = record.id.to_string();
    let names_it = |group: &&domain::change::Group| {
        serde_json::to_string(&group.edits).is_ok_and(|edits| edits.contains(&id))
    };
    ShowOut {
        title: record_title(&view.book, record),
        date: record_date(&view.book, record),
        mark: standing::word(view.mark(record.id)),
        record,
        disputes: about.collect(),
        unsent: view.state.outbox.iter().filter(names_it).map(|group| group.id).collect(),
    }
}

fn text(view: &View, out: &ShowOut<'_>, said: impl Fn(&str) -> String + Copy) -> String {
    let record = out.record;
    let mark = view.mark(record.id);
    let sign = standing::sign(mark).unwrap_or('✓').to_string();
    let deleted = if record.deleted { ", deleted" } else { "" };
    let date = out.date.map(|date| format!(", {}", short_date(date))).unwrap_or_default();
    let scope = view.state.scopes.get(&record.scope).map(|scope| scope.audience.as_str());
    let audience = scope.map(|audience| format!(", seen by {audience}")).unwrap_or_default();
    let head = format!(
        "{} {} ({}{date}{audience}{deleted})",
        paint(standing::tone(mark), &sign),
        paint(Tone::Strong, &out.title),
        kind_words(&record.kind),
    );
    let ids = paint(Tone::Faint, &format!("  {}  version {}", record.id, record.ver));
    let mut lines =
        vec![head, ids, fields(view, record, said).text(render::width()).trim_end().to_owned()];
    lines.extend(out.disputes.iter().map(|dispute| {
        let values = std::iter::once(&dispute.in_force).chain(&dispute.candidates);
        let values: Vec<_> = values.map(|value| value.text.as_str()).collect();
        let what = format!("⚠ {}: {} ({})", dispute.label, values.join(" / "), dispute.id);
        paint(Tone::Warn, &what)
    }));
    lines.join("\n")
}

fn fields(view: &View, record: &Record, said: impl Fn(&str) -> String + Copy) -> Table {
    let mut table = Table::new(&[
        Column::whole("FIELD"),
        Column::to("VALUE", 20),
        Column::to("BY", 0),
        Column::to("SAID", 0),
    ]);
    let known = record.kind.rules().iter().map(|rule| rule.name);
    let others = record.fields.keys().map(String::as_str);
    let others = others.filter(|field| record.kind.rule(field).is_none());
    for field in known.chain(others) {
        let value = value_text(&view.book, record.value(field));
        if value.is_empty() {
            continue;
        }
        table.row(row(view, record, (field, value), said));
    }
    if record.deleted {
        table.row(row(view, record, (DELETED, "yes".to_owned()), said));
    }
    table
}

fn row(
    view: &View,
    record: &Record,
    (field, value): (&str, String),
    said: impl Fn(&str) -> String,
) -> [(Tone, String); 4] {
    let stamp = record.stamps.get(field);
    let by = stamp.and_then(|stamp| stamp.by).and_then(|by| account_name(&view.book, by));
    let via = stamp.and_then(|stamp| stamp.via.clone());
    let said = stamp.and_then(|stamp| stamp.said_at.as_deref()).map(said);
    [
        (Tone::Faint, label(field)),
        (Tone::Plain, value),
        (Tone::Faint, by.or(via).unwrap_or_default()),
        (Tone::Faint, said.unwrap_or_default()),
    ]
}
