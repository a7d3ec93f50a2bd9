//! Households and cases as rows, for tests that are about something that comes after them.
//!
//! The rows are valid: every constraint of the database holds for them.

use super::world::{World, ordered};
use access::Caller;
use casework::Ids;
use casework::ports::SystemIds;
use casework::reference::{area_id, team_id};
use chrono::Duration;
use domain::id::{CaseId, HouseholdId, PersonId, UserId};
use domain::time::end_of_day;

/// A household of three: a mother, her child of seven and an ex-partner who lives elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Household {
    pub(crate) id: HouseholdId,
    /// Sara.
    pub(crate) mother: PersonId,
    /// Mila, seven years old.
    pub(crate) child: PersonId,
    /// Tom.
    pub(crate) ex_partner: PersonId,
}

/// A case with the household that it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) id: CaseId,
    pub(crate) household: Household,
}

/// A case to be; says only what a test cares about.
pub(crate) struct CaseBuilder<'world> {
    world: &'world World,
    household: Option<Household>,
    opened_by: UserId,
    duo: Vec<Caller>,
    teams: Vec<&'static str>,
}

impl World {
    /// A household in Noord that somebody registered yesterday, of people who have been together for thirty days.
    pub(crate) async fn household_of(&self, registrar: UserId) -> Household {
        let id = HouseholdId(SystemIds.random());
        let at = self.now() - Duration::days(30);
        let (day, yesterday) = (at.date_naive(), self.now() - Duration::days(1));
        let area = area_id("amsterdam-noord");
        self.build(&format!(
            "INSERT INTO households (id, area_id, registered_by, registered_as, registered_at) \
             SELECT '{id}', '{area}', user_id, id, '{yesterday}' FROM memberships WHERE user_id = '{registrar}'"
        ))
        .await;
        let mut people = Vec::new();
        for (given, family, birth, role, lives_here) in [
            ("Sara", "Blom", "1991-02-11", "adult", true),
            ("Mila", "Blom", "2018-09-30", "child", true),
            ("Tom", "Kramer", "1988-06-01", "ex_partner", false),
        ] {
            let (person, member) = (PersonId(SystemIds.random()), SystemIds.random());
            let (surname_key, given_key) = (family.to_lowercase(), given.to_lowercase());
            self.build(&format!(
                "INSERT INTO persons (id, given_name, family_name, surname_key, given_key, birth, born_from, \
                   born_until, pronouns, registered_by, registered_at) \
                 VALUES ('{person}', '{given}', '{family}', '{surname_key}', '{given_key}', '{birth}', '{birth}', \
                   '{birth}', 'unknown', '{registrar}', '{at}'); \
                 INSERT INTO household_members (id, household_id, person_id, role, lives_here, joined_on, \
                   recorded_by, recorded_at) \
                 VALUES ('{member}', '{id}', '{person}', '{role}', {lives_here}, '{day}', '{registrar}', '{at}')"
            ))
            .await;
            people.push(person);
        }
        Household { id, mother: people[0], child: people[1], ex_partner: people[2] }
    }

    /// A household in Noord that nobody in particular registered.
    pub(crate) async fn household(&self) -> Household {
        self.household_of(self.nobody).await
    }

