//! One row of the table of questions, and how it becomes a question. The words stand in the files
//! beside this one; here is only the form they have.

use crate::record::kinds::{ContactCategory, FileCategory, ItemType};
use crate::record::{Asks, Column, Input, Key, Landing, Line, Question, Section};

/// Whether a starter has a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// It has it, and a sheet is complete only with it.
    Must,
    /// It has it.
    Ask,
    /// It does not have it.
    Not,
}

/// In which form an answer is given.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
    /// One line.
    Text,
    /// Several lines.
    Lines,
    /// A number of these.
    Number(&'static str),
    /// A time of the show day.
    Clock,
    /// One of these.
    Choice(&'static [&'static str]),
    /// Yes or no.
    YesNo,
    /// An amount.
    Money,
    /// Rows with these columns: name and label.
    Rows(&'static [(&'static str, &'static str)]),
    /// Files.
    File,
}

/// Where an answer goes in the tour book.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// Nowhere; it stays on the sheet.
    Sheet,
    /// The row of the schedule of this type.
    Schedule(ItemType),
    /// This field of the venue.
    Venue(&'static str),
    /// This field of the event.
    Event(&'static str),
    /// The contacts, with this role.
    Contacts(ContactCategory, &'static str),
    /// The files.
    Files(FileCategory),
}

/// A question and the starters that have it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    key: &'static str,
    label: &'static str,
    help: Option<&'static str>,
    form: Form,
    uses: [Use; 4],
    asks: Asks,
    due_days: Option<u16>,
    changes: bool,
    place: Place,
}

/// What is asked about a person.
const PERSON: Form = Form::Rows(&[("name", "Name"), ("phone", "Phone"), ("email", "E-mail")]);

/// A question to the venue. The uses are those of club, theatre, arena and festival.
pub(super) const fn row(key: &'static str, label: &'static str, form: Form, uses: [Use; 4]) -> Row {
    Row {
        key,
        label,
        help: None,
        form,
        uses,
        asks: Asks::Venue,
        due_days: None,
        changes: false,
        place: Place::Sheet,
    }
}

/// A question for somebody's name, phone and e-mail, which go to the contacts under this role.
pub(super) const fn person(
    key: &'static str,
    label: &'static str,
    uses: [Use; 4],
    category: ContactCategory,
    role: &'static str,
) -> Row {
    let mut row = row(key, label, PERSON, uses);
    row.place = Place::Contacts(category, role);
    row
}

impl Row {
    /// What helps whoever answers.
    pub(super) const fn help(mut self, help: &'static str) -> Self {
        self.help = Some(help);
        self
    }

    /// Due so many days before the show, where that is earlier or later than the sheet.
    pub(super) const fn due(mut self, days: u16) -> Self {
        self.due_days = Some(days);
        self
    }

    /// Of this show alone: the last visit's answer says little.
    pub(super) const fn of_show(mut self) -> Self {
        self.changes = true;
        self
    }

    /// Answered by the tour. It is of this show, because the next tour is another.
    pub(super) const fn by_tour(mut self) -> Self {
        self.asks = Asks::Tour;
        self.changes = true;
        self
    }

    /// Goes to the row of the schedule of this type.
    pub(super) const fn in_schedule(mut self, item_type: ItemType) -> Self {
        self.place = Place::Schedule(item_type);
        self
    }

    /// Goes to this field of the venue.
    pub(super) const fn in_venue(mut self, field: &'static str) -> Self {
        self.place = Place::Venue(field);
        self
    }

    /// Goes to this field of the event.
    pub(super) const fn in_event(mut self, field: &'static str) -> Self {
        self.place = Place::Event(field);
        self
    }

    /// Goes to the files of the event.
    pub(super) const fn in_files(mut self, category: FileCategory) -> Self {
        self.place = Place::Files(category);
        self
    }

    /// What names it.
    #[cfg(test)]
    pub(super) fn key(&self) -> &'static str {
        self.key
    }

    /// The question as the starter of a column has it; none where it does not.
    pub(super) fn question(&self, section: Section, column: usize) -> Option<Question> {
        let required = match self.uses[column] {
            Use::Must => true,
            Use::Ask => false,
            Use::Not => return None,
        };
        Some(Question {
            key: key(self.key),
            section,
            label: line(self.label),
            help: self.help.map(line),
            input: self.form.input(),
            required,
            asks: self.asks,
            due_days: self.due_days,
            changes: self.changes,
            lands: self.place.landing(),
        })
    }
}

impl Form {
    fn input(self) -> Input {
        match self {
            Self::Text => Input::Text { lines: false },
            Self::Lines => Input::Text { lines: true },
            Self::Number(unit) => Input::Number { unit: Some(line(unit)) },
            Self::Clock => Input::Clock,
            Self::Choice(options) => {
                Input::Choice { options: options.iter().map(|option| line(option)).collect() }
            }
            Self::YesNo => Input::YesNo,
            Self::Money => Input::Money,
            Self::Rows(columns) => {
                let column =
                    |&(name, label): &(&str, &str)| Column { key: key(name), label: line(label) };
                Input::Rows { columns: columns.iter().map(column).collect() }
            }
            Self::File => Input::File,
        }
    }
}

impl Place {
    fn landing(self) -> Option<Landing> {
        match self {
            Self::Sheet => None,
            Self::Schedule(item_type) => Some(Landing::ScheduleItem { item_type }),
            Self::Venue(field) => Some(Landing::Venue { field: key(field) }),
            Self::Event(field) => Some(Landing::Event { field: key(field) }),
            Self::Contacts(category, role) => Some(Landing::Contact { category, role: line(role) }),
            Self::Files(category) => Some(Landing::File { category }),
        }
    }
}

fn key(text: &str) -> Key {
    Key::try_from(text).expect("a starter's key is a name")
}

fn line(text: &str) -> Line {
    Line::try_from(text).expect("a starter's text is a line")
}
