//! The listeners: binding them, answering on them, and stopping without losing a request.

mod running;

use std::net::SocketAddr;
use std::time::Duration;

use actix_web::middleware::{Compress, from_fn};
use actix_web::{HttpServer, web};
use anyhow::Context as _;
use tokio::net::{TcpListener, TcpSocket};
use tracing_actix_web::TracingLogger;

use crate::app::App;
use crate::http::{self, middleware, ops, pages};
use crate::service::advance::reminders::remind_regularly;
use crate::service::blobs::clean_daily;
use crate::service::sync;
use crate::settings::Settings;
use crate::telemetry::RequestSpan;

pub use running::Running;

/// Connections that wait to be taken: after a restart a whole tour comes back at once.
const BACKLOG: u32 = 8_192;
/// Connections of one worker at a time; past it new ones wait in the backlog.
const CONNECTIONS_MAX: usize = 25_000;
/// An idle connection is kept longer than the minute after which common proxies drop theirs, so
/// that none sends a request into a connection that we are closing.
const KEEP_ALIVE: Duration = Duration::from_secs(75);

/// Sockets that are bound and not yet answered on.
pub struct Listeners {
    main: TcpListener,
    ops: Option<TcpListener>,
}

impl Listeners {
    /// Where the service will be reached, with the port that was found where 0 was asked for.
    pub fn address(&self) -> anyhow::Result<SocketAddr> {
        Ok(self.main.local_addr()?)
    }
}

/// Binds what the settings name, before anything else is opened.
pub fn bind(settings: &Settings) -> anyhow::Result<Listeners> {
    let main = listen(settings.listen, "listen")?;
    let ops = settings.ops_listen.map(|address| listen(address, "ops_listen")).transpose()?;
    Ok(Listeners { main, ops })
}

fn listen(address: SocketAddr, setting: &str) -> anyhow::Result<TcpListener> {
    let bound = || {
        let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
        // A restarted server must not wait until the kernel has forgotten its last connections.
        #[cfg(unix)]
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        socket.listen(BACKLOG)
    };
    bound().with_context(|| format!("cannot listen on `{address}` (setting `{setting}`)"))
}

/// Binds the listeners and answers on them.
#[expect(clippy::unused_async, reason = "it needs a runtime, and says so by its type")]
pub async fn start(app: App) -> anyhow::Result<Running> {
    let listeners = bind(&app.settings)?;
    start_on(app, listeners)
}

/// Answers on listeners that are bound. Needs a runtime, like binding them.
pub fn start_on(app: App, listeners: Listeners) -> anyhow::Result<Running> {
    let address = listeners.main.local_addr()?;
    let ops_address = listeners.ops.as_ref().map(TcpListener::local_addr).transpose()?;
    clean_daily(app.clone());
    remind_regularly(app.clone());
    sync::start(&app);
    let mut servers = vec![serve_main(&app, listeners.main)?];
    if let Some(listener) = listeners.ops {
        servers.push(serve_ops(&app, listener)?);
    }
    Ok(Running::new(app, address, ops_address, servers))
}

fn serve_main(app: &App, listener: TcpListener) -> anyhow::Result<actix_web::dev::Server> {
    let settings = &app.settings;
    let data = web::Data::new(app.clone());
    let server = HttpServer::new(move || {
        // The last is the outermost.
        actix_web::App::new()
            .app_data(data.clone())
            .configure(ops::configure)
            .configure(http::configure)
            .configure(pages::configure)
            .default_service(web::to(ops::nothing_here))
            .wrap(from_fn(middleware::inner))
            .wrap(Compress::default())
            .wrap(from_fn(middleware::outer))
            .wrap(from_fn(middleware::count))
            .wrap(TracingLogger::<RequestSpan>::new())
    });
    let server = server
        .workers(settings.workers)
        .max_connections(CONNECTIONS_MAX)
        .keep_alive(KEEP_ALIVE)
        .client_request_timeout(Duration::from_secs(settings.request_timeout_s))
        .client_disconnect_timeout(Duration::from_secs(5))
        .shutdown_timeout(settings.shutdown_timeout_s)
        // Otherwise a compressed or streamed answer waits 40 ms for an acknowledgement.
        .tcp_nodelay(true)
        .disable_signals()
        .listen(listener.into_std()?)?;
    Ok(server.run())
}

fn serve_ops(app: &App, listener: TcpListener) -> anyhow::Result<actix_web::dev::Server> {
    let data = web::Data::new(app.clone());
    let server = HttpServer::new(move || {
        actix_web::App::new()
            .app_data(data.clone())
            .configure(ops::configure_second)
            .default_service(web::to(ops::nothing_here))
            .wrap(from_fn(middleware::inner))
            .wrap(from_fn(middleware::outer))
    });
    let server = server.workers(1).shutdown_timeout(1).tcp_nodelay(true).disable_signals();
    Ok(server.listen(listener.into_std()?)?.run())
}
