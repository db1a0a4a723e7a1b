//! Advancing: what an answer would do to the tour book, what two people make of one question, what the
//! last visit says, and who owes what.

use chrono::{NaiveDate, TimeZone as _, Utc};
use serde_json::{Value, json};

use super::*;
use crate::book::testing::{TestTour, date};
use crate::book::{Book, Entry};
use crate::change::{Edit, FromTo};
use crate::ids::{RecordId, ScopeId};
use crate::record::kinds::{Advance, AdvanceField, Contact, ScheduleItem, Venue};
use crate::record::{AnswerVia, Answered, Key, Kind, Line, Outcome, Questions};
use crate::view::{advance_board, advance_sheet};

const SHOW: &str = "2026-12-04";

/// A show with a sheet that asks a little of everything.
struct Advanced {
    tour: TestTour,
    day: RecordId,
    event: RecordId,
    sheet: RecordId,
    next: u128,
}

fn questions() -> Value {
    let contact = json!([{"key": "name", "label": "Name"}, {"key": "phone", "label": "Phone"},
        {"key": "hours", "label": "Hours"}]);
    json!([
        {"key": "load_in", "section": "schedule", "label": "Load-in", "input": {"type": "clock"},
            "required": true, "lands": {"in": "schedule_item", "item_type": "load_in"}},
        {"key": "wifi", "section": "rooms", "label": "Wi-Fi", "input": {"type": "text"},
            "lands": {"in": "venue", "field": "wifi_password"}},
        {"key": "capacity", "section": "guest_list", "label": "Capacity", "required": true,
            "input": {"type": "number"}, "lands": {"in": "event", "field": "capacity"}},
        {"key": "rep", "section": "contacts", "label": "Promoter rep",
            "input": {"type": "rows", "columns": contact},
            "lands": {"in": "contact", "category": "promoter", "role": "Promoter rep"}},
        {"key": "haze", "section": "production", "label": "Haze", "input": {"type": "yes_no"},
            "changes": true},
        {"key": "trucks", "section": "access", "label": "Trucks", "asks": "tour",
            "input": {"type": "number"}, "required": true},
    ])
}

impl Advanced {
    fn new() -> Self {
        Self::on(SHOW)
    }

    fn on(on: &str) -> Self {
        let mut tour = TestTour::new();
        let day = tour.day(on, "Amsterdam", "Europe/Amsterdam");
        let place = json!({"city": "Amsterdam", "country": "NL"});
        let venue = tour.add(Kind::Venue, &json!({"name": "Paradiso", "place": place}));
        let event =
            tour.add(Kind::Event, &json!({"day": day, "venue": venue, "event_type": "show"}));
        let mut advanced = Self { tour, day, event, sheet: event, next: 1 };
        advanced.sheet = advanced.sheet_for(event);
        advanced
    }

    fn sheet_for(&mut self, event: RecordId) -> RecordId {
        let sheet = RecordId::of_advance(event);
        let fields = json!({"event": event, "questions": questions()});
        self.tour.put(Kind::Advance, sheet, &fields);
        sheet
    }

    fn book(&self) -> Book {
        self.tour.book()
    }

    /// Does what the ledger would do with edits that nobody contradicts.
    fn apply(&mut self, edits: Vec<Edit>) {
        for edit in edits {
            match edit {
                Edit::Set { id, fields, .. } => {
                    for (field, FromTo(from, to)) in fields {
                        let book = self.book();
                        assert_eq!(book.record(id).unwrap().value(&field), &from, "{field}");
                        self.tour.set(id, &field, to);
                    }
                }
                Edit::Create(new) => self.tour.put(new.kind, new.id, &Value::Object(new.fields)),
                other => panic!("{other:?} is nothing that advancing does"),
            }
        }
    }

    fn answer(&mut self, key: &str, typed: &str) {
        let book = self.book();
        let sheet = book.get::<Advance>(self.sheet).unwrap();
        let answer = read_typed(&book, sheet, &key_of(key), typed).unwrap();
        let said = Said { key: key_of(key), from: None, answer, remark: None };
        let edit = say(&book, sheet, &said, &by("Ana")).unwrap();
        self.apply(edit.into_iter().collect());
    }

