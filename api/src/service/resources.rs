//! Plain resources: a record read, made, changed and deleted one at a time. Each change becomes a
//! group with the values that its author saw, so it merges like everything else.

use std::collections::BTreeMap;

use domain::change::{Create, Edit, FromTo, Group, Receipt, Status};
use domain::ids::{GroupId, RecordId, ScopeId, TourId, derived};
use domain::permission::{Action, level_for};
use domain::problem::ErrorCode;
use domain::record::{Fields, Kind, Record};
use uuid::Uuid;

use super::access::{self, Actor, TourAccess};
use super::finish::finish;
use super::ledger::{Submission, Submitted};
use crate::app::App;
use crate::error::{Error, Result};
use crate::random;
use crate::store::{receipts, records};

/// A record, and what became of the change that it is the answer to.
#[derive(Debug)]
pub struct Changed {
    /// The record as it is now.
    pub record: Record,
    /// The name of its audience.
    pub audience: String,
    /// The ledger's word.
    pub receipt: Receipt,
}

/// What a new record is made of.
#[derive(Debug)]
pub struct New {
    /// Its kind.
    pub kind: Kind,
    /// Its id, where the caller has made one.
    pub id: Option<RecordId>,
    /// Its audience; the usual one of its kind where the caller does not say.
    pub audience: Option<String>,
    /// Its values.
    pub fields: Fields,
}

/// One record that the actor may see, with its audience. Deleted ones are found too: the history
/// and the way back need them.
pub async fn one(
    app: &App,
    actor: &Actor,
    tour: TourId,
    kind: &Kind,
    id: RecordId,
) -> Result<(Record, String)> {
    let access = access::tour(app, actor, tour).await?;
    load(app, &access, kind, id).await
}

async fn load(
    app: &App,
    access: &TourAccess,
    kind: &Kind,
    id: RecordId,
) -> Result<(Record, String)> {
    let found = records::load(app.store.reader(), access.org, &[id].into()).await?.remove(&id);
    let record = found.filter(|record| record.kind == *kind).ok_or_else(Error::not_found)?;
    let scope = access.scope(record.scope).ok_or_else(Error::not_found)?;
    Ok((record, scope.audience.clone()))
}

/// A page of the records of a kind that the actor may see, by id. Deleted ones are left out.
pub async fn list(
    app: &App,
    actor: &Actor,
    tour: TourId,
    kind: &Kind,
    after: Option<RecordId>,
    limit: u64,
) -> Result<Vec<(Record, String)>> {
    let access = access::tour(app, actor, tour).await?;
    let scopes: Vec<_> = access.scopes.iter().map(|scope| scope.id).collect();
    let found =
        records::of_kind(app.store.reader(), access.org, &scopes, kind, after, limit).await?;
    let with_audience = |record: Record| {
        let scope = access.scope(record.scope)?;
        Some((record, scope.audience.clone()))
    };
    Ok(found.into_iter().filter_map(with_audience).collect())
}

/// Makes a record.
pub async fn create(
    app: &App,
    actor: &Actor,
    tour: TourId,
    new: New,
    key: Option<Uuid>,
) -> Result<Changed> {
    let access = access::tour(app, actor, tour).await?;
    let audience = new.audience.as_deref().unwrap_or(new.kind.usual_audience());
    let scope = access.audience(audience).ok_or_else(|| {
        Error::invalid("audience", format!("`{audience}` is not an audience that you are in"))
    })?;
    let scope = scope.id;
    let id = new.id.or_else(|| day_id(tour, &new.kind, &new.fields));
    let id = id.or_else(|| {
        // A request that is sent again under its key means the record that it made before.
        key.map(|key| RecordId(derived("buscall 2026 record of a key", &[key.as_bytes()])))
    });
    let id = id.unwrap_or_else(|| RecordId(random::id(&app.clock)));
    let edit = Edit::Create(Create { scope, kind: new.kind.clone(), id, fields: new.fields });
    submit_one(app, actor, &access, &new.kind, id, scope, edit, key).await
}

/// A day's id follows from its date, so that two people make one day, not two.
fn day_id(tour: TourId, kind: &Kind, fields: &Fields) -> Option<RecordId> {
    let date = fields.get("date")?.as_str()?;
    (*kind == Kind::Day).then_some(())?;
    domain::time::parse_date(date).ok().map(|date| RecordId::of_day(tour, date))
}

/// Changes fields of a record, if it still is what the caller has seen. `null` clears a field.
pub async fn patch(
    app: &App,
    actor: &Actor,
    tour: TourId,
    (kind, id): (&Kind, RecordId),
    seen: u64,
    fields: Fields,
    key: Option<Uuid>,
) -> Result<Changed> {
    let access = access::tour(app, actor, tour).await?;
    let (record, _) = load(app, &access, kind, id).await?;
    must_be_fresh(app, &access, &record, seen, key).await?;
    if record.deleted {
        return Err(Error::problem(ErrorCode::Conflict, "the record is deleted; restore it first"));
    }
    let fields: BTreeMap<String, FromTo> = fields
        .into_iter()
        .map(|(name, to)| (name.clone(), FromTo(record.value(&name).clone(), to)))
        .collect();
    let edit = Edit::Set { kind: kind.clone(), id, fields };
    submit_one(app, actor, &access, kind, id, record.scope, edit, key).await
}

