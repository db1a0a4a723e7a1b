//! One run: a server, laptops, people who edit, and everything that goes wrong. A seed decides all of
//! it, so a seed that fails, fails again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use domain::change::Group;
use domain::ids::{AccountId, GroupId, ReplicaId, v7};
use domain::permission::Level;
use domain::sync::{Budget, Copy, ExchangeIn, ExchangeOut, Op};

use crate::device::{Device, Outcome};
use crate::fault::{Fault, Held};
use crate::rng::Rng;
use crate::rule::Rule;
use crate::server::{Server, Template};

/// Things that happen in one run before everything is mended.
const STEPS: usize = 90;
/// Exchanges of one laptop in a row while mending.
const EXCHANGES_MAX: usize = 200;
/// Rounds over all laptops until everything has to be quiet.
const ROUNDS_MAX: usize = 8;

pub(crate) struct World {
    pub(crate) rng: Rng,
    pub(crate) server: Server,
    pub(crate) devices: Vec<Device>,
    /// Every group that a laptop reported as saved, as it was saved.
    pub(crate) saved: BTreeMap<GroupId, Group>,
    /// Groups that went with a laptop that was put back to its backup.
    pub(crate) gone: BTreeSet<GroupId>,
    /// Requests that the network still holds.
    late: Vec<(usize, ExchangeIn)>,
    /// One person with one laptop that is never cloned: nobody to disagree with.
    pub(crate) alone: bool,
    pub(crate) trace: Vec<String>,
    off: Option<Rule>,
}

impl World {
    pub(crate) async fn new(template: &Template, seed: u64, off: Option<Rule>) -> Held<Self> {
        api::random::replay(seed);
        let mut rng = Rng::new(seed);
        let server = Server::start(template, off).await?;
        let alone = rng.percent(20);
        let mut world = Self {
            rng,
            server,
            devices: Vec::new(),
            saved: BTreeMap::new(),
            gone: BTreeSet::new(),
            late: Vec::new(),
            alone,
            trace: Vec::new(),
            off,
        };
        let n_devices = if alone { 1 } else { 2 + world.rng.below(3) };
        for n in 0..n_devices {
            let who = if alone { 0 } else { n % world.server.facts.people.len() };
            let copy = Copy::new(world.replica(), world.account(who), world.server.facts.tour);
            world.devices.push(Device::new(who, copy, off));
        }
        Ok(world)
    }

    fn replica(&mut self) -> ReplicaId {
        ReplicaId(v7(1, self.rng.bytes()))
    }

    fn account(&self, who: usize) -> AccountId {
        self.server.facts.people[who].account
    }

    fn note(&mut self, line: impl Into<String>) {
        self.trace.push(line.into());
    }

    /// Everything that goes wrong, then mending.
    pub(crate) async fn run(&mut self) -> Held {
        for _ in 0..STEPS {
            self.step().await?;
        }
        self.mend().await
    }

    async fn step(&mut self) -> Held {
        let device = self.rng.below(self.devices.len());
        match self.rng.below(100) {
            0..38 => self.edit(device),
            38..74 => self.sync(device).await,
            74..80 => self.deliver_late().await,
            80..87 => self.back_up().await,
            87..90 => self.restore().await,
            90..92 => {
                self.clone_device(device);
                Ok(())
            }
            92..94 => {
                self.restore_device(device);
                Ok(())
            }
            94..97 => self.regrant().await,
            _ => {
                let minutes = i64::try_from(self.rng.below(600)).expect("it is small") - 60;
                self.server.advance(Duration::minutes(minutes));
                self.note(format!("the clock moves by {minutes} minutes"));
                Ok(())
            }
        }
    }

    fn edit(&mut self, device: usize) -> Held {
        // What people's clocks say is anything at all.
        let said_at = format!("said {}", self.rng.below(1_000_000));
        let Some(group) = self.devices[device].edit(&mut self.rng, said_at)? else { return Ok(()) };
        self.note(format!("{device} saves {} {:?}", group.id, group.edits));
        self.saved.insert(group.id, group);
        Ok(())
    }

