//! Assignments and a record as edits, and edits as the changes that a person reads.

use std::collections::BTreeMap;

use domain::change::{Create, Edit, FromTo, Member};
use domain::ids::{RecordId, ScopeId};
use domain::problem::FieldProblem;
use domain::record::{FieldRule, Fields, Form, Kind, MergeClass, Record};
use serde_json::Value;

use super::World;
use super::assign::{Assignment, Op};
use super::value::{link, members, read, read_part};

/// One field of one record, from and to: what an edit says, for a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What the record is.
    pub kind: Kind,
    /// Which record.
    pub record: RecordId,
    /// Which field.
    pub field: String,
    /// Its value before.
    pub old: Value,
    /// Its value then.
    pub new: Value,
}

/// The edits that make assignments true of a record. `seen` is the newest version of it that has
/// arrived here. What is so already makes no edit.
///
/// # Errors
/// Names every field that is not there or whose rule is broken.
pub fn changed(
    record: &Record,
    seen: u64,
    assignments: &[Assignment],
    world: &World<'_>,
) -> Result<Vec<Edit>, Vec<FieldProblem>> {
    let (mut wanted, mut edits, mut problems) = (BTreeMap::new(), Vec::new(), Vec::new());
    for assignment in assignments {
        let outcome = match (rule_of(&record.kind, &assignment.field), assignment.op) {
            (Err(problem), _) => Err(problem),
            (Ok(rule), Op::Set) => set(record, rule, assignment, world, &mut wanted),
            (Ok(rule), Op::Add | Op::Remove) => {
                let found = of_members(record, seen, rule, assignment, world);
                found.map(|found| edits.extend(found))
            }
        };
        problems.extend(outcome.err());
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let from_to = |(field, to): (String, Value)| {
        let from = record.value(&field).clone();
        (from != to).then_some((field, FromTo(from, to)))
    };
    let fields: BTreeMap<_, _> = wanted.into_iter().filter_map(from_to).collect();
    if !fields.is_empty() {
        edits.insert(0, Edit::Set { kind: record.kind.clone(), id: record.id, fields });
    }
    Ok(edits)
}

/// The edit that makes a new record with these values. `given` are those that follow from where it
/// is made; what is typed comes after them.
///
/// # Errors
/// Names every field that is not there or whose rule is broken.
pub fn created(
    scope: ScopeId,
    kind: &Kind,
    id: RecordId,
    given: Fields,
    assignments: &[Assignment],
    world: &World<'_>,
) -> Result<Edit, Vec<FieldProblem>> {
    let unborn = Record { fields: given, ..Record::unborn(scope, kind.clone(), id) };
    let (mut wanted, mut problems) = (BTreeMap::new(), Vec::new());
    for assignment in assignments {
        let outcome = rule_of(kind, &assignment.field)
            .and_then(|rule| set(&unborn, rule, assignment, world, &mut wanted));
        problems.extend(outcome.err());
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut fields = unborn.fields;
    fields.extend(wanted);
    fields.retain(|_, value| !value.is_null());
    Ok(Edit::Create(Create { scope, kind: kind.clone(), id, fields }))
}

/// What edits say, field by field. `record` gives a record as it is before them.
pub fn changes_of<'r>(
    edits: &[Edit],
    record: impl Fn(RecordId) -> Option<&'r Record>,
) -> Vec<Change> {
    let mut now: BTreeMap<(RecordId, String), Value> = BTreeMap::new();
    let mut changes = Vec::new();
    let mut tell = |kind: &Kind, record, field: &str, old: Value, new: Value| {
        let field = field.to_owned();
        changes.push(Change { kind: kind.clone(), record, field, old, new });
    };
    for edit in edits {
        match edit {
            Edit::Create(create) => {
                for (field, new) in &create.fields {
                    tell(&create.kind, create.id, field, Value::Null, new.clone());
                }
            }
            Edit::Set { kind, id, fields } => {
                for (field, FromTo(old, new)) in fields {
                    tell(kind, *id, field, old.clone(), new.clone());
                }
            }
            Edit::Add(member) | Edit::Remove(member) => {
                let there =
                    || record(member.id).map_or(Value::Null, |r| r.value(&member.field).clone());
                let slot = now.entry((member.id, member.field.clone())).or_insert_with(there);
                let new = with_member(slot, member, matches!(edit, Edit::Add(_)));
                let old = std::mem::replace(slot, new.clone());
                tell(&member.kind, member.id, &member.field, old, new);
            }
            Edit::Delete { kind, id, .. } => {
                tell(kind, *id, domain::record::DELETED, false.into(), true.into());
            }
            Edit::Undelete { kind, id } => {
                tell(kind, *id, domain::record::DELETED, true.into(), false.into());
            }
            Edit::Settle(_) => {}
        }
    }
    changes
}

fn with_member(list: &Value, member: &Member, add: bool) -> Value {
    let mut members = list.as_array().cloned().unwrap_or_default();
    members.retain(|there| *there != member.value);
    if add {
        members.push(member.value.clone());
    }
    if members.is_empty() { Value::Null } else { members.into() }
}

/// A kind by the name that people type: `item` for `schedule_item`, `hotel` for `hotel_stay`.
///
/// # Errors
/// Lists the kinds.
pub fn kind_named(text: &str) -> Result<Kind, String> {
    let name = text.trim().to_lowercase().replace([' ', '-'], "_");
    let name = match name.as_str() {
        "item" | "row" => "schedule_item",
        "hotel" => "hotel_stay",
        "template" => "schedule_template",
        name => name,
    };
    let made = |kind: &&Kind| **kind != Kind::Dispute;
    let found = Kind::KNOWN.iter().filter(made).find(|kind| kind.name() == name);
    found.cloned().ok_or_else(|| {
        let names: Vec<_> = Kind::KNOWN.iter().filter(made).map(Kind::name).collect();
        format!("`{text}` is not one of {}", names.join(", "))
    })
}

/// The rule of a field. `time` is `when`, and `type` is what the kind calls its type.
fn rule_of(kind: &Kind, field: &str) -> Result<&'static FieldRule, FieldProblem> {
    let own = kind.rule(field).or_else(|| match field {
        "time" => kind.rule("when"),
        "type" => kind
            .rules()
            .iter()
            .find(|rule| rule.name.ends_with("_type") && rule.name != "media_type"),
        _ => None,
    });
    own.ok_or_else(|| {
        let names: Vec<_> = kind.rules().iter().map(|rule| rule.name).collect();
        let known =
            if names.is_empty() { "none that are known here".to_owned() } else { names.join(", ") };
        let rule = format!("a `{kind}` has no such field; it has {known}");
        FieldProblem::new(field, rule)
    })
}

