//! Live hints: a stream that says that there is news and never what. Losing one never matters, so
//! whatever cannot be read is passed over.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::ids::{ScopeId, TourId};
use reqwest::{Method, Response, header};
use serde::Deserialize;

use super::{Net, answer, body};
use crate::error::{Error, Result};

/// The server sends something every 25 seconds; a stream that is silent for longer is dead.
const SILENCE: Duration = Duration::from_secs(65);
/// Bytes of one line. An event names at most 64 scopes.
const LINE_BYTES_MAX: usize = 64 * 1024;

/// What the server said.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Hint {
    /// The counter of each scope.
    #[serde(default)]
    pub heads: BTreeMap<ScopeId, u64>,
    /// How often audiences or levels have changed.
    #[serde(default)]
    pub grants: u64,
}

/// An open stream.
pub struct Live {
    net: Net,
    response: Response,
    lines: Lines,
}

impl Net {
    /// Opens the stream of a tour.
    ///
    /// # Errors
    /// Where the server does not answer with one.
    pub async fn live(&self, tour: TourId) -> Result<Live> {
        let path = format!("/sync/v1/live?tour={tour}");
        let request = self.request(Method::GET, &path).header(header::ACCEPT, "text/event-stream");
        let response = self.send(request, None::<&()>, Duration::ZERO).await?;
        let response = answer::must_succeed(self, &path, response).await?;
        if body::media_type(&response) != "text/event-stream" {
            return Err(self.rubbish(format!("it is {}", body::described(&response))));
        }
        Ok(Live { net: self.clone(), response, lines: Lines::default() })
    }
}

impl Live {
    /// The next hint.
    ///
    /// # Errors
    /// When the stream ends or falls silent.
    pub async fn next(&mut self) -> Result<Hint> {
        loop {
            while let Some(line) = self.lines.next() {
                if let Some(hint) = hint(&line) {
                    return Ok(hint);
                }
            }
            let read = tokio::time::timeout(SILENCE, self.response.chunk()).await;
            let ended = |why: &str| Error::CutOff {
                url: self.net.address.to_string(),
                why: why.to_owned(),
            };
            match read {
                Ok(Ok(Some(chunk))) if self.lines.take(&chunk) => {}
                Ok(Ok(Some(_))) => return Err(self.net.rubbish("a line without an end")),
                Ok(Ok(None)) => return Err(ended("the stream ended")),
                Ok(Err(err)) => return Err(self.net.cut_off(&err)),
                Err(_) => return Err(ended("the stream fell silent")),
            }
        }
    }
}

/// The hint in a line of the stream, if it holds one.
fn hint(line: &str) -> Option<Hint> {
    serde_json::from_str(line.strip_prefix("data:")?.trim()).ok()
}

/// Lines out of bytes as they come.
#[derive(Default)]
struct Lines {
    bytes: Vec<u8>,
}

impl Lines {
    /// Takes more bytes in; `false` where a line is longer than any of ours.
    fn take(&mut self, chunk: &[u8]) -> bool {
        self.bytes.extend_from_slice(chunk);
        self.bytes.len() <= LINE_BYTES_MAX
    }

    /// The next whole line, without its end.
    fn next(&mut self) -> Option<String> {
        let end = self.bytes.iter().position(|byte| *byte == b'\n')?;
        let line: Vec<_> = self.bytes.drain(..=end).collect();
        Some(String::from_utf8_lossy(&line).trim_end().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_are_read_however_the_stream_is_cut() {
        let text = ": still here\n\nevent: heads\ndata: {\"heads\":{},\"grants\":7}\n\ndata: x\n\n";
        for size in [1, 7, 1000] {
            let mut lines = Lines::default();
            let mut hints = Vec::new();
            for chunk in text.as_bytes().chunks(size) {
                assert!(lines.take(chunk));
                while let Some(line) = lines.next() {
                    hints.extend(hint(&line));
                }
            }
            assert_eq!(hints, [Hint { heads: BTreeMap::new(), grants: 7 }]);
        }
    }

    #[test]
    fn a_line_without_an_end_is_given_up() {
        let mut lines = Lines::default();
        assert!(lines.take(&vec![b'x'; LINE_BYTES_MAX]));
        assert!(!lines.take(b"x"));
    }
}
