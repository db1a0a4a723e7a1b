//! What a scope holds, for a replica whose sum came out otherwise.

use std::collections::BTreeSet;

use domain::ids::RecordId;
use domain::limits::{DECOMPRESSED_BYTES_MAX, SYNC_FETCH_MAX};
use domain::sync::{Budget, Cursor, VerifyIn, VerifyOut};

use super::identity;
use super::pages::{now_of, scopes_of};
use super::purse::Purse;
use crate::app::App;
use crate::error::{Error, Result};
use crate::service::access::{self, Actor};
use crate::store::pages;

/// Bytes of one entry of `vers`: an id, two counters and what stands around them.
const VER_BYTES: u64 = 64;

/// Every record's version and those records that are asked for, from one state of the database.
/// Records that are not in the scope are left out, and so is what would make the answer too large;
/// it can be asked for again.
pub async fn verify(app: &App, actor: &Actor, body: VerifyIn) -> Result<VerifyOut> {
    if body.fetch.len() > SYNC_FETCH_MAX {
        let rule = format!("names {} records, the limit is {SYNC_FETCH_MAX}", body.fetch.len());
        return Err(Error::invalid("fetch", rule));
    }
    let identity = identity::of(app).await?;
    let org = access::tour(app, actor, body.tour).await?.org;
    let fetch: BTreeSet<RecordId> = body.fetch.into_iter().collect();
    app.store
        .read_snapshot(async |txn| {
            let mine = scopes_of(txn, org, body.tour, actor.account).await?;
            let scope = mine.iter().find(|scope| scope.id == body.scope);
            let scope = scope.ok_or_else(Error::not_found)?;
            let vers = pages::versions(txn, org, scope.id).await?;
            let bytes =
                (DECOMPRESSED_BYTES_MAX as u64).saturating_sub(VER_BYTES * vers.len() as u64);
            let mut records = pages::some(txn, org, scope.id, &fetch).await?;
            let mut purse = Purse::new(Budget { records: SYNC_FETCH_MAX as u64, bytes });
            records.retain(|record| purse.pays(record.weight()));
            let cursor = Cursor::complete(&now_of(scope));
            Ok(VerifyOut {
                cursor: cursor.seal(&identity.cursor_key, actor.account, scope.id),
                head: scope.head,
                digest: scope.digest.to_string(),
                vers,
                records,
            })
        })
        .await
}
