//! The views: what screens show of a tour, rendered once and kept until the tour changes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::book::Book;
use domain::ids::TourId;
use domain::routing::Roads;
use domain::view::{self, ClockStyle};
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use super::access::{self, Actor};
use super::books::{self, Rendered};
use crate::app::App;
use crate::error::{Error, Result};

/// Days of a day sheet, in one of its forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Data, for programs.
    Json,
    /// Text, for a messenger.
    Text(ClockStyle),
}

/// A piece of the book: what a phone keeps under one name.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = BookPiece)]
pub struct Piece {
    /// `tour`, or a date.
    pub key: String,
    /// Changes with the body.
    pub etag: String,
    /// The body, rendered.
    #[schema(value_type = Object)]
    pub body: Box<RawValue>,
}

/// The pieces that a phone lacks.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = BookPieces)]
pub struct Pieces {
    /// New and changed pieces.
    pub pieces: Vec<Piece>,
    /// The keys that a phone has and that are no longer there.
    pub gone: Vec<String>,
}

/// The day sheet of a date.
pub async fn day_sheet(
    app: &App,
    actor: &Actor,
    tour: TourId,
    date: NaiveDate,
    form: Form,
) -> Result<Rendered> {
    let access = access::tour(app, actor, tour).await?;
    let name = format!("day {date} {form:?}");
    books::rendered(app, &access, &name, |book| {
        let sheet = view::day_sheet(book, date).ok_or_else(Error::not_found)?;
        match form {
            Form::Json => Rendered::json(&sheet),
            Form::Text(style) => {
                let text = sheet.text(style).into_bytes();
                Ok(Rendered::new(text, "text/plain; charset=utf-8"))
            }
        }
    })
    .await
}

/// The tour grid: one row for each day.
pub async fn grid(app: &App, actor: &Actor, tour: TourId) -> Result<Rendered> {
    with_roads(app, actor, tour, "grid", view::grid).await
}

/// The stops in order, with distances.
pub async fn routing(app: &App, actor: &Actor, tour: TourId) -> Result<Rendered> {
    with_roads(app, actor, tour, "routing", view::routing).await
}

/// Another order for the shows that are not agreed.
pub async fn suggestion(app: &App, actor: &Actor, tour: TourId) -> Result<Rendered> {
    let access = access::tour(app, actor, tour).await?;
    books::rendered(app, &access, "suggestion", |book| {
        let found = view::suggested_order(book);
        Rendered::json(&found.map_err(|problem| Error::invalid("tour", problem.to_string()))?)
    })
    .await
}

/// Drivers' hours, vehicle by vehicle and leg by leg.
pub async fn drivers(app: &App, actor: &Actor, tour: TourId) -> Result<Rendered> {
    with_roads(app, actor, tour, "drivers", view::driver_hours).await
}

/// What is wrong with the tour, and what would help.
pub async fn checks(app: &App, actor: &Actor, tour: TourId) -> Result<Rendered> {
    with_roads(app, actor, tour, "checks", view::checks).await
}

/// People and contacts.
pub async fn people(app: &App, actor: &Actor, tour: TourId) -> Result<Rendered> {
    json(app, actor, tour, "people", view::people).await
}

/// Travel of the whole tour.
pub async fn travel(app: &App, actor: &Actor, tour: TourId) -> Result<Rendered> {
    json(app, actor, tour, "travel", view::travel).await
}

async fn json<T: Serialize>(
    app: &App,
    actor: &Actor,
    tour: TourId,
    name: &str,
    view: impl FnOnce(&Book) -> T,
) -> Result<Rendered> {
    let access = access::tour(app, actor, tour).await?;
    books::rendered(app, &access, name, |book| Rendered::json(&view(book))).await
}

async fn with_roads<T: Serialize>(
    app: &App,
    actor: &Actor,
    tour: TourId,
    name: &str,
    view: impl FnOnce(&Book, &Roads) -> T,
) -> Result<Rendered> {
    let access = access::tour(app, actor, tour).await?;
    let render = |book: &Book, roads: &Roads| Rendered::json(&view(book, roads));
    books::rendered_with_roads(app, &access, name, render).await
}

/// Everything that a phone needs with no signal, less what it says it has: key and ETag.
pub async fn book(
    app: &App,
    actor: &Actor,
    tour: TourId,
    have: &BTreeMap<String, String>,
) -> Result<Pieces> {
    let access = access::tour(app, actor, tour).await?;
    let all = books::pieces(app, &access).await?;
    let keys: BTreeSet<_> = all.iter().map(|piece| piece.key.as_str()).collect();
    let gone = have.keys().filter(|key| !keys.contains(key.as_str())).cloned().collect();
    let lacking = all.iter().filter(|piece| have.get(&piece.key) != Some(&piece.etag));
    Ok(Pieces { pieces: lacking.cloned().collect(), gone })
}

/// Renders the pieces of a book.
pub(super) fn render_pieces(book: &Book, roads: &Roads) -> Result<Vec<Piece>> {
    view::book_pieces(book, roads)
        .into_iter()
        .map(|piece| {
            let text = serde_json::to_string(&piece.body).map_err(Error::internal)?;
            let etag = blake3::hash(text.as_bytes()).to_hex()[..16].to_owned();
            let body = RawValue::from_string(text).map_err(Error::internal)?;
            Ok(Piece { key: piece.key, etag, body })
        })
        .collect()
}
