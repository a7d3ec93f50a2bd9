//! What each address asks of the database: how many transactions, how many statements, and that it is the same
//! however many cases, people and entries there are.

use super::crowd::Crowd;
use super::*;
use store::testing::Asked;

/// So much of everything stands behind the numbers that are printed.
const SOME: usize = 2;

/// So much more must cost the same.
const TENFOLD: usize = 20;

/// What one request cost.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cost {
    request: String,
    /// In which role it was asked.
    role: &'static str,
    transactions: usize,
    statements: usize,
}

/// The table of all costs, as it is committed.
pub(crate) async fn table() -> String {
    let crowd = Crowd::of(SOME).await;
    let (pages, programs): (Vec<_>, Vec<_>) =
        reads(&crowd).await.into_iter().partition(|it| !it.request.contains("/api/"));
    let sections = [("Pages", pages), ("API", programs), ("The most used changes", changes(&crowd).await)];
    let mut text = "# What each request asks of the database\n\n\
         Counted on a running site by the test in `tests/suite/http/queries.rs`; never edit it by hand. The numbers do \
         not depend on\nhow many cases, people or entries there are. Besides its statements each transaction is opened \
         and ended, in one round\ntrip each. One transaction with three statements tells who asks. \
         A list of reports or\nrequests for advice asks once for each team of the reader and each state.\n"
        .to_owned();
    for (title, costs) in sections {
        text +=
            &format!("\n## {title}\n\n| Request | Role | Transactions | Statements |\n|---|---|---:|---:|\n");
        for Cost { request, role, transactions, statements } in costs {
            text += &format!("| `{request}` | {role} | {transactions} | {statements} |\n");
        }
    }
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_request_asks_of_the_database_does_not_grow_with_the_region() {
    let (some, tenfold) = (Crowd::of(SOME).await, Crowd::of(TENFOLD).await);
    let before = [reads(&some).await, changes(&some).await].concat();
    let after = [reads(&tenfold).await, changes(&tenfold).await].concat();
    assert_eq!(before.len(), after.len());
    // It may be one less: a name that stands on the page already is not read again.
    let grown = before.iter().zip(&after).filter(|(before, after)| {
        after.statements > before.statements || after.transactions > before.transactions
    });
    assert_eq!(grown.collect::<Vec<_>>(), []);
}

/// Each address that is read, as the one who sees something there and for whom it takes most.
async fn reads(crowd: &Crowd) -> Vec<Cost> {
    let site = &crowd.town.site;
    let mut visitors = vec![("nobody", Visitor::nobody())];
    for persona in [ANNA, SUSAN, VERA, POL, BILAL] {
        visitors.push((persona.role.code(), Visitor::of(site, persona).await));
    }
    keep_a_draft(crowd).await;
    let mut costs = Vec::new();
    for route in routes().into_iter().filter(|it| it.method == Method::GET) {
        let path = crowd.path(&route);
        let (mut seen, mut refused) = (None::<Cost>, Vec::new());
        for (role, visitor) in &visitors {
            if (*role == "nobody") != matches!(route.access, Access::Public(_)) {
                continue;
            }
            drop(site.world.tally.take());
            let answer = crowd.town.call_at(&path, visitor, &route).await;
            let asked = site.world.tally.take();
            let leads_on = answer.headers().get("location").is_some_and(|it| it != "/sign-in");
            if answer.status().is_success() || leads_on {
                let most = seen.as_ref().map_or(0, |it| it.statements);
                seen = seen.filter(|_| asked.statements.len() <= most).or(Some(cost(&route, role, &asked)));
                continue;
            }
            refused.push((role, answer.status()));
        }
        costs.push(seen.unwrap_or_else(|| panic!("nobody sees {path}: {refused:?}")));
    }
    costs.sort_by(|a, b| a.request.cmp(&b.request));
    costs
}

fn cost(route: &Route, role: &'static str, asked: &Asked) -> Cost {
    let request = format!("{} {}", route.method, route.path);
    Cost { request, role, transactions: asked.transactions, statements: asked.statements.len() }
}

/// A page that is about somebody's draft needs one.
async fn keep_a_draft(crowd: &Crowd) {
    let anna = crowd.town.site.program(ANNA).await;
    let path = format!("/cases/{}/contact-draft", crowd.town.case.id);
    let draft = json!({"kind": "visit", "observed": "Half af"});
    let kept = anna.send(anna.request(Method::PUT, &path).json(&draft)).await;
    assert!(kept.status.is_success(), "{kept:?}");
}

/// What is done most, through the API.
async fn changes(crowd: &Crowd) -> Vec<Cost> {
    let site = &crowd.town.site;
    let (anna, susan, vera) = (site.program(ANNA).await, site.program(SUSAN).await, site.program(VERA).await);
    let case = crowd.town.case.id;
    let child = crowd.town.case.household.child.0;
    let mut costs = Vec::new();
    let mut note = |request: &str, role: ::access::Role, answer: crate::support::site::Answer| {
        assert!(answer.status.is_success(), "{request}: {answer:?}");
        let Asked { transactions, statements } = site.world.tally.take();
        let statements = statements.len();
        costs.push(Cost { request: request.to_owned(), role: role.code(), transactions, statements });
    };
    drop(site.world.tally.take());

    let secret = json!({"username": ANNA.name, "password": PASSWORD});
    note("POST /api/v1/sessions", ANNA.role, site.nobody().post("/sessions", secret).await);

    let met: Vec<_> = crowd
        .members()
        .await
        .into_iter()
        .map(|person| json!({"person": person, "presence": "seen", "alone": false}))
        .collect();
    drop(site.world.tally.take());
    let contact = json!({
        "kind": "visit", "happenedAt": site.world.now(), "compartment": "shared", "observed": "Rustig.",
        "presences": met,
    });
    note(
        "POST /api/v1/cases/{caseId}/contacts",
        ANNA.role,
        anna.post(&format!("/cases/{case}/contacts"), contact).await,
    );
    let score = json!({"value": 7, "rater": child, "askedHow": "in_person"});
    note(
        "POST /api/v1/cases/{caseId}/scores",
        ANNA.role,
        anna.post(&format!("/cases/{case}/scores"), score).await,
    );
    let (one, two) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    let duo = json!({"first": one.membership.0, "second": two.membership.0});
    let path = format!("/cases/{}/duo", crowd.waiting());
    note("POST /api/v1/cases/{caseId}/duo", SUSAN.role, susan.change(Method::POST, &path, 1, duo).await);
    let report = json!({
        "household": crowd.town.case.household.id.0, "sourceCategory": "police", "acute": true,
        "sourceName": "Agent", "sourceContact": "020 000 00 98", "violenceTypes": ["partner_physical"], "narrative": "Buren hoorden geschreeuw.",
    });
    note("POST /api/v1/reports", VERA.role, vera.post("/reports", report).await);
    costs
}
