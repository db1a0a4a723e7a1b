//! The content of files as rows: uploads of one account each, chunks, and what is whole and shared.
//!
//! Nothing here holds more than one chunk in memory.

pub mod sweep;

use chrono::{DateTime, Utc};
use domain::blob::{BlobHash, ChunkHash};
use domain::ids::{AccountId, GroupId, OrgId, RecordId};
use sea_orm::sea_query::{Expr, LockType, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::StoreError;
use super::entity::{blob, blob_chunk, history, organisation, upload};

/// Whose upload of what: nobody else knows of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The organisation that it is for.
    pub org: OrgId,
    /// Who sends it.
    pub account: AccountId,
    /// What it was announced as.
    pub hash: BlobHash,
}

/// How far an upload is.
#[derive(Clone, Copy, Debug)]
pub struct Upload {
    /// Whose, and of what.
    pub key: Key,
    /// Where its chunks are, until it is finished.
    pub content: Uuid,
    /// How many bytes were announced.
    pub length: u64,
    /// How many are there.
    pub arrived: u64,
    /// Whether all are there and were found to be right.
    pub finished: bool,
}

/// Content that is whole.
#[derive(Clone, Copy, Debug)]
pub struct Blob {
    /// Where its chunks are.
    pub content: Uuid,
    /// How many bytes it has.
    pub bytes: u64,
    /// When something was last known to name it, or somebody sent it.
    pub named_at: DateTime<Utc>,
}

/// An account's upload, if it has one.
pub async fn upload(conn: &impl ConnectionTrait, key: Key) -> Result<Option<Upload>, StoreError> {
    let id = (key.org.0, key.account.0, key.hash.to_string());
    let row = upload::Entity::find_by_id(id).one(conn).await?;
    row.map(|row| {
        Ok(Upload {
            key,
            content: row.content_id,
            length: read_size("upload", key.hash, row.length)?,
            arrived: read_size("upload", key.hash, row.arrived)?,
            finished: row.finished_at.is_some(),
        })
    })
    .transpose()
}

/// Makes whoever begins an upload for the organisation wait for those who do at the same time, so
/// that its limits hold. On SQLite the transaction is already alone.
pub async fn lock(conn: &impl ConnectionTrait, org: OrgId) -> Result<(), StoreError> {
    let row = organisation::Entity::find_by_id(org.0).lock(LockType::NoKeyUpdate);
    row.one(conn).await?;
    Ok(())
}

/// How many bytes and contents an organisation has, unfinished uploads counted whole.
pub async fn usage(conn: &impl ConnectionTrait, org: OrgId) -> Result<(u64, u64), StoreError> {
    let sums = |column: &str| {
        [format!("CAST(COALESCE(SUM({column}), 0) AS bigint)"), "COUNT(*)".to_owned()]
            .map(Expr::cust)
    };
    let [bytes, count] = sums("bytes");
    let shared = blob::Entity::find()
        .select_only()
        .expr_as(bytes, "bytes")
        .expr_as(count, "n")
        .filter(blob::COLUMN.org_id.eq(org.0))
        .into_tuple::<(i64, i64)>()
        .one(conn)
        .await?;
    let [bytes, count] = sums("length");
    let arriving = upload::Entity::find()
        .select_only()
        .expr_as(bytes, "bytes")
        .expr_as(count, "n")
        .filter(upload::COLUMN.org_id.eq(org.0))
        .filter(upload::Column::FinishedAt.is_null())
        .into_tuple::<(i64, i64)>()
        .one(conn)
        .await?;
    let both = [shared, arriving].into_iter().flatten();
    Ok(both
        .fold((0, 0), |sum, (bytes, n)| (sum.0 + bytes.unsigned_abs(), sum.1 + n.unsigned_abs())))
}

/// How many uploads for an organisation an account has begun and not finished.
pub async fn unfinished(
    conn: &impl ConnectionTrait,
    org: OrgId,
    account: AccountId,
) -> Result<u64, StoreError> {
    let own = upload::Entity::find()
        .filter(upload::COLUMN.org_id.eq(org.0))
        .filter(upload::COLUMN.account_id.eq(account.0))
        .filter(upload::Column::FinishedAt.is_null());
    Ok(own.count(conn).await?)
}

