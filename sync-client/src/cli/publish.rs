//! `buscall publish`.

use clap::{Args, ValueEnum};
use domain::record::kinds::Severity;

use super::write::Saving;

/// `buscall publish`.
#[derive(Args, Debug)]
pub struct Publish {
    /// The day
    pub date: String,
    /// The guest list of the day's event instead of its sheet; words for it where there are several
    #[arg(long, value_name = "EVENT", num_args = 0..=1, default_missing_value = "",
        conflicts_with = "rooming")]
    pub guest_list: Option<String>,
    /// The rooming list of the day's hotel instead; words for it where there are several
    #[arg(long, value_name = "HOTEL", num_args = 0..=1, default_missing_value = "")]
    pub rooming: Option<String>,
    /// How much it matters; what follows from the changes unless given
    #[arg(long, value_enum, value_name = "HOW")]
    pub severity: Option<HowMuch>,
    /// Does it, without asking
    #[arg(long, short)]
    pub yes: bool,
    /// What every edit takes.
    #[command(flatten)]
    pub saving: Saving,
}

/// How much a new version matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum HowMuch {
    /// Somebody may come to harm, or a show is lost
    Critical,
    /// A time or a place is another one
    Important,
    /// Good to know
    Info,
}

impl From<HowMuch> for Severity {
    fn from(how: HowMuch) -> Self {
        match how {
            HowMuch::Critical => Self::Critical,
            HowMuch::Important => Self::Important,
            HowMuch::Info => Self::Info,
        }
    }
}