/// Reads a value into `wanted`; parts of one place come together there.
fn set(
    record: &Record,
    rule: &'static FieldRule,
    assignment: &Assignment,
    world: &World<'_>,
    wanted: &mut BTreeMap<String, Value>,
) -> Result<(), FieldProblem> {
    let here = |broken| FieldProblem::new(rule.name, broken);
    let adds_to_nothing = assignment.op == Op::Add && rule.class == MergeClass::Set;
    if assignment.op != Op::Set && !adds_to_nothing {
        return Err(here("has nothing to add to or remove from; set it with `=`".to_owned()));
    }
    let current = wanted.get(rule.name).unwrap_or_else(|| record.value(rule.name));
    let value = match &assignment.part {
        Some(part) => read_part(rule, part, &assignment.text, current),
        None => read(rule, &assignment.text, current, world),
    };
    let value = value.map_err(here)?;
    if value.is_null() && rule.required {
        return Err(here("is required".to_owned()));
    }
    wanted.insert(rule.name.to_owned(), value);
    Ok(())
}

fn of_members(
    record: &Record,
    seen: u64,
    rule: &'static FieldRule,
    assignment: &Assignment,
    world: &World<'_>,
) -> Result<Vec<Edit>, FieldProblem> {
    let here = |broken| FieldProblem::new(rule.name, broken);
    if rule.class != MergeClass::Set {
        return Err(here("has one value; set it with `=`".to_owned()));
    }
    let adds = assignment.op == Op::Add;
    let there = record.value(rule.name).as_array().cloned().unwrap_or_default();
    let mut edits = Vec::new();
    for text in members(&assignment.text) {
        let value = match rule.form {
            Form::Links => link(rule.name, text, world).map(|id| Value::from(id.to_string())),
            _ => Ok(Value::from(text)),
        };
        let value = value.map_err(here)?;
        (rule.check)(&Value::Array(vec![value.clone()])).map_err(here)?;
        if there.contains(&value) == adds {
            continue;
        }
        let (kind, field) = (record.kind.clone(), rule.name.to_owned());
        let ver = (!adds).then_some(seen);
        let member = Member { kind, id: record.id, field, value, ver };
        edits.push(if adds { Edit::Add(member) } else { Edit::Remove(member) });
    }
    Ok(edits)
}

