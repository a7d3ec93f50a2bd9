//! Consultations: asked without a name or with chosen facts, taken up by one, answered on those facts, ended, and closed to
//! the adviser from then on.

mod told;

use crate::support::{
    ANNA, BILAL, BV_NOORD, LEA, OKT_NOORD, Persona, SUSAN, VERA, WES, World, world::creation,
};
use ::casework::Refusal;
use ::casework::consultation::{
    AnswerConsultation, AskConsultation, AskFurther, AssignConsultation, EndConsultation, advisers,
    announced, answer, ask, ask_further, assign, board, claim, end, lists, read,
};
use access::{Caller, Role};
use chrono::Duration;
use domain::case::LegalGround;
use domain::consultation::{ConsultationState, Expertise, FactKind, Outcome, Urgency};
use domain::id::{CaseId, ConsultationId};

/// Another safety expert in Noord.
const NOOR: Persona = Persona { name: "noor", display_name: "Noor Visser", ..ANNA };

/// A social psychiatric nurse for the whole town.
const SANNE: Persona = Persona {
    name: "sanne",
    display_name: "Sanne Prins",
    role: Role::ChainPartner,
    organisation: "ggd-amsterdam",
    teams: &["spv-ggd"],
};

fn question(text: &str) -> AskConsultation {
    AskConsultation {
        question: Some(text.to_owned()),
        urgency: Some(Urgency::Soon),
        expertise: Some(Expertise::PartnerViolence),
        ..AskConsultation::default()
    }
}

fn about(case: CaseId, facts: &[FactKind]) -> AskConsultation {
    let text = "Hoe spreken wij met Mila?";
    let ground = Some(LegalGround::Youth7311);
    AskConsultation { case: Some(case), facts: facts.to_vec(), ground, ..question(text) }
}

async fn asked(world: &World, caller: &Caller, command: AskConsultation) -> ConsultationId {
    ask(&world.casework, caller, &creation(900), command).await.unwrap().consultation
}

async fn advised(
    world: &World,
    adviser: &Caller,
    id: ConsultationId,
    facts_version: i32,
) -> Result<(), Refusal> {
    let text = Some("Begin met een gesprek zonder vader.".to_owned());
    let command = AnswerConsultation { consultation: id, facts_version, text };
    answer(&world.casework, adviser, &creation(902), command).await.map(|_| ())
}

fn ending(consultation: ConsultationId, outcome: Outcome) -> EndConsultation {
    EndConsultation {
        consultation,
        outcome: Some(outcome),
        text: Some("Wij gaan hiermee verder.".to_owned()),
    }
}

fn is_rule<T>(refused: Result<T, Refusal>, rule: &str) -> bool {
    matches!(refused, Err(Refusal::Rule(found)) if found == rule)
}

fn is_hidden<T>(refused: Result<T, Refusal>) -> bool {
    matches!(refused, Err(Refusal::NotFound { .. }))
}

#[tokio::test]
async fn a_question_without_a_name_goes_from_question_to_advice_to_its_end() {
    let world = World::new().await;
    let (bilal, anna) = (world.caller(BILAL).await, world.caller(ANNA).await);
    let id = asked(&world, &bilal, question("Moeder is bang. Wat doen wij eerst?")).await;

    let waiting = board(&world.casework, &anna).await.unwrap().waiting;
    assert_eq!(waiting.iter().map(|it| it.id).collect::<Vec<_>>(), [id]);
    assert!(
        read(&world.casework, &anna, id).await.unwrap().file.is_none(),
        "the question is read once it is taken up"
    );
    assert_eq!(waiting[0].due.day, chrono::NaiveDate::from_ymd_opt(2026, 5, 11).unwrap(), "two working days");

    claim(&world.casework, &anna, &creation(901), id).await.unwrap();
    let seen = read(&world.casework, &anna, id).await.unwrap();
    let told = |it: &::casework::consultation::ConsultationSeen| {
        it.file.as_ref().unwrap().entries.iter().filter_map(|it| it.told.clone()).collect::<Vec<_>>()
    };
    assert_eq!(told(&seen), ["Moeder is bang. Wat doen wij eerst?"]);
    advised(&world, &anna, id, 0).await.unwrap();

    let further = AskFurther {
        consultation: id,
        text: Some("En de kinderen?".to_owned()),
        facts: Vec::new(),
        ground: None,
    };
    ask_further(&world.casework, &bilal, &creation(903), further).await.unwrap();
    assert!(is_rule(
        end(&world.casework, &bilal, &creation(904), ending(id, Outcome::Advice)).await,
        "consultation_not_answered"
    ));
    let text = Some("Spreek ze alleen.".to_owned());
    let again = AnswerConsultation { consultation: id, facts_version: 0, text };
    answer(&world.casework, &anna, &creation(905), again).await.unwrap();
    end(&world.casework, &bilal, &creation(906), ending(id, Outcome::Advice)).await.unwrap();

    let own = read(&world.casework, &bilal, id).await.unwrap();
    assert_eq!((own.line.state, own.line.outcome), (ConsultationState::Ended, Some(Outcome::Advice)));
    assert_eq!(told(&own).len(), 5);
    let former = read(&world.casework, &anna, id).await.unwrap();
    assert!(former.file.is_none() && former.possible_ends.is_empty(), "her access ended with it");
    let refused = advised(&world, &anna, id, 0).await;
    assert!(matches!(refused, Err(Refusal::Forbidden { .. })));
    assert!(board(&world.casework, &anna).await.unwrap().in_hand.is_empty());
}

