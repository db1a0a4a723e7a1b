//! A record as it is read: the typed fields beside everything the record itself says.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use crate::ids::{RecordId, ScopeId};
use crate::problem::FieldProblem;
use crate::record::{Record, Stamp, TypedRecord};

/// A live record whose fields have been read. It reads like its typed fields: `item.title`.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<T> {
    record: Arc<Record>,
    parent: Option<RecordId>,
    fields: T,
}

impl<T: TypedRecord> Entry<T> {
    /// Reads a record. What its kind requires is there, or the field that is missing is named.
    pub(super) fn read(record: &Arc<Record>) -> Result<Self, FieldProblem> {
        let missing =
            T::RULES.iter().find(|rule| rule.required && record.value(rule.name).is_null());
        if let Some(rule) = missing {
            return Err(FieldProblem::new(rule.name, "is required"));
        }
        let (parent, fields) = (record.parent(), T::read(&record.fields)?);
        Ok(Self { record: Arc::clone(record), parent, fields })
    }
}

impl<T> Entry<T> {
    /// The record's id.
    pub fn id(&self) -> RecordId {
        self.record.id
    }

    /// The day it belongs to, for kinds that belong to one.
    pub fn parent(&self) -> Option<RecordId> {
        self.parent
    }

    /// The audience it belongs to.
    pub fn scope(&self) -> ScopeId {
        self.record.scope
    }

    /// How often it was changed.
    pub fn ver(&self) -> u64 {
        self.record.ver
    }

    /// The scope's counter at its newest change.
    pub fn seq(&self) -> u64 {
        self.record.seq
    }

    /// Who set each field.
    pub fn stamps(&self) -> &BTreeMap<String, Stamp> {
        &self.record.stamps
    }

    /// The record itself, with fields that this version does not know.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// The typed fields.
    pub fn fields(&self) -> &T {
        &self.fields
    }
}

impl<T> Deref for Entry<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.fields
    }
}