    /// One exchange with whatever befalls it.
    async fn sync(&mut self, device: usize) -> Held {
        let request = self.devices[device].request(&mut self.rng);
        let fate = self.rng.below(100);
        self.note(format!("{device} asks, {} groups, fate {fate}", request.groups.len()));
        let who = self.devices[device].who;
        if fate < 8 {
            return Ok(());
        }
        if fate < 16 {
            self.late.push((who, request));
            return Ok(());
        }
        let answer = self.server.exchange(&mut self.rng, who, &request).await;
        let mut answer = self.unless_off_the_tour(device, answer)?;
        if (16..24).contains(&fate) {
            return Ok(());
        }
        if (24..34).contains(&fate) {
            self.note("the request arrives twice");
            let again = self.server.exchange(&mut self.rng, who, &request).await;
            let again = self.unless_off_the_tour(device, again)?;
            if self.rng.percent(50) {
                answer = again;
            }
        }
        if fate >= 34 && self.rng.percent(30) {
            // The answer takes its time, and its receiver goes on working.
            self.edit(device)?;
        }
        let Some(answer) = answer else { return Ok(()) };
        let dies = (34..40).contains(&fate);
        let outcome = self.hand_over(device, &request, answer, dies)?;
        self.note(format!("{device} takes it, dies: {dies}, {:?}", outcome.tell));
        Ok(())
    }

    /// Somebody who was taken off the tour, and has read nothing of it or has forgotten all of it, is
    /// told that there is no such tour. That is no answer to be taken, and nothing else may go wrong:
    /// as long as they have something to send, they must be listened to.
    fn unless_off_the_tour<T>(&self, device: usize, answer: Held<T>) -> Held<Option<T>> {
        match answer {
            Ok(answer) => Ok(Some(answer)),
            Err(_) if self.devices[device].is_blank() && self.devices[device].who != 0 => Ok(None),
            Err(fault) if self.devices[device].copy.state().scopes.is_empty() => {
                Err(Fault::new("I10", format!("nobody listens to {device}: {}", fault.what)))
            }
            Err(fault) => Err(fault),
        }
    }

    async fn deliver_late(&mut self) -> Held {
        if self.late.is_empty() {
            return Ok(());
        }
        let (who, request) = self.late.remove(self.rng.below(self.late.len()));
        self.note(format!("a late request of {who} arrives"));
        match self.server.exchange(&mut self.rng, who, &request).await {
            Err(fault) if !request.cursors.is_empty() => Err(fault),
            _ => Ok(()),
        }
    }

    async fn back_up(&mut self) -> Held {
        self.note("the server is backed up");
        self.server.back_up().await
    }

    async fn restore(&mut self) -> Held {
        if self.server.restore(&mut self.rng).await? {
            self.note("the server is restored");
        }
        Ok(())
    }

    /// A copied folder. Mostly the copy notices; where it does not, the server does.
    fn clone_device(&mut self, device: usize) {
        if self.alone || self.devices.len() > 5 {
            return;
        }
        let mut copy = self.devices[device].copy.clone();
        if self.rng.percent(70) {
            copy.execute(vec![Op::Replica(self.replica())]);
        }
        self.note(format!("{device} is copied"));
        let who = self.devices[device].who;
        self.devices.push(Device::new(who, copy, self.off));
    }

    /// A laptop is backed up, or put back to its backup: what it saved since then is gone with it,
    /// unless it is elsewhere.
    fn restore_device(&mut self, device: usize) {
        if self.alone {
            return;
        }
        let fresh = self.replica();
        let one = &mut self.devices[device];
        let Some(mut backup) = one.backup.take() else {
            one.backup = Some(one.copy.clone());
            return;
        };
        backup.execute(vec![Op::Replica(fresh)]);
        one.copy = backup;
        self.note(format!("{device} is put back to its backup"));
        let logged = self.devices.iter().flat_map(|one| one.copy.log());
        let kept: BTreeSet<_> = logged.map(|logged| logged.group.id).collect();
        self.gone.extend(self.saved.keys().filter(|id| !kept.contains(id)));
    }