/// Begins an upload.
pub async fn begin(
    conn: &impl ConnectionTrait,
    upload: &Upload,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = upload::ActiveModel {
        org_id: Set(upload.key.org.0),
        account_id: Set(upload.key.account.0),
        hash: Set(upload.key.hash.to_string()),
        content_id: Set(upload.content),
        length: Set(write_size(upload.length)),
        arrived: Set(write_size(upload.arrived)),
        begun_at: Set(now),
        moved_at: Set(now),
        finished_at: Set(None),
    };
    upload::Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

/// Moves an upload on from where it was seen; `false` if it is no longer there.
pub async fn advance(
    conn: &impl ConnectionTrait,
    seen: &Upload,
    arrived: u64,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let moved = of(seen.key)
        .col_expr(upload::Column::Arrived, Expr::value(write_size(arrived)))
        .col_expr(upload::Column::MovedAt, Expr::value(now))
        .filter(upload::COLUMN.content_id.eq(seen.content))
        .filter(upload::COLUMN.arrived.eq(write_size(seen.arrived)))
        .filter(upload::Column::FinishedAt.is_null())
        .exec(conn)
        .await?;
    Ok(moved.rows_affected > 0)
}

/// Notes that an account has sent all of some content; `false` if it was noted before.
pub async fn finish(
    conn: &impl ConnectionTrait,
    upload: &Upload,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let finished = of(upload.key)
        .col_expr(upload::Column::FinishedAt, Expr::value(now))
        .filter(upload::COLUMN.content_id.eq(upload.content))
        .filter(upload::Column::FinishedAt.is_null())
        .exec(conn)
        .await?;
    Ok(finished.rows_affected > 0)
}

/// Forgets an upload that is not finished, with what had arrived; `false` if there is none.
pub async fn drop_upload(conn: &impl ConnectionTrait, upload: &Upload) -> Result<bool, StoreError> {
    let dropped = upload::Entity::delete_many()
        .filter(upload::COLUMN.org_id.eq(upload.key.org.0))
        .filter(upload::COLUMN.account_id.eq(upload.key.account.0))
        .filter(upload::COLUMN.hash.eq(upload.key.hash.to_string()))
        .filter(upload::COLUMN.content_id.eq(upload.content))
        .filter(upload::Column::FinishedAt.is_null())
        .exec(conn)
        .await?;
    if dropped.rows_affected > 0 {
        drop_chunks(conn, upload.key.org, upload.content).await?;
    }
    Ok(dropped.rows_affected > 0)
}

fn of(key: Key) -> sea_orm::UpdateMany<upload::Entity> {
    upload::Entity::update_many()
        .filter(upload::COLUMN.org_id.eq(key.org.0))
        .filter(upload::COLUMN.account_id.eq(key.account.0))
        .filter(upload::COLUMN.hash.eq(key.hash.to_string()))
}

/// Writes a chunk; one that was shorter before is replaced.
pub async fn write_chunk(
    conn: &impl ConnectionTrait,
    (org, content): (OrgId, Uuid),
    index: u64,
    data: Vec<u8>,
    hash: ChunkHash,
) -> Result<(), StoreError> {
    let row = blob_chunk::ActiveModel {
        org_id: Set(org.0),
        content_id: Set(content),
        idx: Set(write_index(index)),
        data: Set(data),
        hash: Set(hash.as_bytes().to_vec()),
    };
    let key = [blob_chunk::Column::OrgId, blob_chunk::Column::ContentId, blob_chunk::Column::Idx];
    let on_conflict = OnConflict::columns(key)
        .update_columns([blob_chunk::Column::Data, blob_chunk::Column::Hash])
        .to_owned();
    blob_chunk::Entity::insert(row).on_conflict(on_conflict).exec_without_returning(conn).await?;
    Ok(())
}

/// The bytes of a chunk; nothing where there is none.
pub async fn chunk(
    conn: &impl ConnectionTrait,
    (org, content): (OrgId, Uuid),
    index: u64,
) -> Result<Option<Vec<u8>>, StoreError> {
    let chunk = blob_chunk::Entity::find_by_id((org.0, content, write_index(index)))
        .select_only()
        .column(blob_chunk::Column::Data)
        .into_tuple::<Vec<u8>>()
        .one(conn)
        .await?;
    Ok(chunk)
}

/// The hashes of all chunks, in order.
pub async fn chunk_hashes(
    conn: &impl ConnectionTrait,
    (org, content): (OrgId, Uuid),
) -> Result<Vec<ChunkHash>, StoreError> {
    let rows = blob_chunk::Entity::find()
        .select_only()
        .column(blob_chunk::Column::Hash)
        .filter(blob_chunk::COLUMN.org_id.eq(org.0))
        .filter(blob_chunk::COLUMN.content_id.eq(content))
        .order_by_asc(blob_chunk::Column::Idx)
        .into_tuple::<Vec<u8>>()
        .all(conn)
        .await?;
    let read = |bytes: Vec<u8>| {
        ChunkHash::from_bytes(&bytes).ok_or_else(|| StoreError::CorruptRow {
            table: "blob_chunk",
            id: content.to_string(),
            why: "its hash has not 32 bytes".to_owned(),
        })
    };
    rows.into_iter().map(read).collect()
}

/// Shares content that has arrived whole. Where the organisation has it already, what it has stays,
/// counts as named again, and the second copy goes.
pub async fn share(
    conn: &impl ConnectionTrait,
    upload: &Upload,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let Key { org, hash, .. } = upload.key;
    let row = blob::ActiveModel {
        org_id: Set(org.0),
        hash: Set(hash.to_string()),
        content_id: Set(upload.content),
        bytes: Set(write_size(upload.length)),
        sent_at: Set(now),
        named_at: Set(now),
    };
    let on_conflict = OnConflict::columns([blob::Column::OrgId, blob::Column::Hash])
        .update_column(blob::Column::NamedAt)
        .to_owned();
    blob::Entity::insert(row).on_conflict(on_conflict).exec_without_returning(conn).await?;
    if find(conn, org, hash).await?.is_none_or(|blob| blob.content != upload.content) {
        drop_chunks(conn, org, upload.content).await?;
    }
    Ok(())
}

/// Notes an account as one that has sent content which is here and whole, unless it has sent it.
pub async fn adopt(
    conn: &impl ConnectionTrait,
    key: Key,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let Some(blob) = find(conn, key.org, key.hash).await? else { return Ok(()) };
    if upload(conn, key).await?.is_some() {
        return Ok(());
    }
    let (content, length) = (blob.content, blob.bytes);
    begin(conn, &Upload { key, content, length, arrived: length, finished: false }, now).await?;
    finish(conn, &Upload { key, content, length, arrived: length, finished: false }, now).await?;
    Ok(())
}

/// Content that is whole, whoever sent it.
pub async fn find(
    conn: &impl ConnectionTrait,
    org: OrgId,
    hash: BlobHash,
) -> Result<Option<Blob>, StoreError> {
    let row = blob::Entity::find_by_id((org.0, hash.to_string())).one(conn).await?;
    row.map(|row| {
        let bytes = read_size("blob", hash, row.bytes)?;
        Ok(Blob { content: row.content_id, bytes, named_at: row.named_at })
    })
    .transpose()
}

/// Who has sent all of some content.
pub async fn senders(
    conn: &impl ConnectionTrait,
    org: OrgId,
    hash: BlobHash,
) -> Result<Vec<AccountId>, StoreError> {
    let rows = upload::Entity::find()
        .select_only()
        .column(upload::Column::AccountId)
        .filter(upload::COLUMN.org_id.eq(org.0))
        .filter(upload::COLUMN.hash.eq(hash.to_string()))
        .filter(upload::Column::FinishedAt.is_not_null())
        .into_tuple::<Uuid>()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(AccountId).collect())
}

