//! The database that is measured: tours with one full day each, written through the ledger like any
//! others, before the server is started on them.

use std::path::Path;

use anyhow::Context;
use api::service::access::Actor;
use api::service::ledger::Submission;
use api::service::{access, accounts, organisations, tours};
use api::store::Store;
use api::{App, Clock, Settings};
use chrono::{Days, NaiveDate};
use domain::change::{Create, Edit, Group};
use domain::ids::{AccountId, GroupId, OrgId, RecordId, ScopeId, TourId};
use domain::record::Kind;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::load::{Connection, request};

/// What the log-in of everybody who measures is.
pub(crate) const EMAIL: &str = "bench@example.com";
/// Its password.
pub(crate) const PASSWORD: &str = "measure twice, cut once";
/// Rows of the day, as many as an ordinary show day has.
pub(crate) const ITEMS: [(&str, &str); 16] = [
    ("Arrival", "07:30"),
    ("Crew call", "08:00"),
    ("Load-in", "08:30"),
    ("Rigging", "09:00"),
    ("Lunch", "13:00"),
    ("Line check", "15:30"),
    ("Soundcheck", "16:00"),
    ("Dinner", "17:30"),
    ("Support soundcheck", "18:15"),
    ("Doors", "19:00"),
    ("Support", "19:45"),
    ("Changeover", "20:20"),
    ("Set", "20:45"),
    ("Curfew", "23:00"),
    ("Load-out", "23:15"),
    ("Bus call", "01:30+1"),
];

/// A seeded database.
pub(crate) struct World {
    /// The organisation that every tour belongs to.
    pub(crate) org: OrgId,
    /// Who manages them.
    pub(crate) account: AccountId,
    /// The tours.
    pub(crate) tours: Vec<Tour>,
}

/// One tour of it.
#[derive(Clone, Copy)]
pub(crate) struct Tour {
    /// The tour.
    pub(crate) id: TourId,
    /// Its `everyone`.
    pub(crate) scope: ScopeId,
    /// The items of its day, one after the other.
    pub(crate) items: [RecordId; ITEMS.len()],
}

/// The date of the full day.
pub(crate) fn date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date that exists")
}

/// A new id from the machine's clock.
pub(crate) fn id() -> Uuid {
    api::random::id(&Clock::system())
}

/// A database under the hands of whoever fills it, before a server is started on it.
pub(crate) struct Begun {
    /// The service, in this process.
    pub(crate) app: App,
    /// Who fills it.
    pub(crate) actor: Actor,
    /// The organisation that every tour belongs to.
    pub(crate) org: OrgId,
}

impl Begun {
    /// Makes a database with an account and an organisation.
    pub(crate) async fn at(database_url: &str) -> anyhow::Result<Self> {
        let store = Store::open(database_url, 10).await?;
        store.migrate().await?;
        let app = App::new(store, Clock::system(), Settings::default());
        let account = accounts::add(&app, EMAIL, "Bench", PASSWORD).await?.id;
        let expires_at = app.clock.now() + chrono::Duration::days(1);
        let actor = Actor { account, session: id(), expires_at };
        let org = organisations::create(&app, &actor, "Bench").await?.id;
        Ok(Self { app, actor, org })
    }

    /// Leaves it to a server.
    pub(crate) async fn end(self) -> anyhow::Result<()> {
        self.app.stopping.send_replace(true);
        Ok(self.app.store.clone().close().await?)
    }
}

/// Makes a database with this many tours.
pub(crate) async fn seed(database_url: &str, n_tours: usize) -> anyhow::Result<World> {
    let begun = Begun::at(database_url).await?;
    let (app, actor, org) = (&begun.app, &begun.actor, begun.org);
    let account = actor.account;
    let mut made = Vec::with_capacity(n_tours);
    while made.len() < n_tours {
        let n_now = (n_tours - made.len()).min(32);
        let now = (0..n_now).map(|_| {
            let (app, actor) = (app.clone(), actor.clone());
            tokio::spawn(async move { tour(&app, &actor, org).await })
        });
        for tour in now.collect::<Vec<_>>() {
            made.push(tour.await??);
        }
    }
    begun.end().await?;
    Ok(World { org, account, tours: made })
}

