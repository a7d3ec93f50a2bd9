//! Committed files that are made from something are equal to what they are made from.

use super::assert_in_sync;
use store::testing::{TestDatabase, print_schema};

#[test]
fn the_access_matrix_is_that_of_the_policy() {
    let matrix = access::policy::matrix();
    let text = format!(
        "# Who may do what\n\n\
         Printed from the policy table in `crates/access/src/policy.rs`; never edit it by hand. A role alone opens \
         nothing: it is\nthe relation with a thing, true at this moment, that does. What is not in here is refused.\n\n\
         {matrix}"
    );
    assert_in_sync("docs/access-matrix.md", &text);
}

#[tokio::test]
async fn the_tables_in_rust_are_those_of_the_database() {
    let database = TestDatabase::new().await;
    let text = print_schema(&database.inspector_url()).await;
    assert_in_sync("crates/store/src/schema.rs", &text);
}

#[test]
fn the_description_of_the_api_is_that_of_the_routes() {
    let document = web::site::router().document();
    assert_in_sync("docs/openapi.json", &web::shared::document::print(&document));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_numbers_of_statements_are_those_of_the_site() {
    assert_in_sync("docs/queries.md", &crate::http::queries::table().await);
}
