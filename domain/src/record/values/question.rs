//! One question of an advance sheet: what is asked, in which form it is answered, and where the answer
//! goes in the tour book.

use serde::{Deserialize, Deserializer, Serialize, de};

use super::text::Line;
use crate::limits::{ANSWER_CHOICES_MAX, ANSWER_COLUMNS_MAX, QUESTIONS_MAX};
use crate::record::field::{FieldType, Form, choice};
use crate::record::kind::is_name;
use crate::record::kinds::{ContactCategory, FileCategory, ItemType};
use crate::record::{FieldRule, Kind};

choice! {
    /// The part of an advance sheet that a question stands in.
    Section {
        /// Who is who at the venue.
        Contacts = "contacts",
        /// The times of the day.
        Schedule = "schedule",
        /// Docks, doors, and where trucks and buses stand.
        Access = "access",
        /// Stage, power, rigging, house equipment.
        Production = "production",
        /// Local crew.
        Labor = "labor",
        /// Food, drink, towels.
        Hospitality = "hospitality",
        /// Dressing rooms, office, internet.
        Rooms = "rooms",
        /// Guards, passes, medics.
        Security = "security",
        /// Tickets and the guest list.
        GuestList = "guest_list",
        /// Merchandise.
        Merch = "merch",
        /// Press, photographers, meet and greet.
        Press = "press",
        /// Who settles, where and how.
        Settlement = "settlement",
        /// Hotels and cars that the promoter provides.
        Ground = "ground",
        /// What happens when something goes wrong.
        Safety = "safety",
        /// Drawings, packs, directions.
        Documents = "documents",
        /// Anything else.
        Other = "other",
    }
}

choice! {
    /// Who answers a question.
    Asks {
        /// The venue or the promoter, on its form.
        Venue = "venue",
        /// The tour itself.
        Tour = "tour",
    }
}

/// What a question is called where programs name it: 1 to 40 lower-case letters, digits and
/// underscores, beginning with a letter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Key(String);

/// A column of an answer that has rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub key: Key,
    /// What stands above it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub label: Line,
}

/// In which form a question is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Input {
    /// A text: `"Dock 2"`.
    Text {
        /// Whether it may have lines.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        lines: bool,
    },
    /// A number of something: `12.5`.
    Number {
        /// What it counts: `m`, `people`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
        unit: Option<Line>,
    },
    /// A time of the show day, as the tour book has times.
    Clock,
    /// One of these words.
    Choice {
        /// The words, 2 to 20.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
        options: Vec<Line>,
    },
    /// `true` or `false`.
    YesNo,
    /// Money: minor units and currency.
    Money,
    /// Rows of texts: `[{"name": "Ana"}]`.
    Rows {
        /// The columns, 1 to 8.
        columns: Vec<Column>,
    },
    /// Files: the ids of their records.
    File,
}

/// Where in the tour book an answer goes once the tour accepts it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "in", rename_all = "snake_case", deny_unknown_fields)]
pub enum Landing {
    /// The day's schedule, as the row of this type.
    ScheduleItem {
        /// The type of the row.
        item_type: ItemType,
    },
    /// A field of the tour's copy of the venue.
    Venue {
        /// The field.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        field: Key,
    },
    /// A field of the event.
    Event {
        /// The field.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        field: Key,
    },
    /// The contacts of the event. It takes rows with the columns `name`, `phone` and `email`.
    Contact {
        /// Where they belong.
        category: ContactCategory,
        /// What they do.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        role: Line,
    },
    /// The files of the event.
    File {
        /// What they are.
        category: FileCategory,
    },
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// What names it on its sheet, and on every other sheet that asks the same.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub key: Key,
    /// The part of the sheet that it stands in.
    pub section: Section,
    /// What is asked.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub label: Line,
    /// What helps whoever answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub help: Option<Line>,
    /// In which form it is answered.
    pub input: Input,
    /// Whether the sheet is complete only with it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Who answers it.
    #[serde(default = "venue", skip_serializing_if = "is_venue")]
    pub asks: Asks,
    /// How many days before the show it is due, 0 to 365; where nothing is said, with the sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_days: Option<u16>,
    /// Whether the answer is of this show alone, so that the last visit's says little.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub changes: bool,
    /// Where the answer goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lands: Option<Landing>,
}

/// The questions of a sheet in their order, at most 150, each key once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Questions(Vec<Question>);

/// The most days before a show that something can be due.
const DUE_DAYS_MAX: u16 = 365;

