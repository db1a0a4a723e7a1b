//! Fields of members: adds and removes commute, and an add wins over a remove that had not seen it.

use serde_json::Value;

use super::draft::Draft;
use super::group::Member;
use super::receipt::Status;
use crate::ids::RecordId;
use crate::problem::FieldProblem;
use crate::record::{Fields, Stamp, canonical, check_field};

impl Draft<'_> {
    /// Adds a member. One that is there already gets a new stamp, so that a remove which has not
    /// seen this add does not undo it.
    pub(super) fn add(&mut self, member: &Member) -> Result<(), FieldProblem> {
        let (id, field) = (member.id, member.field.as_str());
        let mut members = self.members(member)?;
        let Some(value) = self.canonical_member(member) else { return Ok(()) };
        if !self.wake(id, &serde_json::json!({ field: { "add": value } })) {
            return Ok(());
        }
        if !members.contains(&value) {
            members.push(value.clone());
            self.put_unseen(id, field, members.into(), Status::Applied);
        }
        self.stamp_unseen(id, &member_stamp(field, &value));
        Ok(())
    }

    /// Removes a member, unless somebody else added it since the author saw the record. A record
    /// does not come back to lose a member.
    pub(super) fn remove(&mut self, member: &Member) -> Result<(), FieldProblem> {
        let (id, field) = (member.id, member.field.as_str());
        let mut members = self.members(member)?;
        let Some(value) = self.canonical_member(member) else { return Ok(()) };
        let stamp = member_stamp(field, &value);
        if member.ver.is_some_and(|ver| self.unseen_since(id, &stamp, ver)) {
            return Ok(());
        }
        let n_before = members.len();
        members.retain(|there| *there != value);
        if members.len() < n_before {
            let to = if members.is_empty() { Value::Null } else { members.into() };
            self.put_unseen(id, field, to, Status::Applied);
        }
        Ok(())
    }

    /// Sets a whole field of members: which came and which went apply to what is there. An author
    /// whose last wish is disputed began where that one began.
    pub(super) fn set_members(&mut self, id: RecordId, field: &str, from: &Value, to: &Value) {
        let record = self.record(id);
        let (kind, current) = (record.kind.clone(), record.value(field).clone());
        let own = self.own_candidate(id, field, from).map(|candidate| candidate.from);
        let began = own.as_ref().unwrap_or(from);
        let merged = if current == *began { to.clone() } else { merge(&current, began, to) };
        if check_field(&kind, field, &merged).is_err() {
            return self.dispute(id, field, from.clone(), to.clone());
        }
        if merged != current {
            self.put_unseen(id, field, merged, Status::Applied);
        }
        let before = list(began);
        for added in list(to).iter().filter(|member| !before.contains(member)) {
            self.stamp_unseen(id, &member_stamp(field, added));
        }
        self.withdraw(id, field, from);
    }

    fn members(&self, member: &Member) -> Result<Vec<Value>, FieldProblem> {
        match self.record(member.id).value(&member.field) {
            Value::Null => Ok(Vec::new()),
            Value::Array(members) => Ok(members.clone()),
            _ => Err(FieldProblem::new("field", "has one value; set it, do not add to it")),
        }
    }

    fn canonical_member(&self, member: &Member) -> Option<Value> {
        let kind = &self.record(member.id).kind;
        let alone = Value::Array(vec![member.value.clone()]);
        canonical(kind, &member.field, &alone).as_array()?.first().cloned()
    }

    /// Whether somebody else stamped this after a version of the record.
    fn unseen_since(&self, id: RecordId, name: &str, ver: u64) -> bool {
        let stamps = &self.record(id).stamps;
        let beside = beside(name);
        [stamps.get(name), stamps.get(&beside)].into_iter().flatten().any(|s| self.unseen(s, ver))
    }

    /// Whether a stamp is somebody else's and newer than what the author has seen.
    pub(super) fn unseen(&self, stamp: &Stamp, ver: u64) -> bool {
        stamp.ver > ver && stamp.by.is_some_and(|by| by != self.author)
    }
}

/// A whole set given anew says which members came and which went; both apply to what is there.
pub(super) fn merge(current: &Value, from: &Value, to: &Value) -> Value {
    let (from, to) = (list(from), list(to));
    let mut members = list(current);
    members.retain(|member| to.contains(member) || !from.contains(member));
    for member in to {
        if !members.contains(&member) && !from.contains(&member) {
            members.push(member);
        }
    }
    if members.is_empty() { Value::Null } else { members.into() }
}

/// The name of the stamp of a member.
fn member_stamp(field: &str, value: &Value) -> String {
    format!("{field}[{}]", member_text(value))
}

/// The name under which the newest stamp by somebody else than a stamp's author is kept.
pub(super) fn beside(name: &str) -> String {
    format!("{name}+")
}

/// A stamp of a member goes when the member goes; the others stay, also those of cleared fields,
/// because they say who cleared them.
pub(super) fn keeps_its_stamp(fields: &Fields, name: &str) -> bool {
    let Some((field, rest)) = name.split_once('[') else { return true };
    let rest = rest.strip_suffix("]+").or_else(|| rest.strip_suffix(']'));
    let members = fields.get(field).and_then(Value::as_array);
    let is_there =
        |member: &str| members.is_some_and(|m| m.iter().any(|v| member_text(v) == member));
    rest.is_some_and(is_there)
}

fn member_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}
