//! A paper as a whole: laid out as large as it fits, with the head and foot of every page.

use std::rc::Rc;

use chrono::{DateTime, Utc};
use domain::time::{Zone, local};
use domain::view::{ShownZone, Variant};

use super::block::{Align, Block, Role, Shape, Sketch};
use super::flow::{Group, Placed, Room, pages};
use super::layout::{Density, Layout};
use super::paper::{Paper, PdfError, VersionMark};
use super::qr::Code;
use super::script::script_words;
use super::text::{Color, Look, Setter, Span, Weight};

/// Points between the text and the edges of the paper: 14 mm.
const MARGIN: f32 = 40.0;
/// Points that the foot of a page takes.
const FOOT: f32 = 50.0;
/// Points that the head of every page but the first takes.
const HEAD: f32 = 22.0;
/// Points of a side of the code in the foot.
const CODE: f32 = 42.0;

/// What is the same on every page.
pub(super) struct About {
    /// What the document is called.
    pub(super) title: String,
    /// What stands above every page but the first.
    pub(super) running: String,
    /// On whose clocks the moment in the foot is told.
    pub(super) zone: Option<Zone>,
    /// Whether it is a list that has no variants.
    pub(super) has_variants: bool,
}

/// A page that is ready to be drawn: blocks at their places on the paper.
pub(super) struct Page {
    pub(super) blocks: Vec<Stood>,
}

/// A block at its place on the paper.
pub(super) struct Stood {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) block: Rc<Block>,
    /// Whether it stood before, or is one of the things that every page has.
    pub(super) again: bool,
}

/// A paper that is ready to be drawn.
pub(super) struct Sheet {
    pub(super) title: String,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) as_of: DateTime<Utc>,
    pub(super) pages: Vec<Page>,
    /// Where the code of the first page is, and what it opens.
    pub(super) link: Option<(f32, f32, f32, String)>,
}

/// Lays a paper out: in the largest of these densities in which it fits a page, else in the largest of
/// those in which it takes the fewest.
pub(super) fn sheet(
    paper: &Paper,
    about: &About,
    densities: &[Density],
    build: impl Fn(&Layout<'_>) -> Vec<Group>,
) -> Result<Sheet, PdfError> {
    let setter = Setter::default();
    let (width, height) = paper.size.points();
    let (inner, room) = (width - 2.0 * MARGIN, height - 2.0 * MARGIN - FOOT);
    let room = Room { first: room, later: room - HEAD };
    let mut best: Option<Vec<Vec<Placed>>> = None;
    for density in densities {
        let layout = Layout::new(&setter, inner, *density);
        let mut groups = build(&layout);
        groups.extend(note_of_missing(&layout));
        let laid = pages(groups, room);
        if best.as_ref().is_none_or(|fewest| laid.len() < fewest.len()) {
            best = Some(laid);
        }
        if best.as_ref().is_some_and(|laid| laid.len() == 1) {
            break;
        }
    }
    let laid = best.unwrap_or_default();
    let code = match &paper.link {
        Some(link) => Some(Rc::new(Code::of(link).ok_or(PdfError::Link)?)),
        None => None,
    };
    let foot = Foot { paper, about, setter: &setter, width: inner, code };
    let n_pages = laid.len();
    let finished = laid.into_iter().enumerate().map(|(idx, placed)| {
        let mut blocks = Vec::new();
        let top = if idx == 0 { MARGIN } else { MARGIN + HEAD };
        if idx > 0 {
            blocks.push(Stood { x: MARGIN, y: MARGIN, block: foot.head(), again: true });
        }
        blocks.extend(placed.into_iter().map(|placed| Stood {
            x: MARGIN,
            y: top + placed.y,
            block: placed.block,
            again: placed.again,
        }));
        let y = height - MARGIN - FOOT + 6.0;
        blocks.extend(foot.blocks(idx, n_pages, y));
        Page { blocks }
    });
    Ok(Sheet {
        title: about.title.clone(),
        width,
        height,
        as_of: paper.as_of,
        pages: finished.collect(),
        link: paper
            .link
            .clone()
            .map(|link| (MARGIN + inner - CODE, height - MARGIN - FOOT + 10.0, CODE, link)),
    })
}

/// What the paper says of characters that it could not print.
fn note_of_missing(layout: &Layout<'_>) -> Option<Group> {
    let missing = layout.setter.missing();
    if missing.is_empty() {
        return None;
    }
    let text = format!(
        "Some characters ({}) are not in this paper's fonts: see the sheet on a phone",
        script_words(&missing)
    );
    let note = layout.text(&[layout.quiet().weight(Weight::Semi).of(text)]);
    Some(Group { blocks: vec![note], ..Group::default() })
}

struct Foot<'p> {
    paper: &'p Paper,
    about: &'p About,
    setter: &'p Setter,
    width: f32,
    code: Option<Rc<Code>>,
}

