//! What travels between a replica and the authority: the shapes of `/sync/v1`.
//!
//! What a message means is said in `docs/PROTOCOL.md`, which carries a hash of these types.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::change::{Group, Receipt};
use crate::ids::{GroupId, RecordId, ReplicaId, ScopeId, TourId};
use crate::permission::Level;
use crate::record::{Kind, Record};

/// The protocol that is spoken here. Another number is another protocol.
pub const PROTO: u32 = 1;
/// The schema of the records that this version writes.
pub const SCHEMA: u32 = 1;
/// The oldest schema whose groups this version still understands.
pub const SCHEMA_MIN: u32 = 1;

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PeerKind {
    /// The server, which orders everything.
    Authority,
    /// A hub, which passes on.
    Hub,
}

/// A server's answer to a greeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HelloOut {
    /// The server's id. It stays when the server is restored or moves.
    pub server: Uuid,
    /// Who answers.
    pub kind: PeerKind,
    /// The protocol spoken.
    pub proto: u32,
    /// The schema of the records.
    pub schema: u32,
    /// The oldest schema still understood.
    pub schema_min: u32,
    /// What the server's clock shows. For people; nothing is ordered by it.
    pub now: DateTime<Utc>,
    /// The version of the zone rules in use.
    pub tzdb: String,
}

/// How much a replica wants in one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// Records, all scopes together.
    pub records: u64,
    /// Bytes of records as JSON, all scopes together. One record is sent even if it is larger.
    pub bytes: u64,
}

/// What a replica sends and asks for, in one round trip.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExchangeIn {
    /// The protocol spoken.
    pub proto: u32,
    /// The schema that the replica's program writes.
    pub schema: u32,
    /// The installation: one copy of one tour.
    pub replica: ReplicaId,
    /// The tour.
    pub tour: TourId,
    /// The newest group of this replica that has a receipt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tip: Option<GroupId>,
    /// What the replica was last told about who it is to whom; see [`ExchangeOut::grants`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grants: Option<String>,
    /// Where the replica stands in each scope that it has.
    #[serde(default)]
    pub cursors: BTreeMap<ScopeId, String>,
    /// The scopes that are wanted: ids, or `*` for all. Absent means all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub want: Option<Vec<String>>,
    /// Groups without a receipt, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// How much is wanted.
    pub limit: Budget,
    /// Seconds that the answer may wait for something new; 0 answers at once.
    #[serde(default)]
    pub wait: u64,
}

/// Where the authority stopped taking groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Stop {
    /// The group's `prev` has never arrived. It and those after it were not looked at.
    Gap {
        /// Which group.
        group: GroupId,
    },
}

/// The authority's answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExchangeOut {
    /// The server's id.
    pub server: Uuid,
    /// Who answers.
    pub kind: PeerKind,
    /// What the server's clock shows. For people; nothing is ordered by it.
    pub now: DateTime<Utc>,
    /// The schema of the records.
    pub schema: u32,
    /// The oldest schema still understood.
    pub schema_min: u32,
    /// Whether the server knows the replica's `tip`. If not, it has lost work that it had acknowledged.
    pub tip_known: bool,
    /// Whether another copy sends groups under this replica's id.
    pub forked: bool,
    /// Names the audiences and levels of the replica's person. While it stays the same, scopes
    /// without news are left out of `scopes`.
    pub grants: String,
    /// One for each group that was reached, in their order.
    #[serde(default)]
    pub receipts: Vec<Receipt>,
    /// Where the groups were not taken further.
    #[serde(default)]
    pub stop: Option<Stop>,
    /// The scopes with news.
    #[serde(default)]
    pub scopes: BTreeMap<ScopeId, ScopePage>,
    /// How long to stay away, when the server is busy.
    #[serde(default)]
    pub retry_after_ms: u64,
}

