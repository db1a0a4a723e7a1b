//! Asking a road engine over HTTP how far it is and how long it takes.
//!
//! Every answer is checked before it is believed. Nothing is kept here but that the engine has failed
//! a moment ago; what it has said, the service keeps in the database.

mod answer;
mod osrm;
mod valhalla;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, Once, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::routing::{NoAnswer, Road, RoadEngine, RoadKey};
use futures_util::stream::{self, StreamExt as _};

use self::answer::Miss;
use crate::settings::Settings;

/// Roads of one table: at most as many places to begin and to end at, which is far below what the
/// engines take by their own defaults (100 places, 2,500 pairs).
const TABLE_ROADS: usize = 10;
/// Roads that are asked for at the same time, each by itself: an engine on a few cores answers them side
/// by side, and a long tour is done within the time-out where no table helps.
const ROUTES_AT_ONCE: usize = 4;
/// Metres from a place to the nearest road, at most: an arena's car park, and not another town. An
/// engine whose map ends before the place would take any road.
const NEAREST_ROAD_M: u32 = 5_000;
/// Seconds in which an engine that has failed is left alone: long enough that nobody waits for one
/// that is down with every request, short enough that a restarted one is soon back.
const REST_S: i64 = 30;

/// The engine that the settings name.
pub struct Engine {
    kind: RoadEngine,
    url: String,
    /// Absent where no client could be made, which was logged.
    http: Option<reqwest::Client>,
    /// For all that is asked at once.
    timeout: Duration,
    rest: Mutex<Option<Rest>>,
}

/// An engine that has failed, and is left alone.
#[derive(Clone, Copy, Debug)]
pub struct Rest {
    /// How it failed.
    pub why: NoAnswer,
    /// Until when.
    pub until: DateTime<Utc>,
}

/// What came of asking.
#[derive(Debug, Default)]
pub struct Asked {
    /// What the engine said, road by road.
    pub answers: BTreeMap<RoadKey, Result<Road, NoAnswer>>,
    /// Why it said no more than that, if it did not.
    pub failed: Option<NoAnswer>,
}

impl Engine {
    /// The engine of these settings, if they name one.
    pub fn of(settings: &Settings) -> Option<Self> {
        let kind = settings.road_engine?;
        let url = settings.road_engine_url.clone();
        let http = client(&url).inspect_err(|err| {
            tracing::error!(
                engine = kind.name(),
                error = %err,
                "the road engine cannot be asked"
            );
        });
        let timeout = Duration::from_millis(settings.road_engine_timeout_ms);
        Some(Self { kind, url, http: http.ok(), timeout, rest: Mutex::new(None) })
    }

    /// Which it is.
    pub fn kind(&self) -> RoadEngine {
        self.kind
    }

    /// Whether it has failed a moment ago and is not to be asked yet.
    pub fn rests(&self, now: DateTime<Utc>) -> Option<Rest> {
        let rest = *self.rest.lock().unwrap_or_else(PoisonError::into_inner);
        rest.filter(|rest| now < rest.until)
    }

    /// Asks for these roads. One that fails is left alone for a while.
    pub async fn ask(&self, keys: &BTreeSet<RoadKey>, now: DateTime<Utc>) -> Asked {
        let mut asked = Asked::default();
        let all = self.ask_all(keys, &mut asked.answers);
        let failed = match tokio::time::timeout(self.timeout, all).await {
            Ok(Ok(())) => return asked,
            Ok(Err(why)) => why,
            Err(_) => NoAnswer::TooSlow,
        };
        let rest = Rest { why: failed, until: now + TimeDelta::seconds(REST_S) };
        *self.rest.lock().unwrap_or_else(PoisonError::into_inner) = Some(rest);
        tracing::warn!(
            engine = self.kind.name(),
            why = failed.name(),
            "the road engine has failed; estimates stand in"
        );
        Asked { failed: Some(failed), ..asked }
    }

    /// Asks by tables first. What a table does not say is asked for by itself: one place beyond the
    /// map, or one road that is too far for a table, takes the word from all the others in it.
    async fn ask_all(
        &self,
        keys: &BTreeSet<RoadKey>,
        answers: &mut BTreeMap<RoadKey, Result<Road, NoAnswer>>,
    ) -> Result<(), NoAnswer> {
        for keys in tables(keys) {
            if keys.len() > 1 {
                let found = self.table(&keys).await?;
                answers.extend(found.into_iter().map(|(key, road)| (key, Ok(road))));
            }
            let missing: Vec<_> =
                keys.into_iter().filter(|key| !answers.contains_key(key)).collect();
            let mut asked = stream::iter(missing)
                .map(async |key| (key, self.route(&key).await))
                .buffer_unordered(ROUTES_AT_ONCE);
            while let Some((key, answer)) = asked.next().await {
                answers.insert(key, answer?);
            }
        }
        Ok(())
    }

    /// The road of one drive, or why there is none; an error where the engine fails.
    async fn route(&self, key: &RoadKey) -> Result<Result<Road, NoAnswer>, NoAnswer> {
        let http = self.http.as_ref().ok_or(NoAnswer::Unreachable)?;
        let found = match self.kind {
            RoadEngine::Osrm => osrm::route(http, &self.url, key).await,
            RoadEngine::Valhalla => valhalla::route(http, &self.url, key).await,
        };
        match found {
            Ok(length) => Ok(length.road(self.kind, key)),
            Err(Miss::Road(why)) => Ok(Err(why)),
            Err(Miss::Engine(why)) => Err(why),
        }
    }

    /// The roads of several drives with one vehicle, as far as one answer has them.
    async fn table(&self, keys: &[RoadKey]) -> Result<BTreeMap<RoadKey, Road>, NoAnswer> {
        let http = self.http.as_ref().ok_or(NoAnswer::Unreachable)?;
        let found = match self.kind {
            RoadEngine::Osrm => osrm::table(http, &self.url, keys).await,
            RoadEngine::Valhalla => valhalla::table(http, &self.url, keys).await,
        };
        match found {
            Ok(lengths) => {
                let road = |(key, length): (&RoadKey, Option<answer::Length>)| {
                    Some((*key, length?.road(self.kind, key).ok()?))
                };
                Ok(keys.iter().zip(lengths).filter_map(road).collect())
            }
            Err(Miss::Road(_)) => Ok(BTreeMap::new()),
            Err(Miss::Engine(why)) => Err(why),
        }
    }
}

/// Roads that fit into one table each: those of one vehicle.
fn tables(keys: &BTreeSet<RoadKey>) -> Vec<Vec<RoadKey>> {
    let mut by_profile = BTreeMap::<_, Vec<RoadKey>>::new();
    for key in keys {
        by_profile.entry(key.profile).or_default().push(*key);
    }
    by_profile
        .into_values()
        .flat_map(|keys| keys.chunks(TABLE_ROADS).map(<[_]>::to_vec).collect::<Vec<_>>())
        .collect()
}

fn client(url: &str) -> reqwest::Result<reqwest::Client> {
    static PROVIDER: Once = Once::new();
    // A program that has installed one before has chosen it.
    PROVIDER.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
    let mut builder = reqwest::Client::builder()
        .user_agent(concat!("buscall-api/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        // The operator has named the engine itself.
        .no_proxy()
        // What an answer unfolds to would have no limit.
        .no_gzip()
        .no_zstd();
    if url.starts_with("http://") {
        // Nothing is checked by them, and reading the system's takes a while.
        builder = builder.tls_certs_only(std::iter::empty());
    }
    builder.build()
}