#[tokio::test]
async fn nobody_is_named_where_no_case_is_shown() {
    let world = World::new().await;
    let (bilal, anna) = (world.caller(BILAL).await, world.caller(ANNA).await);
    world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD).build().await;
    for (text, told) in [
        ("Mila is bang.", "question: names_somebody"),
        ("Zij woont op 1031 KH, bel 0612345678.", "question: tells_phone, question: tells_address"),
    ] {
        let refused = ask(&world.casework, &bilal, &creation(1), question(text)).await;
        let Err(Refusal::Invalid(faults)) = refused else { panic!("{text} was taken") };
        assert_eq!(faults.to_string(), told);
    }
    let facts = AskConsultation { facts: vec![FactKind::Phase], ..question("Wat doen wij?") };
    let refused = ask(&world.casework, &bilal, &creation(1), facts).await;
    assert!(matches!(refused, Err(Refusal::Invalid(faults)) if faults.to_string() == "facts: does_not_fit"));
    assert_eq!(world.count("consultations").await, 0);
}

#[tokio::test]
async fn chosen_facts_are_frozen_and_advice_is_bound_to_them() {
    let world = World::new().await;
    let (bilal, anna, noor) = (world.caller(BILAL).await, world.caller(ANNA).await, world.caller(NOOR).await);
    let case = world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD).build().await;
    let id = asked(&world, &bilal, about(case.id, &[FactKind::Household])).await;
    claim(&world.casework, &noor, &creation(1), id).await.unwrap();

    let seen = read(&world.casework, &noor, id).await.unwrap();
    let file = seen.file.unwrap();
    let facts = &file.facts[0].facts;
    assert_eq!(facts.household.as_ref().unwrap().len(), 3);
    assert!(
        facts.phase.is_none() && facts.scores.is_none() && facts.unsafe_situations.is_none(),
        "not chosen"
    );
    let written = world.lines("SELECT facts::text FROM consultation_facts").await;
    assert!(!written[0].contains("Mila") && !written[0].contains("phase"), "{written:?}");
    assert_eq!(seen.case, None, "the case itself is not for her");
    assert!(is_hidden(::casework::case::read::read(&world.casework, &noor, case.id).await));

    advised(&world, &noor, id, 1).await.unwrap();
    let text = Some("En nu?".to_owned());
    let (facts, ground) = (vec![FactKind::Phase, FactKind::Scores], Some(LegalGround::Youth7311));
    let further = AskFurther { consultation: id, text, facts, ground };
    ask_further(&world.casework, &bilal, &creation(2), further).await.unwrap();
    let text = Some("Op de oude gegevens.".to_owned());
    let late = AnswerConsultation { consultation: id, facts_version: 1, text };
    assert!(is_rule(answer(&world.casework, &noor, &creation(3), late).await, "consultation_other_facts"));
    let text = Some("Op de nieuwe.".to_owned());
    let fresh = AnswerConsultation { consultation: id, facts_version: 2, text };
    answer(&world.casework, &noor, &creation(4), fresh).await.unwrap();
    let versions = "SELECT facts_version FROM consultation_entries WHERE kind = 'advice' ORDER BY number";
    assert_eq!(world.lines(versions).await, ["1", "2"]);
    let people = "SELECT count(DISTINCT person_id) FROM audit_log WHERE action = 'read_consultation'";
    assert_eq!(world.lines(people).await, ["3"], "of whom she read something is in the log");
}

