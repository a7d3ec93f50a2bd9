//! Opening the file of one household. Who opens it is recorded with everybody whom it shows.

use crate::{Casework, Refusal, absent, ask};
use access::policy::allows;
use access::{Caller, Facts, HouseholdFacts, Permission, Permit, ReportFacts, may};
use domain::id::HouseholdId;
use store::Tx;
use store::household::{self, HouseholdFile};

/// Reads a household, with those of its cases and reports that the caller may read.
///
/// # Errors
/// [`Refusal::NotFound`] when it is not there or not for the caller.
pub async fn read(casework: &Casework, caller: &Caller, id: HouseholdId) -> Result<HouseholdFile, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let hidden = || absent::<may::ReadHousehold>("household", id.0);
            let facts = household::facts(tx, id).await?.ok_or_else(hidden)?;
            let permit: Permit<may::ReadHousehold> = ask(caller, &facts.value)?;

            let file = household::file(tx, &permit).await?.ok_or_else(hidden)?;
            Ok(without_what_is_not_for(caller, &facts.value, file))
        })
        .await
}

fn without_what_is_not_for(
    caller: &Caller,
    facts: &HouseholdFacts,
    mut file: HouseholdFile,
) -> HouseholdFile {
    let may = |facts: &dyn Facts, wanted| allows(caller.role, &facts.relations_of(caller), wanted);
    file.cases.retain(|line| {
        facts.cases.iter().any(|case| case.case == line.case && may(case, Permission::ReadCase))
    });
    file.reports.retain(|line| {
        let report = ReportFacts { report: line.report, household: file.household, team: line.team };
        may(&report, Permission::ReadReport)
    });
    file
}
