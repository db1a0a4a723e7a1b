//! Live hints as server-sent events. An event says only which audiences of the viewer have moved;
//! what is new is read through the ordinary views.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::time::Duration;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_ENCODING, ContentEncoding};
use actix_web::web::Bytes;
use actix_web::{HttpResponse, web};
use domain::ids::{ScopeId, TourId};
use futures_util::Stream;
use futures_util::stream;
use serde::Serialize;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};
use tokio::time::Instant;

use super::actor::Actor;
use crate::app::App;
use crate::error::{Error, Result};
use crate::metrics::LiveClient;
use crate::service::ledger::Moved;
use crate::service::live::Hint;
use crate::service::{access, sync};

/// Events of one stream are gathered this long after the one before; the first goes at once.
const GATHER: Duration = Duration::from_millis(250);
/// How soon a stream looks again for which the database was away.
const LOOK_AGAIN: Duration = Duration::from_millis(500);
/// A comment this often keeps proxies from closing the stream, and finds phones that went away.
const HEARTBEAT: Duration = Duration::from_secs(25);

/// The body of one event.
#[derive(Serialize, utoipa::ToSchema)]
pub struct LiveOut {
    /// The counter of each audience of the viewer, by scope.
    pub heads: BTreeMap<ScopeId, u64>,
    /// How often levels have changed since the server started.
    pub grants: u64,
}

/// Why a stream woke up.
enum Woken {
    Hint(std::result::Result<Hint, RecvError>),
    Clock,
}

/// What a stream tells of.
#[derive(Clone, Copy)]
pub(super) enum Told {
    /// The audiences of the tour.
    Tour,
    /// What a replica keeps a copy of: the organisation's directory, too.
    Replica,
}

/// One viewer's stream.
struct Viewer {
    app: App,
    actor: Actor,
    tour: TourId,
    told: Told,
    heads: BTreeMap<ScopeId, u64>,
    hints: broadcast::Receiver<Hint>,
    grants: watch::Receiver<u64>,
    stopping: watch::Receiver<bool>,
    /// When the next event may go; the first may at once.
    not_before: Instant,
    dirty: bool,
    /// When to look again whether the viewer may still hear; nothing is told until then.
    look_at: Option<Instant>,
    _counted: LiveClient,
}

/// Hints of a tour, as `text/event-stream`: the state at once, then each change.
#[utoipa::path(get, path = "/v1/tours/{tour}/live", tag = "the book",
    params(("tour" = Uuid, Path)),
    responses((status = 200, body = LiveOut, content_type = "text/event-stream")))]
pub async fn stream(
    app: web::Data<App>,
    actor: Actor,
    tour: web::Path<TourId>,
) -> Result<HttpResponse> {
    open(App::clone(&app), actor, *tour, Told::Tour).await
}

/// Opens a stream.
pub(super) async fn open(app: App, actor: Actor, tour: TourId, told: Told) -> Result<HttpResponse> {
    let counted = app.metrics.live_client(app.settings.live_clients_max).ok_or_else(|| {
        Error::Unavailable { why: "as many live clients as the settings allow".to_owned() }
    })?;
    // Listening begins before the heads are read, so that nothing falls between the two.
    let (hints, grants) = (app.live.subscribe(), app.live.grants());
    let heads = heads_of(&app, &actor, tour, told).await?;
    let stopping = app.stopping.subscribe();
    let viewer = Viewer {
        app,
        actor,
        tour,
        told,
        heads,
        hints,
        grants,
        stopping,
        not_before: Instant::now(),
        dirty: true,
        look_at: None,
        _counted: counted,
    };
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_ENCODING, ContentEncoding::Identity))
        .insert_header(("x-accel-buffering", "no"))
        .streaming(events(viewer)))
}

async fn heads_of(
    app: &App,
    actor: &Actor,
    tour: TourId,
    told: Told,
) -> Result<BTreeMap<ScopeId, u64>> {
    match told {
        Told::Tour => {
            let access = access::tour(app, actor, tour).await?;
            let heads = access.scopes.iter().zip(&access.heads);
            Ok(heads.map(|(scope, head)| (scope.id, head.seq)).collect())
        }
        Told::Replica => sync::heads(app, actor, tour).await,
    }
}

fn events(viewer: Viewer) -> impl Stream<Item = std::result::Result<Bytes, Infallible>> {
    stream::unfold(viewer, |mut viewer| async move {
        viewer.next().await.map(|event| (Ok(event), viewer))
    })
}

impl Viewer {
    /// The next event, or nothing once the server stops or the viewer is no longer on the tour.
    async fn next(&mut self) -> Option<Bytes> {
        let heartbeat = Instant::now() + HEARTBEAT;
        loop {
            if self.dirty && self.look_at.is_none() && Instant::now() >= self.not_before {
                return Some(self.event());
            }
            let wake = self.look_at.unwrap_or(if self.dirty { self.not_before } else { heartbeat });
            let woken = tokio::select! {
                hint = self.hints.recv() => Woken::Hint(hint),
                _ = self.stopping.wait_for(|stopping| *stopping) => return None,
                () = tokio::time::sleep_until(wake) => Woken::Clock,
            };
            match woken {
                Woken::Hint(Ok(Hint::Moved(moved))) => self.moved(moved),
                Woken::Hint(Ok(Hint::LookAgain) | Err(RecvError::Lagged(_))) => {
                    self.look_again().await?;
                }
                Woken::Hint(Err(RecvError::Closed)) => return None,
                Woken::Clock if self.actor.expires_at <= self.app.clock.now() => return None,
                Woken::Clock if self.look_at.is_some() => self.look_again().await?,
                Woken::Clock if !self.dirty => {
                    return Some(Bytes::from_static(b": still here\n\n"));
                }
                Woken::Clock => {}
            }
        }
    }

    /// Two commits may be told of in the wrong order; the newest counts.
    fn moved(&mut self, moved: Moved) {
        if let Some(head) = self.heads.get_mut(&moved.scope)
            && *head < moved.head.seq
        {
            *head = moved.head.seq;
            self.dirty = true;
        }
    }

    /// Reads anew which audiences the viewer is in. One who was removed or has logged out hears
    /// nothing more, not even that there is something to hear; nobody else hears anything until the
    /// database has said that they may.
    async fn look_again(&mut self) -> Option<()> {
        match self.read_anew().await {
            Ok(heads) => (self.heads, self.dirty, self.look_at) = (heads, true, None),
            Err(Error::Unavailable { .. }) => self.look_at = Some(Instant::now() + LOOK_AGAIN),
            Err(_) => return None,
        }
        Some(())
    }

    async fn read_anew(&self) -> Result<BTreeMap<ScopeId, u64>> {
        access::must_still_be_logged_in(&self.app, &self.actor).await?;
        heads_of(&self.app, &self.actor, self.tour, self.told).await
    }

    fn event(&mut self) -> Bytes {
        self.dirty = false;
        self.not_before = Instant::now() + GATHER;
        let out = LiveOut { heads: self.heads.clone(), grants: *self.grants.borrow_and_update() };
        let json = serde_json::to_string(&out).expect("counters are made of ids and numbers");
        Bytes::from(format!("event: heads\ndata: {json}\n\n"))
    }
}
