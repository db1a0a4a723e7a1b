//! Which versions of the sheet were handed out, and what has changed since each.

use serde::Serialize;

use crate::book::DayOn;
use crate::ids::RecordId;
use crate::publish::{LineChange, Subject, difference, lines, versions};
use crate::record::kinds::Severity;
use crate::view::day_sheet::DaySheet;
use crate::view::words::account_name;

/// Versions that a sheet tells of; older paper is only told that it is old.
const SHOWN_MAX: usize = 20;

/// A version that was handed out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VersionBlock {
    /// What names the act of publishing it; paper carries it.
    pub edition: RecordId,
    /// Its number as it is printed, `3`.
    pub label: String,
    /// Why there is a new one.
    pub reason: Option<String>,
    /// How much it matters.
    pub severity: Option<Severity>,
    /// Who published it, where they are a person of the tour.
    pub by: Option<String>,
    /// When their device said it was.
    pub said_at: Option<String>,
    /// What it changed of the version before.
    pub changed: Vec<LineChange>,
    /// What has changed since: what whoever holds its paper must know.
    pub since: Vec<LineChange>,
}

/// What there is to say to somebody who holds paper of a version.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PaperState<'s> {
    /// It is the newest version, and says what holds now.
    UpToDate(&'s VersionBlock),
    /// It is the newest version, and something has changed that nobody has published yet.
    Unpublished(&'s VersionBlock),
    /// There are newer ones.
    Replaced {
        /// Its own.
        paper: &'s VersionBlock,
        /// Those after it, the newest first. There is at least one.
        newer: &'s [VersionBlock],
    },
    /// It is older than the oldest version that the sheet still tells of, which is here; or it is of
    /// no version of this sheet, if the sheet tells of none.
    TooOld(Option<&'s VersionBlock>),
}

impl DaySheet {
    /// What there is to say to somebody who holds the paper of an edition of this sheet.
    pub fn paper_state(&self, edition: RecordId) -> PaperState<'_> {
        let at = self.versions.iter().position(|version| version.edition == edition);
        match at.map(|at| (&self.versions[at], &self.versions[..at])) {
            None => PaperState::TooOld(self.versions.last()),
            Some((paper, [])) if paper.since.is_empty() => PaperState::UpToDate(paper),
            Some((paper, [])) => PaperState::Unpublished(paper),
            Some((paper, newer)) => PaperState::Replaced { paper, newer },
        }
    }

    /// Whether the newest version does not have it as it is now.
    pub fn is_unpublished(&self, change: &LineChange) -> bool {
        let newest = self.versions.first();
        newest.is_some_and(|newest| newest.since.iter().any(|it| it.record == change.record))
    }
}

/// The newest first.
pub(super) fn blocks(on: &DayOn<'_>) -> Vec<VersionBlock> {
    let (book, subject) = (on.book(), Subject::Day(on.date()));
    let versions = versions(book, subject);
    if versions.is_empty() {
        return Vec::new();
    }
    let now: Vec<_> = lines(book, subject).into_iter().map(|line| line.line).collect();
    let befores = std::iter::once(None).chain(versions.iter().map(Some));
    let blocks = versions.iter().zip(befores).map(|(version, before)| VersionBlock {
        edition: version.edition,
        label: version.label.clone(),
        reason: version.reason.clone(),
        severity: version.severity,
        by: version.by.and_then(|by| account_name(book, by)),
        said_at: version.said_at.clone(),
        changed: before
            .map(|before| difference(before.plain(), version.plain()))
            .unwrap_or_default(),
        since: difference(version.plain(), &now),
    });
    let mut blocks: Vec<_> = blocks.collect();
    blocks.reverse();
    blocks.truncate(SHOWN_MAX);
    blocks
}
