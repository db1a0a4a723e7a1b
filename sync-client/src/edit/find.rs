//! Which of the things in front of somebody their words mean.

use domain::ids::RecordId;
use domain::record::Kind;

/// Something that can be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Which record.
    pub id: RecordId,
    /// What it is.
    pub kind: Kind,
    /// What it is called.
    pub title: String,
    /// What else it is called: its type, a nickname.
    pub also: Vec<String>,
    /// What tells it from others of the same name: its time.
    pub detail: String,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<'n> {
    /// Nothing of that name.
    None,
    /// Exactly this.
    One(&'n Named),
    /// Any of these.
    Several(Vec<&'n Named>),
}

/// Finds what words mean: the things of that very title; else those that are called so otherwise;
/// else those whose name begins so; else those whose name has every word, or the beginning of it.
pub fn find<'n>(words: &str, among: &'n [Named]) -> Found<'n> {
    let words = fold(words);
    if words.is_empty() {
        return Found::None;
    }
    let levels: [fn(&Named, &str) -> bool; 4] = [
        |thing, words| fold(&thing.title) == words,
        |thing, words| names(thing).any(|name| name == words),
        |thing, words| names(thing).any(|name| name.starts_with(words)),
        |thing, words| names(thing).any(|name| has_words(&name, words)),
    ];
    for means in levels {
        let named = |thing: &&Named| means(thing, &words);
        let found: Vec<_> = among.iter().filter(named).collect();
        match found.as_slice() {
            [] => {}
            [one] => return Found::One(one),
            _ => return Found::Several(found),
        }
    }
    Found::None
}

fn names(thing: &Named) -> impl Iterator<Item = String> {
    std::iter::once(&thing.title).chain(&thing.also).map(|name| fold(name))
}

fn has_words(name: &str, words: &str) -> bool {
    words.split(' ').all(|word| name.split(' ').any(|part| part.starts_with(word)))
}

/// A text as names are compared: lower case, and one space for everything that is no letter or
/// digit, so that `Load-in` and `load in` are the same.
pub fn fold(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn things(titles: &[&str]) -> Vec<Named> {
        let thing = |(idx, title): (usize, &&str)| Named {
            id: RecordId(Uuid::from_u128(idx as u128)),
            kind: Kind::ScheduleItem,
            title: (*title).to_owned(),
            also: Vec::new(),
            detail: String::new(),
        };
        titles.iter().enumerate().map(thing).collect()
    }

    fn titles(words: &str, among: &[&str]) -> Vec<String> {
        match find(words, &things(among)) {
            Found::None => Vec::new(),
            Found::One(one) => vec![one.title.clone()],
            Found::Several(several) => several.iter().map(|thing| thing.title.clone()).collect(),
        }
    }

    #[test]
    fn the_very_name_counts_before_its_beginning_and_that_before_its_words() {
        let among =
            ["Doors", "Doors VIP", "Load-in", "Bus call", "Late bus", "פתיחת דלתות", "Sólstafir"];
        assert_eq!(titles("doors", &among), ["Doors"]);
        assert_eq!(titles("doors v", &among), ["Doors VIP"]);
        assert_eq!(titles("VIP", &among), ["Doors VIP"]);
        assert_eq!(titles("load in", &among), ["Load-in"]);
        assert_eq!(titles("bus", &among), ["Bus call"]);
        assert_eq!(titles("call bus", &among), ["Bus call"]);
        assert_eq!(titles("דלתות", &among), ["פתיחת דלתות"]);
        assert_eq!(titles("SÓLSTAFIR", &among), ["Sólstafir"]);
        assert_eq!(titles("encore", &among), Vec::<String>::new());
        assert_eq!(titles("-", &among), Vec::<String>::new());
    }

    #[test]
    fn a_title_counts_before_a_type_of_the_same_word() {
        let mut among = things(&["Soundcheck", "Support soundcheck"]);
        among[1].also.push("soundcheck".to_owned());
        assert_eq!(find("soundcheck", &among), Found::One(&among[0]));
    }

    #[test]
    fn two_of_the_same_name_are_not_chosen_between() {
        assert_eq!(titles("changeover", &["Changeover", "Set", "Changeover"]).len(), 2);
        assert_eq!(titles("do", &["Doors", "Doors VIP"]).len(), 2);
    }
}
