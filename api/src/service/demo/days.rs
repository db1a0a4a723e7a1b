//! The dates of the demo tour as records: day, venue, event, schedule, travel, hotel.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use domain::ids::RecordId;
use domain::record::Kind;
use domain::time::{ShowClock, Zone, local, resolve};
use serde_json::{Value, json};

use super::pen::{Desk, Pen};
use super::people::Party;
use super::places::{City, Venue};
use super::stays::STAYS;
use super::tour::{ARTIST, LEGS, Plan, STOPS, SUPPORT, Stop, TODAY};
use super::{schedule, today};
use crate::error::Result;

/// How many dates ahead the schedules are agreed.
const AGREED_AHEAD: usize = 9;
/// When a bus leaves after a day off.
const BUS_CALL_DAY_OFF: &str = "20:00";
/// From curfew to bus call.
const CURFEW_TO_BUS_CALL: i32 = 150;

/// What is written about dates, as they are written.
pub(super) struct Route {
    /// The date of the first stop.
    first: NaiveDate,
    days: Vec<RecordId>,
    venues: HashMap<&'static str, RecordId>,
}

impl Route {
    /// The route with today on this date.
    pub(super) fn around(desk: &Desk, today: NaiveDate) -> Self {
        let first = today.checked_sub_days(Days::new(TODAY as u64)).unwrap_or(today);
        let mut route = Self { first, days: Vec::new(), venues: HashMap::new() };
        route.days =
            (0..STOPS.len()).map(|index| RecordId::of_day(desk.tour, route.date(index))).collect();
        route
    }

    fn date(&self, index: usize) -> NaiveDate {
        self.first.checked_add_days(Days::new(index as u64)).unwrap_or(self.first)
    }

    /// The day of today.
    pub(super) fn today(&self) -> RecordId {
        self.days[TODAY]
    }

    /// The day so many dates after today.
    pub(super) fn after_today(&self, dates: usize) -> RecordId {
        self.days[TODAY + dates]
    }

    /// The venue of this name, once it is written.
    pub(super) fn venue(&self, name: &str) -> Option<RecordId> {
        self.venues.get(name).copied()
    }

    /// The legs with their days.
    pub(super) fn write_days(&self, pen: &mut Pen<'_>) -> Result<()> {
        for (position, (name, first, last)) in (1..).zip(LEGS) {
            let fields = json!({
                "name": name, "starts": self.date(first), "ends": self.date(last),
                "position": position,
            });
            let leg = pen.add("everyone", Kind::Leg, fields)?;
            for index in first..=last {
                let fields = self.day(index, leg);
                pen.add_as(self.days[index], "everyone", Kind::Day, fields)?;
            }
        }
        pen.end_group(None);
        Ok(())
    }

    fn day(&self, index: usize, leg: RecordId) -> Value {
        let stop = &STOPS[index];
        let before = index.checked_sub(1).map(|before| &STOPS[before]);
        let title = match (stop.plan, before) {
            (Plan::Travel, Some(before)) => format!("{} to {}", before.city.name, stop.city.name),
            (Plan::TwoShows, _) => "Matinee and evening".to_owned(),
            _ => String::new(),
        };
        let day_type = match stop.plan {
            Plan::Rehearsal => "rehearsal",
            Plan::Show | Plan::FirstNight | Plan::TwoShows | Plan::LastNight => "show",
            Plan::Festival => "festival",
            Plan::Travel => "travel",
            Plan::Off => "day_off",
        };
        json!({
            "date": self.date(index), "day_type": day_type, "title": title, "leg": leg,
            "place": city(stop.city), "zone": stop.city.zone, "status": status(stop),
        })
    }

    /// What is on each date, a group for each; its schedule too, except that of today, which is
    /// somebody else's to write.
    pub(super) fn write_contents(&mut self, pen: &mut Pen<'_>, party: &Party) -> Result<()> {
        for (index, stop) in STOPS.iter().enumerate() {
            if let Some(venue) = stop.venue {
                self.write_venue(pen, stop, venue)?;
            }
            if stop.venue.is_some() {
                self.write_events(pen, index, stop)?;
            }
            self.write_drive(pen, index, party)?;
            self.write_stay(pen, index, stop)?;
            pen.end_group(None);
        }
        Ok(())
    }

