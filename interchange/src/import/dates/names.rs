//! Months, weekdays and the small words around them, in the languages that tours are written in. All folded:
//! lower case, no accents.

use chrono::Weekday;

use super::tokens::Token;

/// Full names and abbreviations of each month. No word stands for two months.
const MONTHS: [&str; 12] = [
    "january jan januar janvier janv enero ene gennaio gen januari janeiro styczen stycznia sty tammikuu tammikuuta \
     leden ledna januara janner jenner ocak ianuarie",
    "february feb februar fevrier fev fevr febrero febbraio februari fevereiro luty lutego lut helmikuu helmikuuta \
     unor unora feber subat februarie",
    "march mar mars marz maerz mrz marzo maart mrt marco marzec marca maaliskuu maaliskuuta brezen brezna mart martie \
     marcius",
    "april apr avril avr abril abr aprile kwiecien kwietnia kwi huhtikuu huhtikuuta duben dubna nisan aprilie aprilis",
    "may mai mayo maggio mag mei maio maj maja toukokuu toukokuuta kveten kvetna mayis majus",
    "june jun juni juin junio giugno giu junho czerwiec czerwca cze kesakuu kesakuuta cerven cervna haziran iunie \
     junius",
    "july jul juli juillet juil julio luglio lug julho lipiec lipca lip heinakuu heinakuuta cervenec cervence temmuz \
     iulie julius",
    "august aug aout agosto ago agustus augustus augusti sierpien sierpnia sie elokuu elokuuta srpen srpna agustos",
    "september sep sept septembre septiembre settembre set setembro wrzesien wrzesnia wrz syyskuu syyskuuta zari eylul \
     septembrie szeptember",
    "october oct oktober okt octobre octubre ottobre ott outubro out pazdziernik pazdziernika paz lokakuu lokakuuta \
     rijen rijna ekim octombrie",
    "november nov novembre noviembre novembro listopad listopada lis marraskuu marraskuuta kasim noiembrie",
    "december dec dezember dez decembre diciembre dic dicembre dezembro grudzien grudnia gru joulukuu joulukuuta \
     prosinec prosince desember des aralik decembrie",
];

/// Names and abbreviations of each weekday, from Monday. A few are also months or articles; what stands beside
/// them decides.
const WEEKDAYS: [(Weekday, &str); 7] = [
    (
        Weekday::Mon,
        "monday mon montag mo lundi lun lunes lunedi maandag segunda seg poniedzialek pon pn mandag man maanantai \
         ma pondeli po",
    ),
    (
        Weekday::Tue,
        "tuesday tue tues dienstag di mardi mar martes martedi dinsdag terca ter wtorek wto wt tisdag tis tirsdag tir \
         tiistai ti utery",
    ),
    (
        Weekday::Wed,
        "wednesday wed mittwoch mi mercredi mer miercoles mie mercoledi woensdag wo quarta qua sroda sro sr onsdag \
         ons keskiviikko ke streda",
    ),
    (
        Weekday::Thu,
        "thursday thu thur thurs donnerstag do jeudi jeu jueves jue giovedi gio donderdag quinta qui czwartek czw \
         torsdag tors tor torstai to ctvrtek",
    ),
    (
        Weekday::Fri,
        "friday fri freitag fr vendredi ven viernes vie venerdi vrijdag vr sexta sex piatek pia pt fredag fre \
         perjantai pe patek",
    ),
    (
        Weekday::Sat,
        "saturday sat samstag sonnabend sa samedi sam sabado sab sabato zaterdag za sobota sob lordag lor lauantai",
    ),
    (
        Weekday::Sun,
        "sunday sun sonntag so dimanche dim domingo dom domenica zondag zo niedziela nie nd sondag son sunnuntai su \
         nedele ne",
    ),
];

/// Words that only join the parts of a date.
const FILLERS: [&str; 24] = [
    "of", "the", "de", "del", "den", "der", "le", "la", "el", "il", "on", "am", "at", "um", "op",
    "w", "r", "roku", "dnia", "st", "nd", "rd", "th", "er",
];

const TO: [&str; 13] =
    ["to", "till", "til", "until", "through", "thru", "bis", "au", "al", "tot", "do", "a", "ate"];

const AND: [&str; 13] =
    ["and", "und", "et", "y", "e", "i", "och", "og", "en", "ja", "n", "plus", "u"];

const PLACEHOLDERS: [&str; 10] =
    ["tba", "tbc", "tbd", "unknown", "unbekannt", "none", "null", "pending", "soon", "announced"];

const CANCELLED: [&str; 22] = [
    "cancelled",
    "canceled",
    "cancellation",
    "abgesagt",
    "annule",
    "annulee",
    "cancelado",
    "cancelada",
    "annullato",
    "annullata",
    "geannuleerd",
    "afgelast",
    "odwolany",
    "odwolane",
    "odwolana",
    "installt",
    "aflyst",
    "avlyst",
    "peruttu",
    "zruseno",
    "eventcancelled",
    "suspendido",
];

/// The month of this name, from 1.
pub(super) fn month(word: &str) -> Option<u32> {
    (1..)
        .zip(MONTHS)
        .find(|(_, names)| names.split_whitespace().any(|name| name == word))
        .map(|(n, _)| n)
}

/// The weekday of this name.
pub(in crate::import) fn weekday(word: &str) -> Option<Weekday> {
    let mut days = WEEKDAYS.iter();
    days.find(|(_, names)| names.split_whitespace().any(|name| name == word)).map(|(day, _)| *day)
}

pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.contains(&word)
}

pub(super) fn joins_range(word: &str) -> bool {
    TO.contains(&word)
}

pub(super) fn joins_list(word: &str) -> bool {
    AND.contains(&word)
}

/// The word that says that there is no date yet.
pub(super) fn placeholder(token: &Token) -> Option<&str> {
    match token {
        Token::Word(word) if PLACEHOLDERS.contains(&word.as_str()) => Some(word),
        _ => None,
    }
}

/// Whether a text says that a show is off.
pub(in crate::import) fn says_cancelled(text: &str) -> bool {
    let folded = crate::places::fold(text);
    folded.split_whitespace().any(|word| CANCELLED.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_stands_for_two_months_or_two_weekdays() {
        let months: Vec<&str> = MONTHS.iter().flat_map(|names| names.split_whitespace()).collect();
        let weekdays: Vec<&str> =
            WEEKDAYS.iter().flat_map(|(_, names)| names.split_whitespace()).collect();
        for words in [months, weekdays] {
            let mut sorted = words.clone();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(sorted.len(), words.len());
            for word in words {
                assert_eq!(crate::places::fold(word), word);
            }
        }
    }
}
