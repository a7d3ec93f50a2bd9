//! Which paper is wanted, and to whom it is given, as it is filled in. What may be on it is for the use case.

use casework::disclosure::{GiveDisclosure, Wanted};
use domain::disclosure::{DisclosureDraft, DisclosureGround, ReaderKind, Sheet};
use domain::fault::Faults;
use domain::id::{CaseId, PersonId};

use super::together;
use crate::shared::fields::{Body, Draft, Fields};

/// For whom, and which sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaperWanted {
    reader: ReaderKind,
    person: Option<PersonId>,
    sheet: Sheet,
}

/// Why it may be given, and to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDisclosure {
    ground: Option<DisclosureGround>,
    receiver: Option<String>,
}

impl Body for PaperWanted {
    const NAME: &'static str = "PaperWanted";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let reader = fields.required("reader");
        let person = fields.optional("person");
        let sheet = fields.required("sheet");
        Some(Self { reader: reader?, person, sheet: sheet? })
    }
}

impl PaperWanted {
    /// The same for a case.
    pub const fn of(self, case: CaseId) -> Wanted {
        Wanted { case, reader: self.reader, person: self.person, sheet: self.sheet }
    }
}

/// A paper, why it may be given and to whom, in one piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperGiven {
    wanted: PaperWanted,
    given: NewDisclosure,
}

impl Body for PaperGiven {
    const NAME: &'static str = "NewPaperGiven";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let wanted = PaperWanted::read(fields);
        let given = NewDisclosure::read(fields);
        Some(Self { wanted: wanted?, given: given? })
    }
}

impl PaperGiven {
    /// What the use case is asked to do.
    pub fn command(self, case: CaseId) -> GiveDisclosure {
        let NewDisclosure { ground, receiver } = self.given;
        GiveDisclosure { wanted: self.wanted.of(case), ground, receiver }
    }
}

impl Body for NewDisclosure {
    const NAME: &'static str = "NewDisclosure";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let ground = fields.required("ground");
        let receiver = fields.required("receiver");
        Some(Self { ground, receiver })
    }
}

impl Draft<NewDisclosure> {
    /// What the use case is asked to do.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn command(self, wanted: Wanted) -> Result<GiveDisclosure, Faults> {
        let NewDisclosure { ground, receiver } = self.body;
        if self.faults.is_empty() {
            return Ok(GiveDisclosure { wanted, ground, receiver });
        }
        match (DisclosureDraft { ground, receiver }).check() {
            Ok(_) => Err(self.faults),
            Err(judged) => Err(together(self.faults, judged)),
        }
    }
}
