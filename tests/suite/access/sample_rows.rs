//! Random worlds as rows.

use super::sample::{Round, Sample, Span, organisation};
use casework::reference::area_id;
use chrono::{DateTime, Duration, Utc};
use domain::handover::HandoverState;
use domain::id::{CaseId, MembershipId, PersonId, TeamId, UserId};
use std::collections::BTreeMap;
use std::fmt::Display;
use uuid::Uuid;

/// Rows by table, in the order in which they are written.
struct Rows {
    now: DateTime<Utc>,
    tables: BTreeMap<usize, Vec<String>>,
    made: u64,
}

const TABLES: [&str; 22] = [
    "users (id, name, display_name, created_at)",
    "teams (id, key, organisation_id, name, source, valid_from)",
    "team_areas (team_id, area_id)",
    "memberships (id, user_id, organisation_id, role, starts_at, ends_at)",
    "membership_teams (membership_id, team_id)",
    "households (id, area_id, registered_by, registered_as, registered_at)",
    "persons (id, family_name, surname_key, given_key, birth, pronouns, registered_by, registered_at)",
    "household_members (id, household_id, person_id, role, lives_here, joined_on, left_on, leave_reason, \
     known_family_name, recorded_by, recorded_at)",
    "reports (id, household_id, team_id, kind, source_category, violence_types, acute, received_at, \
     state, recorded_by, recorded_at)",
    "cases (id, code, household_id, reason, phase, state, opened_by, opened_as, opened_at, closed_at)",
    "view_holders (case_id, since, team_id, reason, recorded_by)",
    "handovers (id, case_id, from_team_id, to_team_id, legal_ground, why, informed_on, state, prepared_by, prepared_as, \
     prepared_at, phase, adults, children, conditions, offered_by, offered_as, offered_at, answer_by, decided_by, \
     decided_as, decided_at, accepted_at, reason, talked_over_on)",
    "handover_contents (handover_id, case_id, snapshot, content_hash)",
    "view_holders (case_id, since, team_id, reason, recorded_by, handover_id)",
    "participations (id, case_id, team_id, task, legal_ground, works_for_person_id, starts_at, ends_at, added_by)",
    "duo_seats (id, case_id, seat, kind, user_id, membership_id, starts_at, ends_at, assigned_by)",
    "scoring_rounds (id, case_id, phase, scale_version, waiting, opened_by, opened_as, opened_at, closed_at, closed_by, \
     closed_as, closed_how, closing_reason)",
    "scoring_round_raters (id, round_id, case_id, kind, user_id, membership_id)",
    "terror_suspicions (id, case_id, victim_id, accused_id, reason, raised_by, membership_id, raised_at, end_reason, \
     ended_by, ended_as, ended_at)",
    "consultations (id, code, team_id, area_id, case_id, expertise, urgency, state, asked_by, asked_as, asked_at, \
     adviser_id, adviser_as, waits_since, defined_from, due_on, due_at, outcome, ended_at, facts_version, entries)",
    "consultation_entries (id, consultation_id, number, kind, told, facts_version, made_by, membership_id, made_at)",
    "consultation_facts (consultation_id, version, facts, persons, legal_ground, frozen_by, membership_id, frozen_at)",
];

/// The statements that write these worlds; `batch` keeps what must be unique apart from other batches.
pub(crate) fn sql(samples: &[Sample], batch: u64, now: DateTime<Utc>) -> String {
    let mut rows = Rows { now, tables: BTreeMap::new(), made: batch << 16 };
    for sample in samples {
        rows.people(sample);
        rows.households(sample);
        rows.cases(sample);
        rows.consultations(sample);
        rows.handovers(sample);
    }
    let inserts = rows.tables.iter().map(|(table, rows)| {
        let table = TABLES[*table];
        format!("INSERT INTO {table} VALUES {};", rows.join(","))
    });
    format!("BEGIN; {} COMMIT", inserts.collect::<String>())
}

impl Rows {
    fn people(&mut self, sample: &Sample) {
        for user in &sample.users {
            self.add("users ", format!("'{user}', '{user}', 'Iemand', {}", self.at(-100)));
        }
        for team in &sample.teams {
            self.add(
                "teams ",
                format!("'{team}', '{team}', '{}', 'Team', 'a test', '2020-01-01'", organisation()),
            );
        }
        for (team, area) in sample.teams.iter().zip(&sample.questions.worked) {
            self.add("team_areas ", format!("'{team}', '{}'", area_id(area)));
        }
        for it in &sample.memberships {
            let (organisation, span) = (organisation(), self.span(it.span));
            self.add(
                "memberships ",
                format!("'{}', '{}', '{organisation}', '{}', {span}", it.id, it.user, it.role),
            );
            for team in &it.teams {
                self.add("membership_teams ", format!("'{}', '{team}'", it.id));
            }
        }
    }

