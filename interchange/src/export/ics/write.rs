//! Entries as text. calcard escapes and folds; which properties there are, and what they say, is here.

use calcard::common::{CalendarScale, PartialDateTime};
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType as Type, ICalendarDuration,
    ICalendarEntry, ICalendarParameter as Parameter, ICalendarProperty as Property,
    ICalendarStatus as Status, ICalendarTransparency as Transparency, ICalendarValue as Value,
    ICalendarValueType as ValueType, Uri,
};
use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime, Timelike as _, Utc};
use domain::time::Zone;

use super::entry::{Certainty, Entry, Span};
use super::point::{Written, written};
use super::zones::Zones;
use super::{Options, REFRESH_HOURS, words};

const PRODUCT: &str = "-//Buscall//Tour book//EN";

/// A calendar that is being written.
pub(super) struct Calendar {
    head: ICalendarComponent,
    events: Vec<ICalendarComponent>,
    zones: Zones,
    as_of: DateTime<Utc>,
    link: Option<String>,
}

impl Calendar {
    pub(super) fn new(name: String, options: &Options<'_>) -> Self {
        let mut head = ICalendarComponent::new(Type::VCalendar);
        text(&mut head, Property::Version, "2.0");
        text(&mut head, Property::Prodid, PRODUCT);
        head.add_property(Property::Calscale, Value::CalendarScale(CalendarScale::Gregorian));
        // RFC 7986 has names of its own for what everybody had written with `X-` before.
        text(&mut head, Property::Name, &name);
        text(&mut head, other("X-WR-CALNAME"), &name);
        let description = words::calendar_description(options.as_of);
        text(&mut head, Property::Description, &description);
        text(&mut head, other("X-WR-CALDESC"), &description);
        head.add_property(Property::LastModified, date_time(options.as_of.naive_utc(), true));
        let refresh = ICalendarDuration { hours: REFRESH_HOURS, ..ICalendarDuration::default() };
        head.add_property_with_params(
            Property::RefreshInterval,
            [Parameter::value(ValueType::Duration)],
            refresh.clone(),
        );
        text(&mut head, other("X-PUBLISHED-TTL"), &refresh.to_string());
        let link = options.link.map(str::to_owned);
        if let Some(link) = &link {
            head.add_property(Property::Url, Uri::Location(link.clone()));
        }
        let (events, zones, as_of) = (Vec::new(), Zones::default(), options.as_of);
        Self { head, events, zones, as_of, link }
    }

    pub(super) fn add(&mut self, entry: &Entry) {
        let mut event = ICalendarComponent::new(Type::VEvent);
        event.add_uid(&format!("{}@buscall", entry.id));
        event.add_sequence(entry.sequence);
        let as_of = || date_time(self.as_of.naive_utc(), true);
        event.add_dtstamp(as_of());
        event.add_property(Property::LastModified, as_of());
        match entry.span {
            Span::Days { from, until } => {
                event.entries.push(day(Property::Dtstart, from));
                event.entries.push(day(Property::Dtend, until));
            }
            Span::Timed { start, end } => {
                let (starts, ends) = written(start, end);
                event.entries.push(instant(Property::Dtstart, starts));
                event.entries.extend(ends.map(|ends| instant(Property::Dtend, ends)));
                self.zones.note(start);
                end.into_iter().for_each(|end| self.zones.note(end));
            }
        }
        text(&mut event, Property::Summary, &entry.title);
        text(&mut event, Property::Description, &entry.description);
        if let Some(location) = &entry.location {
            text(&mut event, Property::Location, location);
        }
        if let Some((north, east)) = entry.position {
            let position = vec![Value::Float(north), Value::Float(east)];
            event.entries.push(ICalendarEntry::new(Property::Geo).with_values(position));
        }
        if let Some(link) = &self.link {
            let link = Uri::Location(format!("{link}/{}", entry.date));
            event.add_property(Property::Url, link);
        }
        event.add_property(Property::Status, Value::Status(status(entry.certainty)));
        event.add_property(Property::Transp, Value::Transparency(transparency(entry)));
        self.events.push(event);
    }

    pub(super) fn finish(self) -> String {
        let mut written = ICalendar { components: vec![self.head] };
        for (zone, stretches) in self.zones.components() {
            let zone = append(&mut written, 0, zone);
            for stretch in stretches {
                append(&mut written, zone, stretch);
            }
        }
        for event in self.events {
            append(&mut written, 0, event);
        }
        written.to_string()
    }
}

/// Puts a component into another one, and says where it is.
fn append(calendar: &mut ICalendar, parent: usize, component: ICalendarComponent) -> usize {
    let place = calendar.components.len();
    calendar.components.push(component);
    let id = u32::try_from(place).expect("a tour has fewer than 2^32 rows");
    calendar.components[parent].component_ids.push(id);
    place
}

fn status(certainty: Certainty) -> Status {
    match certainty {
        Certainty::Tentative => Status::Tentative,
        Certainty::Confirmed => Status::Confirmed,
        Certainty::Cancelled => Status::Cancelled,
    }
}

/// A day on tour makes nobody busy, and neither does what is off.
fn transparency(entry: &Entry) -> Transparency {
    match (entry.certainty, entry.span) {
        (Certainty::Cancelled, _) | (_, Span::Days { .. }) => Transparency::Transparent,
        _ => Transparency::Opaque,
    }
}

fn other(name: &str) -> Property {
    Property::Other(name.to_owned())
}

/// Adds a property that is text. The texts of records hold no line ends but `\n`.
pub(super) fn text(component: &mut ICalendarComponent, name: Property, text: &str) {
    component.add_property(name, text);
}

fn day(name: Property, date: NaiveDate) -> ICalendarEntry {
    ICalendarEntry::new(name)
        .with_param(Parameter::value(ValueType::Date))
        .with_value(date_time(date.into(), false))
}

fn instant(name: Property, written: Written) -> ICalendarEntry {
    let entry = ICalendarEntry::new(name);
    match written {
        Written::Utc(utc) => entry.with_value(date_time(utc, true)),
        Written::Wall(wall, zone) if zone == Zone::UTC => entry.with_value(date_time(wall, true)),
        Written::Wall(wall, zone) => {
            let zone = Parameter::tzid(zone.name().to_owned());
            entry.with_param(zone).with_value(date_time(wall, false))
        }
    }
}

pub(super) fn date_time(wall: NaiveDateTime, utc: bool) -> PartialDateTime {
    let part = |value: u32| u8::try_from(value).ok();
    let offset = utc.then_some(0);
    PartialDateTime {
        year: u16::try_from(wall.year()).ok(),
        month: part(wall.month()),
        day: part(wall.day()),
        hour: part(wall.hour()),
        minute: part(wall.minute()),
        second: part(wall.second()),
        tz_hour: offset,
        tz_minute: offset,
        tz_minus: false,
    }
}
