//! Many small edits by several people, drawn from a seed: the same seed makes the same groups, on
//! whatever server. Half of them are made on what their authors last saw, which may be old.

use domain::change::{Edit, Group};
use domain::ids::{GroupId, RecordId, v7};
use harness::{Person, Tour, add, create, delete, group, remove, set, settle, undelete};
use serde_json::{Value, json};
use uuid::Uuid;

/// How many rows the edits are about; few, so that they meet.
const ROWS: usize = 6;
/// The fields of a row that have one value, with the values that people give them.
const FIELDS: [(&str, [&str; 3]); 4] = [
    ("title", ["Doors", "Doors (VIP)", "Gates"]),
    ("place", ["Hall 1", "Dock B", "Lobby"]),
    ("detail", ["one\ntwo\nthree", "one\n2\nthree", "one\ntwo\nthree\nfour"]),
    ("party", ["A", "B", "C"]),
];
const DEPARTMENTS: [&str; 3] = ["audio", "lighting", "video"];

/// Where the drawing stands.
pub(crate) struct Workload {
    state: u64,
    n_ids: u64,
    rows: Vec<(RecordId, String)>,
}

impl Workload {
    /// The same seed draws the same groups.
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed | 1, n_ids: 0, rows: Vec::new() }
    }

    /// Makes `n_groups` groups, each by one of these people; their receipts.
    pub(crate) async fn run(
        &mut self,
        tour: &Tour<'_>,
        people: &[Person],
        n_groups: usize,
    ) -> Vec<Value> {
        let mut receipts = Vec::new();
        for _ in 0..n_groups {
            let author = &people[self.draw(people.len())];
            let n_edits = 1 + self.draw(3);
            let mut edits = Vec::new();
            for _ in 0..n_edits {
                edits.push(self.edit(tour, author).await);
            }
            let sent = Group { said_at: Some("tonight".to_owned()), ..group(self.id(), edits) };
            let answer = tour.submit(author, &[sent]).await.ok();
            receipts.push(answer["receipts"][0].clone());
        }
        receipts
    }

    async fn edit(&mut self, tour: &Tour<'_>, author: &Person) -> Edit {
        if self.rows.len() < ROWS {
            return self.new_row(tour);
        }
        let idx = self.draw(ROWS);
        let (row, audience) = self.rows[idx].clone();
        let (field, values) = FIELDS[self.draw(FIELDS.len())];
        let department = || json!(DEPARTMENTS[0]);
        match self.draw(20) {
            0 => delete("schedule_item", row, self.draw(12) as u64),
            1 => undelete("schedule_item", row),
            2..4 => add("schedule_item", row, "departments", self.department()),
            4 => remove("schedule_item", row, "departments", department()),
            5 => self.over_again(tour, row, &audience),
            6..8 => self.decision(tour, author, row, field, values).await,
            _ => {
                let from = self.seen(tour, author, row, field, values).await;
                set("schedule_item", row, field, from, json!(values[self.draw(3)]))
            }
        }
    }

    fn new_row(&mut self, tour: &Tour<'_>) -> Edit {
        let audience = if self.rows.len() % 3 == 2 { "management" } else { "everyone" };
        let id = RecordId(self.id());
        self.rows.push((id, audience.to_owned()));
        self.over_again(tour, id, audience)
    }

    fn over_again(&mut self, tour: &Tour<'_>, id: RecordId, audience: &str) -> Edit {
        let day = RecordId::of_day(tour.id, "2026-10-24".parse().unwrap());
        let title = FIELDS[0].1[self.draw(3)];
        let fields = json!({ "day": day, "title": title, "detail": FIELDS[2].1[0] });
        create(tour.scope(audience), "schedule_item", id, fields)
    }

    /// The value in force, or one that somebody may have seen before.
    async fn seen(
        &mut self,
        tour: &Tour<'_>,
        author: &Person,
        row: RecordId,
        field: &str,
        values: [&str; 3],
    ) -> Value {
        let old = json!(values[self.draw(3)]);
        let path = format!("/schedule_item/{row}");
        let now = tour.get(author, &path).await;
        let hidden = now.status != 200;
        if hidden || self.draw(2) == 0 { old } else { now.json()["fields"][field].clone() }
    }

    /// A decision about a field's dispute, if there is one that its author sees.
    async fn decision(
        &mut self,
        tour: &Tour<'_>,
        author: &Person,
        row: RecordId,
        field: &str,
        values: [&str; 3],
    ) -> Edit {
        let dispute = RecordId::of_dispute(row, field);
        let to = json!(values[self.draw(3)]);
        let found = tour.get(author, &format!("/dispute/{dispute}")).await;
        if found.status != 200 {
            return set("schedule_item", row, field, to.clone(), to);
        }
        let fields = found.json()["fields"].clone();
        let candidates = fields["candidates"].as_array().cloned().unwrap_or_default();
        let ids =
            candidates.iter().map(|candidate| &candidate["id"]).chain([&fields["in_force_id"]]);
        let saw: Vec<_> = ids.filter_map(Value::as_str).collect();
        // Sometimes the newest came in while the decider was still thinking.
        let n_seen = saw.len() - usize::from(self.draw(3) == 0);
        settle(dispute, to, &saw[..n_seen])
    }

    fn department(&mut self) -> Value {
        json!(DEPARTMENTS[self.draw(DEPARTMENTS.len())])
    }

    /// The next id, in the order of its making.
    fn id(&mut self) -> Uuid {
        self.n_ids += 1;
        v7(1_790_000_000_000 + self.n_ids, [7; 10])
    }

    /// A number below `n` (xorshift64*).
    fn draw(&mut self, n: usize) -> usize {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        let high = self.state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap() % n
    }
}

/// The group that a receipt is for.
pub(crate) fn group_of(receipt: &Value) -> GroupId {
    receipt["group"].as_str().unwrap().parse().unwrap()
}
