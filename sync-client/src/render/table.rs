//! A table for a terminal: columns as wide as what is in them, the last things cut first where the
//! terminal is narrow. Widths are those of a terminal, where `高橋` takes four columns.

use domain::view::isolated;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::style::{Tone, paint};

/// Between two columns.
const GAP: &str = "  ";
/// What stands where something was cut.
const CUT: char = '…';

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// What stands above it.
    pub title: &'static str,
    /// How narrow it may become; 0 for one that stays whole or is left out, the last one first.
    pub min: usize,
}

impl Column {
    /// A column that stays whole.
    pub const fn whole(title: &'static str) -> Self {
        Self { title, min: usize::MAX }
    }

    /// A column that may be cut down to this width.
    pub const fn to(title: &'static str, min: usize) -> Self {
        Self { title, min }
    }
}

/// Rows under titles.
#[derive(Clone, Debug)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<(Tone, String)>>,
}

impl Table {
    /// A table without a row.
    pub fn new(columns: &[Column]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row. Cells that are missing at its end are empty.
    pub fn row(&mut self, cells: impl IntoIterator<Item = (Tone, String)>) {
        let one_line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let cells = cells.into_iter().map(|(tone, text)| (tone, one_line(text)));
        self.rows.push(cells.take(self.columns.len()).collect());
    }

    /// The table as text of at most so many columns. A column that is empty in every row is left
    /// out. An empty table is an empty text.
    pub fn text(&self, width: Option<usize>) -> String {
        if self.rows.is_empty() {
            return String::new();
        }
        let widths = self.widths(width);
        let titles = self.columns.iter().map(|column| (Tone::Faint, column.title.to_owned()));
        let titles: Vec<_> = titles.collect();
        let rows = std::iter::once(&titles).chain(&self.rows);
        rows.map(|row| line(row, &widths)).collect()
    }

    fn widths(&self, width: Option<usize>) -> Vec<usize> {
        let cell = |row: &Vec<(Tone, String)>, idx: usize| {
            row.get(idx).map_or(0, |(_, text)| text.width())
        };
        let natural = |(idx, column): (usize, &Column)| {
            let widest = self.rows.iter().map(|row| cell(row, idx)).max().unwrap_or_default();
            if widest == 0 { 0 } else { widest.max(column.title.width()) }
        };
        let mut widths: Vec<usize> = self.columns.iter().enumerate().map(natural).collect();
        let Some(width) = width else { return widths };
        for idx in (0..widths.len()).rev().filter(|idx| self.columns[*idx].min == 0) {
            if total(&self.least(&widths)) > width {
                widths[idx] = 0;
            }
        }
        let least = self.least(&widths);
        for idx in (0..widths.len()).rev() {
            let over = total(&widths).saturating_sub(width);
            widths[idx] -= over.min(widths[idx] - least[idx]);
        }
        widths
    }
}

impl Table {
    /// The columns as narrow as they may become. One that may be left out is never cut: a part of a
    /// time is none.
    fn least(&self, widths: &[usize]) -> Vec<usize> {
        let least = |(width, column): (&usize, &Column)| match column.min {
            0 => *width,
            min => (*width).min(min),
        };
        widths.iter().zip(&self.columns).map(least).collect()
    }
}

fn total(widths: &[usize]) -> usize {
    let shown = widths.iter().filter(|width| **width > 0);
    let gaps = shown.clone().count().saturating_sub(1) * GAP.len();
    shown.sum::<usize>() + gaps
}

fn line(row: &[(Tone, String)], widths: &[usize]) -> String {
    let mut line = String::new();
    let mut behind = 0;
    let shown = widths.iter().enumerate().filter(|(_, width)| **width > 0);
    for (n_before, (idx, width)) in shown.enumerate() {
        let empty = (Tone::Plain, String::new());
        let (tone, text) = row.get(idx).unwrap_or(&empty);
        let text = cut(text, *width);
        if n_before > 0 {
            behind += GAP.len();
        }
        if !text.is_empty() {
            line.push_str(&" ".repeat(behind));
            line.push_str(&paint(*tone, &isolated(&text)));
            behind = 0;
        }
        behind += width - text.width();
    }
    line.push('\n');
    line
}

/// The beginning of a text in at most so many columns.
pub(crate) fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut shorter = String::new();
    let mut n_columns = 0;
    for c in text.chars() {
        n_columns += c.width().unwrap_or(0);
        if n_columns + 1 > columns {
            break;
        }
        shorter.push(c);
    }
    if columns == 0 {
        return String::new();
    }
    format!("{}{CUT}", shorter.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(table: &Table, width: Option<usize>) -> String {
        anstream::adapter::strip_str(&table.text(width)).to_string()
    }

    fn cities(names: &[&str]) -> Table {
        let mut table =
            Table::new(&[Column::whole("DATE"), Column::to("CITY", 6), Column::to("X", 0)]);
        for name in names {
            let cells = [(Tone::Strong, "24 Nov".to_owned()), (Tone::Plain, (*name).to_owned())];
            table.row(cells);
        }
        table
    }

    #[test]
    fn columns_are_aligned_by_what_a_terminal_shows_and_empty_ones_left_out() {
        let text = plain(&cities(&["Zürich", "高橋"]), None);
        assert_eq!(text, "DATE    CITY\n24 Nov  Zürich\n24 Nov  高橋\n");
        assert_eq!(plain(&cities(&[]), None), "");
    }

    #[test]
    fn a_narrow_terminal_cuts_long_names_and_never_the_date() {
        let long = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch";
        let text = plain(&cities(&[long, "Bonn"]), Some(20));
        assert_eq!(text, "DATE    CITY\n24 Nov  Llanfairpwl…\n24 Nov  Bonn\n");
    }

    #[test]
    fn what_may_be_left_out_goes_before_anything_is_cut_too_short() {
        let columns = [Column::to("CITY", 4), Column::to("DOORS", 0), Column::to("SET", 0)];
        let mut table = Table::new(&columns);
        table.row(["Hamburg", "19:30", "21:00"].map(|text| (Tone::Plain, text.to_owned())));
        assert_eq!(plain(&table, Some(21)), "CITY     DOORS  SET\nHamburg  19:30  21:00\n");
        assert_eq!(plain(&table, Some(18)), "CITY  DOORS  SET\nHam…  19:30  21:00\n");
        assert_eq!(plain(&table, Some(15)), "CITY     DOORS\nHamburg  19:30\n");
    }

    #[test]
    fn a_wide_character_is_not_cut_in_half() {
        assert_eq!(cut("高橋さん", 4), "高…");
        assert_eq!(cut("高橋さん", 5), "高橋…");
        assert_eq!(cut("高橋", 4), "高橋");
        assert_eq!(cut("abc", 0), "");
    }

    #[test]
    fn a_row_of_several_lines_becomes_one() {
        let mut table = Table::new(&[Column::whole("NOTE")]);
        table.row([(Tone::Plain, "one\n two".to_owned())]);
        assert_eq!(plain(&table, None), "NOTE\none two\n");
    }
}
