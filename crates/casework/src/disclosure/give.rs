//! Giving the plan to somebody: what is on the paper is kept word for word, in the transaction that takes it apart.

use super::preview::{self, Preview, Wanted};
use crate::{Casework, Creation, Refusal};
use access::Caller;
use domain::disclosure::{DisclosureDraft, DisclosureGround};
use domain::id::{DisclosureId, PersonId};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use store::Tx;
use store::disclosure::{self, Given};

/// What is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiveDisclosure {
    pub wanted: Wanted,
    pub ground: Option<DisclosureGround>,
    /// Into whose hands it goes, by name.
    pub receiver: Option<String>,
}

/// Gives the plan to somebody. `write` makes the document from what may be on it.
///
/// # Errors
/// [`Refusal::Invalid`] with every field that is wrong, `plan_not_adopted` without a version that holds,
/// [`Refusal::NotFound`] when the case or the reader is not there, [`Refusal::Forbidden`] outside the duo.
pub async fn give(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: GiveDisclosure,
    write: impl FnOnce(&Preview) -> String,
) -> Result<DisclosureId, Refusal> {
    let GiveDisclosure { wanted, ground, receiver } = command;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit = preview::permit(tx, caller, wanted.case).await?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(DisclosureId(made));
            }

            let new = DisclosureDraft { ground, receiver }.check()?;
            let preview = preview::of(casework, tx, &permit, wanted).await?;
            let given = given(&preview, write(&preview));

            let id = DisclosureId(casework.ids.random());
            disclosure::save(tx, &permit, id, &new, &given).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(id)
        })
        .await
}

fn given(preview: &Preview, content: String) -> Given {
    let told = preview.shown.iter().flat_map(|it| it.content.persons());
    let persons: BTreeSet<PersonId> = told.chain(preview.wanted.person).collect();
    Given {
        plan_version: preview.version.line.number,
        reader: preview.wanted.reader,
        person: preview.wanted.person,
        sheet: preview.wanted.sheet,
        content_hash: Sha256::digest(content.as_bytes()).into(),
        content,
        left_out: preview.left_out.len(),
        persons: persons.into_iter().collect(),
    }
}