    fn decide(&mut self, key: &str, outcome: Outcome, instead: Option<&str>) {
        let edits = self.decided(key, outcome, instead).unwrap();
        self.apply(edits);
    }

    fn decided(
        &mut self,
        key: &str,
        outcome: Outcome,
        instead: Option<&str>,
    ) -> Result<Vec<Edit>, DecisionProblem> {
        let instead = instead.map(ToOwned::to_owned);
        let one = Decision { key: key_of(key), outcome, answer: None, instead, note: None };
        let mut next = self.next;
        let mut new_id = || {
            next += 1;
            RecordId(uuid::Uuid::from_u128(next))
        };
        let edits = decide(&self.book(), self.sheet, &[one], &mut new_id);
        self.next = next;
        edits
    }

    fn state(&self, key: &str) -> FieldState {
        let book = self.book();
        let sheet = book.get::<Advance>(self.sheet).unwrap();
        let asked = asked(&book, sheet);
        asked.iter().find(|one| one.question.key.as_str() == key).unwrap().state()
    }

    fn load_in(&self) -> Option<String> {
        let book = self.book();
        let item = book.items_of(self.day).into_iter().next()?;
        Some(item.when?.to_string())
    }
}

fn key_of(key: &str) -> Key {
    Key::try_from(key).unwrap()
}

fn by(name: &str) -> Answered {
    let at = Utc.with_ymd_and_hms(2026, 11, 1, 12, 0, 0).unwrap();
    Answered { by: Some(Line::try_from(name).unwrap()), via: AnswerVia::Phone, at }
}

#[test]
fn an_accepted_load_in_stands_in_the_schedule_confirmed_and_nothing_stood_there_before() {
    let mut show = Advanced::new();
    show.answer("load_in", "11am");
    assert_eq!((show.load_in(), show.state("load_in")), (None, FieldState::Answered));
    show.decide("load_in", Outcome::Accepted, None);
    assert_eq!(show.load_in().as_deref(), Some("11:00"));
    assert_eq!(show.state("load_in"), FieldState::Accepted);
    let book = show.book();
    let item = book.items_of(show.day)[0];
    assert_eq!((item.confirmed, item.event), (Some(true), Some(show.event)));
    let edits = show.decided("load_in", Outcome::Accepted, None).unwrap();
    assert_eq!(edits.len(), 1, "only the decision is said again");
}

#[test]
fn a_planned_row_is_moved_and_stays_as_long_as_it_was() {
    let mut show = Advanced::new();
    show.tour.item(show.day, "Load-in", "09:00-11:00", json!({"item_type": "load_in"}));
    show.answer("load_in", "10:30");
    let book = show.book();
    let sheet = advance_sheet(&book, &Book::new(), show.sheet).unwrap();
    let field = &sheet.parts.iter().find(|part| part.fields[0].question.key.as_str() == "load_in");
    let planned = field.unwrap().fields[0].planned.clone().unwrap();
    assert_eq!((planned.text.as_str(), planned.differs), ("09:00–11:00", true));
    assert_eq!(sheet.progress.status, AdvanceStatus::NeedsAttention);
    let day = crate::view::day_sheet(&book, date(SHOW)).unwrap();
    assert_eq!(day.schedule[0].venue_says.as_ref().unwrap().text, "10:30");
    show.decide("load_in", Outcome::Accepted, None);
    assert_eq!(show.load_in().as_deref(), Some("10:30–12:30"));
    let day = crate::view::day_sheet(&show.book(), date(SHOW)).unwrap();
    assert_eq!(day.schedule[0].venue_says, None);
}

