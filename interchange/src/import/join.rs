//! Tables that refer to each other: a table of shows with a `venue_id` and a table of venues that has it.

use std::collections::{BTreeSet, HashMap};

use super::{
    headers::{self, Role},
    report::{Notes, Problem},
    row::{Field, Row, Sheet},
};
use crate::places::fold;

/// Adds to every show the rows that it refers to, and takes the tables that are only referred to away.
pub(super) fn join(sheets: &mut Vec<Sheet>, notes: &mut Notes) {
    if sheets.len() < 2 {
        return;
    }
    let (mut shows, mut tables): (Vec<Sheet>, Vec<Sheet>) =
        std::mem::take(sheets).into_iter().partition(has_dates);
    let mut used = BTreeSet::new();
    for show_sheet in &mut shows {
        for (at, table) in tables.iter().enumerate() {
            if join_one(show_sheet, table, notes) {
                used.insert(at);
            }
        }
    }
    let mut at = 0;
    tables.retain(|_| {
        at += 1;
        !used.contains(&(at - 1))
    });
    shows.append(&mut tables);
    *sheets = shows;
}

fn has_dates(sheet: &Sheet) -> bool {
    sheet.rows.iter().any(|row| row.get(Role::Date).is_some() || row.get(Role::Month).is_some())
}

/// Joins one table to one of shows, when a column of the shows refers to a key of the table.
fn join_one(shows: &mut Sheet, table: &Sheet, notes: &mut Notes) -> bool {
    let references: BTreeSet<String> = shows.rows.iter().flat_map(ids).map(column_key).collect();
    let Some((reference, keyed)) = key(table, &references) else { return false };
    for row in &mut shows.rows {
        let Some(field) = ids(row).find(|field| column_key(field) == reference).cloned() else {
            continue;
        };
        let value = field.value.text();
        if value.is_empty() {
            continue;
        }
        if let Some(found) = keyed.get(&value) {
            let joined = found.fields.iter().filter(|field| field.role != Role::Id);
            row.fields.extend(joined.map(|field| seen_from(&reference, field)));
        } else {
            let reason = format!("no row of the other table has the {} `{value}`", field.column);
            let mut problem = Problem::warning(reason).at(row.number).about(&field.column, &value);
            problem.file.clone_from(&shows.file);
            notes.push(problem);
        }
    }
    true
}

/// What a field of the other table is about for the show: the `name` behind a `venue_id` is the venue.
fn seen_from(reference: &str, field: &Field) -> Field {
    let stem = reference.strip_suffix(" id").unwrap_or(reference);
    let role = headers::meaning(&format!("{stem}.{}", field.column)).role;
    let role = if role == Role::Other { field.role } else { role };
    Field { role, ..field.clone() }
}

/// The rows of a table by its key, and the column of the shows that refers to it.
fn key<'t>(
    table: &'t Sheet,
    references: &BTreeSet<String>,
) -> Option<(String, HashMap<String, &'t Row>)> {
    let own: BTreeSet<String> = table.rows.iter().flat_map(ids).map(column_key).collect();
    own.iter().find_map(|column| {
        let reference = match column.as_str() {
            // A key that is only called `id` is what the table's own name says.
            "id" => references.iter().find(|reference| {
                reference.strip_suffix(" id").is_some_and(|stem| table.source.contains(stem))
            })?,
            _ => references.get(column)?,
        };
        let mut keyed = HashMap::with_capacity(table.rows.len());
        for row in &table.rows {
            let field = ids(row).find(|field| column_key(field) == *column)?;
            if keyed.insert(field.value.text(), row).is_some() {
                return None;
            }
        }
        Some((reference.clone(), keyed))
    })
}

fn ids(row: &Row) -> impl Iterator<Item = &Field> {
    row.fields.iter().filter(|field| field.role == Role::Id)
}

fn column_key(field: &Field) -> String {
    fold(&field.column)
}
