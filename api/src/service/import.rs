//! Imports: a file is read, reported on, planned against the tour, and, when it is no dry run,
//! submitted as ordinary groups.

use domain::change::{Receipt, Status};
use domain::ids::{ScopeId, TourId};
use domain::permission::Action;
use domain::record::Kind;
use interchange::Places;
use interchange::import::{Report, SourceFile};
use interchange::plan::{Plan, plan};
use tokio::sync::Semaphore;

use super::access::{self, Actor, TourAccess};
use super::{books, resources};
use crate::app::App;
use crate::error::{Error, Result};

/// Files read at once: each may grow to many times its size in memory.
const AT_ONCE: usize = 2;

static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);

/// A report and what came of it.
#[derive(Debug)]
pub struct Imported {
    /// What was read.
    pub report: Report,
    /// What it means for the tour.
    pub plan: Plan,
    /// The ledger's word on each group; empty after a dry run.
    pub receipts: Vec<Receipt>,
}

impl Imported {
    /// Whether some values of the file differ from the tour's and wait for a decision.
    pub fn is_disputed(&self) -> bool {
        self.receipts.iter().any(|receipt| receipt.status == Status::Disputed)
    }
}

/// Reads a file for somebody who may import it into a tour, and for nobody else: it costs too much.
pub async fn read_for(
    app: &App,
    actor: &Actor,
    tour: TourId,
    file: (String, Vec<u8>),
) -> Result<Report> {
    importer(&access::tour(app, actor, tour).await?)?;
    read(vec![file]).await
}

/// Reads files that belong together. It costs processor time only, so it leaves the workers free.
pub async fn read(files: Vec<(String, Vec<u8>)>) -> Result<Report> {
    let _turn = TURNS.acquire().await.map_err(Error::internal)?;
    let read = move || {
        let files: Vec<_> = files.iter().map(|(name, bytes)| SourceFile { name, bytes }).collect();
        interchange::import::read(&files, Places::embedded())
    };
    tokio::task::spawn_blocking(read).await.map_err(Error::internal)
}

/// Brings a report into a tour, all of whose records go to `everyone`.
pub async fn into_tour(
    app: &App,
    actor: &Actor,
    tour: TourId,
    report: Report,
    dry_run: bool,
) -> Result<Imported> {
    let access = access::tour(app, actor, tour).await?;
    let everyone = importer(&access)?;
    let planned = books::read(app, &access, |book| plan(&report, book, tour, everyone)).await?;
    let mut receipts = Vec::new();
    if !dry_run {
        let groups = planned.groups.clone();
        receipts = resources::submit_all(app, actor, &access, groups, "import").await?;
    }
    Ok(Imported { report, plan: planned, receipts })
}

/// The scope that an import goes to, if the actor may bring one in.
fn importer(access: &TourAccess) -> Result<ScopeId> {
    let everyone = access.audience("everyone").ok_or_else(Error::not_found)?.id;
    resources::must_be_allowed(access, &Kind::Event, everyone, Action::Create)?;
    Ok(everyone)
}
