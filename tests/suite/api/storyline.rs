//! The whole story of one household through the API: from the report to recovery, with one fallback, two rounds and a
//! plan that two revise at once. The clock moves as far as the rules ask; nothing is let pass.

use crate::support::site::Program;
use crate::support::*;
use casework::reference::{area_id, organisation_id, team_id};
use chrono::Duration;
use reqwest::Method;
use serde_json::{Value, json};

/// Everybody in it, signed in on the day that it is now.
struct Story {
    site: Site,
    case: String,
    /// Sanne, Deniz, Yara of thirteen and Milan of eight.
    home: [String; 4],
    anna: Program,
    bilal: Program,
}

#[tokio::test]
async fn one_household_from_report_to_recovery() {
    let mut story = Story::begin().await;
    let (situation, condition, agreement) = story.write_a_plan().await;
    story.adopt(&story.anna, &story.bilal, 1).await;
    let marked = story.mark(&condition, "fulfilled").await;
    assert_eq!(marked.status, 201, "{:?}", marked.body);
    story.is_refused_to_pass("stable").await;

    story.later(10).await;
    let values = [("anna", 5), ("bilal", 6), ("sanne", 6), ("deniz", 7), ("yara", 3), ("milan", 5)];
    let kinds = story.round(&values).await;
    assert_eq!(kinds, ["apart", "child_lower", "low"]);
    let tasks = story.tasks().await;
    assert_eq!(tasks, ["child_scores_lower", "low_score", "scores_apart"]);
    story.end_tasks().await;

    story.later(20).await;
    story.give(&story.anna, 6).await;
    story.pass("stable", "professional_score").await;

    story.later(40).await;
    story.has_an_incident().await;
    story.revise_at_once(&agreement).await;
    story.adopt(&story.bilal, &story.anna, 2).await;
    story.compares_both_versions().await;

    story.later(30).await;
    let values = [("anna", 7), ("bilal", 7), ("sanne", 7), ("deniz", 6), ("yara", 6), ("milan", 7)];
    let kinds = story.round(&values).await;
    assert_eq!(kinds, [] as [&str; 0]);
    story.pass("stable", "").await;
    story.is_refused_to_pass("recovery").await;

    story.later(93).await;
    let factor = story.add(json!({"kind": "risk_factor", "under": situation, "factor": "income"})).await;
    story.is_refused_to_pass("recovery").await;
    story.mark(&factor, "manageable").await;
    story.pass("recovery", "").await;
    story.tells_its_whole_course().await;
}

impl Story {
    /// A report, its assessment, a case and its duo.
    async fn begin() -> Self {
        let site = Site::new().await;
        let (vera, susan) = (site.program(VERA).await, site.program(SUSAN).await);
        let member = |given, born, role| json!({"givenName": given, "familyName": "Korkmaz", "birthDate": born, "role": role, "livesHere": true});
        let members = [
            member("Sanne", "1989-01-20", "adult"),
            member("Deniz", "1986-04-06", "adult"),
            member("Yara", "2013-03-04", "child"),
            member("Milan", "2017-10-18", "child"),
        ];
        let body = json!({"area": area_id("amsterdam-noord").0, "members": members});
        let household = vera.post("/households", body).await.id();
        let file = vera.get(&format!("/households/{household}")).await.body;
        let found = file["members"].as_array().unwrap().clone();
        let person = |given: &str| {
            let it = found.iter().find(|it| it["person"]["givenName"] == given).unwrap();
            it["person"]["id"].as_str().unwrap().to_owned()
        };
        let report = json!({
            "household": household, "sourceCategory": "police", "sourceProfession": "justice_and_safety",
            "sourceName": "Agent Hoekstra", "sourceContact": "020 000 00 98", "acute": false,
            "violenceTypes": ["partner_physical", "child_witness"], "narrative": "Buren hoorden geschreeuw.",
        });
        let report = format!("/reports/{}", vera.post("/reports", report).await.id());
        let judged = json!({
            "finding": "acute_and_structural", "outcome": "transfer_local_team", "rationale": "Het gebeurt vaker."
        });
        assert_eq!(vera.change(Method::POST, &format!("{report}/assessment"), 1, judged).await.status, 201);
        let opening =
            json!({"reason": "Geweld", "duoTeam": team_id(BV_NOORD).0, "localTeam": team_id(OKT_NOORD).0});
        let case = vera.post(&format!("{report}/case"), opening).await.id();
        let (anna, bilal) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
        let duo = json!({"first": anna.membership.0, "second": bilal.membership.0});
        let given = susan.change(Method::POST, &format!("/cases/{case}/duo"), 1, duo).await;
        assert_eq!(given.status, 200, "{:?}", given.body);

        let home = ["Sanne", "Deniz", "Yara", "Milan"].map(person);
        let (anna, bilal) = (site.program(ANNA).await, site.program(BILAL).await);
        assert_eq!(site.program(WES).await.get(&format!("/cases/{case}/phase")).await.status, 404);
        Self { site, case, home, anna, bilal }
    }

