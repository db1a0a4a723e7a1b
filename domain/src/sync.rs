//! How copies of a tour are kept alike. The authority's side: what a scope's state is summed up to,
//! and the cursors that say where a replica stands. The replica's side: a core without clock,
//! randomness or network, which plans what to send and what an answer changes.

mod copy;
mod cursor;
mod digest;
mod exchange;
mod pace;
mod replica;
mod wire;

pub use self::copy::{Copy, Logged};
pub use self::cursor::{Cursor, CursorKey, Pin, ScopeNow, Stale};
pub use self::digest::{Digest, Tag, next_tag};
pub use self::exchange::{Refused, Taken};
pub use self::pace::{Event, Pace, Wake};
pub use self::replica::{
    Confirmed, Executed, Op, ReplicaState, ScopeCopy, Staging, Tell, Vanishing, repair,
    still_to_fetch,
};
pub use self::wire::{
    Budget, ExchangeIn, ExchangeOut, HelloOut, PROTO, PageState, PeerKind, RawRecord, SCHEMA,
    SCHEMA_MIN, ScopePage, Stop, VerifyIn, VerifyOut,
};
