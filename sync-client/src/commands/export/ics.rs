//! `buscall export ics`: the tour as a calendar, from the copy on this device.

use domain::book::Book;
use domain::ids::{AccountId, RecordId};
use domain::publish::{self, Subject};
use domain::record::kinds::Person;
use interchange::export::ics::{Options, calendar};

use super::super::tour::{OpenTour, ambiguous, named};
use crate::cli::read::ExportIcs;
use crate::edit::{Found, find};
use crate::error::{Error, Result};
use crate::local::View;

pub(super) async fn text(tour: &OpenTour, asked: &ExportIcs) -> Result<String> {
    let view = tour.view().await?;
    let (as_of, account) = (view.as_of.unwrap_or(tour.now), tour.home.account()?);
    let person = match &asked.person {
        Some(words) => Some(person(tour, &view, words).await?),
        None => None,
    };
    let book = shown(view, person, account.account);
    let link = format!("{}/tours/{}", account.url, tour.tour);
    let shape = asked.shape.into();
    let version = |date| publish::told(&book, Subject::Day(date));
    let version = Some(&version as &dyn Fn(_) -> _);
    let options = Options { shape, person, as_of, link: Some(&link), version };
    let text = calendar(&book, &options);
    text.ok_or_else(|| Error::Usage("everyone may see the calendar, but not the person".to_owned()))
}

/// The person that words mean.
async fn person(tour: &OpenTour, view: &View, words: &str) -> Result<RecordId> {
    if let Some(id) = tour.by_id(words).await?.filter(|id| view.book.get::<Person>(*id).is_some()) {
        return Ok(id);
    }
    let people = view.book.people().into_iter();
    let people: Vec<_> =
        people.filter_map(|person| named(&view.book, person.id(), String::new())).collect();
    match find(words, &people) {
        Found::One(one) => Ok(one.id),
        Found::None => Err(Error::Usage(format!(
            "nobody on tour is called `{words}`; `buscall who` lists everybody"
        ))),
        Found::Several(several) => Err(ambiguous(words, &several)),
    }
}

/// What may stand in the calendar. One's own holds what one sees; in which audiences others are is not
/// known on a laptop, so theirs holds what everyone sees.
fn shown(view: View, person: Option<RecordId>, own: AccountId) -> Book {
    let mut book = view.book;
    let account = person.and_then(|id| book.get::<Person>(id)).map(|person| person.account);
    if account.is_some_and(|account| account != Some(RecordId(own.0))) {
        for (id, _) in view.state.scopes.iter().filter(|(_, scope)| scope.audience != "everyone") {
            book.forget_scope(*id);
        }
    }
    book
}
