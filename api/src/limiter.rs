//! How often somebody may try to log in: so many times a minute for one e-mail address, and ten times
//! as many from one place, because a whole crew shares the network of a venue.
//!
//! Counts are kept in this process alone. Servers side by side each allow as much.

use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::ids::AdvanceLinkId;
use governor::clock::{Clock, DefaultClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use crate::error::{Error, Result};
use crate::settings::Settings;

/// Log-ins from one place for each that one account may have.
const PLACE_FACTOR: u32 = 10;
/// Requests for what links open, forms and sheets, from one place in a minute: the whole crew scans the
/// code in the corridor from the network of the venue.
const PAGES_PER_MINUTE: u32 = 600;
/// What may be saved through one link in a minute.
const SAVES_PER_MINUTE: u32 = 240;
/// Keys kept before those that have rested are swept out.
const KEYS_BEFORE_SWEEP: usize = 10_000;

/// Counts log-ins by account and by place.
pub struct LoginLimiter<C: Clock + Clone = DefaultClock> {
    places: Keyed<IpAddr, C>,
    accounts: Keyed<[u8; 32], C>,
}

impl LoginLimiter {
    /// Nothing counted yet.
    pub fn new(settings: &Settings) -> Self {
        Self::with_clock(settings.login_attempts_per_minute, &DefaultClock::default())
    }
}

impl<C: Clock + Clone> LoginLimiter<C> {
    fn with_clock(per_minute: u32, clock: &C) -> Self {
        Self {
            places: Keyed::new(per_minute.saturating_mul(PLACE_FACTOR), clock),
            accounts: Keyed::new(per_minute, clock),
        }
    }

    /// Counts one try, or says how long to wait. Whether an account of this e-mail address exists
    /// makes no difference.
    pub fn check(&self, ip: Option<IpAddr>, email: &str) -> Result<()> {
        // The place comes first, so that one machine cannot fill the memory with made-up accounts.
        if let Some(ip) = ip {
            self.places.check(&place(ip))?;
        }
        self.accounts.check(blake3::hash(email.trim().to_lowercase().as_bytes()).as_bytes())
    }
}

/// How often what links open may be asked for from one place, and forms saved through one link: a form
/// saves by itself while it is filled in, and several people fill it in at once.
pub struct FormLimiter<C: Clock + Clone = DefaultClock> {
    places: Keyed<IpAddr, C>,
    links: Keyed<AdvanceLinkId, C>,
}

impl FormLimiter {
    /// Nothing counted yet.
    pub fn new() -> Self {
        let clock = DefaultClock::default();
        Self {
            places: Keyed::new(PAGES_PER_MINUTE, &clock),
            links: Keyed::new(SAVES_PER_MINUTE, &clock),
        }
    }
}

impl Default for FormLimiter {
    fn default() -> Self {
        Self::new()
    }
}

impl<C: Clock + Clone> FormLimiter<C> {
    /// Counts a request for a form or a sheet, before anything is looked up: guessing is slow for everybody.
    pub fn arrives(&self, ip: Option<IpAddr>) -> Result<()> {
        ip.map_or(Ok(()), |ip| self.places.check(&place(ip)))
    }

    /// Counts something that is saved.
    pub fn saves(&self, link: AdvanceLinkId) -> Result<()> {
        self.links.check(&link)
    }
}

/// Where an address is. Whoever has one IPv6 address has 2⁶⁴ of them.
fn place(ip: IpAddr) -> IpAddr {
    match ip.to_canonical() {
        IpAddr::V4(ip) => ip.into(),
        IpAddr::V6(ip) => Ipv6Addr::from_bits(ip.to_bits() & (!0 << 64)).into(),
    }
}

/// One limit for each key, with the memory of those that were used of late.
struct Keyed<K: Hash + Eq + Clone, C: Clock + Clone> {
    limiter: RateLimiter<K, DashMapStateStore<K>, C, NoOpMiddleware<C::Instant>>,
    clock: C,
    /// Sweeping looks at every key, so it waits until they have doubled.
    sweep_at: AtomicUsize,
}

impl<K: Hash + Eq + Clone, C: Clock + Clone> Keyed<K, C> {
    fn new(per_minute: u32, clock: &C) -> Self {
        let quota = Quota::per_minute(NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN));
        Self {
            limiter: RateLimiter::new(quota, DashMapStateStore::default(), clock.clone()),
            clock: clock.clone(),
            sweep_at: AtomicUsize::new(KEYS_BEFORE_SWEEP),
        }
    }

    fn check(&self, key: &K) -> Result<()> {
        if self.limiter.len() >= self.sweep_at.load(Ordering::Relaxed) {
            self.limiter.retain_recent();
            self.limiter.shrink_to_fit();
            let sweep_at = (self.limiter.len() * 2).max(KEYS_BEFORE_SWEEP);
            self.sweep_at.store(sweep_at, Ordering::Relaxed);
        }
        self.limiter.check_key(key).map_err(|until| {
            let wait = until.wait_time_from(self.clock.now());
            // Rounded up: whoever comes back in time must not be told to wait again.
            let retry_after_s = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
            Error::RateLimited { retry_after_s: retry_after_s.max(1) }
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use governor::clock::FakeRelativeClock;

    use super::*;

    fn limiter(per_minute: u32) -> (LoginLimiter<FakeRelativeClock>, FakeRelativeClock) {
        let clock = FakeRelativeClock::default();
        (LoginLimiter::with_clock(per_minute, &clock), clock)
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn wait(result: Result<()>) -> Option<u64> {
        match result {
            Ok(()) => None,
            Err(Error::RateLimited { retry_after_s }) => Some(retry_after_s),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn one_account_has_so_many_tries_and_then_waits_as_long_as_it_is_told() {
        let (limiter, clock) = limiter(10);
        for place in 0..10 {
            assert_eq!(
                wait(limiter.check(Some(ip(&format!("10.0.0.{place}"))), "ana@example.org")),
                None
            );
        }
        assert_eq!(wait(limiter.check(Some(ip("10.0.0.99")), " Ana@Example.ORG ")), Some(6));
        assert_eq!(wait(limiter.check(Some(ip("10.0.0.99")), "ben@example.org")), None);
        clock.advance(Duration::from_secs(6));
        assert_eq!(wait(limiter.check(Some(ip("10.0.0.99")), "ana@example.org")), None);
        assert_eq!(wait(limiter.check(Some(ip("10.0.0.99")), "ana@example.org")), Some(6));
    }

    #[test]
    fn one_place_has_ten_times_as_many_whatever_accounts_it_tries() {
        let (limiter, _) = limiter(2);
        for n in 0..20 {
            assert_eq!(
                wait(limiter.check(Some(ip("10.0.0.1")), &format!("{n}@example.org"))),
                None
            );
        }
        assert_eq!(wait(limiter.check(Some(ip("::ffff:10.0.0.1")), "new@example.org")), Some(3));
        assert_eq!(wait(limiter.check(Some(ip("10.0.0.2")), "new@example.org")), None);
    }

    #[test]
    fn a_network_of_ipv6_addresses_is_one_place() {
        let (limiter, _) = limiter(1);
        for n in 0..10 {
            let from = ip(&format!("2001:db8:1:2::{n}"));
            assert_eq!(wait(limiter.check(Some(from), &format!("{n}@example.org"))), None);
        }
        assert_eq!(wait(limiter.check(Some(ip("2001:db8:1:2::ff")), "x@example.org")), Some(6));
        assert_eq!(wait(limiter.check(Some(ip("2001:db8:1:3::ff")), "x@example.org")), None);
    }

    #[test]
    fn accounts_that_have_rested_take_no_memory() {
        let (limiter, clock) = limiter(1);
        for n in 0..KEYS_BEFORE_SWEEP {
            limiter.check(None, &format!("{n}@example.org")).unwrap();
        }
        assert_eq!(limiter.accounts.limiter.len(), KEYS_BEFORE_SWEEP);
        clock.advance(Duration::from_mins(3));
        limiter.check(None, "one-more@example.org").unwrap();
        assert_eq!(limiter.accounts.limiter.len(), 1);
    }
}