impl Foot<'_> {
    fn look(size: f32) -> Look {
        Look { size, weight: Weight::Regular, color: Color::GREY, struck: false }
    }

    /// One line of it, shortened where it is too long: it stands on every page.
    fn head(&self) -> Rc<Block> {
        let mut sketch = Sketch::new(self.setter);
        let look = Self::look(8.0).weight(Weight::Semi);
        let text = fitting(self.setter, look, &self.about.running, self.width);
        sketch.text(0, (0.0, 0.0), self.width, &[text]);
        sketch.rule((0.0, 13.0), self.width, Color::LINE);
        Rc::new(sketch.block(Role::Text, 0.0))
    }

    /// The foot of a page: what is said, and the code beside it.
    fn blocks(&self, idx: usize, n_pages: usize, y: f32) -> Vec<Stood> {
        let again = idx > 0;
        let mut words = Sketch::new(self.setter);
        words.rule((0.0, 0.0), self.width, Color::LINE);
        let code_width = self.code.as_ref().map_or(0.0, |_| CODE + 8.0);
        let right = if self.code.is_some() { 96.0 } else { 90.0 };
        let left = self.width - code_width - right - 8.0;
        let strong = Self::look(9.0).weight(Weight::Extra).color(Color::INK);
        let mark = self.mark();
        let mut below = 5.0;
        below = words.text(0, (0.0, below), left, &[fitting(self.setter, strong, &mark, left)]);
        let moment = fitting(self.setter, Self::look(7.5), &self.moment(), left);
        words.text(0, (0.0, below), left, &[moment]);
        let from = self.width - code_width - right;
        let page = Self::look(8.0).weight(Weight::Semi);
        let page = page.color(Color::INK).of(format!("Page {} of {n_pages}", idx + 1));
        let below = words.aligned(0, (from, 5.0), right, &[page], Align::End);
        let mut stood = Vec::new();
        if let Some(code) = &self.code {
            let scan = Self::look(7.0).of("Scan for the current sheet");
            words.aligned(0, (from, below), right, &[scan], Align::End);
            let (mut sketch, at) = (Sketch::new(self.setter), (self.width - CODE, 4.0));
            sketch.means(0, at, (CODE, CODE), Shape::Code(Rc::clone(code)));
            let alt = "Code that opens the current sheet".to_owned();
            let block = Rc::new(sketch.block(Role::Code(alt), 0.0));
            stood.push(Stood { x: MARGIN, y, block, again });
        }
        let block = Rc::new(words.block(Role::Foot, 0.0));
        stood.insert(0, Stood { x: MARGIN, y, block, again });
        stood
    }

    /// `v3 + 2 changes · Crew`.
    fn mark(&self) -> String {
        let variant = self.about.has_variants.then(|| variant_word(self.paper.variant));
        let parts = [Some(self.paper.version.text()), variant.map(str::to_owned)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// `As of 09:10 Tue 24 Nov 2026, Europe/Berlin (CET, UTC+01:00)`.
    fn moment(&self) -> String {
        as_of(self.paper, self.about.zone)
    }
}

/// The moment of a paper on the clocks of a zone, with the zone's name.
pub(super) fn as_of(paper: &Paper, zone: Option<Zone>) -> String {
    let clock = |at: chrono::NaiveDateTime| paper.wall(at.time());
    match zone {
        Some(zone) => {
            let at = local(zone, paper.as_of);
            let label = ShownZone::at(zone, paper.as_of).label();
            format!("As of {} {}, {label}", clock(at), at.format("%a %-d %b %Y"))
        }
        None => {
            let at = paper.as_of.naive_utc();
            format!("As of {} {} UTC", clock(at), at.format("%a %-d %b %Y"))
        }
    }
}

/// What a variant is called on paper.
pub(super) fn variant_word(variant: Variant) -> &'static str {
    match variant {
        Variant::Everyone => "Everyone",
        Variant::Crew => "Crew",
        Variant::Party => "Artist party",
        Variant::Driver => "Drivers",
        Variant::Wall => "For the wall",
        Variant::Own => "Personal copy",
    }
}

/// A text on one line, shortened where it is wider.
pub(super) fn fitting(setter: &Setter, look: Look, text: &str, width: f32) -> Span {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut kept: Vec<char> = text.chars().collect();
    let mut span = look.of(text);
    while setter.width(std::slice::from_ref(&span)) > width && !kept.is_empty() {
        kept.truncate(kept.len() - kept.len().div_ceil(12));
        let head: String = kept.iter().collect();
        span = look.of(format!("{}…", head.trim_end()));
    }
    span
}

impl VersionMark {
    /// `v3`, `v3 + 2 changes`, or `not published`.
    pub fn text(&self) -> String {
        let n = self.n_unpublished;
        match (&self.label, n) {
            (None, _) => "not published".to_owned(),
            (Some(label), 0) => format!("v{label}"),
            (Some(label), 1) => format!("v{label} + 1 change"),
            (Some(label), n) => format!("v{label} + {n} changes"),
        }
    }
}
