//! Advancing a long tour: 150 shows, each with a sheet of 113 questions of which 90 are answered. What
//! the board costs after an answer, and how long one answer through a form takes until it is saved,
//! beside the server's smallest answer and a plain edit in the same run.

use std::time::Instant;

use anyhow::Context;
use api::service::advance::{self, From, links};
use api::service::{access, tours};
use chrono::{Days, NaiveDate};
use domain::advance::Begin;
use domain::change::in_groups;
use domain::ids::{RecordId, ScopeId, TourId};
use domain::record::Kind;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::Options;
use crate::load::{Connection, request};
use crate::process::Server;
use crate::report::{Figure, line, ratio, section};
use crate::world::{self, Begun, create, group};

const SHOWS: u64 = 150;
const ANSWERED: usize = 90;
/// Answers that are saved and boards that are read.
const TIMES: usize = 200;
/// Saves through one link stay below what a flood would be.
const LINKS: usize = 10;

/// A tour with its sheets.
struct Advanced {
    tour: TourId,
    /// Forms, each of another show.
    forms: Vec<String>,
}

/// Prints all of it.
pub(crate) async fn run(options: &Options) -> anyhow::Result<()> {
    if !options.wants("advance") {
        return Ok(());
    }
    section(&format!("{SHOWS} shows, sheets of 113 questions, {ANSWERED} answered"));
    let folder = TempDir::new()?;
    let url = world::sqlite_in(folder.path(), "advance.db");
    let made = seed(&url).await?;
    let server = Server::start(&options.server, &url).await?;
    let token = world::log_in(&server.address).await?;
    let bearer = format!("Bearer {token}");
    let mut connection = Connection::open(&server.address).await?;
    let path = format!("/v1/tours/{}/advances", made.tour);
    let board = request("GET", &path, &[("authorization", &bearer)], "");
    let smallest = request("GET", "/v1/me", &[("authorization", &bearer)], "");
    timed(&mut connection, &board, 200).await?;
    let (mut saved, mut boards, mut warm, mut floor) = (vec![], vec![], vec![], vec![]);
    for n in 0..TIMES {
        let form = &made.forms[n % made.forms.len()];
        saved.push(timed(&mut connection, &answer(form, n), 303).await?);
        boards.push(timed(&mut connection, &board, 200).await?);
        warm.push(timed(&mut connection, &board, 200).await?);
        floor.push(timed(&mut connection, &smallest, 200).await?);
    }
    let p99 = percentile(&saved, 0.99);
    let (saved, boards) = (Figure::new(saved), Figure::new(boards));
    let (warm, floor) = (Figure::new(warm), Figure::new(floor));
    line("floor: the server's smallest answer (ms)", &floor.text(2));
    line("one answer saved through the form (ms)", &saved.text(2));
    line("the same, p99 (ms, target ≤ 40)", &format!("{p99:.2}"));
    line("the board after an answer (ms, target ≤ 100)", &boards.text(2));
    line("the board when nothing has changed (ms)", &warm.text(2));
    ratio("the board after an answer beside the floor", &boards, &floor, "none");
    Ok(())
}

fn percentile(times: &[f64], share: f64) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an index into a few hundred figures"
    )]
    let idx = ((sorted.len().saturating_sub(1)) as f64 * share) as usize;
    sorted.get(idx).copied().unwrap_or(f64::NAN)
}

async fn timed(connection: &mut Connection, bytes: &[u8], wanted: u16) -> anyhow::Result<f64> {
    let began = Instant::now();
    let (status, body) = connection.ask(bytes).await?;
    let text = || String::from_utf8_lossy(&body).chars().take(300).collect::<String>();
    anyhow::ensure!(status == wanted, "answered {status}: {}", text());
    Ok(began.elapsed().as_secs_f64() * 1e3)
}

