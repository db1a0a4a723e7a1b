//! An exchange by its outline: how much of everything it carries, before any of it is read.
//!
//! A few kilobytes can be many megabytes once they are decompressed, and those a multiple of it once
//! they are values. So what a request may not carry is refused while it is still text.

use std::fmt;

use domain::limits::{GROUPS_PER_REQUEST_MAX, SYNC_SCOPES_MAX};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::error::Result;
use crate::service::{ledger, sync};

/// What can be said of a request without reading its groups.
#[derive(Deserialize)]
pub(super) struct Outline {
    proto: u32,
    schema: u32,
    #[serde(default)]
    cursors: Count,
    #[serde(default)]
    want: Option<Count>,
    #[serde(default)]
    groups: Sizes,
}

impl Outline {
    /// Refuses a version that is not spoken here, and then what is too much.
    pub(super) fn check(&self) -> Result<()> {
        sync::must_be_spoken(self.proto, self.schema)?;
        let want = self.want.as_ref().map_or(0, |want| want.0);
        sync::check_scopes(self.cursors.0, want)?;
        ledger::check_sizes(self.groups.n_groups, self.groups.n_bytes.iter().copied())
    }
}

/// How many members a list or an object has.
#[derive(Default)]
struct Count(usize);

/// How many groups there are, and the bytes of each that would be taken.
#[derive(Default)]
struct Sizes {
    n_groups: usize,
    n_bytes: Vec<usize>,
}

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CountVisitor)
    }
}

struct CountVisitor;

impl<'de> Visitor<'de> for CountVisitor {
    type Value = Count;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at most {SYNC_SCOPES_MAX} scopes")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut members: A) -> Result<Count, A::Error> {
        let mut n_members = 0;
        while members.next_element::<IgnoredAny>()?.is_some() {
            n_members += 1;
        }
        Ok(Count(n_members))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Count, A::Error> {
        let mut n_members = 0;
        while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
            n_members += 1;
        }
        Ok(Count(n_members))
    }
}

impl<'de> Deserialize<'de> for Sizes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(SizesVisitor)
    }
}

struct SizesVisitor;

impl<'de> Visitor<'de> for SizesVisitor {
    type Value = Sizes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at most {GROUPS_PER_REQUEST_MAX} groups")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut groups: A) -> Result<Sizes, A::Error> {
        let mut sizes = Sizes::default();
        while sizes.n_groups < GROUPS_PER_REQUEST_MAX
            && let Some(group) = groups.next_element::<&RawValue>()?
        {
            sizes.n_groups += 1;
            sizes.n_bytes.push(group.get().len());
        }
        // The rest is only counted: that it is there is wrong already.
        while groups.next_element::<IgnoredAny>()?.is_some() {
            sizes.n_groups += 1;
        }
        Ok(sizes)
    }
}
