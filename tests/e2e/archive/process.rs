//! `buscall-api archive import`, for whoever runs the server.

use harness::{Database, TestApp};
use serde_json::json;

use super::archive_of;
use super::world::{demo, kept, tour_of};
use crate::commands::process::run;

#[tokio::test]
async fn an_operator_brings_a_tour_in_for_one_of_an_organisations_managers() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = demo(&app).await;
    let dir = tempfile::tempdir().unwrap();
    let archive = archive_of(&tour, &tour.manager).await.body;
    std::fs::write(dir.path().join("tour.json"), archive).unwrap();

    for database in Database::each().await {
        let other = TestApp::on(database).await;
        let nora = other.person("Nora").await;
        let org = super::organisation(&other, &nora).await;
        let url = other.database_url();
        let import = |more: &[&'static str], org: &'static str, who: String| {
            let args = ["archive", "import", "tour.json", "--organisation", org, "--manager"];
            let args = args.iter().map(|arg| (*arg).to_owned()).chain([
                who,
                "--database-url".to_owned(),
                url.clone(),
            ]);
            args.chain(more.iter().map(|arg| (*arg).to_owned())).collect::<Vec<_>>()
        };
        let run = async |args: Vec<String>| {
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            run(dir.path(), &args).await
        };
        let dry = run(import(&["--dry-run"], "new house", nora.email.clone())).await.with(0);
        assert!(dry.stdout.contains("nothing was written"), "{dry:?}");
        let done = run(import(&["--json"], "new house", nora.email.clone())).await.with(0).json();
        assert_eq!(done["imported"], true);
        // A server that runs meanwhile reads what it has not kept.
        let there = tour_of(&other, &nora, tour.id).await;
        assert_eq!(there.org, org);
        assert_eq!(kept(&there).await, kept(&tour).await);
        run(import(&[], "new house", nora.email.clone()))
            .await
            .with(1)
            .says("on this server already");
        run(import(&[], "old house", nora.email.clone())).await.with(1).says("old house");
        run(import(&[], "new house", "nobody@example.org".to_owned())).await.with(1).says("e-mail");
        let refused = run(import(&["--dry-run", "--json"], "new house", nora.email.clone())).await;
        assert_eq!(refused.with(1).json()["refused"]["code"], json!("conflict"));
        other.end().await;
    }
    app.end().await;
}
