//! Every operation of the API's description, with something in each of its gaps.

use domain::record::Kind;
use reqwest::Method;
use reqwest::header::{HeaderMap, IF_MATCH};
use serde_json::{Value, json};
use uuid::Uuid;

use harness::{Answer, Person, TestApp};

use super::seed::{DATE, Hidden};

/// One request.
#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) body: Option<Value>,
}

impl Request {
    fn new(method: &Method, path: String, body: Option<Value>) -> Self {
        Self { method: method.clone(), path, body }
    }

    pub(crate) async fn send(&self, app: &TestApp, who: &Person) -> Answer {
        let seen: HeaderMap = [(IF_MATCH, "\"1\"".parse().unwrap())].into_iter().collect();
        app.send(self.method.clone(), Some(who), &self.path, seen, self.body.as_ref()).await
    }

    /// The same with another text in one place.
    pub(crate) fn with(&self, old: &str, new: &str) -> Self {
        let body = self.body.as_ref().map(|body| body.to_string().replace(old, new));
        let body = body.map(|body| serde_json::from_str(&body).unwrap());
        Self { method: self.method.clone(), path: self.path.replace(old, new), body }
    }
}

/// The operations of the description: method and path with gaps.
pub(crate) fn operations() -> Vec<(Method, String)> {
    let described: Value = serde_json::from_str(&api::http::openapi::json()).unwrap();
    let mut operations = Vec::new();
    for (path, methods) in described["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            let method = method.to_uppercase().parse::<Method>();
            operations.extend(method.ok().map(|method| (method, path.clone())));
        }
    }
    assert!(operations.len() > 40, "only {} operations are described", operations.len());
    operations
}

/// Every reading of a tour that names nothing hidden.
pub(crate) fn readings(tour: &str) -> Vec<Request> {
    let of_tour = |(method, path): &(Method, String)| {
        *method == Method::GET
            && path.starts_with("/v1/tours/{tour}")
            && !path.ends_with("/live")
            && !["{id}", "{group}", "{file}", "{advance}", "{event}", "{stay}"]
                .iter()
                .any(|gap| path.contains(gap))
    };
    let found = operations().into_iter().filter(of_tour);
    let filled = found.flat_map(|(method, path)| {
        let path = path.replace("{tour}", tour).replace("{date}", DATE);
        each_kind(&path).into_iter().map(move |path| Request::new(&method, path, None))
    });
    filled.collect()
}

fn each_kind(path: &str) -> Vec<String> {
    if path.contains("{kind}") {
        Kind::KNOWN.iter().map(|kind| path.replace("{kind}", kind.name())).collect()
    } else {
        vec![path.to_owned()]
    }
}

/// Every operation on something hidden, each with the id that it names.
pub(crate) fn about_hidden(tour: &str, hidden: &Hidden) -> Vec<(Request, Uuid)> {
    let mut requests = Vec::new();
    for (method, path) in operations() {
        if !path.starts_with("/v1/tours/{tour}") {
            continue;
        }
        let path = path.replace("{tour}", tour).replace("{date}", DATE);
        for (path, id) in paths_to(&path, hidden) {
            let bodies = bodies(&method, &path, id);
            let asked =
                bodies.into_iter().map(|body| (Request::new(&method, path.clone(), body), id));
            requests.extend(asked);
        }
    }
    requests.extend(by_bodies(tour, hidden));
    requests
}

/// The paths with a hidden id in their gap.
fn paths_to(path: &str, hidden: &Hidden) -> Vec<(String, Uuid)> {
    let of = |ids: &[domain::ids::RecordId]| ids.iter().map(|id| id.0).collect::<Vec<_>>();
    if path.contains("{kind}/{id}") {
        let disputes = hidden.disputes.iter().map(|id| ("dispute", id));
        let days = hidden.days.iter().map(|id| ("day", id));
        let records = hidden.records.iter().map(|(kind, id)| (*kind, id));
        let filled = records.chain(disputes).chain(days).map(|(kind, id)| {
            (path.replace("{kind}", kind).replace("{id}", &id.to_string()), id.0)
        });
        return filled.collect();
    }
    if path.contains("/days/") && path.contains("{link}") {
        let filled = hidden.day_links.iter();
        return filled.map(|id| (path.replace("{link}", &id.to_string()), *id)).collect();
    }
    let of_kind = |wanted: &str| {
        let records = hidden.records.iter().filter(|(kind, _)| *kind == wanted);
        records.map(|(_, id)| id.0).collect::<Vec<_>>()
    };
    // What is below a hidden sheet is asked for by any id.
    let path = &path.replace("{link}", &Uuid::nil().to_string());
    let path = &path.replace("{mail}", &Uuid::nil().to_string());
    let gaps = [
        ("{advance}", of(&hidden.advances)),
        ("{event}", of_kind("event")),
        ("{stay}", of_kind("hotel_stay")),
        ("{group}", hidden.groups.clone()),
        ("{account}", hidden.accounts.clone()),
        ("{dispute}", of(&hidden.disputes)),
        ("{template}", of(&hidden.templates)),
        ("{file}", of(&hidden.files)),
        ("{id}", hidden.invitations.clone()),
    ];
    let found = gaps.into_iter().find(|(gap, _)| path.contains(gap));
    let fill = |(gap, ids): (&str, Vec<Uuid>)| {
        let filled = ids.into_iter().map(|id| (path.replace(gap, &id.to_string()), id));
        filled.collect::<Vec<_>>()
    };
    found.map(fill).unwrap_or_default()
}

