//! Taking back a group: what it said the other way round, as far as nobody has changed it since.
//!
//! An undo is a group like any other. What somebody else made of a value in the meantime is theirs
//! and stays; it is said, and left alone.

use std::collections::BTreeMap;

use domain::book::Book;
use domain::change::{Create, Edit, FromTo, Group, Member};
use domain::ids::{AccountId, RecordId};
use domain::record::kinds::Candidates;
use domain::record::{Kind, MergeClass, Record, canonical};
use serde_json::Value;

/// How a group is taken back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Undo {
    /// What takes it back.
    pub edits: Vec<Edit>,
    /// What cannot be taken back, and why.
    pub stays: Vec<Stays>,
}

/// Something that stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stays {
    /// The record.
    pub record: RecordId,
    /// The field; nothing for the record as a whole.
    pub field: Option<String>,
    /// Why it stays.
    pub why: &'static str,
}

const CHANGED_SINCE: &str = "somebody changed it since";
const GONE: &str = "it is not there any more";
const DECIDED: &str = "a decision stays; set the value again if it was wrong";

/// The group the other way round, for its author. `seen` is the newest version of a record that has
/// arrived here.
pub fn undo(group: &Group, author: AccountId, book: &Book, seen: impl Fn(RecordId) -> u64) -> Undo {
    let mut undoing = Undoing { author, book, undo: Undo::default() };
    for edit in group.edits.iter().rev() {
        match edit {
            Edit::Create(create) => undoing.create(create, seen(create.id)),
            Edit::Set { kind, id, fields } => undoing.set(kind, *id, fields),
            Edit::Add(member) => undoing.member(member, true, seen(member.id)),
            Edit::Remove(member) => undoing.member(member, false, seen(member.id)),
            Edit::Delete { kind, id, .. } => undoing.deleted(kind, *id, true, 0),
            Edit::Undelete { kind, id } => undoing.deleted(kind, *id, false, seen(*id)),
            Edit::Settle(settle) => undoing.stays(settle.dispute, None, DECIDED),
        }
    }
    undoing.undo
}

struct Undoing<'b> {
    author: AccountId,
    book: &'b Book,
    undo: Undo,
}

impl<'b> Undoing<'b> {
    fn stays(&mut self, record: RecordId, field: Option<&str>, why: &'static str) {
        let field = field.map(ToOwned::to_owned);
        self.undo.stays.push(Stays { record, field, why });
    }

