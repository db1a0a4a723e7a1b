//! Invitations by link: whoever has the link may join, with the levels that it names. It is worth
//! what its author may still give.

use std::collections::BTreeMap;
use std::net::IpAddr;

use chrono::{DateTime, Duration, Utc};
use domain::ids::{AccountId, InvitationId, ScopeId, TourId};
use domain::permission::Level;
use domain::problem::ErrorCode;

use super::access::{self, Actor, TourAccess};
use super::accounts::{self, Email, NewAccount};
use super::finish::finish_grants;
use super::members::{self, managed, not_manager};
use super::sessions::{self, LoggedIn};
use super::tours;
use crate::app::App;
use crate::error::{Error, Result};
use crate::random::{self, Token};
use crate::store::invitations::{self, Invitation};
use crate::store::{DatabaseTransaction, memberships, organisations};

/// What an invitation's secret begins with.
const TOKEN_PREFIX: &str = "buscall_invite";
/// Days that a link lives where nobody says otherwise: long enough to be found in a mailbox.
pub const DAYS_DEFAULT: u32 = 14;
/// Days that a link lives at most: a rehearsal period. A link that is forgotten must not stay open.
pub const DAYS_MAX: u32 = 90;
/// How many may accept one link: a large touring party.
pub const USES_MAX: u32 = 200;
/// Open invitations of one tour, so that they can be looked through.
pub const OPEN_MAX: usize = 200;

/// What a new invitation is made of.
#[derive(Debug)]
pub struct New {
    /// Levels by audience.
    pub audiences: BTreeMap<String, Level>,
    /// Whom it is for; nobody else may accept it then.
    pub email: Option<String>,
    /// Days that it lives.
    pub expires_in_days: Option<u32>,
    /// How many may accept it.
    pub uses: Option<u32>,
}

/// An invitation as those see it who manage what it gives.
#[derive(Debug)]
pub struct Seen {
    /// The invitation.
    pub invitation: Invitation,
    /// What it gives in the audiences that the actor is in.
    pub audiences: BTreeMap<String, Level>,
}

