//! What somebody may not see is not named by anything of the protocol, whatever they ask.

use domain::ids::{GroupId, RecordId, ScopeId};
use harness::{Answer, Person, Tour, each_database};
use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

use super::copy::Copy;
use super::note;
use crate::wire::send;

/// A word that stands in everything hidden.
const WORD: &str = "quetzal";

/// Every way to ask the protocol about one scope.
async fn asked_about(tour: &Tour<'_>, who: &Person, scope: ScopeId) -> Vec<Answer> {
    let app = tour.app;
    let snapshot = format!("/sync/v1/snapshots/{scope}?tour={}", tour.id);
    let verify = json!({ "tour": tour.id, "scope": scope, "fetch": [] });
    let mut copy = Copy::new(tour, who);
    copy.catch_up().await;
    let mut wanting = copy.request(Vec::new());
    wanting.want = Some(vec![scope.to_string()]);
    let mut standing = copy.request(Vec::new());
    standing.cursors.insert(scope, copy.cursors.values().next().unwrap().clone());
    vec![
        send(app, Some(who), (Method::GET, &snapshot), &[], "").await,
        app.post(who, "/sync/v1/verify", &verify).await,
        copy.send(&wanting).await,
        copy.send(&standing).await,
    ]
}

#[tokio::test]
async fn a_hidden_scope_is_answered_like_one_that_does_not_exist() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let body = json!({ "body": WORD });
        let hidden = tour.record("management", "note", body).await;
        let ida = tour.join("Ida", &[("everyone", "edit")]).await;
        let management = tour.scope("management");
        let unknown = ScopeId(app.new_id());

        let about_hidden = asked_about(&tour, &ida, management).await;
        let about_nothing = asked_about(&tour, &ida, unknown).await;

        for (of_hidden, of_nothing) in about_hidden.iter().zip(&about_nothing) {
            let plain = |answer: &Answer, asked: ScopeId| {
                let text = answer.text().replace(&asked.to_string(), "…");
                assert!(!text.contains(WORD) && !text.contains(&hidden.to_string()), "{text}");
                (answer.status, text)
            };
            assert_eq!(plain(of_hidden, management), plain(of_nothing, unknown));
        }
        let statuses: Vec<_> = about_hidden.iter().map(|answer| answer.status).collect();
        assert_eq!(statuses, [404, 404, 200, 200]);
    })
    .await;
}

#[tokio::test]
async fn nothing_that_a_reader_is_sent_names_what_is_hidden() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let ida = tour.join("Ida", &[("everyone", "edit"), ("party", "read")]).await;
        let hidden = tour.record("money", "note", json!({ "body": WORD })).await;
        let group = harness::group(app.new_id(), vec![note(&tour, "money", WORD)]);
        tour.submit_one(&tour.manager, &group).await;
        let nothing = RecordId(app.new_id());
        let unsent = {
            let copy = Copy::new(&tour, &ida);
            let delete = harness::delete("note", hidden, 1);
            vec![
                copy.group(vec![note(&tour, "money", "mine")]),
                copy.group(vec![delete]),
                copy.group(vec![harness::delete("note", nothing, 1)]),
            ]
        };
        let mut copy = Copy::new(&tour, &ida);
        let answer = copy.send(&copy.request(unsent)).await;
        copy.take(&serde_json::from_value(answer.ok()).unwrap());
        let mut said = format!("{:?} {}", answer.headers, answer.text());
        for scope in copy.base.keys() {
            let path = format!("/sync/v1/snapshots/{scope}?tour={}", tour.id);
            let snapshot = send(app, Some(&ida), (Method::GET, &path), &[], "").await;
            let page = zstd::decode_all(snapshot.body.as_slice()).unwrap();
            said.extend([format!("{:?}", snapshot.headers)]);
            said.push_str(std::str::from_utf8(&page).unwrap());
        }
        let (of_hidden, of_nothing) = {
            let receipts = &answer.json()["receipts"];
            let plain = |idx: usize, asked: RecordId| {
                let mut receipt = receipts[idx].clone();
                receipt["group"] = json!(Uuid::nil());
                receipt.to_string().replace(&asked.to_string(), "…")
            };
            (plain(1, hidden), plain(2, nothing))
        };
        assert_eq!(of_hidden, of_nothing, "a hidden record is as good as none");
        // What they sent themselves may be named to them.
        let said = said.replace(&hidden.to_string(), "…");
        assert!(!said.contains(WORD), "{said}");
        for hidden in [tour.scope("money"), tour.scope("management")] {
            let n_named = said.matches(&hidden.to_string()).count();
            assert_eq!(n_named, 0, "{said}");
        }
    })
    .await;
}

#[tokio::test]
async fn whether_a_group_of_somebody_elses_tour_arrived_is_not_told() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let other = app.tour("Southern Cross").await;
        let sent = harness::group(app.new_id(), vec![note(&other, "everyone", "theirs")]);
        other.submit_one(&other.manager, &sent).await;
        let mut copy = Copy::new(&tour, &tour.manager);
        for tip in [sent.id, GroupId(app.new_id())] {
            copy.tip = Some(tip);
            assert!(!copy.exchange(Vec::new()).await.tip_known);
        }
    })
    .await;
}
