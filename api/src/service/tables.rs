//! Tables of a tour for spreadsheets, and the lists for hotels and box offices as data. They are rendered
//! once and kept until the tour changes, like every view.

use domain::book::Book;
use domain::ids::{RecordId, TourId};
use domain::routing::Roads;
use domain::view;
use interchange::export::table::{TableFormat, TableOf};
use serde::Serialize;

use super::access::{self, Actor};
use super::books::{self, Rendered};
use crate::app::App;
use crate::error::{Error, Result};

/// A table as a file.
pub struct TableFile {
    /// What it is called.
    pub name: String,
    /// Its bytes.
    pub rendered: Rendered,
}

/// A table of the tour as the actor sees it.
pub async fn file(
    app: &App,
    actor: &Actor,
    tour: TourId,
    of: TableOf,
    format: TableFormat,
) -> Result<TableFile> {
    let access = access::tour(app, actor, tour).await?;
    let view = format!("table {of:?} {format:?}");
    let render = |book: &Book, roads: &Roads| {
        let table = of.made(book, roads).ok_or_else(Error::not_found)?;
        let bytes = table.written(format).map_err(Error::internal)?;
        Ok(Rendered::new(bytes, format.media_type()))
    };
    let rendered = if of == TableOf::Routing {
        books::rendered_with_roads(app, &access, &view, render).await?
    } else {
        books::rendered(app, &access, &view, |book| render(book, &Roads::default())).await?
    };
    let name = books::read(app, &access, |book| of.file_name(book, format)).await?;
    Ok(TableFile { name, rendered })
}

/// The guest list of an event as the actor sees it.
pub async fn guest_list(
    app: &App,
    actor: &Actor,
    tour: TourId,
    event: RecordId,
) -> Result<Rendered> {
    list(app, actor, tour, &format!("guest list {event}"), |book| view::guest_list(book, event))
        .await
}

/// The rooming list of a stay as the actor sees it.
pub async fn rooming_list(
    app: &App,
    actor: &Actor,
    tour: TourId,
    stay: RecordId,
) -> Result<Rendered> {
    list(app, actor, tour, &format!("rooming list {stay}"), |book| view::rooming_list(book, stay))
        .await
}

async fn list<T: Serialize>(
    app: &App,
    actor: &Actor,
    tour: TourId,
    name: &str,
    list: impl FnOnce(&Book) -> Option<T>,
) -> Result<Rendered> {
    let access = access::tour(app, actor, tour).await?;
    books::rendered(app, &access, name, |book| {
        Rendered::json(&list(book).ok_or_else(Error::not_found)?)
    })
    .await
}