#[tokio::test]
async fn one_of_many_takes_it_up_and_the_others_hear_so() {
    let world = World::new().await;
    let (bilal, anna, noor) = (world.caller(BILAL).await, world.caller(ANNA).await, world.caller(NOOR).await);
    let id = asked(&world, &bilal, question("Wat nu?")).await;
    let casework = world.casework_with_pool(8);
    let tries = (0..20).map(|number| {
        let (casework, caller) =
            (casework.clone(), if number % 2 == 0 { anna.clone() } else { noor.clone() });
        async move { claim(&casework, &caller, &creation(number), id).await }
    });
    let done = futures_util::future::join_all(tries).await;
    assert_eq!(done.iter().filter(|it| it.is_ok()).count(), 1);
    assert!(done.into_iter().filter(Result::is_err).all(|it| is_rule(it, "consultation_already_claimed")));
    assert_eq!(world.lines("SELECT count(*) FROM consultation_entries WHERE kind = 'claimed'").await, ["1"]);
}

#[tokio::test]
async fn a_supervisor_gives_it_to_somebody_and_reads_none_of_it() {
    let world = World::new().await;
    let (bilal, susan) = (world.caller(BILAL).await, world.caller(SUSAN).await);
    let (anna, noor, wes) = (world.caller(ANNA).await, world.caller(NOOR).await, world.caller(WES).await);
    let id = asked(&world, &bilal, question("Wat nu?")).await;
    claim(&world.casework, &anna, &creation(1), id).await.unwrap();
    let (_, found) = advisers(&world.casework, &susan, id).await.unwrap();
    let order: Vec<_> = found.iter().map(|it| it.user).collect();
    assert_eq!(order, [noor.user, anna.user], "who has nothing in hand is first");
    assert!(read(&world.casework, &susan, id).await.unwrap().file.is_none());

    let give =
        |to| AssignConsultation { consultation: id, to: Some(to), reason: Some("Anna is weg.".to_owned()) };
    let refused = assign(&world.casework, &susan, &creation(2), give(wes.membership)).await;
    assert!(is_rule(refused, "consultation_not_an_adviser"));
    let refused = assign(&world.casework, &susan, &creation(3), give(anna.membership)).await;
    assert!(is_rule(refused, "consultation_same_adviser"));
    assign(&world.casework, &susan, &creation(4), give(noor.membership)).await.unwrap();
    assert!(read(&world.casework, &anna, id).await.unwrap().file.is_none(), "no longer hers");
    assert!(read(&world.casework, &noor, id).await.unwrap().file.is_some());
}

#[tokio::test]
async fn a_social_psychiatric_nurse_is_asked_about_mental_health_and_nothing_else() {
    let world = World::new().await;
    let (bilal, sanne) = (world.caller(BILAL).await, world.caller(SANNE).await);
    let other = asked(&world, &bilal, question("Wat nu?")).await;
    let mind = AskConsultation {
        expertise: Some(Expertise::MentalHealth),
        ..question("Vader hoort stemmen. Wat nu?")
    };
    let mind = ask(&world.casework, &bilal, &creation(1), mind).await.unwrap().consultation;

    let waiting = board(&world.casework, &sanne).await.unwrap().waiting;
    assert_eq!(waiting.iter().map(|it| it.id).collect::<Vec<_>>(), [mind]);
    assert!(is_hidden(read(&world.casework, &sanne, other).await));
    assert!(is_hidden(claim(&world.casework, &sanne, &creation(2), other).await));
    claim(&world.casework, &sanne, &creation(3), mind).await.unwrap();
    advised(&world, &sanne, mind, 0).await.unwrap();
    assert_eq!(lists(&world.casework, &sanne).await.unwrap().advised.len(), 1);
}

#[tokio::test]
async fn for_a_stranger_there_is_no_consultation() {
    let world = World::new().await;
    let bilal = world.caller(BILAL).await;
    let id = asked(&world, &bilal, question("Wat nu?")).await;
    for stranger in [WES, VERA, LEA] {
        let stranger = world.caller(stranger).await;
        assert!(is_hidden(read(&world.casework, &stranger, id).await), "{}", stranger.display_name);
        assert!(is_hidden(claim(&world.casework, &stranger, &creation(1), id).await));
        assert!(is_hidden(
            end(&world.casework, &stranger, &creation(1), ending(id, Outcome::Withdrawn)).await
        ));
    }
    for other in [ANNA, VERA] {
        let other = world.caller(other).await;
        assert!(is_hidden(ask(&world.casework, &other, &creation(1), question("Wat nu?")).await));
    }
    assert!(is_hidden(board(&world.casework, &bilal).await));
}

