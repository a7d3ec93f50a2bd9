//! What is asked, by whom, and about which cases.

use serde_json::json;
use server::failure::Failure;

use super::people::People;

/// One kind of request over many things.
pub(super) struct Scenario {
    pub(super) name: &'static str,
    pub(super) role: &'static str,
    pub(super) targets: Vec<Target>,
    /// It leaves something behind, so that its SQL cannot be said twice.
    pub(super) writes: bool,
}

/// One request that can be asked again and again.
#[derive(Clone)]
pub(super) struct Target {
    pub(super) method: &'static str,
    pub(super) path: String,
    /// Lines of the head, each with its end.
    pub(super) head: String,
    pub(super) body: String,
}

impl Scenario {
    /// What it is called among others.
    pub(super) fn key(&self) -> (&'static str, &'static str) {
        (self.name, self.role)
    }

    /// Some of its requests, from all over.
    pub(super) fn recorded(&self, most: usize) -> Vec<Target> {
        let step = self.targets.len().div_ceil(most).max(1);
        self.targets.iter().step_by(step).cloned().collect()
    }
}

/// Every scenario. The last one writes, so that the others are measured on what was generated.
pub(super) async fn all(people: &People) -> Result<Vec<Scenario>, Failure> {
    let read = |name, role, targets| Scenario { name, role, targets, writes: false };
    let scenarios = vec![
        read("GET /cases/{caseId}", "safety_expert", of_experts(people).await?),
        read("GET /my-work", "safety_expert", list(people, "expert", "/my-work")),
        read("GET /team-board", "supervisor", list(people, "supervisor", "/team-board")),
        read("GET /cases", "safety_expert", list(people, "expert", "/cases")),
        read("GET /cases", "supervisor", list(people, "supervisor", "/cases")),
        read("GET /cases-without-duo", "supervisor", list(people, "supervisor", "/cases-without-duo")),
        read("GET /cases/{caseId}/duo", "supervisor", of_supervisors(people).await?),
        read("GET /reports", "vt_worker", list(people, "desk", "/reports")),
        Scenario {
            name: "POST /api/v1/cases/{caseId}/contacts",
            role: "safety_expert",
            targets: contacts(people).await?,
            writes: true,
        },
    ];
    match scenarios.iter().find(|it| it.targets.is_empty()) {
        Some(empty) => {
            Err(Failure::Usage(format!("nothing was generated for {} ({})", empty.name, empty.role)))
        }
        None => Ok(scenarios),
    }
}

/// A page as a browser asks for it.
fn page(path: String, cookie: &str) -> Target {
    let head = format!("Cookie: {cookie}\r\nAccept-Encoding: gzip\r\n");
    Target { method: "GET", path, head, body: String::new() }
}

fn list(people: &People, kind: &str, path: &str) -> Vec<Target> {
    people.of_kind(kind).map(|(_, cookie)| page(path.to_owned(), cookie)).collect()
}

/// The open cases in whose duo each safety expert is.
async fn of_experts(people: &People) -> Result<Vec<Target>, Failure> {
    let mut targets = Vec::new();
    for (name, cookie) in people.of_kind("expert") {
        let cases = people.psql.column(&in_duo("s.case_id", name)).await?;
        targets.extend(cases.into_iter().map(|case| page(format!("/cases/{case}"), cookie)));
    }
    Ok(targets)
}

/// The cases of each supervisor's teams that wait for their duo.
async fn of_supervisors(people: &People) -> Result<Vec<Target>, Failure> {
    let mut targets = Vec::new();
    for (name, cookie) in people.of_kind("supervisor") {
        let waiting = format!(
            "SELECT c.id FROM cases c JOIN participations p ON p.case_id = c.id \
               JOIN membership_teams t ON t.team_id = p.team_id JOIN memberships m ON m.id = t.membership_id \
               JOIN users u ON u.id = m.user_id \
             WHERE u.name = '{name}' AND c.state = 'open' \
               AND (SELECT count(*) FROM duo_seats s WHERE s.case_id = c.id) < 2 ORDER BY c.id"
        );
        let cases = people.psql.column(&waiting).await?;
        targets.extend(cases.into_iter().map(|case| page(format!("/cases/{case}/duo"), cookie)));
    }
    Ok(targets)
}

/// A visit to the first adult of each open case, as a program writes it down. Who asks needs a key for each request.
pub(super) async fn contacts(people: &People) -> Result<Vec<Target>, Failure> {
    let mut targets = Vec::new();
    for (name, _) in people.of_kind("expert").take(8) {
        let token = people.token(name).await?;
        let of = "s.case_id, (SELECT min(h.person_id::text) FROM cases c JOIN household_members h \
             ON h.household_id = c.household_id AND h.role = 'adult' WHERE c.id = s.case_id), \
             to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";
        for row in people.psql.rows(&in_duo(of, name)).await? {
            let [case, person, now] = row.as_slice() else { continue };
            let body = json!({
                "kind": "visit", "happenedAt": now, "compartment": "shared", "observed": "Rustig bezoek.",
                "presences": [{"person": person, "presence": "seen", "alone": false}],
            });
            targets.push(Target {
                method: "POST",
                path: format!("/api/v1/cases/{case}/contacts"),
                head: format!("Authorization: Bearer {token}\r\nContent-Type: application/json\r\n"),
                body: body.to_string(),
            });
        }
    }
    Ok(targets)
}

/// Something of each open case in whose duo somebody is now.
fn in_duo(what: &str, name: &str) -> String {
    format!(
        "SELECT {what} FROM duo_seats s JOIN users u ON u.id = s.user_id JOIN cases c ON c.id = s.case_id \
         WHERE u.name = '{name}' AND s.ends_at IS NULL AND c.state = 'open' ORDER BY s.case_id"
    )
}
