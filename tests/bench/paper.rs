//! Paper: a day sheet, a wall and a whole tour book over HTTP, per page, beside the server's smallest
//! answer in the same run. The tour is the demo's, with a full show day and 45 dates.

use std::time::Instant;

use anyhow::Context;
use api::service::demo;
use serde_json::Value;
use tempfile::TempDir;

use crate::Options;
use crate::load::{Connection, request};
use crate::process::Server;
use crate::report::{Figure, line, ratio, section};
use crate::world::{self, Begun};

/// Times that each paper is printed.
const TIMES: usize = 40;

/// Prints all of it.
pub(crate) async fn run(options: &Options) -> anyhow::Result<()> {
    if !options.wants("paper") {
        return Ok(());
    }
    section("paper: the demo's day of 20 rows, and its book of 45 dates");
    let folder = TempDir::new()?;
    let url = world::sqlite_in(folder.path(), "paper.db");
    let begun = Begun::at(&url).await?;
    let made = demo::seed(&begun.app).await?;
    begun.end().await?;
    let server = Server::start(&options.server, &url).await?;
    let mut connection = Connection::open(&server.address).await?;
    let bearer = log_in(&mut connection, &made.logins[0]).await?;
    let get = |path: &str| request("GET", path, &[("authorization", bearer.as_str())], "");
    let tour = made.tour;
    let grid = timed(&mut connection, &get(&format!("/v1/tours/{tour}/days"))).await?.1;
    let grid: Value = serde_json::from_slice(&grid)?;
    let days = grid["days"].as_array().context("a grid without days")?;
    let full = |day: &&Value| day["venue"] == "Tonhalle Nord";
    let day = days.iter().find(full).and_then(|day| day["date"].as_str());
    let today = day.context("the demo has no show in Hamburg")?;
    let papers = [
        ("a day sheet", format!("/v1/tours/{tour}/days/{today}.pdf")),
        ("a wall", format!("/v1/tours/{tour}/days/{today}.pdf?variant=wall")),
        ("a tour book", format!("/v1/tours/{tour}/book.pdf")),
    ];
    let mut floor = Vec::new();
    for _ in 0..TIMES {
        floor.push(timed(&mut connection, &get("/v1/me")).await?.0);
    }
    let floor = Figure::new(floor);
    line("floor: the server's smallest answer (ms)", &floor.text(2));
    for (what, path) in papers {
        let mut per_page = Vec::new();
        for _ in 0..TIMES {
            let (ms, body) = timed(&mut connection, &get(&path)).await?;
            per_page.push(ms / pages(&body)?);
        }
        let per_page = Figure::new(per_page);
        line(&format!("{what}, a page (ms, target ≤ 60)"), &per_page.text(2));
        ratio(&format!("{what}, a page, beside the floor"), &per_page, &floor, "none");
    }
    Ok(())
}

async fn log_in(connection: &mut Connection, login: &demo::Login) -> anyhow::Result<String> {
    let body = serde_json::json!({ "email": login.email, "password": login.password }).to_string();
    let asked = request("POST", "/v1/sessions", &[("content-type", "application/json")], &body);
    let (status, answer) = connection.ask(&asked).await?;
    anyhow::ensure!(status == 201 || status == 200, "the log-in answered {status}");
    let answer: Value = serde_json::from_slice(&answer)?;
    Ok(format!("Bearer {}", answer["token"].as_str().context("a log-in without a token")?))
}

async fn timed(connection: &mut Connection, bytes: &[u8]) -> anyhow::Result<(f64, Vec<u8>)> {
    let began = Instant::now();
    let (status, body) = connection.ask(bytes).await?;
    anyhow::ensure!(status == 200, "answered {status}");
    Ok((began.elapsed().as_secs_f64() * 1e3, body))
}

/// How many pages a document says it has.
fn pages(body: &[u8]) -> anyhow::Result<f64> {
    let text = String::from_utf8_lossy(body);
    let (_, rest) = text.split_once("/Type/Pages/Count ").context("a document without pages")?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    Ok(digits.parse()?)
}
