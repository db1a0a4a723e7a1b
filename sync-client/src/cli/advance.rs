//! The command about advancing.

use clap::{Args, Subcommand, ValueEnum};

use super::write::Saving;

/// `buscall advance`.
#[derive(Args, Debug)]
pub struct AdvanceCommand {
    /// What is done; without it every show is listed with how far its sheet is
    #[command(subcommand)]
    pub action: Option<AdvanceAction>,
    /// Lists what is past too
    #[arg(long)]
    pub all: bool,
    /// What every edit takes.
    #[command(flatten)]
    pub saving: Saving,
}

/// What is done about advancing.
#[derive(Subcommand, Debug)]
pub enum AdvanceAction {
    /// Begins sheets: for every show, or for some dates
    Begin(Begin),
    /// Shows a sheet beside what the tour book says
    Show {
        /// The date of the show, or the id of its sheet
        show: String,
        /// Only what is open, undecided or disputed
        #[arg(long)]
        open: bool,
    },
    /// Writes down answers, as somebody said them on the phone
    Answer(Answer),
    /// Takes answers over into the tour book; all that are open unless some are named
    Accept {
        /// The date of the show, or the id of its sheet
        show: String,
        /// The questions, by their names
        keys: Vec<String>,
    },
    /// Puts something else than the answer into the tour book
    Change {
        /// The date of the show, or the id of its sheet
        show: String,
        /// `load_in=10:30` …
        #[arg(required = true, value_name = "QUESTION=VALUE")]
        values: Vec<Said>,
        /// What the venue is told about it
        #[arg(long, value_name = "WORDS")]
        note: Option<String>,
    },
    /// Leaves the tour book as it is, whatever the answer
    Refuse {
        /// The date of the show, or the id of its sheet
        show: String,
        /// The questions, by their names
        #[arg(required = true)]
        keys: Vec<String>,
        /// What the venue is told about it
        #[arg(long, value_name = "WORDS")]
        note: Option<String>,
    },
    /// Adds a question to one sheet alone
    Ask {
        /// The date of the show, or the id of its sheet
        show: String,
        /// What is asked
        label: String,
        /// The part of the sheet that it stands in
        #[arg(long, value_name = "SECTION", default_value = "other")]
        section: String,
        /// In which form it is answered
        #[arg(long, value_name = "FORM", default_value = "text")]
        form: AnswerForm,
        /// The sheet is complete only with it
        #[arg(long)]
        required: bool,
    },
    /// Lists who owes what for the shows to come
    Owed,
    /// Lists who was given which version of a file, and who holds an old one
    Handouts,
    /// Notes that a show's venue was given a file as it is now
    Give {
        /// The date of the show, or the id of its sheet
        show: String,
        /// The file: its name, words of it, or its id
        file: String,
        /// Who was given it
        #[arg(long, value_name = "WHO")]
        to: Option<String>,
    },
    /// Takes what was learnt back to the organisation's directory
    Keep {
        /// The date of the show, or the id of its sheet
        show: String,
    },
}

/// `buscall advance begin`.
#[derive(Args, Debug)]
pub struct Begin {
    /// The dates; every show unless given
    pub dates: Vec<String>,
    /// A template that Buscall comes with: `club`, `theatre`, `arena`, `festival`
    #[arg(long, value_name = "NAME", conflicts_with = "template")]
    pub starter: Option<String>,
    /// A template of the tour: its name, or its id
    #[arg(long, value_name = "NAME")]
    pub template: Option<String>,
    /// Sheets that are there get the questions that they lack
    #[arg(long)]
    pub add_missing: bool,
}

/// `buscall advance answer`.
#[derive(Args, Debug)]
pub struct Answer {
    /// The date of the show, or the id of its sheet
    pub show: String,
    /// `load_in=11:00`, `runner="Bo | 0170 | bo@x.org"`; nothing behind `=` takes an answer back
    #[arg(required = true, value_name = "QUESTION=ANSWER")]
    pub answers: Vec<Said>,
    /// Who said so: "Ana Lima, house production"
    #[arg(long, value_name = "WHO")]
    pub by: Option<String>,
    /// By which way
    #[arg(long, value_name = "WAY", default_value = "phone")]
    pub via: Way,
}

/// By which way an answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Way {
    /// On the phone
    Phone,
    /// In a mail
    Mail,
    /// The tour answers itself
    Tour,
}

/// In which form a question of one's own is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AnswerForm {
    /// A line of text
    Text,
    /// A text that may have lines
    Lines,
    /// A number
    Number,
    /// A time of the show day
    Clock,
    /// Yes or no
    YesNo,
    /// Money
    Money,
}

/// A question's name and what is said to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The question.
    pub key: String,
    /// What is said.
    pub text: String,
}

impl std::str::FromStr for Said {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (key, said) = text.split_once('=').ok_or_else(|| {
            format!("`{text}` is not `QUESTION=ANSWER`; `advance show` names them")
        })?;
        Ok(Self { key: key.trim().to_owned(), text: said.to_owned() })
    }
}
