//! `buscall day`: one date's sheet, as on the wall.

use chrono::NaiveDate;
use domain::time::parse_date;
use domain::view::{ClockStyle, DaySheet, TextLook, day_sheet, long_date};

use super::tour::{OpenTour, Today};
use super::{Context, standing};
use crate::cli::read::{Day, Look};
use crate::error::{Exit, Result};
use crate::local::View;
use crate::render::{self, Tone, paint};

/// Columns of a line of the sheet on paper.
const PAPER_COLUMNS: usize = 60;
/// A terminal at least this wide shows the sheet as it is on paper, with room for the marks.
const PAPER_FITS: usize = 72;
/// What a mark takes.
const MARK_COLUMNS: usize = 2;

pub(super) async fn run(context: &Context, asked: &Day) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    if let Ok(date) = parse_date(asked.date.trim()) {
        return show(&tour, tour.on(date).await?, date, asked.look).await;
    }
    let today = tour.today().await?;
    let date = today.named(&asked.date)?;
    show(&tour, today, date, asked.look).await
}

/// Prints the sheet of a date.
pub(super) async fn show(
    tour: &OpenTour,
    today: Today,
    date: NaiveDate,
    look: Look,
) -> Result<Exit> {
    let here = today.here;
    let view = if date == today.date { today.view } else { tour.local.view_on(date).await? };
    let Some(sheet) = day_sheet(&view.book, date) else {
        render::say(&no_day(&view, date));
        return Ok(Exit::Failed);
    };
    if look.json {
        render::print_json(&sheet)?;
        return Ok(Exit::Done);
    }
    let style = ClockStyle::from(look.clock);
    let text = text(&sheet, &view, style, render::width());
    let lines = standing::lines(&view, here, tour.now, style);
    render::print_text(&format!("{}\n{lines}\n", coloured(&text)))?;
    Ok(Exit::Done)
}

/// The sheet with the marks of its records, as wide as the terminal allows.
fn text(sheet: &DaySheet, view: &View, clock: ClockStyle, width: Option<usize>) -> String {
    let columns = match width {
        Some(width) if width < PAPER_FITS => PAPER_COLUMNS.min(width.saturating_sub(MARK_COLUMNS)),
        _ => PAPER_COLUMNS,
    };
    let mark = |record| standing::sign(view.mark(record));
    sheet.text_in(&TextLook { clock, columns, mark: &mark })
}

/// Titles of sections stand out, and so does what must not be overlooked.
fn coloured(text: &str) -> String {
    let mut after_blank = true;
    let mut lines = String::new();
    for line in text.lines() {
        let trimmed = line.trim_start();
        let tone = match trimmed.chars().next() {
            Some('✖') => Tone::Bad,
            Some('⚠') => Tone::Warn,
            _ if after_blank && is_title(trimmed) => Tone::Strong,
            _ => Tone::Plain,
        };
        after_blank = trimmed.is_empty();
        lines.push_str(&paint(tone, line));
        lines.push('\n');
    }
    lines
}

fn is_title(line: &str) -> bool {
    let first = line.split(' ').next().unwrap_or_default();
    first.chars().count() > 1 && first.chars().all(char::is_uppercase)
}

/// What to say where a tour has no such day.
fn no_day(view: &View, date: NaiveDate) -> String {
    let next = view.book.dates_after(date).next();
    let next = next.map(|next| format!("; the next one is {} ({next})", long_date(next)));
    format!("the tour has no day on {} ({date}){}", long_date(date), next.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_warnings_are_coloured_and_nothing_else_changes() {
        let text = "Northern Lights\n\nSCHEDULE\n19:30  DOORS\n       ⚠ two values\n";
        let coloured = coloured(text);
        assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), text);
        assert!(coloured.contains("\u{1b}[1mSCHEDULE"), "{coloured:?}");
        assert_eq!(coloured.matches("\u{1b}[0m").count(), 2);
    }
}
