//! Organisations: whoever owns tours. Whoever makes one manages its directory.

use domain::ids::{AccountId, OrgId, ScopeId, TourId};
use domain::permission::Level;
use domain::problem::ErrorCode;
use domain::record::Line;
use domain::sync::Digest;
use uuid::Uuid;

use super::access::Actor;
use super::accounts::ORGANISATIONS_MAX;
use super::finish::finish_grants;
use crate::app::App;
use crate::error::{Error, Result};
use crate::random;
use crate::store::organisations::DIRECTORY;
pub use crate::store::organisations::Organisation;
use crate::store::scopes::ScopeState;
use crate::store::{memberships, organisations, scopes};

/// Makes an organisation with an empty directory, which the actor manages.
pub async fn create(app: &App, actor: &Actor, name: &str) -> Result<Organisation> {
    let name = checked_name(name)?;
    let id = OrgId(random::id(&app.clock));
    let directory = new_scope(app, None, DIRECTORY);
    let new = Organisation {
        id,
        name: name.as_str().to_owned(),
        directory: directory.id,
        level: Level::Manage,
    };
    let inserted = insert(app.clone(), actor.account, new.clone(), directory);
    finish_grants(app, inserted).await?;
    Ok(new)
}

async fn insert(
    app: App,
    account: AccountId,
    new: Organisation,
    directory: ScopeState,
) -> Result<()> {
    let now = app.clock.now();
    app.store
        .write(async |txn| {
            let has = organisations::of_account(txn, account, ORGANISATIONS_MAX).await?;
            if has.len() as u64 >= ORGANISATIONS_MAX {
                let detail = format!("you are in {ORGANISATIONS_MAX} organisations, the limit");
                return Err(Error::problem(ErrorCode::Conflict, detail));
            }
            organisations::insert(txn, new.id, &new.name, now).await?;
            scopes::insert(txn, new.id, &directory, now).await?;
            let manager = (directory.id, account, Level::Manage);
            memberships::put(txn, new.id, manager, account, now).await?;
            Ok(())
        })
        .await
}

/// The organisations whose directory the actor is in.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Organisation>> {
    Ok(organisations::of_account(app.store.reader(), actor.account, ORGANISATIONS_MAX).await?)
}

/// What an organisation may be called.
pub fn checked_name(name: &str) -> Result<Line> {
    Line::try_from(name).map_err(|rule| Error::invalid("name", rule))
}

/// A scope in which nothing has happened yet.
pub(super) fn new_scope(app: &App, tour: Option<TourId>, audience: &str) -> ScopeState {
    ScopeState {
        id: ScopeId(random::id(&app.clock)),
        tour,
        audience: audience.to_owned(),
        epoch: Uuid::from_u128(u128::from_le_bytes(random::bytes())),
        head: 0,
        tag: [0; 8],
        digest: Digest::default(),
        floor: 0,
        level: None,
    }
}
