//! A town in which there is so much of everything, for what must cost the same whatever there is.
//!
//! The rows are written past the use cases; they are valid, and everybody of the town may see what is theirs.

use super::*;
use ::access::Caller;
use ::casework::reference::team_id;
use domain::id::CaseId;

/// A town with things to count.
pub(super) struct Crowd {
    pub(super) town: Town,
    /// A case in the town without a duo.
    waiting: Case,
    /// A household that Anna registered and for which there is no case yet.
    fresh: Household,
    contact: String,
    score: String,
    round: String,
    task: String,
    term: String,
    term_of_report: String,
    member_of_team: String,
    plan_item: String,
    disclosure: String,
    incident: String,
    life_event: String,
    check_in: String,
    handover: String,
    member: String,
    relationship: String,
    advice: String,
    /// A question of Bilal about the case of the town, which Anna took up.
    consultation: String,
    /// The secret of Anna's calendar.
    calendar: String,
}

/// So many more cases, with and without a duo, and reports.
async fn neighbours(town: &Town, anna: &Caller, bilal: &Caller, size: usize) -> Vec<Case> {
    let world = &town.site.world;
    let mut elsewhere = Vec::new();
    for _ in 0..size {
        let theirs = world.case().with_duo(anna, bilal).with_team(BV_NOORD).with_team(VT_INTAKE);
        let theirs = theirs.build().await;
        world.case().with_team(BV_NOORD).with_team(OKT_NOORD).build().await;
        world.report_on(&town.case.household).await;
        world.report_on(&theirs.household).await;
        elsewhere.push(theirs);
    }
    elsewhere
}

impl Crowd {
    /// A town with so many more of each thing that can be in a list or a file.
    pub(super) async fn of(size: usize) -> Self {
        let town = Town::new().await;
        let world = &town.site.world;
        let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
        let elsewhere = neighbours(&town, &anna, &bilal, size).await;
        let waiting = world.case().with_team(BV_NOORD).with_team(OKT_NOORD).build().await;
        let fresh = world.household_of(anna.user).await;
        for one in &elsewhere {
            world.build(&belongs_also_to(&town, one)).await;
        }
        fill(&town, &anna, &bilal, size).await;
        let first = async |query: String| world.lines(&query).await.remove(0);
        let calendar = ::casework::calendar::make(&world.casework, &anna).await.unwrap();
        let (case, home, report) = (town.case.id, town.case.household.id, town.report.clone());
        let mine = async |table: &str, which: &str| {
            first(format!("SELECT id FROM {table} WHERE case_id = '{case}' AND {which} ORDER BY id")).await
        };
        Self {
            contact: mine("contact_entries", "true").await,
            score: mine("safety_scores", "true").await,
            task: mine("tasks", "true").await,
            term: mine("terms", "true").await,
            term_of_report: first(format!("SELECT id FROM terms WHERE report_id = '{report}' ORDER BY id"))
                .await,
            member_of_team: anna.membership.to_string(),
            round: mine("scoring_rounds", "closed_at IS NOT NULL").await,
            incident: mine("incidents", "true").await,
            life_event: mine("life_events", "true").await,
            check_in: mine("check_ins", "true").await,
            disclosure: mine("disclosures", "true").await,
            handover: mine("handovers", "state = 'offered'").await,
            plan_item: mine("plan_items", "kind = 'condition'").await,
            member: first(format!(
                "SELECT id FROM household_members WHERE household_id = '{home}' ORDER BY id"
            ))
            .await,
            relationship: first("SELECT id FROM relationships ORDER BY id".to_owned()).await,
            advice: first("SELECT id FROM advice_requests ORDER BY id".to_owned()).await,
            consultation: mine("consultations", "state = 'claimed'").await,
            calendar: calendar.reveal().to_owned(),
            town,
            waiting,
            fresh,
        }
    }

    /// The case that waits for its duo.
    pub(super) fn waiting(&self) -> CaseId {
        self.waiting.id
    }

