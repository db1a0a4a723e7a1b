//! Which source wins, what is refused, and that the documentation says what the table says.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::*;

fn variables(given: &[(&str, &str)]) -> BTreeMap<String, String> {
    given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn rules(result: Result<Loaded, SettingsError>) -> Vec<String> {
    match result.unwrap_err() {
        SettingsError::Problems(problems) => {
            problems.iter().map(|p| format!("{} {} [{}]", p.name, p.rule, p.source)).collect()
        }
        other @ SettingsError::File { .. } => vec![other.to_string()],
    }
}

#[test]
fn a_flag_beats_the_environment_which_beats_the_file_which_beats_the_default() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("my.toml");
    fs::write(&file, "pool_size = 20\nworkers = 3\nsession_days = 30\n").unwrap();
    let loaded = Sources {
        file: Some(file.clone()),
        variables: variables(&[("workers", "4"), ("session_days", "40")]),
        flags: BTreeMap::from([("session_days", "50".to_owned())]),
    }
    .load()
    .unwrap();

    let settings = &loaded.settings;
    assert_eq!((settings.pool_size, settings.workers, settings.session_days), (20, 4, 50));
    assert_eq!(settings.login_attempts_per_minute, 10);
    assert_eq!(loaded.sources["pool_size"], Source::File(file));
    assert_eq!(loaded.sources["workers"], Source::Variable("BUSCALL_WORKERS".into()));
    assert_eq!(loaded.sources["session_days"], Source::Flag("--session-days".into()));
    assert_eq!(loaded.sources["login_attempts_per_minute"], Source::Default);
}

#[test]
fn defaults_follow_what_was_set() {
    let given = [("listen", "[::1]:9000"), ("data_dir", "/srv/tours"), ("ops_listen", "off")];
    let settings =
        Sources { variables: variables(&given), ..Sources::default() }.load().unwrap().settings;
    assert_eq!(settings.public_url, "http://[::1]:9000");
    assert_eq!(settings.database_url, "sqlite:///srv/tours/buscall.db?mode=rwc");
    assert_eq!(settings.ops_listen, None);
    assert!(!settings.cookie_secure);
    assert_eq!(settings.road_engine_url, "http://127.0.0.1:5000");

    let given = [("public_url", "https://tour.example.org/")];
    let settings =
        Sources { variables: variables(&given), ..Sources::default() }.load().unwrap().settings;
    assert_eq!(settings.public_url, "https://tour.example.org");
    assert!(settings.cookie_secure);

    let given = [("road_engine", "valhalla"), ("road_engine_timeout_ms", "50")];
    let settings =
        Sources { variables: variables(&given), ..Sources::default() }.load().unwrap().settings;
    assert_eq!(settings.road_engine_url, "http://127.0.0.1:8002");
}

#[test]
fn every_wrong_value_is_named_with_its_rule_and_its_source() {
    let given = [
        ("pool_size", "1"),
        ("listen", "localhost"),
        ("databse_url", "postgres://db"),
        ("log_format", "xml"),
        ("trusted_proxies", "10.0.0.1, proxy"),
        ("road_engine", "google"),
        ("road_engine_url", "127.0.0.1:5000"),
        ("road_engine_timeout_ms", "49"),
        ("test_postgres", "not for the server"),
        ("config", "not a setting either"),
    ];
    let told = rules(Sources { variables: variables(&given), ..Sources::default() }.load());
    assert_eq!(
        told,
        [
            "databse_url is no setting; `buscall-api config --help` lists them [BUSCALL_DATABSE_URL]",
            "listen must be an IP address and a port such as `127.0.0.1:8080`, not `localhost` [BUSCALL_LISTEN]",
            "trusted_proxies must be IP addresses between commas, not `proxy` [BUSCALL_TRUSTED_PROXIES]",
            "pool_size must be a whole number from 2 to 500, not `1` [BUSCALL_POOL_SIZE]",
            "road_engine must be `off`, `osrm` or `valhalla`, not `google` [BUSCALL_ROAD_ENGINE]",
            "road_engine_url must be such as `https://tour.example.org`, not `127.0.0.1:5000` [BUSCALL_ROAD_ENGINE_URL]",
            "road_engine_timeout_ms must be a whole number from 50 to 60000, not `49` [BUSCALL_ROAD_ENGINE_TIMEOUT_MS]",
            "log_format must be `text` or `json`, not `xml` [BUSCALL_LOG_FORMAT]",
        ]
    );
}

