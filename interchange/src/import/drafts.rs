//! From rows to shows with their day and time: everything that needs the whole file to be decided.

mod of_row;
mod placeholders;

use super::{
    ROWS_MAX,
    dates::{self, Dated, Hints},
    format::too_many_rows,
    report::{Notes, Problem},
    row::{Row, Sheet, When},
};

use of_row::RowDate;

#[cfg(test)]
mod tests;

/// A show of which everything is known that its file says, and nothing yet of where in the world it is.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) file: Option<String>,
    pub(super) row: Row,
    pub(super) when: When,
    /// A word beside the date says that the show is off.
    pub(super) cancelled: bool,
}

/// Every show of a sheet. A row without one is refused in `notes`.
pub(super) fn of_sheet(sheet: Sheet, notes: &mut Notes) -> Vec<Draft> {
    let hints = Hints { day_first: sheet.day_first, year: sheet.year };
    let mut own = Notes::default();
    let mut dated: Vec<(Row, RowDate)> = Vec::with_capacity(sheet.rows.len());
    for row in sheet.rows {
        match of_row::date(&row, sheet.ends_expand) {
            Ok(date) => dated.push((row, date)),
            Err(problem) => own.push(problem.at(row.number)),
        }
    }
    let written: Vec<Dated> =
        dated.iter().filter_map(|(_, date)| date.written().cloned()).collect();
    let (settled, remarks) = dates::settle(&written, hints);
    for remark in remarks {
        own.push(Problem::warning(remark));
    }
    let mut settled = settled.into_iter();
    let mut drafts: Vec<Draft> = Vec::new();
    for (row, date) in dated {
        let days = date.written().and_then(|_| settled.next());
        let cancelled = date.says_cancelled();
        match of_row::shows(&row, date, days, &mut own) {
            Ok(shows) => drafts.extend(shows.into_iter().map(|when| Draft {
                file: sheet.file.clone(),
                row: row.clone(),
                when,
                cancelled,
            })),
            Err(problem) => own.push(problem.at(row.number)),
        }
        if drafts.len() > ROWS_MAX {
            notes.push(too_many_rows());
            return Vec::new();
        }
    }
    placeholders::forget(&mut drafts, &mut own);
    own.belong_to(sheet.file.as_deref());
    notes.append(own);
    drafts
}
