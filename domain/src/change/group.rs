//! Groups: the atomic unit of work, as it is sent. A group is immutable once it has left its author.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::ids::{AccountId, GroupId, RecordId, ReplicaId, ScopeId};
use crate::record::{Fields, Kind, Record};

/// `[from, to]`: the value that the author's screen showed and the value that they want.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FromTo(
    #[cfg_attr(feature = "openapi", schema(value_type = Object))] pub Value,
    #[cfg_attr(feature = "openapi", schema(value_type = Object))] pub Value,
);

/// A new record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// The audience it goes to.
    pub scope: ScopeId,
    /// What it is.
    pub kind: Kind,
    /// Its id, a `UUIDv7` made by its author.
    pub id: RecordId,
    /// Its values.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub fields: Fields,
}

/// One member of a set-valued field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// What the record is.
    pub kind: Kind,
    /// Which record.
    pub id: RecordId,
    /// Which field.
    pub field: String,
    /// The member.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub value: Value,
    /// For a remove: the newest `ver` of the record that the author has seen. An add that is newer
    /// wins; without a `ver` the author is taken to have seen every add.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ver: Option<u64>,
}

/// The decision of a dispute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Settle {
    /// Which dispute.
    pub dispute: RecordId,
    /// The value that shall be in force.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub to: Value,
    /// The ids of the candidates, and of the value in force, that the decider has seen.
    pub saw: Vec<String>,
}

/// One edit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Edit {
    /// A new record.
    Create(Create),
    /// New values of some fields.
    Set {
        /// What the record is.
        kind: Kind,
        /// Which record.
        id: RecordId,
        /// `[from, to]` by field.
        fields: BTreeMap<String, FromTo>,
    },
    /// A new member of a set-valued field.
    Add(Member),
    /// A member less.
    Remove(Member),
    /// The record goes.
    Delete {
        /// What the record is.
        kind: Kind,
        /// Which record.
        id: RecordId,
        /// The newest `ver` that the author has seen.
        ver: u64,
    },
    /// The record comes back.
    Undelete {
        /// What the record is.
        kind: Kind,
        /// Which record.
        id: RecordId,
    },
    /// A dispute is decided.
    Settle(Settle),
}

impl Edit {
    /// New values of some fields of a record, each from the one that it has.
    pub fn set<'f>(record: &Record, fields: impl IntoIterator<Item = (&'f str, Value)>) -> Self {
        let from_to = |(field, to): (&str, Value)| {
            (field.to_owned(), FromTo(record.value(field).clone(), to))
        };
        let fields = fields.into_iter().map(from_to).collect();
        Self::Set { kind: record.kind.clone(), id: record.id, fields }
    }
}

/// A group of edits: all of them take effect or none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its id. Sending it twice has the effect of sending it once.
    pub id: GroupId,
    /// The replica's previous group, which gives the author's order without counters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prev: Option<GroupId>,
    /// The installation that made it; absent for what was made through the API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replica: Option<ReplicaId>,
    /// Who made it. The server fills it in from the log-in and refuses another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<AccountId>,
    /// The path by which it came, if not straight: `import`, a hub.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    /// When its author's device said it was. A label for people, never compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_at: Option<String>,
    /// Why, in the author's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What changes.
    pub edits: Vec<Edit>,
}

impl Group {
    /// Its bytes as JSON, without making the JSON.
    pub fn n_bytes(&self) -> usize {
        let mut counted = Counted(0);
        serde_json::to_writer(&mut counted, self).map_or(usize::MAX, |()| counted.0)
    }
}

/// Counts what is written to it.
struct Counted(usize);

impl std::io::Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
