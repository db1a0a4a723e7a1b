//! What the last visit says, what is kept of it, what a form says, and who owes what.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::*;
use crate::book::Entry;
use crate::ids::ScopeId;
use crate::record::kinds::{AdvanceField, ScheduleItem};

/// The second visit of one tour, and a visit that is kept in the directory.
#[test]
fn the_last_visit_fills_in_what_it_knows_with_its_age() {
    let mut show = Advanced::on("2026-11-04");
    show.answer("wifi", "old");
    show.answer("load_in", "10:00");
    show.decide("load_in", Outcome::Changed, Some("09:00"));
    show.answer("haze", "yes");
    show.decide("haze", Outcome::Refused, None);
    let (first, venue) = (show.sheet, show.book().all::<Venue>().next().unwrap().id());
    let later = show.tour.day(SHOW, "Amsterdam", "Europe/Amsterdam");
    let event = show.tour.add(Kind::Event, &json!({"day": later, "venue": venue}));
    let second = show.sheet_for(event);
    let book = show.book();
    let sheet = book.get::<Advance>(second).unwrap();
    let visit = last_visit(&book, &Book::new(), sheet);
    assert_eq!(visit.date, Some(date("2026-11-04")));
    let told = |key: &str| visit.answers.get(key).map(|before| before.answer.clone());
    assert_eq!(told("wifi"), Some(json!("old")));
    assert_eq!(told("load_in"), Some(json!({"precision": "exact", "start": "09:00"})));
    assert_eq!(told("haze"), None, "what was refused does not come back");
    let shown = advance_sheet(&book, &Book::new(), second).unwrap();
    let ages = shown.parts.iter().flat_map(|part| &part.fields);
    let ages: Vec<_> = ages.filter_map(|field| Some(field.before.as_ref()?.age_days)).collect();
    assert_eq!(ages, [30, 30]);
    let earlier = book.get::<Advance>(first).unwrap();
    assert_eq!(last_visit(&book, &Book::new(), earlier).date, None, "the future is no last visit");
}

#[test]
fn what_was_learnt_goes_to_the_directory_and_fills_in_the_form_of_another_tour() {
    let mut show = Advanced::new();
    show.answer("wifi", "backstage");
    show.decide("wifi", Outcome::Accepted, None);
    let scope = ScopeId(uuid::Uuid::from_u128(9));
    let mut n = 50;
    let mut new_id = || {
        n += 1;
        RecordId(uuid::Uuid::from_u128(n))
    };
    let kept = keep(&show.book(), &Book::new(), show.sheet, scope, &mut new_id).unwrap();
    assert_eq!((kept.new_venue, kept.answers), (true, 1));
    let mut directory = TestTour::new();
    for edit in kept.edits.clone() {
        if let Edit::Create(new) = edit {
            assert_eq!(new.scope, scope);
            directory.put(new.kind, new.id, &Value::Object(new.fields));
        }
    }
    let others = Advanced::on("2028-02-01");
    let (book, directory) = (others.book(), directory.book());
    let visit = last_visit(&book, &directory, book.get::<Advance>(others.sheet).unwrap());
    assert_eq!(visit.answers["wifi"].answer, json!("backstage"));
    assert_eq!(visit.answers["wifi"].by.as_deref(), Some("Ana"));

    // Later the house is known, and only what has changed is corrected.
    let venue = show.book().all::<Venue>().next().unwrap().id();
    show.tour.set(venue, "wifi_password", json!("new"));
    let again = keep(&show.book(), &directory, show.sheet, scope, &mut new_id).unwrap();
    let fields: Vec<_> = again.corrections.iter().map(|one| one.field.as_str()).collect();
    assert_eq!((again.new_venue, fields), (false, vec!["wifi_password"]));
}

#[test]
fn a_form_says_what_its_reader_changed_and_nothing_else() {
    let mut show = Advanced::new();
    show.answer("wifi", "one");
    let book = show.book();
    let sheet = book.get::<Advance>(show.sheet).unwrap();
    let mut visit = Visit::default();
    let before = |answer: Value| Before { answer, date: date("2025-01-01"), by: None };
    visit.answers.insert("capacity".to_owned(), before(json!(900)));
    visit.answers.insert("haze".to_owned(), before(json!(true)));
    let field = |key: &str, was: Value, typed: &str, confirmed: bool| Posted {
        key: key.to_owned(),
        was,
        typed: Some(Typed::Text(typed.to_owned())),
        confirmed,
        remark: None,
        remark_was: None,
    };
    let keys = |posted: &[Posted]| -> Vec<String> {
        let read = read_form(&book, sheet, &visit, posted, &by("Ana"));
        read.answers.into_keys().collect()
    };
    let same = field("wifi", json!("one"), "one", false);
    let changed = field("wifi", json!("one"), "two", false);
    let shown = field("capacity", Value::Null, "900", false);
    let ticked = field("capacity", Value::Null, "900", true);
    let corrected = field("capacity", Value::Null, "950", false);
    let of_this_show = field("haze", Value::Null, "yes", false);
    let empty = field("load_in", Value::Null, "", false);
    assert_eq!(keys(&[same, shown, empty]), [""; 0]);
    assert_eq!(keys(&[changed, ticked]), ["capacity", "wifi"]);
    assert_eq!(keys(&[corrected]), ["capacity"]);
    assert_eq!(keys(&[of_this_show]), ["haze"], "what is of one show is not filled in");

    let wrong = [
        field("trucks", Value::Null, "3", false),
        field("nothing", Value::Null, "3", false),
        field("load_in", Value::Null, "7", false),
        field("capacity", Value::Null, "9", false),
    ];
    let read = read_form(&book, sheet, &visit, &wrong, &by("Ana"));
    let fields: Vec<_> = read.problems.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["trucks", "nothing", "load_in"], "the tour's questions are not asked here");
    assert_eq!(read.edits.len(), 1, "what can be read is saved all the same");
    // A page that was open while somebody else answered says what it showed.
    let stale =
        read_form(&book, sheet, &visit, &[field("wifi", Value::Null, "x", false)], &by("B"));
    let Edit::Set { fields, .. } = &stale.edits[0] else { panic!("the answer is there") };
    assert_eq!(fields["answer"], FromTo(Value::Null, json!("x")));
}

