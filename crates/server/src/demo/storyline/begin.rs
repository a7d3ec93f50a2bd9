//! How it begins: the household is registered, the report assessed, the case opened and given its duo.

use access::Caller;
use casework::case::open::{OpenFromReport, open_from_report};
use casework::duo::{self, AssignDuo};
use casework::household::{self, MemberDraft, RegisterHousehold, RelateMembers, Whom};
use casework::reference::{area_id, team_id};
use casework::report::{self, AssessReport, TakeInReport};
use chrono::{Datelike, Duration, NaiveDate};
use domain::assessment::{Outcome, SafetyFinding};
use domain::duo::Track;
use domain::household::MemberRole;
use domain::person::{PersonDraft, Pronouns};
use domain::relationship::{RelationKind, RelationshipDraft};
use domain::report::{SourceCategory, SourceProfession};
use domain::violence::{PartnerPattern, ViolenceType};

use super::super::intake::DESK;
use super::super::life::Life;
use super::step::{Member, Script, known};
use super::{Told, UNTOUCHED, caller};
use crate::failure::Failure;

impl Told {
    /// Registers the household, looks who is who, and notes how they are related.
    pub(super) async fn register(
        &mut self,
        life: &mut Life<'_>,
        by: &Caller,
        script: &Script,
    ) -> Result<(), Failure> {
        let members = script.person.iter().map(|it| draft(it, self.first_day)).collect::<Result<_, _>>()?;
        let command = RegisterHousehold { desk: None, area: Some(area_id("amsterdam-noord")), members };
        let id = household::register(&life.casework, by, &life.creation(), command).await?;
        self.household = Some(id);
        life.pass(2..=5);

        let file = household::read(&life.casework, by, id).await?;
        for it in &script.person {
            let is_called = |name: &domain::text::Name| name.as_str() == it.given;
            let member =
                file.members.iter().find(|one| one.person.name.given.as_ref().is_some_and(is_called));
            self.people.insert(it.name.clone(), known(&it.given, member)?.person.person);
        }
        let of = |role: MemberRole| script.person.iter().filter(move |it| it.role == role.code());
        let (parents, children) = (of(MemberRole::Adult), of(MemberRole::Child));
        let mut relations: Vec<_> = parents
            .clone()
            .flat_map(|parent| children.clone().map(move |child| (parent, child, RelationKind::ParentOf)))
            .collect();
        relations.extend(
            parents.clone().zip(parents.skip(1)).map(|(one, two)| (one, two, RelationKind::PartnerOf)),
        );
        let mut seen = file.version;
        for (from, to, kind) in relations {
            let draft = RelationshipDraft {
                from: Some(self.person(&from.name)?),
                to: Some(self.person(&to.name)?),
                kind: Some(kind),
                parental_authority: (kind == RelationKind::ParentOf).then_some(true),
                ..RelationshipDraft::default()
            };
            let command = RelateMembers { household: id, seen, draft };
            seen = household::relate(&life.casework, by, &life.creation(), command).await?.version;
        }
        Ok(())
    }

    /// Takes in the report of the police.
    pub(super) async fn report(
        &mut self,
        life: &mut Life<'_>,
        by: &Caller,
        (violence, source, contact, told): (&[String], &str, &str, &str),
    ) -> Result<(), Failure> {
        let violence_types: Result<_, _> =
            violence.iter().map(|it| known(it, ViolenceType::from_code(it))).collect();
        let command = TakeInReport {
            team: team_id(DESK),
            household: known("the household", self.household)?,
            kind: None,
            source_category: Some(SourceCategory::Police),
            source_profession: Some(SourceProfession::JusticeAndSafety),
            source_name: Some(source.to_owned()),
            source_contact: Some(contact.to_owned()),
            source_shielded: None,
            received_at: None,
            incident_from: Some(self.first_day),
            incident_until: None,
            violence_types: violence_types?,
            partner_pattern: Some(PartnerPattern::Unknown),
            acute: Some(false),
            narrative: Some(told.to_owned()),
        };
        let taken = report::take_in(&life.casework, by, &life.creation(), command).await?;
        self.report = Some(taken.report);
        Ok(())
    }

    pub(super) async fn assess(
        &self,
        life: &Life<'_>,
        by: &Caller,
        (finding, outcome, rationale): (&str, &str, &str),
    ) -> Result<(), Failure> {
        let command = AssessReport {
            report: known("the report", self.report)?,
            seen: UNTOUCHED,
            finding: Some(known(finding, SafetyFinding::from_code(finding))?),
            outcome: Some(known(outcome, Outcome::from_code(outcome))?),
            rationale: Some(rationale.to_owned()),
            decided_at: None,
        };
        report::assess(&life.casework, by, command).await?;
        Ok(())
    }

    pub(super) async fn open(
        &mut self,
        life: &Life<'_>,
        by: &Caller,
        (reason, safety_team, local_team): (&str, &str, &str),
    ) -> Result<(), Failure> {
        let command = OpenFromReport {
            report: known("the report", self.report)?,
            reason: Some(reason.to_owned()),
            track: Track::Regular,
            duo_team: Some(team_id(safety_team)),
            local_team: Some(team_id(local_team)),
        };
        self.case = Some(open_from_report(&life.casework, by, &life.creation(), command).await?.case);
        Ok(())
    }

    pub(super) async fn assign(
        &self,
        life: &Life<'_>,
        by: &Caller,
        (first, second): (&str, &str),
    ) -> Result<(), Failure> {
        let command = AssignDuo {
            case: self.case()?,
            seen: UNTOUCHED,
            first: Some(caller(life, first)?.membership),
            second: Some(caller(life, second)?.membership),
        };
        duo::assign(&life.casework, by, command).await?;
        Ok(())
    }
}

fn draft(member: &Member, first_day: NaiveDate) -> Result<MemberDraft, Failure> {
    let Member { given, family, pronouns, role, age: (years, days), .. } = member;
    let birthday = first_day - Duration::days(*days);
    let born = birthday.with_year(birthday.year() - years).unwrap_or(birthday);
    let person = PersonDraft {
        given_name: Some(given.clone()),
        family_name: Some(family.clone()),
        birth_date: Some(born.to_string()),
        pronouns: Some(known(pronouns, Pronouns::from_code(pronouns))?),
        ..PersonDraft::default()
    };
    let role = known(role, MemberRole::from_code(role))?;
    Ok(MemberDraft { who: Whom::New(person), role: Some(role), lives_here: Some(true), from: None })
}
