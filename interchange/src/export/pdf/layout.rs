//! How dense a paper is set, and the pieces that all papers share: headings, text, frames, facts.

use std::cell::Cell;

use super::block::{Block, Role, Shape, Sketch};
use super::text::{Color, Look, Setter, Span, Weight};

/// How dense a paper is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Density {
    /// Sizes of letters, beside the largest.
    letters: f32,
    /// Space between lines and rows, beside the widest.
    space: f32,
    /// Whether what stands below a title goes on behind it.
    inline: bool,
}

/// From the largest to the densest that is still read at arm's length.
pub(super) const DENSITIES: [Density; 5] = [
    Density { letters: 1.0, space: 1.0, inline: false },
    Density { letters: 0.96, space: 0.66, inline: false },
    Density { letters: 0.96, space: 0.5, inline: true },
    Density { letters: 0.9, space: 0.38, inline: true },
    Density { letters: 0.82, space: 0.2, inline: true },
];

/// A book is as long as it is; its pages look alike.
pub(super) const BOOK: Density = DENSITIES[3];

/// Sizes in points, at the largest.
const BODY: f32 = 9.0;
/// Points of a heading that stands at the left of its section, likewise.
const BESIDE: f32 = 64.0;

/// What lays out one paper: how dense, how wide, and what sets its text.
pub(super) struct Layout<'s> {
    pub(super) setter: &'s Setter,
    /// Points between the margins.
    pub(super) width: f32,
    density: Density,
    lists: Cell<usize>,
}

/// A fact: what it is called, and what there is to say.
pub(super) struct Fact {
    pub(super) name: String,
    /// Lines below each other.
    pub(super) says: Vec<Vec<Span>>,
}

impl<'s> Layout<'s> {
    pub(super) fn new(setter: &'s Setter, width: f32, density: Density) -> Self {
        Self { setter, width, density, lists: Cell::new(0) }
    }

    /// Space that the density narrows.
    pub(super) fn space(&self, points: f32) -> f32 {
        points * self.density.space
    }

    /// A length that grows with the letters.
    pub(super) fn length(&self, points: f32) -> f32 {
        points * self.density.letters
    }

    /// Whether what stands below a title goes on behind it.
    pub(super) fn is_inline(&self) -> bool {
        self.density.inline
    }

    /// What is read.
    pub(super) fn body(&self) -> Look {
        let size = self.length(BODY);
        Look { size, weight: Weight::Regular, color: Color::INK, struck: false }
    }

    /// What stands beside it.
    pub(super) fn quiet(&self) -> Look {
        self.body().times(0.92).color(Color::GREY)
    }

    /// What is looked for.
    pub(super) fn strong(&self) -> Look {
        self.body().times(1.08).weight(Weight::Semi)
    }

    /// A number that no other list or table of the paper has.
    pub(super) fn number(&self) -> usize {
        self.lists.set(self.lists.get() + 1);
        self.lists.get()
    }

