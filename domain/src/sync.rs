//! How copies of a tour are kept alike. The authority's side: what a scope's state is summed up to,
//! and the cursors that say where a replica stands. The replica's side: a core without clock,
//! randomness or network, which plans what to send and what an answer changes.

mod cursor;
mod digest;
mod wire;

pub use self::cursor::{Cursor, CursorKey, Pin, ScopeNow, Stale};
pub use self::digest::{Digest, Tag, next_tag};
pub use self::wire::{
    Budget, ExchangeIn, ExchangeOut, HelloOut, PROTO, PageState, PeerKind, RawRecord, SCHEMA,
    SCHEMA_MIN, ScopePage, Stop, VerifyIn, VerifyOut,
};
