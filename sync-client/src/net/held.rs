//! What waits at the server for a manager's word.

use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::change::Group;
use domain::ids::{AccountId, GroupId, TourId};
use domain::problem::Problem;
use reqwest::Method;
use serde::Deserialize;

use super::{Net, answer};
use crate::error::Result;

/// A group that waits.
#[derive(Clone, Debug, Deserialize)]
pub struct HeldGroup {
    /// Its content.
    pub group: Group,
    /// Who made it.
    pub author: AccountId,
    /// What they are called; an older server does not say it.
    #[serde(default)]
    pub author_name: Option<String>,
    /// Why it waits.
    pub problem: Problem,
    /// When it arrived at the server.
    pub at: DateTime<Utc>,
}

#[derive(Deserialize)]
struct HeldPage {
    items: Vec<HeldGroup>,
    #[serde(default)]
    next: Option<GroupId>,
}

impl Net {
    /// The groups of a tour that wait, as far as this account may see them, oldest first.
    ///
    /// # Errors
    /// Where no answer came that can be taken.
    pub async fn held(&self, tour: TourId) -> Result<Vec<HeldGroup>> {
        let (first, mut held) = (format!("/v1/tours/{tour}/groups"), Vec::new());
        let mut path = first.clone();
        loop {
            let page: HeldPage = self.ask(Method::GET, &path, None::<&()>, Duration::ZERO).await?;
            held.extend(page.items);
            let Some(next) = page.next else { return Ok(held) };
            path = format!("{first}?after={next}");
        }
    }

    /// Accepts a group that waits, or discards it.
    ///
    /// # Errors
    /// Where this account may not do that, or no answer came that can be taken.
    pub async fn answer_held(&self, tour: TourId, group: GroupId, accept: bool) -> Result<()> {
        let verb = if accept { "accept" } else { "discard" };
        let path = format!("/v1/tours/{tour}/groups/{group}/{verb}");
        let nothing = serde_json::json!({});
        let request = self.request(Method::POST, &path);
        let response = self.send(request, Some(&nothing), Duration::ZERO).await?;
        answer::must_succeed(self, &path, response).await.map(drop)
    }
}
