//! Bringing mails to the post. A mail is marked as sent in the transaction that holds its job, after the post has taken
//! it: who dies between the two brings it again, under the same Message-ID (decision 0011).

use super::Worker;
use crate::Refusal;
use domain::id::MailId;
use futures_util::future::join_all;
use secrecy::SecretString;
use std::future::Future;
use std::pin::Pin;
use store::Tx;
use store::job::{Job, Taken};
use store::mail::{self, Ending, Outgoing};

/// What a mail is made of. It says that something waits and never what: no more than this is ever handed over.
#[derive(Debug, Clone)]
pub struct Letter {
    /// The Message-ID is made of it, so that the same mail is the same for who receives it.
    pub id: MailId,
    pub to: SecretString,
    /// What people call the case without naming anybody; nothing for a digest.
    pub code: Option<String>,
    pub urgent: bool,
    /// How many notices it is about.
    pub number: i32,
}

/// The post did not take a mail; the sentence is for operators and holds no address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotDelivered(pub String);

/// Whoever speaks with the post.
pub trait Postman: Send + Sync {
    /// Hands over a letter, and answers once the post has taken it.
    fn deliver<'a>(
        &'a self,
        letter: &'a Letter,
    ) -> Pin<Box<dyn Future<Output = Result<(), NotDelivered>> + Send + 'a>>;
}

impl Worker {
    /// Brings mails to the post, side by side, and tells the numbers of the jobs that are done.
    pub(super) async fn post(&self, tx: &mut Tx, taken: &[&Taken]) -> Result<Vec<i64>, Refusal> {
        let ids: Vec<MailId> = taken.iter().filter_map(|it| mail_of(it)).collect();
        let outgoing = mail::outgoing(tx, &ids).await?;
        let handed = join_all(outgoing.iter().map(|it| self.hand_over(it))).await;

        let mut failed = Vec::new();
        let (mut sent, mut homeless, mut left, mut off) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (mail, how) in outgoing.iter().zip(handed) {
            match how {
                Ok(Ending::Sent) => sent.push(mail.id),
                Ok(Ending::NoAddress) => homeless.push(mail.id),
                Ok(Ending::Left) => left.push(mail.id),
                Ok(Ending::SwitchedOff) => off.push(mail.id),
                Err(error) => {
                    tracing::warn!(mail = %mail.id, %error, "the post did not take a mail");
                    failed.push(mail.id);
                }
            }
        }
        mail::end(tx, &sent, Ending::Sent).await?;
        mail::end(tx, &homeless, Ending::NoAddress).await?;
        mail::end(tx, &left, Ending::Left).await?;
        mail::end(tx, &off, Ending::SwitchedOff).await?;

        let mut done = Vec::with_capacity(taken.len());
        for it in taken {
            match mail_of(it) {
                Some(mail) if !failed.contains(&mail) => done.push(it.number),
                Some(_) => self.fail(tx, it, self.dice(), "not_delivered").await?,
                None => self.fail(tx, it, self.dice(), "broken").await?,
            }
        }
        Ok(done)
    }

    async fn hand_over(&self, mail: &Outgoing) -> Result<Ending, NotDelivered> {
        let Some(postman) = &self.postman else { return Ok(Ending::SwitchedOff) };
        if !mail.still_works {
            return Ok(Ending::Left);
        }
        let Some(to) = mail.address.clone() else { return Ok(Ending::NoAddress) };
        let Outgoing { id, code, urgent, number, .. } = mail.clone();
        postman.deliver(&Letter { id, to, code, urgent, number }).await?;
        Ok(Ending::Sent)
    }
}

const fn mail_of(taken: &Taken) -> Option<MailId> {
    match &taken.job {
        Some(Job::SendMail { mail }) => Some(*mail),
        _ => None,
    }
}
