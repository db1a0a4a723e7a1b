//! What papers are made from, beside the views: how they look, which version they are of, and lists.

use chrono::{DateTime, NaiveTime, Timelike as _, Utc};
use domain::publish::LineChange;
use domain::time::{ShowClock, Zone};
use domain::view::{ClockStyle, Variant};

use super::block::Align;

/// The size of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PageSize {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

impl PageSize {
    /// Width and height in points of 1/72 inch.
    pub fn points(self) -> (f32, f32) {
        match self {
            Self::A4 => (595.28, 841.89),
            Self::Letter => (612.0, 792.0),
        }
    }
}

/// Which version a paper is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VersionMark {
    /// The version, such as `3`; none where nothing was published.
    pub label: Option<String>,
    /// How many changes there are since that version, all of them on the paper.
    pub n_unpublished: usize,
}

/// What differs from an earlier version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// The label of the version that it is compared with, such as `2`.
    pub since: Option<String>,
    /// The lines that differ. Each must be one that the reader may see.
    pub lines: Vec<LineChange>,
    /// Why, in the words of whoever published it.
    pub reason: Option<String>,
    /// How much it matters, in words.
    pub severity: Option<String>,
}

/// How a paper looks and what is said on each of its pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// Its size.
    pub size: PageSize,
    /// How clocks are written.
    pub clock: ClockStyle,
    /// For whom it is. The view that is printed was made for them: nothing is left out here.
    pub variant: Variant,
    /// Which version it is of.
    pub version: VersionMark,
    /// What differs from an earlier version.
    pub differences: Differences,
    /// The moment that it shows. Equal input at an equal moment makes equal bytes.
    pub as_of: DateTime<Utc>,
    /// What its code opens, at most some 2,000 characters.
    pub link: Option<String>,
}

impl Paper {
    /// A paper for everyone on A4 with 24 hours, of nothing that was published, at a moment.
    pub fn at(as_of: DateTime<Utc>) -> Self {
        Self {
            size: PageSize::default(),
            clock: ClockStyle::default(),
            variant: Variant::default(),
            version: VersionMark::default(),
            differences: Differences::default(),
            as_of,
            link: None,
        }
    }

    /// A clock on a wall in the style of the paper.
    pub(super) fn wall(&self, time: NaiveTime) -> String {
        let minutes = u16::try_from(time.hour() * 60 + time.minute()).unwrap_or_default();
        let clock = ShowClock::from_minutes(minutes);
        clock.map_or_else(|_| time.format("%H:%M").to_string(), |clock| self.clock.clock(clock))
    }
}

/// A list: rooms, guests, anything with headings and rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListPaper {
    /// What it is called.
    pub title: String,
    /// What stands above the title: artist, tour, date.
    pub above: String,
    /// What is true of all of it: the hotel, its address, who pays.
    pub facts: Vec<(String, String)>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<ListRow>,
    /// What there is in all, a cell for each column; nothing for no totals.
    pub totals: Vec<String>,
    /// What else there is to say.
    pub notes: Vec<String>,
    /// On whose clocks the moment in the foot is told.
    pub zone: Option<Zone>,
}

/// A column of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// What stands above it.
    pub heading: String,
    /// On which side its text stands.
    pub align: Align,
    /// Its share of the width beside those of the others; 0 counts as 1.
    pub weight: u16,
}

/// A row of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListRow {
    /// What it says, column by column.
    pub cells: Vec<Cell>,
    /// How it differs from the version before.
    pub mark: Option<RowMark>,
    /// Whether nobody has confirmed it.
    pub unconfirmed: bool,
}

/// A cell of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// What it said before, struck through.
    pub before: Option<String>,
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, before: None }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

/// How a row differs from the version before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowMark {
    /// It was not there.
    New,
    /// Something about it is another; the cells say what.
    Changed,
    /// It is off, and struck through.
    Cancelled,
}

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The link is longer than a code can be.
    #[error("the link is too long for a code: use one of at most 2,000 characters")]
    Link,
    /// The document breaks a rule of PDF/UA-1, which is a fault of ours.
    #[error("the document could not be written: {0}")]
    Written(String),
}
