//! What must hold once everything is quiet.

use std::collections::{BTreeMap, BTreeSet};

use api::store::entity::history;
use api::store::receipts;
use domain::change::{Edit, Group, Status};
use domain::ids::{GroupId, RecordId};
use domain::record::{Kind, MergeClass};
use domain::sync::{Digest, RawRecord};
use sea_orm::EntityTrait as _;
use serde_json::Value;

use crate::fault::{Fault, Held, machine};
use crate::server::Server;
use crate::world::World;

/// One line of the server's history, as far as it is looked at.
struct Line {
    /// The group, by its first name.
    group: GroupId,
    /// The name under which it arrived.
    arrived_as: GroupId,
    record: RecordId,
    kind: Kind,
    field: String,
    old: Value,
    new: Value,
    outcome: String,
}

/// Looks at everything. What it found at the end goes into the trace.
pub(crate) async fn all(world: &mut World) -> Held {
    let lines = history_of(&world.server).await?;
    every_group_has_its_word(world, &lines).await?;
    nothing_is_silently_overwritten(world, &lines)?;
    nothing_takes_effect_twice(&lines)?;
    groups_took_effect_in_order(world)?;
    let end = copies_are_alike(world).await?;
    world.trace.push(end);
    Ok(())
}

async fn history_of(server: &Server) -> Held<Vec<Line>> {
    let rows = history::Entity::find().all(server.app().store.reader()).await.map_err(machine)?;
    let value = |text: Option<String>| match text {
        Some(text) => serde_json::from_str(&text).map_err(machine),
        None => Ok(Value::Null),
    };
    rows.into_iter()
        .map(|row| {
            let arrived_as = GroupId(row.group_id);
            Ok(Line {
                group: server.aliases.get(&arrived_as).copied().unwrap_or(arrived_as),
                arrived_as,
                record: RecordId(row.record_id),
                kind: Kind::from_name(&row.kind).ok_or_else(|| machine("a kind without a name"))?,
                field: row.field,
                old: value(row.old)?,
                new: value(row.new)?,
                outcome: row.outcome,
            })
        })
        .collect()
}

/// I1: every group that a laptop reported as saved has the server's word, and what it said can be
/// read back.
async fn every_group_has_its_word(world: &World, lines: &[Line]) -> Held {
    let (reader, org) = (world.server.app().store.reader(), world.server.facts.org);
    for (id, group) in world.saved.iter().filter(|(id, _)| !world.gone.contains(id)) {
        let receipt = receipts::receipt_of(reader, org, *id).await.map_err(machine)?;
        let Some((receipt, _)) = receipt else {
            return Err(Fault::new("I1", format!("nobody knows the group {id}")));
        };
        if matches!(receipt.status, Status::Held | Status::Rejected) {
            let held = receipts::held(reader, org, *id).await.map_err(machine)?;
            if held.is_none_or(|held| held.group.edits != group.edits) {
                return Err(Fault::new("I1", format!("what {id} said was not kept")));
            }
            continue;
        }
        for (record, field, from, to) in values_of(group) {
            let own = world.saved.values().filter(|other| other.author == group.author);
            let own =
                own.flat_map(values_of).filter(|(of, name, ..)| (*of, *name) == (record, field));
            let steps: Vec<_> = own.map(|(.., from, to)| (from, to)).collect();
            if goes_back(&steps, from, to) {
                continue;
            }
            // Lines of a text that were there already leave the text as it is.
            let told = |line: &&Line| line.record == record && line.field == *field;
            if lines.iter().filter(told).any(|line| is_text(&line.kind, field)) {
                continue;
            }
            let mut of_field = lines.iter().filter(told);
            // Under a deleted parent an edit is kept beside the parent.
            let kept = || lines.iter().any(|line| line.group == *id && holds(&line.new, to));
            if !of_field.any(|line| line.group == *id || line.new == *to) && !kept() {
                let what = format!("{field} of {record} by {id} left no trace: {receipt:?}");
                return Err(Fault::new("I1", what));
            }
        }
    }
    Ok(())
}

/// Whether a field is merged line by line.
pub(crate) fn is_text(kind: &Kind, field: &str) -> bool {
    kind.rule(field).is_some_and(|rule| rule.class == MergeClass::Text)
}

/// Whether somebody's own steps on a field led from a value to this one: whoever goes back to where
/// they began, by however many steps, takes their own value back. Several steps may lead to a value.
fn goes_back(steps: &[(&Value, &Value)], here: &Value, began: &Value) -> bool {
    let (mut reached, mut n) = (vec![here], 0);
    while let Some(here) = reached.get(n).copied() {
        for (from, _) in steps.iter().filter(|(_, to)| *to == here) {
            if *from == began {
                return true;
            }
            if !reached.contains(from) {
                reached.push(from);
            }
        }
        n += 1;
    }
    false
}

