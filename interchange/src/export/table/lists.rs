//! The lists that go to others: what both say of their version, and what is new in each row.

pub(super) mod guests;
pub(super) mod rooms;

use domain::publish::{Differs, LineChange};
use domain::view::Standing;

use super::{Cell, Row, RowLook, Table, text};

/// `v3`, `v3 + 2 changes`, `not handed out yet`.
fn version(standing: &Standing) -> String {
    let Some(version) = &standing.version else { return "not handed out yet".to_owned() };
    match standing.n_unpublished {
        0 => format!("v{version}"),
        1 => format!("v{version} + 1 change"),
        several => format!("v{version} + {several} changes"),
    }
}

/// The heading of the column that says what is new: `Change since v2`.
fn change_heading(standing: &Standing) -> String {
    let since = standing.since.as_ref();
    since.map_or_else(|| "Change".to_owned(), |since| format!("Change since v{since}"))
}

/// What is said of a list's version, above its rows.
fn about_version(standing: &Standing) -> Vec<(&'static str, Cell)> {
    let mut about = vec![("Version", text(Some(version(standing))))];
    if let Some(since) = &standing.since {
        let n_changes = standing.changes.len();
        about.push(("Changes", text(Some(format!("{n_changes} since v{since}")))));
    }
    about
}

/// What is new about a row: `new`, `changed: people 2 → 3`, `cancelled`.
fn change(change: Option<&LineChange>) -> Cell {
    text(change.map(|change| match change.differs {
        Differs::Added => "new".to_owned(),
        Differs::Dropped => CANCELLED.to_owned(),
        Differs::Moved | Differs::Changed => format!("changed: {}", what_changed(change)),
    }))
}

/// The sentence of a change without the title, which the row has anyway: `people 2 → 3`.
fn what_changed(change: &LineChange) -> &str {
    let named = change.sentence.strip_prefix(&change.title);
    named.unwrap_or(&change.sentence).trim_start_matches([':', ';', ' '])
}

/// What stands in a row that is no longer there.
const CANCELLED: &str = "cancelled";

/// Adds a row that has, or may have, a change.
fn add<const N: usize>(table: &mut Table, cells: [Cell; N], changed: bool) {
    let look = if changed { RowLook::New } else { RowLook::Plain };
    table.rows.push(Row { cells: cells.into(), look });
}

/// Adds what is gone behind what is there: its name in the column `name_at`, and that it is cancelled in
/// the last one.
fn add_gone(table: &mut Table, gone: &[LineChange], name_at: usize) {
    for line in gone {
        let mut cells = vec![Cell::Empty; table.columns.len()];
        cells[name_at] = text(Some(&line.title));
        if let Some(last) = cells.last_mut() {
            *last = change(Some(line));
        }
        table.rows.push(Row { cells, look: RowLook::Gone });
    }
}
