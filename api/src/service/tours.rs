//! Tours and their audiences: making them, and which of them the actor is in.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::change::{Create, Edit, Group, Status};
use domain::ids::{GroupId, OrgId, RecordId, ScopeId, TourId};
use domain::limits::AUDIENCES_MAX;
pub use domain::permission::AUDIENCES;
use domain::permission::Level;
use domain::problem::{ErrorCode, Problem};
use domain::record::{Fields, Kind, Record, TypedRecord, check_create, kinds, normalise};
use serde_json::Value;

use super::access::{self, Actor, ScopeAccess, TourAccess};
use super::finish::{finish, finish_grants};
use super::ledger::Submission;
use super::members;
use super::organisations::new_scope;
use crate::app::App;
use crate::error::{Error, Result};
use crate::random;
use crate::store::scopes::{ScopeLevel, ScopeState};
use crate::store::{memberships, organisations, records, scopes, tours};

/// Characters of an audience's name, so that it fits a badge on a phone.
const AUDIENCE_CHARS_MAX: usize = 40;

/// A tour as it stands in a list.
#[derive(Debug)]
pub struct Summary {
    /// Its id.
    pub id: TourId,
    /// Whose it is.
    pub org: OrgId,
    /// What it is called.
    pub name: String,
    /// Who is on tour.
    pub artist: Option<String>,
    /// The audiences that the actor is in.
    pub audiences: Vec<Audience>,
    /// Its first date, as far as the actor sees.
    pub first_date: Option<NaiveDate>,
    /// Its last date, as far as the actor sees.
    pub last_date: Option<NaiveDate>,
}

/// An audience that the actor is in.
#[derive(Clone, Debug)]
pub struct Audience {
    /// Its scope.
    pub id: ScopeId,
    /// Its name.
    pub name: String,
    /// The actor's level.
    pub level: Level,
    /// The counter at its newest change.
    pub seq: u64,
}

/// What a new tour is made of.
#[derive(Debug)]
pub struct New {
    /// Whose it is.
    pub org: OrgId,
    /// What it is called.
    pub name: String,
    /// Who is on tour.
    pub artist: Option<String>,
    /// The zone of home.
    pub home_zone: Option<String>,
}

/// Makes a tour with its four audiences, all managed by the actor, and its record.
pub async fn create(app: &App, actor: &Actor, new: New) -> Result<Summary> {
    let org = new.org;
    let fields = fields_of(new);
    check_create(&Kind::Tour, &fields).map_err(Problem::invalid)?;
    let (owned_app, owned_actor) = (app.clone(), actor.clone());
    let id = finish(async move { make(&owned_app, &owned_actor, org, fields).await }).await?;
    one(app, actor, id).await
}

fn fields_of(new: New) -> Fields {
    let mut fields = Fields::new();
    fields.insert("name".to_owned(), Value::String(new.name));
    for (field, value) in [("artist", new.artist), ("home_zone", new.home_zone)] {
        fields.extend(value.map(|value| (field.to_owned(), Value::String(value))));
    }
    normalise(fields)
}

/// Makes a tour whole or not at all. A crash in between leaves a tour without its record, which is
/// shown to nobody.
async fn make(app: &App, actor: &Actor, org: OrgId, fields: Fields) -> Result<TourId> {
    let tour = TourId(random::id(&app.clock));
    let new: Vec<_> =
        AUDIENCES.iter().map(|audience| new_scope(app, Some(tour), audience)).collect();
    let everyone = new[0].id;
    let now = app.clock.now();
    app.store
        .write(async |txn| {
            let owner = organisations::one_of_account(txn, actor.account, org).await?;
            must_own(owner.map(|owner| owner.level))?;
            tours::insert(txn, org, tour, actor.account, now).await?;
            for scope in &new {
                scopes::insert(txn, org, scope, now).await?;
                let manager = (scope.id, actor.account, Level::Manage);
                memberships::put(txn, org, manager, actor.account, now).await?;
            }
            Ok::<_, Error>(())
        })
        .await?;
    app.access.forget();
    if let Err(err) = write_record(app, actor, (org, tour), everyone, fields).await {
        app.store.write(async |txn| tours::delete(txn, org, tour).await).await?;
        app.access.forget();
        return Err(err);
    }
    app.live.publish_grants();
    Ok(tour)
}

pub(super) fn must_own(level: Option<Level>) -> Result<()> {
    match level {
        Some(Level::Manage) => Ok(()),
        Some(_) => {
            let detail = "a new tour takes the level `manage` in the organisation's directory";
            Err(Error::problem(ErrorCode::NotAllowed, detail))
        }
        None => Err(Error::invalid("organisation", "is not an organisation that you are in")),
    }
}

