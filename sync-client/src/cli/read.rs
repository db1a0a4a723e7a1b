//! The commands that read, and what each takes.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use domain::view::ClockStyle;
use interchange::export::ics::Shape;

use super::paper::{DayPaper, PaperLook, PaperWhat};
use super::tables::TableWhat;

/// How what is read is printed.
#[derive(Args, Clone, Copy, Debug)]
pub struct Look {
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
    /// How clocks are written: 24 for `19:30`, 12 for `7:30 PM`
    #[arg(long, value_enum, default_value = "24", env = "BUSCALL_CLOCK", value_name = "HOURS")]
    pub clock: Clock,
}

/// How clocks are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Clock {
    /// `7:30 PM`
    #[value(name = "12")]
    H12,
    /// `19:30`
    #[value(name = "24")]
    H24,
}

impl From<Clock> for ClockStyle {
    fn from(clock: Clock) -> Self {
        match clock {
            Clock::H12 => Self::H12,
            Clock::H24 => Self::H24,
        }
    }
}

/// `buscall today`.
#[derive(Args, Debug)]
pub struct Today {
    /// How it is printed.
    #[command(flatten)]
    pub look: Look,
}

/// `buscall day`.
#[derive(Args, Debug)]
pub struct Day {
    /// `today`, `tomorrow`, `fri`, `24.11.`, `24 nov` or `2026-11-24`
    pub date: String,
    /// How it is printed.
    #[command(flatten)]
    pub look: Look,
}

/// `buscall next`.
#[derive(Args, Debug)]
pub struct Next {
    /// How it is printed.
    #[command(flatten)]
    pub look: Look,
}

/// `buscall days`.
#[derive(Args, Debug)]
pub struct Days {
    /// Leaves out what is before this date
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Leaves out what is after this date
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// How it is printed.
    #[command(flatten)]
    pub look: Look,
}

/// `buscall route`.
#[derive(Args, Debug)]
pub struct Route {
    /// Counts in miles
    #[arg(long)]
    pub miles: bool,
    /// Suggests another order for the shows that are not agreed; nothing is moved
    #[arg(long)]
    pub suggest: bool,
    /// How it is printed.
    #[command(flatten)]
    pub look: Look,
}