#[test]
fn who_owes_what_follows_from_the_days_that_are_left() {
    let mut show = Advanced::new();
    let owed = |show: &Advanced, today: &str| {
        let today: NaiveDate = date(today);
        chase(&show.book(), |_| today).into_iter().next()
    };
    let lead = |today: &str| owed(&show, today).unwrap().lead_days;
    assert_eq!(lead("2026-11-01"), None);
    assert_eq!(lead("2026-11-13"), Some(21));
    assert_eq!(lead("2026-11-19"), Some(21));
    assert_eq!(lead("2026-11-20"), Some(14));
    assert_eq!(lead("2026-12-02"), Some(2));
    assert_eq!(lead(SHOW), Some(2));
    assert_eq!(owed(&show, "2026-12-05"), None, "what is past is not chased");
    let now = owed(&show, "2026-11-20").unwrap();
    let keys = |fields: &[OwedField]| fields.iter().map(|one| one.key.clone()).collect::<Vec<_>>();
    assert_eq!(keys(&now.venue_owes), ["load_in", "capacity"]);
    assert_eq!(keys(&now.tour_owes), ["trucks"]);
    assert!(now.venue_owes[0].late && now.days_left == 14);
    show.tour.set(show.sheet, "closed", json!(true));
    assert_eq!(owed(&show, "2026-11-20"), None, "what is complete is not chased");
}

#[test]
fn a_question_of_ones_own_is_asked_like_the_others() {
    let mut show = Advanced::new();
    let question = serde_json::from_value(json!({
        "key": "fireworks", "section": "safety", "label": "Fireworks?", "input": {"type": "yes_no"}
    }));
    let question = question.unwrap();
    let book = show.book();
    let sheet: &Entry<Advance> = book.get(show.sheet).unwrap();
    let edit = ask(&book, sheet, &question).unwrap();
    show.apply(vec![edit]);
    show.answer("fireworks", "no");
    assert_eq!(show.state("fireworks"), FieldState::Answered);
    let book = show.book();
    assert!(ask(&book, book.get(show.sheet).unwrap(), &question).is_err());
    let field = RecordId::of_advance_field(show.sheet, "fireworks");
    assert!(book.get::<AdvanceField>(field).unwrap().question.is_some());
    assert!(book.all::<ScheduleItem>().next().is_none());
}

/// Every page posts its remarks; one that was open for long took the newer ones back.
#[test]
fn a_page_that_shows_no_remark_takes_none_back_and_two_remarks_are_merged() {
    let mut show = Advanced::new();
    show.answer("wifi", "one");
    let field = RecordId::of_advance_field(show.sheet, "wifi");
    show.tour.set(field, "remark", json!("ring the bell"));
    let book = show.book();
    let sheet = book.get::<Advance>(show.sheet).unwrap();
    let posted = |remark: &str, was: &str| Posted {
        key: "wifi".to_owned(),
        was: json!("one"),
        typed: Some(Typed::Text("one".to_owned())),
        confirmed: false,
        remark: Some(remark.to_owned()),
        remark_was: Some(was.to_owned()),
    };
    let read = |remark: &str, was: &str| {
        read_form(&book, sheet, &Visit::default(), &[posted(remark, was)], &by("Cas"))
    };
    assert_eq!(read("", "").edits, [], "it showed none and says none");
    let Edit::Set { fields, .. } = read("upstairs", "").edits.remove(0) else { panic!("a remark") };
    assert_eq!(fields["remark"], FromTo(Value::Null, json!("upstairs")), "the merge keeps both");
    assert!(read("upstairs", "").answers.is_empty(), "no answer was said");
    let Edit::Set { fields, .. } = read("", "ring the bell").edits.remove(0) else { panic!() };
    assert_eq!(fields["remark"].1, Value::Null);
}

#[test]
fn an_answer_that_no_record_can_hold_is_a_problem_of_its_own() {
    let show = Advanced::new();
    let book = show.book();
    let sheet = book.get::<Advance>(show.sheet).unwrap();
    let cell = "x".repeat(200);
    let row = vec![cell.clone(), cell.clone(), cell];
    let posted = |key: &str, typed: Typed| Posted {
        key: key.to_owned(),
        was: Value::Null,
        typed: Some(typed),
        confirmed: false,
        remark: Some("ü".repeat(20_000)),
        remark_was: None,
    };
    let form = [
        posted("rep", Typed::Rows(vec![row; 40])),
        Posted { remark: None, ..posted("wifi", Typed::Text("fits".to_owned())) },
    ];
    let read = read_form(&book, sheet, &Visit::default(), &form, &by("Ana"));
    assert_eq!((read.edits.len(), read.problems.len()), (1, 1));
    assert_eq!(read.problems[0].field, "rep");
}
