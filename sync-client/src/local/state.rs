//! What a copy knows of itself, as rows: who it is, where its scopes stand, and the groups that the
//! base does not contain.

use std::collections::BTreeMap;

use domain::ids::{GroupId, ReplicaId, ScopeId};
use domain::permission::Level;
use domain::sync::{Confirmed, Digest, ReplicaState, ScopeCopy, Staging};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::entity::{logged_group, meta, scope};
use super::fault::Fault;
use super::groups;

/// Names in `meta`. What people have remembered stands under `fact.` and a name of theirs.
const REPLICA: &str = "replica";
const ACCOUNT: &str = "account";
const TOUR: &str = "tour";
const SERVER: &str = "server";
const GRANTS: &str = "grants";
const CHAIN: &str = "chain";
const TIP: &str = "tip";
const REOFFERED: &str = "reoffered";
const FACT: &str = "fact.";

/// The state. Groups that the base contains, and the records, are not read.
pub(super) async fn load(conn: &impl ConnectionTrait) -> Result<ReplicaState, Fault> {
    let rows = meta::Entity::find().all(conn).await?;
    let meta = Meta(rows.into_iter().map(|row| (row.key, row.value)).collect());
    let mut state = ReplicaState {
        replica: meta.needed(REPLICA)?,
        account: meta.needed(ACCOUNT)?,
        tour: meta.needed(TOUR)?,
        server: meta.get(SERVER)?,
        grants: meta.get(GRANTS)?,
        chain: meta.get(CHAIN)?,
        tip: meta.get(TIP)?,
        reoffered: meta.get(REOFFERED)?.unwrap_or_default(),
        scopes: BTreeMap::new(),
        outbox: Vec::new(),
        overlay: Vec::new(),
        order: Vec::new(),
    };
    for row in scope::Entity::find().all(conn).await? {
        state.scopes.insert(ScopeId(row.id), scope_from(row)?);
    }
    let open = logged_group::Entity::find()
        .filter(logged_group::COLUMN.covered.eq(false))
        .order_by_asc(logged_group::Column::Position)
        .all(conn)
        .await?;
    let last_told = groups::last_told(conn).await?;
    for row in open {
        let position = row.position;
        let logged = groups::from_row(&row)?;
        if logged.receipt.is_some() || Some(position) > last_told {
            state.order.push(logged.group.id);
        }
        match logged.receipt {
            None => state.outbox.push(logged.group),
            Some(receipt) => {
                state.overlay.push(Confirmed { group: logged.group, receipt });
            }
        }
    }
    Ok(state)
}

struct Meta(BTreeMap<String, String>);

impl Meta {
    fn get<T: std::str::FromStr<Err: std::fmt::Display>>(
        &self,
        name: &str,
    ) -> Result<Option<T>, Fault> {
        let value = self.0.get(name).map(|text| text.parse());
        value.transpose().map_err(|why| Fault::row("meta", name, why))
    }

    fn needed<T: std::str::FromStr<Err: std::fmt::Display>>(&self, name: &str) -> Result<T, Fault> {
        self.get(name)?.ok_or_else(|| Fault::row("meta", name, "it is missing"))
    }
}

/// Writes what a new copy knows of itself.
pub(super) async fn begin(conn: &impl ConnectionTrait, state: &ReplicaState) -> Result<(), Fault> {
    set_replica(conn, state.replica).await?;
    set(conn, ACCOUNT, &state.account.to_string()).await?;
    set(conn, TOUR, &state.tour.to_string()).await
}

/// The id that later groups go under.
pub(super) async fn replica(conn: &impl ConnectionTrait) -> Result<ReplicaId, Fault> {
    let value = get(conn, REPLICA).await?;
    let value = value.ok_or_else(|| Fault::row("meta", REPLICA, "it is missing"))?;
    value.parse().map_err(|why| Fault::row("meta", REPLICA, why))
}

pub(super) async fn set_replica(
    conn: &impl ConnectionTrait,
    replica: ReplicaId,
) -> Result<(), Fault> {
    set(conn, REPLICA, &replica.to_string()).await
}

/// Whether a group was ever saved here.
pub(super) async fn has_saved(conn: &impl ConnectionTrait) -> Result<bool, Fault> {
    Ok(get(conn, CHAIN).await?.is_some())
}

pub(super) async fn set_server(
    conn: &impl ConnectionTrait,
    server: uuid::Uuid,
) -> Result<(), Fault> {
    set(conn, SERVER, &server.to_string()).await
}

pub(super) async fn set_grants(conn: &impl ConnectionTrait, grants: &str) -> Result<(), Fault> {
    set(conn, GRANTS, grants).await
}

pub(super) async fn set_chain(conn: &impl ConnectionTrait, group: GroupId) -> Result<(), Fault> {
    set(conn, CHAIN, &group.to_string()).await
}

