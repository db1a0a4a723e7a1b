//! The ways into each code of the table.

mod refused;
mod server;
mod unread;

use std::pin::Pin;

use domain::problem::ErrorCode;
use harness::Answer;

use self::refused::{
    conflict, cross_site, gap, invalid, login_failed, not_allowed, not_found,
    precondition_required, stale, unauthenticated, unsupported_version,
};
use self::server::{internal, rate_limited, timeout, unavailable};
use self::unread::{malformed, method_not_allowed, range_outside};
use self::unread::{too_large, unreadable_file, unsupported_media};
use super::world::World;

/// Answers with this code, one for each way into it. A code that is added does not compile until
/// it has one.
pub(super) async fn provoke(world: &World<'_>, code: ErrorCode) -> Vec<Answer> {
    let ways: Pin<Box<dyn Future<Output = Vec<Answer>>>> = match code {
        ErrorCode::Malformed => Box::pin(malformed(world)),
        ErrorCode::Unauthenticated => Box::pin(unauthenticated(world)),
        ErrorCode::LoginFailed => Box::pin(login_failed(world)),
        ErrorCode::NotAllowed => Box::pin(not_allowed(world)),
        ErrorCode::CrossSite => Box::pin(cross_site(world)),
        ErrorCode::NotFound => Box::pin(not_found(world)),
        ErrorCode::MethodNotAllowed => Box::pin(method_not_allowed(world)),
        ErrorCode::Timeout => Box::pin(timeout(world)),
        ErrorCode::Conflict => Box::pin(conflict(world)),
        ErrorCode::Gap => Box::pin(gap(world)),
        ErrorCode::Stale => Box::pin(stale(world)),
        ErrorCode::TooLarge => Box::pin(too_large(world)),
        ErrorCode::UnsupportedMedia => Box::pin(unsupported_media(world)),
        ErrorCode::RangeOutside => Box::pin(range_outside(world)),
        ErrorCode::Invalid => Box::pin(invalid(world)),
        ErrorCode::UnreadableFile => Box::pin(unreadable_file(world)),
        ErrorCode::UnsupportedVersion => Box::pin(unsupported_version(world)),
        ErrorCode::PreconditionRequired => Box::pin(precondition_required(world)),
        ErrorCode::RateLimited => Box::pin(rate_limited(world)),
        ErrorCode::Internal => Box::pin(internal(world)),
        ErrorCode::Unavailable => Box::pin(unavailable(world)),
    };
    ways.await
}
