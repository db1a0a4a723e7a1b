//! Reading an engine's answer: its status, no more bytes than it may have, and JSON of the expected
//! shape.

use domain::routing::{NoAnswer, Road, RoadEngine, RoadKey};
use reqwest::{RequestBuilder, Response, StatusCode};
use serde::de::DeserializeOwned;

/// Bytes of an answer, at most: a table of ten by ten has some twenty thousand, a route with the shape
/// that Valhalla always draws some hundred thousand on a continent.
const ANSWER_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Why an answer holds no road.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Miss {
    /// The engine fails, and will with the next question.
    Engine(NoAnswer),
    /// This question has no answer; another may have.
    Road(NoAnswer),
}

/// A road as it was answered and not yet checked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Length {
    pub(super) metres: f64,
    pub(super) seconds: f64,
}

impl Length {
    /// The road, if it can be one.
    pub(super) fn road(self, engine: RoadEngine, key: &RoadKey) -> Result<Road, NoAnswer> {
        Road::new(engine, key, self.metres, self.seconds)
    }
}

/// Asks, and reads an answer of this shape: both engines answer with JSON, and with status 400 where
/// they have no road.
pub(super) async fn ask<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, Miss> {
    let response = request.send().await.map_err(cut_off)?;
    match response.status() {
        StatusCode::OK | StatusCode::BAD_REQUEST => {}
        status if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS => {
            return Err(Miss::Engine(NoAnswer::Unreachable));
        }
        _ => return Err(Miss::Engine(NoAnswer::Nonsense)),
    }
    let bytes = collect(response).await?;
    serde_json::from_slice(&bytes).map_err(|_| Miss::Engine(NoAnswer::Nonsense))
}

async fn collect(mut response: Response) -> Result<Vec<u8>, Miss> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(cut_off)? {
        if bytes.len() + chunk.len() > ANSWER_BYTES_MAX {
            return Err(Miss::Engine(NoAnswer::Nonsense));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// Nobody is there, or breaks off, or does not speak HTTP.
fn cut_off(_: reqwest::Error) -> Miss {
    Miss::Engine(NoAnswer::Unreachable)
}
