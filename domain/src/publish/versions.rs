//! The versions of a sheet, and what it had in each.

use std::collections::{BTreeMap, BTreeSet};

use super::{LineChange, SheetLine, Subject, difference, lines};
use crate::book::{Book, Entry};
use crate::ids::{AccountId, RecordId, ScopeId};
use crate::record::kinds::{Publication, Severity};
use crate::record::{PublishedLine, Stamp};

/// One version of a sheet or a list, as far as the book's owner sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// What names the act of publishing it.
    pub edition: RecordId,
    /// Its number.
    pub number: u32,
    /// The number as it is printed: `3`, and `3.2` where two who did not know of each other made a
    /// version 3 and this is the one that the server heard of second.
    pub label: String,
    /// Why there is a new one.
    pub reason: Option<String>,
    /// How much it matters.
    pub severity: Option<Severity>,
    /// Who published it.
    pub by: Option<AccountId>,
    /// When their device said it was.
    pub said_at: Option<String>,
    /// The lines that the sheet had, those of audiences that this act left alone among them.
    pub lines: Vec<SheetLine>,
}

impl Version {
    /// The lines without their audiences.
    pub fn plain(&self) -> impl Iterator<Item = &PublishedLine> {
        self.lines.iter().map(|line| &line.line)
    }
}

/// The versions of a sheet or a list, the oldest first.
pub fn versions(book: &Book, subject: Subject) -> Vec<Version> {
    let mut acts: BTreeMap<RecordId, Vec<&Entry<Publication>>> = BTreeMap::new();
    for publication in publications(book, subject) {
        let Some(edition) = publication.edition else { continue };
        acts.entry(edition).or_default().push(publication);
    }
    let mut acts: Vec<_> = acts.into_values().collect();
    acts.sort_by_key(|records| (number(records), arrived(records), records[0].edition));
    let mut audiences: BTreeMap<ScopeId, Vec<PublishedLine>> = BTreeMap::new();
    let mut before = (0, 0);
    acts.into_iter()
        .map(|records| {
            let number = number(&records);
            let nth = if number == before.0 { before.1 + 1 } else { 1 };
            before = (number, nth);
            take(&mut audiences, &records);
            version(&records, number, nth, &audiences)
        })
        .collect()
}

/// Every publication of the subject in the order of the ids.
fn publications(book: &Book, subject: Subject) -> Vec<&Entry<Publication>> {
    let of_subject = |publication: &&Entry<Publication>| {
        publication.what == Some(subject.what()) && publication.about == subject.about()
    };
    let days: Vec<_> = match subject {
        Subject::Day(date) => book.days_on(date).map(Entry::id).collect(),
        Subject::GuestList(id) | Subject::RoomingList(id) => vec![id],
    };
    days.into_iter().flat_map(|id| book.linked::<Publication>(id)).filter(of_subject).collect()
}

fn number(records: &[&Entry<Publication>]) -> u32 {
    let number = records.iter().filter_map(|record| record.version.as_ref()).map(|n| n.get()).max();
    number.and_then(|number| u32::try_from(number).ok()).unwrap_or_default()
}

/// When the server heard of it: what it has not heard of yet comes last.
fn arrived(records: &[&Entry<Publication>]) -> (bool, u64) {
    let first = records.iter().map(|record| record.seq()).filter(|seq| *seq > 0).min();
    (first.is_none(), first.unwrap_or_default())
}

/// Puts the lines of an act in the place of those that its audiences had.
fn take(audiences: &mut BTreeMap<ScopeId, Vec<PublishedLine>>, records: &[&Entry<Publication>]) {
    let scopes: BTreeSet<_> = records.iter().map(|record| record.scope()).collect();
    for scope in scopes {
        let mut parts: Vec<_> = records.iter().filter(|record| record.scope() == scope).collect();
        parts.sort_by_key(|record| part(record, scope));
        let lines = parts.iter().filter_map(|record| record.lines.as_ref());
        let lines = lines.flat_map(|lines| lines.as_slice()).cloned().collect();
        audiences.insert(scope, lines);
    }
}

/// Which part of its audience's lines a record has. Its id follows from that.
fn part(record: &Entry<Publication>, scope: ScopeId) -> usize {
    let edition = record.edition.unwrap_or(record.id());
    let mut parts = 0..super::plan::PARTS_MAX;
    parts
        .find(|part| RecordId::of_publication(edition, scope, *part) == record.id())
        .unwrap_or(super::plan::PARTS_MAX)
}

fn version(
    records: &[&Entry<Publication>],
    number: u32,
    nth: u32,
    audiences: &BTreeMap<ScopeId, Vec<PublishedLine>>,
) -> Version {
    let first = records[0];
    let stamp: Option<&Stamp> = first.stamps().get("edition");
    Version {
        edition: first.edition.unwrap_or(first.id()),
        number,
        label: if nth == 1 { number.to_string() } else { format!("{number}.{nth}") },
        reason: first.reason.as_ref().map(ToString::to_string),
        severity: first.severity,
        by: stamp.and_then(|stamp| stamp.by),
        said_at: stamp.and_then(|stamp| stamp.said_at.clone()),
        lines: audiences.iter().flat_map(|(scope, lines)| in_scope(*scope, lines)).collect(),
    }
}

fn in_scope(scope: ScopeId, lines: &[PublishedLine]) -> impl Iterator<Item = SheetLine> {
    lines.iter().map(move |line| SheetLine { scope, line: line.clone() })
}

/// The sheet as it is beside its newest version; where the two are equal, that version beside the one
/// before. It is what paper that is printed now says of itself.
pub fn compared(book: &Book, subject: Subject) -> Option<(Version, usize, Vec<LineChange>)> {
    let mut versions = versions(book, subject);
    let newest = versions.pop()?;
    let now: Vec<_> = lines(book, subject).into_iter().map(|line| line.line).collect();
    let since = difference(newest.plain(), &now);
    if !since.is_empty() {
        let n_since = since.len();
        return Some((newest, n_since, since));
    }
    let before = versions.pop();
    let changes = before.map(|before| difference(before.plain(), newest.plain()));
    Some((newest, 0, changes.unwrap_or_default()))
}

/// As which version a sheet or a list stands: `v3`, or `v3 and 2 later changes`; nothing where it was
/// never handed out.
pub fn told(book: &Book, subject: Subject) -> Option<String> {
    let (newest, n_since, _) = compared(book, subject)?;
    Some(told_as(&newest.label, n_since))
}

/// `v3`, or `v3 and 2 later changes`.
pub(crate) fn told_as(label: &str, n_since: usize) -> String {
    match n_since {
        0 => format!("v{label}"),
        1 => format!("v{label} and 1 later change"),
        n => format!("v{label} and {n} later changes"),
    }
}
