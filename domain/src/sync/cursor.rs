//! Where a replica stands in a scope: a token that only the authority can make and read, and the
//! check that a token still belongs to the past that the authority has.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use super::digest::Tag;
use crate::ids::{AccountId, ScopeId};

/// The key that the authority seals cursors with.
pub type CursorKey = [u8; 32];

/// The first byte of a token, so that another form can follow.
const FORM: u8 = 1;
/// Bytes of the seal. A cursor shows that somebody was on a tour, and lets them hand in what they
/// made there. Each guess is a request, so 64 bits are out of reach.
const SEAL: usize = 8;

/// Where a replica stands in a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The authority's life; another one after it was restored from a backup.
    pub epoch: Uuid,
    /// Every change up to here has been read.
    pub seq: u64,
    /// A moment of the scope's past that this was read under: for a complete reading its own `seq`,
    /// in the middle of pages the head of that time.
    pub pin: Pin,
}

/// One moment of a scope's past, by counter and tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pin {
    /// The counter after a commit; 0 before the first.
    pub head: u64,
    /// The tag of that commit.
    pub tag: Tag,
}

/// What the authority has to say of a scope now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScopeNow {
    /// The authority's life.
    pub epoch: Uuid,
    /// The newest change and its tag.
    pub pin: Pin,
    /// Tags of commits before this one are forgotten.
    pub floor: u64,
}

/// Why a cursor is of no use any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stale {
    /// It belongs to a past that the authority does not have: it was restored.
    Diverged,
    /// It is older than what the authority still knows.
    Expired,
}

impl Cursor {
    /// The cursor of a replica that has read everything.
    pub fn complete(now: &ScopeNow) -> Self {
        Self { epoch: now.epoch, seq: now.pin.head, pin: now.pin }
    }

    /// The cursor of a replica that has read up to `seq`, with more to come.
    pub fn partial(now: &ScopeNow, seq: u64) -> Self {
        Self { epoch: now.epoch, seq, pin: now.pin }
    }

    /// As it is sent: sealed for one account and one scope.
    pub fn seal(&self, key: &CursorKey, account: AccountId, scope: ScopeId) -> String {
        let mut bytes = vec![FORM];
        bytes.extend(self.epoch.as_bytes());
        bytes.extend(self.pin.tag);
        put_number(&mut bytes, self.pin.head);
        // A complete cursor stands at its pin, so only a partial one says where it is.
        if self.seq != self.pin.head {
            put_number(&mut bytes, self.seq);
        }
        bytes.extend(seal_of(&bytes, key, account, scope));
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads a token; `None` for one that was not sealed with this key for this account and scope.
    pub fn open(text: &str, key: &CursorKey, account: AccountId, scope: ScopeId) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (said, seal) = bytes.split_at_checked(bytes.len().checked_sub(SEAL)?)?;
        // Hashes are compared in constant time, so how long it takes tells nothing of the seal.
        if widened(seal)? != widened(&seal_of(said, key, account, scope))? {
            return None;
        }
        let rest = said.strip_prefix(&[FORM])?;
        let (epoch, rest) = rest.split_first_chunk::<16>()?;
        let (tag, mut rest) = rest.split_first_chunk::<8>()?;
        let head = take_number(&mut rest)?;
        let seq = if rest.is_empty() { head } else { take_number(&mut rest)? };
        let pin = Pin { head, tag: *tag };
        rest.is_empty().then_some(Self { epoch: Uuid::from_bytes(*epoch), seq, pin })
    }

    /// Whether this still belongs to the scope's past. `tag_at` is what the authority remembers of
    /// the commit that ended at the pin.
    ///
    /// # Errors
    /// Says why the replica must begin anew.
    pub fn check(&self, now: &ScopeNow, tag_at: Option<Tag>) -> Result<(), Stale> {
        if self.epoch != now.epoch || self.seq > now.pin.head || self.pin.head > now.pin.head {
            return Err(Stale::Diverged);
        }
        // By the pin and not by `seq`: records are state, so a reading that has just begun may well
        // stand below the floor.
        if self.pin.head < now.floor {
            return Err(Stale::Expired);
        }
        if self.pin == now.pin || self.pin.head == 0 {
            return Ok(());
        }
        match tag_at {
            Some(tag) if tag == self.pin.tag => Ok(()),
            Some(_) => Err(Stale::Diverged),
            // Between two commits there is no tag: the past had a commit there, this one has none.
            None if self.pin.head >= now.floor => Err(Stale::Diverged),
            None => Err(Stale::Expired),
        }
    }
}

