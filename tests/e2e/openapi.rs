//! The description of the API: the committed file is what the server serves, and it covers every
//! route there is.

use std::collections::BTreeSet;
use std::path::Path;

use harness::{Answer, Database, TestApp};
use reqwest::Method;
use reqwest::header::HeaderMap;
use serde_json::Value;

#[test]
fn the_committed_description_is_the_one_that_is_served() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("openapi.json");
    let now = api::http::openapi::json();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&file, &now).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == now, "openapi.json is out of date; `cargo xtask gen` writes it");
}

#[tokio::test]
async fn the_page_and_its_files_come_from_the_binary() {
    let app = TestApp::on(Database::sqlite().await).await;
    let page = read(&app, "/docs/").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("swagger-ui"));
    let files = page.text();
    let is_file = |part: &&str| [".js", ".css"].iter().any(|ending| part.ends_with(ending));
    let files = files.split(['"', '\'']).filter(is_file);
    let mut n_files = 0;
    for file in files {
        assert!(!file.contains("//"), "the page brings `{file}` from elsewhere");
        let answer = read(&app, &format!("/docs/{}", file.trim_start_matches("./"))).await;
        assert_eq!(answer.status, 200, "{file}");
        n_files += 1;
    }
    assert!(n_files > 2, "the page has {n_files} files");
    app.end().await;
}

#[tokio::test]
async fn the_description_that_is_served_is_the_committed_one() {
    let app = TestApp::on(Database::sqlite().await).await;
    let served = read(&app, "/openapi.json").await.ok();
    let committed: Value = serde_json::from_str(&api::http::openapi::json()).unwrap();
    assert_eq!(served, committed);
    assert!(served["paths"]["/v1/tours/{tour}/days/{date}"]["get"].is_object());
    app.end().await;
}

#[test]
fn every_route_is_described_with_every_method() {
    let described: Value = serde_json::from_str(&api::http::openapi::json()).unwrap();
    let routes = include_str!("../../api/src/http/routes.rs");
    let mut n_routes = 0;
    for resource in routes.split("resource(\"").skip(1) {
        let (path, rest) = resource.split_once('"').unwrap();
        let rest = rest.split_once("resource(").map_or(rest, |(own, _)| own);
        let path = if path.starts_with("/v1") || path.starts_with("/sync/v1") {
            path.to_owned()
        } else {
            format!("/v1/tours/{{tour}}{path}")
        };
        for method in ["get", "post", "put", "patch", "delete"] {
            let routed = rest.contains(&format!(".{method}("));
            let told = described["paths"][&path].get(method).is_some();
            assert_eq!(routed, told, "{method} {path}");
            n_routes += usize::from(routed);
        }
    }
    assert!(n_routes > 40, "only {n_routes} routes were found");
}

#[test]
fn every_operation_has_a_name_of_its_own() {
    let described: Value = serde_json::from_str(&api::http::openapi::json()).unwrap();
    let paths = described["paths"].as_object().unwrap().values();
    let operations = paths.flat_map(|path| path.as_object().unwrap().values());
    let names: Vec<_> = operations.filter_map(|one| one["operationId"].as_str()).collect();
    let different: BTreeSet<_> = names.iter().collect();
    assert!(names.len() > 40 && different.len() == names.len(), "{names:?}");
}

/// Every answer of the API that the description names has a body that is described, or none.
#[test]
fn nothing_in_the_description_points_at_nothing() {
    let text = api::http::openapi::json();
    let described: Value = serde_json::from_str(&text).unwrap();
    let schemas = &described["components"]["schemas"];
    for part in text.split("\"$ref\": \"#/components/schemas/").skip(1) {
        let (name, _) = part.split_once('"').unwrap();
        assert!(schemas[name].is_object(), "`{name}` is not described");
    }
}

async fn read(app: &TestApp, path: &str) -> Answer {
    app.send(Method::GET, None, path, HeaderMap::new(), None).await
}
