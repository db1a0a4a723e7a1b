//! What publishing would do: the number of the new version, what it changes, and the records.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;

use super::{Differs, LineChange, SheetLine, Subject, difference, lines, versions};
use crate::book::Book;
use crate::change::{Create, Edit};
use crate::ids::{RecordId, ScopeId};
use crate::limits::{PUBLISHED_LINES_MAX, PUBLISHED_LINES_WHOLE_MAX, RECORD_BYTES_MAX};
use crate::record::kinds::Severity;
use crate::record::{Kind, Line, PublishedLine, normalise};

/// Records of one audience's lines: each holds at least one.
pub(super) const PARTS_MAX: usize = PUBLISHED_LINES_WHOLE_MAX;

/// Bytes of the lines of one record as JSON, which leaves room for what stands around them.
const LINES_BYTES_MAX: usize = RECORD_BYTES_MAX - 4 * 1024;

/// Why and how loudly something is published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// Why there is a new version.
    pub reason: Option<Line>,
    /// How much it matters; what follows from the changes, where nobody says.
    pub severity: Option<Severity>,
}

/// What publishing would do.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublishPlan {
    /// The number of the new version.
    pub version: u32,
    /// What names this act of publishing.
    pub edition: RecordId,
    /// How much it matters.
    pub severity: Severity,
    /// What differs from the version before; nothing for the first.
    pub changes: Vec<LineChange>,
    /// How many lines the version has.
    pub n_lines: usize,
    /// The edits. The caller splits them into groups.
    pub edits: Vec<Edit>,
}

/// Why nothing can be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotPublished {
    /// The tour has no such date, event or stay.
    #[error("the tour has no such sheet")]
    NoSuchSheet,
    /// The newest version has the very same lines.
    #[error("nothing has changed since version {0}")]
    NothingChanged(u32),
    /// It has more lines than are kept.
    #[error("it has {0} lines, the limit is {PUBLISHED_LINES_WHOLE_MAX}")]
    TooLong(usize),
}

/// Publishing a sheet or a list as it is now, in every one of these audiences whose lines stand on it.
/// The record of the audience `everyone` is made even without a line, so that all count alike.
pub fn publish(
    book: &Book,
    subject: Subject,
    order: &Order,
    edition: RecordId,
    audiences: &BTreeMap<ScopeId, String>,
) -> Result<PublishPlan, NotPublished> {
    let day = subject.day(book).ok_or(NotPublished::NoSuchSheet)?;
    let ours = |line: &SheetLine| audiences.contains_key(&line.scope);
    let now: Vec<_> = lines(book, subject).into_iter().filter(ours).collect();
    if now.len() > PUBLISHED_LINES_WHOLE_MAX {
        return Err(NotPublished::TooLong(now.len()));
    }
    let before = versions(book, subject).pop();
    let old = before.iter().flat_map(|before| &before.lines);
    let old: Vec<_> = old.filter(|line| ours(line)).collect();
    let changes = difference(old.iter().map(|it| &it.line), now.iter().map(|it| &it.line));
    if let Some(before) = before.as_ref().filter(|_| changes.is_empty()) {
        return Err(NotPublished::NothingChanged(before.number));
    }
    let changes = if before.is_some() { changes } else { Vec::new() };
    let version = before.as_ref().map_or(1, |before| before.number + 1);
    let severity = order.severity.unwrap_or_else(|| severity_of(&changes));
    let told = [
        ("day", json!(day)),
        ("what", json!(subject.what())),
        ("about", json!(subject.about())),
        ("edition", json!(edition)),
        ("version", json!(version)),
        ("reason", json!(order.reason)),
        ("severity", json!(severity)),
    ];
    let by_audience = by_audience(&now, &old, audiences, subject);
    let mut edits = Vec::new();
    for (scope, lines) in by_audience {
        for (part, lines) in parts(lines).into_iter().enumerate() {
            let mut fields: serde_json::Map<_, _> =
                told.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
            fields.insert("lines".to_owned(), json!(lines));
            let id = RecordId::of_publication(edition, scope, part);
            let fields = normalise(fields);
            edits.push(Edit::Create(Create { scope, kind: Kind::Publication, id, fields }));
        }
    }
    Ok(PublishPlan { version, edition, severity, changes, n_lines: now.len(), edits })
}

/// What follows from the changes, where nobody says: a time or a place that is another one is
/// important.
fn severity_of(changes: &[LineChange]) -> Severity {
    let weighs = |change: &LineChange| {
        matches!(change.kind, Kind::ScheduleItem | Kind::Travel | Kind::Event | Kind::Day)
            && (change.differs != Differs::Changed
                || change.fields.iter().any(|name| name == "place"))
    };
    if changes.iter().any(weighs) { Severity::Important } else { Severity::Info }
}

/// The lines of each audience: of all that have a line or had one in the version before, and of
/// `everyone` for a day sheet.
fn by_audience<'l>(
    now: &'l [SheetLine],
    old: &[&SheetLine],
    audiences: &BTreeMap<ScopeId, String>,
    subject: Subject,
) -> BTreeMap<ScopeId, Vec<&'l PublishedLine>> {
    let of_all = |name: &String| matches!(subject, Subject::Day(_)) && name == "everyone";
    let counting = audiences.iter().filter(|(_, name)| of_all(name)).map(|(scope, _)| *scope);
    let had = old.iter().map(|line| line.scope);
    let mut by_audience: BTreeMap<_, Vec<_>> =
        counting.chain(had).map(|scope| (scope, Vec::new())).collect();
    for line in now {
        by_audience.entry(line.scope).or_default().push(&line.line);
    }
    by_audience
}

/// The lines in parts that each fit a record; one part where there is no line.
fn parts(lines: Vec<&PublishedLine>) -> Vec<Vec<&PublishedLine>> {
    let mut parts: Vec<Vec<_>> = vec![Vec::new()];
    let mut n_bytes_before = 0;
    for line in lines {
        let n_bytes = serde_json::to_string(line).map_or(LINES_BYTES_MAX, |text| text.len() + 1);
        let last = parts.last_mut().expect("there is always a part");
        if last.len() >= PUBLISHED_LINES_MAX
            || (n_bytes_before + n_bytes > LINES_BYTES_MAX && !last.is_empty())
        {
            parts.push(vec![line]);
            n_bytes_before = n_bytes;
        } else {
            last.push(line);
            n_bytes_before += n_bytes;
        }
    }
    parts
}