/// What somebody sees who has the link and may not have an account.
#[derive(Debug)]
pub struct Offer {
    /// What the tour is called.
    pub tour_name: String,
    /// What the organisation is called.
    pub organisation_name: String,
    /// Levels by audience.
    pub audiences: BTreeMap<String, Level>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// Who accepts without having logged in.
pub struct Newcomer {
    /// Their e-mail address.
    pub email: String,
    /// What they are called.
    pub name: String,
    /// Their password.
    pub password: String,
    /// What they call the device.
    pub label: Option<String>,
}

/// Makes an invitation. The secret is in the answer and nowhere else.
pub async fn create(app: &App, actor: &Actor, tour: TourId, new: New) -> Result<(Seen, String)> {
    let access = access::tour(app, actor, tour).await?;
    let invitation = invitation_of(app, &access, &new)?;
    let token = Token::new(TOKEN_PREFIX);
    let now = app.clock.now();
    app.store
        .write(async |txn| {
            let there = invitations::open_of_tour(txn, access.org, tour, now).await?;
            if there.len() >= OPEN_MAX {
                let detail = format!("the tour has {OPEN_MAX} open invitations; revoke one first");
                return Err(Error::problem(ErrorCode::Conflict, detail));
            }
            let scopes: Vec<_> = invitation.grants.keys().copied().collect();
            if !memberships::manages_all(txn, access.org, &scopes, actor.account).await? {
                return Err(not_manager());
            }
            Ok(invitations::insert(txn, &invitation, &token.hash).await?)
        })
        .await?;
    Ok((Seen { invitation, audiences: new.audiences }, token.secret))
}

fn invitation_of(app: &App, access: &TourAccess, new: &New) -> Result<Invitation> {
    let mut grants = BTreeMap::new();
    for (name, level) in &new.audiences {
        grants.insert(managed(access, name)?.id, *level);
    }
    if grants.is_empty() {
        return Err(Error::invalid("audiences", "names no audience"));
    }
    let days = within("expires_in_days", new.expires_in_days.unwrap_or(DAYS_DEFAULT), DAYS_MAX)?;
    let uses_left = within("uses", new.uses.unwrap_or(1), USES_MAX)?;
    let email = new.email.as_deref().map(Email::parse).transpose();
    let email = email.map_err(|rule| Error::invalid("email", rule))?;
    let now = app.clock.now();
    Ok(Invitation {
        id: random::id(&app.clock).into(),
        org: access.org,
        tour: access.tour,
        grants,
        email: email.map(|email| email.as_str().to_owned()),
        created_by: access.account,
        created_at: now,
        expires_at: now + Duration::days(days.into()),
        uses_left,
    })
}

fn within(field: &str, number: u32, max: u32) -> Result<u32> {
    if (1..=max).contains(&number) {
        Ok(number)
    } else {
        Err(Error::invalid(field, format!("`{number}` is not within 1 to {max}")))
    }
}

/// The open invitations that give something which the actor manages, newest first.
pub async fn list(app: &App, actor: &Actor, tour: TourId) -> Result<Vec<Seen>> {
    let access = access::tour(app, actor, tour).await?;
    if !access.scopes.iter().any(|scope| scope.level == Level::Manage) {
        return Err(not_manager());
    }
    let now = app.clock.now();
    let open = invitations::open_of_tour(app.store.reader(), access.org, tour, now).await?;
    let seen = open.into_iter().filter(|invitation| manages(&access, invitation));
    Ok(seen.map(|invitation| seen_by(&access, invitation)).collect())
}

fn manages(access: &TourAccess, invitation: &Invitation) -> bool {
    let scopes = invitation.grants.keys().filter_map(|scope| access.scope(*scope));
    scopes.into_iter().any(|scope| scope.level == Level::Manage)
}

fn seen_by(access: &TourAccess, invitation: Invitation) -> Seen {
    let audience = |(scope, level): (&ScopeId, &Level)| {
        access.scope(*scope).map(|scope| (scope.audience.clone(), *level))
    };
    let audiences = invitation.grants.iter().filter_map(audience).collect();
    Seen { invitation, audiences }
}

/// Closes an invitation that gives something which the actor manages.
pub async fn revoke(app: &App, actor: &Actor, tour: TourId, id: InvitationId) -> Result<()> {
    let mine = list(app, actor, tour).await?;
    if !mine.iter().any(|seen| seen.invitation.id == id) {
        return Err(Error::not_found());
    }
    if invitations::revoke(app.store.writer(), id, app.clock.now()).await? {
        Ok(())
    } else {
        Err(Error::not_found())
    }
}

/// What a link offers. Unknown, expired, revoked and used up look the same.
pub async fn offer(app: &App, secret: &str) -> Result<Offer> {
    let conn = app.store.reader();
    let now = app.clock.now();
    let invitation = found(invitations::by_hash(conn, &Token::hash(secret), now).await?)?;
    let (org, tour) = (invitation.org, invitation.tour);
    let tour_name = tours::name_of(app, org, tour).await?.ok_or_else(Error::not_found)?;
    let organisation_name = organisations::name(conn, org).await?.ok_or_else(Error::not_found)?;
    let names = crate::store::tours::audiences(conn, org, tour).await?;
    let audiences = names
        .into_iter()
        .filter_map(|(name, scope)| Some((name, *invitation.grants.get(&scope)?)))
        .collect();
    let expires_at = invitation.expires_at;
    Ok(Offer { tour_name, organisation_name, audiences, expires_at })
}

/// The invitation of a secret, as long as it can be accepted.
fn found(invitation: Option<Invitation>) -> Result<Invitation> {
    invitation.ok_or_else(Error::not_found)
}

/// Joins the tour with the actor's account. Accepting twice changes nothing and uses nothing up.
pub async fn join(app: &App, actor: &Actor, secret: &str) -> Result<TourId> {
    let conn = app.store.reader();
    let found = crate::store::accounts::by_id(conn, actor.account).await?;
    let account = found.ok_or_else(Error::not_found)?.account;
    let (owned, secret) = (app.clone(), secret.to_owned());
    let joined = async move {
        let (id, email) = (account.id, account.email);
        owned.store.write(async |txn| take(&owned, txn, &secret, id, &email).await).await
    };
    finish_grants(app, joined).await
}

/// Makes an account, joins the tour and logs in.
pub async fn join_as_newcomer(
    app: &App,
    newcomer: Newcomer,
    secret: &str,
    peer: Option<IpAddr>,
) -> Result<(TourId, LoggedIn)> {
    let Newcomer { email, name, password, label } = newcomer;
    let new = NewAccount::parse(&email, &name, &password)?;
    let label = sessions::label(label.as_deref())?;
    app.limiter.check(peer, new.email.as_str())?;
    // Before the expensive hash, so that a link that is none costs next to nothing.
    let now = app.clock.now();
    found(invitations::by_hash(app.store.reader(), &Token::hash(secret), now).await?)?;
    let password_hash = accounts::hash(new.password.clone()).await?;
    let (owned, secret) = (app.clone(), secret.to_owned());
    let joined = async move {
        let app = &owned;
        app.store
            .write(async |txn| {
                let account = accounts::insert(app, txn, &new, &password_hash).await?;
                let tour = take(app, txn, &secret, account.id, &account.email).await?;
                let begun = sessions::begin(app, txn, account, label).await?;
                Ok((tour, begun.logged_in))
            })
            .await
    };
    finish_grants(app, joined).await
}

/// Uses an invitation for an account. A level that is higher already stays.
async fn take(
    app: &App,
    txn: &DatabaseTransaction,
    secret: &str,
    account: AccountId,
    email: &str,
) -> Result<TourId> {
    let now = app.clock.now();
    let invitation = found(invitations::by_hash(txn, &Token::hash(secret), now).await?)?;
    if invitation.email.as_deref().is_some_and(|wanted| wanted != email) {
        let detail = "the invitation is for another e-mail address";
        return Err(Error::problem(ErrorCode::Conflict, detail));
    }
    let org = invitation.org;
    let scopes: Vec<_> = invitation.grants.keys().copied().collect();
    members::lock(app, txn, org, &scopes).await?;
    let there = memberships::levels_of(txn, org, &scopes, account).await?;
    let gained = gained(&invitation.grants, &there);
    if gained.is_empty() {
        return Ok(invitation.tour);
    }
    // Under the lock nobody can lose the level that the invitation lives on.
    let given = memberships::manages_all(txn, org, &scopes, invitation.created_by).await?;
    if !given || !invitations::take(txn, invitation.id, now).await? {
        return Err(Error::not_found());
    }
    for (scope, level) in gained {
        let member = (scope, account, level);
        memberships::put(txn, org, member, invitation.created_by, now).await?;
    }
    Ok(invitation.tour)
}

/// What an invitation adds to the levels that somebody has.
fn gained(
    grants: &BTreeMap<ScopeId, Level>,
    there: &BTreeMap<ScopeId, Level>,
) -> BTreeMap<ScopeId, Level> {
    let higher = |(scope, level): &(&ScopeId, &Level)| there.get(scope) < Some(level);
    grants.iter().filter(higher).map(|(scope, level)| (*scope, *level)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepting_raises_levels_and_never_lowers_one() {
        let scope = |n: u128| ScopeId(uuid::Uuid::from_u128(n));
        let grants = [(scope(1), Level::Edit), (scope(2), Level::Read), (scope(3), Level::Edit)];
        let there = [(scope(1), Level::Manage), (scope(3), Level::Contribute)];
        let gained = gained(&grants.into(), &there.into());
        assert_eq!(gained, [(scope(2), Level::Read), (scope(3), Level::Edit)].into());
    }
}
