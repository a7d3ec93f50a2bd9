//! Tables and properties of consultations: what a question may tell, each step, and who is first.

use chrono::{DateTime, TimeZone, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::id::{ConsultationId, MembershipId};

fn names() -> KnownNames {
    KnownNames::new(["Yasmina", "el Amrani", "Wil", "Zoë", "Fatima Zohra", "De Vries"])
}

fn found(text: &str) -> Vec<FaultCode> {
    anonymity::faults("question", text, &names()).iter().map(|it| it.code).collect()
}

fn draft() -> ConsultationDraft {
    ConsultationDraft {
        question: Some("Moeder van 34 is bang voor haar ex. Wat doen wij eerst?".to_owned()),
        urgency: Some(Urgency::Soon),
        expertise: Some(Expertise::PartnerViolence),
        area: Some(AreaId(Uuid::from_u128(1))),
        case: None,
        facts: Vec::new(),
        ground: None,
    }
}

#[test]
fn what_tells_who_it_is_about_is_found() {
    use FaultCode::{NamesSomebody, TellsAddress, TellsBirthDate, TellsBsn, TellsMail, TellsPhone};
    for (text, expected) in [
        ("Yasmina wil niet praten.", &[NamesSomebody][..]),
        ("yasmina's broer belt elke dag", &[NamesSomebody]),
        ("Mevrouw AMRANI is bang", &[NamesSomebody]),
        ("Is Zoe thuis veilig?", &[NamesSomebody]),
        ("De nicht heet Zohra.", &[NamesSomebody]),
        ("Wil komt niet meer.", &[NamesSomebody]),
        ("Zijn nummer is 111222333.", &[TellsBsn]),
        ("bsn 1112.22.333", &[TellsBsn]),
        ("geboren op 07-05-2016", &[TellsBirthDate]),
        ("geboren 7/5/16 in de stad", &[TellsBirthDate]),
        ("kind (2016-05-07)", &[TellsBirthDate]),
        ("bel 06-12345678", &[TellsPhone]),
        ("bel +31 6 12 34 56 78.", &[TellsPhone]),
        ("bel 020 123 45 67", &[TellsPhone]),
        ("schrijf naar iemand@example.org.", &[TellsMail]),
        ("woont op 1031 KH", &[TellsAddress]),
        ("woont op 1031KH", &[TellsAddress]),
        ("Meeuwenlaan 12, drie hoog", &[TellsAddress]),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn an_ordinary_question_passes() {
    for text in [
        "Moeder (34) en zoon van 8 zijn bang voor vader: wil je meedenken?",
        "De score ging in 3 weken van 6 naar 2, met 2 of 3 incidenten in 2025.",
        "Wie van de drie kinderen spreken wij eerst, die van 4, 7 of 12?",
        "Er waren 10 tot 15 meldingen; 112 kwam 2 keer.",
        "Ik liep op straat 3 keer langs en zag niets.",
        "Wij werken 24/7 en de afspraak is op 12-3.",
        "In het van de week gesprek zei de oudste niets.",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn a_question_without_a_case_names_nobody_and_shows_nothing() {
    assert!(draft().check(&names()).is_ok());
    let named = ConsultationDraft { question: Some("Yasmina is bang.".to_owned()), ..draft() };
    assert_eq!(named.clone().check(&names()).unwrap_err().to_string(), "question: names_somebody");
    let with_facts = ConsultationDraft { facts: vec![FactKind::Phase], ..draft() };
    assert_eq!(with_facts.check(&names()).unwrap_err().to_string(), "facts: does_not_fit");
    let case = Some(CaseId(Uuid::from_u128(2)));
    let facts = vec![FactKind::Scores, FactKind::Phase, FactKind::Scores];
    let about_case = ConsultationDraft { case, facts, ..named };
    let without = about_case.clone().check(&names()).unwrap_err();
    assert_eq!(without.to_string(), "legalGround: missing");
    let bare = ConsultationDraft { facts: Vec::new(), ground: Some(GROUNDS[0]), ..about_case.clone() };
    let shown = bare.check(&names()).unwrap().facts;
    assert_eq!(shown, Some(ChosenFacts { kinds: Vec::new(), ground: GROUNDS[0] }), "the words tell enough");
    assert_eq!(choose_anew(true, &[], None), Ok(None), "what was shown stays");
    for ground in LegalGround::ALL {
        let on_ground = ConsultationDraft { ground: Some(*ground), ..about_case.clone() }.check(&names());
        match on_ground {
            Ok(new) => {
                let kinds = vec![FactKind::Phase, FactKind::Scores];
                assert_eq!(new.facts, Some(ChosenFacts { kinds, ground: *ground }));
            }
            Err(faults) => assert_eq!(faults.to_string(), "legalGround: does_not_fit", "{ground}"),
        }
        assert_eq!(GROUNDS.contains(ground), choose_anew(true, &[FactKind::Phase], Some(*ground)).is_ok());
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let nothing = ConsultationDraft::default().check(&names()).unwrap_err();
    assert_eq!(
        nothing.to_string(),
        "question: missing, urgency: missing, expertise: missing, areaId: missing"
    );
    assert_eq!(
        check_words(Some("bel 0612345678"), Some(&names())).unwrap_err().to_string(),
        "text: tells_phone"
    );
    assert!(check_words(Some("Yasmina is bang."), None).is_ok(), "on a case the people are known");
}

#[test]
fn the_course_is_a_table() {
    use ConsultationRule as R;
    use ConsultationState::{Answered, Asked, Claimed, Ended};
    for (state, claim, ask, answer) in [
        (Asked, Ok(Claimed), Err(R::WaitsForAnswer), Err(R::NotAnswered)),
        (Claimed, Err(R::AlreadyClaimed), Err(R::WaitsForAnswer), Ok(Answered)),
        (Answered, Err(R::AlreadyClaimed), Ok(Claimed), Err(R::AlreadyAnswered)),
        (Ended, Err(R::Ended), Err(R::Ended), Err(R::Ended)),
    ] {
        assert_eq!(state.claim(), claim, "{state}");
        assert_eq!(state.ask_further(), ask, "{state}");
        assert_eq!(state.answer(2, 2), answer, "{state}");
    }
    assert_eq!(Claimed.answer(1, 2), Err(R::OtherFacts));
    for (state, ends) in [
        (Asked, &[Outcome::Withdrawn][..]),
        (Claimed, &[Outcome::Duo, Outcome::Report, Outcome::Withdrawn]),
        (Answered, &[Outcome::Advice, Outcome::ThinkingAlong, Outcome::Duo, Outcome::Report]),
        (Ended, &[]),
    ] {
        assert_eq!(state.possible_ends(Side::Asker), ends, "{state}");
    }
    assert_eq!(Claimed.possible_ends(Side::Adviser), []);
    assert_eq!(Answered.possible_ends(Side::Adviser), [Outcome::Advice, Outcome::ThinkingAlong]);
    assert_eq!(Claimed.end(Side::Adviser, Outcome::Duo), Err(R::AskerDecides));
}

#[test]
fn a_supervisor_gives_it_to_somebody_else() {
    let (one, two) = (MembershipId(Uuid::from_u128(1)), MembershipId(Uuid::from_u128(2)));
    use ConsultationState::{Answered, Asked, Claimed, Ended};
    assert_eq!(Asked.assign(None, one), Ok(Claimed));
    assert_eq!(Claimed.assign(Some(one), two), Ok(Claimed));
    assert_eq!(Answered.assign(Some(one), two), Ok(Answered));
    assert_eq!(Claimed.assign(Some(one), one), Err(ConsultationRule::SameAdviser));
    assert_eq!(Ended.assign(Some(one), one), Err(ConsultationRule::Ended));
}

#[test]
fn each_urgency_has_a_term_of_its_own() {
    let mut kinds: Vec<_> = Urgency::ALL.iter().map(|it| it.term()).collect();
    kinds.dedup();
    assert_eq!(kinds.len(), Urgency::ALL.len());
    assert!(Urgency::ALL.is_sorted_by_key(|it| it.rank()));
}

fn at(minute: i64) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 5, 7, 9, 0, 0).unwrap() + chrono::Duration::minutes(minute)
}

fn load(number: u128, subjects: &[&str], consultations: i64, cases: i64) -> Load {
    let subjects = subjects.iter().map(|it| (*it).to_owned()).collect();
    Load { membership: MembershipId(Uuid::from_u128(number)), subjects, consultations, cases }
}

#[test]
fn who_knows_it_is_first_and_then_who_has_room() {
    let mut people = [
        load(1, &["schulden"], 0, 0),
        load(2, &["Partnergeweld"], 2, 1),
        load(3, &["partnergeweld"], 1, 9),
        load(4, &["partnergeweld"], 1, 3),
    ];
    assert_eq!(queue::best(&people, Expertise::PartnerViolence), Some(people[3].membership));
    assert_eq!(queue::best(&people, Expertise::Other), Some(people[0].membership));
    assert_eq!(queue::best(&[], Expertise::Other), None);
    people.sort_by_key(|it| it.fit(Expertise::PartnerViolence));
    let order: Vec<u128> = people.iter().map(|it| it.membership.0.as_u128()).collect();
    assert_eq!(order, [4, 3, 2, 1]);
}

proptest! {
    #[test]
    fn what_presses_most_is_first_and_then_what_waits_longest(
        rows in prop::collection::vec((0usize..3, 0i64..500), 0..30),
    ) {
        let mut queue: Vec<InQueue> = rows.iter().zip(1u128..).map(|((urgency, minute), id)| InQueue {
            consultation: ConsultationId(Uuid::from_u128(id)),
            urgency: Urgency::ALL[*urgency],
            expertise: Expertise::Other,
            waits_since: at(*minute),
        }).collect();
        queue.sort_by_key(InQueue::place);
        for pair in queue.windows(2) {
            let (first, next) = (pair[0], pair[1]);
            prop_assert!(first.urgency.rank() <= next.urgency.rank());
            prop_assert!(first.urgency != next.urgency || first.waits_since <= next.waits_since);
        }
    }

    #[test]
    fn a_name_is_found_wherever_it_stands(before in "[a-z ]{0,20}", after in "[ ,.!?]{1,3}[a-z ]{0,20}") {
        let text = format!("{before} Yasmina{after}");
        prop_assert!(found(&text).contains(&FaultCode::NamesSomebody));
    }

    #[test]
    fn any_text_is_read_without_trouble(text in any::<String>()) {
        let _ = found(&text);
    }

    #[test]
    fn a_consultation_that_ended_stays_ended(steps in prop::collection::vec(0usize..5, 0..12)) {
        let to = MembershipId(Uuid::from_u128(9));
        let mut state = ConsultationState::Asked;
        for step in steps {
            let next = match step {
                0 => state.claim(),
                1 => state.answer(1, 1),
                2 => state.ask_further(),
                3 => state.assign(None, to),
                _ => state.end(Side::Asker, Outcome::Duo),
            };
            if state == ConsultationState::Ended {
                prop_assert_eq!(next, Err(ConsultationRule::Ended));
            }
            state = next.unwrap_or(state);
        }
    }
}