    fn households(&mut self, sample: &Sample) {
        let area = area_id("amsterdam-noord");
        let at = self.at(-90);
        for it in &sample.households {
            let (by, membership, at) = (it.registered_by, it.registered_as, self.at(it.registered));
            self.add("households ", format!("'{}', '{area}', '{by}', '{membership}', {at}", it.id));
        }
        for it in &sample.persons {
            let by = it.registered_by;
            let registered = self.at(it.registered);
            self.add(
                "persons ",
                format!("'{}', 'Blom', 'blom', '', '', 'unknown', '{by}', {registered}", it.id),
            );
            for (household, lasts) in &it.stays {
                let id = self.id();
                let left = if *lasts { "NULL, NULL, NULL" } else { "'2026-02-01', 'moved_out', 'Blom'" };
                let row = format!(
                    "'{id}', '{household}', '{}', 'adult', true, '2026-01-01', {left}, '{by}', {at}",
                    it.id
                );
                self.add("household_members ", row);
            }
        }
        for it in &sample.reports {
            let (by, state) = (sample.users[0], if it.closed { "closed" } else { "received" });
            let row = format!(
                "'{}', '{}', '{}', 'report', 'police', '{{physical}}', false, {at}, \
                 '{state}', '{by}', {at}",
                it.id, it.household, it.team
            );
            self.add("reports ", row);
        }
    }

    fn cases(&mut self, sample: &Sample) {
        let opened = self.at(-80);
        for it in &sample.cases {
            let (state, closed) = if it.open { ("open", "NULL".to_owned()) } else { ("closed", self.at(-2)) };
            let (code, by, membership) = (self.code(), it.opened_by, it.opened_as);
            self.add(
                "cases ",
                format!(
                    "'{}', '{code}', '{}', '', 'direct', '{state}', '{by}', '{membership}', {opened}, {closed}",
                    it.id, it.household
                ),
            );
            self.add(
                "view_holders ",
                format!("'{}', {opened}, '{}', 'opened', '{by}'", it.id, sample.teams[0]),
            );
            for (team, works_for, span) in &it.teams {
                self.participation(it.id, (*team, *works_for), *span, by);
            }
            for (victim, runs) in &it.suspicions {
                let (id, at) = (self.id(), self.at(-3));
                let accused = sample.persons.iter().find(|one| one.id != *victim).unwrap().id;
                let end = if *runs {
                    "NULL, NULL, NULL, NULL".to_owned()
                } else {
                    format!("'', '{by}', '{membership}', {}", self.at(-1))
                };
                let row = format!(
                    "'{id}', '{}', '{victim}', '{accused}', '', '{by}', '{membership}', {at}, {end}",
                    it.id
                );
                self.add("terror_suspicions ", row);
            }
            for seat in &it.seats {
                let (id, span) = (self.id(), self.span(seat.span));
                let row = format!(
                    "'{id}', '{}', {}, '{}', '{}', '{}', {span}, '{by}'",
                    it.id, seat.seat, seat.kind, seat.user, seat.membership
                );
                self.add("duo_seats ", row);
            }
            for round in &it.rounds {
                self.round(round, it.id, (by, membership), &opened);
            }
        }
    }

    /// Each with the question and, to see whether it is kept apart as well, with facts; those of a question without a case
    /// are of nobody, and row level security does not look at that.
    fn consultations(&mut self, sample: &Sample) {
        for it in &sample.questions.all {
            let (code, asked, (by, membership)) = (self.code(), self.at(-30), it.asker);
            let case = it.case.map_or("NULL".to_owned(), |case| format!("'{case}'"));
            let adviser =
                it.adviser.map_or("NULL, NULL".to_owned(), |(user, as_)| format!("'{user}', '{as_}'"));
            let (state, end) = match (it.ended, it.adviser) {
                (true, _) => ("ended", format!("'advice', {}", self.at(-2))),
                (false, Some(_)) => ("claimed", "NULL, NULL".to_owned()),
                (false, None) => ("asked", "NULL, NULL".to_owned()),
            };
            let version = i32::from(it.case.is_some());
            let row = format!(
                "'{}', '{code}', '{}', '{}', {case}, 'other', 'soon', '{state}', '{by}', '{membership}', {asked}, \
                 {adviser}, {asked}, '2019-06-01', '2026-05-12', {}, {end}, {version}, 1",
                it.id,
                it.team,
                area_id(it.area),
                self.at(30)
            );
            self.add("consultations ", row);
            let entry = self.id();
            let row = format!(
                "'{entry}', '{}', 1, 'question', 'Wat nu?', {version}, '{by}', '{membership}', {asked}",
                it.id
            );
            self.add("consultation_entries ", row);
            let row = format!("'{}', 1, '{{}}', '{{}}', 'consent', '{by}', '{membership}', {asked}", it.id);
            self.add("consultation_facts ", row);
        }
    }

