//! What holds for every request.

use std::collections::BTreeSet;

use domain::routing::order::{MayBe, OrderRequest, Suggestion, suggest};
use proptest::prelude::*;

use crate::world::{Shape, number, request};

fn shapes() -> impl Strategy<Value = Shape> {
    let parts = (any::<u64>(), 0..=11_usize, 0..=5_usize, 2..=9_u64, any::<bool>());
    parts.prop_map(|(seed, n_stops, n_spare, day_off_in, is_possible)| Shape {
        seed,
        n_stops,
        n_spare,
        day_off_in,
        is_possible,
    })
}

/// The shows that stand where they may, each alone on its date.
fn n_kept(request: &OrderRequest, suggestion: &Suggestion) -> usize {
    let mut taken = BTreeSet::new();
    let kept = suggestion.order.iter().filter(|placed| {
        let is_free = request.dates.contains(&placed.date) && taken.insert(placed.date);
        is_free
            && match request.stops[number(placed.stop)].may {
                MayBe::On(only) => placed.date == only,
                MayBe::Within(first, last) => (first..=last).contains(&placed.date),
                MayBe::Anywhen => true,
            }
    });
    kept.count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_is_never_worse_and_every_show_is_there_once(shape in shapes()) {
        let request = request(shape);
        let suggestion = suggest(&request).expect("the request can be read");
        prop_assert!(suggestion.after <= suggestion.before);
        let there: BTreeSet<_> = suggestion.order.iter().map(|placed| placed.stop).collect();
        prop_assert_eq!(there.len(), request.stops.len());
        prop_assert_eq!(suggestion.order.len(), request.stops.len());
        prop_assert!(suggestion.order.is_sorted_by_key(|placed| placed.date));
    }

    #[test]
    fn every_date_that_can_be_kept_is_kept(shape in shapes()) {
        let request = request(shape);
        let suggestion = suggest(&request).expect("the request can be read");
        if suggestion.impossible.is_empty() {
            prop_assert_eq!(suggestion.after.misplaced, 0);
            prop_assert_eq!(n_kept(&request, &suggestion), request.stops.len());
        } else {
            prop_assert!(!shape.is_possible);
            prop_assert!(suggestion.changes.is_empty());
            prop_assert_eq!(suggestion.after, suggestion.before);
        }
    }

    #[test]
    fn what_changes_is_what_has_another_date(shape in shapes()) {
        let request = request(shape);
        let suggestion = suggest(&request).expect("the request can be read");
        for placed in &suggestion.order {
            let given = request.stops[number(placed.stop)].given;
            let told = suggestion.changes.iter().find(|moved| moved.stop == placed.stop);
            match told {
                Some(moved) => prop_assert_eq!((moved.from, moved.to), (given, placed.date)),
                None => prop_assert_eq!(given, placed.date),
            }
        }
        prop_assert_eq!(suggestion.broken.len(), suggestion.after.broken as usize);
    }

    #[test]
    fn the_same_request_has_the_same_answer_and_its_answer_stays(shape in shapes()) {
        let mut request = request(shape);
        let suggestion = suggest(&request).expect("the request can be read");
        prop_assert_eq!(&suggestion, &suggest(&request).expect("the request can be read"));
        for placed in &suggestion.order {
            request.stops[number(placed.stop)].given = placed.date;
        }
        let again = suggest(&request).expect("the request can be read");
        prop_assert!(again.after <= suggestion.after);
    }
}
