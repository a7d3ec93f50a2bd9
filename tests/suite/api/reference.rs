//! Reference lists through the API: for everybody who is signed in, and nobody else.

use crate::support::*;
use casework::reference::{area_id, organisation_id, team_id};
use serde_json::{Value, json};

#[tokio::test]
async fn teams_areas_and_organisations_can_be_looked_up_by_whoever_is_signed_in() {
    let site = Site::new().await;
    let bea = site.program(BEA).await;
    let teams = bea.get("/teams").await;
    let team = named(&teams.body, team_id(BV_NOORD).0);
    assert_eq!(team["organisationId"], json!(organisation_id("blijvend-veilig").0));
    assert_eq!(team["organisationKind"], "blijvend_veilig");
    let area = area_id("amsterdam-noord");
    assert!(team["areaIds"].as_array().unwrap().contains(&json!(area.0)));

    let areas = bea.get("/areas").await;
    assert_eq!(named(&areas.body, area.0)["parentId"], json!(area_id("amsterdam").0));

    let organisations = bea.get("/organisations").await;
    let organisation = named(&organisations.body, organisation_id("blijvend-veilig").0);
    assert_eq!(organisation["kind"], "blijvend_veilig");
    assert_eq!(organisation["tasks"], json!(["safety_expertise"]));
    assert!(!organisation["contact"].as_str().unwrap().is_empty());
}

#[tokio::test]
async fn a_stranger_gets_no_list() {
    let site = Site::new().await;
    for list in ["/teams", "/areas", "/organisations"] {
        assert_eq!(site.nobody().get(list).await.refusal(), "401 sign_in_needed", "{list}");
    }
}

fn named(body: &Value, id: uuid::Uuid) -> &Value {
    let items = body["items"].as_array().unwrap();
    items.iter().find(|it| it["id"] == json!(id)).unwrap()
}
