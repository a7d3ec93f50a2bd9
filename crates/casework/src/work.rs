//! My work: everything that waits for the caller in all cases in which the caller has a seat, and the tasks of the teams
//! of the caller in others; what is overdue first.

use crate::silence::{self, QuietCase};
use crate::{Casework, Refusal};
use access::policy::allows;
use access::{Caller, CaseScope, Permission, Relation, Role, case_scope, handling_teams};
use chrono::{Days, NaiveDate};
use domain::id::{CaseId, PersonId, ReportId};
use domain::term::{TermKind, TermOwner};
use domain::time::amsterdam_day;
use domain::work::When;
use std::collections::BTreeMap;
use store::consultation::{self, ConsultationLine};
use store::names::PersonName;
use store::term::{self, Reach, RunningTerm};
use store::work::team::{self, TeamTask};
use store::work::{self, SeatedCase};
use store::{Tx, audit};

pub use store::work::{OpenWork, Work};

/// So many lines are shown at once; who has more begins with these.
pub const MOST: usize = 200;

/// Terms that end later than so many days from now are no work yet.
const TERMS_AHEAD_DAYS: u64 = 28;

/// What waits for the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MyWork {
    /// What is overdue first, then by day, then what waits longest.
    pub lines: Vec<WorkLine>,
    /// Terms of reports that the teams of the caller handle, the first to end first.
    pub reports: Vec<ReportTerm>,
    /// Cases of the caller in which too little happens, the most reasons first.
    pub quiet: Vec<QuietCase>,
    /// Consultations that the caller asked or advises on and that go on, what is due first.
    pub consultations: Vec<ConsultationLine>,
    /// Whether there is more than is shown.
    pub more: bool,
}

/// A term of a report that ends soon or is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportTerm {
    pub when: When,
    pub report: ReportId,
    /// What it is called.
    pub name: String,
    pub due: NaiveDate,
}

/// Something that waits, with the case in which it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkLine {
    pub when: When,
    /// What people call the case without naming anybody.
    pub code: String,
    /// The adults of the household, after whom people call it; nobody for a task of a team.
    pub adults: Vec<PersonName>,
    pub work: OpenWork,
    /// Whether the caller in particular was asked.
    pub mine: bool,
}

/// Reads it in four statements, however many cases there are.
///
/// # Errors
/// Those of the database.
pub async fn my_work(casework: &Casework, caller: &Caller) -> Result<MyWork, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let cases = work::seated(tx, caller).await?;
            let ids: Vec<CaseId> = cases.iter().map(|it| it.case).collect();
            let (mut open, signs) = work::open(tx, &ids).await?;
            let today = amsterdam_day(tx.now());
            let mut reports = Vec::new();
            for it in running(tx, caller, today).await? {
                let Some(name) = name_of(casework, &it) else { continue };
                match it.of {
                    TermOwner::Case(case) => open.push(waiting(case, &it, name)),
                    TermOwner::Report(report) => {
                        let due = it.due.day;
                        reports.push(ReportTerm { when: When::of(Some(due), today), report, name, due });
                    }
                }
            }

            let of_teams = team::of_teams(tx, i64::try_from(MOST).unwrap_or(i64::MAX)).await?;
            let by_id: BTreeMap<CaseId, &SeatedCase> = cases.iter().map(|it| (it.case, it)).collect();
            let mut lines: Vec<WorkLine> = open
                .into_iter()
                .filter_map(|work| {
                    let case = by_id.get(&work.case)?;
                    let mine = waits_for(&work.what, case, caller)?;
                    let (code, adults) = (case.code.clone(), case.adults.clone());
                    Some(WorkLine { when: When::of(work.due, today), code, adults, work, mine })
                })
                .collect();
            lines.extend(of_teams.into_iter().filter_map(|it| without_seat(it, &by_id, (caller, today))));
            lines.sort_by_key(|it| (it.when, it.work.due, it.work.since));
            let more = lines.len() > MOST;
            lines.truncate(MOST);

            let takes_part = [Relation::Asker, Relation::Consulted];
            let consultations = if allows(caller.role, &takes_part, Permission::ReadConsultation) {
                consultation::going_on(tx, caller).await?
            } else {
                Vec::new()
            };
            let quiet = silence::quiet_ones(casework, tx, signs);
            let persons: Vec<PersonId> = lines
                .iter()
                .flat_map(WorkLine::persons)
                .chain(quiet.iter().flat_map(QuietCase::persons))
                .collect();
            audit::record_list(tx, Permission::ReadCase, "my_work", &persons).await?;
            Ok(MyWork { lines, reports, quiet, consultations, more })
        })
        .await
}

/// A task of a team of the caller, in a case in which the caller has no seat; nothing for one that a colleague took.
fn without_seat(
    it: TeamTask,
    seated: &BTreeMap<CaseId, &SeatedCase>,
    (caller, today): (&Caller, NaiveDate),
) -> Option<WorkLine> {
    let mine = it.taken.as_ref().is_some_and(|taker| taker.membership == caller.membership);
    let elsewhere = it.taken.is_some() && !mine;
    if elsewhere || seated.contains_key(&it.work.case) {
        return None;
    }
    let when = When::of(it.work.due, today);
    Some(WorkLine { when, code: it.code, adults: Vec::new(), work: it.work, mine })
}

/// The terms that run in the cases of the caller, and for who works at Veilig Thuis in the reports of the own desk.
async fn running(tx: &mut Tx, caller: &Caller, today: NaiveDate) -> Result<Vec<RunningTerm>, Refusal> {
    let cases = CaseScope { in_duo: case_scope(caller, Permission::ReadCase).in_duo, ..CaseScope::default() };
    let handling = match caller.role {
        Role::VtWorker => handling_teams(caller, Permission::ReadReport),
        _ => &[],
    };
    let until = today.checked_add_days(Days::new(TERMS_AHEAD_DAYS)).unwrap_or(today);
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    Ok(term::running_for(tx, caller, Reach { cases, handling }, until, most).await?)
}

/// What a term is called; nothing for one that stands in the list as itself, as a check-in does.
fn name_of(casework: &Casework, it: &RunningTerm) -> Option<String> {
    if matches!(it.kind, TermKind::CheckInFirst | TermKind::CheckInSecond | TermKind::CheckInThird) {
        return None;
    }
    let definition = casework.terms.on(it.kind, amsterdam_day(it.started_at))?;
    Some(definition.name.clone())
}

fn waiting(case: CaseId, it: &RunningTerm, name: String) -> OpenWork {
    let what = Work::Term(it.id, name);
    OpenWork { case, what, person: None, due: Some(it.due.day), since: it.started_at }
}

/// Whether it waits for the caller in particular; nothing when it waits for somebody else.
fn waits_for(work: &Work, case: &SeatedCase, caller: &Caller) -> Option<bool> {
    match work {
        Work::Task { waits_for, owner, .. } => waits_for
            .is_for(caller.user, Some(case.seat), &caller.teams)
            .then_some(*owner == Some(caller.user)),
        // What another professional does, that one does; what the household does, the duo looks after.
        Work::Agreement { done_by: Some(user), .. } => (*user == caller.user).then_some(true),
        Work::Agreement { done_by: None, .. } | Work::CheckIn(_) | Work::Term(..) => Some(false),
        Work::Round(_) => Some(true),
    }
}

impl WorkLine {
    /// Everybody whom the line shows.
    fn persons(&self) -> impl Iterator<Item = PersonId> {
        self.adults.iter().chain(&self.work.person).map(|it| it.person)
    }
}