/// How a scope's page relates to what the replica has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PageState {
    /// It goes on from the replica's cursor.
    Ok,
    /// The replica had no cursor: this is the scope from its beginning.
    Added,
    /// The replica's person is no longer in the scope.
    Removed,
    /// The replica's cursor belongs to a past that this server does not have: this is the scope
    /// from its beginning, and what the server had acknowledged may be gone.
    ResetDiverged,
    /// The replica's cursor is older than what the server still knows: this is the scope from its
    /// beginning.
    ResetExpired,
}

impl PageState {
    /// Whether the page begins the scope anew.
    pub fn is_whole(self) -> bool {
        matches!(self, Self::Added | Self::ResetDiverged | Self::ResetExpired)
    }
}

/// A page of one scope. A kept snapshot of a scope is one such page, complete.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScopePage {
    /// How it relates to what the replica has.
    pub state: PageState,
    /// The scope's audience; nothing for a removed one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    /// What the replica's person may do there; nothing for a removed one, or in a snapshot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Records by `seq`. A record that changed ten times is here once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<RawRecord>,
    /// Where the replica stands after this page; nothing for a removed scope.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// The counter that the cursor stands at.
    #[serde(default)]
    pub head: u64,
    /// Whether nothing is beyond this page.
    #[serde(default)]
    pub complete: bool,
    /// The sum of the scope at its head; only of a complete page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

/// A record as it travels: like [`Record`], with its fields and stamps not yet read, and without
/// its scope, which the page names.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RawRecord {
    /// What it is.
    pub kind: Kind,
    /// Its id.
    pub id: RecordId,
    /// How often it was changed.
    pub ver: u64,
    /// The scope's counter at its newest change.
    pub seq: u64,
    /// Whether it is deleted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deleted: bool,
    /// The values in force.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub fields: Box<RawValue>,
    /// Who set each field.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub stamps: Box<RawValue>,
}

impl RawRecord {
    /// The record in full.
    ///
    /// # Errors
    /// Where fields or stamps are JSON of another shape.
    pub fn read(&self, scope: ScopeId) -> Result<Record, serde_json::Error> {
        Ok(Record {
            scope,
            kind: self.kind.clone(),
            id: self.id,
            ver: self.ver,
            seq: self.seq,
            deleted: self.deleted,
            fields: serde_json::from_str(self.fields.get())?,
            stamps: serde_json::from_str(self.stamps.get())?,
        })
    }

    /// The bytes that it weighs in a page, near enough for a budget.
    pub fn weight(&self) -> usize {
        /// What stands around fields and stamps: names, id, counters.
        const AROUND: usize = 140;
        AROUND + self.fields.get().len() + self.stamps.get().len()
    }
}

impl PartialEq for RawRecord {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
            && (self.id, self.ver, self.seq) == (other.id, other.ver, other.seq)
            && self.deleted == other.deleted
            && self.fields.get() == other.fields.get()
            && self.stamps.get() == other.stamps.get()
    }
}

impl From<&Record> for RawRecord {
    fn from(record: &Record) -> Self {
        let raw = |text: Result<Box<RawValue>, serde_json::Error>| {
            text.expect("fields and stamps have only text keys")
        };
        Self {
            kind: record.kind.clone(),
            id: record.id,
            ver: record.ver,
            seq: record.seq,
            deleted: record.deleted,
            fields: raw(serde_json::value::to_raw_value(&record.fields)),
            stamps: raw(serde_json::value::to_raw_value(&record.stamps)),
        }
    }
}

/// Asks what a scope holds, after two digests differed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct VerifyIn {
    /// The tour.
    pub tour: TourId,
    /// The scope.
    pub scope: ScopeId,
    /// Records to send whole.
    #[serde(default)]
    pub fetch: Vec<RecordId>,
}

/// What a scope holds at one moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VerifyOut {
    /// Where a replica that holds exactly this stands.
    pub cursor: String,
    /// The counter.
    pub head: u64,
    /// The sum.
    pub digest: String,
    /// `[ver, seq]` of every record, deleted ones too.
    pub vers: BTreeMap<RecordId, (u64, u64)>,
    /// The records that were asked for.
    pub records: Vec<RawRecord>,
}