    /// Everybody in the household of the town.
    pub(super) async fn members(&self) -> Vec<String> {
        let home = self.town.case.household.id;
        let query = format!("SELECT person_id FROM household_members WHERE household_id = '{home}'");
        self.town.site.world.lines(&query).await
    }

    /// The path with identifiers of this town in it.
    pub(super) fn path(&self, route: &Route) -> String {
        let mine = match route.path.as_str() {
            "/households/{householdId}/case/new" => {
                route.path.replace("{householdId}", &self.fresh.id.to_string())
            }
            "/calendar/{file}" => format!("/calendar/{}.ics", self.calendar),
            "/cases/{caseId}/duo" => route.path.replace("{caseId}", &self.waiting.id.to_string()),
            _ => route.path.clone(),
        };
        let of_report = mine.contains("{reportId}");
        let mine = mine
            .replace("{contactId}", &self.contact)
            .replace("{scoreId}", &self.score)
            .replace("{roundId}", &self.round)
            .replace("{taskId}", &self.task)
            .replace("{termId}", if of_report { &self.term_of_report } else { &self.term })
            .replace("{membershipId}", &self.member_of_team)
            .replace("{vignetteId}", &::casework::reference::vignette_id("ruzie-om-geld", 1).to_string())
            .replace("{planItemId}", &self.plan_item)
            .replace("{disclosureId}", &self.disclosure)
            .replace("{incidentId}", &self.incident)
            .replace("{lifeEventId}", &self.life_event)
            .replace("{checkInId}", &self.check_in)
            .replace("{handoverId}", &self.handover)
            .replace("{number}", "1")
            .replace("{memberId}", &self.member)
            .replace("{relationshipId}", &self.relationship)
            .replace("{adviceRequestId}", &self.advice)
            .replace("{consultationId}", &self.consultation)
            .replace("{file}", stylesheet());
        self.town.path(&Route { path: mine, ..route.clone() })
    }
}

/// So many more of each thing that can be in a case.
async fn fill(town: &Town, anna: &Caller, bilal: &Caller, size: usize) {
    let of_case = [
        plan(town, anna, size),
        work(town, anna, bilal, size),
        rounds(town, anna, size),
        phases(town, anna, size),
        terms(town, anna, size),
        consultations(town, anna, bilal, size),
        handovers(town, anna, size),
    ];
    for rows in of_case {
        town.site.world.build(&rows).await;
    }
}

/// The child of the town also belongs to the household of another case.
fn belongs_also_to(town: &Town, case: &Case) -> String {
    let (child, home) = (town.case.household.child, case.household.id);
    format!(
        "INSERT INTO household_members (id, household_id, person_id, role, lives_here, joined_on, recorded_by, recorded_at) \
         SELECT gen_random_uuid(), '{home}', '{child}', 'child', false, joined_on, recorded_by, recorded_at \
         FROM household_members WHERE household_id = '{home}' LIMIT 1"
    )
}

