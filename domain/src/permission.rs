//! Who may do what: one exhaustive table from kind and edit to the level that it takes.
//!
//! A level is held per scope. Seeing is a matter of scopes alone: whoever has a level in a scope
//! sees all of it, and nobody else is sent any of it.

use serde::{Deserialize, Serialize};

use crate::change::Edit;
use crate::record::Kind;

/// The audiences that every tour has, the widest first.
pub const AUDIENCES: [&str; 4] = ["everyone", "party", "management", "money"];

/// What a person may do in a scope. Each level includes the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// See everything in the scope, and say what one has seen.
    Read,
    /// Write notes, add files, ask for guests, and tick off and add tasks.
    Contribute,
    /// Change the tour book.
    Edit,
    /// Decide who is in the scope, and delete what others depend on.
    Manage,
}

impl Level {
    /// Every level, lowest first.
    pub const ALL: &'static [Self] = &[Self::Read, Self::Contribute, Self::Edit, Self::Manage];

    /// The word as it stands in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Contribute => "contribute",
            Self::Edit => "edit",
            Self::Manage => "manage",
        }
    }

    /// The level of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|level| level.word() == word)
    }
}

/// What an edit does, as far as permission is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Makes a record.
    Create,
    /// Changes fields or members.
    Change,
    /// Deletes or brings back.
    Delete,
    /// Decides a dispute about a record of this kind.
    Settle,
}

impl Action {
    /// Every action.
    pub const ALL: &'static [Self] = &[Self::Create, Self::Change, Self::Delete, Self::Settle];

    /// What an edit does.
    pub fn of(edit: &Edit) -> Self {
        match edit {
            Edit::Create(_) => Self::Create,
            Edit::Set { .. } | Edit::Add(_) | Edit::Remove(_) => Self::Change,
            Edit::Delete { .. } | Edit::Undelete { .. } => Self::Delete,
            Edit::Settle(_) => Self::Settle,
        }
    }
}

/// The level that an action on a record of this kind takes, in the record's scope.
pub fn level_for(kind: &Kind, action: Action) -> Level {
    use Action::{Change, Create, Delete, Settle};
    match (kind, action) {
        // Somebody's own word, whoever they are; nobody puts it into somebody else's mouth.
        (Kind::Acknowledgement, Create) => Level::Read,
        (Kind::Tour, Create | Delete)
        | (Kind::Day | Kind::Leg, Delete)
        // What was handed out stays as it was.
        | (Kind::Acknowledgement | Kind::Publication, Change | Delete | Settle) => Level::Manage,
        (Kind::Note | Kind::File | Kind::Task, Create | Change)
        | (Kind::GuestRequest, Create) => Level::Contribute,
        (Kind::Note | Kind::File | Kind::Task, Delete | Settle)
        | (Kind::Tour, Change | Settle)
        | (Kind::Day | Kind::Leg, Create | Change | Settle)
        | (Kind::GuestRequest, Change | Delete | Settle)
        | (Kind::Publication, Create)
        | (
            Kind::Event
            | Kind::ScheduleItem
            | Kind::Venue
            | Kind::Person
            | Kind::Contact
            | Kind::Vehicle
            | Kind::Travel
            | Kind::HotelStay
            | Kind::Room
            | Kind::Hold
            | Kind::VehicleRate
            | Kind::ScheduleTemplate
            | Kind::AdvanceTemplate
            | Kind::Advance
            | Kind::AdvanceField
            | Kind::Handout
            | Kind::Dispute
            | Kind::Other(_),
            Create | Change | Delete | Settle,
        ) => Level::Edit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_change_nothing_and_managers_may_do_everything() {
        for kind in Kind::KNOWN {
            for action in Action::ALL {
                let level = level_for(kind, *action);
                let own_word = (kind, action) == (&Kind::Acknowledgement, &Action::Create);
                assert!(level > Level::Read || own_word, "{kind} {action:?} is open to readers");
                assert!(level <= Level::Manage);
            }
        }
    }

    #[test]
    fn crew_may_write_notes_add_files_and_tick_off_tasks_and_may_not_move_load_in() {
        assert_eq!(level_for(&Kind::Note, Action::Create), Level::Contribute);
        assert_eq!(level_for(&Kind::File, Action::Create), Level::Contribute);
        assert_eq!(level_for(&Kind::File, Action::Delete), Level::Edit);
        assert_eq!(level_for(&Kind::Task, Action::Change), Level::Contribute);
        assert_eq!(level_for(&Kind::ScheduleItem, Action::Change), Level::Edit);
    }

    #[test]
    fn a_level_includes_the_ones_before_it() {
        assert!(Level::ALL.is_sorted());
        for level in Level::ALL {
            assert_eq!(Level::from_word(level.word()), Some(*level));
        }
    }
}
