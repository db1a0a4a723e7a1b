//! People with an account and a log-in. Their rows are written straight into the database, because
//! hashing a password for each of them would be most of a test's time.

use api::random::Token;
use api::service::accounts::{Account, NewPassword, hash};
use api::store::sessions::Session;
use api::store::{accounts, sessions};
use chrono::Duration;
use domain::ids::AccountId;
use tokio::sync::OnceCell;

use crate::TestApp;

/// What everybody logs in with.
pub const PASSWORD: &str = "load-in at eight";

/// Hashed once in a process.
static PASSWORD_HASH: OnceCell<String> = OnceCell::const_new();

/// Somebody with an account who has logged in.
#[derive(Clone, Debug)]
pub struct Person {
    /// Their account.
    pub account: AccountId,
    /// What they are called.
    pub name: String,
    /// What they log in with, beside [`PASSWORD`].
    pub email: String,
    /// The secret of their log-in.
    pub token: String,
}

impl TestApp {
    /// Somebody new of this name, logged in.
    pub async fn person(&self, name: &str) -> Person {
        let email =
            format!("{}.{}@example.org", name.to_lowercase().replace(' ', "."), self.number());
        let account = AccountId(self.new_id());
        let row = Account { id: account, email: email.clone(), name: name.to_owned() };
        let password_hash = PASSWORD_HASH.get_or_init(password_hash).await;
        let (conn, now) = (self.store().writer(), self.clock().now());
        assert!(accounts::insert(conn, &row, password_hash, now).await.unwrap());
        let token = self.log_in(account).await;
        Person { account, name: name.to_owned(), email, token }
    }

    /// Another log-in of an account.
    pub async fn log_in(&self, account: AccountId) -> String {
        let token = Token::new("buscall_session");
        let now = self.clock().now();
        let session = Session {
            id: self.new_id(),
            account,
            label: "phone".to_owned(),
            created_at: now,
            last_used_at: now,
            expires_at: now + Duration::days(90),
        };
        sessions::insert(self.store().writer(), &session, &token.hash).await.unwrap();
        token.secret
    }
}

async fn password_hash() -> String {
    hash(NewPassword::parse(PASSWORD).unwrap()).await.unwrap()
}
