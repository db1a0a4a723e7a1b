//! A crew: a server, a tour with one day, and three laptops. Two are Maya's, who manages the tour;
//! one is Cleo's, who may contribute, so that what else she says is held.

use domain::ids::{OrgId, TourId};
use harness::Database;
use serde_json::{Value, json};

use super::laptop::{Account, Laptop};
use super::service::Service;

/// The day that everybody edits.
pub(super) const DATE: &str = "2026-11-24";
/// The rows of it that everybody edits.
pub(super) const ITEMS: [&str; 3] = ["Load-in", "Doors", "Bus call"];

/// A tour and those who work on it.
pub(super) struct Crew {
    pub(super) service: Service,
    pub(super) tour: TourId,
    pub(super) org: OrgId,
    pub(super) maya: Account,
    /// Maya's two, then Cleo's.
    pub(super) laptops: Vec<Laptop>,
}

impl Crew {
    /// Everybody has a copy of the tour, and nothing is amiss.
    pub(super) async fn on(database: Database) -> Self {
        let mut crew = Self::without_laptops(database).await;
        let cleo = crew.join("Cleo", "contribute").await;
        for (name, who) in [("maya", &crew.maya), ("twin", &crew.maya), ("cleo", &cleo)] {
            let laptop = Laptop::new(name);
            laptop.begin(&crew.service.proxy.site, who, crew.tour).await;
            crew.laptops.push(laptop);
            if name == "maya" {
                arrange(&crew.laptops[0]).await;
            }
        }
        crew
    }

    /// A tour of Maya's that nobody has a copy of yet.
    pub(super) async fn without_laptops(database: Database) -> Self {
        let service = Service::on(database).await;
        let (maya, added) =
            account(&service, "Maya", &["--organisation", "Northern Touring"]).await;
        let org = &added["organisation"];
        let token = service.server().log_in(&maya.email, &maya.password).await;
        let tour = json!({ "organisation": org, "name": "Northern", "home_zone": "Europe/Berlin" });
        let tour = service.server().post(Some(&token), "/v1/tours", &tour).await.ok();
        let read = |id: &Value| id.as_str().unwrap().parse::<uuid::Uuid>().unwrap();
        let (tour, org) = (TourId(read(&tour["id"])), OrgId(read(org)));
        Self { service, tour, org, maya, laptops: Vec::new() }
    }

    /// Somebody new who is at this level in `everyone`.
    pub(super) async fn join(&self, name: &str, level: &str) -> Account {
        let (who, _) = account(&self.service, name, &[]).await;
        let server = self.service.server();
        let token = server.log_in(&self.maya.email, &self.maya.password).await;
        let path = format!("/v1/tours/{}/members/{}", self.tour, who.id);
        let body = json!({ "audiences": { "everyone": level } });
        server.put(&token, &path, &body).await.must_succeed();
        who
    }
}

async fn account(service: &Service, name: &str, more: &[&str]) -> (Account, Value) {
    let email = format!("{}@example.org", name.to_lowercase());
    let args = ["account", "add", "--email", &email, "--name", name, "--json"];
    let added = service.operate(&[&args[..], more].concat()).await.with(0).json();
    let text = |member: &str| added[member].as_str().unwrap().to_owned();
    (Account { id: text("account"), email, password: text("password") }, added)
}

/// The first day of the tour.
pub(super) async fn arrange(laptop: &Laptop) {
    let word = laptop.word();
    let day = ["add", "day", "--day", DATE, "zone=Europe/Berlin"];
    laptop.edit(&word, &day).await.with(0);
    for (title, hour) in ITEMS.iter().zip([8, 19, 23]) {
        let word = laptop.word();
        let (title, when) = (format!("title={title}"), format!("when={hour}:00"));
        laptop.edit(&word, &["add", "item", "--day", DATE, &title, &when]).await.with(0);
    }
    assert!(laptop.is_sent().await);
}