#[tokio::test]
async fn who_left_the_case_lost_the_question_about_it() {
    let world = World::new().await;
    let (bilal, anna) = (world.caller(BILAL).await, world.caller(ANNA).await);
    let case = world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD).build().await;
    let id = asked(&world, &bilal, about(case.id, &[FactKind::Phase])).await;
    assert_eq!(lists(&world.casework, &bilal).await.unwrap().asked.len(), 1);
    let ended = world.now() - Duration::minutes(1);
    let seat =
        format!("UPDATE duo_seats SET ends_at = '{ended}' WHERE membership_id = '{}'", bilal.membership);
    world.build(&seat).await;
    assert!(is_hidden(read(&world.casework, &bilal, id).await));
    assert!(lists(&world.casework, &bilal).await.unwrap().asked.is_empty());
}

#[tokio::test]
async fn what_follows_for_the_household_is_for_who_asked() {
    let world = World::new().await;
    let (bilal, anna) = (world.caller(BILAL).await, world.caller(ANNA).await);
    let id = asked(&world, &bilal, question("Wat nu?")).await;
    claim(&world.casework, &anna, &creation(1), id).await.unwrap();
    for outcome in [Outcome::Duo, Outcome::Report, Outcome::Withdrawn] {
        let refused = end(&world.casework, &anna, &creation(2), ending(id, outcome)).await;
        assert!(is_rule(refused, "consultation_asker_decides"), "{outcome}");
    }
    end(&world.casework, &bilal, &creation(3), ending(id, Outcome::Duo)).await.unwrap();
    let again = end(&world.casework, &bilal, &creation(4), ending(id, Outcome::Duo)).await;
    assert!(is_rule(again, "consultation_ended"));
}

#[tokio::test]
async fn each_urgency_is_due_by_its_own_term() {
    let world = World::new().await;
    let (bilal, anna) = (world.caller(BILAL).await, world.caller(ANNA).await);
    for (key, urgency) in (50..).zip(Urgency::ALL) {
        let command = AskConsultation { urgency: Some(*urgency), ..question("Wat nu?") };
        ask(&world.casework, &bilal, &creation(key), command).await.unwrap();
    }
    let waiting = board(&world.casework, &anna).await.unwrap().waiting;
    let order: Vec<_> = waiting.iter().map(|it| (it.urgency, it.due.day.to_string())).collect();
    let day = |urgency, day: &str| (urgency, day.to_owned());
    assert_eq!(
        order,
        [
            day(Urgency::Today, "2026-05-07"),
            day(Urgency::Soon, "2026-05-11"),
            // Ascension Day and the day after it are no working days.
            day(Urgency::Later, "2026-05-18"),
        ]
    );
    assert_eq!(waiting[0].due.at - world.now(), Duration::hours(4));
}

#[tokio::test]
async fn what_came_to_a_report_is_for_veilig_thuis_to_take_in() {
    let world = World::new().await;
    let (bilal, anna, vera) = (world.caller(BILAL).await, world.caller(ANNA).await, world.caller(VERA).await);
    let id = asked(&world, &bilal, question("Is dit een melding?")).await;
    claim(&world.casework, &anna, &creation(1), id).await.unwrap();
    advised(&world, &anna, id, 0).await.unwrap();
    assert!(announced(&world.casework, &vera).await.unwrap().is_empty());
    assert!(is_hidden(read(&world.casework, &vera, id).await));
    end(&world.casework, &bilal, &creation(2), ending(id, Outcome::Report)).await.unwrap();

    let found = announced(&world.casework, &vera).await.unwrap();
    assert_eq!(found.iter().map(|it| it.id).collect::<Vec<_>>(), [id]);
    let seen = read(&world.casework, &vera, id).await.unwrap();
    assert_eq!(seen.file.unwrap().entries.len(), 4);
    assert!(!seen.asked && seen.possible_ends.is_empty());
    assert!(announced(&world.casework, &anna).await.unwrap().is_empty(), "who advised sees no more of it");
    assert!(read(&world.casework, &anna, id).await.unwrap().file.is_none());
}