/// A form with one field that says something new each time.
fn answer(form: &str, n: usize) -> Vec<u8> {
    let body = format!("by=Ana&a.anything_else=note+{n}&w.anything_else=null");
    let body = if n < LINKS {
        body
    } else {
        let before = n - LINKS;
        format!("by=Ana&a.anything_else=note+{n}&w.anything_else=%22note+{before}%22")
    };
    format!(
        "POST {form} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

async fn seed(database_url: &str) -> anyhow::Result<Advanced> {
    let begun = Begun::at(database_url).await?;
    let (app, actor) = (&begun.app, &begun.actor);
    let new = tours::New { org: begun.org, name: "Long".to_owned(), artist: None, home_zone: None };
    let tour = tours::create(app, actor, new).await?.id;
    let access = access::tour(app, actor, tour).await?;
    let everyone = access.audience("everyone").context("a tour without `everyone`")?.id;
    let management = access.audience("management").context("a tour without `management`")?.id;
    submit(&begun, tour, shows(tour, everyone)).await?;
    let arena = From::Starter(advance::starter("arena")?);
    let begin = advance::begin(app, actor, tour, arena, &Begin::default(), false).await?;
    let sheets: Vec<_> = begin.plan.shows.iter().map(|show| show.advance).collect();
    let answers = sheets.iter().flat_map(|sheet| answers(*sheet, management)).collect();
    submit(&begun, tour, answers).await?;
    let mut forms = Vec::new();
    for sheet in sheets.iter().take(LINKS) {
        let given = links::create(app, actor, tour, *sheet, &links::New::default()).await?;
        let at = given.url.find("/a/").context("a link without a form")?;
        forms.push(given.url[at..].to_owned());
    }
    begun.end().await?;
    Ok(Advanced { tour, forms })
}

async fn submit(
    begun: &Begun,
    tour: TourId,
    edits: Vec<domain::change::Edit>,
) -> anyhow::Result<()> {
    let (org, author) = (begun.org, begun.actor.account);
    for edits in in_groups(edits) {
        let groups = vec![group(author, edits)];
        let submission =
            api::service::ledger::Submission { org, tour, author, groups, guest_in: None };
        begun.app.ledger.submit(submission).await?;
    }
    Ok(())
}

fn shows(tour: TourId, scope: ScopeId) -> Vec<domain::change::Edit> {
    let first = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap_or_default();
    let mut edits = Vec::new();
    for n in 0..SHOWS {
        let date = first + Days::new(n);
        let day = RecordId::of_day(tour, date);
        let place = json!({ "city": format!("City {n}"), "country": "DE" });
        let fields =
            json!({ "date": date, "day_type": "show", "zone": "Europe/Berlin", "place": place });
        edits.push(create(scope, Kind::Day, day, &fields));
        let venue = RecordId(world::id());
        let fields = json!({ "name": format!("Hall {n}"), "place": place });
        edits.push(create(scope, Kind::Venue, venue, &fields));
        let fields = json!({ "day": day, "venue": venue, "event_type": "show" });
        edits.push(create(scope, Kind::Event, RecordId(world::id()), &fields));
    }
    edits
}

/// Answers to the first questions of a sheet, each in its form.
fn answers(sheet: RecordId, scope: ScopeId) -> Vec<domain::change::Edit> {
    let starter = domain::advance::STARTERS.iter().find(|starter| starter.word == "arena");
    let questions = starter.map(domain::advance::Starter::questions).unwrap_or_default();
    let asked = questions.as_slice().iter().filter(|question| {
        question.input != domain::record::Input::File && question.key.as_str() != "anything_else"
    });
    let answered = json!({ "by": "Ana Lima", "via": "form", "at": "2026-11-20T12:00:00Z" });
    asked
        .take(ANSWERED)
        .map(|question| {
            let key = question.key.as_str();
            let fields = json!({
                "advance": sheet, "key": key, "answer": of(&question.input), "answered": answered,
            });
            create(scope, Kind::AdvanceField, RecordId::of_advance_field(sheet, key), &fields)
        })
        .collect()
}

fn of(input: &domain::record::Input) -> Value {
    use domain::record::Input;
    match input {
        Input::Text { .. } | Input::File => json!("As in the rider, and the dock is level"),
        Input::Number { .. } => json!(12),
        Input::Clock => json!({ "precision": "exact", "start": "11:00" }),
        Input::Choice { options } => json!(options.first()),
        Input::YesNo => json!(true),
        Input::Money => json!({ "minor": 35_000, "currency": "EUR" }),
        Input::Rows { columns } => {
            let cells = columns.iter().map(|column| (column.key.to_string(), json!("Ana Lima")));
            json!([cells.collect::<serde_json::Map<_, _>>()])
        }
    }
}