/// What is sent to a path with a hidden id. An operation that is not known here is not covered, so
/// it fails the test until somebody says what to send.
fn bodies(method: &Method, path: &str, id: Uuid) -> Vec<Option<Value>> {
    let parts: Vec<_> = path.split('/').skip(4).collect();
    let body = match (method.as_str(), parts.as_slice()) {
        ("GET" | "DELETE", _) => None,
        (
            "POST",
            [.., "restore" | "accept" | "discard"]
            | ["advances", _, "keep" | "links" | "mails"]
            | ["advances", _, "mails", _, "send" | "text"],
        ) => Some(json!({})),
        ("POST", ["disputes", _, "settle"]) => Some(json!({ "to": "mine", "saw": ["s1"] })),
        ("POST", ["schedule_templates", _, "apply"]) => Some(json!({ "dates": [DATE] })),
        ("POST", ["advances", _, "answers"]) => {
            Some(json!({ "answers": [{ "key": "doors", "typed": "20:00" }] }))
        }
        ("POST", ["advances", _, "questions"]) => {
            let question = json!({ "key": "mine", "section": "other", "label": "mine",
                "input": { "type": "yes_no" } });
            Some(json!({ "question": question }))
        }
        ("POST", ["advances", _, "decisions"]) => Some(json!({ "all": true })),
        ("PATCH", ["advances", _, "mails", _]) => Some(json!({ "subject": "mine" })),
        ("PUT", ["members", _]) => Some(json!({ "audiences": { "everyone": "manage" } })),
        ("PATCH", [_, last]) if *last == id.to_string() => {
            Some(json!({ "fields": { "title": "mine" } }))
        }
        _ => {
            panic!("what does `{method} {path}` take? Say it here, so that it is tried on secrets")
        }
    };
    vec![body]
}

/// Requests that name something hidden in their body.
fn by_bodies(tour: &str, hidden: &Hidden) -> Vec<(Request, Uuid)> {
    let mut requests = Vec::new();
    let mut post = |rest: &str, body: Value, id: Uuid| {
        let path = format!("/v1/tours/{tour}{rest}");
        requests.push((Request::new(&Method::POST, path, Some(body)), id));
    };
    for (kind, id) in &hidden.records {
        let id = id.0;
        let edits = [
            json!({ "do": "set", "kind": kind, "id": id, "fields": { "title": [null, "mine"] } }),
            json!({ "do": "add", "kind": kind, "id": id, "field": "departments", "value": "a" }),
            json!({ "do": "delete", "kind": kind, "id": id, "ver": 1 }),
            json!({ "do": "undelete", "kind": kind, "id": id }),
        ];
        for edit in edits {
            post("/groups", one_edit(&edit), id);
        }
        let feed = json!({ "shape": "items", "person": id });
        post("/feeds", feed, id);
        let shift = json!({ "after": { "item": id }, "minutes": 10 });
        post(&format!("/days/{DATE}/shift"), shift, id);
        let shift = json!({ "after": { "clock": "07:00" }, "minutes": 10, "include": [id] });
        post(&format!("/days/{DATE}/shift?preview=true"), shift, id);
    }
    for id in &hidden.disputes {
        let edit = json!({ "do": "settle", "dispute": id, "to": "mine", "saw": ["s1"] });
        post("/groups", one_edit(&edit), id.0);
    }
    for id in &hidden.days {
        let fields = json!({ "day": id, "title": "under it", "body": "about it", "name": "x" });
        for kind in ["schedule_item", "travel", "event", "hotel_stay", "task", "note"] {
            post(&format!("/{kind}"), json!({ "fields": fields }), id.0);
        }
    }
    for id in &hidden.scopes {
        let record = Uuid::from_u128(7);
        let fields = json!({ "body": "into it" });
        let edit =
            json!({ "do": "create", "scope": id, "kind": "note", "id": record, "fields": fields });
        post("/groups", one_edit(&edit), *id);
    }
    requests
}

/// A group of one edit. Its id is not yet given.
fn one_edit(edit: &Value) -> Value {
    json!({ "groups": [{ "id": FRESH, "edits": [edit] }] })
}

/// Stands for an id that is made anew for every request.
pub(crate) const FRESH: &str = "00000000-0000-7000-8000-00000000f4e5";