#[test]
fn another_answer_after_the_decision_is_open_again_and_the_book_stays() {
    let mut show = Advanced::new();
    show.answer("load_in", "11:00");
    show.decide("load_in", Outcome::Accepted, None);
    show.answer("load_in", "13:00");
    assert_eq!(show.state("load_in"), FieldState::Answered);
    assert_eq!(show.load_in().as_deref(), Some("11:00"));
    show.decide("load_in", Outcome::Refused, None);
    assert_eq!(
        (show.load_in().as_deref(), show.state("load_in")),
        (Some("11:00"), FieldState::Refused)
    );
    show.decide("load_in", Outcome::Changed, Some("12:00"));
    assert_eq!(
        (show.load_in().as_deref(), show.state("load_in")),
        (Some("12:00"), FieldState::Changed)
    );
}

#[test]
fn an_answer_goes_to_the_venue_the_event_or_the_contacts_and_twice_to_the_same() {
    let mut show = Advanced::new();
    show.answer("wifi", "backstage 5G");
    show.answer("capacity", "1500");
    show.answer("rep", "Ana Lima | 0170 | 10–18\nBen");
    for key in ["wifi", "capacity", "rep"] {
        show.decide(key, Outcome::Accepted, None);
    }
    let book = show.book();
    let venue = book.all::<Venue>().next().unwrap();
    assert_eq!(venue.wifi_password.as_ref().unwrap().as_str(), "backstage 5G");
    assert_eq!(book.record(show.event).unwrap().value("capacity"), &json!(1500));
    let contacts = book.contacts_of(show.event);
    let names: Vec<_> = contacts.iter().map(|one| one.name.as_ref().unwrap().as_str()).collect();
    assert_eq!(names, ["Ana Lima", "Ben"]);
    assert_eq!(contacts[0].notes.as_ref().unwrap().as_str(), "Hours: 10–18");
    show.answer("rep", "Ana Lima | 0171");
    show.decide("rep", Outcome::Accepted, None);
    let book = show.book();
    assert_eq!(book.all::<Contact>().count(), 2, "a name that is there is not added again");
    assert_eq!(book.contacts_of(show.event)[0].phone.as_ref().unwrap().as_str(), "0171");
}

#[test]
fn what_cannot_be_decided_says_why() {
    let mut show = Advanced::new();
    let none = show.decided("load_in", Outcome::Accepted, None);
    assert_eq!(none, Err(DecisionProblem::NoAnswer(key_of("load_in"))));
    let unknown = show.decided("curfew", Outcome::Accepted, None);
    assert_eq!(unknown, Err(DecisionProblem::NotAsked(key_of("curfew"))));
    show.answer("load_in", "11:00");
    for instead in [None, Some(""), Some("late")] {
        let refused = show.decided("load_in", Outcome::Changed, instead);
        assert!(matches!(refused, Err(DecisionProblem::BadInstead { .. })), "{instead:?}");
    }
    show.answer("capacity", "12.5");
    let odd = show.decided("capacity", Outcome::Accepted, None);
    assert!(matches!(odd, Err(DecisionProblem::DoesNotFit { .. })));
    show.tour.set(show.event, "venue", Value::Null);
    show.answer("wifi", "x");
    assert_eq!(show.decided("wifi", Outcome::Accepted, None), Err(DecisionProblem::NoVenue));
}

#[test]
fn two_answers_are_both_shown_with_who_gave_them_and_have_to_be_decided_first() {
    let mut show = Advanced::new();
    show.answer("load_in", "11:00");
    let field = RecordId::of_advance_field(show.sheet, "load_in");
    let other = json!({"precision": "exact", "start": "12:00"});
    show.tour.dispute(field, "answer", &other);
    assert_eq!(show.state("load_in"), FieldState::Disputed);
    let refused = show.decided("load_in", Outcome::Accepted, None);
    assert_eq!(refused, Err(DecisionProblem::TwoAnswers(key_of("load_in"))));
    let sheet = advance_sheet(&show.book(), &Book::new(), show.sheet).unwrap();
    let shown = sheet.parts.iter().flat_map(|part| &part.fields);
    let shown = shown.into_iter().find(|field| field.question.key.as_str() == "load_in").unwrap();
    assert_eq!(shown.text.as_deref(), Some("11:00"));
    assert_eq!(shown.others[0].text, "12:00");
}

