//! The adopted versions: which there are, what one says, and two side by side.

use super::read::ask_to_read;
use super::{PlanNames, VersionFile, VersionLine};
use crate::{Casework, Refusal, absent};
use access::{Caller, Permit, may};
use domain::id::{CaseId, PlanItemId};
use domain::plan::{Content, Difference, PlanItem};
use std::collections::BTreeMap;
use store::Tx;
use store::plan::names::{Asked, names};
use store::plan::save::show_persons;
use store::plan::{self, version};

/// The versions of a plan with the names in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedVersions {
    pub versions: Vec<VersionLine>,
    pub names: PlanNames,
}

/// A version with the names in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedVersion {
    pub version: VersionFile,
    pub names: PlanNames,
}

/// Two states of a plan side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The older one; nothing before the first version.
    pub before: Option<VersionLine>,
    /// The newer one; nothing for the plan as it is being worked on.
    pub after: Option<VersionLine>,
    /// Every part of either, in the order in which a plan is read.
    pub differences: Vec<Difference>,
    pub names: PlanNames,
}

/// Reads the list of versions, newest first.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there or not for the caller.
pub async fn list(casework: &Casework, caller: &Caller, case: CaseId) -> Result<NamedVersions, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit = ask_to_read(tx, caller, case).await?;

            let versions = version::list(tx, &permit).await?;
            let mut asked = Asked::default();
            versions.iter().for_each(|it| asked.add_version(it));
            show_persons(tx, &permit, &asked.persons).await?;
            Ok(NamedVersions { names: names(tx, &asked).await?, versions })
        })
        .await
}

/// Reads one version.
///
/// # Errors
/// [`Refusal::NotFound`] when the case or the version is not there or not for the caller.
pub async fn read(
    casework: &Casework,
    caller: &Caller,
    case: CaseId,
    number: i32,
) -> Result<NamedVersion, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit = ask_to_read(tx, caller, case).await?;

            let version = one(tx, &permit, case, number).await?;
            let mut asked = Asked::default();
            asked.add_version(&version.line);
            version.items.iter().for_each(|it| asked.add(&it.content));
            show_persons(tx, &permit, &asked.persons).await?;
            Ok(NamedVersion { names: names(tx, &asked).await?, version })
        })
        .await
}

/// Lays a version beside the one before it; without a number the plan as it is being worked on beside the version
/// that holds.
///
/// # Errors
/// [`Refusal::NotFound`] when the case or the version is not there or not for the caller.
pub async fn compare(
    casework: &Casework,
    caller: &Caller,
    case: CaseId,
    number: Option<i32>,
) -> Result<Comparison, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit = ask_to_read(tx, caller, case).await?;

            let (before, after, now) = match number {
                Some(number) => {
                    let after = one(tx, &permit, case, number).await?;
                    let before = version::find(tx, &permit, number.saturating_sub(1)).await?;
                    (before, Some(after.line), texts(&after.items))
                }
                None => {
                    let before = version::holding(tx, &permit).await?;
                    let working = plan::working(tx, &permit).await?;
                    let live: Vec<PlanItem> = working.live().cloned().collect();
                    (before, None, texts(&live))
                }
            };
            let known = before.as_ref().map(|it| texts(&it.items)).unwrap_or_default();
            let mut asked = Asked::default();
            known.values().chain(now.values()).for_each(|it| asked.add(it));
            let before = before.map(|it| it.line);
            before.iter().chain(&after).for_each(|it| asked.add_version(it));
            show_persons(tx, &permit, &asked.persons).await?;
            let names = names(tx, &asked).await?;
            let differences = domain::plan::compare(&known, &now);
            Ok(Comparison { before, after, differences, names })
        })
        .await
}

async fn one(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    case: CaseId,
    number: i32,
) -> Result<VersionFile, Refusal> {
    let found = version::find(tx, permit, number).await?;
    found.ok_or_else(|| absent::<may::ReadCase>("plan_version", case.0))
}

fn texts(items: &[PlanItem]) -> BTreeMap<PlanItemId, Content> {
    items.iter().map(|it| (it.id, it.content.clone())).collect()
}
