//! `sync --watch`: an exchange whenever the server hints at news, an edit is saved here, or time is
//! up. It goes on until it is stopped or somebody has to do something, such as logging in.

use std::time::{Duration, Instant};

use domain::sync::{Event, Pace, Wake};
use tokio::sync::{Notify, mpsc, watch};

use super::wake::Bell;
use super::{Engine, Fetched, Progress, Synced};
use crate::clock;
use crate::error::{Error, Result};
use crate::net::{Hint, Net};

/// How often missing files are looked for at least; a day ends, or a line that broke is back.
const FILES_EVERY: Duration = Duration::from_mins(5);

/// What happened while watching.
#[derive(Debug)]
pub enum News {
    /// A sync ended.
    Synced(Synced),
    /// A sync failed, as the one before it had not. It is tried again.
    Failed(Error),
    /// Files of the next days were fetched.
    Files(Fetched),
    /// Nothing had moved for too long; the sync was begun anew.
    Stuck,
}

enum Woken {
    Hint(Hint),
    Online,
}

/// Watches a tour until `stop` turns true. `tell` is told what happens.
///
/// # Errors
/// Where only a person can help: the log-in has ended, the tour is gone, the copy is damaged, or
/// another process watches it.
pub async fn watch(
    engine: &Engine,
    mut stop: watch::Receiver<bool>,
    mut tell: impl AsyncFnMut(News) -> Result<()>,
) -> Result<()> {
    let path = engine.home.wake_file(engine.tour);
    if super::wake::ring(&path).await {
        return Err(Error::Syncing);
    }
    let bell = Bell::hang(&path).await?;
    let (sender, mut woken) = mpsc::channel(16);
    let files = Notify::new();
    let (fetched, mut arrived) = mpsc::channel(1);
    let fetching = fetch(engine, &files, fetched);
    let listening = listen(engine.net.apart(), engine.tour, sender);
    let work = async {
        let mut watcher = Watcher::new(engine);
        loop {
            tokio::select! {
                () = watcher.due() => {
                    let news = watcher.sync().await?;
                    if watcher.wants_files(news.as_ref()) {
                        files.notify_one();
                    }
                    if let Some(news) = news {
                        told(&mut tell, news).await?;
                    }
                }
                Some(fetched) = arrived.recv() => match fetched {
                    Ok(fetched) => told(&mut tell, News::Files(fetched)).await?,
                    Err(err) => tell(News::Failed(passes(err)?.1)).await?,
                },
                () = bell.rung() => watcher.wake(Wake::Edit),
                Some(by) = woken.recv() => watcher.heard(by).await?,
            }
        }
    };
    tokio::select! {
        ended = work => ended,
        () = listening => Ok(()),
        () = fetching => Ok(()),
        _ = stop.wait_for(|stop| *stop) => Ok(()),
    }
}

struct Watcher<'e> {
    engine: &'e Engine,
    pace: Pace,
    began: Instant,
    due: Instant,
    grants: u64,
    failing: bool,
    /// When files were last looked for.
    looked: Option<Instant>,
}

impl<'e> Watcher<'e> {
    fn new(engine: &'e Engine) -> Self {
        let now = Instant::now();
        Self {
            engine,
            pace: Pace::default(),
            began: now,
            due: now,
            grants: 0,
            failing: false,
            looked: None,
        }
    }

    /// Ends when the next sync is due. A timer counts whole milliseconds, and what is due already
    /// does not wait for the next one.
    async fn due(&self) {
        let left = self.left();
        if !left.is_zero() {
            tokio::time::sleep(left).await;
        }
    }

    fn left(&self) -> Duration {
        self.due.saturating_duration_since(Instant::now())
    }

    fn wake(&mut self, by: Wake) {
        let left_ms = millis(self.left());
        let wait = self.pace.woken(by, millis(self.began.elapsed()), left_ms);
        self.due = Instant::now() + Duration::from_millis(wait);
    }

    /// A hint is about this copy only if it knows of something that the copy does not have; the
    /// echo of its own edits is not.
    async fn heard(&mut self, woken: Woken) -> Result<()> {
        let hint = match woken {
            Woken::Online => {
                self.wake(Wake::Online);
                return Ok(());
            }
            Woken::Hint(hint) => hint,
        };
        let is_behind = match self.engine.local.state().await {
            Ok(state) => hint
                .heads
                .iter()
                .any(|(scope, head)| state.scopes.get(scope).is_none_or(|copy| copy.head < *head)),
            // Whether it knows of something new cannot be said now; the sync will tell what is wrong.
            Err(err) => passes(err).map(|_| true)?,
        };
        if is_behind || hint.grants != self.grants {
            self.grants = hint.grants;
            self.wake(Wake::Hint);
        }
        Ok(())
    }

