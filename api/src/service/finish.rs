//! Work that is finished once it was begun. A request whose client has gone is dropped where it
//! waits, which must not be between a commit and what has to follow from it.

use crate::app::App;
use crate::error::{Error, Result};

/// Does the work to its end, also when whoever asked for it is gone.
pub async fn finish<T: Send + 'static>(
    work: impl Future<Output = Result<T>> + Send + 'static,
) -> Result<T> {
    tokio::spawn(work).await.map_err(Error::internal)?
}

/// Does work that changes levels or ends log-ins, and forgets what was kept of them. That happens
/// after a failure, too, because a commit that failed to answer may have been made.
pub async fn finish_grants<T: Send + 'static>(
    app: &App,
    work: impl Future<Output = Result<T>> + Send + 'static,
) -> Result<T> {
    let app = app.clone();
    finish(async move {
        let outcome = work.await;
        app.access.forget();
        app.live.publish_grants();
        outcome
    })
    .await
}
