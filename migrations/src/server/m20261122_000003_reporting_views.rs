//! One view per kind of record, for people who report in SQL: `v_day`, `v_schedule_item` and so on.
//!
//! A row of a view is a record that is not deleted. Ids are readable text on both databases, so a
//! view joins another by `v_event.day = v_day.id`. A time becomes its precision, start and end, a
//! place its parts, a list one line of text. A value that is not of its column's type is null, so
//! one odd record never spoils a report.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use Field::{Flag, Json, List, Number, Place, Text, When};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let conn = manager.get_connection();
        for (kind, fields) in VIEWS {
            conn.execute_unprepared(&view(conn.get_database_backend(), kind, fields)).await?;
        }
        Ok(())
    }
}

/// How a field becomes columns.
pub(super) enum Field {
    Text(&'static str),
    Number(&'static str),
    Flag(&'static str),
    /// A list of texts, joined by commas.
    List(&'static str),
    /// Whatever it is, as JSON.
    Json(&'static str),
    /// A time of the show day: `…_precision`, `…_start`, `…_end`.
    When(&'static str),
    /// A place: `…_name`, `…_city` and so on.
    Place(&'static str),
}

const VIEWS: &[(&str, &[Field])] = &[
    ("tour", TOUR),
    ("leg", LEG),
    ("day", DAY),
    ("event", EVENT),
    ("schedule_item", SCHEDULE_ITEM),
    ("venue", VENUE),
    ("person", PERSON),
    ("contact", CONTACT),
    ("vehicle", VEHICLE),
    ("travel", TRAVEL),
    ("hotel_stay", HOTEL_STAY),
    ("note", NOTE),
    ("task", TASK),
    ("schedule_template", SCHEDULE_TEMPLATE),
    ("dispute", DISPUTE),
];

const TOUR: &[Field] = &[
    Text("name"),
    Text("artist"),
    Text("home_zone"),
    Text("currency"),
    Text("tour_manager"),
    Text("production_manager"),
    Text("status"),
    Text("notes"),
];

const LEG: &[Field] =
    &[Text("name"), Text("starts"), Text("ends"), Number("position"), Text("notes")];

const DAY: &[Field] = &[
    Text("date"),
    Text("day_type"),
    Text("title"),
    Text("leg"),
    Place("place"),
    Text("zone"),
    Text("status"),
    Text("weather"),
    Text("notes"),
];

const EVENT: &[Field] = &[
    Text("day"),
    Text("event_type"),
    Text("title"),
    Text("venue"),
    List("billing"),
    Text("stage"),
    Text("status"),
    Text("party"),
    Number("capacity"),
    Text("ticket_status"),
    Text("age_limit"),
    Text("merch"),
    Text("guest_list"),
    Text("photo_policy"),
    Text("notes"),
];

const SCHEDULE_ITEM: &[Field] = &[
    Text("day"),
    Text("title"),
    When("when"),
    Text("item_type"),
    Text("event"),
    Flag("hard"),
    Flag("key"),
    Flag("confirmed"),
    Text("detail"),
    Text("place"),
    List("departments"),
    Text("party"),
    Text("zone"),
    Text("curfew_kind"),
    Text("penalty"),
    Number("position"),
    Text("template"),
];

const VENUE: &[Field] = &[
    Text("name"),
    Text("previous_name"),
    Place("place"),
    Text("venue_type"),
    Number("capacity"),
    Text("phone"),
    Text("email"),
    Text("url"),
    Text("age_limit"),
    Text("artist_entrance"),
    Text("load_in_access"),
    Text("door_code"),
    Text("bus_parking"),
    Text("truck_parking"),
    Text("van_parking"),
    Text("wifi_network"),
    Text("wifi_password"),
    Text("dressing_rooms"),
    Text("showers"),
    Text("towels"),
    Text("laundry"),
    Text("production_office"),
    Text("runner"),
    Text("stage"),
    Text("power"),
    Text("rigging"),
    Text("sound_limit"),
    Text("emergency"),
    Text("notes"),
    Text("copied_from"),
    Text("verified_at"),
    Text("verified_by"),
];

const PERSON: &[Field] = &[
    Text("name"),
    Text("preferred_name"),
    Text("role"),
    Text("department"),
    Text("party"),
    Text("company"),
    Text("phone"),
    Text("email"),
    Text("starts"),
    Text("ends"),
    Text("bunk"),
    Text("dietary"),
    Text("account"),
    Number("position"),
    Text("notes"),
];

const CONTACT: &[Field] = &[
    Text("name"),
    Text("role"),
    Text("company"),
    Text("category"),
    Text("phone"),
    Text("email"),
    Text("day"),
    Text("event"),
    Text("venue"),
    Flag("do_not_share"),
    Number("position"),
    Text("notes"),
];

const VEHICLE: &[Field] = &[
    Text("name"),
    Text("vehicle_type"),
    Text("operator"),
    Text("plate"),
    Number("berths"),
    Number("seats"),
    Text("driver"),
    Text("driver_contact"),
    Number("length_cm"),
    Number("height_cm"),
    Text("notes"),
];

const TRAVEL: &[Field] = &[
    Text("day"),
    Text("mode"),
    Text("title"),
    Text("operator"),
    Text("number"),
    Text("vehicle"),
    Place("from"),
    Place("to"),
    Text("lobby_call"),
    When("depart"),
    Text("depart_zone"),
    When("arrive"),
    Text("arrive_zone"),
    Number("distance_km"),
    Number("drive_minutes"),
    Text("status"),
    Text("reference"),
    List("people"),
    Text("party"),
    Text("notes"),
];

const HOTEL_STAY: &[Field] = &[
    Text("day"),
    Text("name"),
    Place("place"),
    Text("phone"),
    When("check_in"),
    Text("check_out_date"),
    When("check_out"),
    Text("confirmation"),
    Text("breakfast"),
    Text("shuttle"),
    Text("wifi"),
    Flag("day_rooms"),
    List("people"),
    Text("party"),
    Text("status"),
    Text("notes"),
];

const NOTE: &[Field] =
    &[Text("title"), Text("body"), Text("topic"), Text("day"), Text("event"), Flag("pinned")];

const TASK: &[Field] = &[
    Text("title"),
    Text("detail"),
    Text("day"),
    Text("event"),
    Text("due"),
    List("assignees"),
    Text("department"),
    Flag("done"),
    Number("position"),
];

const SCHEDULE_TEMPLATE: &[Field] = &[Text("name"), Text("day_type"), Json("items"), Text("notes")];

const DISPUTE: &[Field] = &[
    Text("subject"),
    Text("subject_kind"),
    Text("field"),
    Flag("open"),
    Json("in_force"),
    Text("in_force_id"),
    Text("in_force_by"),
    Json("candidates"),
];

/// The statement that makes the view of a kind; later steps make those of later kinds by it.
pub(super) fn view(backend: DbBackend, kind: &str, fields: &[Field]) -> String {
    let postgres = backend == DbBackend::Postgres;
    let id = |column: &str| if postgres { format!("{column}::text") } else { hyphenated(column) };
    let mut columns = vec![
        format!("{} AS org_id", id("r.org_id")),
        format!("{} AS tour_id", id("s.tour_id")),
        format!("{} AS scope_id", id("r.scope_id")),
        "s.audience AS audience".to_owned(),
        format!("{} AS id", id("r.id")),
        "r.ver AS ver".to_owned(),
        "r.seq AS seq".to_owned(),
    ];
    for field in fields {
        columns.extend(if postgres { on_postgres(field) } else { on_sqlite(field) });
    }
    // `OFFSET 0` keeps PostgreSQL from reading the text anew for every column. It refuses all of a
    // text that holds a NUL anywhere, which a field of a newer version may.
    let parsed = r"CROSS JOIN LATERAL (
        SELECT replace(r.fields, '\u0000', '\ufffd')::jsonb AS f OFFSET 0
    ) j";
    format!(
        "CREATE VIEW v_{kind} AS SELECT {} FROM record r \
         JOIN scope s ON s.org_id = r.org_id AND s.id = r.scope_id {} \
         WHERE r.kind = '{kind}' AND NOT r.deleted",
        columns.join(", "),
        if postgres { parsed } else { "" },
    )
}

/// The sixteen bytes of an id as everyone writes them.
fn hyphenated(column: &str) -> String {
    let part = |from: u8, len: u8| format!("substr(hex({column}), {from}, {len})");
    let parts = [part(1, 8), part(9, 4), part(13, 4), part(17, 4), part(21, 12)];
    // Null stays null: `hex` would make it an empty text.
    format!("CASE WHEN {column} IS NOT NULL THEN lower({}) END", parts.join(" || '-' || "))
}

const WHEN_PARTS: [&str; 3] = ["precision", "start", "end"];
const PLACE_TEXTS: [&str; 7] =
    ["name", "address", "city", "region", "postal_code", "country", "zone"];
const PLACE_DEGREES: [&str; 2] = ["lat", "lon"];

fn on_sqlite(field: &Field) -> Vec<String> {
    let path = |name: &str| format!("r.fields, '$.{name}'");
    let guarded = |path: &str, types: &str, column: &str| {
        format!(
            "CASE WHEN json_type({path}) IN ({types}) THEN json_extract({path}) END AS \"{column}\""
        )
    };
    let text = |path: &str, column: &str| format!("json_extract({path}) AS \"{column}\"");
    let part = |name: &str, part: &str| (path(&format!("{name}.{part}")), format!("{name}_{part}"));
    let texts = |name: &str, parts: &[&str]| -> Vec<String> {
        parts.iter().map(|of| part(name, of)).map(|(path, column)| text(&path, &column)).collect()
    };
    match field {
        Text(name) => vec![text(&path(name), name)],
        Number(name) => vec![guarded(&path(name), "'integer', 'real'", name)],
        Flag(name) => vec![guarded(&path(name), "'true', 'false'", name)],
        Json(name) => vec![format!("r.fields -> '$.{name}' AS \"{name}\"")],
        List(name) => vec![format!(
            "CASE json_type({path}) WHEN 'array' THEN \
             (SELECT group_concat(value, ', ') FROM json_each({path})) END AS \"{name}\"",
            path = path(name)
        )],
        When(name) => texts(name, &WHEN_PARTS),
        Place(name) => {
            let mut columns = texts(name, &PLACE_TEXTS);
            columns.extend(PLACE_DEGREES.map(|of| {
                let (path, column) = part(name, of);
                guarded(&path, "'integer', 'real'", &column)
            }));
            columns
        }
    }
}

fn on_postgres(field: &Field) -> Vec<String> {
    let guarded = |of: &str, name: &str, json_type: &str, sql_type: &str, column: &str| {
        format!(
            "CASE jsonb_typeof({of}->'{name}') WHEN '{json_type}' \
             THEN ({of}->>'{name}')::{sql_type} END AS \"{column}\""
        )
    };
    let texts = |name: &str, parts: &[&str]| -> Vec<String> {
        parts.iter().map(|part| format!("j.f->'{name}'->>'{part}' AS \"{name}_{part}\"")).collect()
    };
    match field {
        Text(name) => vec![format!("j.f->>'{name}' AS \"{name}\"")],
        Number(name) => vec![guarded("j.f", name, "number", "numeric", name)],
        Flag(name) => vec![guarded("j.f", name, "boolean", "boolean", name)],
        Json(name) => vec![format!("(j.f->'{name}')::text AS \"{name}\"")],
        List(name) => vec![format!(
            "CASE jsonb_typeof(j.f->'{name}') WHEN 'array' THEN \
             (SELECT string_agg(e.item, ', ' ORDER BY e.n) \
              FROM jsonb_array_elements_text(j.f->'{name}') WITH ORDINALITY AS e (item, n)) \
             END AS \"{name}\""
        )],
        When(name) => texts(name, &WHEN_PARTS),
        Place(name) => {
            let mut columns = texts(name, &PLACE_TEXTS);
            let of = format!("j.f->'{name}'");
            columns
                .extend(PLACE_DEGREES.map(|part| {
                    guarded(&of, part, "number", "numeric", &format!("{name}_{part}"))
                }));
            columns
        }
    }
}