/// So many contacts, scores, members and relationships in the case of the town, requests for advice, and colleagues.
fn work(town: &Town, anna: &Caller, bilal: &Caller, size: usize) -> String {
    let (case, home, child) = (town.case.id, town.case.household.id, town.case.household.child);
    let (mother, world) = (town.case.household.mother, &town.site.world);
    let (at, by, on_behalf) = (world.now() - chrono::Duration::days(1), anna.user, anna.membership);
    let (organisation, desk, day) = (anna.organisation, team_id(VT_INTAKE), at.date_naive());
    let (local, team) = (bilal.organisation, team_id(OKT_NOORD));
    let many = format!("FROM generate_series(1, {size}) AS n");
    format!(
        "WITH entry AS (INSERT INTO contact_entries (id, case_id, kind, happened_at, compartment, observed, written_by, \
           membership_id, organisation_id, written_at) \
           SELECT gen_random_uuid(), '{case}', 'visit', '{at}'::timestamptz - n * interval '1 minute', 'shared', 'Rustig', \
           '{by}', '{on_behalf}', '{organisation}', '{at}' {many} RETURNING id) \
         INSERT INTO contact_presences (contact_id, person_id, presence, alone) SELECT id, '{child}', 'seen', true FROM entry; \
         INSERT INTO safety_scores (id, case_id, value, scale_version, rater_user_id, phase, scored_at, entered_by, \
           membership_id, organisation_id, entered_at) \
           SELECT gen_random_uuid(), '{case}', 1 + n % 10, 1, '{by}', 'direct', '{at}'::timestamptz - n * interval '1 minute', \
           '{by}', '{on_behalf}', '{organisation}', '{at}' {many}; \
         INSERT INTO tasks (id, case_id, kind, cause, origin_id, person_id, opened_by, membership_id, opened_at, due_on) \
           SELECT gen_random_uuid(), '{case}', 'low_score', 'score', gen_random_uuid(), '{child}', '{by}', '{on_behalf}', '{at}', \
           '{day}' {many}; \
         WITH new AS (INSERT INTO persons (id, given_name, family_name, surname_key, given_key, birth, born_from, born_until, \
           pronouns, registered_by, registered_at) SELECT gen_random_uuid(), 'Kind ' || n, 'Blom', 'blom', 'kind', '2019-01-01', \
           '2019-01-01', '2019-01-01', 'unknown', '{by}', '{at}' {many} RETURNING id) \
         INSERT INTO household_members (id, household_id, person_id, role, lives_here, joined_on, recorded_by, recorded_at) \
           SELECT gen_random_uuid(), '{home}', id, 'child', true, '{day}', '{by}', '{at}' FROM new; \
         INSERT INTO relationships (id, household_id, from_person_id, to_person_id, kind, recorded_by, recorded_at) \
           SELECT gen_random_uuid(), '{home}', '{mother}', person_id, 'parent_of', '{by}', '{at}' FROM household_members \
           WHERE household_id = '{home}' AND role = 'child'; \
         INSERT INTO advice_requests (id, team_id, source_category, anonymous, question, state, received_at, recorded_by, \
           recorded_at) SELECT gen_random_uuid(), '{desk}', 'resident', true, 'Wat nu?', 'asked', '{at}', '{by}', '{at}' {many}; \
         INSERT INTO users (id, name, display_name, created_at) \
           SELECT gen_random_uuid(), 'collega' || n, 'Collega ' || n, '{at}' {many}; \
         INSERT INTO memberships (id, user_id, organisation_id, role, starts_at) \
           SELECT gen_random_uuid(), id, '{local}', 'case_worker', '{at}' FROM users WHERE name LIKE 'collega%'; \
         INSERT INTO membership_teams (membership_id, team_id) SELECT m.id, '{team}' FROM memberships m \
           JOIN users u ON u.id = m.user_id WHERE u.name LIKE 'collega%'"
    )
}

