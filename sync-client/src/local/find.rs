//! Finding a record by its id, or by the beginning of it, as people copy it from a screen.

use std::collections::BTreeSet;

use domain::change::Edit;
use domain::ids::RecordId;
use domain::record::Kind;
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::entity::record;
use super::fault::Fault;
use super::{Local, state};
use crate::error::Result;

/// Records that one beginning may name. Whoever types so little is told to type more.
const FOUND_MAX: u64 = 100;
/// Hexadecimal digits of an id.
const DIGITS: usize = 32;

impl Local {
    /// The records whose id begins like this, in the base or made here and not confirmed yet.
    /// Deleted ones are found by their whole id alone.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn find(&self, id_or_prefix: &str) -> Result<Vec<(Kind, RecordId)>> {
        let Some((first, last)) = range(id_or_prefix) else { return Ok(Vec::new()) };
        let find = async |txn: &DatabaseTransaction| {
            let mut found = in_base(txn, first, last).await?;
            for group in state::load(txn).await?.unconfirmed() {
                let made = group.edits.iter().filter_map(|edit| match edit {
                    Edit::Create(create) => Some((create.kind.clone(), create.id)),
                    _ => None,
                });
                found.extend(made.filter(|(_, id)| (first..=last).contains(&id.0)));
            }
            Ok(found.into_iter().collect())
        };
        self.read(find).await
    }
}

async fn in_base(
    conn: &impl ConnectionTrait,
    first: Uuid,
    last: Uuid,
) -> Result<BTreeSet<(Kind, RecordId)>, Fault> {
    let mut select = record::Entity::find()
        .select_only()
        .columns([record::Column::Kind, record::Column::Id])
        .filter(record::COLUMN.id.between(first, last))
        .limit(FOUND_MAX);
    if first != last {
        select = select.filter(record::COLUMN.deleted.eq(false));
    }
    let rows = select.into_tuple::<(String, Uuid)>().all(conn).await?;
    let named = |(kind, id): (String, Uuid)| {
        let kind = Kind::from_name(&kind);
        Ok((kind.ok_or_else(|| Fault::row("record", id, "its kind is none"))?, RecordId(id)))
    };
    rows.into_iter().map(named).collect()
}

/// The first and the last id that begin like this; nothing where no id does.
fn range(prefix: &str) -> Option<(Uuid, Uuid)> {
    let digits: String = prefix.trim().chars().filter(|c| *c != '-').collect();
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    if digits.is_empty() || digits.len() > DIGITS || !is_hex {
        return None;
    }
    let padded = |with: &str| {
        let rest = with.repeat(DIGITS - digits.len());
        Uuid::parse_str(&format!("{digits}{rest}")).ok()
    };
    padded("0").zip(padded("f"))
}