    /// So many days pass, and both sign in again.
    async fn later(&mut self, days: i64) {
        self.site.world.clock.forward(Duration::days(days));
        self.anna = self.site.program(ANNA).await;
        self.bilal = self.site.program(BILAL).await;
    }

    fn path(&self, end: &str) -> String {
        format!("/cases/{}/{end}", self.case)
    }

    fn person(&self, name: &str) -> Option<&String> {
        ["sanne", "deniz", "yara", "milan"].iter().position(|it| *it == name).map(|at| &self.home[at])
    }

    async fn add(&self, part: Value) -> String {
        self.anna.post(&self.path("safety-plan/items"), part).await.id()
    }

    /// A plan without an agreement is not adopted; one situation, a condition and an agreement are.
    async fn write_a_plan(&self) -> (String, String, String) {
        let what = "Deniz duwt Sanne als er ruzie is over geld";
        let situation = self.add(json!({"kind": "situation", "what": what, "howOften": "Elke maand"})).await;
        let set_by = organisation_id("blijvend-veilig").0;
        let condition =
            json!({"kind": "condition", "under": situation, "what": "Niemand duwt", "setBy": set_by});
        let condition = self.add(condition).await;
        let voices = json!({"voices": self.voices()});
        let version = self.plan().await["version"].as_i64().unwrap();
        let early = self.anna.change(Method::POST, &self.path("safety-plan/versions"), version, voices).await;
        assert_eq!(early.refusal(), "409 plan_without_agreement");
        let agreement = json!({
            "kind": "agreement", "under": condition, "what": "Deniz gaat naar Emre",
            "who": {"member": self.home[1]}, "checkedBy": "Emre",
        });
        let agreement = self.add(agreement).await;
        for name in ["Een", "Twee"] {
            self.add(json!({"kind": "situation", "what": name})).await;
        }
        let fourth = json!({"kind": "situation", "what": "Vier"});
        let fourth = self.anna.post(&self.path("safety-plan/items"), fourth).await;
        assert_eq!(fourth.refusal(), "409 fourth_situation");
        (situation, condition, agreement)
    }

    fn voices(&self) -> Vec<Value> {
        let [sanne, deniz, yara, milan] = &self.home;
        vec![
            json!({"person": sanne, "opinion": "agrees", "askedHow": "in_person"}),
            json!({"person": deniz, "opinion": "disagrees", "reason": "Te streng", "askedHow": "in_person"}),
            json!({"person": yara, "opinion": "agrees", "askedHow": "in_person", "ownWords": "Goed zo"}),
            json!({"person": milan, "opinion": "heard", "askedHow": "with_card", "ownWords": "Zon"}),
        ]
    }

    async fn plan(&self) -> Value {
        self.anna.get(&self.path("safety-plan")).await.body
    }

    /// One adopts with everybody's voice, the other agrees for the other organisation. The child of thirteen is asked.
    async fn adopt(&self, by: &Program, other: &Program, number: i64) {
        let path = self.path("safety-plan/versions");
        let version = self.plan().await["version"].as_i64().unwrap();
        let mut silent = self.voices();
        silent[2] = json!({"person": self.home[2], "opinion": "heard", "askedHow": "with_card"});
        let refused = by.change(Method::POST, &path, version, json!({"voices": silent})).await;
        assert_eq!(refused.faults(), ["voices.2.opinion does_not_fit"]);
        let adopted = by.change(Method::POST, &path, version, json!({"voices": self.voices()})).await;
        assert_eq!(adopted.status, 201, "{:?}", adopted.body);
        let agreed = other.post(&format!("{path}/{number}/consents"), json!({"agrees": true})).await;
        assert_eq!(agreed.status, 201, "{:?}", agreed.body);
        let seen = by.get(&format!("{path}/{number}")).await.body;
        assert_eq!(seen["version"]["consents"].as_array().unwrap().len(), 2);
        assert_eq!(seen["version"]["voices"].as_array().unwrap().len(), 4);
    }