/// So many closed rounds in the case of the town, each with an answer of Anna and none of the mother, and in every case
/// one that is open and asks Anna.
fn rounds(town: &Town, anna: &Caller, size: usize) -> String {
    let (case, mother) = (town.case.id, town.case.household.mother);
    let (by, on_behalf, organisation) = (anna.user, anna.membership, anna.organisation);
    let at = town.site.world.now() - chrono::Duration::days(3);
    format!(
        "WITH round AS (INSERT INTO scoring_rounds (id, case_id, phase, scale_version, waiting, opened_by, opened_as, \
           opened_at, closed_at, closed_by, closed_as, closed_how, closing_reason) \
           SELECT gen_random_uuid(), '{case}', 'direct', 1, 1, '{by}', '{on_behalf}', '{at}'::timestamptz - n * interval '1 day', \
             '{at}', '{by}', '{on_behalf}', 'closed_early', 'Genoeg' FROM generate_series(1, {size}) AS n RETURNING id), \
         asked AS (INSERT INTO scoring_round_raters (id, round_id, case_id, kind, user_id, membership_id, person_id, \
           answered_at, answered_by, answered_as) \
           SELECT gen_random_uuid(), id, '{case}'::uuid, 'duo_member', '{by}'::uuid, '{on_behalf}'::uuid, NULL::uuid, '{at}'::timestamptz, \
             '{by}'::uuid, '{on_behalf}'::uuid FROM round \
           UNION ALL SELECT gen_random_uuid(), id, '{case}'::uuid, 'adult', NULL, NULL, '{mother}'::uuid, NULL, NULL, NULL FROM round) \
         INSERT INTO safety_scores (id, case_id, round_id, value, scale_version, rater_user_id, phase, scored_at, entered_by, \
           membership_id, organisation_id, entered_at) \
           SELECT gen_random_uuid(), '{case}', id, 6, 1, '{by}', 'direct', '{at}', '{by}', '{on_behalf}', '{organisation}', '{at}' \
           FROM round; \
         WITH round AS (INSERT INTO scoring_rounds (id, case_id, phase, scale_version, waiting, opened_by, opened_as, opened_at) \
           SELECT gen_random_uuid(), id, 'direct', 1, 1, '{by}', '{on_behalf}', '{at}' FROM cases RETURNING id, case_id) \
         INSERT INTO scoring_round_raters (id, round_id, case_id, kind, user_id, membership_id) \
           SELECT gen_random_uuid(), id, case_id, 'duo_member', '{by}', '{on_behalf}' FROM round"
    )
}

/// So many terms in the case and on the report of the town, each put on hold and going on again.
fn terms(town: &Town, anna: &Caller, size: usize) -> String {
    let (case, report, desk) = (town.case.id, &town.report, team_id(VT_INTAKE));
    let (at, by, on_behalf) = (town.site.world.now() - chrono::Duration::days(3), anna.user, anna.membership);
    let (day, ends) = (at.date_naive() + chrono::Duration::days(42), at + chrono::Duration::days(43));
    format!(
        "INSERT INTO terms (id, case_id, report_id, team_id, kind, defined_from, origin_id, started_at, due_on, due_at, \
           recorded_by, membership_id, recorded_at) \
           SELECT gen_random_uuid(), case_id, report_id, team_id, kind, day::date, gen_random_uuid(), '{at}', \
             '{day}', '{ends}', '{by}', '{on_behalf}', '{at}' \
           FROM (VALUES ('{case}'::uuid, NULL::uuid, NULL::uuid, 'plan_review', '2019-06-01'), \
             (NULL, '{report}'::uuid, '{desk}'::uuid, 'monitor_first', '2019-01-01')) AS known (case_id, report_id, team_id, kind, day), \
             generate_series(1, {size}); \
         INSERT INTO term_steps (term_id, step, kind, reason, happened_at, due_on, due_at, taken_by, membership_id, taken_at) \
           SELECT id, 1, 'extended', 'Vader was op reis.', '{at}', '{day}', '{ends}', '{by}', '{on_behalf}', '{at}' FROM terms"
    )
}

