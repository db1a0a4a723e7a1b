//! What somebody of the demo writes: records gathered into groups, then submitted in their name,
//! as a client would do it.

use std::collections::BTreeMap;

use domain::change::{Create, Edit, FromTo, Group, Status};
use domain::ids::{AccountId, GroupId, OrgId, RecordId, ScopeId, TourId};
use domain::limits::GROUPS_PER_REQUEST_MAX;
use domain::record::{Fields, Kind};
use serde_json::Value;

use crate::app::App;
use crate::error::{Error, Result};
use crate::random;
use crate::service::ledger::Submission;

/// The tour that is written to.
#[derive(Clone)]
pub(super) struct Desk {
    pub(super) org: OrgId,
    pub(super) tour: TourId,
    /// The audiences by name.
    pub(super) audiences: BTreeMap<String, ScopeId>,
}

/// Somebody's groups on their way.
pub(super) struct Pen<'a> {
    app: &'a App,
    desk: &'a Desk,
    author: AccountId,
    edits: Vec<Edit>,
    groups: Vec<Group>,
}

impl<'a> Pen<'a> {
    pub(super) fn new(app: &'a App, desk: &'a Desk, author: AccountId) -> Self {
        Self { app, desk, author, edits: Vec::new(), groups: Vec::new() }
    }

    /// A new record in an audience. Texts and lists that are empty are left out.
    pub(super) fn add(&mut self, audience: &str, kind: Kind, fields: Value) -> Result<RecordId> {
        let id = RecordId(random::id(&self.app.clock));
        self.add_as(id, audience, kind, fields)
    }

    /// A new record whose id is known.
    pub(super) fn add_as(
        &mut self,
        id: RecordId,
        audience: &str,
        kind: Kind,
        fields: Value,
    ) -> Result<RecordId> {
        let scope = self.desk.audiences.get(audience).copied().ok_or_else(Error::not_found)?;
        let fields = filled(fields);
        self.edits.push(Edit::Create(Create { scope, kind, id, fields }));
        Ok(id)
    }

    /// A new value of one field, as seen by somebody whose screen shows `from`.
    pub(super) fn set(
        &mut self,
        kind: Kind,
        id: RecordId,
        field: &str,
        (from, to): (Value, Value),
    ) {
        let fields = BTreeMap::from([(field.to_owned(), FromTo(from, to))]);
        self.edits.push(Edit::Set { kind, id, fields });
    }

    /// Ends a group: what was written since the last one takes effect together.
    pub(super) fn end_group(&mut self, reason: Option<&str>) {
        let edits = std::mem::take(&mut self.edits);
        let id = GroupId(random::id(&self.app.clock));
        self.groups.push(Group {
            id,
            prev: None,
            replica: None,
            author: Some(self.author),
            via: None,
            said_at: None,
            reason: reason.map(str::to_owned),
            edits,
        });
    }

    /// Submits the groups. Anything but the outcome that was meant is our mistake.
    pub(super) async fn send(self, meant: Status) -> Result<()> {
        let mut groups = self.groups.into_iter().peekable();
        while groups.peek().is_some() {
            let groups = groups.by_ref().take(GROUPS_PER_REQUEST_MAX).collect();
            let (org, tour, author) = (self.desk.org, self.desk.tour, self.author);
            let submission = Submission { org, tour, author, groups, guest_in: None };
            for receipt in self.app.ledger.submit(submission).await?.receipts {
                if receipt.status != meant {
                    return Err(Error::internal(format!("the demo was refused: {receipt:?}")));
                }
            }
        }
        Ok(())
    }
}

fn filled(fields: Value) -> Fields {
    let Value::Object(fields) = fields else { return Fields::new() };
    let empty = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    };
    fields.into_iter().filter(|(_, value)| !empty(value)).collect()
}
