//! Calendars of a tour: for somebody who is logged in, and under an address for programs that cannot be.
//!
//! Whoever has the address of a feed has the calendar, so it shows no more than its owner sees when it is
//! asked for, and a feed for somebody else shows no more than both see. An address that is unknown,
//! revoked, expired or of somebody who is off the tour is not there, one like the other.

use std::collections::BTreeSet;
use std::net::IpAddr;

use chrono::{DateTime, Duration, Utc};
use domain::ids::{AccountId, FeedId, RecordId, TourId};
use domain::problem::ErrorCode;
use domain::publish::{self, Subject};
use domain::record::Line;
use domain::record::kinds::Person;
use interchange::export::ics::{self, Options, Shape};

use super::access::{self, Actor, ScopeAccess, TourAccess};
use super::books::{self, Rendered};
use crate::app::App;
use crate::error::{Error, Result};
use crate::random::{self, Token};
use crate::store::{DatabaseTransaction, accounts, feeds as stored, history};

pub use crate::store::feeds::Feed;

/// What the secret of a feed begins with.
const TOKEN_PREFIX: &str = "buscall_feed";
/// Where feeds are.
pub const FEED_PATH: &str = "/feeds/";
/// Feeds of one account on one tour: each device and person of a family, looked through at a glance.
pub const FEEDS_MAX: usize = 20;
/// Days that a feed lives: shows are booked a year and a half ahead.
const DAYS_MAX: i64 = 550;
/// How often the use of a feed is noted at most.
const TOUCH_AFTER_MINUTES: i64 = 60;

/// What a calendar shows.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// What one entry is.
    pub shape: Shape,
    /// Whose calendar it is; the whole tour's unless given.
    pub person: Option<RecordId>,
}

/// A feed that was just made. The address is in the answer and nowhere else.
#[derive(Debug)]
pub struct Given {
    /// The feed.
    pub feed: Feed,
    /// Its address.
    pub url: String,
}

/// The calendar of a tour, for somebody who is logged in.
pub async fn calendar(app: &App, actor: &Actor, tour: TourId, wanted: Wanted) -> Result<Rendered> {
    let access = access::tour(app, actor, tour).await?;
    rendered(app, &access, wanted).await
}

/// The calendar under an address.
pub async fn open(app: &App, secret: &str, peer: Option<IpAddr>) -> Result<Rendered> {
    app.form_limiter.arrives(peer)?;
    let now = app.clock.now();
    let found = stored::by_hash(app.store.reader(), &Token::hash(secret), now).await?;
    let feed = found.ok_or_else(Error::not_found)?;
    let access = of_account(app, feed.owner, feed.tour).await?;
    let shape = Shape::from_word(&feed.shape);
    let shape = shape.ok_or_else(|| Error::internal(format!("feed `{}` has no shape", feed.id)))?;
    let rendered = rendered(app, &access, Wanted { shape, person: feed.person }).await?;
    note_used(app, &feed, now).await;
    Ok(rendered)
}

/// What somebody sees of a tour who can still log in.
async fn of_account(app: &App, account: AccountId, tour: TourId) -> Result<TourAccess> {
    let found = accounts::by_id(app.store.reader(), account).await?;
    found.ok_or_else(Error::not_found)?;
    access::of_account(app, account, tour).await
}

/// A busy writer is no reason to keep a calendar from anybody.
async fn note_used(app: &App, feed: &Feed, now: DateTime<Utc>) {
    let after = Duration::minutes(TOUCH_AFTER_MINUTES);
    if feed.last_used_at.is_some_and(|last| now - last <= after) {
        return;
    }
    if let Err(err) = stored::touch(app.store.writer(), feed.id, now).await {
        tracing::warn!(error = %err, "that a feed was asked for could not be noted");
    }
}

async fn rendered(app: &App, access: &TourAccess, wanted: Wanted) -> Result<Rendered> {
    let access = match wanted.person {
        Some(person) => &shared_with(app, access, person).await?,
        None => access,
    };
    let as_of = newest_change(app, access).await?;
    let Wanted { shape, person } = wanted;
    let name = format!("calendar {} {person:?} {as_of}", shape.word());
    let site = app.settings.public_url.trim_end_matches('/');
    let link = format!("{site}/tours/{}", access.tour);
    books::rendered(app, access, &name, |book| {
        let version = |date| publish::told(book, Subject::Day(date));
        let version = Some(&version as &dyn Fn(_) -> _);
        let options = Options { shape, person, as_of, link: Some(&link), version };
        let text = ics::calendar(book, &options).ok_or_else(Error::not_found)?;
        Ok(Rendered::new(text.into_bytes(), ics::CONTENT_TYPE))
    })
    .await
}

