//! Every small case of one record's life: up to four edits by two people, each of whom changes it,
//! deletes it or brings it back as their screen allows, in every order and on every earlier view.

use domain::change::{Edit, Status};
use domain::ids::AccountId;
use domain::record::DELETED;
use serde_json::{Value, json};

use crate::tour::{ANN, BOB, Tour, delete, item, set, undelete};

const AUTHORS: [AccountId; 2] = [ANN, BOB];
const N_EDITS: usize = 4;

#[derive(Clone, Debug, PartialEq)]
enum Action {
    Set(Value),
    Delete,
    Undelete,
}

#[derive(Clone, Debug)]
struct Arrived {
    author: usize,
    /// How many edits its author had received.
    view: usize,
    action: Action,
    status: Status,
    changed: bool,
}

/// What a screen shows of the record.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    title: Value,
    deleted: bool,
    ver: u64,
}

#[derive(Clone)]
struct Story {
    tour: Tour,
    arrived: Vec<Arrived>,
    views: Vec<Shown>,
    newest_view: [usize; 2],
}

impl Story {
    fn new() -> Self {
        let tour = Tour::new();
        let views = vec![Shown { title: json!("Doors"), deleted: false, ver: 1 }];
        Self { tour, arrived: Vec::new(), views, newest_view: [0; 2] }
    }

    fn shown(&self, author: usize, view: usize) -> Shown {
        let mut shown = self.views[view].clone();
        for edit in self.arrived[view..].iter().filter(|edit| edit.author == author) {
            match &edit.action {
                Action::Set(title) => shown.title = title.clone(),
                Action::Delete => shown.deleted = true,
                Action::Undelete => shown.deleted = false,
            }
        }
        shown
    }

    fn with(&self, author: usize, view: usize, action: Action) -> Self {
        let mut next = self.clone();
        let shown = self.shown(author, view);
        let edit: Edit = match &action {
            Action::Set(title) => set("title", shown.title, title.clone()),
            Action::Delete => delete(shown.ver),
            Action::Undelete => undelete(),
        };
        let status = next.tour.commit(AUTHORS[author], [edit]).status;
        let record = next.tour.record(item());
        let after = Shown {
            title: record.value("title").clone(),
            deleted: record.deleted,
            ver: record.ver,
        };
        let changed = after.ver != self.views[self.arrived.len()].ver;
        next.arrived.push(Arrived { author, view, action, status, changed });
        next.views.push(after);
        next.newest_view[author] = view;
        next
    }

    fn for_each(&self, check: &mut impl FnMut(&Self)) {
        let n_arrived = self.arrived.len();
        if n_arrived > 0 {
            check(self);
        }
        if n_arrived == N_EDITS {
            return;
        }
        for author in 0..AUTHORS.len() {
            for view in self.newest_view[author]..=n_arrived {
                let actions = if self.shown(author, view).deleted {
                    vec![Action::Undelete]
                } else {
                    vec![Action::Set(json!(format!("title {n_arrived}"))), Action::Delete]
                };
                for action in actions {
                    self.with(author, view, action).for_each(check);
                }
            }
        }
    }
}

#[test]
fn in_every_small_life_nothing_is_deleted_unseen_and_nothing_written_is_lost() {
    let mut n_stories = 0;
    Story::new().for_each(&mut |story| {
        n_stories += 1;
        nothing_is_deleted_unseen(story);
        every_title_is_somewhere(story);
        every_delete_is_somewhere(story);
        one_person_alone_does_not_dispute(story);
        whoever_has_seen_everything_can_decide(story);
    });
    assert!(n_stories > 1_000, "{n_stories}");
}

/// Somebody else's delete, of course, need not be seen to agree with it.
fn nothing_is_deleted_unseen(story: &Story) {
    let newest = story.arrived.last().unwrap();
    let [.., before, after] = &story.views[..] else { panic!("two views at least") };
    if !before.deleted && after.deleted {
        let by_others = story.arrived[newest.view..].iter().filter(|e| e.author != newest.author);
        let unseen = by_others.filter(|edit| edit.changed && edit.action != Action::Delete).count();
        assert_eq!(unseen, 0, "deleted unseen: {:?}", story.arrived);
        assert_eq!(newest.action, Action::Delete);
    }
}

fn every_title_is_somewhere(story: &Story) {
    let wishes = story.tour.wishes(item(), "title");
    for (i, edit) in story.arrived.iter().enumerate() {
        let Action::Set(title) = &edit.action else { continue };
        let was_in_force = story.views.iter().any(|view| view.title == *title);
        let is_candidate = wishes.contains(&(AUTHORS[edit.author], title.clone()));
        let mut later = story.arrived[i + 1..].iter().filter(|e| e.author == edit.author);
        let moved_on = later.any(|e| e.view <= i && matches!(e.action, Action::Set(_)));
        let somewhere = was_in_force || is_candidate || moved_on;
        assert!(somewhere, "{title} is lost: {:?}", story.arrived);
        let brought_back = !story.views[i + 1].deleted || edit.status == Status::Disputed;
        assert!(brought_back, "it was written to a record that is gone: {:?}", story.arrived);
    }
}

/// A delete took effect, or it is a candidate, or its author or somebody who decided took it back.
fn every_delete_is_somewhere(story: &Story) {
    let newest = story.arrived.last().unwrap();
    if newest.action == Action::Delete {
        let is_deleted = story.views.last().unwrap().deleted;
        let is_wished =
            story.tour.delete_wishes(item()).contains(&(AUTHORS[newest.author], json!(true)));
        assert!(is_deleted ^ is_wished, "{:?}", story.arrived);
    }
    if newest.action == Action::Undelete {
        assert!(!story.views.last().unwrap().deleted, "{:?}", story.arrived);
        let wishes = story.tour.delete_wishes(item());
        assert!(!wishes.contains(&(AUTHORS[newest.author], json!(true))), "{:?}", story.arrived);
    }
}

fn one_person_alone_does_not_dispute(story: &Story) {
    let first = story.arrived[0].author;
    if story.arrived.iter().all(|edit| edit.author == first) {
        assert!(story.arrived.iter().all(|edit| edit.status == Status::Applied));
        let shown = story.shown(first, 0);
        let last = story.views.last().unwrap();
        assert_eq!((&last.title, last.deleted), (&shown.title, shown.deleted));
    }
}

fn whoever_has_seen_everything_can_decide(story: &Story) {
    if !story.tour.is_disputed(item(), DELETED) {
        return;
    }
    for deleted in [true, false] {
        let mut tour = story.tour.clone();
        let decision = tour.settle(item(), DELETED, deleted);
        tour.applied(ANN, decision);
        assert!(!tour.is_disputed(item(), DELETED), "{:?}", story.arrived);
        assert_eq!(tour.is_deleted(item()), deleted);
    }
}