/// Whether a value stands somewhere in another.
fn holds(whole: &Value, part: &Value) -> bool {
    whole == part
        || match whole {
            Value::Array(members) => members.iter().any(|member| holds(member, part)),
            Value::Object(fields) => fields.values().any(|value| holds(value, part)),
            _ => false,
        }
}

/// Record, field, from and to of every value that a group sets.
fn values_of(group: &Group) -> impl Iterator<Item = (RecordId, &String, &Value, &Value)> {
    group.edits.iter().flat_map(|edit| {
        let (id, fields) = match edit {
            Edit::Set { id, fields, .. } => (Some(*id), Some(fields)),
            _ => (None, None),
        };
        let fields = fields.into_iter().flatten();
        fields.filter_map(move |(field, from_to)| Some((id?, field, &from_to.0, &from_to.1)))
    })
}

/// I2: a `review` field changes only from what its author's screen showed.
fn nothing_is_silently_overwritten(world: &World, lines: &[Line]) -> Held {
    for line in lines.iter().filter(|line| line.outcome == "applied") {
        let review =
            line.kind.rule(&line.field).is_none_or(|rule| rule.class == MergeClass::Review);
        let Some(group) = world.saved.get(&line.group).filter(|_| review) else { continue };
        if group.edits.iter().any(|edit| matches!(edit, Edit::Settle(_))) {
            continue;
        }
        let shown = group.edits.iter().find_map(|edit| match edit {
            Edit::Set { id, fields, .. } if *id == line.record => Some(&fields.get(&line.field)?.0),
            _ => None,
        });
        if shown.is_some_and(|shown| *shown != line.old) {
            let what = format!("{} of {} was {}", line.field, line.record, line.old);
            return Err(Fault::new("I2", format!("{what}, and {} showed another", line.group)));
        }
    }
    Ok(())
}

/// I3: a group takes effect once, by whatever paths and however often it comes.
fn nothing_takes_effect_twice(lines: &[Line]) -> Held {
    let mut names = BTreeMap::<_, BTreeSet<GroupId>>::new();
    for line in lines {
        let effect = (line.group, line.record, &line.field);
        names.entry(effect).or_default().insert(line.arrived_as);
    }
    match names.into_iter().find(|(_, names)| names.len() > 1) {
        Some(((group, record, field), _)) => {
            Err(Fault::new("I3", format!("{group} changed {field} of {record} twice")))
        }
        None => Ok(()),
    }
}

/// I9: what one laptop saved arrived in the order in which it was saved.
fn groups_took_effect_in_order(world: &World) -> Held {
    let mut arrived = BTreeSet::new();
    for group in &world.server.arrived {
        let prev = world.saved.get(group).and_then(|group| group.prev);
        if let Some(prev) = prev
            && !arrived.contains(&prev)
            && !world.gone.contains(&prev)
        {
            return Err(Fault::new("I9", format!("{group} came before {prev}")));
        }
        arrived.insert(*group);
    }
    Ok(())
}

/// I4, I11, I13, and I8 for somebody alone. Answers with what all copies agree on.
async fn copies_are_alike(world: &World) -> Held<String> {
    let mut end = String::new();
    for (audience, scope) in &world.server.facts.scopes {
        let records = world.server.records(*scope).await?;
        let mut digest = Digest::default();
        for record in records.values() {
            digest.add(record);
        }
        end = format!("{end} {audience} {digest}");
        let alone_with_a_dispute =
            world.alone && records.values().any(|one| one.kind == Kind::Dispute);
        if alone_with_a_dispute {
            return Err(Fault::new("I8", "somebody disputes with themselves"));
        }
        let raw: Vec<RawRecord> = records.values().map(RawRecord::from).collect();
        for (n, device) in world.devices.iter().enumerate() {
            let actor = &world.server.facts.people[device.who];
            let states = world.server.states(actor).await?;
            let state = states.iter().find(|state| state.id == *scope);
            let Some(state) = state.filter(|state| state.level.is_some()) else {
                if device.copy.base(*scope).next().is_some() {
                    let what = format!("{n} still has records of {audience}");
                    return Err(Fault::new("I11", what));
                }
                continue;
            };
            if state.digest != digest {
                return Err(Fault::new("I13", format!("the kept sum of {audience} is another")));
            }
            if !device.copy.base(*scope).eq(raw.iter()) {
                return Err(Fault::new("I4", format!("{n} has another {audience}")));
            }
        }
    }
    Ok(end)
}
