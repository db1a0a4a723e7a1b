//! Which dates are open, and how that reads.

use serde_json::{Value, json};

use super::amsterdam;
use crate::book::testing::{TestTour, date};
use crate::holds::{avails, avails_text};
use crate::ids::RecordId;
use crate::record::Kind;

#[test]
fn open_dates_are_those_that_nothing_is_agreed_for() {
    let mut there = amsterdam();
    let day = |tour: &mut TestTour, on: &str, fields: Value| {
        let mut fields = fields;
        fields["date"] = on.into();
        tour.put(Kind::Day, RecordId::of_day(tour.id, date(on)), &fields);
    };
    let tour = &mut there.tour;
    day(tour, "2026-12-04", json!({}));
    day(tour, "2026-12-06", json!({"day_type": "day_off", "status": "confirmed"}));
    day(tour, "2026-12-07", json!({"day_type": "travel", "status": "confirmed"}));
    day(tour, "2026-12-08", json!({"day_type": "travel", "status": "unconfirmed"}));
    day(tour, "2026-12-09", json!({"day_type": "show", "status": "confirmed"}));
    day(tour, "2026-12-10", json!({"day_type": "show", "status": "cancelled"}));
    day(tour, "2026-12-11", json!({"day_type": "custom", "title": "?", "status": "confirmed"}));
    there.show("2026-12-12", there.tivoli);
    let days = |from: Option<&str>, to: Option<&str>| {
        let avails = avails(&there.book(), from.map(date), to.map(date));
        avails.iter().map(|avail| avail.date.format("%-d").to_string()).collect::<Vec<_>>()
    };
    assert_eq!(days(None, None), ["4", "5", "8", "10", "11"]);
    assert_eq!(days(Some("2026-12-05"), Some("2026-12-08")), ["5", "8"]);
}

#[test]
fn avails_are_lines_for_an_email_with_or_without_venues() {
    let mut there = amsterdam();
    there.tour.put(
        Kind::Day,
        RecordId::of_day(there.tour.id, date("2026-12-04")),
        &json!({"date": "2026-12-04"}),
    );
    there.hold(2, there.melkweg, json!({"expires": "2026-11-20"}));
    let challenged = json!({"status": "challenged", "challenge_until": "2026-11-03"});
    there.hold(1, there.paradiso, challenged);
    there.hold(3, there.tivoli, json!({"status": "released"}));
    there.tour.add(Kind::Hold, &json!({"day": there.day}));
    let avails = avails(&there.book(), None, None);
    assert_eq!(
        avails_text(&avails, true),
        "Fri 4 Dec 2026 — open\n\
         Sat 5 Dec 2026 — 1st hold, Paradiso Amsterdam (challenged until 3 Nov); \
         2nd hold, Melkweg Amsterdam (expires 20 Nov); hold\n"
    );
    assert_eq!(
        avails_text(&avails, false),
        "Fri 4 Dec 2026 — open\n\
         Sat 5 Dec 2026 — 1st hold (challenged until 3 Nov); 2nd hold (expires 20 Nov); hold\n"
    );
}