fn venue() -> Asks {
    Asks::Venue
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes what it may skip by reference")]
fn is_venue(asks: &Asks) -> bool {
    *asks == Asks::Venue
}

impl Key {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Key {
    /// A name made of a label: `Bus power?` becomes `bus_power`.
    pub fn of_label(label: &str) -> Self {
        let clean: String = label
            .to_lowercase()
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
            .collect();
        let words: Vec<_> = clean.split('_').filter(|word| !word.is_empty()).collect();
        let name: String = words.join("_").chars().take(38).collect();
        let name = name.trim_end_matches('_');
        let begins = name.starts_with(|c: char| c.is_ascii_lowercase());
        Self(if begins { name.to_owned() } else { format!("q_{name}") })
    }
}

impl TryFrom<&str> for Key {
    type Error = String;

    fn try_from(text: &str) -> Result<Self, String> {
        if is_name(text) {
            return Ok(Self(text.to_owned()));
        }
        Err(format!("`{text}` is not 1 to 40 lower-case letters, digits and `_`, a letter first"))
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::try_from(text.as_str()).map_err(de::Error::custom)
    }
}

impl FieldType for Key {
    const FORM: Form = Form::Line;

    fn describe() -> String {
        "1 to 40 lower-case letters, digits and underscores, a letter first".to_owned()
    }
}

impl Question {
    /// What is wrong with it, where each part alone is in order.
    pub fn problem(&self) -> Option<String> {
        if self.due_days.is_some_and(|days| days > DUE_DAYS_MAX) {
            return Some(format!("`due_days` is at most {DUE_DAYS_MAX}"));
        }
        match &self.input {
            Input::Choice { options } if !(2..=ANSWER_CHOICES_MAX).contains(&options.len()) => {
                return Some(format!("a choice has 2 to {ANSWER_CHOICES_MAX} options"));
            }
            Input::Rows { columns } if !(1..=ANSWER_COLUMNS_MAX).contains(&columns.len()) => {
                return Some(format!("rows have 1 to {ANSWER_COLUMNS_MAX} columns"));
            }
            _ => {}
        }
        let lands = self.lands.as_ref()?;
        (!lands.takes(&self.input)).then(|| "the answer does not fit where it lands".to_owned())
    }
}

impl Landing {
    /// Whether an answer in this form can go there.
    fn takes(&self, input: &Input) -> bool {
        let fits = |rule: Option<&FieldRule>| match rule.map(|rule| rule.form) {
            Some(Form::Line | Form::Prose) => !matches!(input, Input::Clock | Input::File),
            Some(Form::Whole) => matches!(input, Input::Number { .. }),
            _ => false,
        };
        match self {
            Self::ScheduleItem { .. } => *input == Input::Clock,
            Self::Venue { field } => fits(Kind::Venue.rule(field.as_str())),
            Self::Event { field } => fits(Kind::Event.rule(field.as_str())),
            Self::Contact { .. } => match input {
                Input::Rows { columns } => columns.iter().any(|column| column.key.0 == "name"),
                _ => false,
            },
            Self::File { .. } => *input == Input::File,
        }
    }
}

impl Questions {
    /// The questions of a list, or what is wrong with it.
    pub fn new(questions: Vec<Question>) -> Result<Self, String> {
        if questions.len() > QUESTIONS_MAX {
            let n = questions.len();
            return Err(format!("has {n} questions, the limit is {QUESTIONS_MAX}"));
        }
        for (idx, question) in questions.iter().enumerate() {
            let key = &question.key;
            if questions[..idx].iter().any(|before| before.key == *key) {
                return Err(format!("`{key}` stands twice"));
            }
            if let Some(problem) = question.problem() {
                return Err(format!("`{key}`: {problem}"));
            }
        }
        Ok(Self(questions))
    }

    /// The questions.
    pub fn as_slice(&self) -> &[Question] {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Questions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(Vec::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

impl FieldType for Questions {
    fn describe() -> String {
        format!(
            "up to {QUESTIONS_MAX} questions: key, section, label, help, input, required, asks, \
             due_days, changes, lands"
        )
    }
}

impl FieldType for Question {
    fn describe() -> String {
        "a question: key, section, label, help, input, required, asks, due_days, changes, lands"
            .to_owned()
    }

    fn check(value: &serde_json::Value) -> Result<(), String> {
        let question = Self::deserialize(value).map_err(|error| error.to_string())?;
        question.problem().map_or(Ok(()), Err)
    }
}
