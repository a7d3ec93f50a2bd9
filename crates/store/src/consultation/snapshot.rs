//! Facts of a case that are frozen with a question: only what was chosen, as it stood then, and no name beside it.

use crate::case;
use crate::error::StoreError;
use crate::plan;
use crate::tx::Tx;
use access::{Caller, CaseScope, Permit, may};
use chrono::NaiveDate;
use domain::birth::BirthDate;
use domain::case::LegalGround;
use domain::consultation::{ChosenFacts, FactKind, KnownNames};
use domain::id::PersonId;
use domain::plan::{Field, ItemKind};
use domain::time::amsterdam_day;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;

/// The facts of a case that were chosen; what was not chosen is not there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct CaseSnapshot {
    /// Code of the phase.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub phase: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub household: Option<Vec<SnapshotMember>>,
    /// The Top-3 in its order, in the words of the plan.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub unsafe_situations: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub scores: Option<Vec<SnapshotScore>>,
    /// Of whom it tells something; kept beside it and never in it.
    #[serde(skip)]
    pub persons: Vec<PersonId>,
    /// The law that allows showing it; kept beside it as well.
    #[serde(skip)]
    pub ground: Option<LegalGround>,
}

/// A member of the household without a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct SnapshotMember {
    /// Code of the role in the household.
    pub role: String,
    /// In whole years, at least; nothing when it is not known.
    pub age: Option<u16>,
}

/// The latest score of a rater without a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct SnapshotScore {
    pub value: i16,
    pub on: NaiveDate,
    /// Whether a professional gave it; otherwise somebody of the household.
    pub by_professional: bool,
    /// Whether it is about the household as a whole; otherwise about somebody in it.
    pub about_household: bool,
}

/// So many of the newest cases are looked through for names.
const CASES: i64 = 200;

/// Takes the chosen facts of the case of the permit, as they stand now. The caller of this function records of whom they
/// tell something, when it saves them.
///
/// # Errors
/// Those of the database.
pub async fn take(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    chosen: &ChosenFacts,
) -> Result<CaseSnapshot, StoreError> {
    let wanted = permit.case().ok_or(StoreError::Stale)?;
    let line = case::lines(tx, &[wanted]).await?.pop().ok_or(StoreError::Stale)?;
    let today = amsterdam_day(tx.now());
    let is_chosen = |fact| chosen.kinds.contains(&fact);
    // The question itself is about them, whatever is shown with it.
    let mut persons: BTreeSet<PersonId> = line.persons().into_iter().collect();
    let mut facts = CaseSnapshot { ground: Some(chosen.ground), ..CaseSnapshot::default() };
    if is_chosen(FactKind::Phase) {
        facts.phase = Some(line.phase.clone());
    }
    if is_chosen(FactKind::Household) {
        let member = |it: &case::MemberLine| {
            let birth = BirthDate::parse(&it.birth).or_else(|_| BirthDate::parse_expected(&it.birth)).ok();
            let age = birth.and_then(|birth| birth.age_on(today)).map(|age| age.years);
            SnapshotMember { role: it.role.clone(), age }
        };
        facts.household = Some(line.members.iter().map(member).collect());
    }
    if is_chosen(FactKind::Scores) {
        let score = |it: &case::LatestScore| SnapshotScore {
            value: it.value,
            on: amsterdam_day(it.at),
            by_professional: it.rater_user.is_some(),
            about_household: it.about.is_none(),
        };
        let mut scores: Vec<SnapshotScore> = line.scores.iter().map(score).collect();
        scores.sort_by_key(|it| (it.value, it.on, it.by_professional, it.about_household));
        facts.scores = Some(scores);
        persons.extend(line.scores.iter().flat_map(|it| [it.rater_person, it.about]).flatten());
    }
    if is_chosen(FactKind::UnsafeSituations) {
        let plan = plan::working(tx, permit).await?;
        let mut situations: Vec<_> = plan.of_kind(ItemKind::Situation).collect();
        situations.sort_by_key(|it| it.content.rank());
        let text = |it: &&domain::plan::PlanItem| it.content.text(Field::What).map(str::to_owned);
        facts.unsafe_situations = Some(situations.iter().filter_map(text).collect());
        persons.extend(situations.iter().flat_map(|it| it.content.persons()));
    }
    facts.persons = persons.into_iter().collect();
    Ok(facts)
}

/// The names of everybody in the cases that the caller finds in the own list, the newest first: what may not stand in a
/// question without a name. They are compared and shown to nobody.
///
/// # Errors
/// Those of the database.
pub async fn names_in_sight(
    tx: &mut Tx,
    caller: &Caller,
    scope: CaseScope,
) -> Result<KnownNames, StoreError> {
    let cases = case::page(tx, caller, scope, None, CASES).await?;
    let lines = case::lines(tx, &cases).await?;
    Ok(KnownNames::new(lines.iter().flat_map(|it| &it.members).map(|it| it.name.as_str())))
}

impl CaseSnapshot {
    /// As it stands in its row.
    pub(super) fn written(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// From its row; nothing when that holds something else.
    pub(super) fn read(written: Value, persons: Vec<PersonId>, ground: &str) -> Option<Self> {
        let facts: Self = serde_json::from_value(written).ok()?;
        let ground = Some(LegalGround::from_code(ground)?);
        Some(Self { persons, ground, ..facts })
    }
}
