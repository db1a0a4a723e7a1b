//! Dates of real files and what they can mean.

use super::*;

fn show(text: &str) -> String {
    let day = |day: Day| {
        let year = match day.year {
            Year::Full(year) => year.to_string(),
            Year::Short(year) => format!("'{year:02}"),
            Year::Missing => "?".to_owned(),
        };
        format!("{year}-{:02}-{:02}", day.month, day.day)
    };
    match read(text) {
        Err(reason) => format!("no: {reason}"),
        Ok(reading) => {
            let meaning = |candidate: &Candidate| {
                let spans = candidate.spans.iter().map(|(from, to)| {
                    if from == to { day(*from) } else { format!("{}..{}", day(*from), day(*to)) }
                });
                spans.collect::<Vec<_>>().join("+")
            };
            reading.candidates.iter().map(meaning).collect::<Vec<_>>().join(" or ")
        }
    }
}

#[test]
fn dates_with_one_meaning_are_read() {
    for (text, meaning) in [
        ("2026-03-12", "2026-03-12"),
        ("2026/3/12", "2026-03-12"),
        ("20260312", "2026-03-12"),
        ("1972/01/02/1", "1972-01-02"),
        ("2026-03-12T19:30:00-0600", "2026-03-12"),
        ("30 June 2009", "2009-06-30"),
        ("September 24, 2016[a]", "2016-09-24"),
        ("October 6, 2018*", "2018-10-06"),
        ("Fri, 12th of June 2026", "2026-06-12"),
        ("12. März 2026", "2026-03-12"),
        ("12 marca 2026 r.", "2026-03-12"),
        ("12 de marzo de 2026", "2026-03-12"),
        ("mar 10 mars 2026", "2026-03-10"),
        ("1er août 2026", "2026-08-01"),
        ("12-Mar-2026", "2026-03-12"),
        ("25/12/2026", "2026-12-25"),
        ("12/25/2026", "2026-12-25"),
        ("05/05/2026", "2026-05-05"),
        ("25.12.", "?-12-25"),
        ("2 July", "?-07-02"),
        ("12-Mar-26", "'26-03-12"),
        ("12 Mar '26", "'26-03-12"),
        ("12 March 2026 (rescheduled)", "2026-03-12"),
    ] {
        assert_eq!(show(text), meaning, "{text}");
    }
}

#[test]
fn ranges_and_lists_give_their_days() {
    for (text, meaning) in [
        ("12-14 March 2026", "2026-03-12..2026-03-14"),
        ("March 12–14, 2026", "2026-03-12..2026-03-14"),
        ("30 March – 2 April 2026", "2026-03-30..2026-04-02"),
        ("March 30 - April 2, 2026", "2026-03-30..2026-04-02"),
        ("30 December - 2 January 2027", "2026-12-30..2027-01-02"),
        ("12 & 13 March 2026", "2026-03-12+2026-03-13"),
        ("12, 13 and 14 March 2026", "2026-03-12+2026-03-13+2026-03-14"),
        ("March 12, 13, 2026", "2026-03-12+2026-03-13"),
        ("2026-03-12 - 2026-03-14", "2026-03-12..2026-03-14"),
        ("2026-03-12/2026-03-14", "2026-03-12..2026-03-14"),
        ("12.-14.03.2026", "2026-03-12..2026-03-14 or 2026-03-12..2026-03-14"),
        ("12 do 14 marca 2026", "2026-03-12..2026-03-14"),
        ("Fr 12. bis So 14. Juni 2026", "2026-06-12..2026-06-14"),
        ("March 12-14", "?-03-12..?-03-14"),
    ] {
        let shown = show(text);
        let meaning = meaning.split(" or ").next().unwrap();
        assert_eq!(shown.split(" or ").next(), Some(meaning), "{text}: {shown}");
    }
}

#[test]
fn dates_with_several_meanings_keep_them_all() {
    assert_eq!(show("03/04/2026"), "2026-04-03 or 2026-03-04");
    assert_eq!(show("03.04.2026"), "2026-04-03 or 2026-03-04");
    assert_eq!(show("03/04/05"), "'05-04-03 or '05-03-04 or '03-04-05");
    assert_eq!(show("3/4"), "?-04-03 or ?-03-04");
}

#[test]
fn what_is_no_date_is_refused_with_a_reason() {
    for text in [
        "",
        "TBA",
        "soon",
        "Friday",
        "2026",
        "March 2026",
        "31 February 2026",
        "30.02.2026",
        "12-14",
        "99/99/2026",
        "1.2.3.4",
        "hello 12",
        "12345678901234567890",
    ] {
        assert!(show(text).starts_with("no: "), "{text}: {}", show(text));
    }
}

#[test]
fn the_weekday_is_kept_as_evidence() {
    let weekday = |text: &str| read(text).unwrap().weekday;
    assert_eq!(weekday("Fri 12 June 2026"), Some(Weekday::Fri));
    assert_eq!(weekday("Do. 12.03.2026"), Some(Weekday::Thu));
    assert_eq!(weekday("mar 12 2026"), None);
    assert_eq!(weekday("12 June 2026"), None);
}

#[test]
fn a_cancelled_show_is_seen() {
    assert!(read("12 June 2026 - CANCELLED").is_ok_and(|reading| reading.cancelled));
    assert!(read("12. Juni 2026 (abgesagt)").is_ok_and(|reading| reading.cancelled));
}
