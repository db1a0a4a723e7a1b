//! Logging in and out, and the tours that an account is on.

use std::time::Duration;

use chrono::NaiveDate;
use domain::ids::{AccountId, TourId};
use reqwest::Method;
use serde::{Deserialize, Serialize};

use super::{Net, answer};
use crate::error::{Error, Result};

/// Tours that a list goes through at most, so that a server that never ends does not hold us.
const TOURS_MAX: usize = 10_000;

/// A log-in.
#[derive(Clone, Debug, Deserialize)]
pub struct LoggedIn {
    /// The secret that stands for it from now on.
    pub token: String,
    /// Whose it is.
    pub account: AccountOnServer,
}

/// An account.
#[derive(Clone, Debug, Deserialize)]
pub struct AccountOnServer {
    /// Its id.
    pub id: AccountId,
    /// What it logs in with.
    pub email: String,
    /// What its owner is called.
    pub name: String,
}

/// A tour that the account is on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TourOnServer {
    /// Its id.
    pub id: TourId,
    /// What it is called.
    pub name: String,
    /// Who is on tour.
    #[serde(default)]
    pub artist: Option<String>,
    /// The first date.
    #[serde(default)]
    pub first_date: Option<NaiveDate>,
    /// The last date.
    #[serde(default)]
    pub last_date: Option<NaiveDate>,
}

#[derive(Serialize)]
struct SessionIn<'a> {
    email: &'a str,
    password: &'a str,
    label: &'a str,
}

#[derive(Deserialize)]
struct ToursPage {
    items: Vec<TourOnServer>,
    #[serde(default)]
    next: Option<TourId>,
}

impl Net {
    /// Logs in.
    ///
    /// # Errors
    /// Where e-mail and password do not belong together, or no server answers.
    pub async fn log_in(&self, email: &str, password: &str, label: &str) -> Result<LoggedIn> {
        let asked = SessionIn { email, password, label };
        self.ask(Method::POST, "/v1/sessions", Some(&asked), Duration::ZERO).await
    }

    /// Ends the log-in. One that the server does not know any more has ended.
    ///
    /// # Errors
    /// Where the server could not be told.
    pub async fn log_out(&self) -> Result<()> {
        let path = "/v1/sessions/current";
        let response =
            self.send(self.request(Method::DELETE, path), None::<&()>, Duration::ZERO).await?;
        match answer::must_succeed(self, path, response).await {
            Ok(_) | Err(Error::LoggedOut { .. }) => Ok(()),
            Err(err) => Err(err),
        }
    }

    /// The tours that the account is on, oldest first.
    ///
    /// # Errors
    /// Where no answer came that can be taken.
    pub async fn tours(&self) -> Result<Vec<TourOnServer>> {
        let mut tours = Vec::new();
        let mut path = "/v1/tours?limit=200".to_owned();
        loop {
            let page: ToursPage = self.ask(Method::GET, &path, None::<&()>, Duration::ZERO).await?;
            tours.extend(page.items);
            let Some(next) = page.next.filter(|_| tours.len() < TOURS_MAX) else {
                return Ok(tours);
            };
            path = format!("/v1/tours?limit=200&after={next}");
        }
    }
}
