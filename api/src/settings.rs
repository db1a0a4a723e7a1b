//! What an operator can set: one table of names, defaults and documentation.
//!
//! A value comes from a flag, else from the environment (`BUSCALL_` and the name in capitals), else
//! from `buscall.toml`, else it is the default. `docs/SETTINGS.md` is written from this table.

mod docs;
mod flags;
mod load;
mod mask;
mod smtp;
mod value;

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

pub use docs::{docs, masked};
pub use flags::Flags;
pub use load::{Loaded, SettingProblem, SettingsError, Source, Sources};
pub use smtp::{SmtpServer, Wrapped};
pub use value::LogFormat;

use domain::routing::RoadEngine;
use smtp::smtp_server;
use value::{
    Show, address, address_or_off, addresses, database, filter, log_format, mailbox, path,
    road_engine, site, usual_site, within, yes_or_no,
};

/// The file that is read when no other is named, where the server is started.
pub const FILE: &str = "buscall.toml";
/// How the names of environment variables begin.
pub const VARIABLE_PREFIX: &str = "BUSCALL_";
/// Browsers forget any cookie after this long, so a longer log-in would be a promise not kept.
const SESSION_DAYS_MAX: i64 = 400;
/// The database's file inside the data directory.
const DATABASE_FILE: &str = "buscall.db";

/// One line of the table.
pub struct Setting {
    /// The name in the file; the flag and the variable follow from it.
    pub name: &'static str,
    /// One sentence for the operator.
    pub doc: &'static str,
    /// The default: a value in backticks, or in words what it follows from.
    pub default: &'static str,
    /// The value in use, with passwords masked.
    show: fn(&Settings) -> String,
}

impl Setting {
    /// The flag: `--pool-size`.
    pub fn flag(&self) -> String {
        format!("--{}", self.name.replace('_', "-"))
    }

    /// The environment variable: `BUSCALL_POOL_SIZE`.
    pub fn variable(&self) -> String {
        format!("{VARIABLE_PREFIX}{}", self.name.to_ascii_uppercase())
    }

    /// The value in use, as it would be written in the file, with passwords masked.
    pub fn show(&self, settings: &Settings) -> String {
        mask::password((self.show)(settings))
    }
}

