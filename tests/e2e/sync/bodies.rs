//! Bodies as they travel: compressed both ways, limited after decompression, and small where little
//! is said.

use std::io::{Read as _, Write as _};

use domain::change::Group;
use domain::limits::{
    BODY_BYTES_MAX, DECOMPRESSED_BYTES_MAX, GROUP_SENT_BYTES_MAX, GROUPS_PER_REQUEST_MAX,
};
use domain::sync::ExchangeOut;
use harness::{Answer, Person, TestApp, create, each_database, set};
use reqwest::Method;
use serde_json::json;

use super::copy::Copy;
use super::{note, notes};
use crate::wire::send;

const PATH: &str = "/sync/v1/exchange";
const JSON: (&str, &str) = ("content-type", "application/json");

async fn post(app: &TestApp, who: &Person, encoding: &str, body: Vec<u8>) -> Answer {
    let headers = [JSON, ("content-encoding", encoding)];
    send(app, Some(who), (Method::POST, PATH), &headers, body).await
}

fn zstd(text: &[u8]) -> Vec<u8> {
    zstd::encode_all(text, 3).unwrap()
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(text).unwrap();
    gzip.finish().unwrap()
}

/// A request of exactly so many bytes: spaces mean nothing in JSON.
fn padded(copy: &Copy<'_>, n_bytes: usize) -> Vec<u8> {
    let mut body = serde_json::to_vec(&copy.request(Vec::new())).unwrap();
    body.resize(n_bytes, b' ');
    body
}

#[tokio::test]
async fn a_compressed_request_says_the_same_as_a_plain_one() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        notes(&tour, "everyone", 3).await;
        let copy = Copy::new(&tour, &tour.manager);
        let plain = serde_json::to_vec(&copy.request(Vec::new())).unwrap();
        let scopes = async |encoding, body| {
            let answer = post(app, &tour.manager, encoding, body).await.ok();
            answer["scopes"].clone()
        };
        let expected = scopes("identity", plain.clone()).await;
        assert_eq!(scopes("zstd", zstd(&plain)).await, expected);
        assert_eq!(scopes("gzip", gzip(&plain)).await, expected);
        for encoding in ["zstd", "gzip"] {
            let rubbish = post(app, &tour.manager, encoding, plain.clone()).await;
            rubbish.problem(415, "unsupported_media");
        }
        let mut cut = zstd(&plain);
        cut.truncate(cut.len() - 3);
        post(app, &tour.manager, "zstd", cut).await.problem(415, "unsupported_media");
    })
    .await;
}

#[tokio::test]
async fn a_body_is_as_large_as_allowed_after_decompression_and_not_one_byte_more() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let copy = Copy::new(&tour, &tour.manager);
        let (at, past) =
            (padded(&copy, DECOMPRESSED_BYTES_MAX), padded(&copy, DECOMPRESSED_BYTES_MAX + 1));
        post(app, &tour.manager, "identity", at.clone()).await.must_succeed();
        for (encoding, at, past) in
            [("zstd", zstd(&at), zstd(&past)), ("gzip", gzip(&at), gzip(&past))]
        {
            post(app, &tour.manager, encoding, at).await.must_succeed();
            post(app, &tour.manager, encoding, past).await.problem(413, "too_large");
        }
    })
    .await;
}

#[tokio::test]
async fn a_few_bytes_that_become_a_gigabyte_are_refused_wherever_they_are_sent() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let mut encoder = zstd::stream::write::Encoder::new(Vec::new(), 3).unwrap();
        let spaces = vec![b' '; 1 << 20];
        for _ in 0..1024 {
            encoder.write_all(&spaces).unwrap();
        }
        let bomb = encoder.finish().unwrap();
        assert!(bomb.len() < 200_000, "{} bytes", bomb.len());
        post(app, &tour.manager, "zstd", bomb.clone()).await.problem(413, "too_large");
        let headers = [JSON, ("content-encoding", "zstd")];
        let path = tour.path("/groups");
        let to = (Method::POST, path.as_str());
        let answer = send(app, Some(&tour.manager), to, &headers, bomb).await;
        let problem = answer.problem(413, "too_large");
        assert!(problem["detail"].as_str().unwrap().contains(&BODY_BYTES_MAX.to_string()));
    })
    .await;
}

