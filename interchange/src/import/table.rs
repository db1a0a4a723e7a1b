//! Tables: which row holds the headings, what each column is about, and which rows are shows.

use super::{
    dates,
    headers::{self, Meaning, Role},
    report::{Notes, Problem},
    row::{Field, Row, Sheet, Value},
};

/// Headings stand at the top, below at most a title and a few remarks.
pub(super) const HEADING_ROWS_MAX: usize = 25;

/// A column is taken for the dates without its heading saying so when it has at least this many.
const UNNAMED_DATES_MIN: usize = 2;

/// The widest table that is read; cells behind it are as if they were empty.
pub(super) const COLUMNS_MAX: usize = 200;

/// Rows of cells with their numbers, counted from 1.
pub(super) struct Table {
    /// The name of the file, in lower case.
    pub(super) source: String,
    pub(super) rows: Vec<(usize, Vec<Value>)>,
    /// The cells come from a workbook, where a date without its format is a number of days.
    pub(super) workbook: Option<Epoch>,
}

/// From when a workbook counts its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Epoch {
    Days1900,
    Days1904,
}

struct Column {
    index: usize,
    heading: String,
    meaning: Meaning,
}

/// Turns a table into rows of fields; nothing when it holds no row at all.
pub(super) fn sheet(table: Table, notes: &mut Notes) -> Option<Sheet> {
    let Table { source, rows, workbook } = table;
    let rows: Vec<(usize, Vec<Value>)> =
        rows.into_iter().filter(|(_, cells)| !cells.iter().all(Value::is_empty)).collect();
    if rows.is_empty() {
        notes.push(Problem::error("there is no row in the table"));
        return None;
    }
    let heading_at = heading_row(&rows);
    let headings: Vec<String> = match heading_at {
        Some(at) => rows[at].1.iter().map(Value::text).collect(),
        None => Vec::new(),
    };
    refuse_rows_above(&rows[..heading_at.unwrap_or(0)], notes);
    let body = &rows[heading_at.map_or(0, |at| at + 1)..];
    let mut columns = columns(&headings, body);
    name_the_dates(&mut columns, body, notes);
    columns.sort_by_key(|column| column.meaning.rank);
    let meanings: Vec<Meaning> = columns.iter().map(|column| column.meaning).collect();
    let dates = columns.iter().find(|column| column.meaning.role == Role::Date);
    let mut sheet = Sheet {
        source,
        day_first: headers::write_day_first(&meanings),
        year: dates.and_then(|column| headers::year_in(&column.heading)),
        ends_expand: true,
        ..Sheet::default()
    };
    let width = headings.len();
    let mut section_year = None;
    for (number, cells) in body {
        if let Some(year) = lone_year(cells, width) {
            section_year = Some(year);
        } else if is_rule(cells) || cells.iter().map(Value::text).eq(headings.iter().cloned()) {
            // A line under the headings, or the headings again, as long tables repeat them.
        } else if width > 0 && cells.iter().skip(width).any(|cell| !cell.is_empty()) {
            let reason = format!(
                "the row has {} cells under {width} headings; put a cell that holds a separator in quotes",
                cells.len()
            );
            notes.push(Problem::error(reason).at(*number));
        } else {
            let fields = fields(&columns, cells, workbook, *number, notes);
            sheet.rows.push(Row { number: *number, section_year, fields });
        }
    }
    if sheet.rows.is_empty() && notes.problems.is_empty() {
        notes.push(Problem::error("there is no row under the headings"));
    }
    Some(sheet)
}

/// The first of the rows that look most like headings.
fn heading_row(rows: &[(usize, Vec<Value>)]) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for (at, (_, cells)) in rows.iter().take(HEADING_ROWS_MAX).enumerate() {
        let texts: Vec<String> = cells.iter().map(Value::text).collect();
        let score = headers::score(&texts);
        if score > best.map_or(0, |(_, score)| score) {
            best = Some((at, score));
        }
    }
    best.map(|(at, _)| at)
}

/// A show above the headings would be lost; a title is not a show.
fn refuse_rows_above(rows: &[(usize, Vec<Value>)], notes: &mut Notes) {
    for (number, cells) in rows {
        if let Some(date) = cells.iter().find(|cell| is_date(cell)) {
            let problem =
                Problem::error("the row stands above the headings of its table").at(*number);
            notes.push(problem.about("", &date.text()));
        }
    }
}

