//! The plan on paper through the API, as a transcript: the readers, the preview, giving it, and one line for each way to
//! be refused.

use crate::casework::disclosure::Planned;
use crate::support::site::fresh_key;
use crate::support::*;
use serde_json::json;

#[tokio::test]
async fn a_paper_is_previewed_given_once_and_read_again() {
    let site = Site::new().await;
    let planned = Planned::new(&site.world).await;
    let (mother, ..) = planned.people();
    let anna = site.program(ANNA).await;
    let case = format!("/cases/{}", planned.case.id);

    let readers = anna.get(&format!("{case}/paper-readers")).await;
    assert_eq!(readers.body["items"][0], json!({"reader": "duo", "person": null, "name": null}));
    let query = format!("reader=adult&person={mother}&sheet=fridge");
    let preview = anna.get(&format!("{case}/paper-preview?{query}")).await;
    assert_eq!(preview.body["document"]["title"], "Onze afspraken");
    assert!(preview.body["leftOut"].as_array().unwrap().iter().any(|it| it["why"] == "about_others"));

    let path = format!("{case}/disclosures");
    let paper = json!({
        "reader": "adult", "person": mother.0, "sheet": "fridge", "ground": "concerns_reader", "receiver": "Mila Blom",
    });
    let key = fresh_key();
    let given = anna.post_as(&path, paper.clone(), &key).await;
    assert_eq!(given.status, 201, "{:?}", given.body);
    assert_eq!(anna.post_as(&path, paper, &key).await.id(), given.id(), "the same create twice");
    let list = anna.get(&path).await;
    assert_eq!(list.body["items"].as_array().unwrap().len(), 1);
    assert_eq!(list.body["items"][0]["receiver"], "Mila Blom");
    let file = anna.get(&format!("{path}/{}", given.id())).await;
    assert_eq!(file.body["document"], preview.body["document"], "what was previewed is what was given");
    assert_eq!(file.body["person"]["personId"], json!(mother.0));
}

#[tokio::test]
async fn each_way_to_be_refused() {
    let site = Site::new().await;
    let planned = Planned::new(&site.world).await;
    let path = format!("/cases/{}/disclosures", planned.case.id);
    let preview = format!("/cases/{}/paper-preview", planned.case.id);
    let paper = json!({"reader": "duo", "sheet": "plan", "ground": "own_task", "receiver": "Het duo"});
    let (anna, susan, wes) = (site.program(ANNA).await, site.program(SUSAN).await, site.program(WES).await);
    assert_eq!(site.nobody().get(&path).await.refusal(), "401 sign_in_needed");
    assert_eq!(susan.post(&path, paper.clone()).await.refusal(), "403 forbidden");
    assert_eq!(wes.post(&path, paper).await.refusal(), "404 not_found");
    assert_eq!(wes.get(&path).await.refusal(), "404 not_found");
    assert_eq!(anna.get(&preview).await.faults(), ["reader missing", "sheet missing"]);
    for (body, faults) in [
        (json!({}), vec!["reader missing", "sheet missing", "ground missing", "receiver missing"]),
        (
            json!({"reader": "neighbour", "sheet": "plan", "ground": "own_task", "receiver": "x"}),
            vec!["reader unknown_choice"],
        ),
    ] {
        assert_eq!(anna.post(&path, body).await.faults(), faults);
    }
}
