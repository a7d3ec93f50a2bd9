//! The functions that look past row level security are few, belong to the guard and cannot be led astray.

use store::testing::{ClusterRole, TestDatabase};

/// Functions that run with the rights of the guard. Whoever adds one argues for it here.
const GUARDED: &[&str] = &[
    // Whether the caller may answer for somebody who is asked in an open round; yes or no.
    "guard.answers_as(uuid)",
    // Whether the caller gives an answer in a round in this very act; yes or no.
    "guard.answers_now(uuid)",
    // Who holds the view in the case of an offer to an own team: for the rule of the program, for who may answer.
    "guard.around_offer(uuid)",
    // Whether the caller says which teams take part in a case; yes or no.
    "guard.arranges(uuid)",
    // Whether the caller may say that somebody is away, and let somebody stand in; yes or no.
    "guard.arranges_absence(uuid)",
    "guard.arranges_cover(uuid,smallint)",
    // Whether the caller is asked for a score; yes or no.
    "guard.asked_in(uuid)",
    "guard.asked_in_case(uuid)",
    // In which state an offer to an own team is, for who comes too late; one word.
    "guard.became_of_offer(uuid)",
    // Whether the caller may open a case for a household; yes or no.
    "guard.begins_for(uuid,uuid)",
    // How much work everybody of a team has, as numbers, for who leads it.
    "guard.board()",
    // Whom something that waits is for, as codes and identifiers of professionals, for the worker only.
    "guard.called_for(text,uuid,uuid)",
    // Whom a step in a consultation is for, as a code and identifiers of professionals, for the worker only.
    "guard.called_in_consultation(text,uuid,uuid)",
    // Whom a handover is for, likewise.
    "guard.called_to_handover(text,uuid,uuid)",
    // Whether a team may be handed a case; yes or no.
    "guard.can_receive(uuid)",
    // Whether the caller closes a round of a case in this very act; yes or no.
    "guard.closes_round(uuid)",
    // What people call a case without naming anybody, for who is asked for a score in it.
    "guard.code_of_case(uuid)",
    // How many there were in a period, as a number, for who sees the figures of the region.
    "guard.count_advice_requests(text,timestamp with time zone,timestamp with time zone)",
    "guard.count_reports(text,timestamp with time zone,timestamp with time zone)",
    // Whether something may be changed.
    "guard.edits_household(uuid)",
    "guard.edits_person(uuid)",
    "guard.edits_plan(uuid)",
    // Ends the term for an answer with the offer; tells nothing.
    "guard.end_answer_term()",
    // Whether the caller ends an offer in this very act; yes or no.
    "guard.ends_offer(uuid,uuid)",
    // Looks up what the membership that acts is, of what the caller cannot change, and tells nothing.
    "guard.enter()",
    // Keeps for the transaction which of these cases are seen; whether all are.
    "guard.enter_cases(uuid[])",
    "guard.enter_seats()",
    // Lets a handover go on only from where it stands; tells nothing.
    "guard.follow_handover()",
    // Lets a term follow a step that was added to it; tells nothing.
    "guard.follow_term_step()",
    // Whether something that somebody said may be heard; yes or no.
    "guard.hears(uuid,uuid,boolean)",
    "guard.hears_contact(uuid,uuid,uuid)",
    // Keeps a consultation with its adviser and its end; tells nothing.
    "guard.keep_consultation()",
    // How much work somebody has, as a number, for who assigns duos.
    "guard.load_of(uuid)",
    // Locks the case of an offer for who answers it; tells nothing.
    "guard.lock_case_of_offer(uuid)",
    // Whether a case may be left in a phase: only where its own history of phases ends; yes or no.
    "guard.moves_case(uuid,text,text)",
    // Whether a case is being opened by the caller in this very act; says nothing of any other case.
    "guard.opens_case(uuid)",
    // Whose advice about a case came to a duo, as identifiers, for who assigns that duo.
    "guard.proposed_for_duo(uuid)",
    // Who is the victim in a suspicion in a case that is seen: for the rule of the program, which may not ask the table.
    "guard.protected_in(uuid)",
    // Whom to call about a person, and who that is for the audit log; no content.
    "guard.recognise(text,date,text)",
    // Whether the caller registered a household some days ago at most.
    "guard.registers(uuid)",
    // Lets a next holder follow only by an accepted handover; tells nothing.
    "guard.require_handover()",
    // Whether what was answered in a round may be seen at all; yes or no.
    "guard.round_is_closed(uuid)",
    // What professionals gave in closed rounds, by numbered raters and without the case, for who sees figures.
    "guard.round_ratings(timestamp with time zone,timestamp with time zone)",
    // Whether something may be seen.
    "guard.sees_case(uuid)",
    "guard.sees_household(uuid)",
    "guard.sees_person(uuid)",
    "guard.sees_report(uuid)",
    "guard.sees_round(uuid)",
    // Which cases of the teams of a lead lack a member of the duo; the lead sees them anyway.
    "guard.short_of_duo(uuid,bigint)",
    // What happened last in the cases that were entered, and for a lead in those of the own teams: days, nobody's name.
    "guard.signs_in(uuid[])",
    "guard.signs_of_entered()",
    "guard.signs_of_teams()",
    // Whether the caller has a seat in a duo; yes or no.
    "guard.sits_in(uuid)",
    // Whether a membership holds, for the worker only; yes or no.
    "guard.still_works(uuid)",
    // Whether the caller accepts a handover of a case in this very act; yes or no.
    "guard.takes_over(uuid)",
    // Which open tasks wait for a team of the caller, as identifiers.
    "guard.team_tasks()",
    // Which terms are to be told of, as identifiers, for the worker only.
    "guard.terms_to_tell(date,bigint)",
    // What was given to fictional situations, by numbered raters, for who sees the figures of the region.
    "guard.vignette_ratings(timestamp with time zone,timestamp with time zone)",
    // How often each number was given, as numbers, for who gave one and from a minimum on.
    "guard.vignette_spread(uuid,integer,integer)",
    // Whether a case lacks a member of its duo; yes or no.
    // Whether the caller works for a household as a whole; yes or no.
    "guard.works_for_all(uuid)",
    // Whether a household is seen through a case or a report.
    "guard.works_with(uuid)",
    // Whether the caller writes an entry in this very act; yes or no.
    "guard.writes_contact(uuid)",
];

