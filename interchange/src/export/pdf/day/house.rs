//! What crew ask for on the day: the house, the hotels, whom to call.

use domain::record::kinds::{ContactCategory, Status};
use domain::record::{Line, Prose};
use domain::view::{HotelBlock, ShownTime, VenueBlock, label};

use super::super::block::Block;
use super::super::clocks::{line, with_zone};
use super::super::layout::Fact;
use super::super::text::{Color, Span, Weight};
use super::{Day, address, joined, standing};

impl Day<'_> {
    pub(super) fn house(&self) -> Vec<Block> {
        let mut blocks = self.contacts();
        for venue in &self.sheet.venues {
            blocks.extend(self.venue(venue));
        }
        blocks.extend(self.events());
        blocks.extend(self.hotels());
        blocks
    }

    fn fact(&self, name: &str, text: &str) -> Fact {
        Fact::line(name, vec![self.layout.body().of(text)])
    }

    /// A section of facts, if there are any.
    fn facts(&self, title: &str, facts: &[Fact]) -> Vec<Block> {
        if facts.is_empty() {
            return Vec::new();
        }
        self.layout.titled(self.section(title, &[]), facts, 3)
    }

    fn contacts(&self) -> Vec<Block> {
        let handed_out = |do_not_share: Option<bool>| do_not_share != Some(true);
        let shared =
            self.sheet.contacts.iter().filter(|contact| handed_out(contact.fields.do_not_share));
        let layout = self.layout;
        let facts = shared.map(|contact| {
            let fields = &contact.fields;
            let words = |line: &Option<Line>| line.as_ref().map(ToString::to_string);
            let category =
                fields.category.filter(|category| *category == ContactCategory::Emergency);
            let role = words(&fields.role).or(category.map(|_| "Emergency".to_owned()));
            let name = words(&fields.name).unwrap_or_default();
            let mut says = vec![vec![layout.strong().of(name)]];
            let reach = joined([words(&fields.phone), words(&fields.email)], ", ");
            if !reach.is_empty() {
                says.push(vec![layout.body().of(reach)]);
            }
            says.extend(fields.notes.as_ref().map(|n| vec![layout.quiet().of(n.to_string())]));
            says.extend(self.two_values(contact.id));
            Fact { name: joined([role, words(&fields.company)], ", "), says }
        });
        let facts: Vec<_> = facts.collect();
        self.facts("Contacts", &facts)
    }

    fn venue(&self, venue: &VenueBlock) -> Vec<Block> {
        let name = venue.fields.name.as_ref().map(ToString::to_string).unwrap_or_default();
        let mut facts: Vec<_> = self.venue_facts(venue);
        for line in self.two_values(venue.id) {
            facts.push(Fact::line("", line));
        }
        self.facts(&joined([Some("Venue".to_owned()), Some(name)], " · "), &facts)
    }

    /// In the order in which a crew arrives.
    fn venue_facts(&self, venue: &VenueBlock) -> Vec<Fact> {
        let fields = &venue.fields;
        let prose = |prose: &Option<Prose>| prose.as_ref().map(ToString::to_string);
        let line = |line: &Option<Line>| line.as_ref().map(ToString::to_string);
        let wifi = joined([line(&fields.wifi_network), line(&fields.wifi_password)], " / ");
        let said = [
            ("load_in_access", prose(&fields.load_in_access)),
            ("artist_entrance", line(&fields.artist_entrance)),
            ("door_code", line(&fields.door_code)),
            ("bus_parking", line(&fields.bus_parking)),
            ("truck_parking", line(&fields.truck_parking)),
            ("van_parking", line(&fields.van_parking)),
            ("production_office", line(&fields.production_office)),
            ("wifi", Some(wifi)),
            ("dressing_rooms", line(&fields.dressing_rooms)),
            ("showers", line(&fields.showers)),
            ("towels", line(&fields.towels)),
            ("laundry", line(&fields.laundry)),
            ("runner", line(&fields.runner)),
            ("sound_limit", line(&fields.sound_limit)),
            ("phone", line(&fields.phone)),
            ("notes", prose(&fields.notes)),
            ("emergency", prose(&fields.emergency)),
        ];
        let named = said.into_iter().filter_map(|(field, text)| {
            let text = text.filter(|text| !text.is_empty())?;
            let name = if field == "wifi" { "Wi-Fi".to_owned() } else { label(field) };
            let loud = matches!(field, "wifi" | "door_code" | "emergency");
            let look = self.layout.body();
            let look = if loud { look.weight(Weight::Semi) } else { look };
            Some(Fact::line(name, vec![look.of(text)]))
        });
        named.collect()
    }

    /// What is agreed about the shows themselves.
    fn events(&self) -> Vec<Block> {
        let mut facts = Vec::new();
        for event in &self.sheet.events {
            let fields = &event.fields;
            let line = |line: &Option<Line>| line.as_ref().map(ToString::to_string);
            let billing = fields.billing.as_ref().map(|billing| {
                billing.as_slice().iter().map(Line::as_str).collect::<Vec<_>>().join(", ")
            });
            let several = self.sheet.events.len() > 1;
            let name = line(&fields.title).or(event.venue_name.clone()).filter(|_| several);
            if let Some(name) = name {
                let (off, mark) = standing(fields.status);
                let look = self.layout.strong();
                let mut spans = vec![if off { look.struck() } else { look }.of(name)];
                spans.extend(mark.map(|mark| self.mark(off, mark)));
                facts.push(Fact::line("Event", spans));
            }
            let capacity = fields.capacity.map(|capacity| capacity.get().to_string());
            let said = [
                ("Billing", billing),
                ("Stage", line(&fields.stage)),
                ("Capacity", capacity),
                ("Tickets", line(&fields.ticket_status)),
                ("Age limit", line(&fields.age_limit)),
                ("Guest list", line(&fields.guest_list)),
                ("Merchandise", line(&fields.merch)),
                ("Photographers", line(&fields.photo_policy)),
            ];
            let said = said.into_iter().filter_map(|(name, text)| Some((name, text?)));
            facts.extend(said.map(|(name, text)| self.fact(name, &text)));
        }
        self.facts("Show", &facts)
    }

    fn hotels(&self) -> Vec<Block> {
        let facts: Vec<_> = self.sheet.hotels.iter().map(|hotel| self.hotel(hotel)).collect();
        if facts.is_empty() {
            return Vec::new();
        }
        self.layout.titled(self.section("Hotels", &[]), &facts, 2)
    }

    fn hotel(&self, hotel: &HotelBlock) -> Fact {
        let (layout, fields) = (self.layout, &hotel.fields);
        let (off, mark) = standing(fields.status);
        let name = fields.name.as_ref().map(ToString::to_string).unwrap_or_default();
        let look = if off { layout.strong().struck() } else { layout.strong() };
        let mut title = vec![look.of(name)];
        if fields.day_rooms == Some(true) {
            title.push(layout.body().of("  day rooms"));
        }
        title.extend(mark.map(|mark| self.mark(off, mark)));
        let words = |line: &Option<Line>| line.as_ref().map(ToString::to_string);
        let time = |word: &str, shows: bool, time: &Option<ShownTime>| {
            let time = time.as_ref().filter(|_| shows)?;
            let text = with_zone(line(time, self.style), self.other_clocks(hotel.zone.as_ref()));
            Some(format!("{word} {text}")).filter(|_| !text.is_empty())
        };
        let stays = joined(
            [
                time("check-in", hotel.checks_in, &hotel.check_in_time),
                time("check-out", hotel.checks_out, &hotel.check_out_time),
            ],
            ", ",
        );
        let comforts = joined(
            [
                words(&fields.breakfast).map(|text| format!("breakfast {text}")),
                words(&fields.wifi).map(|text| format!("Wi-Fi {text}")),
                words(&fields.shuttle).map(|text| format!("shuttle {text}")),
                words(&fields.confirmation).map(|text| format!("confirmation {text}")),
                words(&fields.party).map(|text| format!("party {text}")),
            ],
            ", ",
        );
        let reach = joined([Some(address(fields.place.as_ref())), words(&fields.phone)], ", ");
        let mut says = vec![title];
        let strong = layout.body().weight(Weight::Semi);
        let push = |says: &mut Vec<Vec<Span>>, span: Span| {
            if !span.text.is_empty() {
                says.push(vec![span]);
            }
        };
        push(&mut says, layout.body().of(reach));
        push(&mut says, strong.of(stays));
        push(&mut says, layout.quiet().of(comforts));
        push(&mut says, layout.quiet().of(hotel.people_names.join(", ")));
        push(&mut says, layout.quiet().of(words_of(fields.notes.as_ref())));
        if fields.status == Some(Status::Cancelled) {
            push(&mut says, layout.body().color(Color::STOP).of("Do not go there"));
        }
        says.extend(self.two_values(hotel.id));
        Fact { name: String::new(), says }
    }
}

fn words_of(prose: Option<&Prose>) -> String {
    prose.map(ToString::to_string).unwrap_or_default()
}
