//! The orders in which the things of a day are told.

use super::entry::Entry;
use crate::ids::RecordId;
use crate::record::Whole;
use crate::record::kinds::{Contact, ContactCategory, File, FileCategory, ItemType, Note};
use crate::record::kinds::{NoteTopic, Person, ScheduleItem, Task, Travel};
use crate::time::{Fold, ShowClock, SortKey, When};

type Position = Whole<0, 1_000_000>;

/// The place of a row in its day: its start, its position among rows of that start, what else its
/// time says, the usual order of the types, id.
pub(super) type ItemOrder = ((u16, Option<Fold>), i64, SortKey, usize, RecordId);

/// Where a row stands in its day. A row without a time stands after those with one.
pub(super) fn item_order(item: &Entry<ScheduleItem>) -> ItemOrder {
    let time = item.when.unwrap_or(When::tbd()).sort_key();
    let (minutes, fold, ..) = time;
    let position = place_in_list(item.position);
    ((minutes, fold), position, time, type_rank(item.item_type), item.id())
}

/// The usual order of the types: arrival first, bus call late, what has no type last.
fn type_rank(item_type: Option<ItemType>) -> usize {
    rank(ItemType::ALL, item_type)
}

/// What was given a place in a list stands before what was not.
pub(super) fn place_in_list(position: Option<Position>) -> i64 {
    position.map_or(i64::MAX, Position::get)
}

pub(super) fn travel_order(travel: &Entry<Travel>) -> (SortKey, Option<ShowClock>, RecordId) {
    let time = departure(travel).unwrap_or(When::tbd());
    (time.sort_key(), travel.lobby_call, travel.id())
}

/// The clock by which a leg stands among the others, if it has one.
pub(super) fn departs(travel: &Travel) -> Option<(ShowClock, Option<Fold>)> {
    match departure(travel)? {
        When::Exact(span) | When::About(span) => Some((span.start(), span.fold())),
        When::Tbd { sort } | When::Hidden { sort } => Some((sort?, None)),
    }
}

/// The departure; where its time is not known, the lobby call.
fn departure(travel: &Travel) -> Option<When> {
    let lobby = travel.lobby_call.map(When::exact);
    travel.depart.filter(When::has_time).or(lobby).or(travel.depart)
}

pub(super) fn note_order(note: &Entry<Note>) -> (bool, usize, RecordId) {
    (note.pinned != Some(true), rank(NoteTopic::ALL, note.topic), note.id())
}

pub(super) fn task_order(task: &Entry<Task>) -> (bool, i64, RecordId) {
    (task.done == Some(true), place_in_list(task.position), task.id())
}

pub(super) fn contact_order(contact: &Entry<Contact>) -> (i64, usize, String, RecordId) {
    let name = contact.name.as_ref().map(ToString::to_string).unwrap_or_default();
    let category = rank(ContactCategory::ALL, contact.category);
    (place_in_list(contact.position), category, name, contact.id())
}

pub(super) fn file_order(file: &Entry<File>) -> (usize, String, RecordId) {
    let name = file.name.as_ref().map(ToString::to_string).unwrap_or_default();
    (rank(FileCategory::ALL, file.category), name, file.id())
}

pub(super) fn person_order(person: &Entry<Person>) -> (i64, String, RecordId) {
    let name = person.name.as_ref().map(ToString::to_string).unwrap_or_default();
    (place_in_list(person.position), name, person.id())
}

fn rank<T: PartialEq>(all: &[T], one: Option<T>) -> usize {
    one.and_then(|one| all.iter().position(|word| *word == one)).unwrap_or(all.len())
}
