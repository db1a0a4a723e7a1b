//! Records read many at once.
//!
//! The thread that reads the file hands rows over one by one, and each of their columns as a copy of
//! its own: for a tour of thousands that, and waking whoever asked, takes most of the time. So the
//! file is asked for one text that holds all of them.

use domain::record::Record;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, QuerySelect, Select};

use super::base;
use super::entity::record;
use super::fault::Fault;

/// The rows as one JSON array of records. Fields and stamps are JSON already.
const AS_TEXT: &str = "'[' || group_concat(printf('{\"scope\":\"%s\",\"kind\":%s,\"id\":\"%s\",\
     \"ver\":%d,\"seq\":%d,\"deleted\":%s,\"fields\":%s,\"stamps\":%s}', hex(scope_id), \
     json_quote(kind), hex(id), ver, seq, iif(deleted, 'true', 'false'), fields, stamps)) || ']'";

/// The records that are selected, in any order.
pub(super) async fn records(
    conn: &impl ConnectionTrait,
    select: Select<record::Entity>,
) -> Result<Vec<Record>, Fault> {
    let text = select.clone().select_only().expr_as(Expr::cust(AS_TEXT), "records");
    let text = text.into_tuple::<Option<String>>().one(conn).await?.flatten();
    let Some(text) = text else { return Ok(Vec::new()) };
    match serde_json::from_str(&text) {
        Ok(records) => Ok(records),
        // Which row it is that cannot be read shows one by one.
        Err(_) => select.all(conn).await?.iter().map(base::from_row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use domain::permission::Level;
    use domain::record::Kind;
    use domain::sync::{Digest, Op, RawRecord};
    use sea_orm::{EntityTrait as _, QueryFilter as _};
    use serde_json::json;
    use serde_json::value::RawValue;

    use super::super::tests::{Scratch, account, record as id, scope};
    use super::*;

    /// Records with everything in them that text may stumble over.
    fn odd() -> Vec<RawRecord> {
        let raw = |text: String| RawValue::from_string(text).unwrap();
        let make = |(n, title): (u128, &&str)| RawRecord {
            kind: if n == 2 { Kind::Other("of_later".into()) } else { Kind::Note },
            id: id(n),
            ver: 3,
            seq: 10 + u64::try_from(n).unwrap(),
            deleted: n == 1,
            fields: raw(json!({ "title": title, "position": 1.5e3, "none": null }).to_string()),
            stamps: raw(json!({ "title": {"seq": 9, "ver": 3, "by": account()} }).to_string()),
        };
        let titles = ["'; -- %s %d", "\"[{},]\"", "\u{0}\n\\\u{1f}", "Großes Haus 🎪", ""];
        (0..).zip(&titles).map(make).collect()
    }

    async fn scratch(records: Vec<RawRecord>) -> Scratch {
        let (scratch, scope) = (Scratch::new().await, scope(0));
        let level = Level::Edit;
        let audience = "everyone".to_owned();
        let (cursor, complete) = ("c".to_owned(), Some((20, Digest::default())));
        let stage = Op::Stage { scope, begin: true, whole: true, records, cursor, complete };
        scratch.execute(vec![Op::Scope { scope, audience, level }, stage, Op::Swap(scope)]).await;
        scratch
    }

    #[tokio::test]
    async fn records_read_at_once_are_those_read_one_by_one() {
        let scratch = scratch(odd()).await;
        let db = &scratch.local.db;
        let mut at_once = records(db, record::Entity::find()).await.unwrap();
        at_once.sort_by_key(|record| record.id);
        let rows = record::Entity::find().all(db).await.unwrap();
        let one_by_one = rows.iter().map(base::from_row).collect::<Result<Vec<_>, _>>().unwrap();
        assert_eq!((at_once.len(), &at_once), (5, &one_by_one));
        let none = record::Entity::find().filter(record::COLUMN.kind.eq("nothing"));
        assert_eq!(records(db, none).await.unwrap(), []);
    }

    #[tokio::test]
    async fn a_row_that_cannot_be_read_is_named() {
        let scratch = scratch(odd()).await;
        let db = &scratch.local.db;
        db.execute_unprepared("UPDATE record SET stamps = '{' WHERE kind = 'of_later'")
            .await
            .unwrap();
        let refused = records(db, record::Entity::find()).await.unwrap_err();
        assert!(format!("{refused:?}").contains(&id(2).to_string()), "{refused:?}");
    }
}