/// `buscall changes`.
#[derive(Args, Debug)]
pub struct Changes {
    /// What arrived since then: `30m`, `2h`, `3d`, a date or an instant (`2026-11-24T09:00:00Z`)
    #[arg(long, value_name = "WHEN")]
    pub since: Option<String>,
    /// Only what concerns this date
    #[arg(long, value_name = "DATE")]
    pub day: Option<String>,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

/// `buscall who`.
#[derive(Args, Debug)]
pub struct Who {
    /// A name, or a part of one; what they do counts too
    pub name: Vec<String>,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

/// `buscall show`.
#[derive(Args, Debug)]
pub struct Show {
    /// An id, its beginning, or words for something on the day
    pub what: String,
    /// The day that the words are looked for on; today unless given
    #[arg(long, value_name = "DATE")]
    pub day: Option<String>,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

/// `buscall time`.
#[derive(Args, Debug)]
pub struct Time {
    /// The show day
    pub date: String,
    /// The clock of the show day: `19:30`, `01:30+1`
    #[arg(value_name = "CLOCK")]
    pub at: String,
    /// A zone (`Europe/Berlin`); the day's unless given
    pub zone: Option<String>,
    /// How it is printed.
    #[command(flatten)]
    pub look: Look,
}

/// `buscall tray`.
#[derive(Args, Debug)]
pub struct Tray {
    /// What to do with something in it
    #[command(subcommand)]
    pub action: Option<TrayAction>,
    /// Asks the server what waits for a manager, also of others
    #[arg(long)]
    pub all: bool,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

/// What is done with something in the tray.
#[derive(Subcommand, Debug)]
pub enum TrayAction {
    /// Takes it out; nothing of it takes effect
    Drop {
        /// The group's id, or its beginning
        group: String,
    },
    /// Sends the same edits again, as a new group
    Again {
        /// The group's id, or its beginning
        group: String,
    },
    /// Lets what waits take effect; for managers
    Accept {
        /// The group's id, or its beginning
        group: String,
    },
    /// Lets what waits go; for managers
    Discard {
        /// The group's id, or its beginning
        group: String,
    },
}

/// `buscall export`.
#[derive(Args, Debug)]
pub struct Export {
    /// What to export
    #[command(subcommand)]
    pub what: ExportWhat,
    /// Writes a file instead of printing
    #[arg(long, global = true, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Replaces the file if it is there
    #[arg(long, global = true)]
    pub force: bool,
}

/// What is exported.
#[derive(Subcommand, Debug)]
pub enum ExportWhat {
    /// One day sheet, as text for a messenger, as JSON or on paper
    Day {
        /// The date
        date: String,
        /// How it is printed.
        #[command(flatten)]
        look: Look,
        /// What it looks like on paper.
        #[command(flatten)]
        paper: DayPaper,
    },
    /// A paper other than a day sheet, as a PDF
    Pdf {
        /// Which paper
        #[arg(value_enum)]
        what: PaperWhat,
        /// The date of a list or an advance sheet; today unless given
        date: Option<String>,
        /// Words for the event or the hotel, where the date has several
        #[arg(long, value_name = "WORDS")]
        name: Option<String>,
        /// How it looks.
        #[command(flatten)]
        look: PaperLook,
        /// How clocks are written: 24 for `19:30`, 12 for `7:30 PM`
        #[arg(long, value_enum, default_value = "24", env = "BUSCALL_CLOCK", value_name = "HOURS")]
        clock: Clock,
    },
    /// The tour as a calendar, for programs that read files
    Ics(ExportIcs),
    /// A table as text that every spreadsheet reads
    Csv {
        /// Which table
        #[command(subcommand)]
        what: TableWhat,
    },
    /// A table as a workbook
    Xlsx {
        /// Which table
        #[command(subcommand)]
        what: TableWhat,
    },
    /// Every record of the tour, and the edits that are on this device only
    Json,
    /// The whole tour with its files, deleted records too, as a file that another server takes in
    Archive,
    /// What was here before the server's copy replaced it
    Kept,
}

/// `buscall export ics`.
#[derive(Args, Debug)]
pub struct ExportIcs {
    /// What one entry is
    #[arg(long, value_enum, default_value = "days")]
    pub shape: CalendarShape,
    /// Only what concerns this person, and of others than yourself only what everyone sees
    #[arg(long, value_name = "NAME")]
    pub person: Option<String>,
}

/// What one entry of a calendar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CalendarShape {
    /// A day of the tour
    Days,
    /// A row of the schedule, a leg of travel, or an event without rows
    Items,
}

impl From<CalendarShape> for Shape {
    fn from(shape: CalendarShape) -> Self {
        match shape {
            CalendarShape::Days => Self::Days,
            CalendarShape::Items => Self::Items,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use crate::cli::Cli;

    #[test]
    fn every_command_and_every_flag_stands_in_the_documents() {
        let document = include_str!("../../../docs/CLI.md");
        let mut program = Cli::command();
        program.build();
        for command in program.get_subcommands().filter(|command| command.get_name() != "help") {
            let name = command.get_name();
            assert!(document.contains(&format!("`{name}")), "`{name}` is not in docs/CLI.md");
            let shown = |arg: &&clap::Arg| !arg.is_hide_set() && !arg.is_global_set();
            for arg in command.get_arguments().filter(shown) {
                let flag = arg.get_long().filter(|flag| !matches!(*flag, "help" | "version"));
                let Some(flag) = flag else { continue };
                let says = document.contains(&format!("--{flag}"));
                assert!(says, "`{name} --{flag}` is not in docs/CLI.md");
            }
        }
    }
}
