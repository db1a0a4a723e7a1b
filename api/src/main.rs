//! The program `buscall-api`. What it does is in `commands`.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    api::commands::run().await
}
