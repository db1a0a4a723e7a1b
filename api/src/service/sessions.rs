//! Log-ins: beginning one, seeing one's own, ending them.

use std::net::IpAddr;

use chrono::Duration;
use domain::problem::ErrorCode;
use domain::record::Line;
use uuid::Uuid;

use super::access::Actor;
use super::accounts::{Account, Email, verify};
use super::finish::{finish, finish_grants};
use crate::app::App;
use crate::error::{Error, Result};
use crate::random::{self, Token};
pub use crate::store::sessions::Session;
use crate::store::{DatabaseTransaction, accounts, sessions};

/// What a session's secret begins with.
const TOKEN_PREFIX: &str = "buscall_session";
/// Log-ins of one account. Past it the one that was not used for longest ends.
const SESSIONS_MAX: usize = 50;

/// What somebody logs in with.
pub struct LogIn {
    /// Their e-mail address.
    pub email: String,
    /// Their password.
    pub password: String,
    /// What they call the device.
    pub label: Option<String>,
}

/// A log-in that has just begun.
pub struct LoggedIn {
    /// What the client sends from now on; nobody can read it again.
    pub secret: String,
    /// The log-in.
    pub session: Session,
    /// Whose.
    pub account: Account,
}

/// What beginning a log-in came to.
pub(super) struct Begun {
    pub(super) logged_in: LoggedIn,
    /// Whether one that could still be used had to end for it. Most begin without, and then nothing
    /// that is kept in memory has to be read again.
    pub(super) ended_another: bool,
}

/// Begins a log-in. A wrong password and an unknown e-mail address look and cost the same.
pub async fn log_in(app: &App, log_in: LogIn, peer: Option<IpAddr>) -> Result<LoggedIn> {
    let label = label(log_in.label.as_deref())?;
    let email = Email::parse(&log_in.email).map_err(|_| wrong())?;
    app.limiter.check(peer, email.as_str())?;
    let found = accounts::by_email(app.store.reader(), email.as_str()).await?;
    let password_hash = found.as_ref().map(|found| found.password_hash.clone());
    let right = verify(log_in.password, password_hash).await?;
    let found = found.filter(|_| right).ok_or_else(wrong)?;
    let app = app.clone();
    finish(async move {
        let begun = app
            .store
            .write(async |txn| {
                // The password may have been changed, and all log-ins ended, while this was hashing.
                let now = accounts::by_id(txn, found.account.id).await?;
                now.filter(|now| now.password_hash == found.password_hash).ok_or_else(wrong)?;
                begin(&app, txn, found.account.clone(), label).await
            })
            .await?;
        if begun.ended_another {
            app.access.forget();
            app.live.publish_grants();
        }
        Ok(begun.logged_in)
    })
    .await
}

/// Begins a log-in in a transaction, for somebody who has proved who they are.
pub(super) async fn begin(
    app: &App,
    txn: &DatabaseTransaction,
    account: Account,
    label: String,
) -> Result<Begun> {
    let now = app.clock.now();
    let mut old = sessions::of_account(txn, account.id).await?;
    old.sort_by_key(|session| (session.expires_at > now, session.last_used_at));
    let n_expired = old.iter().filter(|session| session.expires_at <= now).count();
    let n_ending = n_expired.max((old.len() + 1).saturating_sub(SESSIONS_MAX));
    let ending = old.iter().take(n_ending).map(|session| session.id).collect();
    sessions::delete_all(txn, ending).await?;
    let token = Token::new(TOKEN_PREFIX);
    let session = Session {
        id: random::id(&app.clock),
        account: account.id,
        label,
        created_at: now,
        last_used_at: now,
        expires_at: now + Duration::days(app.settings.session_days),
    };
    sessions::insert(txn, &session, &token.hash).await?;
    let logged_in = LoggedIn { secret: token.secret, session, account };
    Ok(Begun { logged_in, ended_another: n_ending > n_expired })
}

/// The actor's log-ins, newest first.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Session>> {
    let now = app.clock.now();
    let mut found = sessions::of_account(app.store.reader(), actor.account).await?;
    found.retain(|session| session.expires_at > now);
    Ok(found)
}

/// Ends one of the actor's log-ins.
pub async fn end(app: &App, actor: &Actor, id: Uuid) -> Result<()> {
    let (owned, account) = (app.clone(), actor.account);
    let ended = finish_grants(app, async move {
        Ok(sessions::delete(owned.store.writer(), account, id).await?)
    });
    if ended.await? { Ok(()) } else { Err(Error::not_found()) }
}

/// What a device is called; nothing is a name too.
pub(super) fn label(text: Option<&str>) -> Result<String> {
    match text.map(str::trim) {
        None | Some("") => Ok(String::new()),
        Some(text) => Line::try_from(text)
            .map(|line| line.as_str().to_owned())
            .map_err(|rule| Error::invalid("label", rule)),
    }
}

fn wrong() -> Error {
    Error::problem(ErrorCode::LoginFailed, "e-mail and password do not belong together")
}
