//! What a person sees who has edits that the authority does not have yet: the book with those edits
//! merged in, by the same merge that the authority runs.

use std::collections::BTreeMap;
use std::mem;

use super::Book;
use crate::change::{
    Edit, EditResult, FromTo, Group, MergeContext, Outcome, Status, first_needs, merge, more_needs,
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

impl Pending {
    /// One more group on top.
    pub fn expect(&mut self, group: &Group, author: AccountId, levels: &BTreeMap<ScopeId, Level>) {
        let expected = self.book.expect(group, author, levels);
        self.expected.push(expected);
    }
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
        let mut pending = Pending { book: self.clone(), expected: Vec::new() };
        for group in groups {
            pending.expect(group, author, levels);
        }
        pending
    }

    /// Brings in a group that the authority says has taken effect and that the base does not hold
    /// yet. Nothing is decided anew: an edit that is in force there is put in force here, whatever
    /// the older base says. `disputed` are the edits that are not; `held` says of a scope whether
    /// the base holds the group's effect there already. `levels` are those of the book's reader,
    /// who sees the day of an item in another scope, too.
    pub fn bring_in(
        &mut self,
        group: &Group,
        author: AccountId,
        levels: &BTreeMap<ScopeId, Level>,
        disputed: &[usize],
        held: impl Fn(ScopeId) -> bool,
    ) {
        let author = group.author.unwrap_or(author);
        for (index, edit) in group.edits.iter().enumerate() {
            let mut edit = edit.clone();
            let scope = match &edit {
                Edit::Create(create) => Some(create.scope),
                Edit::Set { id, .. } | Edit::Delete { id, .. } | Edit::Undelete { id, .. } => {
                    self.scope_of(*id)
                }
                Edit::Add(member) | Edit::Remove(member) => self.scope_of(member.id),
                Edit::Settle(settle) => self.scope_of(settle.dispute),
            };
            let Some(scope) = scope.filter(|scope| !held(*scope)) else { continue };
            if !disputed.contains(&index) {
                self.agree(&mut edit);
            }
            let alone = Group { edits: vec![edit], ..group.clone() };
            let mut levels = levels.clone();
            levels.insert(scope, Level::Manage);
            let mut records = self.load(first_needs(&alone));
            let more = self.load(more_needs(&alone, &records));
            records.extend(more);
            // What the older base cannot take shows once the newer one is here.
            if let Outcome::Merged(merged) =
                merge(&alone, records, &MergeContext { author, levels: &levels })
            {
                self.extend(merged.changed);
            }
        }
    }

    fn scope_of(&self, id: RecordId) -> Option<ScopeId> {
        Some(self.record(id)?.scope)
    }

    /// Makes an edit one that was made from what this book holds.
    fn agree(&self, edit: &mut Edit) {
        match edit {
            Edit::Set { id, fields, .. } => {
                let Some(record) = self.record(*id) else { return };
                for (field, from_to) in fields {
                    from_to.0 = record.value(field).clone();
                }
            }
            Edit::Delete { id, ver, .. } => {
                *ver = self.record(*id).map_or(*ver, |record| record.ver);
            }
            // An older base that is being replaced has the record already, and may have more of it.
            Edit::Create(create) => {
                let here = self.record(create.id).filter(|record| !record.deleted);
                let Some(record) = here else { return };
                let fields = mem::take(&mut create.fields).into_iter();
                let fields = fields.map(|(name, to)| {
                    let from = record.value(&name).clone();
                    (name, FromTo(from, to))
                });
                *edit = Edit::Set {
                    kind: create.kind.clone(),
                    id: create.id,
                    fields: fields.collect(),
                };
            }
            Edit::Add(_) | Edit::Remove(_) | Edit::Undelete { .. } | Edit::Settle(_) => {}
        }
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
