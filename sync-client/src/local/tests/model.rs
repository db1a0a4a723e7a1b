//! The specification and the database do the same: any plans, executed by both.

use std::collections::BTreeMap;

use domain::change::{Edit, Group, Receipt, Status};
use domain::ids::ScopeId;
use domain::permission::Level;
use domain::record::Kind;
use domain::sync::{Copy, Digest, Op, RawRecord};
use proptest::prelude::*;
use sea_orm::{ConnectionTrait as _, DbBackend, EntityTrait as _, FromQueryResult as _, Statement};
use serde_json::json;
use serde_json::value::RawValue;

use super::*;
use crate::local::entity::record;

const SCOPES: u128 = 2;
const RECORDS: u128 = 150;
const GROUPS: u128 = 12;

/// A step of a plan, of which the sums are not said yet.
#[derive(Clone, Debug)]
enum Step {
    Op(Op),
    Stage { scope: ScopeId, begin: bool, whole: bool, records: Records, last: bool },
    Repair { scope: ScopeId, records: Records, drop: Vec<u128> },
}

/// Some records in a row, all in one version.
#[derive(Clone, Debug)]
struct Records {
    first: u128,
    n: u128,
    seq: u64,
    deleted: bool,
}

impl Records {
    fn made(&self) -> Vec<RawRecord> {
        let make = |n: u128| {
            let kind = Kind::KNOWN[usize::try_from(n).unwrap() % Kind::KNOWN.len()].clone();
            let fields = json!({"title": format!("{n} in {}", self.seq), "day": record(n / 7)});
            let stamp = json!({"seq": self.seq, "ver": 1, "by": account()});
            RawRecord {
                kind: if n.is_multiple_of(5) { Kind::Other("of_later".into()) } else { kind },
                id: record(n % RECORDS),
                ver: self.seq,
                seq: self.seq + u64::try_from(n).unwrap(),
                deleted: self.deleted,
                // Bytes are kept as they came, also where others would write them otherwise.
                fields: RawValue::from_string(fields.to_string().replace("\":", "\" : ")).unwrap(),
                stamps: RawValue::from_string(json!({ "title": stamp }).to_string()).unwrap(),
            }
        };
        (self.first..self.first + self.n).map(make).collect()
    }
}

fn scopes() -> impl Strategy<Value = ScopeId> {
    (0..SCOPES).prop_map(scope)
}

fn records() -> impl Strategy<Value = Records> {
    let n = prop_oneof![3 => 0..4_u128, 1 => 60..RECORDS];
    let of = |(first, n, seq, deleted)| Records { first, n, seq, deleted };
    (0..RECORDS, n, 1..9_u64, prop::bool::weighted(0.1)).prop_map(of)
}

fn a_group(n: u128) -> Group {
    let (kind, id) = (Kind::Note, record(n));
    Group {
        id: group(n),
        prev: Some(group(n + 1)),
        replica: Some(replica(1)),
        author: None,
        via: None,
        said_at: Some("2026-10-24T12:00:00+02:00".to_owned()),
        reason: None,
        edits: vec![Edit::Delete { kind, id, ver: 3 }],
    }
}

fn receipts() -> impl Strategy<Value = Receipt> {
    const STATUSES: [Status; 5] =
        [Status::Applied, Status::Merged, Status::Disputed, Status::Held, Status::Rejected];
    let at = prop::collection::btree_map(scopes(), 0..9_u64, 0..3);
    let of = |(n, status, at)| Receipt {
        group: group(n),
        status,
        dup: false,
        at,
        edits: Vec::new(),
        problem: None,
    };
    (0..GROUPS, prop::sample::select(&STATUSES[..]), at).prop_map(of)
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let op = prop_oneof![
        4 => (0..GROUPS).prop_map(|n| Op::Save(a_group(n))),
        4 => receipts().prop_map(Op::Receive),
        1 => Just(Op::Reoffer),
        1 => (0..GROUPS).prop_map(|n| Op::Cut(group(n))),
        1 => (2..9_u128).prop_map(|n| Op::Replica(replica(n))),
        1 => Just(Op::Server(Uuid::from_u128(5))),
        1 => "[a-z]{1,3}".prop_map(Op::Grants),
        4 => (scopes(), "[a-z]{4}", prop::sample::select(Level::ALL))
            .prop_map(|(scope, audience, level)| Op::Scope { scope, audience, level }),
        3 => scopes().prop_map(Op::Swap),
        1 => scopes().prop_map(Op::Consent),
        1 => scopes().prop_map(Op::Forget),
        3 => Just(Op::Cover),
    ];
    let stage = (scopes(), any::<bool>(), any::<bool>(), records(), any::<bool>());
    let repair = (scopes(), records(), prop::collection::vec(0..RECORDS, 0..3));
    let one = prop_oneof![
        6 => op.prop_map(|op| vec![Step::Op(op)]),
        6 => (stage, any::<bool>()).prop_map(|((scope, begin, whole, records, last), swap)| {
            let stage = Step::Stage { scope, begin, whole, records, last };
            let swap = swap.then_some(Step::Op(Op::Swap(scope)));
            std::iter::once(stage).chain(swap).collect()
        }),
        1 => repair.prop_map(|(scope, records, drop)| vec![Step::Repair { scope, records, drop }]),
    ];
    prop::collection::vec(one, 1..5).prop_map(|steps| steps.concat())
}

