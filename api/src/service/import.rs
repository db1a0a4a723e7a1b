//! Imports: a file is read, reported on, planned against the tour, and, when it is no dry run,
//! submitted as ordinary groups.

use domain::change::{Receipt, Status};
use domain::ids::TourId;
use domain::permission::Action;
use domain::record::Kind;
use interchange::Places;
use interchange::import::{Report, SourceFile};
use interchange::plan::{Plan, plan};

use super::access::{self, Actor};
use super::{books, resources};
use crate::app::App;
use crate::error::{Error, Result};

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

/// Reads files that belong together. It costs processor time only, so it leaves the workers free.
pub async fn read(files: Vec<(String, Vec<u8>)>) -> Result<Report> {
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
    let everyone = access.audience("everyone").ok_or_else(Error::not_found)?.id;
    resources::must_be_allowed(&access, &Kind::Event, everyone, Action::Create)?;
    let planned = books::read(app, &access, |book| plan(&report, book, tour, everyone)).await?;
    let mut receipts = Vec::new();
    if !dry_run {
        let groups = planned.groups.clone();
        receipts = resources::submit_all(app, actor, &access, groups, "import").await?;
    }
    Ok(Imported { report, plan: planned, receipts })
}
