//! The exchange: groups in, receipts and pages out, in one round trip. Receipts come first, so the
//! pages of the same answer hold what its own groups did.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::change::Group;
use domain::ids::{OrgId, ScopeId};
use domain::limits::{SYNC_BYTES_MAX, SYNC_RECORDS_MAX, SYNC_SCOPES_MAX, SYNC_WAIT_SECONDS_MAX};
use domain::problem::ErrorCode;
use domain::sync::{
    Budget, Cursor, ExchangeIn, ExchangeOut, PROTO, PeerKind, SCHEMA, SCHEMA_MIN, Stop,
};
use tokio::time::Instant;

use super::identity::{self, Identity};
use super::pages::{self, Asked, Reading};
use super::wait::News;
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::{self, Actor};
use crate::service::ledger::{Submission, Submitted};
use crate::store::pages::{is_received, of_tour};

/// How long a replica stays away that cannot be let wait, because too many wait already.
const STAY_AWAY_MS: u64 = 5_000;

/// Takes a replica's groups and answers with receipts and with what is new for it.
///
/// What is answered depends on the database, the clock and [`crate::random`] and on nothing else.
pub async fn exchange(app: &App, actor: &Actor, body: ExchangeIn) -> Result<ExchangeOut> {
    check(&body)?;
    let identity = identity::of(app).await?;
    let org = org_of(app, actor, identity, &body).await?;
    let tip_known = match body.tip {
        Some(tip) => is_received(app.store.reader(), org, tip).await?,
        None => true,
    };
    let may_wait = body.wait > 0 && body.groups.is_empty();
    let asked = Asked {
        org,
        tour: body.tour,
        account: actor.account,
        key: &identity.cursor_key,
        wanted: wanted(body.want.as_deref())?,
        grants: body.grants.as_deref(),
        budget: Budget {
            records: body.limit.records.min(SYNC_RECORDS_MAX),
            bytes: body.limit.bytes.min(SYNC_BYTES_MAX),
        },
        cursors: &body.cursors,
    };
    let submitted = submit(app, actor, &asked, body.groups).await?;
    let (reading, retry_after_ms) = if may_wait {
        wait_and_read(app, actor, &asked, Duration::from_secs(body.wait)).await?
    } else {
        (pages::read(app, &asked).await?, 0)
    };
    Ok(ExchangeOut {
        server: identity.server,
        kind: PeerKind::Authority,
        now: app.clock.now(),
        schema: SCHEMA,
        schema_min: SCHEMA_MIN,
        tip_known,
        forked: submitted.forked,
        grants: reading.grants,
        receipts: submitted.receipts,
        stop: submitted.gap.map(|group| Stop::Gap { group }),
        scopes: reading.scopes,
        retry_after_ms,
    })
}

/// Refuses what is asked in another protocol, in a schema that is too old, or for too much.
fn check(body: &ExchangeIn) -> Result<()> {
    must_be_spoken(body.proto, body.schema)?;
    check_scopes(body.cursors.len(), body.want.as_ref().map_or(0, Vec::len))?;
    if body.wait > SYNC_WAIT_SECONDS_MAX {
        let rule = format!("is {}, the limit is {SYNC_WAIT_SECONDS_MAX}", body.wait);
        return Err(Error::invalid("wait", rule));
    }
    Ok(())
}

/// Refuses a request that names more scopes than anybody has.
pub fn check_scopes(n_cursors: usize, n_wanted: usize) -> Result<()> {
    for (field, n_scopes) in [("cursors", n_cursors), ("want", n_wanted)] {
        if n_scopes > SYNC_SCOPES_MAX {
            let rule = format!("names {n_scopes} scopes, the limit is {SYNC_SCOPES_MAX}");
            return Err(Error::invalid(field, rule));
        }
    }
    Ok(())
}

/// Refuses a program that speaks another protocol, or writes records in a schema that is too old to
/// be understood. A newer schema is fine: fields that are not known here are kept.
pub fn must_be_spoken(proto: u32, schema: u32) -> Result<()> {
    let detail = match (proto, schema) {
        (proto, _) if proto < PROTO => {
            format!("this server speaks protocol {PROTO}, not {proto}; update this program")
        }
        (proto, _) if proto > PROTO => {
            format!("this server speaks protocol {PROTO}, not {proto}; the server needs an update")
        }
        (_, schema) if schema < SCHEMA_MIN => {
            format!("schema {schema} is older than {SCHEMA_MIN}; update this program")
        }
        _ => return Ok(()),
    };
    Err(Error::problem(ErrorCode::UnsupportedVersion, detail))
}

fn wanted(want: Option<&[String]>) -> Result<Option<BTreeSet<ScopeId>>> {
    let Some(want) = want else { return Ok(None) };
    if want.iter().any(|text| text == "*") {
        return Ok(None);
    }
    want.iter()
        .enumerate()
        .map(|(idx, text)| {
            text.parse::<ScopeId>().map_err(|_| {
                Error::invalid(format!("want[{idx}]"), "is neither the id of a scope nor `*`")
            })
        })
        .collect::<Result<_>>()
        .map(Some)
}

/// Whose the tour is. Somebody who was taken off it shows by a cursor that they were on it: only
/// for them was it sealed. To anybody else the tour does not exist.
async fn org_of(app: &App, actor: &Actor, identity: &Identity, body: &ExchangeIn) -> Result<OrgId> {
    match access::tour(app, actor, body.tour).await {
        Ok(access) => Ok(access.org),
        Err(err) if err.code() == ErrorCode::NotFound => {
            let opened = body.cursors.iter().filter(|(scope, cursor)| {
                Cursor::open(cursor, &identity.cursor_key, actor.account, **scope).is_some()
            });
            let opened: Vec<_> = opened.map(|(scope, _)| *scope).collect();
            if opened.is_empty() {
                return Err(err);
            }
            of_tour(app.store.reader(), body.tour, &opened).await?.ok_or(err)
        }
        Err(err) => Err(err),
    }
}

async fn submit(
    app: &App,
    actor: &Actor,
    asked: &Asked<'_>,
    groups: Vec<Group>,
) -> Result<Submitted> {
    if groups.is_empty() {
        return Ok(Submitted::default());
    }
    let (org, tour, author) = (asked.org, asked.tour, actor.account);
    let submitted =
        app.ledger.exchange(Submission { org, tour, author, groups, guest_in: None }).await?;
    for receipt in submitted.receipts.iter().filter(|receipt| !receipt.dup) {
        app.metrics.group(receipt.status);
    }
    Ok(submitted)
}

/// Reads, and reads again once there may be news, until there is some, time is up or the server
/// stops. No connection to the database is held meanwhile. Also says how long the replica should
/// stay away.
async fn wait_and_read(
    app: &App,
    actor: &Actor,
    asked: &Asked<'_>,
    wait: Duration,
) -> Result<(Reading, u64)> {
    let deadline = Instant::now() + wait;
    // Listening begins before the first reading, so that nothing falls between the two.
    let mut news = News::listen(app);
    let mut reading = pages::read(app, asked).await?;
    if !reading.is_old() {
        return Ok((reading, 0));
    }
    let Some(_counted) = app.metrics.live_client(app.settings.live_clients_max) else {
        return Ok((reading, STAY_AWAY_MS));
    };
    while reading.is_old() && news.come(&reading.scopes_seen, deadline).await {
        // A log-in that ended meanwhile must not be told anything more.
        access::must_still_be_logged_in(app, actor).await?;
        reading = pages::read(app, asked).await?;
    }
    Ok((reading, 0))
}
