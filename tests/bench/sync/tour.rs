//! A long tour, written through the ledger: days with their schedules, shows, hotels, travel, tasks
//! and contacts, and the people who travel.

use anyhow::Context;
use api::service::ledger::Submission;
use api::service::{access, tours};
use chrono::{Days, NaiveDate};
use domain::change::{Edit, in_groups};
use domain::ids::{RecordId, ScopeId, TourId};
use domain::limits::GROUPS_PER_REQUEST_MAX;
use domain::record::Kind;
use serde_json::{Value, json};

use crate::world::{Begun, ITEMS, create, group, id};

/// What the tour is called.
pub(super) const NAME: &str = "Northern Lights";
/// Records of a day, with its venue and its contacts.
const OF_A_DAY: usize = 10 + ITEMS.len();
/// Days of the tour that are over.
const DAYS_OVER: u64 = 40;

const PLACES: [(&str, &str, &str); 12] = [
    ("Hamburg", "DE", "Europe/Berlin"),
    ("Amsterdam", "NL", "Europe/Amsterdam"),
    ("London", "GB", "Europe/London"),
    ("Glasgow", "GB", "Europe/London"),
    ("Lisbon", "PT", "Europe/Lisbon"),
    ("Helsinki", "FI", "Europe/Helsinki"),
    ("Warsaw", "PL", "Europe/Warsaw"),
    ("Milan", "IT", "Europe/Rome"),
    ("Athens", "GR", "Europe/Athens"),
    ("Paris", "FR", "Europe/Paris"),
    ("Zürich", "CH", "Europe/Zurich"),
    ("Prague", "CZ", "Europe/Prague"),
];
const NAMES: [&str; 10] =
    ["Ida", "Jonas", "Marta", "Lukas", "Noor", "Pieter", "Aoife", "Tomasz", "Élise", "Ravi"];
const FAMILIES: [&str; 9] = [
    "Berg",
    "Kowalska",
    "O’Neill",
    "Santos",
    "Virtanen",
    "Rossi",
    "de Vries",
    "Papadakis",
    "Novák",
];
const HALLS: [&str; 8] =
    ["Arena", "Stadthalle", "Palladium", "Docks", "Opera", "Velodrome", "Warehouse", "Park"];
const REMARKS: [&str; 9] = [
    "Two loaders short, house sends them at nine",
    "Dock is on the river side, ring twice",
    "In ears only, no wedges tonight",
    "Support brings their own desk",
    "Cherry picker is booked until noon",
    "Meal tickets are with the runner",
    "Vegan option for six, no nuts anywhere near the kitchen",
    "Sound limit is read at the mixing desk",
    "The union breaks for thirty minutes here",
];
const TYPES: [&str; ITEMS.len()] = [
    "arrival",
    "call",
    "load_in",
    "other",
    "catering",
    "line_check",
    "soundcheck",
    "catering",
    "soundcheck",
    "doors",
    "support",
    "changeover",
    "set",
    "curfew",
    "load_out",
    "bus_call",
];

/// A tour that was written.
#[derive(Clone)]
pub(super) struct Seeded {
    /// The tour.
    pub(super) id: TourId,
    /// Its `everyone`.
    pub(super) scope: ScopeId,
    /// The rows of its schedules, day by day, none with a place.
    pub(super) items: Vec<RecordId>,
    /// A date in the middle of it.
    pub(super) date: NaiveDate,
    /// How many records it has.
    pub(super) n_records: usize,
}

/// Makes a database with a tour of this many records, one of them the tour itself.
pub(super) async fn seed(database_url: &str, n_records: usize) -> anyhow::Result<Seeded> {
    let begun = Begun::at(database_url).await?;
    let (app, actor, org) = (&begun.app, &begun.actor, begun.org);
    let new = tours::New { org, name: NAME.to_owned(), artist: None, home_zone: None };
    let tour = tours::create(app, actor, new).await?.id;
    let access = access::tour(app, actor, tour).await?;
    let scope = access.audience("everyone").context("a tour without `everyone`")?.id;
    let n_days = (n_records - 1) / OF_A_DAY;
    let first = app.clock.now().date_naive() - Days::new(DAYS_OVER);
    let mut writing = Writing { scope, edits: Vec::new(), items: Vec::new() };
    let n_people = n_records - 1 - n_days * OF_A_DAY;
    for number in 0..n_people {
        writing.person(number);
    }
    for number in 0..n_days {
        let date = first + Days::new(number as u64);
        writing.day(number, RecordId::of_day(tour, date), date);
    }
    let Writing { edits, items, .. } = writing;
    anyhow::ensure!(edits.len() + 1 == n_records, "{} records were planned", edits.len() + 1);
    let author = actor.account;
    let groups: Vec<_> = in_groups(edits).into_iter().map(|edits| group(author, edits)).collect();
    for groups in groups.chunks(GROUPS_PER_REQUEST_MAX) {
        let groups = groups.to_vec();
        let submitted =
            app.ledger.submit(Submission { org, tour, author, groups, guest_in: None }).await?;
        for receipt in submitted.receipts {
            let refused = receipt.problem.as_ref();
            anyhow::ensure!(refused.is_none(), "the tour was refused: {refused:?}");
        }
    }
    begun.end().await?;
    let date = first + Days::new(DAYS_OVER + 1);
    Ok(Seeded { id: tour, scope, items, date, n_records })
}

