//! What road engines have said, kept so that each road is asked for once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::routing::{NoAnswer, Point, Road, RoadEngine, RoadKey};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::Deserialize as _;
use serde::de::IntoDeserializer as _;
use serde::de::value::Error as NotOne;

use super::entity::road;
use super::{StoreError, upsert_all};

/// Keys of one statement, far below the values that one may bind.
const KEYS_AT_ONCE: usize = 1_000;

/// What an engine has said, and when.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kept {
    /// The road, or why there is none.
    pub answer: Result<Road, NoAnswer>,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
}

/// What this engine has said of these roads, as far as it was asked.
pub async fn kept(
    conn: &impl ConnectionTrait,
    engine: RoadEngine,
    keys: &BTreeSet<RoadKey>,
) -> Result<BTreeMap<RoadKey, Kept>, StoreError> {
    let profiles: BTreeMap<_, _> =
        keys.iter().map(|key| (key.profile.name(), key.profile)).collect();
    let keys_in_order: Vec<_> = keys.iter().collect();
    let mut kept = BTreeMap::new();
    for some in keys_in_order.chunks(KEYS_AT_ONCE) {
        // Both ends by themselves find a few roads too many, which are passed over below.
        let rows = road::Entity::find()
            .filter(road::COLUMN.engine.eq(engine.name()))
            .filter(road::Column::Profile.is_in(profiles.keys().copied()))
            .filter(road::Column::FromLat.is_in(some.iter().map(|key| key.from.lat_e5)))
            .filter(road::Column::ToLat.is_in(some.iter().map(|key| key.to.lat_e5)))
            .all(conn)
            .await?;
        for row in rows {
            let Some(profile) = profiles.get(row.profile.as_str()).copied() else { continue };
            let from = Point { lat_e5: row.from_lat, lon_e5: row.from_lon };
            let to = Point { lat_e5: row.to_lat, lon_e5: row.to_lon };
            let key = RoadKey { from, to, profile };
            if keys.contains(&key) {
                kept.insert(key, from_row(engine, &key, &row)?);
            }
        }
    }
    Ok(kept)
}

/// Keeps what this engine has said just now, in the place of what it said before.
pub async fn keep(
    conn: &impl ConnectionTrait,
    engine: RoadEngine,
    answers: &BTreeMap<RoadKey, Result<Road, NoAnswer>>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = |(key, answer): (&RoadKey, &Result<Road, NoAnswer>)| {
        let road = answer.ok();
        road::ActiveModel::from(road::Model {
            engine: engine.name().to_owned(),
            profile: key.profile.name().to_owned(),
            from_lat: key.from.lat_e5,
            from_lon: key.from.lon_e5,
            to_lat: key.to.lat_e5,
            to_lon: key.to.lon_e5,
            metres: road.map(|road| road.metres().into()),
            seconds: road.map(|road| road.seconds().into()),
            no_answer: answer.err().map(|why| why.name().to_owned()),
            asked_at: now,
        })
    };
    let anew = OnConflict::columns([
        road::Column::Engine,
        road::Column::Profile,
        road::Column::FromLat,
        road::Column::FromLon,
        road::Column::ToLat,
        road::Column::ToLon,
    ])
    .update_columns([
        road::Column::Metres,
        road::Column::Seconds,
        road::Column::NoAnswer,
        road::Column::AskedAt,
    ])
    .to_owned();
    Ok(upsert_all(conn, answers.iter().map(row).collect(), anew).await?)
}

/// Forgets what was asked before this instant.
pub async fn forget(conn: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<(), StoreError> {
    road::Entity::delete_many().filter(road::COLUMN.asked_at.lt(before)).exec(conn).await?;
    Ok(())
}

fn from_row(engine: RoadEngine, key: &RoadKey, row: &road::Model) -> Result<Kept, StoreError> {
    let fail = |why: String| StoreError::CorruptRow { table: "road", id: format!("{key:?}"), why };
    let answer = match (row.metres, row.seconds, row.no_answer.as_deref()) {
        (Some(metres), Some(seconds), None) => {
            let number = |number: i64| u32::try_from(number).map(f64::from);
            let numbers = number(metres).and_then(|metres| Ok((metres, number(seconds)?)));
            let (metres, seconds) = numbers.map_err(|err| fail(err.to_string()))?;
            let road = Road::new(engine, key, metres, seconds);
            Ok(road.map_err(|_| fail(format!("{metres} m in {seconds} s is no road")))?)
        }
        (None, None, Some(why)) => {
            let why = NoAnswer::deserialize(why.into_deserializer());
            Err(why.map_err(|err: NotOne| fail(err.to_string()))?)
        }
        _ => return Err(fail("it has neither a road nor a reason".to_owned())),
    };
    Ok(Kept { answer, asked_at: row.asked_at })
}
