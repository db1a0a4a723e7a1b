//! Accounts: making one, and what its owner may change. Nobody gets one without an invitation or
//! the operator's command.

mod email;
mod password;

use std::net::IpAddr;

use domain::problem::{ErrorCode, FieldProblem, Problem};
use domain::record::Line;

pub use self::email::Email;
pub use self::password::{NewPassword, hash, verify};
use super::access::Actor;
use super::finish::finish_grants;
use crate::app::App;
use crate::error::{Error, Result};
use crate::random;
pub use crate::store::accounts::Account;
use crate::store::organisations::Organisation;
use crate::store::{DatabaseTransaction, accounts, organisations, sessions};

/// Organisations of one account. More than this are a script that has gone wrong.
pub const ORGANISATIONS_MAX: u64 = 100;

/// What an account is made of, checked.
#[derive(Debug)]
pub struct NewAccount {
    /// Its e-mail address.
    pub email: Email,
    /// What its owner is called.
    pub name: Line,
    /// Its password.
    pub password: NewPassword,
}

/// The actor's own account.
#[derive(Debug)]
pub struct Me {
    /// The account.
    pub account: Account,
    /// The organisations whose directory they are in.
    pub organisations: Vec<Organisation>,
}

/// What changes of an account; nothing where a part is absent.
#[derive(Debug, Default)]
pub struct Change {
    /// The new name.
    pub name: Option<String>,
    /// The password, old and new.
    pub password: Option<PasswordChange>,
}

/// The password, old and new.
#[derive(Debug)]
pub struct PasswordChange {
    /// The one in force.
    pub old: String,
    /// The one to come.
    pub new: String,
}

impl NewAccount {
    /// Checks everything at once, so that a person hears of all that is wrong.
    pub fn parse(email: &str, name: &str, password: &str) -> Result<Self> {
        let email = Email::parse(email).map_err(|rule| FieldProblem::new("email", rule));
        let name = Line::try_from(name).map_err(|rule| FieldProblem::new("name", rule));
        let password =
            NewPassword::parse(password).map_err(|rule| FieldProblem::new("password", rule));
        match (email, name, password) {
            (Ok(email), Ok(name), Ok(password)) => Ok(Self { email, name, password }),
            (email, name, password) => {
                let errors = [email.err(), name.err(), password.err()];
                Err(Problem::invalid(errors.into_iter().flatten().collect()).into())
            }
        }
    }
}

/// Adds an account on the operator's word.
pub async fn add(app: &App, email: &str, name: &str, password: &str) -> Result<Account> {
    let new = NewAccount::parse(email, name, password)?;
    let password_hash = hash(new.password.clone()).await?;
    app.store.write(async |txn| insert(app, txn, &new, &password_hash).await).await
}

/// Adds an account in a transaction. The hash was made before, because it takes its time.
pub(super) async fn insert(
    app: &App,
    txn: &DatabaseTransaction,
    new: &NewAccount,
    password_hash: &str,
) -> Result<Account> {
    let account = Account {
        id: random::id(&app.clock).into(),
        email: new.email.as_str().to_owned(),
        name: new.name.as_str().to_owned(),
    };
    if accounts::insert(txn, &account, password_hash, app.clock.now()).await? {
        Ok(account)
    } else {
        Err(Error::problem(ErrorCode::Conflict, "this e-mail address has an account; log in first"))
    }
}

/// The actor's account and organisations.
pub async fn me(app: &App, actor: &Actor) -> Result<Me> {
    let conn = app.store.reader();
    let found = accounts::by_id(conn, actor.account).await?.ok_or_else(gone)?;
    let organisations = organisations::of_account(conn, actor.account, ORGANISATIONS_MAX).await?;
    Ok(Me { account: found.account, organisations })
}

/// Changes the actor's name or password. A new password ends every other log-in.
pub async fn change(app: &App, actor: &Actor, change: Change, peer: Option<IpAddr>) -> Result<Me> {
    let name = change.name.as_deref().map(Line::try_from).transpose();
    let name = name.map_err(|rule| Error::invalid("name", rule))?;
    let hashes = match change.password {
        Some(password) => Some(check_password(app, actor, password, peer).await?),
        None => None,
    };
    finish_grants(app, write_change(app.clone(), actor.clone(), name, hashes)).await?;
    me(app, actor).await
}

async fn write_change(
    app: App,
    actor: Actor,
    name: Option<Line>,
    hashes: Option<(String, String)>,
) -> Result<()> {
    app.store
        .write(async |txn| {
            if let Some(name) = &name {
                accounts::rename(txn, actor.account, name.as_str()).await?;
            }
            if let Some((seen, new)) = &hashes {
                if !accounts::replace_password(txn, actor.account, seen, new).await? {
                    let detail = "the password was changed elsewhere a moment ago";
                    return Err(Error::problem(ErrorCode::Conflict, detail));
                }
                sessions::delete_others(txn, actor.account, actor.session).await?;
            }
            Ok(())
        })
        .await
}

/// The hash that was seen and the one to come, once the old password has been proved.
async fn check_password(
    app: &App,
    actor: &Actor,
    change: PasswordChange,
    peer: Option<IpAddr>,
) -> Result<(String, String)> {
    let new =
        NewPassword::parse(&change.new).map_err(|rule| Error::invalid("password.new", rule))?;
    let found = accounts::by_id(app.store.reader(), actor.account).await?.ok_or_else(gone)?;
    app.limiter.check(peer, &found.account.email)?;
    if !verify(change.old, Some(found.password_hash.clone())).await? {
        return Err(Error::invalid("password.old", "is not your password"));
    }
    Ok((found.password_hash, hash(new).await?))
}

fn gone() -> Error {
    Error::problem(ErrorCode::Unauthenticated, "the account is gone")
}