    /// A report on a household at the desk of Veilig Thuis, received an hour ago.
    pub(crate) async fn report_on(&self, household: &Household) -> String {
        let id = SystemIds.random().to_string();
        let (home, team, nobody) = (household.id, team_id(super::VT_INTAKE), self.nobody);
        let at = self.now() - Duration::hours(1);
        let due = (at + Duration::days(7)).date_naive();
        let ends = end_of_day(due);
        self.build(&format!(
            "INSERT INTO reports (id, household_id, team_id, kind, source_category, violence_types, acute, received_at, \
               state, recorded_by, recorded_at) \
             VALUES ('{id}', '{home}', '{team}', 'report', 'police', '{{partner_physical}}', false, '{at}', \
               'received', '{nobody}', '{at}'); \
             INSERT INTO report_contents (report_id, narrative, source_shielded) \
             VALUES ('{id}', 'Buren hoorden geschreeuw.', false); \
             INSERT INTO terms (id, report_id, team_id, kind, defined_from, origin_id, started_at, due_on, due_at, \
               recorded_by, membership_id, recorded_at) \
             SELECT gen_random_uuid(), '{id}', '{team}', kind, day::date, '{id}', '{at}', '{due}', '{ends}', user_id, id, '{at}' \
             FROM memberships, (VALUES ('assessment_protocol', '2019-01-01'), ('assessment_regulation', '2015-01-01')) \
               AS known (kind, day) WHERE user_id = '{nobody}'"
        ))
        .await;
        id
    }

    /// A case of thirty days old without a duo or teams, opened by nobody in particular.
    pub(crate) fn case(&self) -> CaseBuilder<'_> {
        CaseBuilder {
            world: self,
            household: None,
            opened_by: self.nobody,
            duo: Vec::new(),
            teams: Vec::new(),
        }
    }
}

impl CaseBuilder<'_> {
    /// For a household that is there already.
    pub(crate) fn for_household(mut self, household: &Household) -> Self {
        self.household = Some(household.clone());
        self
    }

    pub(crate) fn opened_by(mut self, caller: &Caller) -> Self {
        self.opened_by = caller.user;
        self
    }

    /// Both sit in their seats since the case opened.
    pub(crate) fn with_duo(mut self, one: &Caller, two: &Caller) -> Self {
        self.duo = vec![one.clone(), two.clone()];
        self
    }

    /// A team, by its key, takes part since the case opened. The first one holds the view on safety.
    pub(crate) fn with_team(mut self, team: &'static str) -> Self {
        self.teams.push(team);
        self
    }

    /// Writes it down.
    pub(crate) async fn build(self) -> Case {
        let household = match self.household {
            Some(household) => household,
            None => self.world.household().await,
        };
        let at = self.world.now() - Duration::days(30);
        let id = CaseId(ordered(at));
        let (code, home, opener) = (code_of(id), household.id, self.opened_by);
        let holder = team_id(self.teams.first().copied().unwrap_or(super::BV_NOORD));
        let mut sql = format!(
            "INSERT INTO cases (id, code, household_id, reason, phase, state, opened_by, opened_as, opened_at) \
               SELECT '{id}', '{code}', '{home}', 'Zorgen van school', 'direct', 'open', user_id, id, '{at}' \
               FROM memberships WHERE user_id = '{opener}'; \
             INSERT INTO view_holders (case_id, since, team_id, reason, recorded_by) \
               VALUES ('{id}', '{at}', '{holder}', 'case_opened', '{opener}');"
        );
        for team in self.teams {
            sql += &format!(
                "INSERT INTO participations (id, case_id, team_id, task, legal_ground, starts_at, added_by) \
                   VALUES ('{}', '{id}', '{}', 'safety_expertise', 'wmo_5_1_1', '{at}', '{opener}');",
                SystemIds.random(),
                team_id(team)
            );
        }
        for (caller, seat) in self.duo.iter().zip(1..) {
            sql += &format!(
                "INSERT INTO duo_seats (id, case_id, seat, kind, user_id, membership_id, starts_at, assigned_by) \
                   VALUES ('{}', '{id}', {seat}, 'member', '{}', '{}', '{at}', '{opener}');",
                SystemIds.random(),
                caller.user,
                caller.membership
            );
        }
        self.world.build(&format!("BEGIN; {sql} COMMIT")).await;
        Case { id, household }
    }
}

/// Six of the signs that a code may have, from the random end of the identifier.
fn code_of(id: CaseId) -> String {
    const SIGNS: &[u8] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    id.0.as_bytes()[10..].iter().map(|byte| char::from(SIGNS[usize::from(*byte) % SIGNS.len()])).collect()
}