/// Edits as they gather.
struct Writing {
    scope: ScopeId,
    edits: Vec<Edit>,
    items: Vec<RecordId>,
}

/// One of several, the next time another one.
fn one<T>(of: &[T], number: usize) -> &T {
    &of[number.wrapping_mul(2_654_435_761) % of.len()]
}

impl Writing {
    fn add(&mut self, kind: Kind, record: RecordId, fields: &Value) {
        self.edits.push(create(self.scope, kind, record, fields));
    }

    fn make(&mut self, kind: Kind, fields: &Value) -> RecordId {
        let record = RecordId(id());
        self.add(kind, record, fields);
        record
    }

    fn person(&mut self, number: usize) {
        let (name, family) = (one(&NAMES, number), one(&FAMILIES, number / 3));
        self.make(
            Kind::Person,
            &json!({
                "name": format!("{name} {family}"), "role": "Rigger", "department": "Lights",
                "phone": format!("+49 151 {:08}", number * 7_919),
                "email": format!("crew{number}@example.org"), "position": number,
            }),
        );
    }

    fn day(&mut self, number: usize, day: RecordId, date: NaiveDate) {
        let (city, country, zone) = *one(&PLACES, number);
        let place = json!({"city": city, "country": country});
        let fields = json!({"date": date, "day_type": "show", "zone": zone, "place": place});
        self.add(Kind::Day, day, &fields);
        let hall = format!("{city} {}", one(&HALLS, number));
        let venue = self.make(
            Kind::Venue,
            &json!({
                "name": hall, "place": place, "capacity": 900 + number * 37 % 14_000,
                "phone": format!("+49 40 {:07}", number * 104_729 % 10_000_000),
                "load_in_access": one(&REMARKS, number), "bus_parking": "behind the hall",
            }),
        );
        let event = self.make(
            Kind::Event,
            &json!({"day": day, "event_type": "show", "venue": venue, "title": hall}),
        );
        for (idx, (title, start)) in ITEMS.iter().enumerate() {
            let item = self.item(number * ITEMS.len() + idx, day, (title, start, TYPES[idx]));
            self.items.push(item);
        }
        self.around(number, day, event, city);
    }

    fn item(&mut self, number: usize, day: RecordId, what: (&str, &str, &str)) -> RecordId {
        let (title, start, item_type) = what;
        let when = json!({"precision": "exact", "start": start});
        let mut fields = json!({"day": day, "title": title, "when": when, "item_type": item_type});
        if number.is_multiple_of(3) {
            fields["detail"] = json!(format!("{} ({number})", one(&REMARKS, number)));
        }
        self.make(Kind::ScheduleItem, &fields)
    }

    /// What else a day has.
    fn around(&mut self, number: usize, day: RecordId, event: RecordId, city: &str) {
        let confirmation = format!("H{:06}", number * 7_727 % 1_000_000);
        self.make(
            Kind::HotelStay,
            &json!({"day": day, "name": format!("Hotel {city}"), "confirmation": confirmation}),
        );
        let depart = json!({"precision": "about", "start": "02:00+1"});
        let title = format!("Overnight to the next hall, {} km", 80 + number * 53 % 700);
        self.make(
            Kind::Travel,
            &json!({"day": day, "mode": "bus", "title": title, "depart": depart}),
        );
        for task in 0..2 {
            let title = format!("{} #{}", one(&REMARKS, number + task), number * 2 + task);
            self.make(Kind::Task, &json!({"day": day, "title": title, "department": "Production"}));
        }
        let body = format!("{}. {}.", one(&REMARKS, number + 5), one(&REMARKS, number * 3 + 1));
        self.make(Kind::Note, &json!({"day": day, "title": city, "body": body}));
        for contact in 0..2 {
            let n = number * 2 + contact;
            let name = format!("{} {}", one(&NAMES, n), one(&FAMILIES, n / 5));
            let phone = format!("+44 7700 {:06}", n * 7_919 % 1_000_000);
            let fields =
                json!({"event": event, "name": name, "role": "Promoter rep", "phone": phone});
            self.make(Kind::Contact, &fields);
        }
    }
}