/// The plan, with the sums that the server would give where it is `right`.
fn plan(steps: &[Step], copy: &Copy, right: bool) -> Vec<Op> {
    let mut copy = copy.clone();
    let mut ops = Vec::new();
    for (n, step) in steps.iter().enumerate() {
        let cursor = format!("cursor {n}");
        let head = u64::try_from(n).unwrap() + 4;
        let op = match step {
            Step::Op(op) => op.clone(),
            Step::Stage { scope, begin, whole, records, last } => {
                let stage = |digest: Digest| Op::Stage {
                    scope: *scope,
                    begin: *begin,
                    whole: *whole,
                    records: records.made(),
                    cursor: cursor.clone(),
                    complete: last.then_some((head, digest)),
                };
                let swap = Op::Swap(*scope);
                stage(sum_after(&copy, *scope, vec![stage(Digest::default()), swap], right))
            }
            Step::Repair { scope, records, drop } => {
                let repair = |digest: Digest| Op::Repair {
                    scope: *scope,
                    records: records.made(),
                    drop: drop.iter().map(|n| record(*n)).collect(),
                    cursor: cursor.clone(),
                    head,
                    digest,
                };
                repair(sum_after(&copy, *scope, vec![repair(Digest::default())], right))
            }
        };
        copy.execute(vec![op.clone()]);
        ops.push(op);
    }
    ops
}

fn sum_after(copy: &Copy, scope: ScopeId, ops: Vec<Op>, right: bool) -> Digest {
    let mut copy = copy.clone();
    copy.execute(ops);
    let after = copy.state().scopes.get(&scope).filter(|_| right);
    after.map(|scope| scope.digest).unwrap_or_default()
}

async fn assert_same(local: &Local, copy: &Copy) {
    assert_eq!(&local.state().await.unwrap(), copy.state());
    let mut log = local.log(1_000).await.unwrap();
    log.reverse();
    let log: Vec<_> = log.into_iter().map(|l| (l.group, l.receipt, l.covered)).collect();
    let expected = copy.log().iter().cloned();
    let expected: Vec<_> = expected.map(|l| (l.group, l.receipt, l.covered)).collect();
    assert_eq!(log, expected);
    let tray: Vec<_> = local.tray().await.unwrap().into_iter().map(|l| l.group.id).collect();
    assert_eq!(tray, copy.tray().map(|l| l.group.id).collect::<Vec<_>>());
    for scope in (0..SCOPES).map(scope) {
        assert_eq!(local.versions(scope).await.unwrap(), copy.versions(scope));
        assert_eq!(rows(local, "record", scope).await, texts(copy.base(scope)));
        assert_eq!(rows(local, "replaced", scope).await, texts(copy.replaced(scope)));
    }
}

type Texts = BTreeMap<Uuid, (String, bool, String, String)>;

fn texts<'r>(records: impl Iterator<Item = &'r RawRecord>) -> Texts {
    let text = |r: &RawRecord| {
        let (fields, stamps) = (r.fields.get().to_owned(), r.stamps.get().to_owned());
        (r.id.0, (r.kind.name().to_owned(), r.deleted, fields, stamps))
    };
    records.map(text).collect()
}

async fn rows(local: &Local, table: &str, scope: ScopeId) -> Texts {
    let sql = format!("SELECT * FROM {table} WHERE scope_id = ?1");
    let select = Statement::from_sql_and_values(DbBackend::Sqlite, sql, [scope.0.into()]);
    let rows = local.db.query_all_raw(select).await.unwrap();
    let rows = rows.iter().map(|row| record::Model::from_query_result(row, "").unwrap());
    rows.map(|row| (row.id, (row.kind, row.deleted, row.fields, row.stamps))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn a_copy_in_a_file_does_what_a_copy_in_memory_does(
        plans in prop::collection::vec((steps(), prop::bool::weighted(0.8), prop::bool::weighted(0.1)), 1..12)
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut scratch = Scratch::new().await;
            let mut copy = Copy::new(replica(1), account(), tour());
            for (steps, right, reopen) in plans {
                let ops = plan(&steps, &copy, right);
                let expected = copy.execute(ops.clone());
                assert_eq!(scratch.execute(ops).await, expected);
                assert_same(&scratch.local, &copy).await;
                if reopen {
                    // What the copy goes under is the mark's matter, which a plan does not know.
                    super::super::mark::write(&scratch.path(), copy.state().replica).unwrap();
                    scratch.reopen().await;
                    assert_same(&scratch.local, &copy).await;
                }
            }
            assert!(record::Entity::find().all(&scratch.local.db).await.is_ok());
        });
    }
}