/// So many questions about the case of the town that Anna took up, each with facts, and as many that nobody took up.
fn consultations(town: &Town, anna: &Caller, bilal: &Caller, size: usize) -> String {
    let (case, child) = (town.case.id, town.case.household.child);
    let (by, on_behalf, team) = (bilal.user, bilal.membership, team_id(OKT_NOORD));
    let (adviser, as_adviser) = (anna.user, anna.membership);
    let area = ::casework::reference::area_id("amsterdam-noord");
    let at = town.site.world.now() - chrono::Duration::hours(3);
    let (day, ends) = (at.date_naive() + chrono::Duration::days(4), at + chrono::Duration::days(4));
    let both = 2 * size;
    format!(
        "WITH new AS (INSERT INTO consultations (id, code, team_id, area_id, case_id, expertise, urgency, state, asked_by, \
           asked_as, asked_at, adviser_id, adviser_as, waits_since, defined_from, due_on, due_at, facts_version, entries) \
           SELECT gen_random_uuid(), translate(upper(substr(md5('consultation' || n), 1, 6)), '01', 'WX'), '{team}', '{area}', \
             '{case}', 'child_abuse', 'soon', CASE WHEN n <= {size} THEN 'claimed' ELSE 'asked' END, '{by}', '{on_behalf}', '{at}', \
             CASE WHEN n <= {size} THEN '{adviser}'::uuid END, CASE WHEN n <= {size} THEN '{as_adviser}'::uuid END, '{at}', \
             '2019-06-01', '{day}', '{ends}', 1, 1 FROM generate_series(1, {both}) AS n RETURNING id), \
         said AS (INSERT INTO consultation_entries (id, consultation_id, number, kind, told, facts_version, made_by, \
           membership_id, made_at) SELECT gen_random_uuid(), id, 1, 'question', 'Wat nu?', 1, '{by}', '{on_behalf}', '{at}' FROM new) \
         INSERT INTO consultation_facts (consultation_id, version, facts, persons, legal_ground, frozen_by, membership_id, frozen_at) \
           SELECT id, 1, '{{\"phase\": \"direct\"}}', ARRAY['{child}'::uuid], 'youth_7_3_11', '{by}', '{on_behalf}', '{at}' FROM new"
    )
}

/// So many incidents, life events, closings and check-ins in the case of the town.
fn phases(town: &Town, anna: &Caller, size: usize) -> String {
    let (case, child) = (town.case.id, town.case.household.child);
    let (at, by, on_behalf) = (town.site.world.now() - chrono::Duration::days(3), anna.user, anna.membership);
    let (organisation, day) = (anna.organisation, at.date_naive());
    format!(
        "WITH new AS (INSERT INTO incidents (id, case_id, happened, happened_from, happened_until, kinds, told, acute, police, \
           recorded_by, membership_id, organisation_id, recorded_at) \
           SELECT gen_random_uuid(), '{case}', '{day}', '{at}', '{at}', '{{partner_physical}}', 'Ruzie', false, false, '{by}', \
           '{on_behalf}', '{organisation}', '{at}' FROM generate_series(1, {size}) RETURNING id) \
         INSERT INTO incident_people (incident_id, person_id, part) SELECT id, '{child}', 'saw' FROM new; \
         WITH new AS (INSERT INTO life_events (id, case_id, kind, expected, happens, happens_from, note, recorded_by, membership_id, \
           organisation_id, recorded_at) SELECT gen_random_uuid(), '{case}', 'birth', false, '{day}', '{at}', 'Een zusje', '{by}', \
           '{on_behalf}', '{organisation}', '{at}' FROM generate_series(1, {size}) RETURNING id) \
         INSERT INTO life_event_people (life_event_id, person_id) SELECT id, '{child}' FROM new; \
         WITH closing AS (INSERT INTO phase_changes (id, case_id, step, from_phase, to_phase, kind, reason, criteria, changed_by, \
           membership_id, organisation_id, changed_at) SELECT gen_random_uuid(), '{case}', n, 'recovery', 'closed', 'override', \
           'Genoeg', '[]', '{by}', '{on_behalf}', '{organisation}', '{at}' FROM generate_series(1, {size}) AS n RETURNING id) \
         INSERT INTO check_ins (id, case_id, closing_id, due_on) SELECT gen_random_uuid(), '{case}', id, '{day}' FROM closing"
    )
}

