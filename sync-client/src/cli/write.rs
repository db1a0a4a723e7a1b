//! The commands that edit, and what each takes.

use clap::Args;

use crate::edit::Assignment;

/// What every edit takes.
#[derive(Args, Clone, Debug)]
pub struct Saving {
    /// Why, for whoever reads it later
    #[arg(long, global = true, value_name = "WORDS")]
    pub reason: Option<String>,
    /// Prints JSON
    #[arg(long, global = true)]
    pub json: bool,
}

/// `buscall set`.
#[derive(Args, Debug)]
pub struct Set {
    /// An id, its beginning, or words for something on the day: "doors", `day`, `tour`
    pub what: String,
    /// `when=19:45`, `when=~19:45`, `when=tbd`, `place="Dock 1"`, `place.city=Bonn`,
    /// `departments+=sound`; nothing behind `=` clears
    #[arg(required = true, value_name = "FIELD=VALUE")]
    pub fields: Vec<Assignment>,
    /// The day that the words are looked for on; today unless given
    #[arg(long, value_name = "DATE")]
    pub day: Option<String>,
    /// What every edit takes.
    #[command(flatten)]
    pub saving: Saving,
}

/// `buscall add`.
#[derive(Args, Debug)]
pub struct Add {
    /// `item`, `task`, `note`, `event`, `day`, `travel`, `hotel`, `venue`, `person`, `contact` …
    pub kind: String,
    /// `title="Press call"`, `when=15:00` …
    #[arg(value_name = "FIELD=VALUE")]
    pub fields: Vec<Assignment>,
    /// The day it is on; today for what is always on one
    #[arg(long, value_name = "DATE")]
    pub day: Option<String>,
    /// Who sees it: everyone, a hold management, a rate those who see money, unless given
    #[arg(long, value_name = "AUDIENCE")]
    pub audience: Option<String>,
    /// What every edit takes.
    #[command(flatten)]
    pub saving: Saving,
}

/// `buscall delete`.
#[derive(Args, Debug)]
pub struct Delete {
    /// An id, its beginning, or words for something on the day
    pub what: String,
    /// The day that the words are looked for on; today unless given
    #[arg(long, value_name = "DATE")]
    pub day: Option<String>,
    /// What every edit takes.
    #[command(flatten)]
    pub saving: Saving,
}

/// `buscall done`.
#[derive(Args, Debug)]
pub struct Done {
    /// A task: its id, the beginning of it, or words of its title
    pub what: String,
    /// It is to be done again
    #[arg(long)]
    pub not: bool,
    /// What every edit takes.
    #[command(flatten)]
    pub saving: Saving,
}

/// `buscall shift`.
#[derive(Args, Debug)]
pub struct Shift {
    /// The day
    pub date: String,
    /// Minutes later, or earlier: `15`, `-30`
    #[arg(allow_negative_numbers = true)]
    pub minutes: i32,
    /// From this clock on; from now on for today, else the whole day
    #[arg(long, value_name = "CLOCK", conflicts_with = "after")]
    pub from: Option<String>,
    /// After this item: words for it, or its id
    #[arg(long, value_name = "ITEM")]
    pub after: Option<String>,
    /// Only what concerns this department; may be given several times
    #[arg(long, value_name = "NAME")]
    pub department: Vec<String>,
    /// Only what concerns this party
    #[arg(long, value_name = "NAME")]
    pub party: Option<String>,
    /// An item that moves too; may be given several times
    #[arg(long, value_name = "ITEM")]
    pub include: Vec<String>,
    /// An item that stays; may be given several times
    #[arg(long, value_name = "ITEM")]
    pub exclude: Vec<String>,
    /// Does it, without asking
    #[arg(long, short)]
    pub yes: bool,
    /// What every edit takes.
    #[command(flatten)]
    pub saving: Saving,
}

/// `buscall check`.
#[derive(Args, Debug)]
pub struct Check {
    /// Does what would help: the number that stands before it, `2.1`
    #[arg(long, value_name = "NUMBER")]
    pub fix: Option<FixNumber>,
    /// Lists what is past too
    #[arg(long)]
    pub all: bool,
    /// What every edit takes.
    #[command(flatten)]
    pub saving: Saving,
}

/// A problem and one of its fixes, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FixNumber {
    /// Which problem.
    pub problem: usize,
    /// Which of its fixes.
    pub fix: usize,
}

impl std::str::FromStr for FixNumber {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (problem, fix) = text.split_once('.').unwrap_or((text, "1"));
        let number = |text: &str| {
            let number = text.parse().ok().filter(|number| *number > 0);
            number.ok_or_else(|| format!("`{text}` is no number from 1; write `2.1`"))
        };
        Ok(Self { problem: number(problem)?, fix: number(fix)? })
    }
}

/// `buscall decide`.
#[derive(Args, Debug)]
pub struct Decide {
    /// What is disputed: the id, its beginning, or words for it; without it all are listed
    pub what: Option<String>,
    /// `keep`, `use N` or `other VALUE`
    #[arg(value_name = "CHOICE", allow_negative_numbers = true)]
    pub choice: Vec<String>,
    /// What every edit takes.
    #[command(flatten)]
    pub saving: Saving,
}

/// `buscall undo`.
#[derive(Args, Debug)]
pub struct Undo {
    /// The group's id, or its beginning; your newest unless given
    pub group: Option<String>,
    /// What every edit takes.
    #[command(flatten)]
    pub saving: Saving,
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use crate::cli::{Cli, Command};

    #[test]
    fn flags_may_follow_a_decision() {
        for (value, flag) in [("Dock 4", "--json"), ("-5", "--json")] {
            let typed = ["buscall", "decide", "doors", "other", value, flag];
            let Command::Decide(asked) = Cli::try_parse_from(typed).unwrap().command else {
                panic!("it is another command")
            };
            assert_eq!(asked.choice, ["other", value]);
            assert!(asked.saving.json);
        }
    }
}
