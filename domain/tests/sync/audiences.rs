//! What the owner of a copy sees who is in several audiences.

use std::collections::BTreeMap;

use domain::change::{Create, Edit, FromTo, Receipt, Status};
use domain::ids::{RecordId, ScopeId};
use domain::record::{Kind, Record};
use domain::sync::{Copy, ExchangeOut, PageState, ScopePage};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{SCOPE, answer, copy, id, page, save, take};

const PARTY: ScopeId = ScopeId(Uuid::from_u128(0x9a));
const DAY: RecordId = RecordId(Uuid::from_u128(20));
const ITEM: RecordId = RecordId(Uuid::from_u128(21));

fn record(scope: ScopeId, kind: Kind, id: RecordId, fields: Value) -> Record {
    let Value::Object(fields) = fields else { panic!("fields are an object, not `{fields}`") };
    Record { fields, ver: 1, seq: 1, ..Record::unborn(scope, kind, id) }
}

/// A copy with a day for everyone and what the party alone has on it.
fn copy_with_day_and(of_party: &[Record]) -> Copy {
    let mut copy = copy();
    let day = [record(SCOPE, Kind::Day, DAY, json!({ "date": "2026-10-24" }))];
    let everyone = page(PageState::Added, &day, &day, 10);
    let party = ScopePage {
        audience: Some("party".to_owned()),
        ..page(PageState::Added, of_party, of_party, 10)
    };
    let scopes = [(SCOPE, everyone), (PARTY, party)].into();
    take(&mut copy, ExchangeOut { scopes, ..answer() });
    copy
}

/// Saves an edit and takes the word that it is in force, before its page is here.
fn confirm(copy: &mut Copy, edit: Edit) {
    let group = save(copy, 100, edit).id;
    let at = BTreeMap::from([(PARTY, 11)]);
    let receipt = Receipt {
        group,
        status: Status::Applied,
        dup: false,
        at,
        edits: Vec::new(),
        problem: None,
    };
    take(copy, ExchangeOut { receipts: vec![receipt], ..answer() });
    assert_eq!(copy.state().overlay.len(), 1);
}

fn shown(copy: &Copy, field: &str) -> Option<Value> {
    Some(copy.view().unwrap().record(ITEM)?.value(field).clone())
}

#[test]
fn ones_own_item_on_a_day_of_another_audience_shows_between_receipt_and_pull() {
    let mut copy = copy_with_day_and(&[]);
    let fields = json!({ "day": DAY, "title": "After-show" }).as_object().unwrap().clone();
    let create = Create { scope: PARTY, kind: Kind::ScheduleItem, id: ITEM, fields };
    confirm(&mut copy, Edit::Create(create));
    assert_eq!(shown(&copy, "title"), Some(json!("After-show")));
}

#[test]
fn ones_own_move_to_a_day_of_another_audience_shows_between_receipt_and_pull() {
    let fields = json!({ "day": id(99), "title": "After-show" });
    let mut copy = copy_with_day_and(&[record(PARTY, Kind::ScheduleItem, ITEM, fields)]);
    let moved = BTreeMap::from([("day".to_owned(), FromTo(json!(id(99)), json!(DAY)))]);
    confirm(&mut copy, Edit::Set { kind: Kind::ScheduleItem, id: ITEM, fields: moved });
    assert_eq!(shown(&copy, "day"), Some(json!(DAY)));
}
