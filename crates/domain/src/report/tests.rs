//! The rules of reports, tried out.

use chrono::{Duration, TimeZone};

use super::*;

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 5, 7, 12, 0, 0).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn draft() -> ReportDraft {
    ReportDraft {
        source_category: Some(SourceCategory::Resident),
        received_at: Some(now()),
        violence_types: vec![ViolenceType::PartnerPhysical, ViolenceType::ChildWitness],
        acute: Some(false),
        narrative: Some("Buren horen ’s nachts geschreeuw.".to_owned()),
        ..ReportDraft::default()
    }
}

fn faults_of(draft: ReportDraft) -> String {
    draft.check(now()).map_or_else(|it| it.to_string(), |_| String::new())
}

#[test]
fn a_resident_is_shielded_unless_somebody_decides_otherwise() {
    for (category, chosen, expected) in [
        (SourceCategory::Resident, None, true),
        (SourceCategory::Resident, Some(false), false),
        (SourceCategory::Police, None, false),
        (SourceCategory::OtherProfessional, Some(true), true),
    ] {
        let draft = ReportDraft { source_category: Some(category), reporter_shielded: chosen, ..draft() };
        assert_eq!(draft.check(now()).unwrap().reporter_shielded, expected);
    }
}

#[test]
fn a_report_dated_tomorrow_is_refused() {
    let tomorrow = ReportDraft { received_at: Some(now() + Duration::days(1)), ..draft() };
    assert_eq!(faults_of(tomorrow), "receivedAt: in_the_future");
}

#[test]
fn what_happened_lies_before_the_report() {
    let during = |from: Option<&str>, until: Option<&str>| ReportDraft {
        incident_from: from.map(day),
        incident_until: until.map(day),
        ..draft()
    };
    for (from, until, expected) in [
        (Some("2026-05-07"), None, ""),
        (Some("2026-05-01"), Some("2026-05-07"), ""),
        (Some("2026-05-08"), None, "incidentFrom: after_receipt"),
        (Some("2026-05-06"), Some("2026-05-05"), "incidentUntil: end_before_start"),
        (None, Some("2026-05-05"), "incidentFrom: missing"),
    ] {
        assert_eq!(faults_of(during(from, until)), expected);
    }
}

#[test]
fn the_day_of_receipt_is_the_day_in_amsterdam() {
    let after_midnight = ReportDraft {
        received_at: Some("2026-05-06T22:30:00Z".parse().unwrap()),
        incident_from: Some(day("2026-05-07")),
        ..draft()
    };
    assert_eq!(faults_of(after_midnight), "");
}

#[test]
fn a_report_names_each_type_of_violence_once_and_at_least_one() {
    let of = |violence_types| ReportDraft { violence_types, ..draft() };
    assert_eq!(faults_of(of(vec![])), "violenceTypes: too_few");
    assert_eq!(faults_of(of(vec![ViolenceType::Fgm, ViolenceType::Fgm])), "violenceTypes.1: duplicate");
    let pattern = Some(PartnerPattern::Mutual);
    let without_partners = ReportDraft { partner_pattern: pattern, ..of(vec![ViolenceType::Fgm]) };
    assert_eq!(faults_of(without_partners), "partnerPattern: does_not_fit");
    assert_eq!(faults_of(ReportDraft { partner_pattern: pattern, ..draft() }), "");
}

#[test]
fn all_faults_are_told_at_once() {
    let bad = ReportDraft { source_profession: Some(SourceProfession::Education), ..ReportDraft::default() };
    let expected = "sourceCategory: missing, receivedAt: missing, violenceTypes: too_few, acute: missing, \
                    narrative: missing";
    assert_eq!(faults_of(bad), expected);
    let resident = ReportDraft {
        source_profession: Some(SourceProfession::Education),
        narrative: Some("x".repeat(1_000_000)),
        ..draft()
    };
    assert_eq!(faults_of(resident), "sourceProfession: does_not_fit, narrative: too_long");
}

#[test]
fn a_report_only_moves_forward() {
    use ReportState::{Assessed, Closed, InAssessment, InMonitoring, Received};
    let steps: Vec<_> = ReportState::ALL
        .iter()
        .flat_map(|from| ReportState::ALL.iter().map(move |to| (*from, *to)))
        .filter(|(from, to)| from.become_next(*to).is_ok())
        .collect();
    let allowed = [
        (Received, InAssessment),
        (InAssessment, Assessed),
        (Assessed, InMonitoring),
        (Assessed, Closed),
        (InMonitoring, Closed),
    ];
    assert_eq!(steps, allowed);
    assert_eq!(Closed.become_next(Assessed), Err(ReportRule::AlreadyAssessed));
    assert_eq!(Received.become_next(Closed), Err(ReportRule::NoSuchStep));
}

#[test]
fn a_later_report_is_called_by_where_the_earlier_one_stood() {
    let at = |days| now() + Duration::days(days);
    let previous = [
        (at(0), ReportState::Received),
        (at(1), ReportState::InAssessment),
        (at(5), ReportState::Assessed),
        (at(9), ReportState::InMonitoring),
        (at(500), ReportState::Closed),
    ];
    for (days, expected) in [
        (-1, None),
        (0, Some(FollowUp::DuringAssessment)),
        (4, Some(FollowUp::DuringAssessment)),
        (5, Some(FollowUp::AfterAssessment)),
        (499, Some(FollowUp::DuringMonitoring)),
        (900, Some(FollowUp::AfterClosure)),
    ] {
        assert_eq!(follow_up_of(&previous, at(days)), expected);
    }
}