fn seal_of(said: &[u8], key: &CursorKey, account: AccountId, scope: ScopeId) -> [u8; SEAL] {
    let mut hasher = blake3::Hasher::new_keyed(key);
    hasher.update(account.0.as_bytes());
    hasher.update(scope.0.as_bytes());
    hasher.update(said);
    let mut seal = [0; SEAL];
    seal.copy_from_slice(&hasher.finalize().as_bytes()[..SEAL]);
    seal
}

/// A seal as a hash, the rest of it zero.
fn widened(seal: &[u8]) -> Option<blake3::Hash> {
    let mut bytes = [0; blake3::OUT_LEN];
    bytes.get_mut(..seal.len())?.copy_from_slice(seal);
    Some(blake3::Hash::from_bytes(bytes))
}

/// Seven bits a byte, the lowest first (LEB128).
fn put_number(bytes: &mut Vec<u8>, mut number: u64) {
    loop {
        let low = number.to_le_bytes()[0] & 0x7f;
        number >>= 7;
        if number == 0 {
            bytes.push(low);
            return;
        }
        bytes.push(low | 0x80);
    }
}

fn take_number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KEY: CursorKey = [7; 32];

    fn ids() -> (AccountId, ScopeId) {
        (AccountId(Uuid::from_u128(1)), ScopeId(Uuid::from_u128(2)))
    }

    fn now(head: u64) -> ScopeNow {
        let pin = Pin { head, tag: head.to_le_bytes() };
        ScopeNow { epoch: Uuid::from_u128(9), pin, floor: 0 }
    }

    proptest! {
        #[test]
        fn a_sealed_cursor_opens_for_its_account_and_scope_alone(seq: u64, head: u64, tag: Tag) {
            let (account, scope) = ids();
            let cursor = Cursor { epoch: Uuid::from_u128(5), seq, pin: Pin { head, tag } };
            let text = cursor.seal(&KEY, account, scope);
            prop_assert_eq!(Cursor::open(&text, &KEY, account, scope), Some(cursor));
            let elsewhere = ScopeId(Uuid::from_u128(3));
            prop_assert_eq!(Cursor::open(&text, &KEY, account, elsewhere), None);
            let another = AccountId(Uuid::from_u128(3));
            prop_assert_eq!(Cursor::open(&text, &KEY, another, scope), None);
            prop_assert_eq!(Cursor::open(&text, &[8; 32], account, scope), None);
        }

        #[test]
        fn rubbish_is_no_cursor(text in ".{0,80}") {
            let (account, scope) = ids();
            prop_assert_eq!(Cursor::open(&text, &KEY, account, scope), None);
        }
    }

    #[test]
    fn a_cursor_of_the_past_that_the_authority_has_goes_on() {
        let old = Cursor::complete(&now(5));
        assert_eq!(old.check(&now(5), None), Ok(()));
        assert_eq!(old.check(&now(8), Some(5_u64.to_le_bytes())), Ok(()));
        assert_eq!(Cursor::complete(&now(0)).check(&now(8), None), Ok(()));
        assert_eq!(Cursor::partial(&now(8), 3).check(&now(9), Some(8_u64.to_le_bytes())), Ok(()));
    }

    #[test]
    fn a_restored_server_is_noticed_by_epoch_counter_or_tag() {
        let cursor = Cursor::complete(&now(5));
        let elsewhere = ScopeNow { epoch: Uuid::from_u128(10), ..now(8) };
        assert_eq!(cursor.check(&elsewhere, Some(5_u64.to_le_bytes())), Err(Stale::Diverged));
        assert_eq!(cursor.check(&now(4), None), Err(Stale::Diverged));
        assert_eq!(cursor.check(&now(8), Some([9; 8])), Err(Stale::Diverged));
        assert_eq!(cursor.check(&now(8), None), Err(Stale::Diverged));
        let same_head = ScopeNow { pin: Pin { head: 5, tag: [9; 8] }, ..now(5) };
        assert_eq!(cursor.check(&same_head, Some([9; 8])), Err(Stale::Diverged));
        let in_the_middle = Cursor::partial(&now(8), 3);
        assert_eq!(in_the_middle.check(&now(9), Some([9; 8])), Err(Stale::Diverged));
    }

    #[test]
    fn a_cursor_below_the_floor_has_expired() {
        let cursor = Cursor::complete(&now(5));
        let pruned = ScopeNow { floor: 6, ..now(8) };
        assert_eq!(cursor.check(&pruned, None), Err(Stale::Expired));
    }

    #[test]
    fn a_reading_that_has_just_begun_goes_on_below_the_floor() {
        let pruned = ScopeNow { floor: 6, ..now(8) };
        let begun = Cursor::partial(&pruned, 2);
        assert_eq!(begun.check(&pruned, None), Ok(()));
        let moved_on = ScopeNow { floor: 6, ..now(9) };
        assert_eq!(begun.check(&moved_on, Some(8_u64.to_le_bytes())), Ok(()));
    }
}
