//! Every small case: up to four edits of two fields by three people, in every order, each made on a
//! screen that shows the beginning or what was there after any earlier edit.

use domain::change::{Receipt, Status};
use domain::ids::AccountId;
use serde_json::{Value, json};

use crate::tour::{ANN, BOB, CAT, Tour, item, set};

const AUTHORS: [AccountId; 3] = [ANN, BOB, CAT];
const FIELDS: [&str; 2] = ["title", "place"];
const N_EDITS: usize = 4;

/// An edit that has arrived.
#[derive(Clone, Debug)]
struct Arrived {
    author: usize,
    field: usize,
    from: Value,
    to: Value,
    status: Status,
}

/// What has happened so far. `views[n]` is what a screen showed that had received `n` edits.
#[derive(Clone)]
struct Story {
    tour: Tour,
    /// For each field, a tour in which only that field was ever edited.
    alone: [Tour; 2],
    arrived: Vec<Arrived>,
    views: Vec<[Value; 2]>,
    newest_view: [usize; 3],
}

impl Story {
    fn new() -> Self {
        let mut tour = Tour::new();
        tour.applied(ANN, set("title", "Doors", "base"));
        tour.applied(ANN, set("place", Value::Null, "base"));
        let alone = [tour.clone(), tour.clone()];
        let views = vec![[json!("base"), json!("base")]];
        Self { tour, alone, arrived: Vec::new(), views, newest_view: [0; 3] }
    }

    /// What the author's screen shows: what they have received, and over it what they have said
    /// themselves since.
    fn shown(&self, author: usize, view: usize, field: usize) -> Value {
        let own = self.arrived[view..].iter().rfind(|e| e.author == author && e.field == field);
        own.map_or_else(|| self.views[view][field].clone(), |edit| edit.to.clone())
    }

    fn with(&self, author: usize, field: usize, view: usize, to: Value) -> Self {
        let mut next = self.clone();
        let from = self.shown(author, view, field);
        let edit = set(FIELDS[field], from.clone(), to.clone());
        let Receipt { status, .. } = next.tour.commit(AUTHORS[author], [edit.clone()]);
        let alone = next.alone[field].commit(AUTHORS[author], [edit]);
        assert_eq!(alone.status, status, "the other field makes a difference: {:?}", self.arrived);
        next.arrived.push(Arrived { author, field, from, to, status });
        next.views.push(FIELDS.map(|name| next.tour.value(item(), name)));
        next.newest_view[author] = view;
        next
    }

    /// Calls `check` with every story that begins with this one. One edit of a story may be of a
    /// value that occurs elsewhere; the others are of values of their own.
    fn for_each(&self, check: &mut impl FnMut(&Self, &Arrived)) {
        if let Some(newest) = self.arrived.last() {
            check(self, newest);
        }
        let n_arrived = self.arrived.len();
        if n_arrived == N_EDITS {
            return;
        }
        // Whom the first edit is by and which field it is of makes no difference.
        let n_authors = self.arrived.iter().map(|e| e.author + 2).max().unwrap_or(1).min(3);
        let n_fields = if n_arrived == 0 { 1 } else { 2 };
        let is_own = |(i, edit): (usize, &Arrived)| edit.to == own_value(i);
        let n_values = if self.arrived.iter().enumerate().all(is_own) { 3 } else { 1 };
        let values = [own_value(n_arrived), json!("base"), own_value(0)];
        for (author, field) in (0..n_authors).flat_map(|a| (0..n_fields).map(move |f| (a, f))) {
            for view in self.newest_view[author]..=n_arrived {
                for to in &values[..n_values] {
                    self.with(author, field, view, to.clone()).for_each(check);
                }
            }
        }
    }

    fn edits_of(&self, field: usize) -> impl DoubleEndedIterator<Item = (usize, &Arrived)> {
        self.arrived.iter().enumerate().filter(move |(_, edit)| edit.field == field)
    }
}

fn own_value(i: usize) -> Value {
    json!(format!("value {i}"))
}

#[test]
fn in_every_small_case_no_value_is_lost_and_nobody_disputes_for_nothing() {
    let mut n_stories = 0;
    Story::new().for_each(&mut |story, newest| {
        n_stories += 1;
        let field = newest.field;
        nothing_is_overwritten_unseen(story, newest);
        every_value_is_somewhere(story, field);
        every_candidate_was_said(story, field);
        one_author_does_not_dispute(story, field);
        the_other_field_makes_no_difference(story, field);
        a_dispute_names_what_is_in_force(story, field);
        whoever_has_seen_everything_can_decide(story, field);
    });
    assert!(n_stories > 10_000, "{n_stories}");
}