    /// One after the other: what was accepted later has a later holder.
    fn handovers(&mut self, sample: &Sample) {
        for (hour, it) in (0..).zip(&sample.handovers) {
            let (state, (user, membership)) = (it.state, it.by);
            let named = |is: bool, text: String| if is { text } else { "NULL".to_owned() };
            let was_offered = state != HandoverState::Draft;
            let ended = !state.is_open();
            let accepted = matches!(state, HandoverState::Accepted | HandoverState::Completed);
            let at = self.at(hour - 40);
            let offer =
                named(was_offered, format!("'{user}', '{membership}', {}, {}", self.at(-60), self.at(50)));
            let offer = if was_offered { offer } else { "NULL, NULL, NULL, NULL".to_owned() };
            let counts = if was_offered { "'direct', 2, 1, 0" } else { "NULL, NULL, NULL, NULL" };
            let by = if ended && state != HandoverState::Lapsed {
                format!("'{user}', '{membership}'")
            } else {
                "NULL, NULL".to_owned()
            };
            let row = format!(
                "'{id}', '{case}', '{from}', '{to}', 'wmo_5_1_1', 'Daarom', '2026-05-01', '{state}', '{user}', \
                 '{membership}', {}, {counts}, {offer}, {by}, {}, {}, {}, {}",
                self.at(-70),
                named(ended, at.clone()),
                named(accepted, at.clone()),
                named(state == HandoverState::Refused, "'Geen plek'".to_owned()),
                named(state == HandoverState::Completed, "'2026-05-06'".to_owned()),
                id = it.id,
                case = it.case,
                from = sample.teams[0],
                to = it.receiver,
            );
            self.add("handovers ", row);
            if was_offered {
                let hash = "00".repeat(32);
                self.add("handover_contents ", format!("'{}', '{}', '{{}}', '\\x{hash}'", it.id, it.case));
            }
            if accepted {
                let row =
                    format!("'{}', {at}, '{}', 'handover', '{user}', '{}'", it.case, it.receiver, it.id);
                self.holder(row);
            }
        }
    }

    /// A holder by a handover; the table stands twice, because the first holder comes before.
    fn holder(&mut self, row: String) {
        let place = TABLES.iter().rposition(|it| it.starts_with("view_holders ")).unwrap();
        self.tables.entry(place).or_default().push(format!("({row})"));
    }

    fn round(&mut self, round: &Round, case: CaseId, (by, membership): (UserId, MembershipId), opened: &str) {
        let end = if round.open {
            "NULL, NULL, NULL, NULL, NULL".to_owned()
        } else {
            format!("{}, '{by}', '{membership}', 'closed_early', 'Genoeg'", self.at(-3))
        };
        let row =
            format!("'{}', '{case}', 'direct', 1, 1, '{by}', '{membership}', {opened}, {end}", round.id);
        self.add("scoring_rounds ", row);
        for (user, membership) in &round.asked {
            let id = self.id();
            let row = format!("'{id}', '{}', '{case}', 'professional', '{user}', '{membership}'", round.id);
            self.add("scoring_round_raters ", row);
        }
    }

    fn participation(
        &mut self,
        case: impl Display,
        (team, works_for): (TeamId, Option<PersonId>),
        span: Span,
        by: impl Display,
    ) {
        let works_for = works_for.map_or("NULL".to_owned(), |it| format!("'{it}'"));
        let (id, span) = (self.id(), self.span(span));
        self.add(
            "participations ",
            format!("'{id}', '{case}', '{team}', 'local_help', 'wmo_5_1_1', {works_for}, {span}, '{by}'"),
        );
    }

    fn add(&mut self, table: &str, values: String) {
        let place = TABLES.iter().position(|it| it.starts_with(table)).unwrap();
        self.tables.entry(place).or_default().push(format!("({values})"));
    }

    fn at(&self, hours: i64) -> String {
        format!("'{}'", self.now + Duration::hours(hours))
    }

    fn span(&self, span: Span) -> String {
        let until = span.until.map_or_else(|| "NULL".to_owned(), |until| self.at(until));
        format!("{}, {until}", self.at(span.from))
    }

    fn id(&mut self) -> Uuid {
        self.made += 1;
        Uuid::from_u64_pair(u64::MAX, self.made)
    }

    /// The number of the row in the signs that a code may have.
    fn code(&mut self) -> String {
        const SIGNS: &[u8] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
        self.made += 1;
        let sign = |place: u32| usize::try_from(self.made >> (5 * place)).unwrap() % SIGNS.len();
        (0..6).map(|place| char::from(SIGNS[sign(place)])).collect()
    }
}
