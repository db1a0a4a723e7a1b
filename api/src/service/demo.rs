//! A tour to look at: fictitious, complete, and always in the middle of its run.
//!
//! It is written as people would write it, by its own accounts, through the ledger, so that it has
//! a history, a change to show and a dispute to decide. Nothing here is reachable over HTTP.

mod days;
mod lists;
mod pen;
mod people;
mod places;
mod schedule;
mod stays;
mod templates;
#[cfg(test)]
mod tests;
mod today;
mod tour;

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate};
use domain::book::Book;
use domain::change::Status;
use domain::ids::{AccountId, OrgId, RecordId, TourId};
use domain::limits::PAGE_SIZE_MAX;
use domain::permission::Level;
use domain::publish::{Order, Subject};
use domain::record::kinds::Severity;
use domain::record::{Kind, Line};
use domain::time::{Zone, local};
use serde_json::{Value, json};

use self::days::Route;
use self::pen::{Desk, Pen};
use self::people::{LOG_INS, Party};
use super::access::Actor;
use super::{access, accounts, books, members, organisations, publications, tours};
use crate::app::App;
use crate::error::{Error, Result};
use crate::random;

/// Whose the demo tour is.
const ORGANISATION: &str = "Hollow Coast Touring";

/// The demo tour, and who may look at it.
#[derive(Clone, Debug)]
pub struct Demo {
    /// The tour.
    pub tour: TourId,
    /// One log-in for each level, and one of the artist's party.
    pub logins: Vec<Login>,
}

/// Somebody who can log in to the demo.
#[derive(Clone, Debug)]
pub struct Login {
    /// Their level in `everyone`.
    pub level: Level,
    /// Their e-mail address.
    pub email: String,
    /// Their password, which is no secret.
    pub password: String,
}

/// Finds the demo tour, or makes one where there is none or where today has left its middle third.
pub async fn seed(app: &App) -> Result<Demo> {
    let accounts = log_ins(app).await?;
    let manager = actor(app, accounts[LOG_INS[0].email]);
    let today = today(app)?;
    let (org, current) = find(app, &manager, today).await?;
    let tour = match current {
        Some(tour) => tour,
        None => write(app, &manager, &accounts, org, today).await?,
    };
    let login = |row: &people::LogInRow| Login {
        level: row.level,
        email: row.email.to_owned(),
        password: row.password.to_owned(),
    };
    Ok(Demo { tour, logins: LOG_INS.iter().map(login).collect() })
}

/// The accounts by e-mail address, made where they are not there yet.
async fn log_ins(app: &App) -> Result<BTreeMap<&'static str, AccountId>> {
    let mut found = BTreeMap::new();
    for row in &LOG_INS {
        let there = crate::store::accounts::by_email(app.store.reader(), row.email).await?;
        let account = match there {
            Some(there) => there.account,
            None => accounts::add(app, row.email, row.name, row.password).await?,
        };
        found.insert(row.email, account.id);
    }
    Ok(found)
}

/// Somebody of the demo, acting without a log-in.
fn actor(app: &App, account: AccountId) -> Actor {
    let expires_at = app.clock.now() + Duration::hours(1);
    Actor { account, session: random::id(&app.clock), expires_at }
}

/// Today where the tour is.
fn today(app: &App) -> Result<NaiveDate> {
    let zone: Zone = places::HAMBURG.zone.parse().map_err(Error::internal)?;
    Ok(local(zone, app.clock.now()).date())
}

/// The demo's organisation, and its tour that has today in its middle third.
async fn find(app: &App, manager: &Actor, today: NaiveDate) -> Result<(OrgId, Option<TourId>)> {
    let own = organisations::list(app, manager).await?;
    let Some(org) = own.into_iter().find(|own| own.name == ORGANISATION) else {
        return Ok((organisations::create(app, manager, ORGANISATION).await?.id, None));
    };
    let (there, _) = tours::list(app, manager, None, PAGE_SIZE_MAX).await?;
    let current = there.into_iter().filter(|tour| tour.org == org.id).find(|tour| {
        let dates = tour.first_date.zip(tour.last_date);
        dates.is_some_and(|(first, last)| {
            let third = (last - first).num_days() / 3;
            (third..=2 * third).contains(&(today - first).num_days())
        })
    });
    Ok((org.id, current.map(|tour| tour.id)))
}

