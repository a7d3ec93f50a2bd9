//! What happens at Veilig Thuis: a household is registered, a report comes in, and is assessed.

use std::collections::BTreeMap;

use access::Caller;
use casework::household::{self, RelateMembers};
use casework::reference::{area_id, team_id};
use casework::report::{self, AssessReport, ReportAssessed, TakeInReport};
use chrono::{DateTime, Days, Utc};
use domain::assessment::{Outcome, SafetyFinding};
use domain::id::{HouseholdId, PersonId, ReportId};
use domain::relationship::{RelationKind, RelationshipDraft};
use domain::report::{SourceCategory, SourceProfession};
use domain::time::amsterdam_day;
use domain::version::Version;
use domain::violence::{PartnerPattern, ViolenceGroup};

use super::dice::Dice;
use super::household::Household;
use super::life::{Life, lacking};
use super::situation::Situation;
use crate::failure::Failure;

/// The team of Veilig Thuis at whose desk reports come in.
pub const DESK: &str = "vt-intake";

/// A household that is known, with who is who.
#[derive(Debug, Clone)]
pub struct Known {
    pub household: Household,
    pub id: HouseholdId,
}

/// Registers a household at the desk of the caller's first team.
///
/// # Errors
/// Those of the use case.
pub async fn register(
    life: &mut Life<'_>,
    caller: &Caller,
    situation: Situation,
    area: &str,
) -> Result<Known, Failure> {
    let today = amsterdam_day(life.now());
    let household = Household::invent(&life.stage.names, &mut life.dice, situation, today);
    let command = household.register(None, area_id(area));
    let id = household::register(&life.casework, caller, &life.creation(), command).await?;
    Ok(Known { household, id })
}

/// Opens the file to see who is who, and notes how they are related.
///
/// # Errors
/// Those of the use cases.
pub async fn look_and_relate(
    life: &mut Life<'_>,
    caller: &Caller,
    known: &Known,
) -> Result<BTreeMap<usize, PersonId>, Failure> {
    let file = household::read(&life.casework, caller, known.id).await?;
    let find = |given: &str| {
        let is_called = |name: Option<&domain::text::Name>| name.is_some_and(|it| it.as_str() == given);
        file.members.iter().find(|it| is_called(it.person.name.given.as_ref())).map(|it| it.person.person)
    };
    let members = known.household.members.iter().enumerate();
    let people: BTreeMap<_, _> = members.filter_map(|(at, it)| Some((at, find(&it.given)?))).collect();
    let mut seen = file.version;
    for (one, other, kind) in known.household.relations() {
        let draft = RelationshipDraft {
            from: people.get(&one).copied(),
            to: people.get(&other).copied(),
            kind: Some(kind),
            parental_authority: (kind == RelationKind::ParentOf).then_some(true),
            ..RelationshipDraft::default()
        };
        let command = RelateMembers { household: known.id, seen, draft };
        seen = household::relate(&life.casework, caller, &life.creation(), command).await?.version;
    }
    Ok(people)
}

/// Takes in a report on a household, now.
///
/// # Errors
/// Those of the use case.
pub async fn take_in(
    life: &mut Life<'_>,
    caller: &Caller,
    known: &Known,
    source: SourceCategory,
) -> Result<ReportId, Failure> {
    let stage = life.stage;
    let text = stage.texts.report(&mut life.dice, &known.household, source);
    let text =
        text.ok_or_else(|| lacking(&format!("report by {source} on {}", known.household.situation)))?;
    let violence_types = text.violence();
    let between_partners = violence_types.iter().any(|it| it.group() == ViolenceGroup::PartnerViolence);
    let pattern = match known.household.situation {
        Situation::IntimateTerror => PartnerPattern::IntimateTerror,
        _ => PartnerPattern::Unknown,
    };
    let (name, contact, source_profession) = tell_source(life, source);
    let incident = amsterdam_day(life.now()).checked_sub_days(Days::new(life.dice.below(3) as u64));
    let command = TakeInReport {
        team: team_id(DESK),
        household: known.id,
        kind: None,
        source_category: Some(source),
        source_profession,
        source_name: Some(name),
        source_contact: Some(contact),
        source_shielded: None,
        received_at: None,
        incident_from: incident,
        incident_until: None,
        violence_types,
        partner_pattern: between_partners.then_some(pattern),
        acute: Some(text.acute),
        narrative: known.household.fill(&text.text),
    };
    Ok(report::take_in(&life.casework, caller, &life.creation(), command).await?.report)
}

