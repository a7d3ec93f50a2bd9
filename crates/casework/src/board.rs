//! The board of a team: how much work everybody has, which cases lack a member of the duo or are silent, who is away. Numbers and codes
//! of cases: who leads a team divides the work and does not need what is in it.

use crate::desk::ask_at_desk;
use crate::{Casework, Refusal, silence};
use access::{Caller, Permit, may};
use chrono::NaiveDate;
use domain::id::{CaseId, MembershipId, TaskId};
use domain::task::TaskKind;
use domain::time::amsterdam_day;
use store::board;
use store::work::team::{self, TeamTask};
use store::work::{self, Work};
use store::{Tx, absence};

pub use store::absence::AbsenceLine;
pub use store::board::{MemberLoad, ShortCase};

/// The board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// Who has most overdue first, then who has most work.
    pub members: Vec<MemberLoad>,
    /// The cases without a full duo that wait longest, and how many there are.
    pub short: Vec<ShortCase>,
    pub short_in_all: usize,
    /// In how many cases too little happens.
    pub silent: usize,
    /// What waits for the teams, the first [`MOST`] by day.
    pub team_tasks: Vec<TeamTaskLine>,
    /// Absences that go on or come.
    pub absences: Vec<AbsenceLine>,
}

/// What waits for somebody of the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberWork {
    pub member: MemberLoad,
    /// The others of the team.
    pub others: Vec<MemberLoad>,
    /// What is due first, first.
    pub tasks: Vec<MemberTask>,
}

/// A task as a lead sees it: no words that somebody wrote, and nobody whom it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberTask {
    pub task: TaskId,
    pub case: CaseId,
    /// What people call the case without naming anybody.
    pub code: String,
    pub kind: TaskKind,
    pub due: NaiveDate,
    pub overdue: bool,
}

/// A task that waits for a team of the lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamTaskLine {
    pub line: MemberTask,
    /// Who of the team took it.
    pub taken_by: Option<String>,
}

/// So many tasks of the teams are shown at once.
pub const MOST: i64 = 50;

/// Reads the board of the teams of the caller.
///
/// # Errors
/// [`Refusal::NotFound`] for who leads no team.
pub async fn board(casework: &Casework, caller: &Caller) -> Result<Board, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit: Permit<may::ReadBoard> = ask_at_desk(caller, None)?;

            let mut members = board::loads(tx, &permit).await?;
            members.sort_by_key(|it| (-it.overdue, -it.tasks, -it.cases));
            let (short, short_in_all) = board::short_cases(tx, &permit).await?;
            let silent = silence::of_teams(casework, tx, &permit).await?.len();
            let today = amsterdam_day(tx.now());
            let waiting = team::of_teams(tx, MOST).await?;
            let team_tasks = waiting.into_iter().filter_map(|it| of_team(it, today)).collect();
            let absences = absence::list(tx, tx.now()).await?;
            Ok(Board { members, short, short_in_all, silent, team_tasks, absences })
        })
        .await
}

/// The task without the words of who asked and without whom it is about.
fn of_team(it: TeamTask, today: NaiveDate) -> Option<TeamTaskLine> {
    let (due, code, case) = (it.work.due?, it.code, it.work.case);
    let Work::Task { task, kind, .. } = it.work.what else { return None };
    let line = MemberTask { task, case, code, kind, due, overdue: due < today };
    Some(TeamTaskLine { line, taken_by: it.taken.map(|taker| taker.name) })
}

/// Reads the tasks that wait for somebody of the teams of the caller.
///
/// # Errors
/// [`Refusal::NotFound`] for who leads no team, or for somebody of another team.
pub async fn member(casework: &Casework, caller: &Caller, who: MembershipId) -> Result<MemberWork, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit: Permit<may::ReadBoard> = ask_at_desk(caller, None)?;

            let loads = board::loads(tx, &permit).await?;
            let (member, others): (Vec<_>, Vec<_>) = loads.into_iter().partition(|it| it.membership == who);
            let hidden = || Refusal::hidden(access::Permission::ReadBoard, ("membership", Some(who.0)));
            let member = member.into_iter().next().ok_or_else(hidden)?;
            let cases = board::cases_of(tx, &permit, who).await?;
            let ids: Vec<CaseId> = cases.keys().copied().collect();
            let today = amsterdam_day(tx.now());
            let (open, _) = work::open(tx, &ids).await?;
            let mut tasks: Vec<MemberTask> = open
                .into_iter()
                .filter_map(|it| {
                    let of = cases.get(&it.case)?;
                    let Work::Task { task, kind, waits_for, .. } = it.what else { return None };
                    let due = it.due?;
                    let waits = waits_for.is_for(member.user, Some(of.seat), &[]);
                    let code = of.code.clone();
                    waits.then_some(MemberTask { task, case: it.case, code, kind, due, overdue: due < today })
                })
                .collect();
            tasks.sort_by(|one, two| (one.due, &one.code).cmp(&(two.due, &two.code)));
            Ok(MemberWork { member, others, tasks })
        })
        .await
}
