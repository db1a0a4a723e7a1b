//! What the operator's commands need: finding a tour by its name, and acting as one of its people.
//!
//! Nothing here asks who may. Whoever runs a command on the server may read its database anyway;
//! what a command then changes goes through the same services, as somebody who may.

use chrono::Duration;
use domain::ids::{AccountId, OrgId, TourId};
use domain::permission::Level;
use domain::problem::ErrorCode;
use uuid::Uuid;

use super::access::Actor;
use super::tours;
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::{accounts, memberships, operator, organisations};

/// How long a command may act, more than any takes.
const HOURS: i64 = 24;
/// People looked at for one who manages a tour.
const MEMBERS_MAX: u64 = 10_000;

/// A tour that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its id.
    pub tour: TourId,
    /// Whose it is.
    pub org: OrgId,
}

/// Somebody at work without a log-in.
pub fn acting_as(app: &App, account: AccountId) -> Actor {
    let expires_at = app.clock.now() + Duration::hours(HOURS);
    Actor { account, session: Uuid::nil(), expires_at }
}

/// The one tour with this id or name, in the organisation of this id or name if one is given.
/// Names are compared without regard to case.
pub async fn find_tour(app: &App, tour: &str, org: Option<&str>) -> Result<Found> {
    let mut found = Vec::new();
    for (org_id, id) in operator::tours(app.store.reader()).await? {
        let name = tours::name_of(app, org_id, id).await?;
        if !is_called(tour, id.0, name.as_deref()) {
            continue;
        }
        if let Some(org) = org {
            let name = organisations::name(app.store.reader(), org_id).await?;
            if !is_called(org, org_id.0, name.as_deref()) {
                continue;
            }
        }
        found.push(Found { tour: id, org: org_id });
    }
    match found.len() {
        1 => Ok(found.swap_remove(0)),
        0 => Err(Error::problem(ErrorCode::NotFound, format!("no tour is called `{tour}`"))),
        n => {
            let detail = format!("{n} tours are called `{tour}`; name one by its id");
            Err(Error::problem(ErrorCode::Conflict, detail))
        }
    }
}

fn is_called(asked: &str, id: Uuid, name: Option<&str>) -> bool {
    Uuid::parse_str(asked).is_ok_and(|asked| asked == id)
        || name.is_some_and(|name| name.to_lowercase() == asked.to_lowercase())
}

/// Whoever is to have made a change of a tour: the account with this e-mail address, else the
/// first who manages the tour.
pub async fn author(app: &App, found: &Found, email: Option<&str>) -> Result<Actor> {
    let conn = app.store.reader();
    if let Some(email) = email {
        return by_email(app, email).await;
    }
    let audiences = crate::store::tours::audiences(conn, found.org, found.tour).await?;
    let Some(everyone) = audiences.get(tours::AUDIENCES[0]).copied() else {
        return Err(Error::not_found());
    };
    let members = memberships::members(conn, found.org, &[everyone], None, MEMBERS_MAX).await?;
    let manager = members.into_iter().find(|m| m.levels.get(&everyone) == Some(&Level::Manage));
    let manager = manager.ok_or_else(|| {
        Error::problem(ErrorCode::Conflict, "nobody manages this tour; name somebody")
    })?;
    Ok(acting_as(app, manager.account.id))
}

/// The account with this e-mail address.
pub async fn by_email(app: &App, email: &str) -> Result<Actor> {
    let account = accounts::by_email(app.store.reader(), &email.to_lowercase()).await?;
    let account = account
        .ok_or_else(|| Error::problem(ErrorCode::NotFound, "no account has this e-mail address"))?;
    Ok(acting_as(app, account.account.id))
}

/// The one organisation of somebody's with this id or name.
pub async fn find_organisation(app: &App, actor: &Actor, asked: &str) -> Result<OrgId> {
    let own = super::organisations::list(app, actor).await?;
    let mut found = own.into_iter().filter(|own| is_called(asked, own.id.0, Some(&own.name)));
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one.id),
        (None, _) => {
            let detail = format!("they are in no organisation that is called `{asked}`");
            Err(Error::problem(ErrorCode::NotFound, detail))
        }
        (Some(_), Some(_)) => {
            let detail = format!("several organisations are called `{asked}`; name one by its id");
            Err(Error::problem(ErrorCode::Conflict, detail))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tour_is_found_by_its_id_or_by_its_name_in_any_case() {
        let id = Uuid::from_u128(7);
        assert!(is_called("Łódź Nights", id, Some("łódź nights")));
        assert!(is_called(&id.to_string(), id, None));
        assert!(!is_called("Łódź", id, Some("Łódź Nights")));
        assert!(!is_called("", id, None));
    }
}
