//! The service: `http` decodes and encodes, `service` decides, `store` remembers.
//!
//! Arrows point one way, `http → service → store`; the rules themselves are in `domain`. What is asked of
//! other servers is asked in `roads`, and mails are handed over in `mail`.

pub mod app;
pub mod clock;
pub mod commands;
pub mod error;
pub mod http;
pub mod limiter;
pub mod mail;
pub mod metrics;
pub mod random;
pub mod roads;
pub mod server;
pub mod service;
pub mod settings;
pub mod store;
pub mod telemetry;

pub use app::App;
pub use clock::Clock;
pub use error::Error;
pub use settings::Settings;
