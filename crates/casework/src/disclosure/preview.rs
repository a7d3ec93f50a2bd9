//! What would be on the paper of a reader, and what is left out and why. Nothing is given yet.

use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, may};
use chrono::NaiveDate;
use domain::disclosure::{DisclosureRule, ReaderKind, Sheet};
use domain::id::{CaseId, PersonId};
use domain::plan::{ItemKind, PlanItem};
use domain::reader::{Compartment, LeftOut, Matter, Part, Reader, ReaderPolicy, Suspicion, may_read};
use domain::time::amsterdam_day;
use std::collections::BTreeSet;
use store::plan::names::{Asked, PlanNames, names};
use store::plan::save::show_persons;
use store::plan::{Surroundings, VersionFile, surroundings, version};
use store::{Tx, case, relationship, suspicion};

/// Which paper is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    pub case: CaseId,
    pub reader: ReaderKind,
    /// The member of the household who reads it, or whose school does.
    pub person: Option<PersonId>,
    pub sheet: Sheet,
}

/// What would be on the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    pub wanted: Wanted,
    pub version: VersionFile,
    /// In the order in which a plan is read.
    pub shown: Vec<PlanItem>,
    pub left_out: Vec<LeftOutItem>,
    pub names: PlanNames,
    /// The day on which it is printed.
    pub day: NaiveDate,
}

/// A part that is not on the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOutItem {
    pub item: PlanItem,
    pub why: LeftOut,
}

/// Somebody for whom it can be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderChoice {
    pub reader: ReaderKind,
    pub person: Option<PersonId>,
    /// What that person is called.
    pub name: Option<String>,
}

/// For whom the plan can be printed.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there or not for the caller, [`Refusal::Forbidden`] outside the duo,
/// `plan_not_adopted` without a version that holds.
pub async fn readers(casework: &Casework, caller: &Caller, id: CaseId) -> Result<Vec<ReaderChoice>, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit = permit(tx, caller, id).await?;

            version::newest(tx, &permit).await?.ok_or(DisclosureRule::PlanNotAdopted)?;
            let around = surroundings(tx, &permit).await?;
            let members = members(&around, amsterdam_day(tx.now()));
            let persons = members.iter().map(|it| it.person).collect();
            show_persons(tx, &permit, &persons).await?;
            let asked = Asked { persons, ..Asked::default() };
            let names = names(tx, &asked).await?;
            Ok(choices(&members, &names))
        })
        .await
}

/// What would be on the paper of a reader.
///
/// # Errors
/// [`Refusal::NotFound`] when the case or the reader is not there, `plan_not_adopted` without a version that holds.
pub async fn preview(casework: &Casework, caller: &Caller, wanted: Wanted) -> Result<Preview, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit = permit(tx, caller, wanted.case).await?;

            of(casework, tx, &permit, wanted).await
        })
        .await
}

/// Asks whether the caller may give away something of the case.
pub(super) async fn permit(
    tx: &mut Tx,
    caller: &Caller,
    id: CaseId,
) -> Result<Permit<may::Disclose>, Refusal> {
    let facts = case::facts(tx, id).await?.ok_or_else(|| absent::<may::Disclose>("case", id.0))?;
    ask(caller, &facts.value)
}

/// Takes the version that holds apart: what the reader may have, and the rest.
pub(super) async fn of(
    casework: &Casework,
    tx: &mut Tx,
    permit: &Permit<may::Disclose>,
    wanted: Wanted,
) -> Result<Preview, Refusal> {
    let version = version::holding(tx, permit).await?.ok_or(DisclosureRule::PlanNotAdopted)?;
    let day = amsterdam_day(tx.now());
    let members = members(&surroundings(tx, permit).await?, day);
    let reader = reader(tx, permit, wanted, &members).await?;
    let (shown, left_out) = apart(casework, tx, permit, (&reader, wanted.sheet), &version.items).await?;

    let mut asked = Asked::default();
    version.items.iter().for_each(|item| asked.add(&item.content));
    asked.persons.extend(wanted.person);
    show_persons(tx, permit, &asked.persons).await?;
    let names = names(tx, &asked).await?;
    Ok(Preview { wanted, version, shown, left_out, names, day })
}

/// The agreements of the version that holds which a member of the household may read, with the names in them. Of what this
/// person may not read nobody is named. The caller of this function records everybody who is.
pub(crate) async fn agreements_for(
    casework: &Casework,
    tx: &mut Tx,
    permit: &Permit<may::Disclose>,
    person: PersonId,
) -> Result<(Vec<PlanItem>, PlanNames), Refusal> {
    let members = members(&surroundings(tx, permit).await?, amsterdam_day(tx.now()));
    let version = version::holding(tx, permit).await?;
    let (Some(version), Some(member)) = (version, members.iter().find(|it| it.person == person)) else {
        return Ok(Default::default());
    };
    let kind = if member.is_adult() { ReaderKind::Adult } else { ReaderKind::Child };
    let case = permit.case().ok_or_else(|| absent::<may::Disclose>("person", person.0))?;
    let wanted = Wanted { case, reader: kind, person: Some(person), sheet: Sheet::Fridge };
    let reader = reader(tx, permit, wanted, &members).await?;
    let (shown, _) = apart(casework, tx, permit, (&reader, wanted.sheet), &version.items).await?;

    let mut asked = Asked::default();
    shown.iter().for_each(|item| asked.add(&item.content));
    let names = names(tx, &asked).await?;
    Ok((shown, names))
}

