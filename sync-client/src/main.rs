//! The program `buscall`. What it does is in `commands`.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    sync_client::commands::run().await
}
