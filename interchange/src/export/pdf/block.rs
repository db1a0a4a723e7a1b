//! Blocks: what is laid out once and then stands on a page in one piece, and the sketch that makes one.
//!
//! A block knows its height and what is drawn where, counted from its own top left corner; which page it
//! comes to stand on is not decided here.

use std::rc::Rc;

use super::qr::Code;
use super::text::{BASELINE, Color, Line, Setter, Span};

/// What is drawn.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    /// A line of text; its baseline lies this far below the top.
    Text { line: Line, baseline: f32 },
    /// A filled rectangle with round corners of this radius.
    Fill { color: Color, radius: f32 },
    /// A frame of this width.
    Frame { color: Color, width: f32, radius: f32 },
    /// The code of a link.
    Code(Rc<Code>),
}

/// One thing that is drawn, at its place in a block. All in points.
#[derive(Clone, Debug)]
pub(super) struct Ink {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) shape: Shape,
    /// The part of the block's meaning that it is; none for decoration.
    pub(super) cell: Option<usize>,
}

/// What a block means to somebody who does not see it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Role {
    /// A heading of this level, from 1: what is in its first cell. The others are text below it.
    Heading(u16),
    /// Running text.
    Text,
    /// A row of a table, with this many cells. Rows of one table follow each other.
    Row { table: usize, n_cells: usize, head: bool },
    /// Facts: each two cells are a name and what is said.
    Facts { list: usize },
    /// A picture, in words.
    Figure(String),
    /// What stands at the foot of the first page, and is read last.
    Foot,
    /// The code beside it, in words.
    Code(String),
}

/// Where a reader can jump to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bookmark {
    /// 0 for the outermost.
    pub(super) depth: usize,
    pub(super) text: String,
}

/// What stands on a page in one piece.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) height: f32,
    /// Space above it; none at the top of a page.
    pub(super) before: f32,
    pub(super) ink: Vec<Ink>,
    pub(super) role: Role,
    /// Whether the next block must begin on the same page.
    pub(super) keep: bool,
    /// What stands again above it where it begins a page.
    pub(super) repeats: Option<Rc<Block>>,
    pub(super) bookmark: Option<Bookmark>,
}

/// On which side of its column text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Words.
    #[default]
    Start,
    /// Figures.
    End,
}

/// A block in the making.
pub(super) struct Sketch<'s> {
    setter: &'s Setter,
    ink: Vec<Ink>,
    height: f32,
}

impl<'s> Sketch<'s> {
    pub(super) fn new(setter: &'s Setter) -> Self {
        Self { setter, ink: Vec::new(), height: 0.0 }
    }

    /// Sets text with its top left at a point; answers where it ends below.
    pub(super) fn text(&mut self, cell: usize, at: (f32, f32), width: f32, spans: &[Span]) -> f32 {
        self.aligned(cell, at, width, spans, Align::Start)
    }

    /// The same on either side of the width.
    pub(super) fn aligned(
        &mut self,
        cell: usize,
        (x, mut y): (f32, f32),
        width: f32,
        spans: &[Span],
        align: Align,
    ) -> f32 {
        for line in self.setter.lines(spans, width) {
            let height = line.height();
            let shift = if align == Align::End { (width - line.width).max(0.0) } else { 0.0 };
            let (drawn, baseline) = (line.width, line.size * BASELINE);
            let shape = Shape::Text { line, baseline };
            self.ink.push(Ink { x: x + shift, y, width: drawn, height, shape, cell: Some(cell) });
            y += height;
        }
        self.height = self.height.max(y);
        y
    }

    /// Draws something that means nothing.
    pub(super) fn draw(&mut self, (x, y): (f32, f32), (width, height): (f32, f32), shape: Shape) {
        self.ink.push(Ink { x, y, width, height, shape, cell: None });
        self.height = self.height.max(y + height);
    }

    /// Draws behind all that is there.
    pub(super) fn behind(&mut self, at: (f32, f32), size: (f32, f32), shape: Shape) {
        self.draw(at, size, shape);
        self.ink.rotate_right(1);
    }

    /// Draws something that means something.
    pub(super) fn means(&mut self, cell: usize, at: (f32, f32), size: (f32, f32), shape: Shape) {
        self.draw(at, size, shape);
        if let Some(ink) = self.ink.last_mut() {
            ink.cell = Some(cell);
        }
    }

    pub(super) fn rule(&mut self, (x, y): (f32, f32), width: f32, color: Color) {
        self.draw((x, y), (width, 0.6), Shape::Fill { color, radius: 0.0 });
    }

    pub(super) fn height(&self) -> f32 {
        self.height
    }

    /// Space below.
    pub(super) fn pad(&mut self, below: f32) {
        self.height += below;
    }

    /// The block, painted as it is read: what means nothing first, then cell by cell.
    pub(super) fn block(self, role: Role, before: f32) -> Block {
        let (height, mut ink) = (self.height, self.ink);
        ink.sort_by_key(|ink| ink.cell);
        Block { height, before, ink, role, keep: false, repeats: None, bookmark: None }
    }
}

impl Block {
    pub(super) fn keep(self) -> Self {
        Self { keep: true, ..self }
    }

    /// What a cell says, on one line.
    pub(super) fn words(&self, cell: usize) -> String {
        let texts = self.ink.iter().filter(|ink| ink.cell == Some(cell));
        let lines = texts.filter_map(|ink| match &ink.shape {
            Shape::Text { line, .. } => Some(&line.runs),
            _ => None,
        });
        let words = lines.map(|runs| runs.iter().map(|run| run.text.as_str()).collect::<String>());
        words.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub(super) fn bookmark(self, depth: usize, text: impl Into<String>) -> Self {
        Self { bookmark: Some(Bookmark { depth, text: text.into() }), ..self }
    }

    /// The part that fits a height, and the rest. Lines of text stay whole; what is behind them is cut.
    pub(super) fn split(self, height: f32) -> (Self, Self) {
        let fits = |ink: &Ink| ink.y + ink.height <= height;
        let texts = self.ink.iter().filter(|ink| matches!(ink.shape, Shape::Text { .. }));
        let cut = texts.filter(|ink| !fits(ink)).map(|ink| ink.y).fold(height, f32::min);
        let (mut above, mut below) = (Vec::new(), Vec::new());
        for ink in self.ink {
            let ends = ink.y + ink.height;
            match ink.shape {
                _ if fits(&ink) => above.push(ink),
                Shape::Fill { .. } | Shape::Frame { .. } if ink.y < height => {
                    below.push(Ink { y: 0.0, height: ends - cut, ..ink.clone() });
                    above.push(Ink { height: height - ink.y, ..ink });
                }
                _ => below.push(Ink { y: (ink.y - cut).max(0.0), ..ink }),
            }
        }
        let rest = Self {
            height: self.height - cut,
            before: 0.0,
            ink: below,
            role: self.role.clone(),
            keep: self.keep,
            repeats: self.repeats.clone(),
            bookmark: None,
        };
        (Self { height, ink: above, keep: false, ..self }, rest)
    }
}
