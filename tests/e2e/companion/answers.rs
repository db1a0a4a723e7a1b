//! Answers that no server of ours gives: a venue's network, a proxy, somebody hostile. Each is told
//! as what it is, and what was saved stays saved.

use domain::limits::DECOMPRESSED_BYTES_MAX;
use harness::{Database, TestApp, Tour};

use super::device::Device;
use super::line::{Line, Stranger, Then};

const HTML: &str = "content-type: text/html\r\n";
const JSON: &str = "content-type: application/json\r\n";
const PROBLEM: &str = "content-type: application/problem+json\r\n";

/// A laptop with an edit that waits to be sent.
async fn with_unsent(tour: &Tour<'_>) -> Device {
    let device = Device::with_copy(tour, &tour.manager).await;
    device.save_note(tour, "Bring gaffer").await;
    device
}

/// Syncs where this stranger answers, and says how that must end. The edit must wait on.
async fn must_end(tour: &Tour<'_>, device: &Device, stranger: &Stranger, code: i32, says: &str) {
    device.move_to(&stranger.site);
    device.run(&["sync"]).await.with(code).says(says);
    assert_eq!(device.state(tour.id).await.outbox.len(), 1, "{says}");
}

#[tokio::test]
async fn what_is_no_answer_of_a_server_is_not_believed() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let device = with_unsent(&tour).await;
    let page = b"<html>Welcome to the arena's network. Log in</html>";
    let bomb = zstd::encode_all(vec![b' '; DECOMPRESSED_BYTES_MAX + 1].as_slice(), 3).unwrap();
    let zstd = &format!("{JSON}content-encoding: zstd\r\n");
    let brotli = &format!("{JSON}content-encoding: br\r\n");
    let strangers = [
        (Stranger::with("200 OK", HTML, page).await, "a web page"),
        (
            Stranger::with("302 Found", "location: http://portal.example/\r\n", b"").await,
            "sends on",
        ),
        (Stranger::with("404 Not Found", HTML, page).await, "404"),
        (Stranger::with("401 Unauthorized", HTML, page).await, "401"),
        (Stranger::with("511 Network Authentication Required", HTML, page).await, "511"),
        (Stranger::with("200 OK", JSON, b"{\"server\":").await, "EOF"),
        (Stranger::with("200 OK", JSON, b"{\"hello\":1}").await, "missing field"),
        (Stranger::with("200 OK", JSON, b"<html>").await, "expected value"),
        (Stranger::with("200 OK", zstd, &bomb).await, "larger than 16 MiB"),
        (Stranger::with("200 OK", brotli, b"x").await, "nobody asked for"),
        (
            Stranger::with("500 Internal Server Error", PROBLEM, b"oops").await,
            "no answer of a buscall server",
        ),
    ];
    for (stranger, says) in &strangers {
        must_end(&tour, &device, stranger, 4, says).await;
    }

    device.move_to(app.site());
    device.run(&["sync"]).await.with(0);
    assert!(device.state(tour.id).await.outbox.is_empty());
    app.end().await;
}

#[tokio::test]
async fn a_problem_document_is_told_in_its_own_words_whatever_its_code() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let device = with_unsent(&tour).await;
    let newer = br#"{"code":"from_the_future","status":409,"detail":"the moon is in the way"}"#;
    let old = br#"{"code":"unsupported_version","status":426,"detail":"update this program"}"#;
    let refused = Stranger::with("409 Conflict", PROBLEM, newer).await;
    must_end(&tour, &device, &refused, 1, "the moon is in the way").await;
    let too_old = Stranger::with("426 Upgrade Required", PROBLEM, old).await;
    must_end(&tour, &device, &too_old, 1, "update buscall on this device").await;
    let away = Stranger::with("502 Bad Gateway", HTML, b"<html>").await;
    must_end(&tour, &device, &away, 4, "busy").await;
    app.end().await;
}

#[tokio::test]
async fn an_answer_that_is_cut_off_is_asked_for_again_and_then_given_up() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Northern Lights").await;
    let device = with_unsent(&tour).await;
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 500\r\ncontent-type: application/json\r\n\r\n{";
    let stranger = Stranger::answering(head.as_bytes().to_vec()).await;
    must_end(&tour, &device, &stranger, 4, "was cut off").await;

    // The server has the group, and only its answer was lost.
    let line = Line::to(app.site(), 0, Then::Cut).await;
    device.move_to(&line.site);
    device.run(&["sync"]).await.with(4);
    line.allow(1 << 30);
    let synced = device.run(&["sync", "--json"]).await.with(0).json();
    assert_eq!(synced["sent"], 1);
    let notes = tour.get(&tour.manager, "/note").await.ok();
    assert_eq!(notes["items"].as_array().unwrap().len(), 1, "it was taken twice");
    app.end().await;
}