    fn write_venue(&mut self, pen: &mut Pen<'_>, stop: &Stop, venue: &'static Venue) -> Result<()> {
        if self.venues.contains_key(venue.name) {
            return Ok(());
        }
        let mut place = city(stop.city);
        place["name"] = venue.name.into();
        place["address"] = venue.address.into();
        let mut fields = json!({
            "name": venue.name, "place": place, "venue_type": venue.built_as,
            "capacity": venue.capacity, "load_in_access": venue.access,
        });
        if stop.city.name == STOPS[TODAY].city.name {
            today::complete_venue(&mut fields);
        }
        let id = pen.add("everyone", Kind::Venue, fields)?;
        self.venues.insert(venue.name, id);
        let (name, phone) = venue.contact;
        let contact = json!({
            "name": name, "role": "Venue production manager", "company": venue.name,
            "category": "venue", "phone": phone, "venue": id, "position": 1,
        });
        pen.add("everyone", Kind::Contact, contact)?;
        Ok(())
    }

    fn write_events(&self, pen: &mut Pen<'_>, index: usize, stop: &Stop) -> Result<()> {
        let (rows, matinee) = schedule::rows(stop);
        let confirmed = stop.confirmed && index <= TODAY + AGREED_AHEAD;
        if !matinee.is_empty() {
            let event = pen.add("everyone", Kind::Event, self.event(index, stop, "Matinee"))?;
            for row in matinee {
                let fields = schedule::fields(&row, self.days[index], Some(event), confirmed);
                pen.add("everyone", Kind::ScheduleItem, fields)?;
            }
        }
        let title = if stop.plan == Plan::TwoShows { "Evening" } else { "" };
        let event = pen.add("everyone", Kind::Event, self.event(index, stop, title))?;
        let event = (stop.plan == Plan::TwoShows).then_some(event);
        if index == TODAY {
            return Ok(());
        }
        for row in rows {
            let fields = schedule::fields(&row, self.days[index], event, confirmed);
            pen.add("everyone", Kind::ScheduleItem, fields)?;
        }
        Ok(())
    }

    fn event(&self, index: usize, stop: &Stop, title: &str) -> Value {
        let event_type = match stop.plan {
            Plan::Festival => "festival",
            Plan::Rehearsal => "rehearsal",
            _ => "show",
        };
        let sold = match index {
            _ if !stop.is_show() => "",
            0..=TODAY => "Sold out",
            20..=31 => "Few tickets left",
            _ => "On sale",
        };
        json!({
            "day": self.days[index], "event_type": event_type, "title": title,
            "venue": stop.venue.and_then(|venue| self.venue(venue.name)),
            "billing": stop.is_show().then_some([ARTIST, SUPPORT]), "status": status(stop),
            "capacity": stop.venue.map(|venue| venue.capacity), "ticket_status": sold,
            "guest_list": stop.is_show().then_some("20, cut-off one hour before doors"),
            "photo_policy": stop.is_show().then_some("First three songs, no flash"),
        })
    }

    /// The drive to a stop: on its own date, or in the night from the date before.
    fn write_drive(&self, pen: &mut Pen<'_>, index: usize, party: &Party) -> Result<()> {
        let next = STOPS.get(index + 1);
        let overnight = next.and_then(|next| next.drive).filter(|drive| drive.departs.is_none());
        let own = STOPS[index].drive.and_then(|drive| Some((drive, drive.departs?)));
        if let (Some((drive, departs)), Some(from)) = (own, index.checked_sub(1)) {
            let departs = departs.parse().ok();
            let ends = (&STOPS[from], &STOPS[index]);
            self.write_bus(pen, index, ends, (drive.km, drive.minutes, departs), party)?;
        }
        if let (Some(drive), Some(next)) = (overnight, next) {
            let ends = (&STOPS[index], next);
            let departs = bus_call(&STOPS[index]);
            self.write_bus(pen, index, ends, (drive.km, drive.minutes, departs), party)?;
        }
        Ok(())
    }

