//! Templates to begin with: what a club, a theatre, an arena and a festival are asked.
//!
//! The questions stand in one table, split by noun over the files beside this one. Each row says
//! which starters have it, so that the same question has the same key wherever it is asked, and
//! what a venue answered is found again at the next visit, whichever template that uses.
//!
//! A starter is copied to a template of the organisation, which is then theirs to change; nothing
//! here is read after that.

mod audience;
mod business;
mod crew;
mod day;
mod house;
mod people;
mod row;
mod stage;

use self::row::Row;
use crate::record::{Questions, Section};

/// A template to begin with.
#[derive(Debug)]
pub struct Starter {
    /// What programs name it: `club`.
    pub word: &'static str,
    /// What it is called: `Club`.
    pub name: &'static str,
    /// What it is for, in one line.
    pub about: &'static str,
    /// Its column in the rows of the table.
    column: usize,
}

/// The templates to begin with, from the smallest house to the largest site.
pub static STARTERS: [Starter; 4] = [
    Starter {
        word: "club",
        name: "Club",
        about: "A small house with its own PA, a van or one bus, and a handful of crew",
        column: 0,
    },
    Starter {
        word: "theatre",
        name: "Theatre",
        about: "A seated house with a fly tower, house crew and a truck or two",
        column: 1,
    },
    Starter {
        word: "arena",
        name: "Arena",
        about: "A bare hall: several trucks and buses, rigging, a labor call and permits",
        column: 2,
    },
    Starter {
        word: "festival",
        name: "Festival",
        about: "A slot on somebody else's stage: running order, passes, weather and site rules",
        column: 3,
    },
];

/// Every question there is, in the order of a sheet.
static TABLE: [(Section, &[Row]); 16] = [
    (Section::Contacts, people::CONTACTS),
    (Section::Schedule, day::SCHEDULE),
    (Section::Access, house::ACCESS),
    (Section::Production, stage::PRODUCTION),
    (Section::Labor, crew::LABOR),
    (Section::Hospitality, crew::HOSPITALITY),
    (Section::Rooms, house::ROOMS),
    (Section::Security, audience::SECURITY),
    (Section::GuestList, audience::GUEST_LIST),
    (Section::Merch, audience::MERCH),
    (Section::Press, audience::PRESS),
    (Section::Settlement, business::SETTLEMENT),
    (Section::Ground, business::GROUND),
    (Section::Safety, business::SAFETY),
    (Section::Documents, business::DOCUMENTS),
    (Section::Other, business::OTHER),
];

impl Starter {
    /// Its questions, in the order of a sheet.
    pub fn questions(&self) -> Questions {
        let rows =
            TABLE.iter().flat_map(|(section, rows)| rows.iter().map(move |row| (*section, row)));
        let asked = rows.filter_map(|(section, row)| row.question(section, self.column));
        Questions::new(asked.collect()).expect("the table's questions are valid, as the tests show")
    }

    /// The starter that a program names so.
    pub fn of_word(word: &str) -> Option<&'static Self> {
        STARTERS.iter().find(|starter| starter.word == word)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::limits::RECORD_BYTES_MAX;
    use crate::record::kinds::ItemType;
    use crate::record::{Asks, Form, Input, Kind, Landing, Question};

    fn questions(word: &str) -> Vec<Question> {
        Starter::of_word(word).unwrap().questions().as_slice().to_vec()
    }

    fn every() -> impl Iterator<Item = (&'static str, Vec<Question>)> {
        STARTERS.iter().map(|starter| (starter.word, questions(starter.word)))
    }

    #[test]
    fn a_starter_is_found_by_its_word_and_has_valid_questions_of_a_length_that_people_answer() {
        let lengths =
            [("club", 45..=60), ("theatre", 60..=75), ("arena", 90..=115), ("festival", 80..=100)];
        for (word, length) in lengths {
            let n_questions = questions(word).len();
            assert!(length.contains(&n_questions), "{word} has {n_questions}");
        }
        assert!(Starter::of_word("stadium").is_none());
    }

