//! What is printed, and how.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use domain::view::Variant;
use interchange::export::pdf::PageSize;

/// How a paper looks.
#[derive(Args, Clone, Copy, Debug)]
pub struct PaperLook {
    /// For whom it is; papers are for everyone unless given, texts for yourself
    #[arg(long, value_enum, value_name = "WHO")]
    pub variant: Option<ForWhom>,
    /// The size of the paper
    #[arg(long, value_enum, default_value = "a4", value_name = "SIZE")]
    pub size: Size,
}

/// A day sheet on paper.
#[derive(Args, Clone, Debug)]
pub struct DayPaper {
    /// Writes the sheet as it is printed to this file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["json", "out"])]
    pub pdf: Option<PathBuf>,
    /// How it looks.
    #[command(flatten)]
    pub look: PaperLook,
}

/// For whom something is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ForWhom {
    /// Everyone on tour
    Everyone,
    /// Production and technical crew
    Crew,
    /// The artist party
    Party,
    /// Drivers
    Driver,
    /// The wall: no hotels, phones, door codes or aliases
    Wall,
    /// Yourself: everything that you may see
    Own,
}

impl From<ForWhom> for Variant {
    fn from(who: ForWhom) -> Self {
        match who {
            ForWhom::Everyone => Self::Everyone,
            ForWhom::Crew => Self::Crew,
            ForWhom::Party => Self::Party,
            ForWhom::Driver => Self::Driver,
            ForWhom::Wall => Self::Wall,
            ForWhom::Own => Self::Own,
        }
    }
}

/// The size of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Size {
    /// 210 × 297 mm
    A4,
    /// 8.5 × 11 inches
    Letter,
}

impl From<Size> for PageSize {
    fn from(size: Size) -> Self {
        match size {
            Size::A4 => Self::A4,
            Size::Letter => Self::Letter,
        }
    }
}

/// A paper other than a day sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PaperWhat {
    /// The whole tour: dates, people, and each day
    Book,
    /// The dates with distances and drives
    Routing,
    /// The guest list of an event
    GuestList,
    /// The rooming list of a hotel
    Rooming,
    /// The advance sheet of a show
    Advance,
}
