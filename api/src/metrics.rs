//! What is counted while the server runs, in the text form of `OpenMetrics`.
//!
//! No label holds anything of a tour or a person: routes are the patterns of the table, not paths.

use std::time::Duration;

use domain::change::Status;
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};

/// Buckets from half a millisecond, doubling: the last ends at 8 s.
const BUCKETS: u16 = 15;

/// Counters of one server.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<RequestLabels, Counter>,
    durations: Family<RouteLabels, Histogram>,
    groups: Family<StatusLabels, Counter>,
    live_clients: Gauge,
    books: Gauge,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct RequestLabels {
    method: &'static str,
    route: String,
    status: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct RouteLabels {
    method: &'static str,
    route: String,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct StatusLabels {
    status: &'static str,
}

/// One open live connection; it is counted until this is dropped.
#[derive(Debug)]
pub struct LiveClient(Gauge);

impl Drop for LiveClient {
    fn drop(&mut self) {
        self.0.dec();
    }
}

impl Metrics {
    /// Nothing counted yet.
    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("buscall");
        let requests = Family::default();
        registry.register("requests", "Requests answered", requests.clone());
        let durations = Family::new_with_constructor(histogram as fn() -> Histogram);
        registry.register_with_unit(
            "request_duration",
            "Time from the head of a request to the head of its answer",
            Unit::Seconds,
            durations.clone(),
        );
        let groups = Family::default();
        registry.register("groups", "Groups of edits, by what became of them", groups.clone());
        let live_clients = Gauge::default();
        registry.register("live_clients", "Live connections open", live_clients.clone());
        let books = Gauge::default();
        registry.register("books", "Tours kept in memory", books.clone());
        Self { registry, requests, durations, groups, live_clients, books }
    }

    /// Counts an answered request. `route` is the pattern of the route table.
    pub fn request(&self, method: &str, route: &str, status: u16, took: Duration) {
        let method = method_label(method);
        let requests = RequestLabels { method, route: route.to_owned(), status: class(status) };
        self.requests.get_or_create(&requests).inc();
        let route = RouteLabels { method, route: requests.route };
        self.durations.get_or_create(&route).observe(took.as_secs_f64());
    }

    /// Counts a group that was received for the first time.
    pub fn group(&self, status: Status) {
        self.groups.get_or_create(&StatusLabels { status: status.word() }).inc();
    }

    /// Counts a live connection, unless as many as `max` are open.
    pub fn live_client(&self, max: usize) -> Option<LiveClient> {
        let client = LiveClient(self.live_clients.clone());
        let before = self.live_clients.inc();
        usize::try_from(before).is_ok_and(|before| before < max).then_some(client)
    }

    /// How many live connections are open.
    pub fn live_clients(&self) -> i64 {
        self.live_clients.get()
    }

    /// Says how many tours are kept in memory.
    pub fn books(&self, n_books: usize) {
        self.books.set(i64::try_from(n_books).unwrap_or(i64::MAX));
    }

    /// Everything counted, as a scraper reads it.
    pub fn encode(&self) -> String {
        let mut buffer = String::new();
        text::encode(&mut buffer, &self.registry).expect("writing to a string does not fail");
        buffer
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

fn histogram() -> Histogram {
    Histogram::new(exponential_buckets(0.0005, 2.0, BUCKETS))
}

/// A client may make up methods; they must not make up time series.
fn method_label(method: &str) -> &'static str {
    const KNOWN: [&str; 7] = ["GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS"];
    KNOWN.into_iter().find(|known| *known == method).unwrap_or("other")
}

fn class(status: u16) -> &'static str {
    match status / 100 {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_and_groups_appear_under_their_labels() {
        let metrics = Metrics::new();
        metrics.request("GET", "/v1/tours/{tour}/days", 200, Duration::from_millis(3));
        metrics.request("GET", "/v1/tours/{tour}/days", 404, Duration::from_millis(1));
        metrics.request("BREW", "none", 405, Duration::from_millis(1));
        metrics.group(Status::Disputed);
        metrics.books(7);
        let text = metrics.encode();
        for line in [
            "buscall_requests_total{method=\"GET\",route=\"/v1/tours/{tour}/days\",status=\"2xx\"} 1",
            "buscall_requests_total{method=\"GET\",route=\"/v1/tours/{tour}/days\",status=\"4xx\"} 1",
            "buscall_requests_total{method=\"other\",route=\"none\",status=\"4xx\"} 1",
            "buscall_request_duration_seconds_count{method=\"GET\",route=\"/v1/tours/{tour}/days\"} 2",
            "buscall_groups_total{status=\"disputed\"} 1",
            "buscall_books 7",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
        }
    }

    #[test]
    fn a_live_connection_past_the_limit_is_refused_and_not_counted() {
        let metrics = Metrics::new();
        let first = metrics.live_client(2);
        let second = metrics.live_client(2);
        assert!(first.is_some() && second.is_some());
        assert!(metrics.live_client(2).is_none());
        assert_eq!(metrics.live_clients(), 2);
        drop(second);
        assert!(metrics.live_client(2).is_some());
        assert_eq!(metrics.live_clients(), 1);
    }
}