#[cfg(test)]
mod tests {
    use domain::book::Book;
    use serde_json::json;
    use uuid::Uuid;

    use super::*;

    fn item() -> Record {
        let id = RecordId(Uuid::from_u128(7));
        let fields = json!({
            "day": Uuid::from_u128(1), "title": "Doors", "departments": ["sound"],
            "when": { "precision": "exact", "start": "19:00" },
        });
        let Value::Object(fields) = fields else { panic!("fields are an object") };
        let scope = ScopeId(Uuid::from_u128(2));
        Record { ver: 3, fields, ..Record::unborn(scope, Kind::ScheduleItem, id) }
    }

    fn edits(typed: &[&str]) -> Result<Vec<Edit>, Vec<FieldProblem>> {
        let assignments: Vec<Assignment> = typed.iter().map(|text| text.parse().unwrap()).collect();
        let book = Book::new();
        let world = World { book: &book, today: "2026-11-24".parse().unwrap() };
        changed(&item(), 2, &assignments, &world)
    }

    fn as_json(edits: &[Edit]) -> Value {
        serde_json::to_value(edits).unwrap()
    }

    #[test]
    fn an_edit_says_from_what_was_there_to_what_was_typed() {
        let made =
            edits(&["when=19:30", "title=Doors VIP", "departments+=lights", "departments-=sound"]);
        let (kind, id) = ("schedule_item", Uuid::from_u128(7));
        let when = |start| json!({ "precision": "exact", "start": start });
        assert_eq!(
            as_json(&made.unwrap()),
            json!([
                { "do": "set", "kind": kind, "id": id, "fields": {
                    "title": ["Doors", "Doors VIP"], "when": [when("19:00"), when("19:30")] } },
                { "do": "add", "kind": kind, "id": id, "field": "departments", "value": "lights" },
                { "do": "remove", "kind": kind, "id": id, "field": "departments", "value": "sound", "ver": 2 },
            ])
        );
    }

    #[test]
    fn what_is_so_already_makes_no_edit() {
        let made = edits(&[
            "time=7pm",
            "title= Doors ",
            "departments+=sound",
            "departments-=video",
            "place=",
        ]);
        assert_eq!(made, Ok(Vec::new()));
    }

    #[test]
    fn every_field_that_is_wrong_is_named() {
        let problems =
            edits(&["when=soon", "tittle=Doors", "title=", "title+=x", "type=gig"]).unwrap_err();
        let fields: Vec<_> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["when", "tittle", "title", "title", "item_type"]);
        assert!(problems[1].rule.contains("title, when"), "{}", problems[1].rule);
    }

    #[test]
    fn a_new_record_has_what_was_typed_over_what_follows_from_its_place() {
        let book = Book::new();
        let world = World { book: &book, today: "2026-11-24".parse().unwrap() };
        let day = Uuid::from_u128(1).to_string();
        let given = Fields::from_iter([("day".to_owned(), day.clone().into())]);
        let typed = ["title=Press", "when=15:00", "detail=", "departments+=sound"]
            .map(|text| text.parse().unwrap());
        let (scope, id) = (ScopeId(Uuid::from_u128(2)), RecordId(Uuid::from_u128(9)));
        let made = created(scope, &Kind::ScheduleItem, id, given, &typed, &world).unwrap();
        let Edit::Create(create) = made else { panic!("it is not created") };
        let when = json!({ "precision": "exact", "start": "15:00" });
        assert_eq!(
            Value::Object(create.fields),
            json!({ "day": day, "title": "Press", "when": when, "departments": ["sound"] })
        );
    }

    #[test]
    fn members_that_come_and_go_in_one_group_are_told_one_after_the_other() {
        let record = item();
        let made = edits(&["departments+=lights,video"]).unwrap();
        let told = changes_of(&made, |id| (id == record.id).then_some(&record));
        let news: Vec<_> = told.iter().map(|change| change.new.clone()).collect();
        assert_eq!(news, [json!(["sound", "lights"]), json!(["sound", "lights", "video"])]);
    }

    #[test]
    fn kinds_have_short_names() {
        assert_eq!(kind_named("item"), Ok(Kind::ScheduleItem));
        assert_eq!(kind_named("Hotel Stay"), Ok(Kind::HotelStay));
        assert!(kind_named("dispute").is_err() && kind_named("gig").unwrap_err().contains("task"));
    }
}