/// Assesses a report, now.
///
/// # Errors
/// Those of the use case.
pub async fn assess(
    life: &mut Life<'_>,
    caller: &Caller,
    (known, report): (&Known, ReportId),
    found: (SafetyFinding, Outcome),
) -> Result<ReportAssessed, Failure> {
    let stage = life.stage;
    let rationale = stage.texts.rationale(&mut life.dice, &known.household, found);
    let rationale =
        rationale.ok_or_else(|| lacking(&format!("rationale for {} after {}", found.1, found.0)))?;
    let command = AssessReport {
        report,
        // Nobody changes a report between its arrival and its assessment.
        seen: Version(1),
        finding: Some(found.0),
        outcome: Some(found.1),
        rationale: Some(rationale),
        decided_at: None,
    };
    Ok(report::assess(&life.casework, caller, command).await?)
}

/// What an assessment finds and decides, in the published proportions: three quarters acute or structural, 8 % with
/// risks only, and 27 % transferred to a local team. Sources: regional approach 2020-2024, chapter 2; second progress
/// report, table 4. How the rest is divided is our proposal.
#[must_use]
pub fn finding(dice: &mut Dice) -> (SafetyFinding, Outcome) {
    use Outcome::{
        ConditionsAndFollowUp, EndOfInvolvement, OwnInvestigation, TransferLocalTeam, TransferOngoingHelp,
        TransferThoseConcerned,
    };
    use SafetyFinding::{Acute, AcuteAndStructural, NoUnsafety, NoUnsafetyWithRisks, Structural, Unknown};
    let findings = [
        (Acute, 20),
        (Structural, 37),
        (AcuteAndStructural, 18),
        (NoUnsafetyWithRisks, 8),
        (NoUnsafety, 12),
        (Unknown, 5),
    ];
    let found = dice.weigh(&findings).unwrap_or(Unknown);
    // Nothing is transferred while nobody knows what goes on: 27 of the other 95 are 27 of 100.
    if found != Unknown && dice.below(95) < 27 {
        return (found, TransferLocalTeam);
    }
    let outcome = match found {
        Acute | Structural | AcuteAndStructural => {
            let next = [(ConditionsAndFollowUp, 55), (TransferOngoingHelp, 28), (OwnInvestigation, 17)];
            dice.weigh(&next).unwrap_or(ConditionsAndFollowUp)
        }
        NoUnsafetyWithRisks => TransferThoseConcerned,
        NoUnsafety => EndOfInvolvement,
        Unknown => OwnInvestigation,
    };
    (found, outcome)
}

/// How long an assessment takes, in working days: a fifth is late. Our proposal; the term is five.
#[must_use]
pub fn working_days_needed(dice: &mut Dice, acute: bool) -> u32 {
    let days = if acute {
        0..=1
    } else if dice.chance(20) {
        6..=12
    } else {
        2..=5
    };
    u32::try_from(dice.within(days)).unwrap_or(0)
}

/// Until when an assessment of a report received at a moment takes.
#[must_use]
pub fn assessed_at(dice: &mut Dice, received_at: DateTime<Utc>, acute: bool) -> DateTime<Utc> {
    let days = working_days_needed(dice, acute);
    let at = super::days::working_days_later(amsterdam_day(received_at), days, dice);
    at.max(received_at + chrono::Duration::minutes(45))
}

/// Who told it, how to reach them, and in which sector they work.
fn tell_source(life: &mut Life<'_>, source: SourceCategory) -> (String, String, Option<SourceProfession>) {
    let Life { stage, dice, .. } = life;
    match source {
        SourceCategory::Police => (
            format!("Agent {} van de eenheid Amsterdam", stage.names.family(dice).name),
            "meldingen@politie.example.org".to_owned(),
            Some(SourceProfession::JusticeAndSafety),
        ),
        SourceCategory::Resident => {
            (stage.names.colleague(dice), format!("06 0000 00{:02}", dice.below(100)), None)
        }
        SourceCategory::OtherProfessional if dice.chance(55) => (
            format!("{}, {}", stage.names.colleague(dice), stage.names.school(dice)),
            "zorgteam@school.example.org".to_owned(),
            Some(SourceProfession::Education),
        ),
        SourceCategory::OtherProfessional => (
            format!("{}, {}", stage.names.colleague(dice), stage.names.practice(dice)),
            "praktijk@zorg.example.org".to_owned(),
            Some(SourceProfession::HealthCare),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assessments_keep_to_the_published_proportions() {
        let mut dice = Dice::new(1, "findings", 0);
        let found: Vec<_> = (0..10_000).map(|_| finding(&mut dice)).collect();
        let share =
            |is: fn(&(SafetyFinding, Outcome)) -> bool| found.iter().filter(|it| is(it)).count() / 100;
        let unsafe_now = share(|(found, _)| {
            matches!(
                found,
                SafetyFinding::Acute | SafetyFinding::Structural | SafetyFinding::AcuteAndStructural
            )
        });
        assert!((74..=76).contains(&unsafe_now), "{unsafe_now}");
        let transferred = share(|(_, outcome)| *outcome == Outcome::TransferLocalTeam);
        assert!((26..=28).contains(&transferred), "{transferred}");
    }
}