    async fn regrant(&mut self) -> Held {
        if self.alone {
            return Ok(());
        }
        let who = 1 + self.rng.below(self.server.facts.people.len() - 1);
        let audience = ["everyone", "party", "management"][self.rng.below(3)];
        let level = match self.rng.below(4) {
            0 => None,
            1 => Some(Level::Contribute),
            2 => Some(Level::Edit),
            _ => Some(Level::Manage),
        };
        self.note(format!("{who} has {level:?} in {audience}"));
        self.server.grant(who, audience, level).await
    }

    /// The network holds, the server stays, and everybody exchanges until there is nothing left.
    async fn mend(&mut self) -> Held {
        self.note("everything is mended");
        self.late.clear();
        let off_tour = self.who_leaves();
        for who in 1..self.server.facts.people.len() {
            if Some(who) == off_tour {
                self.take_off(who).await?;
            } else {
                self.server.grant(who, "everyone", Some(Level::Edit)).await?;
            }
        }
        for _ in 0..ROUNDS_MAX {
            for device in 0..self.devices.len() {
                self.exchange_until_quiet(device).await?;
            }
        }
        for (n, device) in self.devices.iter().enumerate() {
            let n_unsent = device.copy.state().outbox.len();
            if n_unsent > 0 {
                return Err(Fault::new("I10", format!("{n} still has {n_unsent} groups")));
            }
            let waiting = device.copy.state().scopes.values().any(|copy| copy.staging.is_some());
            if waiting || !device.copy.state().overlay.is_empty() {
                return Err(Fault::new("I10", format!("{n} still waits for pages")));
            }
        }
        Ok(())
    }

    /// Somebody who is off the tour when everything is mended. What they saved has to arrive all the
    /// same, if their laptops can show that they were on it.
    fn who_leaves(&mut self) -> Option<usize> {
        let who = 1 + self.rng.below(self.server.facts.people.len() - 1);
        let mut theirs = self.devices.iter().filter(|device| device.who == who);
        let can_show = theirs.all(|device| !device.copy.state().scopes.is_empty());
        (self.rng.percent(30) && can_show).then_some(who)
    }

    async fn take_off(&mut self, who: usize) -> Held {
        self.note(format!("{who} is taken off the tour"));
        for audience in ["everyone", "party", "management"] {
            self.server.grant(who, audience, None).await?;
        }
        Ok(())
    }

    /// Gives a laptop the answer to its request; it may die before it has taken it.
    fn hand_over(
        &mut self,
        device: usize,
        request: &ExchangeIn,
        answer: ExchangeOut,
        dies: bool,
    ) -> Held<Outcome> {
        self.note(told(device, request, &answer));
        let spare = self.replica();
        self.devices[device].take((&self.server, &self.saved), request, answer, spare, dies)
    }

    async fn exchange_until_quiet(&mut self, device: usize) -> Held {
        for _ in 0..EXCHANGES_MAX {
            let budget = Budget { records: 1 + self.rng.below(50) as u64, bytes: 1 << 20 };
            let request = self.devices[device].copy.state().request(budget, 0);
            let who = self.devices[device].who;
            let answer = self.server.exchange(&mut self.rng, who, &request).await;
            let Some(answer) = self.unless_off_the_tour(device, answer)? else { return Ok(()) };
            if !self.hand_over(device, &request, answer, false)?.more {
                return Ok(());
            }
        }
        Err(Fault::new("I10", format!("{device} does not come to rest")))
    }
}

/// An answer, in one line.
fn told(device: usize, request: &ExchangeIn, answer: &ExchangeOut) -> String {
    let receipts = answer.receipts.iter();
    let statuses: Vec<_> = receipts.map(|receipt| (receipt.status, receipt.dup)).collect();
    let pages = answer.scopes.values();
    let pages: Vec<_> =
        pages.map(|page| (page.state, page.records.len(), page.head, page.complete)).collect();
    let n_groups = request.groups.len();
    format!("{device} sent {n_groups} and is answered {statuses:?} {:?} {pages:?}", answer.stop)
}