async fn write_record(
    app: &App,
    actor: &Actor,
    (org, tour): (OrgId, TourId),
    scope: ScopeId,
    fields: Fields,
) -> Result<()> {
    let create = Create { scope, kind: Kind::Tour, id: RecordId(tour.0), fields };
    let group = Group {
        id: GroupId(random::id(&app.clock)),
        prev: None,
        replica: None,
        author: Some(actor.account),
        via: None,
        said_at: Some(app.clock.now().to_rfc3339_opts(chrono::SecondsFormat::Secs, true)),
        reason: None,
        edits: vec![Edit::Create(create)],
    };
    let author = actor.account;
    let submitted = app
        .ledger
        .submit(Submission { org, tour, author, groups: vec![group], guest_in: None })
        .await?;
    match submitted.receipts.into_iter().next() {
        Some(receipt) if receipt.status == Status::Applied => Ok(()),
        Some(receipt) => Err(receipt.problem.map_or_else(|| refused("no reason"), Error::from)),
        None => Err(refused("no receipt")),
    }
}

fn refused(why: &str) -> Error {
    Error::internal(format!("the record of a new tour was refused: {why}"))
}

/// The tours that the actor is in any audience of, oldest first, and where the next page begins.
/// Those whose record is deleted are left out.
pub async fn list(
    app: &App,
    actor: &Actor,
    after: Option<TourId>,
    limit: u64,
) -> Result<(Vec<Summary>, Option<TourId>)> {
    let found = tours::of_account(app.store.reader(), actor.account, after, limit).await?;
    let full = found.len() as u64 == limit;
    let next = if full { found.keys().next_back().copied() } else { None };
    let mut by_org = BTreeMap::<_, BTreeSet<_>>::new();
    let mut accesses = Vec::new();
    for (tour, scopes) in found {
        let Some(access) = access_of(actor, tour, scopes) else { continue };
        by_org.entry(access.org).or_default().insert(RecordId(tour.0));
        accesses.push(access);
    }
    let (mut loaded, mut dates) = (BTreeMap::new(), BTreeMap::new());
    for (org, ids) in by_org {
        loaded.extend(records::load(app.store.reader(), org, &ids).await?);
        let here = accesses.iter().filter(|access| access.org == org);
        let scopes: Vec<_> = here.flat_map(scope_ids).collect();
        dates.extend(records::dates_of_days(app.store.reader(), org, &scopes).await?);
    }
    let mut summaries = Vec::new();
    for access in accesses {
        let record = loaded.remove(&RecordId(access.tour.0)).filter(|record| !record.deleted);
        if let Some(record) = record {
            summaries.push(summarise(&access, &record, &dates)?);
        }
    }
    Ok((summaries, next))
}

fn access_of(actor: &Actor, tour: TourId, scopes: Vec<ScopeLevel>) -> Option<TourAccess> {
    let org = scopes.first()?.org;
    let heads = scopes.iter().map(|scope| scope.head).collect();
    let scopes = scopes.into_iter().map(|row| ScopeAccess {
        id: row.id,
        audience: row.audience,
        level: row.level,
    });
    Some(TourAccess { account: actor.account, org, tour, scopes: scopes.collect(), heads })
}

/// One tour, also when its record is deleted.
pub async fn one(app: &App, actor: &Actor, tour: TourId) -> Result<Summary> {
    let access = access::tour(app, actor, tour).await?;
    let record = record_of(app, &access).await?;
    let scopes: Vec<_> = scope_ids(&access).collect();
    let dates = records::dates_of_days(app.store.reader(), access.org, &scopes).await?;
    summarise(&access, &record, &dates)
}

fn scope_ids(access: &TourAccess) -> impl Iterator<Item = ScopeId> {
    access.scopes.iter().map(|scope| scope.id)
}

/// The tour's own record. It lives in `everyone`, but whoever is in any audience of a tour knows
/// what it is called.
async fn record_of(app: &App, access: &TourAccess) -> Result<Record> {
    let id = RecordId(access.tour.0);
    let found = records::load(app.store.reader(), access.org, &[id].into()).await?.remove(&id);
    found.filter(|record| record.kind == Kind::Tour).ok_or_else(Error::not_found)
}

/// What a tour is called.
pub(super) async fn name_of(app: &App, org: OrgId, tour: TourId) -> Result<Option<String>> {
    let id = RecordId(tour.0);
    let found = records::load(app.store.reader(), org, &[id].into()).await?.remove(&id);
    let found = found.filter(|record| !record.deleted);
    Ok(found.and_then(|record| record.value("name").as_str().map(str::to_owned)))
}

