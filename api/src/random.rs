//! Randomness from the operating system, and the ids and tokens made of it.

use std::cell::RefCell;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use crate::clock::Clock;

thread_local! {
    /// Where this thread's bytes come from instead of the operating system.
    static REPLAYED: RefCell<Option<blake3::OutputReader>> = const { RefCell::new(None) };
}

/// From now on this thread's bytes follow from a seed: the same seed, the same bytes. For the
/// simulation, which runs a whole server on one thread; nothing else may call it.
pub fn replay(seed: u64) {
    let mut hasher = blake3::Hasher::new_derive_key("buscall 2026 replayed randomness");
    hasher.update(&seed.to_le_bytes());
    REPLAYED.with_borrow_mut(|replayed| *replayed = Some(hasher.finalize_xof()));
}

/// Random bytes.
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    let replayed = REPLAYED.with_borrow_mut(|replayed| match replayed {
        Some(reader) => {
            reader.fill(&mut bytes);
            true
        }
        None => false,
    });
    if replayed {
        return bytes;
    }
    getrandom::fill(&mut bytes)
        .expect("an operating system without randomness cannot serve log-ins");
    bytes
}

/// A new id of this instant.
pub fn id(clock: &Clock) -> Uuid {
    domain::ids::v7(clock.now().timestamp_millis().unsigned_abs(), bytes())
}

/// A secret that is given out once; only its hash is kept.
pub struct Token {
    /// What the client sends.
    pub secret: String,
    /// What is stored.
    pub hash: [u8; 32],
}

impl Token {
    /// A new secret of 256 random bits. The prefix tells a person, and a secret scanner, what it is.
    pub fn new(prefix: &str) -> Self {
        let secret = format!("{prefix}_{}", URL_SAFE_NO_PAD.encode(bytes::<32>()));
        let hash = Self::hash(&secret);
        Self { secret, hash }
    }

    /// The stored form of a secret. The secret is long and random, so a fast hash is enough.
    pub fn hash(secret: &str) -> [u8; 32] {
        *blake3::hash(secret.as_bytes()).as_bytes()
    }
}
