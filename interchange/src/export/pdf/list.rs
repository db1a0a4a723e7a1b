//! Lists on paper: rooms, guests, whatever has headings and rows, with what changed in each.

use super::block::{Block, Role};
use super::draw;
use super::flow::Group;
use super::layout::{DENSITIES, Fact, Layout};
use super::paper::{Cell, ListPaper, ListRow, Paper, PdfError, RowMark};
use super::sheet::{About, Sheet, sheet};
use super::table::{Head, Row, table};
use super::text::{Color, Span, Weight};

/// A list as a PDF.
///
/// # Errors
/// Where the link does not fit a code, or the document cannot be written.
pub fn list(list: &ListPaper, paper: &Paper) -> Result<Vec<u8>, PdfError> {
    draw::draw(&laid_out(list, paper)?)
}

/// The same before it is drawn.
pub(super) fn laid_out(list: &ListPaper, paper: &Paper) -> Result<Sheet, PdfError> {
    let about = About {
        title: if list.title.trim().is_empty() { "List".to_owned() } else { list.title.clone() },
        running: format!("{} · {}", list.title, list.above),
        zone: list.zone,
        has_variants: false,
    };
    sheet(paper, &about, &DENSITIES, |layout| {
        let mut blocks = vec![title(layout, &list.above, &list.title, "")];
        let facts = list.facts.iter().filter(|(_, says)| !says.is_empty());
        let facts: Vec<_> =
            facts.map(|(name, says)| Fact::line(name, vec![layout.body().of(says)])).collect();
        blocks.extend(layout.facts(&facts, 3));
        blocks.extend(rows(list, paper, layout));
        for note in &list.notes {
            blocks.push(layout.text(&[layout.body().of(note)]));
        }
        vec![Group { blocks, ..Group::default() }]
    })
}

/// The title of a document with what stands above and below it.
pub(super) fn title(layout: &Layout<'_>, above: &str, title: &str, below: &str) -> Block {
    let mut sketch = layout.sketch();
    let quiet = layout.body().weight(Weight::Semi).color(Color::GREY);
    let y = sketch.text(1, (0.0, 0.0), layout.width, &[quiet.of(above)]);
    let big = layout.body().times(2.4).weight(Weight::Extra);
    let y = sketch.text(0, (0.0, y), layout.width, &[big.of(title)]);
    sketch.text(1, (0.0, y), layout.width, &[layout.quiet().of(below)]);
    sketch.pad(layout.space(4.0));
    sketch.block(Role::Heading(1), 0.0).bookmark(0, title).keep()
}

/// How wide the column of marks is, beside the average column.
const MARK_SHARE: f32 = 0.55;

fn rows(list: &ListPaper, paper: &Paper, layout: &Layout<'_>) -> Vec<Block> {
    let share = |weight: u16| f32::from(weight.max(1));
    let all: f32 = list.columns.iter().map(|column| share(column.weight)).sum();
    let mut heads: Vec<_> = list
        .columns
        .iter()
        .map(|column| Head {
            heading: column.heading.clone(),
            align: column.align,
            weight: share(column.weight),
        })
        .collect();
    let n_columns = heads.len();
    let has_marks = list.rows.iter().any(|row| row.mark.is_some());
    if has_marks {
        let since = paper.differences.since.as_ref();
        let heading = since.map_or_else(|| "Change".to_owned(), |since| format!("Since v{since}"));
        #[expect(clippy::cast_precision_loss, reason = "there are a handful of columns")]
        heads.push(Head::new(heading, MARK_SHARE * all / n_columns.max(1) as f32));
    }
    let mut drawn: Vec<_> = list
        .rows
        .iter()
        .map(|row| {
            let mut cells: Vec<_> =
                (0..n_columns).map(|idx| cell(layout, row, row.cells.get(idx), idx)).collect();
            cells.extend(has_marks.then(|| vec![mark(layout, row.mark)]));
            Row { cells, total: false }
        })
        .collect();
    if !list.totals.is_empty() {
        let strong = layout.body().weight(Weight::Semi);
        let cells = list.totals.iter().take(n_columns).map(|text| vec![vec![strong.of(text)]]);
        drawn.push(Row { cells: cells.collect(), total: true });
    }
    table(layout, &heads, &drawn)
}

/// A cell: what it says, and below it what it said before.
fn cell(layout: &Layout<'_>, row: &ListRow, cell: Option<&Cell>, idx: usize) -> Vec<Vec<Span>> {
    let Some(cell) = cell else { return Vec::new() };
    let off = row.mark == Some(RowMark::Cancelled);
    let is_new = row.mark == Some(RowMark::New);
    let look = if idx == 0 || is_new { layout.body().weight(Weight::Semi) } else { layout.body() };
    let look = if off { look.color(Color::GREY).struck() } else { look };
    let look = if cell.before.is_some() { look.color(Color::CHANGED) } else { look };
    let mut said = vec![look.of(&cell.text)];
    if row.unconfirmed && idx == 0 && !off {
        said.push(layout.quiet().of(" ?"));
    }
    let mut lines = vec![said];
    let old = layout.quiet().color(Color::CHANGED).struck();
    lines.extend(cell.before.as_ref().map(|before| vec![old.of(before)]));
    lines
}

fn mark(layout: &Layout<'_>, mark: Option<RowMark>) -> Vec<Span> {
    let look = layout.body().weight(Weight::Semi);
    match mark {
        None => Vec::new(),
        Some(RowMark::New) => vec![look.color(Color::CHANGED).of("new")],
        Some(RowMark::Changed) => vec![look.color(Color::CHANGED).of("changed")],
        Some(RowMark::Cancelled) => vec![look.color(Color::STOP).of("cancelled")],
    }
}