/// Who has ever put this hash into the record of a file, or has proposed it, each with the group.
pub async fn namers(
    conn: &impl ConnectionTrait,
    org: OrgId,
    file: RecordId,
    hash: BlobHash,
) -> Result<Vec<(GroupId, AccountId)>, StoreError> {
    let rows = history::Entity::find()
        .select_only()
        .columns([history::Column::GroupId, history::Column::Author])
        .filter(history::COLUMN.org_id.eq(org.0))
        .filter(history::COLUMN.record_id.eq(file.0))
        .filter(history::COLUMN.field.eq("hash"))
        .filter(history::Column::New.eq(format!("\"{hash}\"")))
        .filter(history::Column::Author.is_not_null())
        .into_tuple::<(Uuid, Uuid)>()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|(group, author)| (GroupId(group), AccountId(author))).collect())
}

async fn drop_chunks(
    conn: &impl ConnectionTrait,
    org: OrgId,
    content: Uuid,
) -> Result<(), StoreError> {
    blob_chunk::Entity::delete_many()
        .filter(blob_chunk::COLUMN.org_id.eq(org.0))
        .filter(blob_chunk::COLUMN.content_id.eq(content))
        .exec(conn)
        .await?;
    Ok(())
}

fn write_size(bytes: u64) -> i64 {
    i64::try_from(bytes).expect("a file has at most some hundred megabytes")
}

fn write_index(index: u64) -> i32 {
    i32::try_from(index).expect("a file has at most some thousand chunks")
}

fn read_size(table: &'static str, hash: BlobHash, bytes: i64) -> Result<u64, StoreError> {
    bytes.try_into().map_err(|_| StoreError::CorruptRow {
        table,
        id: hash.to_string(),
        why: "its size is negative".to_owned(),
    })
}