async fn tour(app: &App, actor: &Actor, org: OrgId) -> anyhow::Result<Tour> {
    let name = format!("Tour {}", id());
    let new = tours::New { org, name, artist: None, home_zone: None };
    let tour = tours::create(app, actor, new).await?.id;
    let access = access::tour(app, actor, tour).await?;
    let scope = access.audience("everyone").context("a tour without `everyone`")?.id;
    let day = RecordId::of_day(tour, date());
    let tomorrow = date() + Days::new(1);
    let mut edits = vec![
        create(
            scope,
            Kind::Day,
            day,
            &json!({
                "date": date(), "day_type": "show", "zone": "Europe/Berlin",
                "place": {"city": "Hamburg", "country": "DE", "lat": 53.55, "lon": 9.99},
            }),
        ),
        create(
            scope,
            Kind::Day,
            RecordId::of_day(tour, tomorrow),
            &json!({
                "date": tomorrow, "day_type": "show", "zone": "Europe/Berlin",
                "place": {"city": "Cologne", "country": "DE", "lat": 50.94, "lon": 6.96},
            }),
        ),
    ];
    let items = ITEMS.map(|(title, start)| {
        let item = RecordId(id());
        let when = json!({"precision": "exact", "start": start});
        let fields = json!({"day": day, "title": title, "when": when, "confirmed": true});
        edits.push(create(scope, Kind::ScheduleItem, item, &fields));
        item
    });
    let author = actor.account;
    let groups = vec![group(author, edits)];
    app.ledger.submit(Submission { org, tour, author, groups, guest_in: None }).await?;
    Ok(Tour { id: tour, scope, items })
}

/// A new record as an edit.
pub(crate) fn create(scope: ScopeId, kind: Kind, id: RecordId, fields: &Value) -> Edit {
    let fields = fields.as_object().cloned().unwrap_or_default();
    Edit::Create(Create { scope, kind, id, fields })
}

/// A group of edits as nobody's replica sends it.
pub(crate) fn group(author: AccountId, edits: Vec<Edit>) -> Group {
    Group {
        id: GroupId(id()),
        prev: None,
        replica: None,
        author: Some(author),
        via: None,
        said_at: None,
        reason: None,
        edits,
    }
}

/// An edit of one item as it is sent: somebody writes where it is.
pub(crate) fn edit(tour: &Tour, item: usize, count: usize) -> String {
    let place = |count: usize| json!(format!("Stage {count}"));
    let from = if count == 0 { Value::Null } else { place(count - 1) };
    let item = tour.items[item % ITEMS.len()];
    json!({"groups": [{"id": id(), "edits": [{
        "do": "set", "kind": "schedule_item", "id": item,
        "fields": {"place": [from, place(count)]},
    }]}]})
    .to_string()
}

/// Logs in over HTTP.
pub(crate) async fn log_in(address: &str) -> anyhow::Result<String> {
    let body = json!({"email": EMAIL, "password": PASSWORD}).to_string();
    let mut connection = Connection::open(address).await?;
    let (status, body) = connection.ask(&request("POST", "/v1/sessions", &[], &body)).await?;
    anyhow::ensure!(status == 201, "log-in: {status} {}", String::from_utf8_lossy(&body));
    let answer: Value = serde_json::from_slice(&body)?;
    Ok(answer["token"].as_str().context("no token")?.to_owned())
}

/// The address of a SQLite file in a folder.
pub(crate) fn sqlite_in(folder: &Path, name: &str) -> String {
    format!("sqlite://{}?mode=rwc", folder.join(name).display())
}
