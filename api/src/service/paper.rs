//! What is made of a tour for others: messages and paper, each in a variant that says for whom it is.
//!
//! A variant is made from all that the actor sees, because only that tells what must be left out, and
//! holds no more than its audiences may see.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::book::Book;
use domain::ids::{RecordId, ScopeId, TourId};
use domain::view::{self, ClockStyle, DaySheet, Variant};

use super::access::{self, Actor, TourAccess};
use super::books::{self, Rendered};
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
