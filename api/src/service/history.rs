//! The history as people read it: of a tour since some moment, of a day, of one record.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::NaiveDate;
use domain::ids::{RecordId, ScopeId, TourId};
use domain::problem::ErrorCode;
use domain::record::Kind;
use domain::view::{self, Change};

use super::access::{self, Actor, TourAccess};
use super::{books, resources};
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::accounts;
use crate::store::history::{self, Line};

/// Where a reader of changes stands: the counter of each audience.
#[derive(Clone, Debug, Default)]
pub struct Since(BTreeMap<ScopeId, u64>);

impl Since {
    /// As the reader keeps it.
    pub fn to_token(&self) -> String {
        let parts: Vec<_> = self.0.iter().map(|(scope, seq)| format!("{scope}:{seq}")).collect();
        URL_SAFE_NO_PAD.encode(parts.join(","))
    }

    /// Reads it back.
    pub fn from_token(token: &str) -> Result<Self> {
        let refuse = || Error::problem(ErrorCode::Malformed, "`since` is not one of our cursors");
        let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| refuse())?;
        let text = String::from_utf8(bytes).map_err(|_| refuse())?;
        let part = |part: &str| {
            let (scope, seq) = part.split_once(':')?;
            Some((scope.parse().ok()?, seq_of(seq)?))
        };
        let parts = text.split(',').filter(|text| !text.is_empty());
        parts.map(part).collect::<Option<_>>().map(Self).ok_or_else(refuse)
    }
}

/// A counter as somebody wrote it. The database has no larger ones than it can hold with a sign.
pub fn seq_of(text: &str) -> Option<u64> {
    text.parse::<i64>().ok()?.try_into().ok()
}

/// Changes, and from where to read on.
#[derive(Debug)]
pub struct Changes {
    /// The changes, as lines for people.
    pub view: view::Changes,
    /// From where to read on.
    pub next: Since,
    /// Whether there are more right now.
    pub more: bool,
}

/// What changed in the actor's audiences, oldest first: since a cursor, or the newest.
pub async fn of_tour(
    app: &App,
    actor: &Actor,
    tour: TourId,
    since: Option<Since>,
    limit: u64,
) -> Result<Changes> {
    let access = access::tour(app, actor, tour).await?;
    changes(app, &access, None, since, limit).await
}

/// What changed about one day: since a cursor, or the newest.
pub async fn of_day(
    app: &App,
    actor: &Actor,
    tour: TourId,
    date: NaiveDate,
    since: Option<Since>,
    limit: u64,
) -> Result<Changes> {
    let access = access::tour(app, actor, tour).await?;
    let ids = books::read(app, &access, |book| book.records_about(date)).await?;
    let ids = ids.ok_or_else(Error::not_found)?;
    changes(app, &access, Some((date, &ids)), since, limit).await
}

async fn changes(
    app: &App,
    access: &TourAccess,
    about: Option<(NaiveDate, &[RecordId])>,
    since: Option<Since>,
    limit: u64,
) -> Result<Changes> {
    let (date, ids) = about.unzip();
    let conn = app.store.reader();
    let (mut lines, mut next, mut more) = (Vec::new(), Since::default(), false);
    for (scope, head) in access.scopes.iter().zip(&access.heads) {
        let found = match &since {
            Some(since) => {
                let seq = since.0.get(&scope.id).copied().unwrap_or(0);
                let found = history::after(conn, access.org, scope.id, ids, seq, limit).await?;
                let full = found.len() as u64 >= limit;
                let reached = found.last().filter(|_| full).map_or(head.seq, |line| line.seq);
                next.0.insert(scope.id, reached.max(seq));
                more |= full;
                found
            }
            None => {
                next.0.insert(scope.id, head.seq);
                history::newest(conn, access.org, scope.id, ids, limit).await?
            }
        };
        lines.extend(found);
    }
    let changes = for_people(app, lines).await?;
    let view = books::read(app, access, |book| view::changes(&changes, book, date)).await?;
    Ok(Changes { view, next, more })
}

/// A page of the history of one record, newest first.
pub async fn of_record(
    app: &App,
    actor: &Actor,
    tour: TourId,
    (kind, id): (&Kind, RecordId),
    before: Option<(u64, i32)>,
    limit: u64,
) -> Result<(Vec<Change>, Option<(u64, i32)>)> {
    resources::one(app, actor, tour, kind, id).await?;
    let access = access::tour(app, actor, tour).await?;
    let conn = app.store.reader();
    let lines = history::of_record(conn, access.org, id, before, limit).await?;
    let full = lines.len() as u64 == limit;
    let next = lines.last().filter(|_| full).map(|line| (line.seq, line.idx));
    Ok((for_people(app, lines).await?, next))
}

/// Lines with the names of their authors, in the order in which they arrived.
async fn for_people(app: &App, lines: Vec<Line>) -> Result<Vec<Change>> {
    let authors = lines.iter().filter_map(|line| line.author);
    let names = accounts::names(app.store.reader(), authors).await?;
    let change = |line: Line| Change {
        at: line.at,
        seq: line.seq,
        scope: line.scope,
        kind: line.kind,
        record: line.record,
        field: line.field,
        old: line.old,
        new: line.new,
        author_name: line.author.and_then(|author| names.get(&author).cloned()),
        via: line.via,
        said_at: line.said_at,
        reason: line.reason,
        outcome: line.outcome,
    };
    Ok(lines.into_iter().map(change).collect())
}
