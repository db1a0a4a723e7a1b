//! Text on paper: spans of a look, broken into lines that fit a width.
//!
//! Lines break where Unicode lets them (UAX 14); a word that is wider than its column breaks between any
//! two characters, so nothing is ever cut off. Paper is read from left to right: no face here has a
//! script that is not.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use krilla::text::KrillaGlyph;
use unicode_linebreak::linebreaks;
use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

use super::face::{Face, Shaped};
use super::script::script_word;

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Weight {
    /// What is read.
    Regular,
    /// What is looked for.
    Semi,
    /// What is seen from the door.
    Extra,
}

/// The colours of paper, by what they mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Color(pub(super) u8, pub(super) u8, pub(super) u8);

impl Color {
    pub(super) const INK: Self = Self(0x14, 0x17, 0x1a);
    pub(super) const GREY: Self = Self(0x4d, 0x56, 0x5c);
    pub(super) const LINE: Self = Self(0xc4, 0xca, 0xce);
    pub(super) const WHITE: Self = Self(0xff, 0xff, 0xff);
    /// A value that moved.
    pub(super) const CHANGED: Self = Self(0xb8, 0x40, 0x0a);
    /// A plan that does not hold.
    pub(super) const STOP: Self = Self(0xc0, 0x1f, 0x2e);
}

/// How a span looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Look {
    /// Size in points.
    pub(super) size: f32,
    pub(super) weight: Weight,
    pub(super) color: Color,
    /// Whether it is struck through.
    pub(super) struck: bool,
}

impl Look {
    pub(super) fn weight(self, weight: Weight) -> Self {
        Self { weight, ..self }
    }

    pub(super) fn color(self, color: Color) -> Self {
        Self { color, ..self }
    }

    pub(super) fn struck(self) -> Self {
        Self { struck: true, ..self }
    }

    pub(super) fn times(self, factor: f32) -> Self {
        Self { size: self.size * factor, ..self }
    }

    /// A text in this look.
    pub(super) fn of(self, text: impl Into<String>) -> Span {
        Span { text: text.into(), look: self }
    }
}

/// A text in one look.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Span {
    pub(super) text: String,
    pub(super) look: Look,
}

/// Glyphs of one face and look beside each other.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) face: Face,
    pub(super) look: Look,
    pub(super) text: String,
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// Points from the start of its line.
    pub(super) x: f32,
    /// Points.
    pub(super) width: f32,
}

/// One line of text.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) runs: Vec<Run>,
    /// Points without the space at its end.
    pub(super) width: f32,
    /// The largest size in it, in points.
    pub(super) size: f32,
}

/// From the baseline of one line to that of the next, in sizes.
pub(super) const LEADING: f32 = 1.3;
/// From the top of a line to its baseline, in sizes.
pub(super) const BASELINE: f32 = 1.0;

impl Line {
    pub(super) fn height(&self) -> f32 {
        self.size * LEADING
    }

    /// Appends glyphs; `visible` is their width without a space at the end.
    fn push(&mut self, run: Run, visible: f32) {
        let x = self.runs.last().map_or(0.0, |last| last.x + last.width);
        self.size = self.size.max(run.look.size);
        self.width = self.width.max(x + visible);
        match self.runs.last_mut() {
            Some(last) if last.face == run.face && last.look == run.look => {
                let shift = last.text.len();
                last.text.push_str(&run.text);
                last.width += run.width;
                last.glyphs.extend(run.glyphs.into_iter().map(|mut glyph| {
                    glyph.text_range = glyph.text_range.start + shift..glyph.text_range.end + shift;
                    glyph
                }));
            }
            _ => self.runs.push(Run { x, ..run }),
        }
    }
}

/// Sets text: remembers words that were shaped, and the scripts that no face has.
#[derive(Default)]
pub(super) struct Setter {
    words: RefCell<HashMap<(Face, String), Rc<Shaped>>>,
    missing: RefCell<BTreeSet<&'static str>>,
}