    #[test]
    fn an_arena_and_a_festival_are_asked_about_every_section() {
        for word in ["arena", "festival"] {
            let asked = questions(word);
            for section in Section::ALL.iter().filter(|section| **section != Section::Other) {
                let about = asked.iter().any(|question| question.section == *section);
                assert!(about, "{word} says nothing of {section:?}");
            }
        }
    }

    #[test]
    fn sections_stand_together_in_their_order() {
        let place = |section: Section| Section::ALL.iter().position(|other| *other == section);
        for (word, asked) in every() {
            assert!(asked.is_sorted_by_key(|question| place(question.section)), "{word}");
        }
    }

    #[test]
    fn the_same_key_is_the_same_question_in_every_starter() {
        let mut seen: BTreeMap<String, Question> = BTreeMap::new();
        for (word, asked) in every() {
            for mut question in asked {
                question.required = false;
                let before =
                    seen.entry(question.key.to_string()).or_insert_with(|| question.clone());
                assert_eq!(*before, question, "{word}");
            }
        }
    }

    #[test]
    fn every_row_is_asked_by_a_starter_and_has_a_key_of_its_own() {
        let mut keys: Vec<_> =
            TABLE.iter().flat_map(|(_, rows)| rows.iter()).map(Row::key).collect();
        let n_rows = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), n_rows, "a key stands twice");
        let asked: Vec<_> = every().flat_map(|(_, asked)| asked).collect();
        for key in keys {
            assert!(asked.iter().any(|question| question.key.as_str() == key), "{key}");
        }
    }

    #[test]
    fn no_two_questions_of_a_starter_land_in_the_same_place_or_are_called_the_same() {
        for (word, asked) in every() {
            for (idx, question) in asked.iter().enumerate() {
                let before = &asked[..idx];
                assert!(
                    !before.iter().any(|other| other.label == question.label),
                    "{word}: {question:?}"
                );
                let lands = question.lands.is_some();
                let taken = before.iter().any(|other| other.lands == question.lands);
                assert!(!(lands && taken), "{word}: {question:?}");
            }
        }
    }

    #[test]
    fn what_may_have_lines_lands_only_where_lines_fit() {
        for question in every().flat_map(|(_, asked)| asked) {
            let form = match &question.lands {
                Some(Landing::Venue { field }) => Kind::Venue.rule(field.as_str()),
                Some(Landing::Event { field }) => Kind::Event.rule(field.as_str()),
                _ => continue,
            }
            .map(|rule| rule.form);
            let long = matches!(&question.input, Input::Text { lines: true } | Input::Rows { .. });
            assert!(!long || form == Some(Form::Prose), "{question:?}");
        }
    }

    #[test]
    fn the_questions_of_a_starter_fit_a_record_with_room_for_more() {
        for (word, asked) in every() {
            let bytes = serde_json::to_string(&asked).unwrap().len();
            assert!(bytes < 40 * 1024, "{word} has {bytes} bytes");
            assert!(bytes < RECORD_BYTES_MAX);
        }
    }

    #[test]
    fn load_in_doors_and_curfew_are_clocks_that_land_in_the_schedule() {
        for (word, asked) in every() {
            for item_type in [ItemType::LoadIn, ItemType::Doors, ItemType::Curfew] {
                let lands = Some(Landing::ScheduleItem { item_type });
                let found = asked.iter().find(|question| question.lands == lands);
                assert!(found.is_some_and(|q| q.input == Input::Clock && q.required), "{word}");
            }
        }
    }

    #[test]
    fn the_tour_answers_a_dozen_at_most_and_they_are_of_this_show() {
        for (word, asked) in every() {
            let own: Vec<_> = asked.iter().filter(|question| question.asks == Asks::Tour).collect();
            assert!((1..=12).contains(&own.len()), "{word} asks the tour {}", own.len());
            assert!(own.iter().all(|question| question.changes), "{word}");
        }
    }
}