const NOT_OF_AN_EXTENSION: &str =
    "NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')";

#[tokio::test]
async fn only_listed_functions_look_past_row_level_security() {
    let found = lines(
        "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.prosecdef AND p.pronamespace <> \
         'pg_catalog'::regnamespace ORDER BY 1",
    )
    .await;
    assert_eq!(found, GUARDED);
}

#[tokio::test]
async fn they_belong_to_the_guard_and_fix_where_names_are_looked_up() {
    let wrong = lines(
        "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.prosecdef \
           AND p.pronamespace <> 'pg_catalog'::regnamespace \
           AND NOT (p.pronamespace = 'guard'::regnamespace AND p.proowner = 'tandem_guard'::regrole \
             AND coalesce(p.proconfig, '{}') @> ARRAY['search_path=pg_catalog, public'])",
    )
    .await;
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn nobody_but_the_program_and_the_owner_calls_them() {
    let wrong = lines(
        "SELECT format('%s by %s', p.oid::regprocedure, r.rolname) FROM pg_proc p, pg_roles r \
         WHERE p.prosecdef AND p.pronamespace = 'guard'::regnamespace \
           AND r.rolname NOT IN ('tandem_app', 'tandem_owner', 'tandem_guard', 'tandem_migrator') \
           AND NOT r.rolsuper AND has_function_privilege(r.oid, p.oid, 'EXECUTE') ORDER BY 1",
    )
    .await;
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn no_function_is_trusted_to_leak_nothing() {
    let wrong = lines(&format!(
        "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.proleakproof \
           AND p.pronamespace IN ('public'::regnamespace, 'guard'::regnamespace) AND {NOT_OF_AN_EXTENSION}"
    ))
    .await;
    assert!(wrong.is_empty(), "{wrong:#?}");
}

async fn lines(query: &str) -> Vec<String> {
    let database = TestDatabase::new().await;
    database.console(ClusterRole::Inspector).await.lines(query).await
}
