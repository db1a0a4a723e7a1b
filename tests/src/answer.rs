//! An answer as a client has it: status, headers and the whole body.

use reqwest::header::HeaderMap;
use serde_json::Value;

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What was asked, to be named when a test fails.
    pub request: String,
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// Reads an answer to its end.
    pub async fn read(request: String, response: reqwest::Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.bytes().await.unwrap_or_else(|err| panic!("{request}: {err}"));
        Self { request, status, headers, body: body.to_vec() }
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|err| {
            panic!("{} answered no JSON ({err}): {}", self.request, self.text())
        })
    }

    /// A header, or nothing.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// What a stranger sees of it, without what is different in every answer.
    pub fn face(&self) -> (u16, String, Vec<String>) {
        let own = |name: &str| matches!(name, "date" | "x-request-id");
        let told = self.headers.iter().filter(|(name, _)| !own(name.as_str()));
        let mut told: Vec<_> = told.map(|(name, value)| format!("{name}: {value:?}")).collect();
        told.sort();
        (self.status, self.text(), told)
    }

    /// The JSON of an answer that must be a success.
    #[track_caller]
    pub fn ok(&self) -> Value {
        self.must_succeed();
        self.json()
    }

    /// Stops the test here unless the request succeeded.
    #[track_caller]
    pub fn must_succeed(&self) {
        let ok = (200..300).contains(&self.status);
        assert!(ok, "{} answered {}: {}", self.request, self.status, self.text());
    }

    /// The problem of an answer that must be one of this status and code.
    #[track_caller]
    pub fn problem(&self, status: u16, code: &str) -> Value {
        let Self { request, .. } = self;
        assert_eq!(self.status, status, "{request} answered {}", self.text());
        let problem = self.json();
        assert_eq!(problem["code"], code, "{request} answered {problem}");
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{request}");
        problem
    }
}