async fn write(
    app: &App,
    managing: &Actor,
    accounts: &BTreeMap<&'static str, AccountId>,
    org: OrgId,
    today: NaiveDate,
) -> Result<TourId> {
    let new = tours::New {
        org,
        name: tour::NAME.to_owned(),
        artist: Some(tour::ARTIST.to_owned()),
        home_zone: Some(tour::HOME_ZONE.to_owned()),
    };
    let summary = tours::create(app, managing, new).await?;
    let audiences = summary.audiences.into_iter().map(|scope| (scope.name, scope.id)).collect();
    let desk = Desk { org, tour: summary.id, audiences };
    for row in &LOG_INS[1..] {
        let levels = row.audiences.iter().map(|(name, level)| ((*name).to_owned(), Some(*level)));
        members::set(app, managing, desk.tour, accounts[row.email], levels.collect()).await?;
    }
    let by = |email: &str| Pen::new(app, &desk, accounts[email]);
    let [manager, production, crew, ..] = &LOG_INS;
    let mut route = Route::around(&desk, today);
    let mut pen = by(manager.email);
    let party = people::write(&mut pen, accounts)?;
    head(&mut pen, &desk, &party);
    templates::write(&mut pen)?;
    route.write_days(&mut pen)?;
    route.write_contents(&mut pen, &party)?;
    let stay = today::write_rest(&mut pen, &route, &party)?;
    lists::write_rooms(&mut pen, stay, &party)?;
    today::write_party_travel(&mut pen, &route, &party)?;
    pen.send(Status::Applied).await?;
    let mut pen = by(production.email);
    let moving = today::write_schedule(&mut pen, &route)?;
    pen.send(Status::Applied).await?;
    let mut pen = by(manager.email);
    lists::write_guests(&mut pen, todays_event(app, managing, &desk, today).await?, &party)?;
    pen.send(Status::Applied).await?;
    hand_out(app, managing, &desk, today).await?;
    let mut pen = by(production.email);
    today::move_doors(&mut pen, &moving);
    pen.send(Status::Applied).await?;
    let mut pen = by(crew.email);
    today::write_crew(&mut pen, &route, &party)?;
    pen.send(Status::Applied).await?;
    argue(&moving, by(manager.email), by(production.email)).await?;
    Ok(desk.tour)
}

/// What is played today.
async fn todays_event(
    app: &App,
    manager: &Actor,
    desk: &Desk,
    today: NaiveDate,
) -> Result<RecordId> {
    let access = access::tour(app, manager, desk.tour).await?;
    let event = |book: &Book| Some(book.on(today)?.events().first()?.id());
    books::read(app, &access, event).await?.ok_or_else(Error::not_found)
}

/// The sheet that hangs on the wall since this morning: doors move after it was printed.
async fn hand_out(app: &App, manager: &Actor, desk: &Desk, today: NaiveDate) -> Result<()> {
    let reason = Line::try_from("As agreed with the house").map_err(Error::internal)?;
    let order = Order { reason: Some(reason), severity: Some(Severity::Info) };
    let subject = Subject::Day(today);
    publications::publish(app, manager, desk.tour, subject, &order, false).await.map(drop)
}

/// What the tour says of itself, now that there are people to name.
fn head(pen: &mut Pen<'_>, desk: &Desk, party: &Party) {
    let person = |name: &str| json!(party.people.get(name));
    let id = RecordId(desk.tour.0);
    let fields = [
        ("currency", Value::from("EUR")),
        ("tour_manager", person(LOG_INS[0].name)),
        ("production_manager", person(LOG_INS[1].name)),
        ("status", Value::from("confirmed")),
    ];
    for (field, to) in fields {
        pen.set(Kind::Tour, id, field, (Value::Null, to));
    }
    pen.end_group(None);
}

/// Two people move the bus call from the same time: the first is in force, the second is kept.
async fn argue(moving: &today::Moving, mut first: Pen<'_>, mut second: Pen<'_>) -> Result<()> {
    today::move_bus_call(&mut first, moving, "01:30+1", "The driver's break ends at 01:20");
    first.send(Status::Applied).await?;
    today::move_bus_call(&mut second, moving, "02:00+1", "Truck 3 will not be closed before 01:40");
    second.send(Status::Disputed).await
}