/// A plan with so many parts, marks, versions, voices and consents in the case of the town.
fn plan(town: &Town, anna: &Caller, size: usize) -> String {
    let (case, child) = (town.case.id, town.case.household.child);
    let (at, by, on_behalf) = (town.site.world.now() - chrono::Duration::days(3), anna.user, anna.membership);
    let organisation = anna.organisation;
    format!(
        "INSERT INTO plan_items (id, case_id, kind) SELECT gen_random_uuid(), '{case}', 'condition' \
           FROM generate_series(1, {size}); \
         INSERT INTO plan_revisions (item_id, revision, case_id, content, person_id, organisation_id, removed, made_by, \
           membership_id, made_at) SELECT id, n, case_id, '{{\"what\": \"Rust\"}}', NULL, '{organisation}', false, '{by}', \
           '{on_behalf}', '{at}' FROM plan_items, generate_series(1, 2) AS n; \
         INSERT INTO plan_revision_persons (item_id, revision, person_id) SELECT item_id, revision, '{child}' FROM plan_revisions; \
         INSERT INTO plan_marks (id, case_id, item_id, mark, on_day, made_by, membership_id, made_at) \
           SELECT gen_random_uuid(), case_id, id, 'fulfilled', '{at}', '{by}', '{on_behalf}', '{at}' \
           FROM plan_items, generate_series(1, {size}); \
         INSERT INTO plan_versions (id, case_id, number, adopted_at, adopted_by, membership_id) \
           SELECT gen_random_uuid(), '{case}', n, '{at}', '{by}', '{on_behalf}' FROM generate_series(1, {size}) AS n; \
         INSERT INTO plan_version_items (version_id, item_id, revision) SELECT v.id, i.id, 1 FROM plan_versions v, plan_items i; \
         INSERT INTO plan_voices (version_id, person_id, opinion) SELECT id, '{child}', 'agrees' FROM plan_versions; \
         INSERT INTO plan_consents (id, version_id, organisation_id, agrees, given_by, membership_id, given_at) \
           SELECT gen_random_uuid(), id, '{organisation}', true, '{by}', '{on_behalf}', '{at}' FROM plan_versions; \
         INSERT INTO disclosures (id, case_id, plan_version, reader, sheet, ground, receiver, content, content_hash, left_out, \
           given_by, membership_id, organisation_id, given_at) SELECT gen_random_uuid(), '{case}', n, 'duo', 'plan', 'own_task', \
           'Duo', '{{\"title\": \"Plan\", \"dated\": \"2026-05-07\", \"size\": \"usual\", \"foot\": \"\", \"blocks\": []}}', \
           sha256('x'), 0, '{by}', '{on_behalf}', '{organisation}', '{at}' FROM generate_series(1, {size}) AS n"
    )
}

/// Handovers that were refused, and in every case one that waits for Veilig Thuis.
fn handovers(town: &Town, anna: &Caller, size: usize) -> String {
    let (case, at) = (town.case.id, town.site.world.now());
    let (by, on_behalf) = (anna.user, anna.membership);
    let (from, to) = (team_id(BV_NOORD), team_id(VT_INTAKE));
    let columns = "id, case_id, from_team_id, to_team_id, legal_ground, why, informed_on, prepared_by, prepared_as, prepared_at, \
       phase, adults, children, conditions, offered_by, offered_as, offered_at, answer_by";
    let values = format!(
        "'{from}', '{to}', 'wmo_5_1_6', 'Daarom', '2026-05-06', '{by}'::uuid, '{on_behalf}'::uuid, '{at}'::timestamptz, 'direct', \
         1, 1, 1, '{by}'::uuid, '{on_behalf}'::uuid, '{at}'::timestamptz, '{at}'::timestamptz + interval '1 day'"
    );
    format!(
        "INSERT INTO handovers ({columns}, state) SELECT gen_random_uuid(), id, {values}, 'offered' FROM cases \
           WHERE state = 'open'; \
         INSERT INTO handovers ({columns}, state, decided_by, decided_as, decided_at, reason) SELECT gen_random_uuid(), '{case}', \
           {values}, 'refused', '{by}', '{on_behalf}', '{at}', 'Vol' FROM generate_series(1, {size}); \
         INSERT INTO handover_contents (handover_id, case_id, snapshot, content_hash) SELECT id, case_id, \
           '{{\"plan\": null, \"scores\": [], \"terms\": [], \"contacts\": []}}', sha256('x') FROM handovers"
    )
}

/// The name under which the site has its style sheet.
fn stylesheet() -> &'static str {
    web::ui::assets::path("tandem.css").rsplit('/').next().unwrap()
}
