//! Who has seen what changed about a date.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::book::{DayOn, Entry};
use crate::ids::{AccountId, ScopeId};
use crate::record::Stamp;
use crate::record::kinds::Acknowledgement;
use crate::view::words::account_name;

/// Up to where one person has seen the changes of one audience about a date.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeenBlock {
    /// Whose word it is.
    pub account: AccountId,
    /// What everyone calls them, where they are a person of the tour.
    pub name: Option<String>,
    /// The audience whose changes they have seen.
    pub scope: ScopeId,
    /// The number of the newest change that they have seen.
    pub seq: i64,
    /// When their device said it was.
    pub said_at: Option<String>,
}

/// One block for each person and audience: the word that reaches furthest.
pub(super) fn seen(on: &DayOn<'_>) -> Vec<SeenBlock> {
    let mut furthest: BTreeMap<(AccountId, ScopeId), &Entry<Acknowledgement>> = BTreeMap::new();
    for word in on.acknowledgements() {
        let Some(account) = stamp(word).and_then(|stamp| stamp.by) else { continue };
        let kept = furthest.entry((account, word.scope())).or_insert(word);
        if up_to(word) > up_to(kept) {
            *kept = word;
        }
    }
    let block =
        |((account, scope), word): ((AccountId, ScopeId), &Entry<Acknowledgement>)| SeenBlock {
            account,
            name: account_name(on.book(), account),
            scope,
            seq: up_to(word),
            said_at: stamp(word).and_then(|stamp| stamp.said_at.clone()),
        };
    furthest.into_iter().map(block).collect()
}

fn up_to(word: &Entry<Acknowledgement>) -> i64 {
    word.up_to.as_ref().map_or(0, |seq| seq.get())
}

fn stamp(word: &Entry<Acknowledgement>) -> Option<&Stamp> {
    word.stamps().get("up_to")
}
