//! Tables: columns that share the width, rows that are never split, headings on every page.

use std::rc::Rc;

use super::block::{Align, Block, Role};
use super::layout::Layout;
use super::text::{Color, Span, Weight};

/// Points between columns.
const GAP: f32 = 8.0;

/// A column: what stands above it, on which side, and its share of the width.
pub(super) struct Head {
    pub(super) heading: String,
    pub(super) align: Align,
    pub(super) weight: f32,
}

impl Head {
    pub(super) fn new(heading: impl Into<String>, weight: f32) -> Self {
        Self { heading: heading.into(), align: Align::Start, weight }
    }

    pub(super) fn end(heading: impl Into<String>, weight: f32) -> Self {
        Self { align: Align::End, ..Self::new(heading, weight) }
    }
}

/// A row: each cell has lines below each other.
pub(super) struct Row {
    pub(super) cells: Vec<Vec<Vec<Span>>>,
    /// Whether a heavier rule stands above it.
    pub(super) total: bool,
}

impl Row {
    /// Cells of one line.
    pub(super) fn plain(cells: Vec<Vec<Span>>) -> Self {
        Self { cells: cells.into_iter().map(|cell| vec![cell]).collect(), total: false }
    }
}

/// The table as blocks, its headings first.
pub(super) fn table(layout: &Layout<'_>, heads: &[Head], rows: &[Row]) -> Vec<Block> {
    let table = layout.number();
    let places = places(layout, heads);
    let look = layout.quiet().times(0.95).weight(Weight::Semi);
    let headings = heads.iter().map(|head| vec![look.of(&head.heading)]).collect();
    let head = drawn(layout, table, heads, &places, &Row::plain(headings), true).keep();
    let again = Rc::new(head.clone());
    let mut blocks = vec![head];
    blocks.extend(rows.iter().map(|row| Block {
        repeats: Some(Rc::clone(&again)),
        ..drawn(layout, table, heads, &places, row, false)
    }));
    blocks
}

/// Where each column begins, and how wide it is.
#[expect(clippy::cast_precision_loss, reason = "there are a handful of columns")]
fn places(layout: &Layout<'_>, heads: &[Head]) -> Vec<(f32, f32)> {
    let all: f32 = heads.iter().map(|head| head.weight).sum();
    let n_gaps = heads.len().saturating_sub(1) as f32;
    // Many columns leave each other a fifth of the width at the most.
    let gap = GAP.min(layout.width / 5.0 / n_gaps.max(1.0));
    let free = layout.width - gap * n_gaps;
    let mut x = 0.0;
    let place = |head: &Head| {
        let width = free * head.weight / all;
        let place = (x, width);
        x += width + gap;
        place
    };
    heads.iter().map(place).collect()
}

fn drawn(
    layout: &Layout<'_>,
    table: usize,
    heads: &[Head],
    places: &[(f32, f32)],
    row: &Row,
    is_head: bool,
) -> Block {
    let mut sketch = layout.sketch();
    let pad = layout.space(3.0) + 1.5;
    if row.total {
        sketch.rule((0.0, 0.0), layout.width, Color::INK);
    }
    for (cell, (lines, (head, (x, width)))) in
        row.cells.iter().zip(heads.iter().zip(places)).enumerate()
    {
        let mut y = pad;
        for line in lines {
            y = sketch.aligned(cell, (*x, y), *width, line, head.align);
        }
    }
    sketch.pad(pad);
    let color = if is_head { Color::INK } else { Color::LINE };
    sketch.rule((0.0, sketch.height() - 0.6), layout.width, color);
    let role = Role::Row { table, n_cells: heads.len(), head: is_head };
    let before = if is_head { layout.space(4.0) } else { 0.0 };
    sketch.block(role, before)
}
