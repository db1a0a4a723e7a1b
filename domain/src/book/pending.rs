//! What a person sees who has edits that the authority does not have yet: the book with those edits
//! merged in, by the same merge that the authority runs.

use std::collections::BTreeMap;

use super::Book;
use crate::change::{
    EditResult, Group, MergeContext, Outcome, Status, first_needs, merge, more_needs,
};
use crate::ids::{AccountId, GroupId, RecordId, ScopeId};
use crate::permission::Level;
use crate::problem::Problem;
use crate::record::Record;

/// A book with unconfirmed groups merged into it.
#[derive(Clone, Debug)]
pub struct Pending {
    /// The base with every group that took effect.
    pub book: Book,
    /// What is to be expected for each group, in their order.
    pub expected: Vec<Expected>,
}

/// What the authority would say of a group if nobody else had changed anything meanwhile.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    /// Which group.
    pub group: GroupId,
    /// What would become of it.
    pub status: Status,
    /// Its edits that would be disputed.
    pub edits: Vec<EditResult>,
    /// Why it would be held or rejected. It is not in the book then.
    pub problem: Option<Problem>,
}

impl Book {
    /// The book as its reader sees it: the base plus groups that the authority has not confirmed,
    /// in the order given. `author` made those groups that do not name theirs, as on one's own
    /// laptop; `levels` says what may be edited in which scope.
    pub fn with_pending(
        &self,
        groups: &[Group],
        author: AccountId,
        levels: &BTreeMap<ScopeId, Level>,
    ) -> Pending {
        let mut book = self.clone();
        let expected = groups.iter().map(|group| book.expect(group, author, levels)).collect();
        Pending { book, expected }
    }

    fn expect(
        &mut self,
        group: &Group,
        author: AccountId,
        levels: &BTreeMap<ScopeId, Level>,
    ) -> Expected {
        let mut records = self.load(first_needs(group));
        let more = self.load(more_needs(group, &records));
        records.extend(more);
        let context = MergeContext { author: group.author.unwrap_or(author), levels };
        let not_applied = |status, problem| Expected {
            group: group.id,
            status,
            edits: Vec::new(),
            problem: Some(problem),
        };
        match merge(group, records, &context) {
            Outcome::Merged(merged) => {
                self.extend(merged.changed);
                Expected {
                    group: group.id,
                    status: merged.status,
                    edits: merged.edits,
                    problem: None,
                }
            }
            Outcome::Held(problem) => not_applied(Status::Held, problem),
            Outcome::Rejected(problem) => not_applied(Status::Rejected, problem),
        }
    }

    fn load(&self, ids: impl IntoIterator<Item = RecordId>) -> BTreeMap<RecordId, Record> {
        ids.into_iter().filter_map(|id| Some((id, self.record(id)?.clone()))).collect()
    }
}
