//! How somebody wants to be told, and up to where notices have been read.

use domain::notice::MailChoice;

use crate::shared::fields::values::Whole;
use crate::shared::fields::{Body, Fields};

/// How somebody wants mail.
#[derive(Debug, Clone, Copy)]
pub struct PreferenceBody(pub MailChoice);

/// Everything up to a notice has been read.
#[derive(Debug, Clone, Copy)]
pub struct ReadUpTo(pub i64);

impl Body for PreferenceBody {
    const NAME: &'static str = "NoticePreferenceChange";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        fields.required("mail").map(Self)
    }
}

impl Body for ReadUpTo {
    const NAME: &'static str = "ReadUpTo";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        fields.required::<Whole<1, { i64::MAX }>>("upTo").map(|number| Self(number.0))
    }
}
