//! From a real tour that was imported: sheets for all of its shows in one step.

use std::path::Path;

use harness::{Database, TestApp};
use serde_json::json;

use crate::imports::import;

#[tokio::test]
async fn every_show_of_an_imported_tour_gets_a_sheet_in_one_step() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let file = root.join("../shared/data/tours/metallica-worldwired.csv");
    let Ok(bytes) = std::fs::read(&file) else {
        assert!(std::env::var_os("CI").is_none(), "`{}` must be there in CI", file.display());
        eprintln!("not tried on a real tour: there is no `{}`", file.display());
        return;
    };
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("WorldWired").await;
    import(&tour, "metallica-worldwired.csv", "&partial=true", bytes).await;
    let preview = json!({ "starter": "arena" });
    let shown = tour.post(&tour.manager, "/advances?preview=true", &preview).await.ok();
    let n_shows = shown["shows"].as_array().unwrap().len();
    assert!(n_shows > 100, "{n_shows}");
    let begun = tour.post(&tour.manager, "/advances", &preview).await.ok();
    let statuses = begun["receipts"].as_array().unwrap().iter().map(|r| &r["status"]);
    assert!(statuses.into_iter().all(|status| status == "applied"));
    let board = tour.get(&tour.manager, "/advances").await.ok();
    let items = board["items"].as_array().unwrap();
    assert!(items.iter().all(|item| item["advance"].is_string() && item["required"] == 66));
    assert_eq!(items.len(), n_shows);
    // Once more changes nothing.
    let again = tour.post(&tour.manager, "/advances", &preview).await.ok();
    assert_eq!(again["receipts"], json!([]));
    eprintln!("{n_shows} shows of a real tour have a sheet");
    app.end().await;
}