impl Setter {
    /// The scripts that could not be set.
    pub(super) fn missing(&self) -> Vec<&'static str> {
        self.missing.borrow().iter().copied().collect()
    }

    /// Lines that fit the width. Line breaks of the text are kept; no text is no line.
    pub(super) fn lines(&self, spans: &[Span], width: f32) -> Vec<Line> {
        let mut wrap = Wrap { width, done: Vec::new(), line: Line::default() };
        let Some(first) = spans.iter().find(|span| !span.text.is_empty()) else { return vec![] };
        let (mut text, mut looks) = (String::new(), Vec::new());
        for span in spans {
            text.push_str(&clean(&span.text));
            looks.push((text.len(), span.look));
        }
        let look_at = |at: usize| {
            let found = looks.iter().find(|(end, _)| at < *end);
            found.map_or(first.look, |(_, look)| *look)
        };
        let mut start = 0;
        for hard in text.split_inclusive('\n') {
            let shown = hard.trim_end_matches('\n');
            wrap.line.size = look_at(start).size;
            let mut from = 0;
            for (to, _) in linebreaks(shown) {
                self.place(&mut wrap, &shown[from..to], &|at| look_at(start + from + at));
                from = to;
            }
            wrap.end_line();
            start += hard.len();
        }
        wrap.done
    }

    /// How wide spans are on one line.
    pub(super) fn width(&self, spans: &[Span]) -> f32 {
        self.lines(spans, f32::INFINITY).iter().map(|line| line.width).fold(0.0, f32::max)
    }

    /// Puts what must stay together on the line, on the next one, or in parts.
    fn place(&self, wrap: &mut Wrap, word: &str, look_at: &dyn Fn(usize) -> Look) {
        let runs = self.runs(word, look_at);
        let (_, visible) = widths(&runs);
        if !wrap.takes(visible) && !wrap.is_empty() {
            wrap.end_line();
        }
        if wrap.takes(visible) {
            for run in runs {
                wrap.push(run);
            }
            return;
        }
        let mut at = 0;
        for cluster in word.graphemes(true) {
            let runs = self.runs(cluster, &|inside| look_at(at + inside));
            if !wrap.takes(widths(&runs).1) && !wrap.is_empty() {
                wrap.end_line();
            }
            for run in runs {
                wrap.push(run);
            }
            at += cluster.len();
        }
    }

    /// A word as runs of one face and look each.
    fn runs(&self, word: &str, look_at: &dyn Fn(usize) -> Look) -> Vec<Run> {
        let mut parts: Vec<(Face, Look, String)> = Vec::new();
        for (at, cluster) in word.grapheme_indices(true) {
            let look = look_at(at);
            let face = Face::of(cluster, look.weight);
            if let Face::Box(_) = face {
                self.missing.borrow_mut().extend(cluster.chars().next().map(script_word));
                parts.push((face, look, cluster.to_owned()));
                continue;
            }
            match parts.last_mut() {
                Some((last, same, text)) if *last == face && *same == look => {
                    text.push_str(cluster);
                }
                _ => parts.push((face, look, cluster.to_owned())),
            }
        }
        parts.into_iter().map(|(face, look, text)| self.run(face, look, text)).collect()
    }

    fn run(&self, face: Face, look: Look, text: String) -> Run {
        let shaped = self.shaped(face, &text);
        let (glyphs, width) = (shaped.glyphs.clone(), shaped.width * look.size);
        Run { face, look, text, glyphs, x: 0.0, width }
    }

    fn shaped(&self, face: Face, text: &str) -> Rc<Shaped> {
        let mut words = self.words.borrow_mut();
        let shaped = words.entry((face, text.to_owned()));
        Rc::clone(shaped.or_insert_with(|| Rc::new(face.shape(text))))
    }
}

/// All of the width, and the width without the space at the end.
fn widths(runs: &[Run]) -> (f32, f32) {
    let all = runs.iter().map(|run| run.width).sum::<f32>();
    (all, all - runs.last().map_or(0.0, space_at_end))
}

fn space_at_end(run: &Run) -> f32 {
    let spaces = run.text.len() - run.text.trim_end_matches(' ').len();
    let kept = run.text.len() - spaces;
    let trailing = run.glyphs.iter().filter(|glyph| glyph.text_range.start >= kept);
    trailing.map(|glyph| glyph.x_advance * run.look.size).sum()
}

struct Wrap {
    width: f32,
    done: Vec<Line>,
    line: Line,
}

/// Widths are sums of many roundings.
const TOLERANCE: f32 = 0.01;

impl Wrap {
    fn is_empty(&self) -> bool {
        self.line.runs.is_empty()
    }

    fn takes(&self, visible: f32) -> bool {
        let used = self.line.runs.last().map_or(0.0, |last| last.x + last.width);
        used + visible <= self.width + TOLERANCE
    }

    fn push(&mut self, run: Run) {
        let visible = run.width - space_at_end(&run);
        self.line.push(run, visible);
    }

    fn end_line(&mut self) {
        let size = self.line.size;
        self.done.push(std::mem::replace(&mut self.line, Line { size, ..Line::default() }));
    }
}

/// A text as it can be set: composed, with spaces for tabs and controls, and without what is not seen.
fn clean(text: &str) -> String {
    let shown = text.nfc().filter_map(|c| match c {
        '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' => Some('\n'),
        '\u{a0}' | '\u{202f}' => Some('\u{a0}'),
        c if c.is_control() || (c.is_whitespace() && c != ' ') => Some(' '),
        c if is_unseen(c) => None,
        c => Some(c),
    });
    shown.collect()
}

/// Marks of direction and joining, variation selectors, and what is no character.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        || (u32::from(c) & 0xfffe) == 0xfffe
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
}
