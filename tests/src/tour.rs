//! A tour with a manager, whom others join, and the ways in which they read and write it.

use std::collections::BTreeMap;

use domain::change::{Edit, Group};
use domain::ids::{OrgId, RecordId, ScopeId, TourId};
use serde_json::{Value, json};

use crate::{Answer, DayBuilder, LiveStream, Person, TestApp, edit};

/// A tour on a test's server.
pub struct Tour<'a> {
    /// The server.
    pub app: &'a TestApp,
    /// Its id.
    pub id: TourId,
    /// Whose it is.
    pub org: OrgId,
    /// Who made it and manages all of it.
    pub manager: Person,
    /// Its audiences by name.
    pub scopes: BTreeMap<String, ScopeId>,
}

impl TestApp {
    /// A new tour of a new organisation, with a manager of its own.
    pub async fn tour(&self, name: &str) -> Tour<'_> {
        let manager = self.person("Maya").await;
        self.tour_of(&manager, name).await
    }

    /// A new tour of a new organisation of somebody's.
    pub async fn tour_of(&self, manager: &Person, name: &str) -> Tour<'_> {
        let org = json!({ "name": format!("{name} Touring") });
        let org = self.post(manager, "/v1/organisations", &org).await.ok();
        self.tour_in(read_id(&org["id"]).into(), manager, name).await
    }

    /// A new tour of an organisation that somebody manages.
    pub async fn tour_in(&self, org: OrgId, manager: &Person, name: &str) -> Tour<'_> {
        let tour = json!({ "organisation": org, "name": name, "home_zone": "Europe/Amsterdam" });
        let tour = self.post(manager, "/v1/tours", &tour).await.ok();
        let audiences = tour["audiences"].as_array().unwrap().iter();
        let scope = |audience: &Value| {
            let name = audience["audience"].as_str().unwrap().to_owned();
            (name, ScopeId(read_id(&audience["id"])))
        };
        let (id, scopes) = (TourId(read_id(&tour["id"])), audiences.map(scope).collect());
        Tour { app: self, id, org, manager: manager.clone(), scopes }
    }
}

impl Tour<'_> {
    /// The same tour, seen through another server on the same database.
    pub fn through<'b>(&self, app: &'b TestApp) -> Tour<'b> {
        let Self { id, org, manager, scopes, .. } = self;
        Tour { app, id: *id, org: *org, manager: manager.clone(), scopes: scopes.clone() }
    }

    /// The scope of an audience.
    pub fn scope(&self, audience: &str) -> ScopeId {
        self.scopes[audience]
    }

    /// A path below the tour's.
    pub fn path(&self, rest: &str) -> String {
        format!("/v1/tours/{}{rest}", self.id)
    }

    /// Somebody new with these levels.
    pub async fn join(&self, name: &str, levels: &[(&str, &str)]) -> Person {
        let person = self.app.person(name).await;
        self.give(&person, levels).await;
        person
    }

    /// Gives somebody these levels.
    pub async fn give(&self, person: &Person, levels: &[(&str, &str)]) {
        let levels: BTreeMap<_, _> = levels.iter().copied().collect();
        let path = self.path(&format!("/members/{}", person.account));
        let body = json!({ "audiences": levels });
        self.app.put(&self.manager, &path, &body).await.must_succeed();
    }

    /// Takes somebody off the tour.
    pub async fn remove(&self, person: &Person) {
        let path = self.path(&format!("/members/{}", person.account));
        self.app.delete(&self.manager, &path, 0).await.must_succeed();
    }

    /// A date, to be filled and awaited.
    pub fn a_day(&self, date: &str) -> DayBuilder<'_> {
        DayBuilder::new(self, date)
    }

    /// A new record in an audience, by the manager.
    pub async fn record(&self, audience: &str, kind: &str, fields: Value) -> RecordId {
        let id = RecordId(self.app.new_id());
        let edit = edit::create(self.scope(audience), kind, id, fields);
        let receipt = self.group(&self.manager, vec![edit]).await;
        assert_eq!(receipt["status"], "applied", "{receipt}");
        id
    }

    /// Submits one group; its receipt.
    pub async fn group(&self, who: &Person, edits: Vec<Edit>) -> Value {
        self.submit_one(who, &edit::group(self.app.new_id(), edits)).await
    }

    /// Submits one group that is made already; its receipt.
    pub async fn submit_one(&self, who: &Person, group: &Group) -> Value {
        self.submit(who, std::slice::from_ref(group)).await.ok()["receipts"][0].clone()
    }

    /// Submits groups.
    pub async fn submit(&self, who: &Person, groups: &[Group]) -> Answer {
        self.app.post(who, &self.path("/groups"), &json!({ "groups": groups })).await
    }

    /// Reads a path below the tour's.
    pub async fn get(&self, who: &Person, rest: &str) -> Answer {
        self.app.get(who, &self.path(rest)).await
    }

    /// Posts to a path below the tour's.
    pub async fn post(&self, who: &Person, rest: &str, body: &Value) -> Answer {
        self.app.post(who, &self.path(rest), body).await
    }

    /// One record as somebody sees it.
    pub async fn see(&self, who: &Person, kind: &str, id: RecordId) -> Value {
        self.get(who, &format!("/{kind}/{id}")).await.ok()
    }

    /// Listens to live hints.
    pub async fn live(&self, who: &Person) -> LiveStream {
        LiveStream::open(self.app, who, &self.path("/live")).await
    }
}

/// The id in a JSON string.
fn read_id(value: &Value) -> uuid::Uuid {
    value.as_str().unwrap().parse().unwrap()
}