fn nothing_is_overwritten_unseen(story: &Story, newest: &Arrived) {
    let n_arrived = story.arrived.len();
    let [before, after] = [n_arrived - 1, n_arrived].map(|n| &story.views[n]);
    assert_eq!(before[1 - newest.field], after[1 - newest.field], "the other field stays");
    if before[newest.field] != after[newest.field] {
        assert_eq!(newest.from, before[newest.field], "{:?}", story.arrived);
        assert_eq!(newest.to, after[newest.field], "{:?}", story.arrived);
    }
}

/// A value is or was in force, or it is an open candidate, or its author went on from it.
fn every_value_is_somewhere(story: &Story, field: usize) {
    let wishes = story.tour.wishes(item(), FIELDS[field]);
    for (i, edit) in story.edits_of(field) {
        let was_in_force = story.views.iter().any(|view| view[field] == edit.to);
        let is_candidate = wishes.contains(&(AUTHORS[edit.author], edit.to.clone()));
        let mut later = story.edits_of(field).filter(|(j, e)| *j > i && e.author == edit.author);
        let moved_on = later.any(|(_, later)| later.from == edit.to);
        let somewhere = was_in_force || is_candidate || moved_on;
        assert!(somewhere, "{edit:?} is lost: {:?} {wishes:?}", story.arrived);
        let said_before = story.arrived.iter().filter(|other| other.to == edit.to).count() > 1;
        let is_new = edit.to == own_value(i) && !said_before;
        let in_two_places = is_candidate && (was_in_force || moved_on);
        assert!(!(is_new && in_two_places), "{edit:?} is disputed: {:?}", story.arrived);
    }
}

fn every_candidate_was_said(story: &Story, field: usize) {
    let mut wishes = story.tour.wishes(item(), FIELDS[field]);
    for (author, value) in &wishes {
        assert_ne!(*value, story.views.last().unwrap()[field], "it is in force");
        let mut given = story.edits_of(field);
        let is_said = given.any(|(_, e)| AUTHORS[e.author] == *author && e.to == *value);
        assert!(is_said, "nobody said {value}: {:?}", story.arrived);
    }
    let n_wishes = wishes.len();
    wishes.sort_by_key(|(author, value)| (*author, value.to_string()));
    wishes.dedup();
    assert_eq!(wishes.len(), n_wishes, "nobody says the same twice");
}

fn one_author_does_not_dispute(story: &Story, field: usize) {
    let mut authors: Vec<_> = story.edits_of(field).map(|(_, edit)| edit.author).collect();
    authors.sort_unstable();
    authors.dedup();
    if authors.len() == 1 {
        assert!(story.edits_of(field).all(|(_, edit)| edit.status == Status::Applied));
        assert!(story.tour.dispute(item(), FIELDS[field]).is_none(), "{:?}", story.arrived);
        let (_, last) = story.edits_of(field).next_back().unwrap();
        assert_eq!(story.views.last().unwrap()[field], last.to);
    }
}

fn the_other_field_makes_no_difference(story: &Story, field: usize) {
    let (name, alone) = (FIELDS[field], &story.alone[field]);
    assert_eq!(alone.value(item(), name), story.tour.value(item(), name));
    assert_eq!(alone.wishes(item(), name), story.tour.wishes(item(), name));
}

fn a_dispute_names_what_is_in_force(story: &Story, field: usize) {
    let Some(dispute) = story.tour.dispute(item(), FIELDS[field]) else { return };
    let n_candidates = dispute.candidates.map_or(0, |candidates| candidates.0.len());
    assert_eq!(dispute.open.unwrap(), n_candidates > 0);
    if n_candidates > 0 {
        assert_eq!(dispute.in_force.unwrap().0, story.views.last().unwrap()[field]);
    }
}

fn whoever_has_seen_everything_can_decide(story: &Story, field: usize) {
    let name = FIELDS[field];
    if !story.tour.is_disputed(item(), name) {
        return;
    }
    let wishes = story.tour.wishes(item(), name).into_iter().map(|(_, value)| value);
    for to in wishes.chain([story.views.last().unwrap()[field].clone(), json!("new")]) {
        let mut tour = story.tour.clone();
        let decision = tour.settle(item(), name, to.clone());
        tour.applied(ANN, decision);
        assert!(!tour.is_disputed(item(), name), "{:?} {to}", story.arrived);
        assert_eq!(tour.value(item(), name), to);
    }
}
