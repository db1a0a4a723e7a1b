//! Two days in December and what venues keep of them.

mod avails;
mod problems;
mod steps;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Fresh, HoldPlan, HoldStatus};
use crate::book::Book;
use crate::book::testing::{TestTour, date, test_id};
use crate::change::{Group, Status as Outcome, check_group};
use crate::ids::{GroupId, RecordId};
use crate::permission::Level;
use crate::record::kinds::Hold;
use crate::record::{Kind, Whole};

const SATURDAY: &str = "2026-12-05";

/// Two days and three houses: two in Amsterdam, and one 36 km away in Utrecht.
struct Amsterdam {
    tour: TestTour,
    day: RecordId,
    melkweg: RecordId,
    paradiso: RecordId,
    tivoli: RecordId,
}

fn amsterdam() -> Amsterdam {
    let mut tour = TestTour::new();
    let day = RecordId::of_day(tour.id, date(SATURDAY));
    tour.put(Kind::Day, day, &json!({"date": SATURDAY}));
    let mut venue = |name: &str, city: &str, lat: f64, lon: f64| {
        let place = json!({"city": city, "country": "NL", "lat": lat, "lon": lon});
        tour.add(Kind::Venue, &json!({"name": name, "place": place}))
    };
    let melkweg = venue("Melkweg", "Amsterdam", 52.3647, 4.8812);
    let paradiso = venue("Paradiso", "Amsterdam", 52.3622, 4.8839);
    let tivoli = venue("TivoliVredenburg", "Utrecht", 52.0925, 5.1133);
    Amsterdam { tour, day, melkweg, paradiso, tivoli }
}

impl Amsterdam {
    fn hold(&mut self, level: i64, venue: RecordId, more: Value) -> RecordId {
        let mut fields = json!({"day": self.day, "venue": venue, "level": level});
        let more = if more.is_null() { json!({}) } else { more };
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.tour.add(Kind::Hold, &fields)
    }

    fn show(&mut self, on: &str, venue: RecordId) -> RecordId {
        let day = RecordId::of_day(self.tour.id, date(on));
        if day != self.day {
            self.tour.put(Kind::Day, day, &json!({"date": on}));
        }
        let show = json!({"day": day, "event_type": "show", "venue": venue, "status": "confirmed"});
        self.tour.add(Kind::Event, &show)
    }

    fn book(&self) -> Book {
        self.tour.book()
    }

    /// The book once a plan has been carried out, which nothing may contradict.
    fn after(&self, plan: &HoldPlan) -> Book {
        let group = Group {
            id: GroupId(test_id(900).0),
            prev: None,
            replica: None,
            author: None,
            via: None,
            said_at: None,
            reason: None,
            edits: plan.edits.clone(),
        };
        assert_eq!(check_group(&group), Ok(()));
        let levels = std::iter::once((self.tour.scope, Level::Edit)).collect();
        let pending = self.book().with_pending(&[group], self.tour.author, &levels);
        assert_eq!(pending.expected[0].status, Outcome::Applied, "{:?}", pending.expected);
        pending.book
    }
}

fn today() -> NaiveDate {
    date("2026-11-01")
}

fn fresh() -> Fresh {
    Fresh { event: test_id(800), venue: test_id(801) }
}

fn level(book: &Book, hold: RecordId) -> i64 {
    book.get::<Hold>(hold).unwrap().level.map_or(0, Whole::get)
}

fn status(book: &Book, hold: RecordId) -> HoldStatus {
    book.get::<Hold>(hold).unwrap().status.unwrap_or(HoldStatus::Held)
}
