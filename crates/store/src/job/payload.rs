//! How a job is written in its row: a kind, a key and a payload of identifiers and codes.

use super::{Job, Lane};
use chrono::{DateTime, SecondsFormat, Utc};
use domain::id::{CaseId, ConsultationEntryId, ConsultationId, HandoverId, MailId, TaskId};
use domain::notice::NoticeKind;
use serde_json::{Value, json};
use uuid::Uuid;

const TELL: &str = "tell";
const PASSED_ON: &str = "passed_on";
const CONSULTED: &str = "consulted";
const SEND_MAIL: &str = "send_mail";
const REMIND: &str = "remind";
const CLIMB: &str = "climb";
const DIGEST: &str = "digest";
const SWEEP: &str = "sweep";
const LAPSE: &str = "lapse";

/// What this program knows. A kind that is not here, left by a newer program, stays in the queue.
pub(super) const KINDS: &[&str] =
    &[TELL, PASSED_ON, CONSULTED, SEND_MAIL, REMIND, CLIMB, DIGEST, SWEEP, LAPSE];

impl Lane {
    /// The lane with this code.
    pub(super) fn from_code(code: &str) -> Option<Self> {
        [Self::Desk, Self::Post].into_iter().find(|lane| lane.code() == code)
    }

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Post => "post",
        }
    }
}

impl Job {
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Tell { .. } => TELL,
            Self::PassedOn { .. } => PASSED_ON,
            Self::Consulted { .. } => CONSULTED,
            Self::SendMail { .. } => SEND_MAIL,
            Self::Remind { .. } => REMIND,
            Self::Climb { .. } => CLIMB,
            Self::Digest { .. } => DIGEST,
            Self::Sweep { .. } => SWEEP,
            Self::Lapse { .. } => LAPSE,
        }
    }

    pub(super) const fn lane(&self) -> Lane {
        match self {
            Self::SendMail { .. } => Lane::Post,
            Self::Tell { .. }
            | Self::PassedOn { .. }
            | Self::Consulted { .. }
            | Self::Remind { .. }
            | Self::Climb { .. }
            | Self::Digest { .. }
            | Self::Lapse { .. }
            | Self::Sweep { .. } => Lane::Desk,
        }
    }

    /// What the same job has in common however often it is asked for.
    pub(super) fn key(&self) -> String {
        let kind = self.kind();
        match self {
            Self::Tell { about, origin, .. } => format!("{kind}:{about}:{origin}"),
            Self::PassedOn { task, turn, .. } => format!("{kind}:{task}:{turn}"),
            Self::Consulted { about, entry, .. } => format!("{kind}:{about}:{entry}"),
            Self::SendMail { mail } => format!("{kind}:{mail}"),
            Self::Lapse { handover } => format!("{kind}:{handover}"),
            Self::Remind { at } | Self::Climb { at } | Self::Digest { at } | Self::Sweep { at } => {
                format!("{kind}:{}", written(*at))
            }
        }
    }

    pub(super) fn payload(&self) -> Value {
        match self {
            Self::Tell { about, case, origin } => {
                json!({ "about": about.code(), "case": case.0, "origin": origin })
            }
            Self::PassedOn { case, task, turn } => json!({ "case": case.0, "task": task.0, "turn": turn }),
            Self::Consulted { about, consultation, entry } => {
                json!({ "about": about.code(), "consultation": consultation.0, "entry": entry.0 })
            }
            Self::SendMail { mail } => json!({ "mail": mail.0 }),
            Self::Lapse { handover } => json!({ "handover": handover.0 }),
            Self::Remind { at } | Self::Climb { at } | Self::Digest { at } | Self::Sweep { at } => {
                json!({ "at": written(*at) })
            }
        }
    }

    /// The case in which it comes after what was asked before. A place in a duo may begin later than what is told after
    /// it, and holds up nothing.
    pub(super) const fn in_order_of(&self) -> Option<CaseId> {
        match self {
            Self::Tell { about: NoticeKind::DuoAssigned, .. } => None,
            Self::Tell { case, .. } | Self::PassedOn { case, .. } => Some(*case),
            Self::Consulted { .. }
            | Self::SendMail { .. }
            | Self::Remind { .. }
            | Self::Climb { .. }
            | Self::Digest { .. }
            | Self::Lapse { .. }
            | Self::Sweep { .. } => None,
        }
    }

    /// The job of a row; nothing when it says something that this program does not know.
    pub(super) fn read(kind: &str, payload: &Value) -> Option<Self> {
        let text = |field: &str| payload.get(field).and_then(Value::as_str);
        let id = |field: &str| text(field).and_then(|it| it.parse::<Uuid>().ok());
        let at = || text("at").and_then(|it| it.parse::<DateTime<Utc>>().ok());
        match kind {
            TELL => Some(Self::Tell {
                about: NoticeKind::from_code(text("about")?)?,
                case: CaseId(id("case")?),
                origin: id("origin")?,
            }),
            PASSED_ON => Some(Self::PassedOn {
                case: CaseId(id("case")?),
                task: TaskId(id("task")?),
                turn: payload.get("turn").and_then(Value::as_i64).and_then(|it| it.try_into().ok())?,
            }),
            CONSULTED => Some(Self::Consulted {
                about: NoticeKind::from_code(text("about")?)?,
                consultation: ConsultationId(id("consultation")?),
                entry: ConsultationEntryId(id("entry")?),
            }),
            SEND_MAIL => Some(Self::SendMail { mail: MailId(id("mail")?) }),
            REMIND => Some(Self::Remind { at: at()? }),
            CLIMB => Some(Self::Climb { at: at()? }),
            DIGEST => Some(Self::Digest { at: at()? }),
            LAPSE => Some(Self::Lapse { handover: HandoverId(id("handover")?) }),
            SWEEP => Some(Self::Sweep { at: at()? }),
            _ => None,
        }
    }
}

fn written(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Job> {
        let at = "2026-05-07T09:00:00Z".parse().unwrap();
        let (case, origin) = (CaseId(Uuid::from_u128(1)), Uuid::from_u128(2));
        let tell = |about: &NoticeKind| Job::Tell { about: *about, case, origin };
        let mut all: Vec<Job> = NoticeKind::ALL.iter().map(tell).collect();
        all.extend([1, 2].map(|turn| Job::PassedOn { case, task: TaskId(origin), turn }));
        let (consultation, entry) = (ConsultationId(case.0), ConsultationEntryId(origin));
        all.push(Job::Consulted { about: NoticeKind::ConsultationTurn, consultation, entry });
        all.push(Job::SendMail { mail: MailId(origin) });
        all.push(Job::Lapse { handover: HandoverId(origin) });
        all.extend([Job::Remind { at }, Job::Climb { at }, Job::Digest { at }, Job::Sweep { at }]);
        all
    }

    #[test]
    fn what_is_written_is_read_back() {
        for job in all() {
            assert_eq!(Job::read(job.kind(), &job.payload()), Some(job.clone()));
            assert!(KINDS.contains(&job.kind()), "{job:?}");
        }
    }

    #[test]
    fn different_jobs_have_different_keys() {
        let mut keys: Vec<String> = all().iter().map(Job::key).collect();
        let number = keys.len();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), number);
    }

    #[test]
    fn a_job_of_another_program_is_nothing_here() {
        assert_eq!(Job::read("brew_coffee", &json!({})), None);
        assert_eq!(Job::read(TELL, &json!({ "about": "a_new_thing" })), None);
    }
}