/// When the newest change arrived of what somebody sees. The book may be newer, and is never older.
async fn newest_change(app: &App, access: &TourAccess) -> Result<DateTime<Utc>> {
    let mut newest = DateTime::UNIX_EPOCH;
    for (scope, head) in access.scopes.iter().zip(&access.heads) {
        let at = history::at(app.store.reader(), access.org, scope.id, head.seq).await?;
        newest = at.unwrap_or(newest).max(newest);
    }
    Ok(newest)
}

/// What somebody may show another person of the tour: the audiences that both are in. Whoever has no
/// account is in `everyone`'s.
async fn shared_with(app: &App, access: &TourAccess, person: RecordId) -> Result<TourAccess> {
    let account =
        books::read(app, access, |book| Some(book.get::<Person>(person)?.account)).await?;
    let account = account.ok_or_else(Error::not_found)?.map(|id| AccountId(id.0));
    let shared = match account {
        Some(account) if account == access.account => access.clone(),
        Some(account) => {
            let theirs = of_account(app, account, access.tour).await?;
            let theirs: BTreeSet<_> = theirs.scopes.iter().map(|scope| scope.id).collect();
            access.narrowed(|scope| theirs.contains(&scope.id))
        }
        None => access.narrowed(|scope: &ScopeAccess| scope.audience == "everyone"),
    };
    if shared.scopes.is_empty() { Err(Error::not_found()) } else { Ok(shared) }
}

/// Makes a feed. The answer alone has its address.
pub async fn create(
    app: &App,
    actor: &Actor,
    tour: TourId,
    wanted: Wanted,
    name: Option<&str>,
) -> Result<Given> {
    let access = access::tour(app, actor, tour).await?;
    let name = name.map(Line::try_from).transpose();
    let name = name.map_err(|rule| Error::invalid("name", rule))?;
    if let Some(person) = wanted.person {
        must_have_calendar(app, &access, person).await?;
    }
    let now = app.clock.now();
    let feed = Feed {
        id: FeedId(random::id(&app.clock)),
        org: access.org,
        tour,
        owner: actor.account,
        shape: wanted.shape.word().to_owned(),
        person: wanted.person,
        name: name.map(|line| line.to_string()),
        created_at: now,
        expires_at: now + Duration::days(DAYS_MAX),
        last_used_at: None,
    };
    let token = Token::new(TOKEN_PREFIX);
    app.store
        .write(async |txn: &DatabaseTransaction| {
            let there = stored::of_owner(txn, tour, actor.account, now).await?;
            if there.len() >= FEEDS_MAX {
                let detail = format!("you have {FEEDS_MAX} feeds of this tour; revoke some first");
                return Err(Error::problem(ErrorCode::Conflict, detail));
            }
            Ok(stored::insert(txn, &feed, &token.hash).await?)
        })
        .await?;
    let site = app.settings.public_url.trim_end_matches('/');
    Ok(Given { feed, url: format!("{site}{FEED_PATH}{}.ics", token.secret) })
}

async fn must_have_calendar(app: &App, access: &TourAccess, person: RecordId) -> Result<()> {
    let found = async {
        let shared = shared_with(app, access, person).await?;
        books::read(app, &shared, |book| book.get::<Person>(person).is_some()).await
    };
    match found.await {
        Ok(true) => Ok(()),
        Err(err) if err.code() != ErrorCode::NotFound => Err(err),
        Ok(false) | Err(_) => {
            Err(Error::invalid("person", "is nobody whose calendar you may show"))
        }
    }
}

/// Somebody's own feeds of a tour, newest first.
pub async fn list(app: &App, actor: &Actor, tour: TourId) -> Result<Vec<Feed>> {
    access::tour(app, actor, tour).await?;
    let now = app.clock.now();
    Ok(stored::of_owner(app.store.reader(), tour, actor.account, now).await?)
}

/// Ends a feed of somebody's own for good.
pub async fn revoke(app: &App, actor: &Actor, tour: TourId, id: FeedId) -> Result<()> {
    access::tour(app, actor, tour).await?;
    let now = app.clock.now();
    if stored::revoke(app.store.writer(), tour, actor.account, id, now).await? {
        Ok(())
    } else {
        Err(Error::not_found())
    }
}
