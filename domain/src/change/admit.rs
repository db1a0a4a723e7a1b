//! Whether an edit may be made at all: is its record there for its author, does it belong where it
//! says, does their level suffice. What an author may not see is answered in the words of what is
//! not there.

use super::draft::Draft;
use super::group::{Create, Edit, FromTo, Member, Settle};
use super::merge::MergeContext;
use super::needs::parent_of;
use crate::ids::{RecordId, ScopeId};
use crate::permission::{Action, Level, level_for};
use crate::problem::FieldProblem;
use crate::record::{DELETED, Kind, Record};

/// Why an edit is not made.
pub(super) enum Refusal {
    /// It breaks a rule.
    Broken(FieldProblem),
    /// It takes this level.
    Takes(Level),
}

impl From<FieldProblem> for Refusal {
    fn from(problem: FieldProblem) -> Self {
        Self::Broken(problem)
    }
}

pub(super) fn admit(
    draft: &Draft<'_>,
    edit: &Edit,
    context: &MergeContext<'_>,
) -> Result<(), Refusal> {
    let (scope, needed) = match edit {
        Edit::Create(create) => {
            admit_create(draft, create, context)?;
            (create.scope, level_for(&create.kind, Action::Create))
        }
        Edit::Set { kind, id, fields } => {
            let record = known(draft, kind, *id, context)?;
            let parent = kind.parent_field().and_then(|field| fields.get(field));
            let parent = parent.and_then(|FromTo(_, to)| to.as_str()?.parse().ok());
            check_parent(draft, kind, parent, context)?;
            if *kind == Kind::Day && fields.contains_key("date") {
                return Err(date_stays().into());
            }
            (record.scope, level_for(kind, Action::Change))
        }
        Edit::Add(Member { kind, id, .. })
        | Edit::Remove(Member { kind, id, .. })
        | Edit::Delete { kind, id, .. }
        | Edit::Undelete { kind, id } => {
            let record = known(draft, kind, *id, context)?;
            (record.scope, level_for(kind, Action::of(edit)))
        }
        Edit::Settle(settle) => admit_settle(draft, settle, context)?,
    };
    match context.levels.get(&scope) {
        None => Err(FieldProblem::new("scope", "is not known here").into()),
        Some(level) if *level < needed => Err(Refusal::Takes(needed)),
        Some(_) => Ok(()),
    }
}

fn admit_create(
    draft: &Draft<'_>,
    create: &Create,
    context: &MergeContext<'_>,
) -> Result<(), FieldProblem> {
    if !context.levels.contains_key(&create.scope) {
        return Err(FieldProblem::new("scope", "is not known here"));
    }
    check_parent(draft, &create.kind, parent_of(&create.kind, &create.fields), context)?;
    let Some(existing) = draft.records.get(&create.id) else { return Ok(()) };
    if existing.scope != create.scope || existing.kind != create.kind {
        return Err(FieldProblem::new("id", "is taken"));
    }
    let date = create.fields.get("date");
    if create.kind == Kind::Day && date.is_some_and(|date| date != existing.value("date")) {
        return Err(date_stays());
    }
    Ok(())
}

/// A decision takes the level that settling the kind takes; deciding that a record is deleted takes
/// that of deleting it, too.
fn admit_settle(
    draft: &Draft<'_>,
    settle: &Settle,
    context: &MergeContext<'_>,
) -> Result<(ScopeId, Level), FieldProblem> {
    let dispute = known(draft, &Kind::Dispute, settle.dispute, context)?;
    let subject = dispute.value("subject").as_str().and_then(|id| id.parse().ok());
    let subject = subject.and_then(|id: RecordId| draft.records.get(&id));
    let subject = subject.ok_or_else(|| FieldProblem::new("dispute", "has no subject"))?;
    let field = dispute.value("field").as_str();
    let mut needed = level_for(&subject.kind, Action::Settle);
    if field == Some(DELETED) {
        needed = needed.max(level_for(&subject.kind, Action::Delete));
    }
    if field.is_some() && field == subject.kind.parent_field() {
        let parent = settle.to.as_str().and_then(|id| id.parse().ok());
        check_parent(draft, &subject.kind, parent, context)
            .map_err(|problem| FieldProblem::new("to", problem.rule))?;
    }
    Ok((subject.scope, needed))
}

/// The record that an edit names, if it exists where the author can see it. Hidden is like absent.
fn known<'d>(
    draft: &'d Draft<'_>,
    kind: &Kind,
    id: RecordId,
    context: &MergeContext<'_>,
) -> Result<&'d Record, FieldProblem> {
    let record = draft.records.get(&id).filter(|r| context.levels.contains_key(&r.scope));
    let record =
        record.ok_or_else(|| FieldProblem::new("id", format!("`{id}` is not known here")))?;
    if record.kind == *kind {
        Ok(record)
    } else {
        Err(FieldProblem::new("kind", format!("`{id}` is a `{}`, not a `{kind}`", record.kind)))
    }
}

fn check_parent(
    draft: &Draft<'_>,
    kind: &Kind,
    parent: Option<RecordId>,
    context: &MergeContext<'_>,
) -> Result<(), FieldProblem> {
    let (Some(field), Some(parent)) = (kind.parent_field(), parent) else { return Ok(()) };
    known(draft, &Kind::Day, parent, context)
        .map(drop)
        .map_err(|problem| FieldProblem::new(format!("fields.{field}"), problem.rule))
}

fn date_stays() -> FieldProblem {
    let rule = "a day is its date; move what is on it to another day";
    FieldProblem::new("fields.date", rule)
}