/// Deletes a record, if it still is what the caller has seen.
pub async fn delete(
    app: &App,
    actor: &Actor,
    tour: TourId,
    (kind, id): (&Kind, RecordId),
    seen: u64,
    key: Option<Uuid>,
) -> Result<Changed> {
    let access = access::tour(app, actor, tour).await?;
    let (record, _) = load(app, &access, kind, id).await?;
    must_be_fresh(app, &access, &record, seen, key).await?;
    let edit = Edit::Delete { kind: kind.clone(), id, ver: seen };
    submit_one(app, actor, &access, kind, id, record.scope, edit, key).await
}

/// Brings a deleted record back.
pub async fn restore(
    app: &App,
    actor: &Actor,
    tour: TourId,
    (kind, id): (&Kind, RecordId),
    key: Option<Uuid>,
) -> Result<Changed> {
    let access = access::tour(app, actor, tour).await?;
    let (record, _) = load(app, &access, kind, id).await?;
    let edit = Edit::Undelete { kind: kind.clone(), id };
    submit_one(app, actor, &access, kind, id, record.scope, edit, key).await
}

/// Refuses a change that was made on an older version, unless it is one that has arrived before.
async fn must_be_fresh(
    app: &App,
    access: &TourAccess,
    record: &Record,
    seen: u64,
    key: Option<Uuid>,
) -> Result<()> {
    if record.ver == seen {
        return Ok(());
    }
    if let Some(key) = key
        && receipts::receipt_of(app.store.reader(), access.org, GroupId(key)).await?.is_some()
    {
        return Ok(());
    }
    Err(Error::problem(
        ErrorCode::Stale,
        format!("you have seen version {seen}, the newest is {}", record.ver),
    ))
}

#[expect(clippy::too_many_arguments, reason = "one edit and everything that it is answered with")]
async fn submit_one(
    app: &App,
    actor: &Actor,
    access: &TourAccess,
    kind: &Kind,
    id: RecordId,
    scope: ScopeId,
    edit: Edit,
    key: Option<Uuid>,
) -> Result<Changed> {
    must_be_allowed(access, kind, scope, Action::of(&edit))?;
    let receipt = submit(app, actor, access, vec![edit], key, None).await?;
    let loaded = records::load(app.store.reader(), access.org, &[id].into()).await?;
    let record = loaded.into_values().next().ok_or_else(Error::not_found)?;
    let audience = access.scope(record.scope).ok_or_else(Error::not_found)?.audience.clone();
    Ok(Changed { record, audience, receipt })
}

/// A person at a screen hears at once that they may not; what a device did offline is held instead.
pub fn must_be_allowed(
    access: &TourAccess,
    kind: &Kind,
    scope: ScopeId,
    action: Action,
) -> Result<()> {
    let level = access.scope(scope).ok_or_else(Error::not_found)?.level;
    let needed = level_for(kind, action);
    if level >= needed {
        return Ok(());
    }
    Err(Error::problem(
        ErrorCode::NotAllowed,
        format!("this takes the level `{}`, you have `{}`", needed.word(), level.word()),
    ))
}

/// Submits edits as one group made here, and answers with its receipt. A group that takes no effect
/// is a problem for whoever waits for the answer.
pub async fn submit(
    app: &App,
    actor: &Actor,
    access: &TourAccess,
    edits: Vec<Edit>,
    key: Option<Uuid>,
    via: Option<&str>,
) -> Result<Receipt> {
    let group = made_here(app, actor, edits, key, via);
    let (org, tour, author) = (access.org, access.tour, actor.account);
    let submission = Submission { org, tour, author, groups: vec![group], guest_in: None };
    only_receipt(app.ledger.submit(submission).await?)
}

/// A group that is made by a request, in the name of whoever sent it.
pub(super) fn made_here(
    app: &App,
    actor: &Actor,
    edits: Vec<Edit>,
    key: Option<Uuid>,
    via: Option<&str>,
) -> Group {
    Group {
        id: GroupId(key.unwrap_or_else(|| random::id(&app.clock))),
        prev: None,
        replica: None,
        author: Some(actor.account),
        via: via.map(str::to_owned),
        said_at: Some(app.clock.now().to_rfc3339_opts(chrono::SecondsFormat::Secs, true)),
        reason: None,
        edits,
    }
}

/// The receipt of the one group that was submitted. One that took no effect is a problem.
pub(in crate::service) fn only_receipt(submitted: Submitted) -> Result<Receipt> {
    let receipt = submitted.receipts.into_iter().next();
    let receipt = receipt.ok_or_else(|| Error::internal("a group without a receipt"))?;
    match (receipt.status, &receipt.problem) {
        (Status::Held | Status::Rejected, Some(problem)) => Err(problem.clone().into()),
        _ => Ok(receipt),
    }
}

/// Submits groups one after another, to the end also when whoever asked for it is gone.
pub async fn submit_all(
    app: &App,
    actor: &Actor,
    access: &TourAccess,
    groups: Vec<Vec<Edit>>,
    via: &'static str,
) -> Result<Vec<Receipt>> {
    let (app, actor, access) = (app.clone(), actor.clone(), access.clone());
    finish(async move {
        let mut receipts = Vec::new();
        for edits in groups {
            receipts.push(submit(&app, &actor, &access, edits, None, Some(via)).await?);
        }
        Ok(receipts)
    })
    .await
}
