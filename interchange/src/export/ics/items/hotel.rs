//! Where one person sleeps. In everybody's calendar stays are not: who sleeps where is nobody's business
//! who has an address.

use chrono::Datelike as _;
use domain::book::Entry as Read;
use domain::record::kinds::HotelStay;
use domain::view::HotelBlock;

use super::super::entry::{Entry, Span, located, titled};
use super::super::{YEARS, words};
use super::Date;

impl Date<'_> {
    pub(super) fn hotels(&self) -> impl Iterator<Item = Entry> {
        let stays = self.sheet.hotels.iter().filter(|stay| {
            let party = stay.fields.party.as_ref().map(ToString::to_string);
            let concerns = self.concerns.people(stay.fields.people.as_ref(), party.as_deref());
            self.concerns.is_of_one() && stay.checks_in && concerns
        });
        stays.filter_map(|stay| Some(self.stay(stay, self.on.book().get::<HotelStay>(stay.id)?)))
    }

    /// From the day of the check-in to the one before the check-out.
    fn stay(&self, stay: &HotelBlock, record: &Read<HotelStay>) -> Entry {
        let date = self.date();
        let certainty = self.certainty(stay.id, stay.fields.status);
        let name = stay.fields.name.as_ref().map(ToString::to_string).unwrap_or_default();
        let (place, position) = stay.fields.place.as_ref().map_or((None, None), located);
        let location: Vec<_> = std::iter::once(name.clone()).chain(place).collect();
        let until = stay.fields.check_out_date.filter(|until| YEARS.contains(&until.year()));
        Entry {
            id: stay.id,
            date,
            span: Span::days(date, until.unwrap_or(date)),
            title: titled(&format!("Hotel: {name}"), None, certainty),
            description: words::description(lines(stay), date, self.options),
            location: Some(location.join(", ")),
            position,
            certainty,
            sequence: self.sequence.of_record(record.record()),
        }
    }
}

fn lines(stay: &HotelBlock) -> Vec<String> {
    let check_in = stay.check_in_time.as_ref().map(|time| format!("Check-in {}", time.text));
    let check_out = stay.check_out_time.as_ref().map(|time| format!("Check-out {}", time.text));
    let breakfast = stay.fields.breakfast.as_ref().map(|text| format!("Breakfast {text}"));
    let shuttle = stay.fields.shuttle.as_ref().map(|text| format!("Shuttle {text}"));
    [check_in, check_out, breakfast, shuttle].into_iter().flatten().collect()
}