#[test]
fn a_sheet_is_complete_when_what_is_needed_is_answered_and_decided() {
    let mut show = Advanced::new();
    let status = |show: &Advanced| {
        let book = show.book();
        let board = advance_board(&book);
        let progress = &board.items[0].progress;
        (progress.status, progress.counts.answered, progress.counts.required)
    };
    assert_eq!(status(&show), (AdvanceStatus::NoEmail, 0, 3));
    show.tour.set(show.sheet, "recipient_email", json!("ana@example.org"));
    assert_eq!(status(&show).0, AdvanceStatus::NotSent);
    show.tour.set(show.sheet, "sent_on", json!("2026-11-01"));
    assert_eq!(status(&show).0, AdvanceStatus::Sent);
    for (key, typed) in [("load_in", "11:00"), ("capacity", "900"), ("trucks", "2")] {
        show.answer(key, typed);
    }
    assert_eq!(status(&show), (AdvanceStatus::InProgress, 3, 3));
    for key in ["load_in", "capacity", "trucks"] {
        show.decide(key, Outcome::Accepted, None);
    }
    assert_eq!(status(&show).0, AdvanceStatus::Completed);
    show.tour.set(show.sheet, "closed", json!(true));
    show.answer("load_in", "12:00");
    assert_eq!(status(&show).0, AdvanceStatus::Completed, "the tour has said so");
}

#[test]
fn every_show_gets_a_sheet_in_one_step_and_what_is_there_stays() {
    let mut show = Advanced::new();
    let second = show.tour.day("2026-12-05", "Paris", "Europe/Paris");
    let gig = show.tour.add(Kind::Event, &json!({"day": second, "event_type": "show"}));
    show.tour.add(Kind::Event, &json!({"day": second, "event_type": "press"}));
    let off = json!({"day": second, "event_type": "show", "status": "cancelled"});
    show.tour.add(Kind::Event, &off);
    let questions = STARTERS[0].questions();
    let scope = ScopeId(uuid::Uuid::nil());
    let plan = begin(&show.book(), None, &questions, &Begin::default(), scope);
    let told: Vec<_> = plan.shows.iter().map(|one| (one.event, one.begins)).collect();
    assert_eq!(told, [(show.event, false), (gig, true)]);
    assert_eq!(plan.edits.len(), 1);
    assert!(plan.shows[0].differs.contains(&"Load-in".to_owned()));
    let adding = Begin { add_missing: true, ..Begin::default() };
    let plan = begin(&show.book(), None, &questions, &adding, scope);
    show.apply(plan.edits);
    let book = show.book();
    let sheet = book.get::<Advance>(show.sheet).unwrap();
    let there = sheet.questions.as_ref().map(Questions::as_slice).unwrap();
    assert_eq!(there[0].section.word(), "schedule", "the sheet's own question stays");
    assert!(there.len() > questions.as_slice().len());
    let again = begin(&book, None, &questions, &adding, scope);
    assert_eq!(again.edits, []);
}

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
    let before = Before { answer: json!(true), date: date("2025-01-01"), by: None };
    visit.answers.insert("haze".to_owned(), before);
    let field = |key: &str, was: Value, typed: &str, confirmed: bool| Posted {
        key: key.to_owned(),
        was,
        typed: Some(Typed::Text(typed.to_owned())),
        confirmed,
        remark: None,
    };
    let keys = |posted: &[Posted]| -> Vec<String> {
        let read = read_form(&book, sheet, &visit, posted, &by("Ana"));
        read.answers.into_keys().collect()
    };
    let same = field("wifi", json!("one"), "one", false);
    let changed = field("wifi", json!("one"), "two", false);
    let shown = field("haze", Value::Null, "yes", false);
    let ticked = field("haze", Value::Null, "yes", true);
    let corrected = field("haze", Value::Null, "no", false);
    let empty = field("load_in", Value::Null, "", false);
    assert_eq!(keys(&[same, shown, empty]), [""; 0]);
    assert_eq!(keys(&[changed, ticked]), ["haze", "wifi"]);
    assert_eq!(keys(&[corrected]), ["haze"]);

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