/// What of these parts a reader may have on a sheet, and the rest.
async fn apart(
    casework: &Casework,
    tx: &mut Tx,
    permit: &Permit<may::Disclose>,
    (reader, sheet): (&Reader, Sheet),
    items: &[PlanItem],
) -> Result<(Vec<PlanItem>, Vec<LeftOutItem>), Refusal> {
    let policy = ReaderPolicy { reads_from_age: casework.policy_at(tx.now()).plan_asked_from_age };
    let suspicions = suspicions(tx, permit).await?;
    let (mut shown, mut left_out) = (Vec::new(), Vec::new());
    for item in items {
        let concerns = item.content.persons();
        let part = Part {
            matter: matter(item.content.kind()),
            concerns: &concerns,
            compartment: Compartment::Shared,
        };
        match may_read(reader, part, &suspicions, policy) {
            Ok(()) if sheet == Sheet::Plan || part.matter == Matter::Agreement => shown.push(item.clone()),
            Ok(()) => left_out.push(LeftOutItem { item: item.clone(), why: LeftOut::OnlyAgreements }),
            Err(why) => left_out.push(LeftOutItem { item: item.clone(), why }),
        }
    }
    Ok((shown, left_out))
}

/// A member of the household now.
struct Member {
    person: PersonId,
    age: Option<u16>,
}

fn members(around: &Surroundings, day: NaiveDate) -> Vec<Member> {
    around.voters(day).into_iter().map(|it| Member { person: it.person, age: it.age }).collect()
}

impl Member {
    /// Without a known age somebody counts as a child, who gets less.
    fn is_adult(&self) -> bool {
        self.age.is_some_and(|it| it >= 18)
    }
}

fn choices(members: &[Member], names: &PlanNames) -> Vec<ReaderChoice> {
    let of = |member: &Member, reader| ReaderChoice {
        reader,
        person: Some(member.person),
        name: names.persons.get(&member.person).cloned(),
    };
    let nobody = |reader| ReaderChoice { reader, person: None, name: None };
    let (adults, children): (Vec<_>, Vec<_>) = members.iter().partition(|it| it.is_adult());
    let mut choices = vec![nobody(ReaderKind::Duo)];
    choices.extend(adults.iter().map(|it| of(it, ReaderKind::Adult)));
    choices.extend(children.iter().map(|it| of(it, ReaderKind::Child)));
    choices.extend(children.iter().map(|it| of(it, ReaderKind::School)));
    choices.push(nobody(ReaderKind::Police));
    choices
}

/// The reader with what the rules must know: age, and over which children an adult has authority.
async fn reader(
    tx: &mut Tx,
    permit: &Permit<may::Disclose>,
    wanted: Wanted,
    members: &[Member],
) -> Result<Reader, Refusal> {
    let strange = || absent::<may::Disclose>("person", wanted.person.map(|it| it.0).unwrap_or_default());
    if wanted.sheet == Sheet::Handover {
        return Err(strange());
    }
    let member = wanted.person.and_then(|person| members.iter().find(|it| it.person == person));
    match (wanted.reader, member) {
        (ReaderKind::Duo, _) => Ok(Reader::Duo),
        (ReaderKind::Police, _) => Ok(Reader::Police),
        (ReaderKind::Child, Some(it)) if !it.is_adult() => {
            Ok(Reader::Child { person: it.person, age: it.age })
        }
        (ReaderKind::School, Some(it)) if !it.is_adult() => Ok(Reader::School { child: it.person }),
        (ReaderKind::Adult, Some(it)) if it.is_adult() => {
            let answers_for = answers_for(tx, permit, it.person).await?;
            Ok(Reader::Adult { person: it.person, answers_for })
        }
        // A team gets a handover, which is no paper.
        (ReaderKind::Adult | ReaderKind::Child | ReaderKind::School | ReaderKind::Team, _) => Err(strange()),
    }
}

async fn answers_for(
    tx: &mut Tx,
    permit: &Permit<may::Disclose>,
    person: PersonId,
) -> Result<BTreeSet<PersonId>, Refusal> {
    let known = relationship::of_household(tx, permit).await?;
    let held = known.iter().map(|it| &it.value).filter(|it| it.from == person && it.until.is_none());
    Ok(held.filter(|it| it.parental_authority == Some(true)).map(|it| it.to).collect())
}

/// The suspicions that run, between whom. Whoever gives a plan away hears everybody, so none is hidden here.
async fn suspicions(tx: &mut Tx, permit: &Permit<may::Disclose>) -> Result<Vec<Suspicion>, Refusal> {
    let running = suspicion::running(tx, permit).await?;
    Ok(running.iter().map(|it| Suspicion { victim: it.victim, accused: it.accused }).collect())
}

const fn matter(kind: ItemKind) -> Matter {
    match kind {
        ItemKind::Situation => Matter::Situation,
        ItemKind::Condition => Matter::Condition,
        ItemKind::Agreement => Matter::Agreement,
        ItemKind::RiskFactor => Matter::RiskFactor,
        ItemKind::Measure => Matter::Measure,
        ItemKind::RecoveryGoal => Matter::RecoveryGoal,
    }
}
