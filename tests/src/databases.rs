//! A database for each test: a copy of one that was migrated once in this process.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use api::store::{Engine, Store};
use sea_orm::{ConnectionTrait, Statement};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// Where PostgreSQL is when the environment does not say.
const POSTGRES: &str = "postgres://postgres@127.0.0.1:5432";
/// What every database that is made here begins with; the number of this process follows.
const PREFIX: &str = "buscall_test_";
/// Connections of one test's server. The tests of one process share a server of 100.
const POOL: u32 = 8;

/// The file of a migrated SQLite database.
static SQLITE_TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();
/// The server and the name of a migrated database on it; nothing where no server answers.
static POSTGRES_TEMPLATE: OnceCell<Option<Template>> = OnceCell::const_new();

/// How many were made in this process, so that each has a name of its own.
static N_DATABASES: AtomicU32 = AtomicU32::new(0);

struct Template {
    server: String,
    name: String,
}

/// A migrated, empty database that goes away with the value.
pub struct Database(Kind);

enum Kind {
    Sqlite { dir: TempDir },
    Postgres { server: String, name: String },
}

impl Database {
    /// A file of its own.
    pub async fn sqlite() -> Self {
        let bytes = SQLITE_TEMPLATE.get_or_init(sqlite_template).await;
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(file_in(&dir), bytes).unwrap();
        Self(Kind::Sqlite { dir })
    }

    /// A database of its own, where a server answers. In CI a server must answer.
    pub async fn postgres() -> Option<Self> {
        let template = POSTGRES_TEMPLATE.get_or_init(postgres_template).await.as_ref()?;
        let number = N_DATABASES.fetch_add(1, Ordering::Relaxed);
        let name = format!("{PREFIX}{}_{number}", std::process::id());
        let sql = format!("CREATE DATABASE {name} TEMPLATE {}", template.name);
        on_server(&template.server, &sql).await.unwrap();
        Some(Self(Kind::Postgres { server: template.server.clone(), name }))
    }

    /// One of each that there is.
    pub async fn each() -> Vec<Self> {
        let mut each = vec![Self::sqlite().await];
        each.extend(Self::postgres().await);
        each
    }

    /// Which it is.
    pub fn engine(&self) -> Engine {
        match self.0 {
            Kind::Sqlite { .. } => Engine::Sqlite,
            Kind::Postgres { .. } => Engine::Postgres,
        }
    }

    /// Its address, as an operator would write it.
    pub fn url(&self) -> String {
        match &self.0 {
            Kind::Sqlite { dir } => format!("sqlite://{}?mode=rwc", file_in(dir)),
            Kind::Postgres { server, name } => format!("{server}/{name}"),
        }
    }

    /// Opens it.
    pub async fn open(&self) -> Store {
        Store::open(&self.url(), POOL).await.unwrap()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let Kind::Postgres { server, name } = &self.0 else { return };
        let (server, name) = (server.clone(), name.clone());
        // The test's own runtime cannot be waited for here, and dropping waits for the disk, so
        // nobody waits for it. What the end of the process cuts short is done by the next one.
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let sql = format!("DROP DATABASE {name} WITH (FORCE)");
            if let Err(err) = runtime.unwrap().block_on(on_server(&server, &sql)) {
                eprintln!("the database `{name}` is left to the next run: {err}");
            }
        });
    }
}

fn file_in(dir: &TempDir) -> String {
    dir.path().join("buscall.db").to_str().unwrap().to_owned()
}

async fn sqlite_template() -> Vec<u8> {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&file_in(&dir), 1).await.unwrap();
    store.migrate().await.unwrap();
    store.close().await.unwrap();
    std::fs::read(file_in(&dir)).unwrap()
}

async fn postgres_template() -> Option<Template> {
    let server = server_address();
    let admin = match Store::open(&format!("{server}/postgres"), 1).await {
        Ok(admin) => admin,
        Err(err) if std::env::var_os("CI").is_none() => {
            eprintln!("not tried on PostgreSQL: {err}");
            return None;
        }
        Err(err) => panic!("PostgreSQL must answer in CI: {err}"),
    };
    drop_leftovers(&admin).await;
    let name = format!("{PREFIX}{}_template", std::process::id());
    let create = format!("CREATE DATABASE {name}");
    admin.writer().execute_unprepared(&create).await.unwrap();
    admin.close().await.unwrap();
    let template = Store::open(&format!("{server}/{name}"), 2).await.unwrap();
    template.migrate().await.unwrap();
    template.close().await.unwrap();
    Some(Template { server, name })
}

/// The address of the server, without the name of a database.
fn server_address() -> String {
    let named = std::env::var_os("BUSCALL_TEST_POSTGRES");
    let named = named.map(|named| named.into_string().unwrap());
    let address = named.unwrap_or_else(|| POSTGRES.to_owned());
    let (scheme, rest) = address.split_once("://").unwrap_or(("postgres", &address));
    let authority = rest.split('/').next().unwrap_or_default();
    format!("{scheme}://{authority}")
}

/// A process that was killed leaves its databases behind; their names say whose they were.
async fn drop_leftovers(admin: &Store) {
    let conn = admin.writer();
    let sql = format!("SELECT datname::text FROM pg_database WHERE datname LIKE '{PREFIX}%'");
    let ask = Statement::from_string(conn.get_database_backend(), sql);
    for row in conn.query_all_raw(ask).await.unwrap() {
        let name: String = row.try_get_by_index(0).unwrap();
        let pid = name.trim_start_matches(PREFIX).split('_').next().unwrap_or_default();
        if !is_running(pid) {
            // Another process that begins now may be doing the same.
            let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            if let Err(err) = conn.execute_unprepared(&sql).await {
                eprintln!("the leftover `{name}` could not be dropped: {err}");
            }
        }
    }
}

/// Where nothing tells, a process counts as running and keeps its databases.
fn is_running(pid: &str) -> bool {
    let processes = Path::new("/proc");
    !processes.join("self").exists() || processes.join(pid).exists()
}

async fn on_server(server: &str, sql: &str) -> Result<(), String> {
    let admin = Store::open(&format!("{server}/postgres"), 1).await.map_err(|e| e.to_string())?;
    let done = admin.writer().execute_unprepared(sql).await;
    admin.close().await.map_err(|err| err.to_string())?;
    done.map(drop).map_err(|err| err.to_string())
}
