//! `buscall-api config`: every value and where it came from.

use super::process::{ended, program, run};

#[tokio::test]
async fn each_value_says_whether_it_is_a_default_or_from_file_variable_or_flag() {
    let dir = tempfile::tempdir().unwrap();
    let file = "workers = 3\nsession_days = 30\npool_size = 7\nlog = \"warn\"\n\
        database_url = \"postgres://ana:s3cret@db.example/tours\"\n";
    std::fs::write(dir.path().join("buscall.toml"), file).unwrap();
    let mut command = program(dir.path(), &["config", "--json", "--pool-size", "20"]);
    command.env("BUSCALL_SESSION_DAYS", "60").env("BUSCALL_POOL_SIZE", "9");
    let shown = ended(command).await.with(0);
    assert!(!shown.stdout.contains("s3cret"), "{shown:?}");
    let shown = shown.json();
    let of = |name: &str| {
        let mut settings = shown.as_array().unwrap().iter();
        let found = settings.find(|setting| setting["name"] == name).unwrap();
        (found["value"].as_str().unwrap().to_owned(), found["source"].as_str().unwrap().to_owned())
    };
    let is = |name: &str, value: &str, source: &str| {
        let (shown, from) = of(name);
        assert_eq!(shown, value, "{name}");
        assert!(from.ends_with(source), "`{name}` is from {from}");
    };
    is("listen", "127.0.0.1:8080", "default");
    is("workers", "3", "buscall.toml");
    is("session_days", "60", "BUSCALL_SESSION_DAYS");
    is("pool_size", "20", "--pool-size");
    is("database_url", "postgres://ana:***@db.example/tours", "buscall.toml");
    assert_eq!(shown.as_array().unwrap().len(), api::settings::TABLE.len());
}

#[tokio::test]
async fn a_table_for_people_has_the_same_lines() {
    let dir = tempfile::tempdir().unwrap();
    let shown = run(dir.path(), &["config"]).await.with(0);
    let lines: Vec<_> = shown.stdout.lines().collect();
    assert!(lines[0].starts_with("setting"), "{shown:?}");
    assert_eq!(lines.len(), api::settings::TABLE.len() + 1);
}

#[tokio::test]
async fn a_setting_that_does_not_exist_is_refused_wherever_it_stands() {
    let dir = tempfile::tempdir().unwrap();
    let mut command = program(dir.path(), &["config"]);
    command.env("BUSCALL_COLOUR", "red");
    let refused = ended(command).await.with(2);
    refused.says("`colour` is no setting");
    refused.says("BUSCALL_COLOUR");

    std::fs::write(dir.path().join("other.toml"), "colour = \"red\"\nworkers = 0\n").unwrap();
    let refused = run(dir.path(), &["serve", "--config", "other.toml"]).await.with(2);
    refused.says("`colour` is no setting");
    refused.says("`workers` must be a whole number from 1 to 256, not `0`");
    run(dir.path(), &["config", "--config", "none.toml"]).await.with(2).says("none.toml");
    std::fs::write(dir.path().join("broken.toml"), "workers = = 3\n").unwrap();
    run(dir.path(), &["config", "--config", "broken.toml"]).await.with(2).says("broken.toml");
}