#[tokio::test]
async fn as_many_large_groups_as_a_request_may_have_fit_into_one() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let mut copy = Copy::new(&tour, &tour.manager);
        let mut groups: Vec<Group> = Vec::new();
        for n in 0..GROUPS_PER_REQUEST_MAX {
            let edits = (0..3).map(|part| {
                let id = domain::ids::RecordId(app.new_id());
                let body = format!("{n}.{part} {}", "x".repeat(19_900));
                create(tour.scope("everyone"), "note", id, json!({ "body": body }))
            });
            let made = copy.group(edits.collect());
            groups.push(Group { prev: groups.last().map(|group| group.id), ..made });
        }
        let body = serde_json::to_vec(&copy.request(groups.clone())).unwrap();
        assert!(body.len() > 5 * BODY_BYTES_MAX, "{} bytes", body.len());
        let answer = post(app, &tour.manager, "zstd", zstd(&body)).await;
        let out: ExchangeOut = serde_json::from_value(answer.ok()).unwrap();
        assert_eq!(out.receipts.len(), GROUPS_PER_REQUEST_MAX);
        copy.take(&out);
        copy.catch_up().await;
        copy.must_add_up();

        let one_more = vec![groups[0].clone(); GROUPS_PER_REQUEST_MAX + 1];
        let problem = copy.send(&copy.request(one_more)).await.problem(422, "invalid");
        assert_eq!(problem["errors"][0]["field"], "groups");
    })
    .await;
}

/// A request with this text as one of its members.
fn with_member(copy: &Copy<'_>, member: &str, text: &str) -> Vec<u8> {
    let mut request = serde_json::to_value(copy.request(Vec::new())).unwrap();
    request.as_object_mut().unwrap().remove(member);
    let rest = request.to_string();
    format!("{{\"{member}\":{text},{}", &rest[1..]).into_bytes()
}

#[tokio::test]
async fn a_few_bytes_that_become_millions_of_values_are_refused_while_they_are_text() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let ida = tour.join("Ida", &[("everyone", "read")]).await;
        let copy = Copy::new(&tour, &ida);
        let zeros = format!("[{}0]", "0,".repeat(DECOMPRESSED_BYTES_MAX / 2 - 1_000));
        let texts = format!("[{}\"\"]", "\"\",".repeat(DECOMPRESSED_BYTES_MAX / 3 - 1_000));
        let one = copy.group(vec![note(&tour, "everyone", "short")]);
        let one = serde_json::to_string(&one).unwrap();
        let spaces = " ".repeat(GROUP_SENT_BYTES_MAX + 1 - one.len());
        let padded = format!("[{one},{{{spaces}{}]", &one[1..]);
        for (member, text, field) in [
            ("groups", &zeros, "groups"),
            ("want", &texts, "want"),
            ("groups", &padded, "groups[1]"),
        ] {
            let body = zstd(&with_member(&copy, member, text));
            assert!(body.len() < 20_000, "{} bytes", body.len());
            let problem = post(app, &ida, "zstd", body).await.problem(422, "invalid");
            assert_eq!(problem["errors"][0]["field"], field);
        }
        let waiting = tour.get(&ida, "/groups").await.ok();
        assert_eq!(waiting["items"], json!([]), "nothing of it is kept");
        // A protocol of another time may carry more, and is told that it is of another time.
        let text = String::from_utf8(with_member(&copy, "groups", &zeros)).unwrap();
        let newer = text.replacen("\"proto\":1", "\"proto\":2", 1).into_bytes();
        post(app, &ida, "zstd", zstd(&newer)).await.problem(426, "unsupported_version");
    })
    .await;
}

#[tokio::test]
async fn large_bodies_wait_for_each_other_and_all_are_answered() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let copy = Copy::new(&tour, &tour.manager);
        let body = zstd(&padded(&copy, 3 * BODY_BYTES_MAX));
        let all = (0..12).map(|_| post(app, &tour.manager, "zstd", body.clone()));
        for answer in futures_util::future::join_all(all).await {
            answer.must_succeed();
        }
    })
    .await;
}