    fn write_bus(
        &self,
        pen: &mut Pen<'_>,
        index: usize,
        (from, to): (&Stop, &Stop),
        (km, minutes, departs): (u32, u32, Option<ShowClock>),
        party: &Party,
    ) -> Result<()> {
        let arrives = departs.and_then(|departs| {
            arrival(self.date(index), departs, from.city.zone, to.city.zone, minutes)
        });
        let fields = json!({
            "day": self.days[index], "mode": "bus",
            "title": format!("Bus to {}", to.city.name), "vehicle": party.vehicles.get("Bus B"),
            "from": city(from.city), "to": city(to.city),
            "depart": departs.map(|clock| schedule::when(&clock.to_string())),
            "depart_zone": from.city.zone,
            "arrive": arrives.map(|clock| schedule::when(&format!("~{clock}"))),
            "arrive_zone": to.city.zone, "distance_km": km, "drive_minutes": minutes,
            "status": status(to),
        });
        pen.add("everyone", Kind::Travel, fields)?;
        Ok(())
    }

    fn write_stay(&self, pen: &mut Pen<'_>, index: usize, stop: &Stop) -> Result<()> {
        let Some(stay) = STAYS.iter().find(|stay| stay.city == stop.city.name) else {
            return Ok(());
        };
        let here = |at: &usize| STOPS[*at].city.name == stay.city;
        let mut dates = (0..STOPS.len()).filter(here);
        let quiet = dates.clone().find(|at| !STOPS[*at].is_show());
        if quiet.or(dates.next()) != Some(index) {
            return Ok(());
        }
        let day_rooms = stay.nights == 0;
        let mut place = city(stop.city);
        place["name"] = stay.name.into();
        place["address"] = stay.address.into();
        let fields = json!({
            "day": self.days[index], "name": stay.name, "place": place, "phone": stay.phone,
            "check_in": schedule::when(if day_rooms { "09:00" } else { "14:00" }),
            "check_out": schedule::when(if day_rooms { "19:00" } else { "12:00" }),
            "day_rooms": day_rooms.then_some(true),
            "check_out_date": self.date(index).checked_add_days(Days::new(stay.nights)),
            "breakfast": stay.breakfast, "status": "confirmed",
            "confirmation": format!("HC26-{:03}", index + 1),
        });
        pen.add("everyone", Kind::HotelStay, fields)?;
        Ok(())
    }
}

/// A city as a place.
pub(super) fn city(city: &City) -> Value {
    json!({
        "city": city.name, "country": city.country, "lat": city.lat, "lon": city.lon,
        "zone": city.zone,
    })
}

fn status(stop: &Stop) -> &'static str {
    if stop.confirmed { "confirmed" } else { "unconfirmed" }
}

fn bus_call(stop: &Stop) -> Option<ShowClock> {
    let curfew: Option<ShowClock> = stop.times[3].parse().ok();
    match curfew {
        Some(curfew) => curfew.plus_minutes(CURFEW_TO_BUS_CALL),
        None => BUS_CALL_DAY_OFF.parse().ok(),
    }
}

/// When a bus arrives, on the clocks there, to the next half hour: somebody always forgets
/// something.
fn arrival(
    date: NaiveDate,
    departs: ShowClock,
    from: &str,
    to: &str,
    minutes: u32,
) -> Option<ShowClock> {
    let (from, to): (Zone, Zone) = (from.parse().ok()?, to.parse().ok()?);
    let left = resolve(date, departs, from, None).instant();
    let there = local(to, left + chrono::Duration::minutes(i64::from(minutes)));
    let since = there - date.and_hms_opt(0, 0, 0)?;
    let half_hours = (since.num_minutes() + 29) / 30;
    ShowClock::from_minutes(u16::try_from(half_hours * 30).ok()?).ok()
}
