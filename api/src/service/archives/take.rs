//! Taking an archive in: whole or not at all.
//!
//! It is read to its end and checked before anything is written. Then come the contents of its files, as
//! uploads of the importer's that nothing names yet, and last, in one transaction, the tour with its
//! audiences and records. What is cut off before that leaves a few uploads, which are cleaned up like others.

use std::collections::{BTreeMap, BTreeSet};

use domain::blob::BlobHash;
use domain::ids::{AccountId, OrgId};
use domain::problem::{ErrorCode, Problem};
use domain::record::Record;
use interchange::archive::{Check, Contents, Head, Take};
use tokio::sync::mpsc;

use super::arriving::Spooled;
use super::report::Report;
use super::scopes::planned;
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::Actor;
use crate::service::blobs::Incoming;
use crate::service::finish::{finish, finish_grants};
use crate::service::ledger::Adoption;
use crate::store::blobs::Key;
use crate::store::scopes::ScopeState;
use crate::store::{accounts, organisations, records, scopes, tours};

/// By which path the stamps of others come to name nobody.
const VIA: &str = "archive";
/// Accounts that are looked up at once.
const ACCOUNTS_MAX: usize = 1_000;
/// Chunks that are read before the one that is written.
const AHEAD: usize = 4;

/// Refuses whoever may not make tours in an organisation.
pub async fn may_take_in(app: &App, actor: &Actor, org: OrgId) -> Result<()> {
    let own = organisations::one_of_account(app.store.reader(), actor.account, org).await?;
    crate::service::tours::must_own(own.map(|own| own.level))
}

/// Takes an archive into an organisation, or with `dry_run` says what would become of it.
pub async fn take_in(
    app: &App,
    actor: &Actor,
    org: OrgId,
    archive: Spooled,
    dry_run: bool,
) -> Result<Report> {
    may_take_in(app, actor, org).await?;
    let mut contents = archive.read(Check::default()).await?.finish()?;
    let n_unnamed = unname(app, actor.account, &mut contents.records).await?;
    let new = planned(app, &contents.head)?;
    let made = new.iter().skip(contents.head.audiences.len());
    let made = made.map(|scope| scope.audience.clone()).collect();
    let mut report = Report::on(&contents, made, n_unnamed);
    report.refused = there_already(app, org, &contents, &new).await?;
    if dry_run {
        return Ok(report);
    }
    if let Some(problem) = report.refused {
        return Err(problem.into());
    }
    let (owned, account) = (app.clone(), actor.account);
    // Whoever hangs up now has sent everything: it is done to its end.
    finish(async move { Box::pin(write(&owned, account, org, archive, contents, new)).await })
        .await?;
    report.imported = true;
    Ok(report)
}

async fn write(
    app: &App,
    account: AccountId,
    org: OrgId,
    archive: Spooled,
    contents: Contents,
    new: Vec<ScopeState>,
) -> Result<()> {
    bring_files(app, (org, account), archive, &contents.head).await?;
    let adoption = Adoption {
        org,
        tour: contents.head.tour,
        by: account,
        scopes: new,
        records: contents.records,
        namings: contents.namings,
    };
    let ledger = app.ledger.clone();
    finish_grants(app, async move { ledger.adopt(&adoption).await }).await
}

/// What of an archive is here already. The ids of tours and audiences are one server's, those of records
/// one organisation's.
async fn there_already(
    app: &App,
    org: OrgId,
    contents: &Contents,
    new: &[ScopeState],
) -> Result<Option<Problem>> {
    let conn = app.store.reader();
    let conflict = |detail: String| Some(Problem::new(ErrorCode::Conflict, detail));
    if tours::exists(conn, contents.head.tour).await? {
        return Ok(conflict(format!(
            "the tour `{}` is on this server already",
            contents.head.tour
        )));
    }
    let ids: Vec<_> = new.iter().map(|scope| scope.id).collect();
    if let Some(scope) = scopes::any_of(conn, &ids).await? {
        return Ok(conflict(format!("the audience `{scope}` is on this server already")));
    }
    let ids: BTreeSet<_> = contents.records.iter().map(|record| record.id).collect();
    let there = records::scopes_of(conn, org, &ids).await?;
    Ok(there.keys().next().and_then(|record| {
        conflict(format!("the record `{record}` is in this organisation already"))
    }))
}

/// Takes the names of this server's people off the stamps, except the importer's: an archive is a file that
/// anybody can write, and nobody puts words into somebody else's mouth. How many stamps that were.
async fn unname(app: &App, importer: AccountId, records: &mut [Record]) -> Result<usize> {
    let stamps = records.iter().flat_map(|record| record.stamps.values());
    let named: BTreeSet<_> = stamps.filter_map(|stamp| stamp.by).collect();
    let named: Vec<_> = named.into_iter().filter(|by| *by != importer).collect();
    let mut known = BTreeSet::new();
    for some in named.chunks(ACCOUNTS_MAX) {
        known.extend(accounts::names(app.store.reader(), some.iter().copied()).await?.into_keys());
    }
    let mut n_unnamed = 0;
    for stamp in records.iter_mut().flat_map(|record| record.stamps.values_mut()) {
        if stamp.by.is_some_and(|by| known.contains(&by)) {
            stamp.by = None;
            stamp.via = Some(VIA.to_owned());
            n_unnamed += 1;
        }
    }
    Ok(n_unnamed)
}

/// A piece of a file, on its way from the archive into the database.
enum Piece {
    Begin(BlobHash),
    Chunk(Vec<u8>),
    End,
}

/// Reads an archive for its contents alone.
struct Send(mpsc::Sender<Piece>);

impl Send {
    fn send(&self, piece: Piece) -> Result<(), Problem> {
        let gone = |_| Problem::new(ErrorCode::Internal, "nobody writes the contents any more");
        self.0.blocking_send(piece).map_err(gone)
    }
}

impl Take for Send {
    fn head(&mut self, _: Head) -> Result<(), Problem> {
        Ok(())
    }

    fn record(&mut self, _: Record) -> Result<(), Problem> {
        Ok(())
    }

    fn content(&mut self, hash: BlobHash) -> Result<(), Problem> {
        self.send(Piece::Begin(hash))
    }

    fn chunk(&mut self, bytes: Vec<u8>) -> Result<(), Problem> {
        self.send(Piece::Chunk(bytes))
    }

    fn content_end(&mut self) -> Result<(), Problem> {
        self.send(Piece::End)
    }
}

/// Writes the contents of an archive that was checked.
async fn bring_files(
    app: &App,
    (org, account): (OrgId, AccountId),
    archive: Spooled,
    head: &Head,
) -> Result<()> {
    let lengths = head.files.iter().filter_map(|file| Some((file.hash, file.bytes?)));
    let lengths: BTreeMap<_, _> = lengths.collect();
    let (send, mut pieces) = mpsc::channel(AHEAD);
    let reading = tokio::spawn(async move { archive.read(Send(send)).await.map(drop) });
    let mut incoming = None;
    while let Some(piece) = pieces.recv().await {
        match (piece, &mut incoming) {
            (Piece::Begin(hash), _) => {
                let length = lengths.get(&hash).copied().unwrap_or_default();
                let key = Key { org, account, hash };
                incoming = Some(Incoming::begin(app, key, length).await?);
            }
            (Piece::Chunk(bytes), Some(incoming)) => incoming.push(&bytes).await?,
            (Piece::End, _) => {
                if let Some(incoming) = incoming.take() {
                    incoming.end().await?;
                }
            }
            (Piece::Chunk(_), None) => {}
        }
    }
    reading.await.map_err(Error::internal)?
}
