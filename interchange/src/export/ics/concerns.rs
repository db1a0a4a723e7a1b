//! Whom a row concerns. It decides what is of use to somebody and protects nothing: what a person may
//! not see is not in the book.

use domain::book::Entry;
use domain::ids::RecordId;
use domain::record::kinds::Person;
use domain::record::{Line, Links};

/// Whose calendar it is.
pub(super) enum Concerns {
    /// Everyone's: nothing is left out.
    Everyone,
    /// One person's.
    One { id: RecordId, department: Option<String>, party: Option<String> },
}

impl Concerns {
    pub(super) fn of(person: &Entry<Person>) -> Self {
        let folded = |line: &Option<Line>| line.as_ref().map(|line| folded(line.as_str()));
        Self::One {
            id: person.id(),
            department: folded(&person.department),
            party: folded(&person.party),
        }
    }

    /// Whether it is the calendar of one person.
    pub(super) fn is_of_one(&self) -> bool {
        matches!(self, Self::One { .. })
    }

    /// Whether a row of these departments and this party concerns them. None means everyone.
    pub(super) fn row(&self, departments: &[String], party: Option<&str>) -> bool {
        let Self::One { department, .. } = self else { return true };
        let of_department = || {
            let theirs = department.as_deref();
            departments.iter().any(|one| Some(folded(one).as_str()) == theirs)
        };
        (departments.is_empty() || of_department()) && self.party(party)
    }

    /// Whether they are among these people, or nobody is named and it is their party. None is everyone's.
    pub(super) fn people(&self, people: Option<&Links>, party: Option<&str>) -> bool {
        let Self::One { id, .. } = self else { return true };
        match people.map(Links::as_slice).unwrap_or_default() {
            [] => self.party(party),
            named => named.contains(id),
        }
    }

    fn party(&self, of_row: Option<&str>) -> bool {
        let Self::One { party, .. } = self else { return true };
        of_row.is_none_or(|of_row| Some(folded(of_row).as_str()) == party.as_deref())
    }
}

/// Departments and parties are typed by people: letter case and spaces around them mean nothing.
fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}