/// Makes the struct, the table and the reader. A default may use the settings above it.
macro_rules! settings {
    ($($(#[doc = $doc:literal])+
        $name:ident: $type:ty = $default:expr, $words:literal, $read:expr;)*) => {
        /// The settings of a running server, read and checked.
        #[derive(Clone, PartialEq, Eq)]
        pub struct Settings {
            $($(#[doc = $doc])+ pub $name: $type,)*
        }

        /// Every setting, in the order of the documentation.
        pub const TABLE: &[Setting] = &[$(Setting {
            name: stringify!($name),
            doc: concat!($($doc),+),
            default: $words,
            show: |settings| settings.$name.show(),
        },)*];

        impl Settings {
            /// Reads what is given and takes the default for the rest. What cannot be read becomes
            /// a problem, so that an operator sees all of them at once.
            fn read(
                given: impl Fn(&str) -> Option<String>,
                mut refuse: impl FnMut(&'static str, String),
            ) -> Self {
                $(let $name: $type = given(stringify!($name))
                    .and_then(|text| {
                        $read(&text).map_err(|rule| refuse(stringify!($name), rule)).ok()
                    })
                    .unwrap_or_else(|| $default);)*
                Self { $($name,)* }
            }
        }
    };
}

settings! {
    /// The address that the service listens on.
    listen: SocketAddr = SocketAddr::from(([127, 0, 0, 1], 8080)), "`127.0.0.1:8080`", address;
    /// The address for `/metrics`, `/healthz` and `/readyz` alone, for those who run the server; `off` for none.
    ops_listen: Option<SocketAddr> = Some(SocketAddr::from(([127, 0, 0, 1], 8081))),
        "`127.0.0.1:8081`", address_or_off;
    /// The address under which people reach the service; links in invitations begin with it.
    public_url: String = format!("http://{listen}"), "`http://` and `listen`", site;
    /// The addresses of reverse proxies, comma separated, whose `X-Forwarded-For` is believed.
    trusted_proxies: Vec<IpAddr> = Vec::new(), "none", addresses;
    /// Whether browsers send the log-in cookie through https alone: `true` or `false`.
    cookie_secure: bool = public_url.starts_with("https://"),
        "`true` where `public_url` begins with `https://`", yes_or_no;
    /// The directory that the server keeps its files in.
    data_dir: PathBuf = PathBuf::from("."), "`.`", path;
    /// The database: `sqlite://` and a path, or `postgres://user:password@host/name`.
    database_url: String = format!("sqlite://{}?mode=rwc", data_dir.join(DATABASE_FILE).display()),
        "`buscall.db` in `data_dir`", database;
    /// The connections kept to PostgreSQL, 2 to 500; SQLite has one that writes and four that read.
    pool_size: u32 = 10, "`10`", |text: &str| within(text, 2, 500);
    /// The threads that answer requests, 1 to 256.
    workers: usize = value::cores(), "one for each core", |text: &str| within(text, 1, 256);
    /// The days after which somebody has to log in again, 1 to 400.
    session_days: i64 = 90, "`90`", |text: &str| within(text, 1, SESSION_DAYS_MAX);
    /// The log-ins that may be tried a minute for one e-mail address, 1 to 10000; ten times as many from one place.
    login_attempts_per_minute: u32 = 10, "`10`", |text: &str| within(text, 1, 10_000);
    /// The live connections that are kept open at once, 0 to 100000; whoever comes after is told to come back.
    live_clients_max: usize = 10_000, "`10000`", |text: &str| within(text, 0, 100_000);
    /// The road engine that is asked how far it is from date to date: `osrm`, `valhalla` or `off`.
    road_engine: Option<RoadEngine> = None, "`off`", road_engine;
    /// The address of the road engine. It is told the coordinates of the tours' places.
    road_engine_url: String = usual_site(road_engine),
        "`http://127.0.0.1:5000`, and `http://127.0.0.1:8002` for `valhalla`", site;
    /// The milliseconds that a view waits for the road engine in all before estimates stand in, 50 to 60000.
    road_engine_timeout_ms: u64 = 2_000, "`2000`", |text: &str| within(text, 50, 60_000);
    /// The mail server that advance mails go out by: `smtp://user:password@host:587`, which is spoken to in private by STARTTLS or not at all unless it is on this machine, `smtps://user:password@host:465`, or `off` for texts to copy.
    smtp_url: Option<SmtpServer> = None, "`off`", smtp_server;
    /// The address that mails come from, with a name if you like: `Hollow Coast <advance@example.org>`. Needed with `smtp_url`.
    mail_from: Option<String> = None, "none", mailbox;
    /// The seconds that the head of a request, and a body that stands still, may take to arrive, 1 to 600.
    request_timeout_s: u64 = 30, "`30`", |text: &str| within(text, 1, 600);
    /// The seconds that requests may take to end when the server is told to stop, 0 to 600.
    shutdown_timeout_s: u64 = 30, "`30`", |text: &str| within(text, 0, 600);
    /// What is logged: `error`, `warn`, `info`, `debug`, `trace`, `off`, or levels for each part such as `info,api::store=debug`.
    log: String = "info".to_owned(), "`info`", filter;
    /// How it is logged: `text` for people or `json` for programs.
    log_format: LogFormat = LogFormat::Text, "`text`", log_format;
}

impl Default for Settings {
    /// The defaults of the table: what a server has that was told nothing.
    fn default() -> Self {
        Self::read(|_| None, |_, _| {})
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Settings");
        for setting in TABLE {
            shown.field(setting.name, &setting.show(self));
        }
        shown.finish()
    }
}

#[cfg(test)]
mod tests;