pub(super) async fn set_tip(
    conn: &impl ConnectionTrait,
    group: Option<GroupId>,
) -> Result<(), Fault> {
    match group {
        Some(group) => set(conn, TIP, &group.to_string()).await,
        None => {
            meta::Entity::delete_by_id(TIP).exec(conn).await?;
            Ok(())
        }
    }
}

pub(super) async fn set_reoffered(
    conn: &impl ConnectionTrait,
    reoffered: bool,
) -> Result<(), Fault> {
    set(conn, REOFFERED, &reoffered.to_string()).await
}

pub(super) async fn fact(conn: &impl ConnectionTrait, name: &str) -> Result<Option<String>, Fault> {
    get(conn, &format!("{FACT}{name}")).await
}

pub(super) async fn set_fact(
    conn: &impl ConnectionTrait,
    name: &str,
    value: &str,
) -> Result<(), Fault> {
    set(conn, &format!("{FACT}{name}"), value).await
}

async fn get(conn: &impl ConnectionTrait, key: &str) -> Result<Option<String>, Fault> {
    Ok(meta::Entity::find_by_id(key).one(conn).await?.map(|row| row.value))
}

async fn set(conn: &impl ConnectionTrait, key: &str, value: &str) -> Result<(), Fault> {
    let row = meta::ActiveModel { key: Set(key.to_owned()), value: Set(value.to_owned()) };
    let replace =
        OnConflict::column(meta::Column::Key).update_column(meta::Column::Value).to_owned();
    meta::Entity::insert(row).on_conflict(replace).exec_without_returning(conn).await?;
    Ok(())
}

/// Writes where the copy of a scope stands.
pub(super) async fn write_scope(
    conn: &impl ConnectionTrait,
    id: ScopeId,
    copy: &ScopeCopy,
) -> Result<(), Fault> {
    let staging = copy.staging.as_ref();
    let complete = staging.and_then(|staging| staging.complete);
    let row = scope::ActiveModel {
        id: Set(id.0),
        audience: Set(copy.audience.clone()),
        level: Set(copy.level.word().to_owned()),
        cursor: Set(copy.cursor.clone()),
        head: Set(number(copy.head)),
        digest: Set(copy.digest.to_bytes().to_vec()),
        suspect: Set(copy.suspect),
        staging_whole: Set(staging.map(|staging| staging.whole)),
        staging_cursor: Set(staging.map(|staging| staging.cursor.clone())),
        staging_head: Set(complete.map(|(head, _)| number(head))),
        staging_digest: Set(complete.map(|(_, digest)| digest.to_bytes().to_vec())),
        staging_consented: Set(staging.map(|staging| staging.consented)),
    };
    scope::Entity::delete_by_id(id.0).exec(conn).await?;
    scope::Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// A scope is no longer copied.
pub(super) async fn drop_scope(conn: &impl ConnectionTrait, id: ScopeId) -> Result<(), Fault> {
    scope::Entity::delete_by_id(id.0).exec(conn).await?;
    Ok(())
}

/// The groups with a receipt whose effect the base does not contain, oldest first.
pub(super) async fn overlay(conn: &impl ConnectionTrait) -> Result<Vec<Confirmed>, Fault> {
    let rows = logged_group::Entity::find()
        .filter(logged_group::COLUMN.covered.eq(false))
        .filter(logged_group::COLUMN.receipt.is_not_null())
        .order_by_asc(logged_group::Column::Position)
        .all(conn)
        .await?;
    let confirmed = |row| {
        let logged = groups::from_row(&row)?;
        Ok(logged.receipt.map(|receipt| Confirmed { group: logged.group, receipt }))
    };
    rows.into_iter().filter_map(|row| confirmed(row).transpose()).collect()
}

fn scope_from(row: scope::Model) -> Result<ScopeCopy, Fault> {
    let fail = |why: &str| Fault::row("scope", row.id, why);
    let digest =
        |bytes: &[u8]| Digest::from_bytes(bytes).ok_or_else(|| fail("its digest has not 16 bytes"));
    let count = |stored: i64| u64::try_from(stored).map_err(|_| fail("its head is negative"));
    let complete = match (row.staging_head, &row.staging_digest) {
        (Some(head), Some(bytes)) => Some((count(head)?, digest(bytes)?)),
        _ => None,
    };
    let staging = row.staging_cursor.as_ref().map(|cursor| Staging {
        whole: row.staging_whole.unwrap_or_default(),
        cursor: cursor.clone(),
        complete,
        consented: row.staging_consented.unwrap_or_default(),
    });
    Ok(ScopeCopy {
        level: Level::from_word(&row.level).ok_or_else(|| fail("its level is unknown"))?,
        cursor: row.cursor.clone(),
        head: count(row.head)?,
        digest: digest(&row.digest)?,
        suspect: row.suspect,
        staging,
        audience: row.audience,
    })
}

/// A counter as it is stored. No counter comes near the end of 63 bits.
pub(super) fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