fn columns(headings: &[String], body: &[(usize, Vec<Value>)]) -> Vec<Column> {
    let width = body.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0).max(headings.len());
    (0..width.min(COLUMNS_MAX))
        .map(|index| {
            let heading = headings.get(index).cloned().unwrap_or_default();
            let meaning = headers::meaning(&heading);
            let heading =
                if heading.is_empty() { format!("column {}", index + 1) } else { heading };
            Column { index, heading, meaning }
        })
        .collect()
}

/// Without a heading for the dates, a column in which every value is one holds them.
fn name_the_dates(columns: &mut [Column], body: &[(usize, Vec<Value>)], notes: &mut Notes) {
    let knows = |role| columns.iter().any(|column| column.meaning.role == role);
    if knows(Role::Date) || knows(Role::Month) && knows(Role::Day) || knows(Role::Id) {
        return;
    }
    let holds_dates = |index: usize| {
        let mut filled =
            body.iter().filter_map(|(_, cells)| cells.get(index)).filter(|c| !c.is_empty());
        filled.clone().count() >= UNNAMED_DATES_MIN && filled.all(is_date)
    };
    let Some(column) = columns.iter_mut().find(|column| holds_dates(column.index)) else { return };
    column.meaning = headers::meaning("date");
    let reason = format!(
        "no heading says where the dates are; they were taken from {}, and columns without a heading that is \
         known were not read",
        column.heading
    );
    notes.push(Problem::warning(reason));
}

fn is_date(value: &Value) -> bool {
    match value {
        Value::Text(text) => dates::read(text).is_ok(),
        Value::Cell(_) => true,
        Value::Number(_) | Value::Settled(_) => false,
    }
}

/// A line drawn with signs: `|---|:--|`.
fn is_rule(cells: &[Value]) -> bool {
    let drawn = |text: &str| {
        text.contains("--") && text.chars().all(|c| matches!(c, '-' | ':' | '=' | ' '))
    };
    cells.iter().filter(|cell| !cell.is_empty()).all(|cell| drawn(&cell.text()))
}

/// A year alone in its row says of which year the rows below are.
fn lone_year(cells: &[Value], width: usize) -> Option<i32> {
    let mut filled = cells.iter().filter(|cell| !cell.is_empty());
    let only = filled.next()?;
    if width < 2 || filled.any(|other| other != only) {
        return None;
    }
    let text = only.text();
    let year = text.parse().ok().filter(|_| text.len() == 4)?;
    (1900..=2099).contains(&year).then_some(year)
}

fn fields(
    columns: &[Column],
    cells: &[Value],
    workbook: Option<Epoch>,
    number: usize,
    notes: &mut Notes,
) -> Vec<Field> {
    let mut fields = Vec::new();
    for column in columns.iter().filter(|column| column.meaning.role != Role::Other) {
        let Some(cell) = cells.get(column.index).filter(|cell| !cell.is_empty()) else { continue };
        let mut value = cell.clone();
        if let Value::Text(text) = &value {
            value = Value::Text(without_entities(unquoted(text)));
        }
        if let (Some(epoch), Value::Number(days)) = (workbook, &value)
            && let Some(cell) = super::xlsx::cell_from_days(column.meaning.role, days, epoch)
        {
            let reason =
                "a number without the format of a date was read as the workbook counts days";
            notes.push(Problem::warning(reason).at(number).about(&column.heading, days));
            value = Value::Cell(cell);
        }
        fields.push(Field { role: column.meaning.role, column: column.heading.clone(), value });
    }
    fields
}

/// A cell in quotes behind a space keeps them: `Oslo, "The Hall"`.
fn unquoted(text: &str) -> &str {
    let trimmed = text.trim();
    let inner = trimmed.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    inner.filter(|inner| !inner.contains('"')).unwrap_or(trimmed)
}

/// Web pages leave their own notation behind in tables made from them.
pub(super) fn without_entities(text: &str) -> String {
    const ENTITIES: [(&str, &str); 9] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#039;", "'"),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&rsquo;", "’"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    if !text.contains('&') {
        return text.to_owned();
    }
    ENTITIES.iter().fold(text.to_owned(), |text, (entity, plain)| text.replace(entity, plain))
}
