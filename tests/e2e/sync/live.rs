//! Hints for replicas: like those of a tour, with the directory.

use domain::ids::ScopeId;
use harness::{LiveStream, each_database};
use serde_json::json;

use super::copy::Copy;

#[tokio::test]
async fn a_replica_hears_of_every_scope_that_it_copies_and_of_no_other() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let ida = tour.join("Ida", &[("everyone", "read"), ("party", "read")]).await;
        let path = format!("/sync/v1/live?tour={}", tour.id);
        let (mut idas, mut mayas) = (Copy::new(&tour, &ida), Copy::new(&tour, &tour.manager));
        idas.catch_up().await;
        mayas.catch_up().await;

        for copy in [&idas, &mayas] {
            let mut stream = LiveStream::open(app, &copy.who, &path).await;
            let heads = stream.heads().await;
            let told: Vec<ScopeId> =
                heads.as_object().unwrap().keys().map(|id| id.parse().unwrap()).collect();
            assert_eq!(told, copy.base.keys().copied().collect::<Vec<_>>());
        }
        assert_eq!(mayas.base.len(), idas.base.len() + 3);
    })
    .await;
}

#[tokio::test]
async fn a_change_of_the_directory_is_heard_of() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let organisations = app.get(&tour.manager, "/v1/organisations").await.ok();
        let directory =
            ScopeId(organisations["items"][0]["directory"].as_str().unwrap().parse().unwrap());
        let path = format!("/sync/v1/live?tour={}", tour.id);
        let mut stream = LiveStream::open(app, &tour.manager, &path).await;
        assert_eq!(stream.heads().await[directory.to_string()], 0);

        let venue = domain::ids::RecordId(app.new_id());
        let made = harness::create(directory, "venue", venue, json!({ "name": "Paradiso" }));
        tour.group(&tour.manager, vec![made]).await;

        stream.until(directory, 1).await;
    })
    .await;
}

#[tokio::test]
async fn whoever_is_taken_off_the_tour_hears_nothing_more() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let ida = tour.join("Ida", &[("everyone", "read")]).await;
        let path = format!("/sync/v1/live?tour={}", tour.id);
        let mut stream = LiveStream::open(app, &ida, &path).await;
        stream.heads().await;
        tour.remove(&ida).await;
        stream.end().await;
        app.get(&ida, &path).await.problem(404, "not_found");
    })
    .await;
}
