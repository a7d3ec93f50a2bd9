//! What makes an incident complete, and what follows from it.

use uuid::Uuid;

use super::*;

fn now() -> DateTime<Utc> {
    "2026-05-07T09:00:00Z".parse().unwrap()
}

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn draft() -> IncidentDraft {
    IncidentDraft {
        happened: PartMoment::parse("2026-05-03").ok(),
        kinds: vec![ViolenceType::PartnerPhysical],
        people: vec![(Part::Did, person(1)), (Part::Harmed, person(2)), (Part::Saw, person(3))],
        told: Some("Er werd geduwd.".to_owned()),
        acute: Some(false),
        police: Some(true),
        ..IncidentDraft::default()
    }
}

fn check(draft: IncidentDraft) -> Result<NewIncident, String> {
    draft.check(now(), now() - Duration::days(30)).map_err(|faults| faults.to_string())
}

#[test]
fn an_incident_falls_back_unless_somebody_says_why_there_is_no_new_danger() {
    let stays = |acute, reason: Option<&str>| IncidentDraft {
        acute: Some(acute),
        stay_reason: reason.map(str::to_owned),
        ..draft()
    };
    for (draft, cause) in [
        (stays(false, None), Some(Cause::Incident)),
        (stays(false, Some(" ")), Some(Cause::Incident)),
        (stays(false, Some("Het was een jaar geleden.")), None),
        (stays(true, None), Some(Cause::AcuteDanger)),
    ] {
        assert_eq!(check(draft).unwrap().falls_back(), cause);
    }
    assert_eq!(check(stays(true, Some("Toch veilig"))).unwrap_err(), "stayReason: does_not_fit");
}

#[test]
fn everything_that_is_missing_is_told_at_once() {
    assert_eq!(
        check(IncidentDraft::default()).unwrap_err(),
        "happened: missing, kinds: missing, told: missing, acute: missing, police: missing"
    );
}

#[test]
fn it_happened_before_now_and_not_long_before_the_case() {
    for (happened, told) in [
        ("2026-05-07T11:01", Some("happened: in_the_future")),
        ("2026-05-07T11:00", None),
        // This month has begun.
        ("2026-05", None),
        ("2026-06", Some("happened: in_the_future")),
        ("2025-04-05", Some("happened: before_case")),
        ("2025-04-06", None),
    ] {
        let draft = IncidentDraft { happened: PartMoment::parse(happened).ok(), ..draft() };
        assert_eq!(check(draft).err().as_deref(), told, "{happened}");
    }
}

#[test]
fn nobody_has_one_part_twice_and_whoever_did_it_did_not_look_on() {
    let with = |part, number| {
        let mut people = draft().people;
        people.push((part, person(number)));
        check(IncidentDraft { people, ..draft() })
    };
    assert_eq!(with(Part::Harmed, 2).unwrap_err(), "harmed.1: duplicate");
    assert_eq!(with(Part::Saw, 1).unwrap_err(), "saw.1: does_not_fit");
    let mutual = with(Part::Harmed, 1).unwrap();
    assert_eq!(mutual.persons(), [person(1), person(2), person(3)]);
    assert!(check(IncidentDraft { people: Vec::new(), ..draft() }).is_ok(), "who it was may not be known");
}

#[test]
fn only_the_organisation_that_recorded_it_corrects_it_and_once() {
    let (own, other) = (OrganisationId(Uuid::from_u128(1)), OrganisationId(Uuid::from_u128(2)));
    let recorded = Recorded { organisation: own, corrected: false, fell_back: true };
    assert_eq!(recorded.require_correctable(own), Ok(()));
    assert_eq!(recorded.require_correctable(other), Err(IncidentRule::RecordedElsewhere));
    let corrected = Recorded { corrected: true, ..recorded };
    assert_eq!(corrected.require_correctable(own), Err(IncidentRule::AlreadyCorrected));
}
