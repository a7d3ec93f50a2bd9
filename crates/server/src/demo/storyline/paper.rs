//! The plan of the storyline on paper, as it is given to who lives there.

use access::Caller;
use casework::disclosure::{self, GiveDisclosure, Wanted};
use domain::disclosure::{DisclosureGround, ReaderKind, Sheet};
use web::shared::paper;

use super::super::life::Life;
use super::Told;
use super::step::{Gift, known};
use crate::failure::Failure;

impl Told {
    pub(super) async fn give(&self, life: &Life<'_>, by: &Caller, gift: &Gift) -> Result<(), Failure> {
        let wanted = Wanted {
            case: self.case()?,
            reader: known(&gift.reader, ReaderKind::from_code(&gift.reader))?,
            person: gift.person.as_deref().map(|it| self.person(it)).transpose()?,
            sheet: known(&gift.sheet, Sheet::from_code(&gift.sheet))?,
        };
        let ground = Some(known(&gift.ground, DisclosureGround::from_code(&gift.ground))?);
        let command = GiveDisclosure { wanted, ground, receiver: Some(gift.receiver.clone()) };
        disclosure::give(&life.casework, by, &life.creation(), command, paper::kept).await?;
        Ok(())
    }
}
