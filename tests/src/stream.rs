//! A listener to live hints: it waits for the next event, and never longer than a patient person.

use std::time::Duration;

use serde_json::Value;

use crate::{Person, TestApp};

/// Past this an event is not coming. Nothing is asserted of how soon it comes.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a stream says.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The body of an event.
    Heads(Value),
    /// The server has ended the stream.
    End,
}

/// An open stream.
pub struct LiveStream {
    response: reqwest::Response,
    /// What has come and is not a whole event yet.
    pending: String,
    /// Everything that was ever received, headers too.
    pub seen: String,
}

impl LiveStream {
    /// Opens a stream of any path.
    pub async fn open(app: &TestApp, who: &Person, path: &str) -> Self {
        let request = app.http().get(format!("{}{path}", app.site())).bearer_auth(&who.token);
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        let kind = response.headers()["content-type"].to_str().unwrap();
        assert_eq!(kind, "text/event-stream");
        let seen = format!("{:?}", response.headers());
        Self { response, pending: String::new(), seen }
    }

    /// The next event; comments are passed over.
    pub async fn next(&mut self) -> Event {
        let next = tokio::time::timeout(PATIENCE, self.read()).await;
        next.unwrap_or_else(|_| panic!("no event within {PATIENCE:?}; so far: {}", self.seen))
    }

    async fn read(&mut self) -> Event {
        loop {
            if let Some((block, rest)) = self.pending.split_once("\n\n") {
                let data = block.lines().find_map(|line| line.strip_prefix("data: "));
                let event = data.map(|data| Event::Heads(serde_json::from_str(data).unwrap()));
                self.pending = rest.into();
                if let Some(event) = event {
                    return event;
                }
            } else {
                match self.response.chunk().await {
                    Ok(Some(chunk)) => {
                        let text = std::str::from_utf8(&chunk).unwrap();
                        self.pending.push_str(text);
                        self.seen.push_str(text);
                    }
                    Ok(None) | Err(_) => return Event::End,
                }
            }
        }
    }

    /// The counters of the next event.
    pub async fn heads(&mut self) -> Value {
        match self.next().await {
            Event::Heads(body) => body["heads"].clone(),
            Event::End => panic!("the stream has ended; so far: {}", self.seen),
        }
    }

    /// Reads on until a scope's counter is there.
    pub async fn until(&mut self, scope: domain::ids::ScopeId, seq: u64) {
        while self.heads().await[scope.to_string()].as_u64() < Some(seq) {}
    }

    /// Reads on to the end of the stream.
    pub async fn end(&mut self) {
        while self.next().await != Event::End {}
    }
}
