//! What is made of a tour for others: messages and papers, each in a variant that says for whom it is.
//!
//! A variant is made from all that the actor sees, because only that tells what must be left out, and
//! holds no more than its audiences may see.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::book::Book;
use domain::ids::{RecordId, ScopeId, TourId};
use domain::routing::Roads;
use domain::view::{self, ClockStyle, DaySheet, Variant};
use interchange::export::pdf::{Document, Look, PageSize, Printed, Source};

use super::access::{self, Actor, TourAccess};
use super::books::{self, Rendered};
use super::{advance, day_links};
use crate::app::App;
use crate::error::{Error, Result};

/// What a message tells.
#[derive(Clone, Copy, Debug)]
pub struct Message {
    /// How clocks are written.
    pub style: ClockStyle,
    /// Only what has changed, since an edition where one is named.
    pub changes: Option<Option<RecordId>>,
}

/// The day in short, or only what has changed, for a messenger.
pub async fn message(
    app: &App,
    actor: &Actor,
    tour: TourId,
    date: NaiveDate,
    variant: Variant,
    asked: &Message,
) -> Result<Rendered> {
    let access = access::tour(app, actor, tour).await?;
    let link = address(app, tour, date, None);
    let name = format!("message {date} {variant:?} {asked:?}");
    books::rendered(app, &access, &name, |book| {
        let sheet = sheet(book, &access, variant, date)?;
        let text = match asked.changes {
            None => sheet.message(asked.style, Some(&link)),
            Some(since) => {
                sheet.changes_message(since, Some(&link)).ok_or_else(Error::not_found)?
            }
        };
        Ok(Rendered::new(text.into_bytes(), "text/plain; charset=utf-8"))
    })
    .await
}

/// The sheet of a date in a variant.
pub(super) fn sheet(
    book: &Book,
    access: &TourAccess,
    variant: Variant,
    date: NaiveDate,
) -> Result<DaySheet> {
    let paper = view::paper_book(book, variant, &audiences(access));
    view::day_sheet(&paper, date).ok_or_else(Error::not_found)
}

/// The audiences that the actor is in, by name.
pub(super) fn audiences(access: &TourAccess) -> BTreeMap<ScopeId, String> {
    access.scopes.iter().map(|scope| (scope.id, scope.audience.clone())).collect()
}

/// Where somebody who is on the tour finds the sheet of a date, and what has changed since an edition.
pub(super) fn address(
    app: &App,
    tour: TourId,
    date: NaiveDate,
    edition: Option<RecordId>,
) -> String {
    let site = app.settings.public_url.trim_end_matches('/');
    let since = edition.map(|edition| format!("?v={edition}")).unwrap_or_default();
    format!("{site}/tours/{tour}/{date}{since}")
}

/// How a document is printed.
#[derive(Clone, Debug)]
pub struct Print {
    /// For whom.
    pub variant: Variant,
    /// On which paper.
    pub size: PageSize,
    /// How clocks are written.
    pub clock: ClockStyle,
    /// The secret of a link to the sheet that its code shall open, for readers without a log-in.
    pub link: Option<String>,
}

/// A document as a PDF.
pub async fn print(
    app: &App,
    actor: &Actor,
    tour: TourId,
    document: Document,
    print: Print,
) -> Result<Vec<u8>> {
    let access = access::tour(app, actor, tour).await?;
    let printed = take_out(app, &access, document, print.variant).await?;
    let link = match (printed.leads_to(), &print.link) {
        (Some((date, edition)), Some(token)) => {
            let url = day_links::for_paper(app, &access, date, print.variant, token).await?;
            let since = edition.map(|edition| format!("?v={edition}")).unwrap_or_default();
            Some(format!("{url}{since}"))
        }
        (Some((date, edition)), None) => Some(address(app, tour, date, edition)),
        (None, _) => None,
    };
    let Print { variant, size, clock, .. } = print;
    let look = Look { size, clock, variant, as_of: app.clock.now(), link };
    // Drawing takes tens of milliseconds a page, and a tour book has many.
    let drawn = tokio::task::spawn_blocking(move || printed.draw(look)).await;
    drawn.map_err(Error::internal)?.map_err(Error::internal)
}

async fn take_out(
    app: &App,
    access: &TourAccess,
    document: Document,
    variant: Variant,
) -> Result<Printed> {
    let audiences = audiences(access);
    let take = |book: &Book, roads: &Roads, directory: &Book| {
        let source = Source { book, roads, directory, audiences: &audiences };
        Printed::of(document, variant, source).ok_or_else(Error::not_found)
    };
    match document {
        Document::TourBook | Document::Routing => {
            books::read_with_roads(app, access, |book, roads| take(book, roads, &Book::new()))
                .await?
        }
        Document::Advance(_) => {
            let directory = advance::directory(app, access).await?;
            let read = |book: &Book, beside: &Book| take(book, &Roads::default(), beside);
            books::read_beside(app, access, directory.as_ref(), read).await?
        }
        Document::Day(_) | Document::GuestList(_) | Document::RoomingList(_) => {
            books::read(app, access, |book| take(book, &Roads::default(), &Book::new())).await?
        }
    }
}