    async fn mark(&self, item: &str, mark: &str) -> crate::support::site::Answer {
        let path = self.path(&format!("safety-plan/items/{item}/marks"));
        self.anna.post(&path, json!({"mark": mark})).await
    }

    /// Everybody answers; nothing is to be seen before the last one does. Tells the kinds of the alarms.
    async fn round(&self, values: &[(&str, i64)]) -> Vec<String> {
        let users = [&ANNA, &BILAL].map(|it| self.site.world.caller(*it));
        let [anna, bilal] = users;
        let (anna, bilal) = (anna.await.user.0, bilal.await.user.0);
        let asked = json!({"users": [anna, bilal], "persons": self.home});
        let round = self.bilal.post(&self.path("scoring-rounds"), asked.clone()).await.id();
        let second = self.anna.post(&self.path("scoring-rounds"), asked).await;
        assert_eq!(second.refusal(), "409 one_open_round");
        let path = format!("/scoring-rounds/{round}");
        for (name, value) in values {
            let seen = self.anna.get(&path).await.body;
            assert_eq!((&seen["closed"], &seen["round"]["scores"]), (&json!(false), &json!([])), "{name}");
            let mut answer = json!({"value": value, "reason": format!("Cijfer van {name}")});
            if let Some(person) = self.person(name) {
                let how = if *name == "milan" { "with_card" } else { "in_person" };
                answer["person"] = json!(person);
                answer["askedHow"] = json!(how);
            }
            let by = if *name == "anna" { &self.anna } else { &self.bilal };
            let given = by.post(&format!("{path}/answers"), answer).await;
            assert_eq!(given.status, 201, "{name}: {:?}", given.body);
        }
        let seen = self.anna.get(&path).await.body;
        assert_eq!(seen["round"]["line"]["closure"]["how"], "all_answered");
        assert_eq!(seen["round"]["scores"].as_array().unwrap().len(), values.len());
        codes(&seen["round"]["alarms"])
    }

    async fn tasks(&self) -> Vec<String> {
        codes(&self.anna.get(&self.path("tasks")).await.body["items"])
    }

    async fn end_tasks(&self) {
        let open = self.anna.get(&self.path("tasks")).await.body;
        for task in open["items"].as_array().unwrap() {
            let path = self.path(&format!("tasks/{}/completion", task["id"].as_str().unwrap()));
            let done = self.anna.post(&path, json!({"outcome": "Met Yara gepraat."})).await;
            assert_eq!(done.status, 201, "{:?}", done.body);
            let again = self.anna.post(&path, json!({"outcome": "Nog eens."})).await;
            assert_eq!(again.refusal(), "409 task_already_done");
        }
        assert_eq!(self.tasks().await, [] as [&str; 0]);
    }

    async fn give(&self, by: &Program, value: i64) {
        let body = json!({"value": value, "reason": "De afspraken worden nagekomen."});
        assert_eq!(by.post(&self.path("scores"), body).await.status, 201);
    }

    async fn is_refused_to_pass(&self, to: &str) {
        let refused = self.bilal.post(&self.path("phase-proposals"), json!({"to": to})).await;
        assert_eq!(refused.refusal(), "409 gate_not_met");
    }

    /// Bilal proposes, Anna agrees, and nobody agrees alone. `watched` is a criterion that has to be met by now.
    async fn pass(&self, to: &str, watched: &str) {
        let phase = self.anna.get(&self.path("phase")).await;
        let lacking: Vec<_> = phase.body["gate"]["criteria"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|it| it["met"] == false || it["code"] == watched && it["evidence"]["known"] == false)
            .map(|it| it["code"].to_string())
            .collect();
        assert_eq!(lacking, Vec::<String>::new(), "before {to}");
        let proposal = self.bilal.post(&self.path("phase-proposals"), json!({"to": to})).await.id();
        let path = self.path(&format!("phase-proposals/{proposal}/agreement"));
        let version = |answer: &crate::support::site::Answer| {
            let etag = answer.headers["etag"].to_str().unwrap().trim_matches('"').to_owned();
            etag.parse::<i64>().unwrap()
        };
        let seen = version(&self.anna.get(&self.path("phase")).await);
        let alone = self.bilal.change(Method::POST, &path, seen, json!({})).await;
        assert_eq!(alone.refusal(), "409 own_phase_proposal");
        let stale = self.anna.change(Method::POST, &path, seen - 1, json!({})).await;
        assert_eq!(stale.refusal(), "412 stale");
        let agreed = self.anna.change(Method::POST, &path, seen, json!({})).await;
        assert_eq!(agreed.status, 200, "{:?}", agreed.body);
        assert_eq!(self.anna.get(&self.path("phase")).await.body["phase"], to);
    }

