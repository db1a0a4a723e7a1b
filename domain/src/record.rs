//! Records: the one form in which everything that is synced is stored and sent.
//!
//! A record is a JSON object of named fields in exactly one scope. Its kind says which fields are
//! known and how each merges; fields and kinds that this version does not know are carried along
//! unjudged, so an old program loses nothing that a newer one wrote.

mod check;
mod field;
mod kind;
pub mod kinds;
mod stamp;
mod values;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use self::check::{canonical, check_carried, check_create, check_field, check_size, normalise};
pub use self::field::{FieldRule, FieldType, Form, MergeClass, TypedRecord};
pub use self::kind::Kind;
pub use self::stamp::{DELETED, Stamp};
pub use self::values::{
    Answer, AnswerVia, Answered, Anything, Asks, Clock, Column, Country, Currency, Decided, Input,
    Key, Landing, LeadDays, Line, Lines, Links, Money, Outcome, Place, Prose, PublishedLine,
    PublishedLines, Question, Questions, Section, TemplateItem, TemplateItems, Whole,
};
use crate::ids::{RecordId, ScopeId};

/// The named fields of a record. An absent field and a `null` one are the same; stored is absent.
pub type Fields = Map<String, Value>;

/// One record as the authority holds it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Record {
    /// The audience it belongs to.
    pub scope: ScopeId,
    /// What it is.
    pub kind: Kind,
    /// Its id, made by whoever created it.
    pub id: RecordId,
    /// How often it was changed; 1 after the create.
    pub ver: u64,
    /// The scope's counter at its newest change.
    pub seq: u64,
    /// Deleted records stay, so that everyone learns of it.
    pub deleted: bool,
    /// The values in force.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub fields: Fields,
    /// Who set each field, by field name; see [`Stamp`] for what else has one.
    #[serde(default)]
    pub stamps: std::collections::BTreeMap<String, Stamp>,
}

impl Record {
    /// A record that nobody has changed yet, as the base of a create.
    pub fn unborn(scope: ScopeId, kind: Kind, id: RecordId) -> Self {
        Self {
            scope,
            kind,
            id,
            ver: 0,
            seq: 0,
            deleted: false,
            fields: Fields::new(),
            stamps: std::collections::BTreeMap::new(),
        }
    }

    /// The value of a field; `null` when it has none.
    pub fn value(&self, field: &str) -> &Value {
        self.fields.get(field).unwrap_or(&Value::Null)
    }

    /// The field that names this record's parent, read as an id.
    pub fn parent(&self) -> Option<RecordId> {
        let field = self.kind.parent_field()?;
        self.fields.get(field)?.as_str()?.parse().ok()
    }
}
