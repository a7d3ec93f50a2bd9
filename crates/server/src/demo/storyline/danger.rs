//! Danger in the storyline: a sign of it with what was decided, and how somebody is reached safely.

use access::Caller;
use casework::red_flag::{self, RecordFlag, WriteOnFlag};
use casework::safe_contact::{self, NoteSafeContact};
use domain::danger::{FlagDraft, FlagEntryKind, FlagSource, RedFlagKind};
use domain::reach::{Channel, SafeContactDraft};
use domain::time::amsterdam_day;

use super::super::life::Life;
use super::Told;
use super::step::{Reach, Sign, known};
use crate::failure::Failure;

impl Told {
    /// Writes the sign down, and on the same day what was decided on it.
    pub(super) async fn sign(&self, life: &mut Life<'_>, by: &Caller, sign: &Sign) -> Result<(), Failure> {
        let case = self.case()?;
        let flag = FlagDraft {
            person: Some(self.person(&sign.person)?),
            kind: Some(known(&sign.flag, RedFlagKind::from_code(&sign.flag))?),
            source: Some(known(&sign.source, FlagSource::from_code(&sign.source))?),
            noticed_on: Some(amsterdam_day(life.now())),
            note: Some(sign.note.clone()),
        };
        let made = red_flag::record(&life.casework, by, &life.creation(), RecordFlag { case, flag }).await?;
        life.pass(40..=90);
        let (flag, kind) = (made.flag, FlagEntryKind::Decision);
        let command = WriteOnFlag { case, flag, kind, told: Some(sign.decided.clone()), decided_at: None };
        red_flag::write(&life.casework, by, &life.creation(), command).await?;
        Ok(())
    }

    pub(super) async fn reach(&self, life: &Life<'_>, by: &Caller, reach: &Reach) -> Result<(), Failure> {
        let way = SafeContactDraft {
            person: Some(self.person(&reach.person)?),
            channel: Some(known(&reach.channel, Channel::from_code(&reach.channel))?),
            reach: Some(reach.number.clone()),
            hours: Some(reach.hours.clone()),
            may_be_said: Some(reach.may_be_said.clone()),
            overheard_by: Some(reach.overheard_by.clone()),
            message_allowed: false,
        };
        let command = NoteSafeContact { case: self.case()?, way };
        safe_contact::note(&life.casework, by, &life.creation(), command).await?;
        Ok(())
    }
}