#[test]
fn a_named_file_that_is_missing_or_no_toml_stops_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("none.toml");
    let told = rules(Sources { file: Some(file.clone()), ..Sources::default() }.load());
    assert!(told[0].contains("none.toml"), "{told:?}");

    fs::write(&file, "pool_size = \n").unwrap();
    let told = rules(Sources { file: Some(file.clone()), ..Sources::default() }.load());
    assert!(told[0].contains("cannot be read"), "{told:?}");

    fs::write(&file, "[server]\nlisten = \"127.0.0.1:1\"\n").unwrap();
    let told = rules(Sources { file: Some(file), ..Sources::default() }.load());
    assert!(told[0].starts_with("server is no setting"), "{told:?}");
}

#[test]
fn both_listeners_cannot_share_an_address() {
    let given = [("ops_listen", "127.0.0.1:8080")];
    let told = rules(Sources { variables: variables(&given), ..Sources::default() }.load());
    assert_eq!(told, ["ops_listen must differ from `listen` [BUSCALL_OPS_LISTEN]"]);
}

#[test]
fn a_mail_server_needs_an_address_to_send_from() {
    let given = [("smtp_url", "smtp://127.0.0.1:25")];
    let told = rules(Sources { variables: variables(&given), ..Sources::default() }.load());
    assert_eq!(told, ["mail_from must be set where `smtp_url` is [default]"]);

    let given = [("smtp_url", "off"), ("mail_from", "advance@example.org")];
    let settings =
        Sources { variables: variables(&given), ..Sources::default() }.load().unwrap().settings;
    assert!(settings.smtp_url.is_none());
    assert_eq!(settings.mail_from.as_deref(), Some("advance@example.org"));
}

#[test]
fn the_password_of_the_mail_server_is_shown_nowhere() {
    let url = "smtps://tour:s3cret@mail.example.org";
    let given = [("smtp_url", url), ("mail_from", "Hollow Coast <advance@example.org>")];
    let loaded = Sources { variables: variables(&given), ..Sources::default() }.load().unwrap();
    let shown = serde_json::to_string(&masked(&loaded)).unwrap();
    assert!(shown.contains("smtps://tour:***@mail.example.org"), "{shown}");
    assert!(!shown.contains("s3cret") && !format!("{:?}", loaded.settings).contains("s3cret"));

    let given = [("smtp_url", "smtp://tour:s3cret@"), ("mail_from", "Hollow Coast")];
    let told = rules(Sources { variables: variables(&given), ..Sources::default() }.load());
    assert_eq!(
        told,
        [
            "smtp_url must be such as `smtp://user:password@mail.example.org:587` [BUSCALL_SMTP_URL]",
            "mail_from must be such as `Hollow Coast <advance@example.org>`, not `Hollow Coast` [BUSCALL_MAIL_FROM]",
        ]
    );
}

#[test]
fn a_password_is_shown_nowhere() {
    let given = [("database_url", "postgres://ana:s3cret@db/tours")];
    let loaded = Sources { variables: variables(&given), ..Sources::default() }.load().unwrap();
    assert_eq!(loaded.settings.database_url, "postgres://ana:s3cret@db/tours");
    let shown = serde_json::to_string(&masked(&loaded)).unwrap();
    assert!(shown.contains("postgres://ana:***@db/tours"), "{shown}");
    assert!(!shown.contains("s3cret"));
    assert!(!format!("{:?}", loaded.settings).contains("s3cret"));
}

#[test]
fn what_is_shown_can_be_read_again() {
    let settings = Settings {
        ops_listen: None,
        trusted_proxies: vec!["10.0.0.1".parse().unwrap(), "::1".parse().unwrap()],
        road_engine: Some(RoadEngine::Valhalla),
        smtp_url: smtp_server("smtp://tour@[::1]:2525").unwrap(),
        mail_from: Some("Maya <maya@example.org>".to_owned()),
        ..Settings::default()
    };
    let shown = TABLE.iter().map(|setting| (setting.name.to_owned(), setting.show(&settings)));
    let loaded = Sources { variables: shown.collect(), ..Sources::default() }.load().unwrap();
    assert_eq!(loaded.settings, settings);
}

#[test]
fn the_table_names_the_defaults_that_are_in_force() {
    let settings = Settings::default();
    for setting in TABLE {
        if let Some(value) = setting.default.strip_prefix('`').and_then(|t| t.strip_suffix('`'))
            && !value.contains('`')
        {
            assert_eq!(setting.show(&settings), value, "{}", setting.name);
        }
    }
}

#[test]
fn the_documentation_is_what_the_table_says() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/SETTINGS.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&file, docs()).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(written, docs(), "run the tests once with UPDATE_DOCS=1 and read the difference");
}