#[tokio::test]
async fn a_body_that_is_not_said_to_be_json_is_not_read() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let copy = Copy::new(&tour, &tour.manager);
        let body = serde_json::to_vec(&copy.request(Vec::new())).unwrap();
        for headers in [&[][..], &[("content-type", "text/plain")]] {
            let to = (Method::POST, PATH);
            let answer = send(app, Some(&tour.manager), to, headers, body.clone()).await;
            answer.problem(415, "unsupported_media");
        }
        let answer = post(app, &tour.manager, "identity", b"{\"proto\":1,".to_vec()).await;
        answer.problem(400, "malformed");
    })
    .await;
}

/// What goes over the wire for a request, byte by byte: what was sent and what came back.
fn over_the_wire(app: &TestApp, who: &Person, accept: &str, body: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let host = app.site().strip_prefix("http://").unwrap();
    let token = &who.token;
    let (encoding, body) = if body.len() > 1_024 {
        ("content-encoding: zstd\r\n", zstd(body))
    } else {
        ("", body.to_vec())
    };
    let mut sent = format!(
        "POST {PATH} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {token}\r\n\
         content-type: application/json\r\n{encoding}accept-encoding: {accept}\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    )
    .into_bytes();
    sent.extend(body);
    let mut stream = std::net::TcpStream::connect(host).unwrap();
    stream.write_all(&sent).unwrap();
    let mut came = Vec::new();
    stream.read_to_end(&mut came).unwrap();
    (sent, came)
}

fn head_of(came: &[u8]) -> String {
    let text = String::from_utf8_lossy(came);
    text.split("\r\n\r\n").next().unwrap().to_lowercase()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_large_answer_is_compressed_as_its_reader_likes_and_a_small_one_is_not() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        notes(&tour, "everyone", 9).await;
        let mut copy = Copy::new(&tour, &tour.manager);
        let body = serde_json::to_vec(&copy.request(Vec::new())).unwrap();
        for (accept, expected) in
            [("zstd", Some("zstd")), ("gzip", Some("gzip")), ("identity", None)]
        {
            let (_, came) = over_the_wire(app, &tour.manager, accept, &body);
            let head = head_of(&came);
            let told = head.lines().find_map(|line| line.strip_prefix("content-encoding: "));
            assert_eq!(told, expected, "{head}");
        }
        copy.catch_up().await;
        let body = serde_json::to_vec(&copy.request(Vec::new())).unwrap();
        let (_, came) = over_the_wire(app, &tour.manager, "zstd, gzip", &body);
        assert!(!head_of(&came).contains("content-encoding"));
        assert!(came.len() < 1_024, "{} bytes", came.len());
    })
    .await;
}

/// What one changed field costs, headers and all, for somebody in one audience.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_edit_goes_up_and_comes_down_in_few_bytes() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let day = tour.a_day("2026-10-24").item("Doors", "19:00").await;
        let ida = tour.join("Ida", &[("everyone", "edit")]).await;
        let (mut idas, mut other) = (Copy::new(&tour, &ida), Copy::new(&tour, &ida));
        idas.exchange(vec![idas.group(vec![note(&tour, "everyone", "first")])]).await;
        idas.catch_up().await;
        other.catch_up().await;
        let exact = |start: &str| json!({ "precision": "exact", "start": start });
        let edit = set("schedule_item", day.item("Doors"), "when", exact("19:00"), exact("18:30"));

        let up = serde_json::to_vec(&idas.request(vec![idas.group(vec![edit])])).unwrap();
        let (sent, came) = over_the_wire(app, &ida, "zstd", &up);
        let down = serde_json::to_vec(&other.request(Vec::new())).unwrap();
        let (asked, told) = over_the_wire(app, &ida, "zstd", &down);

        let head = head_of(&came);
        assert!(head.starts_with("http/1.1 200"), "{head}");
        let parts = [sent.len(), came.len(), asked.len(), told.len()];
        eprintln!("bytes up, answered, asked and told: {parts:?}");
        assert!(head.len() < 260, "{} bytes of headers: {head}", head.len());
        assert!(parts[0] < 1_000 && parts[1] < 900, "up and answered: {parts:?}");
        assert!(parts[2] < 600 && parts[3] < 1_100, "asked and told: {parts:?}");
    })
    .await;
}
