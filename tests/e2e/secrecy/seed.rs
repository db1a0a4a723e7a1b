//! Two tours that look the same to crew. One of them has secrets: in every audience that crew are
//! not in, records of every kind, disputes, held groups, members and invitations. Every secret text
//! holds one odd word, so that a leak is found by a search.

use domain::ids::RecordId;
use harness::{BuiltDay, Person, TestApp, Tour, create, delete, group, set};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::files::{fields, send_whole};

/// In every secret text, and in nothing else.
pub(crate) const WORD: &str = "qzxw";
/// The audience that only the manager and Vera know of.
pub(crate) const CUSTOM: &str = "qzxwers";
/// The day that everyone sees.
pub(crate) const DATE: &str = "2026-10-24";
/// A day that only management sees.
pub(crate) const HIDDEN_DATE: &str = "2026-11-11";
/// A day that nobody has.
pub(crate) const NO_DATE: &str = "2026-11-12";

/// The people of both tours.
pub(crate) struct People {
    /// May write notes in `everyone`.
    pub(crate) crew: Person,
    /// May edit `everyone`.
    pub(crate) editor: Person,
    /// Edits `management`, and reads `everyone`.
    petra: Person,
    /// Reads `management`, and so what he writes there is held.
    pub(crate) rolf: Person,
}

impl People {
    pub(crate) async fn of(app: &TestApp) -> Self {
        Self {
            crew: app.person("Crew").await,
            editor: app.person("Editor").await,
            petra: app.person("Petra").await,
            rolf: app.person("Rolf").await,
        }
    }
}

