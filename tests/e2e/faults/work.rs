//! What people do all day: notes, tasks, places, times, a shift, a decision. Few things, so that
//! everybody is about the same ones.

use std::collections::VecDeque;

use serde_json::Value;

use super::crew::{DATE, ITEMS};
use super::dice::Dice;
use super::laptop::Laptop;

/// A kind of edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Job {
    Note,
    Place,
    Time,
    Task,
    Done,
    Shift,
    Decide,
}

impl Job {
    /// Each once.
    pub(super) const ALL: [Self; 7] =
        [Self::Note, Self::Place, Self::Time, Self::Task, Self::Done, Self::Shift, Self::Decide];

    /// Any.
    pub(super) fn any(dice: &mut Dice) -> Self {
        let idx = usize::try_from(dice.below(7)).unwrap();
        Self::ALL[idx]
    }
}

/// The command for an edit of this kind, with this word wherever one can be typed; nothing where
/// there is nothing to be done of the kind.
pub(super) async fn command(
    laptop: &Laptop,
    job: Job,
    word: &str,
    dice: &mut Dice,
) -> Option<Vec<String>> {
    let item = ITEMS[usize::try_from(dice.below(3)).unwrap()];
    let clock = format!("{:02}:{:02}", 9 + dice.below(12), 5 * dice.below(12));
    let minutes = [-10, -5, 5, 10][usize::try_from(dice.below(4)).unwrap()].to_string();
    let (title, place) = (format!("title={word}"), format!("place={word}"));
    let (when, body) = (format!("when={clock}"), format!("body={word}"));
    let words = match job {
        Job::Note => vec!["add", "note", &title, &body],
        Job::Place => vec!["set", item, &place, "--day", DATE],
        Job::Time => vec!["set", item, &when, "--day", DATE],
        Job::Task => vec!["add", "task", &title],
        Job::Shift => vec!["shift", DATE, &minutes, "--yes"],
        Job::Done => {
            let open = open_task(laptop, dice).await?;
            return Some(vec!["done".to_owned(), open]);
        }
        Job::Decide => {
            let choice = if dice.once_in(2) { vec!["keep"] } else { vec!["use", "1"] };
            let dispute = open_dispute(laptop).await?;
            let words = [vec!["decide", &dispute], choice].concat();
            return Some(words.into_iter().map(ToOwned::to_owned).collect());
        }
    };
    Some(words.into_iter().map(ToOwned::to_owned).collect())
}

async fn open_task(laptop: &Laptop, dice: &mut Dice) -> Option<String> {
    let seen = laptop.sees().await;
    let records = seen["records"].as_array().unwrap().iter();
    let is_open =
        |record: &&Value| record["kind"] == "task" && record["fields"]["done"] != Value::Bool(true);
    let mut open: VecDeque<_> =
        records.filter(is_open).map(|task| task["id"].as_str().unwrap().to_owned()).collect();
    let turns = dice.below(open.len().max(1) as u64);
    open.rotate_left(usize::try_from(turns).unwrap());
    open.pop_front()
}

async fn open_dispute(laptop: &Laptop) -> Option<String> {
    let listed = laptop.run(&["decide", "--json"]).await;
    assert!([0, 3].contains(&listed.code), "{listed:?}");
    listed.json()["items"][0]["id"].as_str().map(ToOwned::to_owned)
}

/// One edit of any kind.
pub(super) async fn any(laptop: &Laptop, dice: &mut Dice) {
    let word = laptop.word();
    let job = Job::any(dice);
    let Some(args) = command(laptop, job, &word, dice).await else { return };
    let args: Vec<_> = args.iter().map(String::as_str).collect();
    let ended = laptop.edit(&word, &args).await;
    // Saved, or refused with a reason: a decision that somebody else has taken meanwhile.
    assert!([0, 2, 3].contains(&ended.code), "{args:?}: {ended:?}");
}
