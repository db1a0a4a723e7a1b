//! Legs of travel, each end on its own clocks.

use domain::book::Entry as Read;
use domain::record::kinds::Travel;
use domain::view::{TravelEnd, TravelLeg};

use super::super::entry::{Certainty, Entry, Span, located, titled};
use super::super::point::Point;
use super::super::words;
use super::Date;

impl Date<'_> {
    pub(super) fn travel(&self) -> impl Iterator<Item = Entry> {
        self.sheet.travel.iter().filter_map(|leg| {
            let travel = self.on.book().get::<Travel>(leg.id)?;
            let concerns = self.concerns.people(travel.people.as_ref(), leg.party.as_deref());
            concerns.then(|| self.leg(leg, travel))
        })
    }

    fn leg(&self, leg: &TravelLeg, travel: &Read<Travel>) -> Entry {
        let date = self.date();
        let certainty = self.certainty(leg.id, leg.status);
        let zone = |end: &TravelEnd| end.zone.as_ref().map(|zone| zone.name);
        let arrives = leg.arrive.time.instant;
        let arrives = arrives.map(|at| Point { at, zone: zone(&leg.arrive) });
        let departs = (&leg.depart.time, zone(&leg.depart));
        let from = leg.depart.place.as_ref().map_or((None, None), located);
        Entry {
            id: leg.id,
            date,
            span: Span::between(date, departs, arrives),
            title: titled(&leg.title, Some(&leg.depart.time), certainty),
            description: words::description(lines(leg, certainty), date, self.options),
            location: from.0,
            position: from.1,
            certainty,
            sequence: self.sequence.of_record(travel.record()),
        }
    }
}

fn lines(leg: &TravelLeg, certainty: Certainty) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(lobby) = &leg.lobby_call {
        lines.push(format!("Lobby call {}", lobby.text));
    }
    for (word, end) in [("Departs", &leg.depart), ("Arrives", &leg.arrive)] {
        let place = end.name.as_ref().map_or_else(String::new, |name| format!(" {name}"));
        let mut told = words::time(&end.time, end.zone.as_ref()).into_iter();
        let time = told.next().map_or_else(String::new, |time| format!(" {time}"));
        if !place.is_empty() || !time.is_empty() {
            lines.push(format!("{word}{place}{time}"));
        }
        lines.extend(told);
    }
    let by: Vec<_> = [&leg.operator, &leg.number, &leg.vehicle].into_iter().flatten().collect();
    if !by.is_empty() {
        lines.push(by.into_iter().map(String::as_str).collect::<Vec<_>>().join(", "));
    }
    if !leg.people.is_empty() {
        lines.push(format!("For {}", leg.people.join(", ")));
    }
    lines.extend(leg.party.as_ref().map(|party| format!("Party {party}")));
    lines.extend(leg.notes.as_deref().map(words::remark));
    if certainty == Certainty::Tentative {
        lines.push("Not confirmed".to_owned());
    }
    lines
}
