//! What must hold after every step, whoever took it and whether or not it was refused.

use super::Sequence;
use casework::case::caseload::caseload;
use casework::case::file::file;
use casework::case::timeline::ReadTimeline;
use casework::round::read::{Shown, read as read_round};
use casework::score::history;
use casework::{incident, phase, plan, round, task};
use domain::id::RoundId;

impl Sequence<'_> {
    /// The promises that are broken now, in words.
    pub(super) async fn broken_promises(&mut self) -> Vec<String> {
        let mut broken = self.phases().await;
        broken.extend(self.plan().await);
        broken.extend(self.holder().await);
        broken.extend(self.blindness().await);
        broken
    }

    /// Every step forward has its gate, with each criterion met, or a reason; the case stands where its steps end.
    async fn phases(&self) -> Vec<String> {
        let without_gate = "AND CASE kind \
            WHEN 'passage' THEN criteria = '[]' OR criteria @> '[{\"met\": false}]' \
              OR NOT EXISTS (SELECT 1 FROM phase_proposals p WHERE p.id = proposal_id AND p.proposed_by <> changed_by) \
            WHEN 'override' THEN coalesce(reason, '') = '' OR changed_by = ANY ('{DUO}') \
            ELSE to_phase <> 'direct' OR cause IS NULL END";
        let duo = format!("{},{}", self.people[0].user, self.people[1].user);
        let and = without_gate.replace("DUO", &duo);
        let mut broken = self.told("'a step without its gate: ' || kind", "phase_changes", &and).await;
        let id = self.case.id;
        let elsewhere = format!(
            "SELECT concat_ws(' ', 'the case is', phase, state, 'and its steps end in', last) FROM cases, \
               LATERAL (SELECT coalesce((SELECT to_phase FROM phase_changes WHERE case_id = cases.id \
                 ORDER BY step DESC LIMIT 1), 'direct') AS last) AS steps \
             WHERE id = '{id}' AND last <> CASE WHEN state = 'closed' THEN 'closed' ELSE phase END"
        );
        broken.extend(self.world.lines(&elsewhere).await);
        broken
    }

    /// Versions are never lost and count from 1; the last one holds.
    async fn plan(&mut self) -> Vec<String> {
        let numbers = self.told("number", "plan_versions", "ORDER BY number").await;
        let expected: Vec<String> = (1..=numbers.len()).map(|it| it.to_string()).collect();
        let mut broken = Vec::new();
        if numbers != expected || numbers.len() < self.versions {
            broken.push(format!("versions {numbers:?} after {}", self.versions));
        }
        self.versions = numbers.len();
        let file = plan::file(&self.world.casework, &self.people[0], self.case.id).await.unwrap();
        let holds = file.adopted.map_or(0, |it| usize::try_from(it.line.number).unwrap());
        if holds != self.versions {
            broken.push(format!("version {holds} holds of {}", self.versions));
        }
        broken
    }

    /// Exactly one team holds the view on safety now.
    async fn holder(&self) -> Vec<String> {
        let holders = self.told(
            "team_id",
            "view_holders h",
            "AND since = (SELECT max(since) FROM view_holders l WHERE l.case_id = h.case_id)",
        );
        let holders = holders.await;
        if holders.len() == 1 { Vec::new() } else { vec![format!("holders: {holders:?}")] }
    }

    /// Nobody who reads finds a score of a round that is open.
    async fn blindness(&mut self) -> Vec<String> {
        let open = self.told("id", "scoring_rounds", "AND closed_at IS NULL").await;
        let Some(open) = open.first().map(|it| RoundId(it.parse().unwrap())) else { return Vec::new() };
        let hidden = self.told("id", "safety_scores", &format!("AND round_id = '{open}'")).await;
        let who = self.dice.below(self.people.len());
        let shown = self.shown_to(who, open).await;
        let seen = hidden.iter().filter(|it| shown.iter().any(|text| text.contains(it.as_str())));
        let mut broken: Vec<String> = seen.map(|it| format!("blind score {it} is shown to {who}")).collect();
        let round = read_round(&self.world.casework, &self.people[who], open).await;
        if let Ok(Shown::File(file)) = round.map(|it| it.shown)
            && !(file.talks.is_empty() && file.phases.is_empty() && file.alarms.is_empty())
        {
            broken.push(format!("an open round tells {who} of its scores"));
        }
        broken
    }

    /// Everything that the program shows somebody of the case, as text; nothing where it shows nothing.
    async fn shown_to(&self, who: usize, round: RoundId) -> Vec<String> {
        let (casework, caller, case) = (&self.world.casework, &self.people[who], self.case.id);
        let wanted = ReadTimeline { case, kinds: Vec::new(), after: None, limit: 50 };
        let incidents = incident::ListIncidents { case, after: None, limit: 50 };
        [
            file(casework, caller, &wanted).await.map(|it| format!("{it:?}")),
            caseload(casework, caller, None, 50).await.map(|it| format!("{it:?}")),
            history::history(casework, caller, case).await.map(|it| format!("{it:?}")),
            round::list(casework, caller, case).await.map(|it| format!("{it:?}")),
            read_round(casework, caller, round).await.map(|it| format!("{it:?}")),
            phase::read(casework, caller, case).await.map(|it| format!("{it:?}")),
            plan::file(casework, caller, case).await.map(|it| format!("{it:?}")),
            task::list(casework, caller, case).await.map(|it| format!("{it:?}")),
            incident::list(casework, caller, &incidents).await.map(|it| format!("{it:?}")),
        ]
        .into_iter()
        .filter_map(Result::ok)
        .collect()
    }
}
