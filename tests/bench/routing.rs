//! The rules of the road on a long tour, as pure functions: what a check costs beside the distances alone.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant;

use chrono::{Days, NaiveDate};
use domain::book::Book;
use domain::ids::{RecordId, ScopeId, v7};
use domain::record::{Kind, Record};
use domain::routing::Roads;
use domain::view::{checks, driver_hours, routing};
use serde_json::{Value, json};

use crate::Options;
use crate::report::{Figure, line, ratio, section};

/// Dates of the tour.
const DATES: u64 = 120;
/// How often each is done.
const TIMES: usize = 50;
/// City, country, degrees north and east, zone.
const TOWNS: [(&str, &str, f64, f64, &str); 8] = [
    ("Hamburg", "DE", 53.5511, 9.9937, "Europe/Berlin"),
    ("Berlin", "DE", 52.52, 13.405, "Europe/Berlin"),
    ("Warszawa", "PL", 52.2297, 21.0122, "Europe/Warsaw"),
    ("Wien", "AT", 48.2082, 16.3738, "Europe/Vienna"),
    ("Zürich", "CH", 47.3769, 8.5417, "Europe/Zurich"),
    ("Lyon", "FR", 45.764, 4.8357, "Europe/Paris"),
    ("Paris", "FR", 48.8566, 2.3522, "Europe/Paris"),
    ("London", "GB", 51.5074, -0.1278, "Europe/London"),
];

/// Prints all of it.
pub(crate) fn run(options: &Options) {
    if !options.wants("routing") {
        return;
    }
    section(&format!("a tour of {DATES} dates with two buses and three trucks, in memory"));
    let (book, roads) = (tour(), Roads::default());
    let distances = timed(|| routing(&book, &roads).total_road_km);
    let hours = timed(|| driver_hours(&book, &roads).vehicles.len());
    let all = timed(|| checks(&book, &roads).problems.len());
    line("floor: distances and drives alone (ms)", &distances.text(2));
    line("drivers' hours (ms)", &hours.text(2));
    line("all checks (ms, target ≤ 20)", &all.text(2));
    ratio("all checks beside the floor", &all, &distances, "none");
}

fn timed<T>(of: impl Fn() -> T) -> Figure {
    let once = |_| {
        let began = Instant::now();
        black_box(of());
        began.elapsed().as_secs_f64() * 1e3
    };
    Figure::new((0..TIMES).map(once).collect())
}

/// Five shows and a day off, again and again, each with its load-in, load-out and bus call.
fn tour() -> Book {
    let mut pen = Pen { records: Vec::new() };
    for (name, vehicle_type) in [
        ("Bus A", "nightliner"),
        ("Bus B", "nightliner"),
        ("Truck 1", "truck"),
        ("Truck 2", "truck"),
        ("Truck 3", "truck"),
    ] {
        pen.add(Kind::Vehicle, &json!({ "name": name, "vehicle_type": vehicle_type }));
    }
    let first = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap_or_default();
    for n in 0..DATES {
        let date = first + Days::new(n);
        let is_off = n % 6 == 5;
        let town = TOWNS[usize::try_from(n - n / 6).unwrap_or(0) % TOWNS.len()];
        let (city, country, lat, lon, zone) = town;
        let place = json!({ "city": city, "country": country, "lat": lat, "lon": lon });
        let day_type = if is_off { "day_off" } else { "show" };
        let day = json!({ "date": date, "day_type": day_type, "zone": zone, "place": place });
        let day = pen.add(Kind::Day, &day);
        if is_off {
            continue;
        }
        for (item_type, start, end) in [
            ("load_in", "10:00", Some("12:00")),
            ("doors", "19:00", None),
            ("set", "21:00", Some("22:30")),
            ("curfew", "23:00", None),
            ("load_out", "23:00", Some("01:00+1")),
            ("bus_call", "01:30+1", None),
        ] {
            let mut when = json!({ "precision": "exact", "start": start });
            if let Some(end) = end {
                when["end"] = json!(end);
            }
            let item =
                json!({ "day": day, "title": item_type, "item_type": item_type, "when": when });
            pen.add(Kind::ScheduleItem, &item);
        }
    }
    pen.records.into_iter().collect()
}

struct Pen {
    records: Vec<Record>,
}

impl Pen {
    fn add(&mut self, kind: Kind, fields: &Value) -> RecordId {
        let n = self.records.len() as u64 + 1;
        let id = RecordId(v7(1_790_000_000_000 + n, [0; 10]));
        let fields = fields.as_object().cloned().unwrap_or_default();
        let scope = ScopeId(v7(1, [0; 10]));
        let stamps = BTreeMap::new();
        let record = Record { scope, kind, id, ver: 1, seq: n, deleted: false, fields, stamps };
        self.records.push(record);
        id
    }
}