    /// The incident sends the case back by itself, with a task; the plan goes on.
    async fn has_an_incident(&self) {
        let at = self.site.world.now() - Duration::hours(9);
        let body = json!({
            "happened": at.with_timezone(&chrono::FixedOffset::east_opt(7200).unwrap()).format("%Y-%m-%dT%H:%M").to_string(),
            "kinds": ["partner_physical", "child_witness"], "told": "Deniz duwde Sanne.",
            "acute": false, "police": true, "did": [self.home[1]], "harmed": [self.home[0]], "saw": [self.home[2]],
        });
        let made = self.anna.post(&self.path("incidents"), body).await.id();
        let phase = self.anna.get(&self.path("phase")).await.body;
        assert_eq!(phase["phase"], "direct");
        let step = &phase["changes"][0];
        assert_eq!(
            (&step["kind"], &step["cause"], &step["incidentId"]),
            (&json!("fallback"), &json!("incident"), &json!(made))
        );
        assert_eq!(self.tasks().await, ["fell_back"]);
        self.end_tasks().await;
        assert_eq!(self.plan().await["adopted"]["number"], 1, "the plan never closes");
    }

    /// Both change what they saw: other fields merge, the same field shows both texts.
    async fn revise_at_once(&self, agreement: &str) {
        let path = self.path(&format!("safety-plan/items/{agreement}"));
        let seen = self.anna.get(&path).await.body;
        let base = json!({
            "under": seen["under"], "what": seen["what"], "who": {"member": self.home[1]}, "checkedBy": "Emre",
        });
        let with = |field: &str, text: &str| {
            let mut changed = base.clone();
            changed[field] = json!(text);
            changed
        };
        let (one, other) = (with("checkedHow", "Emre belt Anna"), with("what", "Deniz woont bij Emre"));
        let revisions = format!("{path}/revisions");
        assert_eq!(self.anna.change(Method::POST, &revisions, 1, one).await.status, 200);
        assert_eq!(self.bilal.change(Method::POST, &revisions, 1, other).await.status, 200);
        let merged = self.anna.get(&path).await.body;
        assert_eq!(merged["revision"], 3);
        assert_eq!(
            (&merged["checkedHow"], &merged["what"]),
            (&json!("Emre belt Anna"), &json!("Deniz woont bij Emre"))
        );

        let late = self.anna.change(Method::POST, &revisions, 1, with("what", "Deniz slaapt bij Emre")).await;
        assert_eq!(late.status, 409);
        let told = late.body.to_string();
        for text in ["Deniz gaat naar Emre", "Deniz slaapt bij Emre", "Deniz woont bij Emre"] {
            assert!(told.contains(text), "{text} in {told}");
        }
    }

    async fn compares_both_versions(&self) {
        let seen = self.bilal.get(&self.path("safety-plan/versions/2/comparison")).await.body;
        let changed = seen["items"].as_array().unwrap().iter().filter(|it| it["change"] != "unchanged");
        assert_eq!(changed.count(), 1, "{seen}");
        let first = self.bilal.get(&self.path("safety-plan/versions/1")).await.body;
        assert!(first.to_string().contains("Deniz gaat naar Emre"), "an earlier version stays readable");
    }

    async fn tells_its_whole_course(&self) {
        let phase = self.bilal.get(&self.path("phase")).await.body;
        let steps = phase["changes"].as_array().unwrap().iter();
        let told: Vec<_> =
            steps.map(|it| format!("{}-{} {}", it["from"], it["to"], it["kind"]).replace('"', "")).collect();
        assert_eq!(
            told,
            [
                "stable-recovery passage",
                "direct-stable passage",
                "stable-direct fallback",
                "direct-stable passage"
            ]
        );
        let rounds = self.bilal.get(&self.path("scoring-rounds")).await.body;
        assert_eq!(rounds["items"].as_array().unwrap().len(), 2);
    }
}

/// The kinds of these things, in the order of the alphabet.
fn codes(items: &Value) -> Vec<String> {
    let mut found: Vec<_> =
        items.as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap().to_owned()).collect();
    found.sort();
    found.dedup();
    found
}