    /// The record, if it is there; otherwise it is said that it is not.
    fn live(&mut self, id: RecordId) -> Option<&'b Record> {
        let record = self.book.record(id).filter(|record| !record.deleted);
        if record.is_none() {
            self.stays(id, None, GONE);
        }
        record
    }

    /// What was made goes, unless somebody else has worked on it.
    fn create(&mut self, create: &Create, seen: u64) {
        let Some(record) = self.live(create.id) else { return };
        if record.stamps.values().any(|stamp| stamp.by.is_some_and(|by| by != self.author)) {
            return self.stays(create.id, None, CHANGED_SINCE);
        }
        self.undo.edits.push(Edit::Delete { kind: create.kind.clone(), id: create.id, ver: seen });
    }

    fn set(&mut self, kind: &Kind, id: RecordId, fields: &BTreeMap<String, FromTo>) {
        let Some(record) = self.live(id) else { return };
        let mut back = BTreeMap::new();
        for (field, FromTo(from, to)) in fields {
            let (from, to) = (canonical(kind, field, from), canonical(kind, field, to));
            if from == to {
                continue;
            }
            if self.takes_back(record, field, &to) {
                back.insert(field.clone(), FromTo(to, from));
            } else if *record.value(field) != from {
                self.stays(id, Some(field), CHANGED_SINCE);
            }
        }
        if !back.is_empty() {
            self.undo.edits.push(Edit::Set { kind: kind.clone(), id, fields: back });
        }
    }

    /// Whether a value can be taken back: it is in force, or waits for a decision as its author's,
    /// or is one of members, which come and go by themselves.
    fn takes_back(&self, record: &Record, field: &str, value: &Value) -> bool {
        let of_members = record.kind.rule(field).is_some_and(|rule| rule.class == MergeClass::Set);
        of_members || record.value(field) == value || self.waits(record.id, field, value)
    }

    fn waits(&self, id: RecordId, field: &str, value: &Value) -> bool {
        let Some(dispute) = self.book.record(RecordId::of_dispute(id, field)) else { return false };
        let candidates = serde_json::from_value::<Candidates>(dispute.value("candidates").clone());
        let own = |candidates: Candidates| {
            candidates.0.iter().any(|c| c.author == self.author && c.value == *value)
        };
        dispute.value("open") == &Value::Bool(true) && candidates.is_ok_and(own)
    }

    fn member(&mut self, member: &Member, added: bool, seen: u64) {
        let Some(record) = self.live(member.id) else { return };
        let members = record.value(&member.field).as_array();
        let there = members.is_some_and(|members| members.contains(&member.value));
        if there != added {
            return;
        }
        let ver = added.then_some(seen);
        let back = Member { ver, ..member.clone() };
        self.undo.edits.push(if added { Edit::Remove(back) } else { Edit::Add(back) });
    }

    fn deleted(&mut self, kind: &Kind, id: RecordId, was_delete: bool, seen: u64) {
        let Some(record) = self.book.record(id) else { return self.stays(id, None, GONE) };
        if record.deleted != was_delete {
            return;
        }
        let kind = kind.clone();
        self.undo.edits.push(if was_delete {
            Edit::Undelete { kind, id }
        } else {
            Edit::Delete { kind, id, ver: seen }
        });
    }
}

#[cfg(test)]
mod tests {
    use domain::change::Status;
    use domain::ids::{GroupId, ScopeId};
    use domain::permission::Level;
    use serde_json::json;
    use uuid::Uuid;

    use super::*;

    const MAYA: AccountId = AccountId(Uuid::from_u128(101));
    const JONAS: AccountId = AccountId(Uuid::from_u128(102));
    const ITEM: RecordId = RecordId(Uuid::from_u128(7));

    fn scope() -> ScopeId {
        ScopeId(Uuid::from_u128(2))
    }

    fn group(n: u128, edits: &Value) -> Group {
        let id = Uuid::from_u128(1000 + n);
        serde_json::from_value(json!({ "id": id, "edits": edits })).unwrap()
    }

    fn made() -> Book {
        let fields =
            json!({ "day": Uuid::from_u128(1), "title": "Doors", "departments": ["sound"] });
        let day = json!({ "date": "2026-11-24" });
        let made = group(
            0,
            &json!([
                { "do": "create", "scope": scope(), "kind": "day", "id": Uuid::from_u128(1), "fields": day },
                { "do": "create", "scope": scope(), "kind": "schedule_item", "id": ITEM, "fields": fields },
            ]),
        );
        merged(&Book::new(), &made, JONAS)
    }

    fn merged(book: &Book, group: &Group, author: AccountId) -> Book {
        let levels = BTreeMap::from([(scope(), Level::Manage)]);
        let pending = book.with_pending(std::slice::from_ref(group), author, &levels);
        assert!(pending.expected[0].status < Status::Held, "{:?}", pending.expected[0]);
        pending.book
    }

    fn set(n: u128, field: &str, from: &str, to: &str) -> Group {
        let fields = json!({ field: [from, to] });
        group(n, &json!([{ "do": "set", "kind": "schedule_item", "id": ITEM, "fields": fields }]))
    }

    fn title(book: &Book) -> &Value {
        book.record(ITEM).unwrap().value("title")
    }

    /// Takes a group back and merges that.
    fn back(book: &Book, done: &Group) -> (Book, Vec<Stays>) {
        let undo = undo(done, MAYA, book, |id| book.record(id).map_or(0, |record| record.ver));
        let again =
            Group { edits: undo.edits, id: GroupId(Uuid::from_u128(9_999)), ..done.clone() };
        (merged(book, &again, MAYA), undo.stays)
    }

