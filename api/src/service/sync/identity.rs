//! The server's id and the key that it seals cursors with: made once, kept in the database, and so
//! the same in every process and after a restore.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::sync::CursorKey;
use uuid::Uuid;

use crate::app::App;
use crate::error::{Error, Result};
use crate::random;
use crate::store::server;

/// The names under which they are kept.
const SERVER: &str = "id";
const CURSOR_KEY: &str = "cursor_key";

/// What tells this server from others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Identity {
    /// Its id.
    pub(super) server: Uuid,
    /// What it seals cursors with.
    pub(super) cursor_key: CursorKey,
}

/// Who this server is. Two processes that ask at once for the first time agree, because what is
/// written first stays.
pub(super) async fn of(app: &App) -> Result<&Identity> {
    app.sync
        .identity
        .get_or_try_init(async || {
            if let Some(known) = read(app).await? {
                return Ok(known);
            }
            let server = random::id(&app.clock).to_string();
            let cursor_key = STANDARD.encode(random::bytes::<32>());
            app.store
                .write(async |txn| {
                    server::learn(txn, SERVER, server).await?;
                    server::learn(txn, CURSOR_KEY, cursor_key).await
                })
                .await?;
            read(app).await?.ok_or_else(|| Error::internal("the server's id was not kept"))
        })
        .await
}

async fn read(app: &App) -> Result<Option<Identity>> {
    let facts = server::facts(app.store.writer(), &[SERVER, CURSOR_KEY]).await?;
    let (Some(server), Some(key)) = (facts.get(SERVER), facts.get(CURSOR_KEY)) else {
        return Ok(None);
    };
    let key = STANDARD.decode(key).ok().and_then(|key| CursorKey::try_from(key).ok());
    Ok(Some(Identity {
        server: server.parse().map_err(Error::internal)?,
        cursor_key: key.ok_or_else(|| Error::internal("the cursor key cannot be read"))?,
    }))
}