    /// One sync, and when the next one is due.
    async fn sync(&mut self) -> Result<Option<News>> {
        self.began = Instant::now();
        let mut synced = Synced::default();
        let pulse = self.engine.net.pulse();
        pulse.touch();
        let nobody_sees = Progress::default();
        let ended = tokio::select! {
            ended = self.engine.sync_once(&nobody_sees, &mut synced) => Some(ended),
            () = pulse.stuck() => None,
        };
        let (event, news) = match ended {
            None => (Event::Failed { retry_after_ms: 0 }, Some(News::Stuck)),
            Some(Ok(())) => (self.answered(&synced), Some(News::Synced(synced))),
            Some(Err(err)) => {
                let (retry_after_ms, err) = passes(err)?;
                let news = (!self.failing).then_some(News::Failed(err));
                (Event::Failed { retry_after_ms }, news)
            }
        };
        self.failing = matches!(event, Event::Failed { .. });
        let [jitter] = clock::random();
        let wait = self.pace.after(event, jitter);
        self.due = Instant::now() + Duration::from_millis(wait);
        Ok(news)
    }

    /// Whether to look for files now: something has arrived, or it is long ago that anybody looked.
    fn wants_files(&mut self, news: Option<&News>) -> bool {
        let Some(News::Synced(synced)) = news else { return false };
        let is_long_ago = self.looked.is_none_or(|looked| looked.elapsed() > FILES_EVERY);
        let wants = synced.n_records > 0 || is_long_ago;
        if wants {
            self.looked = Some(Instant::now());
        }
        wants
    }

    fn answered(&self, synced: &Synced) -> Event {
        Event::Answered {
            took_ms: millis(self.began.elapsed()),
            more: false,
            unsent: synced.n_unsent > 0,
            retry_after_ms: synced.retry_after_ms,
        }
    }
}

/// Tells what happened. Telling reads the copy, too, and may meet what passes by itself.
async fn told(tell: &mut impl AsyncFnMut(News) -> Result<()>, news: News) -> Result<()> {
    match tell(news).await {
        Ok(()) => Ok(()),
        Err(err) => tell(News::Failed(passes(err)?.1)).await,
    }
}

/// How long to stay away after a failure that may pass by itself: a disk that is full, a database
/// that another program holds, a server that is not well. Where only a person can help, it is an
/// error and ends the watching.
fn passes(err: Error) -> Result<(u64, Error)> {
    match err {
        Error::Busy { retry_after_ms, .. } => Ok((retry_after_ms, err)),
        Error::Unreachable { .. }
        | Error::CutOff { .. }
        | Error::Rubbish { .. }
        | Error::Syncing
        | Error::OtherServer { .. }
        | Error::File { .. }
        | Error::Local(_)
        | Error::Problem(_) => Ok((0, err)),
        Error::LoggedOut { .. }
        | Error::NotFound(_)
        | Error::NoAccount
        | Error::OtherAccount(_)
        | Error::Corrupt { .. }
        | Error::Newer(_)
        | Error::Missing(_)
        | Error::TooOld(_)
        | Error::Usage(_)
        | Error::Undecided { .. }
        | Error::Print(_)
        | Error::NoTour
        | Error::UnknownTour(_)
        | Error::AmbiguousTour { .. }
        | Error::Incomplete { .. } => Err(err),
    }
}

/// Fetches files beside the syncs, which must not wait for a large one.
async fn fetch(engine: &Engine, due: &Notify, fetched: mpsc::Sender<Result<Fetched>>) {
    let engine = Engine { net: engine.net.apart(), ..engine.clone() };
    loop {
        due.notified().await;
        if fetched.send(engine.fetch_files().await).await.is_err() {
            return;
        }
    }
}

/// Keeps a stream of hints open. Nothing depends on it: without it the timer does.
async fn listen(net: Net, tour: domain::ids::TourId, woken: mpsc::Sender<Woken>) {
    let mut pace = Pace::default();
    let mut was_away = false;
    loop {
        if let Ok(mut live) = net.live(tour).await {
            if was_away && woken.send(Woken::Online).await.is_err() {
                return;
            }
            while let Ok(hint) = live.next().await {
                pace = Pace::default();
                if woken.send(Woken::Hint(hint)).await.is_err() {
                    return;
                }
            }
        }
        was_away = true;
        let [jitter] = clock::random();
        let wait = pace.after(Event::Failed { retry_after_ms: 0 }, jitter);
        tokio::time::sleep(Duration::from_millis(wait)).await;
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