/// What there is to be found by its id.
#[derive(Default)]
pub(crate) struct Hidden {
    /// Records, with their kinds.
    pub(crate) records: Vec<(&'static str, RecordId)>,
    /// Disputes.
    pub(crate) disputes: Vec<RecordId>,
    /// Templates.
    pub(crate) templates: Vec<RecordId>,
    /// Files, with content.
    pub(crate) files: Vec<RecordId>,
    /// Advance sheets.
    pub(crate) advances: Vec<RecordId>,
    /// Days.
    pub(crate) days: Vec<RecordId>,
    /// Groups, taken and not.
    pub(crate) groups: Vec<Uuid>,
    /// Members whom crew share no audience with.
    pub(crate) accounts: Vec<Uuid>,
    /// Invitations.
    pub(crate) invitations: Vec<Uuid>,
    /// Links to the sheet of the day that everyone sees.
    pub(crate) day_links: Vec<Uuid>,
    /// Scopes.
    pub(crate) scopes: Vec<Uuid>,
}

impl Hidden {
    /// Every id, in the order of the lists above.
    pub(crate) fn ids(&self) -> Vec<Uuid> {
        let records = self.records.iter().map(|(_, id)| id.0);
        let derived = self.disputes.iter().chain(&self.days).map(|id| id.0);
        let others =
            [&self.groups, &self.accounts, &self.invitations, &self.day_links, &self.scopes];
        records.chain(derived).chain(others.into_iter().flatten().copied()).collect()
    }
}

/// A tour with everything that crew may see: one record of each kind, and one dispute.
pub(crate) async fn shown(tour: &Tour<'_>, people: &People) -> BuiltDay {
    tour.give(&people.crew, &[("everyone", "contribute")]).await;
    tour.give(&people.editor, &[("everyone", "edit")]).await;
    tour.give(&people.petra, &[("everyone", "read")]).await;
    tour.give(&people.rolf, &[("everyone", "read")]).await;
    let day = tour.a_day(DATE).in_zone("Europe/Amsterdam").item("Load-in", "08:00");
    let day = day.item("Doors", "19:00").item("Curfew", "23:00").await;
    for (kind, fields) in one_of_each("shown", &day) {
        tour.record("everyone", kind, fields).await;
    }
    for title in ["Gates", "Entrance"] {
        let edit = set("schedule_item", day.item("Doors"), "title", json!("Doors"), json!(title));
        let author = if title == "Gates" { &tour.manager } else { &people.editor };
        tour.group(author, vec![edit]).await;
    }
    let fields = json!({ "day": day.id, "title": "too early" });
    let held = create(tour.scope("everyone"), "schedule_item", RecordId(tour.app.new_id()), fields);
    tour.submit(&people.crew, &[group(tour.app.new_id(), vec![held])]).await.must_succeed();
    day
}

/// The same tour's secrets.
pub(crate) async fn hide(tour: &mut Tour<'_>, people: &People, day: &BuiltDay) -> Hidden {
    let mut hidden = Hidden::default();
    send_whole(tour, &tour.manager, WORD.as_bytes()).await;
    people_and_audiences(tour, people, &mut hidden).await;
    for audience in ["management", "money", "party", CUSTOM] {
        for (kind, fields) in one_of_each(WORD, day) {
            let id = tour.record(audience, kind, fields).await;
            hidden.records.push((kind, id));
            match kind {
                "schedule_template" => hidden.templates.push(id),
                "file" => hidden.files.push(id),
                _ => {}
            }
        }
    }
    hidden_day(tour, &mut hidden).await;
    let link = json!({ "variant": "party", "label": WORD });
    let link = tour.post(&tour.manager, &format!("/days/{DATE}/links"), &link).await.ok();
    hidden.day_links.push(link["id"].as_str().unwrap().parse().unwrap());
    advanced(tour, &mut hidden).await;
    disputed(tour, people, &mut hidden).await;
    undecided(tour, people, day, &mut hidden).await;
    hidden
}

async fn people_and_audiences(tour: &mut Tour<'_>, people: &People, hidden: &mut Hidden) {
    let app = tour.app;
    let made = tour.post(&tour.manager, "/audiences", &json!({ "name": CUSTOM })).await.ok();
    let id: Uuid = made["id"].as_str().unwrap().parse().unwrap();
    tour.scopes.insert(CUSTOM.to_owned(), id.into());
    let shown = |name: &str| name == "everyone";
    let others = tour.scopes.iter().filter(|(name, _)| !shown(name)).map(|(_, scope)| scope.0);
    hidden.scopes.extend(others);
    tour.give(&people.petra, &[("management", "edit")]).await;
    tour.give(&people.rolf, &[("management", "read")]).await;
    let vera = app.person(&format!("Vera {WORD}")).await;
    tour.give(&vera, &[("management", "read"), (CUSTOM, "edit")]).await;
    hidden.accounts.push(vera.account.0);
    let body = json!({
        "audiences": { CUSTOM: "read" }, "email": format!("{WORD}@example.org"),
    });
    let invited = tour.post(&tour.manager, "/invitations", &body).await.ok();
    hidden.invitations.push(invited["id"].as_str().unwrap().parse().unwrap());
}

async fn hidden_day(tour: &Tour<'_>, hidden: &mut Hidden) {
    let id = RecordId::of_day(tour.id, HIDDEN_DATE.parse().unwrap());
    let fields = json!({ "date": HIDDEN_DATE, "title": format!("{WORD} show") });
    let edit = create(tour.scope("management"), "day", id, fields);
    assert_eq!(tour.group(&tour.manager, vec![edit]).await["status"], "applied");
    hidden.days.push(id);
    let item = json!({ "day": id, "title": format!("{WORD} load-in") });
    let item = tour.record("management", "schedule_item", item).await;
    hidden.records.push(("schedule_item", item));
}

/// The advance of an event that everyone sees, with an answer that contradicts what everyone sees, and a
/// link to its form.
async fn advanced(tour: &Tour<'_>, hidden: &mut Hidden) {
    let events = tour.get(&tour.manager, "/event").await.ok();
    let event = events["items"].as_array().unwrap().iter();
    let event =
        event.clone().find(|event| event["fields"]["title"] == "shown").unwrap()["id"].clone();
    let fields = json!({ "event": event, "questions": [question(WORD)], "notes": WORD });
    let advance = tour.record("management", "advance", fields).await;
    let when = json!({ "precision": "exact", "start": "03:33" });
    let fields = json!({ "advance": advance, "key": "doors", "answer": when, "remark": WORD });
    let answer = tour.record("management", "advance_field", fields).await;
    let link = json!({ "recipient": WORD });
    tour.post(&tour.manager, &format!("/advances/{advance}/links"), &link).await.must_succeed();
    let fields = json!({ "name": WORD, "questions": [question(WORD)], "notes": WORD });
    let template = tour.record("management", "advance_template", fields).await;
    hidden.records.extend([
        ("advance", advance),
        ("advance_field", answer),
        ("advance_template", template),
    ]);
    hidden.advances.push(advance);
}

fn question(word: &str) -> Value {
    json!({ "key": "doors", "section": "schedule", "label": word, "input": { "type": "clock" },
        "lands": { "in": "schedule_item", "item_type": "doors" } })
}

/// A dispute in an audience, and a record that is deleted there.
async fn disputed(tour: &Tour<'_>, people: &People, hidden: &mut Hidden) {
    let of_kind = |kind: &str| hidden.records.iter().find(|(of, _)| *of == kind).unwrap().1;
    let (note, task) = (of_kind("note"), of_kind("task"));
    for (author, title) in [(&tour.manager, "first"), (&people.petra, "second")] {
        let to = json!(format!("{WORD} {title}"));
        tour.group(author, vec![set("note", note, "title", json!(WORD), to)]).await;
    }
    hidden.disputes.push(RecordId::of_dispute(note, "title"));
    tour.group(&tour.manager, vec![delete("task", task, 1)]).await;
}

/// Groups that took no effect: held, rejected and discarded.
async fn undecided(tour: &Tour<'_>, people: &People, day: &BuiltDay, hidden: &mut Hidden) {
    let fields = json!({ "day": day.id, "title": format!("{WORD} meeting") });
    for n in 0..3 {
        let id = RecordId(tour.app.new_id());
        let edit = create(tour.scope("management"), "schedule_item", id, fields.clone());
        let mut sent = group(tour.app.new_id(), vec![edit]);
        sent.reason = Some(format!("{WORD} says so"));
        if n == 2 {
            sent.edits.push(set("note", id, "body", Value::Null, json!(1)));
        }
        let author = if n == 2 { &people.petra } else { &people.rolf };
        let receipt = tour.submit_one(author, &sent).await;
        assert_eq!(receipt["status"], if n == 2 { "rejected" } else { "held" });
        hidden.groups.push(sent.id.0);
    }
    let discard = format!("/groups/{}/discard", hidden.groups[1]);
    tour.post(&tour.manager, &discard, &json!({})).await.must_succeed();
}

/// The same fields, about a day.
fn about(day: &BuiltDay, mut fields: Value) -> Value {
    fields["day"] = json!(day.id);
    fields["note"] = fields["name"].clone();
    fields
}

/// A record of each kind that can be about a day, each of its texts with this word.
fn one_of_each(word: &str, day: &BuiltDay) -> Vec<(&'static str, Value)> {
    let when = json!({ "precision": "exact", "start": "12:00" });
    let place = json!({ "name": word, "city": word });
    vec![
        ("leg", json!({ "name": word, "notes": word, "starts": DATE, "ends": DATE })),
        ("venue", json!({ "name": word, "place": place, "phone": word, "notes": word })),
        ("event", json!({ "day": day.id, "title": word, "billing": [word], "notes": word })),
        (
            "schedule_item",
            json!({
                "day": day.id, "title": word, "when": when, "detail": word, "departments": [word],
            }),
        ),
        ("person", json!({ "name": word, "role": word, "phone": word, "notes": word })),
        ("contact", json!({ "name": word, "day": day.id, "email": word, "notes": word })),
        ("vehicle", json!({ "name": word, "plate": word, "driver_contact": word })),
        (
            "travel",
            json!({
                "day": day.id, "title": word, "from": place, "to": place, "depart": when,
                "reference": word,
            }),
        ),
        ("hotel_stay", json!({ "day": day.id, "name": word, "place": place, "wifi": word })),
        ("hold", json!({ "day": day.id, "name": word, "place": place, "agent": word })),
        ("note", json!({ "day": day.id, "title": word, "body": word })),
        ("task", json!({ "day": day.id, "title": word, "detail": word })),
        ("file", about(day, fields(word, word.as_bytes()))),
        (
            "schedule_template",
            json!({
                "name": word, "items": [{ "title": word, "when": when }], "notes": word,
            }),
        ),
    ]
}
