//! The scores of a case over time: each rater apart, never a mean.

use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::id::CaseId;
use domain::score::{RaterKey, Scored, Subject, Summary, latest_per_rater, summary};
use std::collections::BTreeMap;
use store::{Tx, case, score};

pub use store::names::{PersonName, UserName};
pub use store::score::{RaterName, ScoreLine};

/// The scores of a case over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreHistory {
    /// The scores of one rater about one subject, the household as a whole first.
    pub series: Vec<Series>,
    /// How the latest score of each rater lies, for each subject.
    pub summaries: Vec<SubjectSummary>,
}

/// The scores of one rater about one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    pub rater: RaterName,
    /// Whom they are about; nothing for the household as a whole.
    pub about: Option<PersonName>,
    /// Oldest first, at least one.
    pub scores: Vec<ScoreLine>,
}

/// How the latest score of each rater about one subject lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectSummary {
    /// Whom they are about; nothing for the household as a whole.
    pub about: Option<PersonName>,
    pub summary: Summary,
}

/// Reads the scores of a case over time.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there or not for the caller.
pub async fn history(casework: &Casework, caller: &Caller, case: CaseId) -> Result<ScoreHistory, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts =
                case::facts(tx, case).await?.ok_or_else(|| absent::<may::ReadCase>("case", case.0))?;
            let permit: Permit<may::ReadCase> = ask(caller, &facts.value)?;

            scores(tx, &permit).await
        })
        .await
}

/// The scores over time, for who may read the case.
pub(crate) async fn scores(tx: &mut Tx, permit: &Permit<may::ReadCase>) -> Result<ScoreHistory, Refusal> {
    Ok(arrange(score::history(tx, permit).await?))
}

fn arrange(lines: Vec<ScoreLine>) -> ScoreHistory {
    let scored: Vec<Scored> = lines.iter().map(|line| line.scored).collect();
    let mut series: BTreeMap<(Subject, RaterKey), Series> = BTreeMap::new();
    for line in lines {
        let key = (line.scored.subject, line.scored.rater);
        let new = || Series { rater: line.rater.clone(), about: line.about.clone(), scores: Vec::new() };
        series.entry(key).or_insert_with(new).scores.push(line);
    }
    let subjects: BTreeMap<Subject, Option<PersonName>> =
        series.iter().map(|((subject, _), it)| (*subject, it.about.clone())).collect();
    let summaries = subjects
        .into_iter()
        .filter_map(|(subject, about)| {
            let latest = latest_per_rater(&scored, subject);
            let latest: Vec<_> = latest.values().map(|it| it.value).collect();
            Some(SubjectSummary { about, summary: summary(&latest)? })
        })
        .collect();
    ScoreHistory { series: series.into_values().collect(), summaries }
}
