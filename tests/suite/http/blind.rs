//! Two worlds that differ in one blind score and its reason alone: as long as the round is open, every address answers
//! everybody with the same bytes in both; once it is closed, it no longer does.

use super::*;
use crate::casework::round::LUC;
use ::casework::round::{AnswerRound, OpenRound, answer, open};
use ::casework::score::{GiveScore, give};
use domain::id::{PersonId, RoundId};
use domain::round::RoundDraft;
use domain::round::answer::Part;
use std::collections::BTreeMap;

/// Everybody who may see something of the case, who is asked and sees nothing else, and a stranger.
const EYES: [Persona; 8] = [ANNA, BILAL, SUSAN, LEA, VERA, LUC, WES, BEA];

/// What the child says in one world and in the other.
const SAID: [(i64, &str); 2] = [(1, "Bang voor de avond"), (9, "Alles is goed nu!!")];

/// Status, headers and text of an answer.
type Told = (u16, BTreeMap<String, String>, String);

/// A world with sessions of everybody, scores of before, and a round in which Bilal and the child have yet to answer.
struct Before {
    town: Town,
    visitors: Vec<(Persona, Visitor)>,
    round: RoundId,
}

/// One of the worlds that came of it.
struct After {
    town: Town,
    round: RoundId,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blind_score_changes_no_byte_of_any_answer_before_the_round_closes() {
    let before = Before::new().await;
    let worlds = [before.twin().await, before.twin().await];
    for (world, (value, reason)) in worlds.iter().zip(SAID) {
        world.child_says(value, reason).await;
    }
    let compared = same_everywhere(&before, &worlds).await;
    assert!(compared > 300, "only {compared} answers were compared");

    for world in &worlds {
        world.bilal_says(6).await;
    }
    let different = different_somewhere(&before, &worlds).await;
    for part in [
        "/api/v1/cases/{caseId}/scores as anna",
        "/api/v1/cases/{caseId}/timeline as bilal",
        "/api/v1/cases/{caseId}/tasks as susan",
        "/api/v1/scoring-rounds/{roundId} as lea",
        "/scoring-rounds/{roundId} as anna",
        "/cases/{caseId} as lea",
        "/cases as anna",
    ] {
        assert!(different.iter().any(|it| it == part), "{part} is still the same: {different:#?}");
    }
    for outside in [LUC, WES, BEA] {
        let leaks = different.iter().filter(|it| it.ends_with(&format!(" as {}", outside.name)));
        assert_eq!(
            leaks.collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "{} sees none of it, ever",
            outside.name
        );
    }
}

impl Before {
    async fn new() -> Self {
        let site = Site::new().await;
        let (anna, bilal) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
        let luc = site.world.caller(LUC).await;
        let case = site.world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD);
        let case = case.with_team(VT_INTAKE).build().await;
        let report = site.world.report_on(&case.household).await;
        let casework = &site.world.casework;
        let child = case.household.child;
        let earlier = GiveScore {
            case: case.id,
            value: Some(6),
            rater: Some(child),
            asked_how: Some(domain::score::AskedHow::WithCard),
            about: None,
            reason: None,
            scored_at: None,
        };
        give(casework, &anna, &creation(1), earlier).await.unwrap();
        site.world.clock.forward(chrono::Duration::hours(1));
        let mut visitors = Vec::new();
        for persona in EYES {
            visitors.push((persona, Visitor::of(&site, persona).await));
        }
        let raters = RoundDraft { users: vec![anna.user, bilal.user, luc.user], persons: vec![child] };
        let command = OpenRound { case: case.id, raters };
        let round = open(casework, &anna, &creation(2), command).await.unwrap();
        for (key, caller) in [(3, &anna), (4, &luc)] {
            answer(casework, caller, &creation(key), says(round, None, 7, "Gaat wel")).await.unwrap();
        }
        Self { town: Town { site, case, report }, visitors, round }
    }

    async fn twin(&self) -> After {
        let site = Site::of(self.town.site.world.twin().await);
        let town = Town { site, case: self.town.case.clone(), report: self.town.report.clone() };
        After { town, round: self.round }
    }
}

impl After {
    async fn child_says(&self, value: i64, reason: &str) {
        let (world, child) = (&self.town.site.world, self.town.case.household.child);
        let anna = world.caller(ANNA).await;
        let said = says(self.round, Some(child), value, reason);
        answer(&world.casework, &anna, &creation(5), said).await.unwrap();
    }

    async fn bilal_says(&self, value: i64) {
        let world = &self.town.site.world;
        let bilal = world.caller(BILAL).await;
        let said = says(self.round, None, value, "Gaat wel");
        answer(&world.casework, &bilal, &creation(6), said).await.unwrap();
    }

    /// What comes back, headers included, without the clock of the machine and without what names the request.
    async fn answer(&self, visitor: &Visitor, route: &Route) -> Told {
        let path = route.path.replace("{roundId}", &self.round.to_string());
        let answer = self.town.call(visitor, &Route { path, ..route.clone() }).await;
        let status = answer.status().as_u16();
        let header = |name: &str| answer.headers().get(name).map(|it| it.to_str().unwrap().to_owned());
        let request = header("x-request-id").unwrap_or_default();
        let headers =
            answer.headers().iter().map(|(name, it)| (name.to_string(), it.to_str().unwrap().to_owned()));
        let headers = headers.filter(|(name, _)| name != "date" && name != "x-request-id").collect();
        let text = answer.text().await.unwrap();
        let text = if request.is_empty() { text } else { text.replace(&request, "REQUEST") };
        (status, headers, text)
    }
}

/// The addresses that somebody may open, each under the name of its route.
fn reads() -> Vec<Route> {
    routes().into_iter().filter(|it| it.method == Method::GET && it.access == Access::SignedIn).collect()
}

/// How many answers were compared.
async fn same_everywhere(before: &Before, [one, other]: &[After; 2]) -> usize {
    let mut compared = 0;
    for (persona, visitor) in &before.visitors {
        for route in reads() {
            let (here, there) = (one.answer(visitor, &route).await, other.answer(visitor, &route).await);
            assert_eq!(here, there, "GET {} as {}", route.path, persona.name);
            for (_, reason) in SAID {
                assert!(!here.2.contains(reason), "the reason in {} as {}", route.path, persona.name);
            }
            compared += 1;
        }
    }
    compared
}

async fn different_somewhere(before: &Before, [one, other]: &[After; 2]) -> Vec<String> {
    let mut different = Vec::new();
    for (persona, visitor) in &before.visitors {
        for route in reads() {
            let (here, there) = (one.answer(visitor, &route).await, other.answer(visitor, &route).await);
            if without_keys(here) != without_keys(there) {
                different.push(format!("{} as {}", route.path, persona.name));
            }
        }
    }
    different
}

/// What follows on different scores takes different numbers of new identifiers, so the keys of forms are no longer the
/// same.
fn without_keys((status, headers, text): Told) -> Told {
    const KEY: &str = "name=\"idempotencyKey\" value=\"";
    let mut parts = text.split(KEY);
    let first = parts.next().unwrap_or_default().to_owned();
    let text = parts.fold(first, |text, part| text + part.split_once('"').map_or(part, |(_, rest)| rest));
    (status, headers, text)
}

fn says(round: RoundId, person: Option<PersonId>, value: i64, reason: &str) -> AnswerRound {
    AnswerRound {
        round,
        person,
        asked_how: person.map(|_| domain::score::AskedHow::WithCard),
        household: Part { value: Some(value), reason: Some(reason.to_owned()) },
        about: Vec::new(),
    }
}