    #[test]
    fn a_value_goes_back_to_where_it_was() {
        let done = set(1, "title", "Doors", "Doors VIP");
        let book = merged(&made(), &done, MAYA);
        let (book, stays) = back(&book, &done);
        assert_eq!((title(&book), stays), (&json!("Doors"), Vec::new()));
    }

    #[test]
    fn what_somebody_changed_since_stays_theirs_and_is_said() {
        let done = set(1, "title", "Doors", "Doors VIP");
        let book = merged(&made(), &done, MAYA);
        let book = merged(&book, &set(2, "title", "Doors VIP", "Early doors"), JONAS);
        let undo = undo(&done, MAYA, &book, |_| 1);
        let stays = Stays { record: ITEM, field: Some("title".to_owned()), why: CHANGED_SINCE };
        assert_eq!(undo, Undo { edits: Vec::new(), stays: vec![stays] });
    }

    #[test]
    fn a_value_that_waits_for_a_decision_is_withdrawn() {
        let book = merged(&made(), &set(2, "title", "Doors", "Early doors"), JONAS);
        let done = set(1, "title", "Doors", "Doors VIP");
        let book = merged(&book, &done, MAYA);
        assert_eq!(book.open_disputes().count(), 1);
        let (book, stays) = back(&book, &done);
        assert_eq!((book.open_disputes().count(), stays), (0, Vec::new()));
        assert_eq!(title(&book), "Early doors");
    }

    #[test]
    fn members_go_and_come_back() {
        let edit = |verb, value| json!({ "do": verb, "kind": "schedule_item", "id": ITEM, "field": "departments", "value": value });
        let done = group(1, &json!([edit("add", "lights"), edit("remove", "sound")]));
        let book = merged(&made(), &done, MAYA);
        let departments = |book: &Book| book.record(ITEM).unwrap().value("departments").clone();
        assert_eq!(departments(&book), json!(["lights"]));
        let (book, stays) = back(&book, &done);
        assert_eq!((departments(&book), stays), (json!(["sound"]), Vec::new()));
    }

    #[test]
    fn what_was_added_goes_and_what_others_worked_on_stays() {
        let id = RecordId(Uuid::from_u128(8));
        let create = json!({ "do": "create", "scope": scope(), "kind": "task", "id": id, "fields": { "title": "Call Jonas" } });
        let done = group(1, &json!([create]));
        let book = merged(&made(), &done, MAYA);
        let (gone, stays) = back(&book, &done);
        assert_eq!((gone.record(id).unwrap().deleted, stays), (true, Vec::new()));

        let worked_on =
            json!([{ "do": "set", "kind": "task", "id": id, "fields": { "done": [null, true] } }]);
        let book = merged(&book, &group(2, &worked_on), JONAS);
        let undo = undo(&done, MAYA, &book, |_| 1);
        assert_eq!(undo.stays, [Stays { record: id, field: None, why: CHANGED_SINCE }]);
        assert_eq!(undo.edits, []);
    }

    #[test]
    fn what_was_deleted_comes_back() {
        let delete = json!([{ "do": "delete", "kind": "schedule_item", "id": ITEM, "ver": 1 }]);
        let done = group(1, &delete);
        let book = merged(&made(), &done, MAYA);
        assert!(book.record(ITEM).unwrap().deleted);
        let (book, stays) = back(&book, &done);
        assert_eq!((book.record(ITEM).unwrap().deleted, stays), (false, Vec::new()));
    }

    #[test]
    fn nothing_is_left_of_what_was_never_there() {
        let done = set(1, "title", "Doors", "Doors VIP");
        let undo = undo(&done, MAYA, &Book::new(), |_| 0);
        assert_eq!(undo.stays, [Stays { record: ITEM, field: None, why: GONE }]);
    }
}