/// A tour in a list; its dates are read from the days alone, because a list of tours must not bring
/// every one of them into memory.
fn summarise(
    access: &TourAccess,
    record: &Record,
    dates: &BTreeMap<ScopeId, (NaiveDate, NaiveDate)>,
) -> Result<Summary> {
    let fields = kinds::Tour::read(&record.fields)
        .map_err(|problem| Error::internal(format!("tour {}: {problem:?}", access.tour)))?;
    let dates = || scope_ids(access).filter_map(|scope| dates.get(&scope));
    let line = |line: domain::record::Line| line.as_str().to_owned();
    Ok(Summary {
        id: access.tour,
        org: access.org,
        name: fields.name.map(line).unwrap_or_default(),
        artist: fields.artist.map(line),
        audiences: audiences_of(access),
        first_date: dates().map(|(first, _)| *first).min(),
        last_date: dates().map(|(_, last)| *last).max(),
    })
}

fn audiences_of(access: &TourAccess) -> Vec<Audience> {
    let scopes = access.scopes.iter().zip(&access.heads);
    let audience = scopes.map(|(scope, head)| Audience {
        id: scope.id,
        name: scope.audience.clone(),
        level: scope.level,
        seq: head.seq,
    });
    audience.collect()
}

/// The audiences of a tour that the actor is in; nothing says whether there are others.
pub async fn audiences(app: &App, actor: &Actor, tour: TourId) -> Result<Vec<Audience>> {
    Ok(audiences_of(&access::tour(app, actor, tour).await?))
}

/// Adds an audience, which the actor manages and nobody else is in.
pub async fn add_audience(app: &App, actor: &Actor, tour: TourId, name: &str) -> Result<Audience> {
    let name = audience_name(name).map_err(|rule| Error::invalid("name", rule))?;
    let access = access::tour(app, actor, tour).await?;
    access.must_manage()?;
    let everyone: Vec<_> =
        access.audience(AUDIENCES[0]).map(|scope| scope.id).into_iter().collect();
    let scope = new_scope(app, Some(tour), name);
    finish_grants(app, insert_audience(app.clone(), access, everyone, scope.clone())).await?;
    Ok(Audience { id: scope.id, name: scope.audience, level: Level::Manage, seq: scope.head })
}

async fn insert_audience(
    app: App,
    access: TourAccess,
    everyone: Vec<ScopeId>,
    scope: ScopeState,
) -> Result<()> {
    let (org, account, now) = (access.org, access.account, app.clock.now());
    app.store
        .write(async |txn| {
            // Whoever adds an audience holds `everyone`, so that none is added past the limit.
            members::lock(&app, txn, org, &everyone).await?;
            if !memberships::manages_all(txn, org, &everyone, account).await? {
                return Err(members::not_manager());
            }
            must_fit(&tours::audiences(txn, org, access.tour).await?, &scope)?;
            scopes::insert(txn, org, &scope, now).await?;
            memberships::put(txn, org, (scope.id, account, Level::Manage), account, now).await?;
            Ok(())
        })
        .await
}

fn must_fit(there: &BTreeMap<String, ScopeId>, new: &ScopeState) -> Result<()> {
    if there.contains_key(&new.audience) {
        let detail = format!("the tour has an audience `{}`", new.audience);
        return Err(Error::problem(ErrorCode::Conflict, detail));
    }
    let n_custom = there.keys().filter(|name| !AUDIENCES.contains(&name.as_str())).count();
    if n_custom >= AUDIENCES_MAX {
        let detail = format!("the tour has {n_custom} audiences of its own, the limit");
        return Err(Error::problem(ErrorCode::Conflict, detail));
    }
    Ok(())
}

/// An audience's name stands in URLs, in settings and on badges: a letter, then letters, digits
/// and underscores. `directory` is taken by the organisation's.
pub(super) fn audience_name(name: &str) -> Result<&str, String> {
    let mut letters = name.bytes();
    let first = letters.next().is_some_and(|b| b.is_ascii_lowercase());
    let rest = letters.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !first || !rest || name.len() > AUDIENCE_CHARS_MAX {
        return Err(format!(
            "takes a small letter, then up to {} small letters, digits and underscores",
            AUDIENCE_CHARS_MAX - 1
        ));
    }
    if name == organisations::DIRECTORY {
        return Err("`directory` is the organisation's".to_owned());
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_audience_has_a_name_that_fits_a_url() {
        for name in ["b_party", "crew2", "x", &"a".repeat(AUDIENCE_CHARS_MAX)] {
            assert_eq!(audience_name(name), Ok(name));
        }
        let too_long = "a".repeat(AUDIENCE_CHARS_MAX + 1);
        for name in ["", "B party", "2crew", "_x", "bühne", "a-b", "directory", &too_long] {
            assert!(audience_name(name).is_err(), "`{name}` was taken");
        }
    }
}
