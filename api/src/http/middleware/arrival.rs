//! Bodies that do not arrive. A client that stops sending, or sends a byte now and then, is answered
//! and cut off; one on a slow line that keeps sending is waited for.
//!
//! Only the arrival is timed. An answer may take its time: live streams and long polls are answers.

use std::cell::Cell;
use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_web::HttpMessage as _;
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::error::PayloadError;
use actix_web::web::Bytes;
use futures_util::Stream;
use tokio::time::{Instant, Sleep};

/// A body that arrives slower than this, on the whole, is not waited for. Radio links at the edge of
/// a field still carry ten times as much.
const BYTES_PER_SECOND_MIN: u32 = 2_048;

/// Watches the body of a request; what is given back becomes true when it is too late. Nothing is
/// given back where there is no body.
pub(super) fn watch(request: &mut ServiceRequest, patience: Duration) -> Option<Rc<Cell<bool>>> {
    let payload = request.take_payload();
    if matches!(payload, Payload::None) {
        return None;
    }
    let late = Rc::new(Cell::new(false));
    let started = Instant::now();
    let deadline = Box::pin(tokio::time::sleep_until(started + patience));
    let watched =
        Watched { payload, late: Rc::clone(&late), deadline, started, patience, bytes: 0 };
    request.set_payload(Payload::Stream { payload: Box::pin(watched) });
    Some(late)
}

struct Watched {
    payload: Payload,
    late: Rc<Cell<bool>>,
    deadline: Pin<Box<Sleep>>,
    started: Instant,
    patience: Duration,
    bytes: u64,
}

impl Watched {
    /// Every byte that arrived buys the time in which the slowest line would have carried it.
    fn extend(&mut self, bytes: usize) {
        self.bytes += bytes as u64;
        let earned = Duration::from_millis(self.bytes * 1_000 / u64::from(BYTES_PER_SECOND_MIN));
        let deadline = self.started + self.patience + earned;
        self.deadline.as_mut().reset(deadline);
    }
}

impl Stream for Watched {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match Pin::new(&mut self.payload).poll_next(cx) {
            Poll::Ready(Some(Ok(bytes))) => {
                self.extend(bytes.len());
                Poll::Ready(Some(Ok(bytes)))
            }
            Poll::Ready(other) => Poll::Ready(other),
            Poll::Pending => match self.deadline.as_mut().poll(cx) {
                Poll::Pending => Poll::Pending,
                Poll::Ready(()) => {
                    self.late.set(true);
                    let late = io::Error::from(io::ErrorKind::TimedOut);
                    Poll::Ready(Some(Err(PayloadError::Io(late))))
                }
            },
        }
    }
}