    pub(super) fn sketch(&self) -> Sketch<'s> {
        Sketch::new(self.setter)
    }

    /// A heading of a section, with words at its right.
    pub(super) fn heading(&self, level: u16, text: &str, aside: &[Span]) -> Block {
        let size = if level <= 2 { 1.4 } else { 1.15 };
        let look = self.body().times(size).weight(Weight::Extra);
        let mut sketch = self.sketch();
        let mut right = 0.0;
        if !aside.is_empty() {
            right = self.setter.width(aside).min(self.width / 2.0) + 8.0;
            let lower = look.size - aside[0].look.size;
            sketch.aligned(1, (self.width - right, lower), right, aside, super::Align::End);
        }
        sketch.text(0, (0.0, 0.0), self.width - right, &[look.of(text)]);
        sketch.pad(self.space(2.0));
        sketch.block(Role::Heading(level), self.space(15.0) + 3.0).keep()
    }

    /// Running text.
    pub(super) fn text(&self, spans: &[Span]) -> Block {
        let mut sketch = self.sketch();
        sketch.text(0, (0.0, 0.0), self.width, spans);
        sketch.block(Role::Text, self.space(4.0))
    }

    /// Text on black, that nobody must overlook.
    pub(super) fn banner(&self, spans: &[Span], color: Color) -> Block {
        let (pad, mut sketch) = (self.space(3.0) + 3.0, self.sketch());
        let white: Vec<_> = spans
            .iter()
            .map(|span| Span { look: span.look.color(Color::WHITE), ..span.clone() })
            .collect();
        sketch.text(0, (9.0, pad), self.width - 18.0, &white);
        sketch.pad(pad);
        let size = (self.width, sketch.height());
        sketch.behind((0.0, 0.0), size, Shape::Fill { color, radius: 2.0 });
        sketch.block(Role::Text, self.space(6.0) + 2.0)
    }

    /// Lines of text in a frame.
    pub(super) fn framed(&self, lines: &[Vec<Span>]) -> Block {
        let (pad, mut sketch) = (self.space(4.0) + 3.0, self.sketch());
        let mut y = pad;
        for line in lines {
            y = sketch.text(0, (9.0, y), self.width - 18.0, line);
        }
        sketch.pad(pad);
        let size = (self.width, sketch.height());
        sketch.behind(
            (0.0, 0.0),
            size,
            Shape::Frame { color: Color::INK, width: 1.1, radius: 4.0 },
        );
        sketch.block(Role::Text, self.space(8.0) + 3.0)
    }

    /// Facts below their heading, or beside it where space is dear: four columns instead of three.
    pub(super) fn titled(&self, heading: Block, facts: &[Fact], n_columns: usize) -> Vec<Block> {
        if !self.density.inline {
            let mut blocks = vec![heading];
            blocks.extend(self.facts(facts, n_columns));
            return blocks;
        }
        let n_columns = if n_columns > 2 { n_columns + 1 } else { n_columns };
        let mut rows = self.facts_beside(facts, n_columns, self.length(BESIDE) + 10.0);
        self.beside(heading, &mut rows)
    }

    /// A heading at the left of blocks that leave it room there.
    pub(super) fn beside(&self, heading: Block, rows: &mut Vec<Block>) -> Vec<Block> {
        let mut sketch = self.sketch();
        let look = self.strong().weight(Weight::Extra);
        sketch.text(
            0,
            (0.0, self.space(2.0) + 2.0),
            self.length(BESIDE),
            &[look.of(heading.words(0))],
        );
        let tall = sketch.height() + 2.0;
        let mut used = 0.0;
        for row in rows.iter_mut() {
            // Rows that the heading stands beside stay on its page.
            row.keep |= used < tall;
            used += row.before + row.height;
        }
        if let Some(last) = rows.last_mut() {
            last.height += (tall - used).max(0.0);
            last.keep = false;
        }
        let beside = sketch.block(heading.role.clone(), self.space(8.0) + 2.0);
        let mut blocks =
            vec![Block { height: 0.0, keep: true, bookmark: heading.bookmark, ..beside }];
        blocks.append(rows);
        blocks
    }

    /// Where what stands beside a heading begins.
    pub(super) fn beside_from(&self) -> f32 {
        if self.density.inline { self.length(BESIDE) + 10.0 } else { 0.0 }
    }

    /// Facts in this many columns, row by row.
    pub(super) fn facts(&self, facts: &[Fact], n_columns: usize) -> Vec<Block> {
        self.facts_beside(facts, n_columns, 0.0)
    }

    /// The same with free space at the left.
    fn facts_beside(&self, facts: &[Fact], n_columns: usize, left: f32) -> Vec<Block> {
        let list = self.number();
        let mut rows: Vec<_> =
            facts.chunks(n_columns).map(|row| self.fact_row(list, row, n_columns, left)).collect();
        if let Some(first) = rows.first_mut() {
            first.before = self.space(2.0);
        }
        rows
    }

    fn fact_row(&self, list: usize, facts: &[Fact], n_columns: usize, left: f32) -> Block {
        let gap = 14.0;
        #[expect(clippy::cast_precision_loss, reason = "there are a handful of columns")]
        let width = (self.width - left - gap * (n_columns - 1) as f32) / n_columns as f32;
        let pad = self.space(3.5) + 1.5;
        let (mut sketch, mut x) = (self.sketch(), left);
        for (idx, fact) in facts.iter().enumerate() {
            let mut y = pad;
            if !fact.name.is_empty() {
                let name = self.quiet().times(0.92).weight(Weight::Semi).of(&fact.name);
                y = sketch.text(2 * idx, (x, y), width, &[name]);
            }
            for line in &fact.says {
                y = sketch.text(2 * idx + 1, (x, y), width, line);
            }
            x += width + gap;
        }
        sketch.pad(pad);
        let below = sketch.height();
        for idx in 0..facts.len() {
            #[expect(clippy::cast_precision_loss, reason = "there are a handful of columns")]
            sketch.rule((left + (width + gap) * idx as f32, below - 0.6), width, Color::LINE);
        }
        sketch.block(Role::Facts { list }, 0.0)
    }
}

impl Fact {
    /// A fact of one line.
    pub(super) fn line(name: impl Into<String>, spans: Vec<Span>) -> Self {
        Self { name: name.into(), says: vec![spans] }
    }
}
