//! `buscall clone`: a tour's first sync. Cloning again goes on with a copy that is not complete.

use domain::ids::{ReplicaId, TourId};
use domain::sync::Tell;
use serde::Serialize;

use super::sync::{self, Outcome};
use super::{Context, online};
use crate::cli::CloneTour;
use crate::clock;
use crate::engine::{Engine, Progress, Synced};
use crate::error::{Error, Exit, Result};
use crate::home::{Card, meant};
use crate::local::Local;
use crate::net::Patience;
use crate::render;

#[derive(Serialize)]
struct CloneOut {
    tour: TourId,
    name: String,
    #[serde(flatten)]
    outcome: Outcome,
}

pub(super) async fn run(context: &Context, asked: &CloneTour) -> Result<Exit> {
    let account = context.home.account()?;
    if context.global.offline {
        return Err(Error::Usage("cloning a tour needs the server".to_owned()));
    }
    let card = find(context, &asked.which).await?;
    let path = context.home.database(card.tour);
    let local = if path.exists() {
        context.open_tour(card.tour).await?
    } else {
        let replica = ReplicaId(clock::new_id());
        Local::create(&path, replica, account.account, card.tour).await?
    };
    context.home.set_card(&card)?;
    context.home.set_current(card.tour)?;
    let engine = Engine::new(&context.home, local, Patience::Usual).await?;
    let progress = Progress::seen(&card.name);
    let mut synced = Synced::default();
    let ended = engine.sync_once(&progress, &mut synced).await;
    progress.end();
    // That somebody is in audiences is no news on a first sync.
    synced.tell.retain(|told| !matches!(told, Tell::Added(_)));
    sync::tell_all(&synced.tell);
    ended?;
    let name = context.home.card(card.tour).name;
    let outcome = Outcome::of(&synced);
    let exit = outcome.exit();
    if asked.json {
        render::print_json(&CloneOut { tour: card.tour, name, outcome })?;
    } else {
        render::print_text(&format!("`{name}` is on this device: {} records", synced.n_records))?;
        sync::tell_asks(&synced.asks);
    }
    synced.trouble.iter().for_each(|trouble| render::say(&super::plain(trouble)));
    engine.warn().await?;
    sync::fetch_files(&engine).await?;
    engine.local().clone().close().await?;
    Ok(exit)
}

/// The tour on the server that is meant.
async fn find(context: &Context, which: &str) -> Result<Card> {
    let tours = online(context, Patience::Usual)?.tours().await?;
    let names: Vec<_> = tours.iter().map(|tour| (tour.id, tour.name.as_str())).collect();
    let found = meant(which, &names)?;
    let found = tours.iter().find(|tour| Some(tour.id) == found);
    let found = found.ok_or_else(|| Error::NotFound(format!("tour called `{which}`")))?;
    Ok(Card { tour: found.id, name: found.name.clone() })
}
