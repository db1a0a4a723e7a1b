//! The web app as the server hands it out: a page at every address of the app, files that are kept for
//! ever or asked about, and nothing that could run but the app itself.

use harness::{Answer, Database, TestApp};
use reqwest::Method;
use reqwest::header::{ACCEPT_ENCODING, HeaderMap, HeaderValue, IF_NONE_MATCH};

const TOUR: &str = "/tours/0192f3a4-0000-7000-8000-000000000001";

#[test]
fn what_is_tested_in_ci_has_the_app_inside() {
    let in_ci = std::env::var_os("CI").is_some_and(|value| value == "true");
    assert!(web_app::BUILT || !in_ci, "the page that stands in for the app was built in");
}

#[tokio::test]
async fn every_address_of_the_app_opens_its_page() {
    let app = TestApp::on(Database::sqlite().await).await;
    let page = web_app::file(web_app::PAGE).unwrap();
    let today = format!("{TOUR}/2026-10-24");
    for path in ["/", "/login", "/settings", "/join/a_b-c", TOUR, &today] {
        let answer = get(&app, path, HeaderMap::new()).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.text().as_bytes(), page.bytes, "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-cache"), "{path}");
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.contains("script-src 'self';") && !policy.contains("unsafe"), "{policy}");
    }
    app.end().await;
}

#[tokio::test]
async fn what_is_no_file_and_no_address_answers_a_problem() {
    let app = TestApp::on(Database::sqlite().await).await;
    for path in
        ["/assets/none.js", "/none.txt", "/v1/none", "/v1", "/sync/v1/none", "/wp-login.php"]
    {
        let answer = get(&app, path, HeaderMap::new()).await;
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{path}");
    }
    let posted = app.send(Method::POST, None, "/", HeaderMap::new(), None).await;
    assert_eq!(posted.status, 405);
    app.end().await;
}

#[tokio::test]
async fn a_file_comes_compressed_and_once() {
    let app = TestApp::on(Database::sqlite().await).await;
    for file in web_app::files() {
        let plain = get(&app, file.path, HeaderMap::new()).await;
        assert_eq!(plain.status, 200, "{}", file.path);
        assert_eq!(plain.header("content-type"), Some(file.content_type));
        let kept = plain.header("cache-control").unwrap().contains("immutable");
        assert_eq!(kept, file.is_immutable(), "{}", file.path);
        let takes = |encoding| {
            HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(encoding))])
        };
        if let Some(brotli) = file.brotli {
            let answer = get(&app, file.path, takes("gzip, br")).await;
            assert_eq!(answer.header("content-encoding"), Some("br"), "{}", file.path);
            assert_eq!(answer.body, brotli, "{}", file.path);
        }
        // The client undoes this one by itself.
        assert_eq!(get(&app, file.path, takes("gzip")).await.body, file.bytes, "{}", file.path);
        let again = HeaderMap::from_iter([(IF_NONE_MATCH, HeaderValue::from_static(file.etag))]);
        assert_eq!(get(&app, file.path, again).await.status, 304, "{}", file.path);
    }
    app.end().await;
}

async fn get(app: &TestApp, path: &str, headers: HeaderMap) -> Answer {
    app.send(Method::GET, None, path, headers, None).await
}
