//! Mail over SMTP. A mail says that something waits in Tandem, with a code and a link, and never more: what it is about
//! is read there, by whoever may.

use std::fs;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use casework::job::{Letter, NotDelivered, Postman};
use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use secrecy::ExposeSecret;
use tokio::time::timeout;

use crate::failure::Failure;
use crate::settings::mail::{Encryption, MailSettings};
use crate::settings::{Settings, SettingsError};

/// Somebody who brings mail to a server over SMTP.
struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    sender: Mailbox,
    patience: Duration,
    /// Where notices are read.
    notices: String,
}

/// Who brings mail in this installation; nobody when no server is set, and never in a demo.
///
/// # Errors
/// When the mail server cannot be described.
pub fn of(settings: &Settings) -> Result<Option<Arc<dyn Postman>>, Failure> {
    let mail = &settings.mail;
    let (Some(server), Some(sender)) = (&mail.server, mail.sender()) else { return Ok(None) };
    if settings.demo.enabled {
        return Ok(None);
    }
    let patience = Duration::from_secs(mail.patience_seconds.into());
    let builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(server.as_str());
    let mut builder = builder.port(mail.port).tls(protection(mail, server)?).timeout(Some(patience));
    if let (Some(user), Some(password)) = (&mail.user, mail.password()?) {
        let password = password.expose_secret().to_owned();
        builder = builder.credentials(Credentials::new(user.clone(), password));
    }
    let notices = format!("{}/notices", settings.http.public_url());
    Ok(Some(Arc::new(Smtp { transport: builder.build(), sender, patience, notices })))
}

impl Postman for Smtp {
    fn deliver<'a>(
        &'a self,
        letter: &'a Letter,
    ) -> Pin<Box<dyn Future<Output = Result<(), NotDelivered>> + Send + 'a>> {
        Box::pin(async move {
            let message = self.message(letter)?;
            let sent = timeout(self.patience, self.transport.send(message));
            match sent.await {
                Ok(Ok(_)) => Ok(()),
                Ok(Err(error)) => Err(NotDelivered(reason(&error))),
                Err(_) => Err(NotDelivered("the mail server took too long".to_owned())),
            }
        })
    }
}

impl Smtp {
    fn message(&self, letter: &Letter) -> Result<Message, NotDelivered> {
        // What the library says of an address or a mail would repeat it, so it is left out.
        let to: Option<Mailbox> = letter.to.expose_secret().parse().ok();
        let to = to.ok_or_else(|| NotDelivered("this is no mail address".to_owned()))?;
        let id = format!("<{}@{}>", letter.id, self.sender.email.domain());
        Message::builder()
            .message_id(Some(id))
            .from(self.sender.clone())
            .to(to)
            .subject(subject(letter))
            .body(body(letter, &self.notices))
            .ok()
            .ok_or_else(|| NotDelivered("the mail cannot be written".to_owned()))
    }
}

fn subject(letter: &Letter) -> &'static str {
    if letter.urgent { "Dringend: er wacht werk in Tandem" } else { "Er wacht werk in Tandem" }
}

fn body(letter: &Letter, notices: &str) -> String {
    let about = match (&letter.code, letter.number) {
        (Some(code), _) => format!("Code: {code}"),
        (None, 1) => "U heeft 1 ongelezen bericht.".to_owned(),
        (None, number) => format!("U heeft {number} ongelezen berichten."),
    };
    format!(
        "Er wacht werk in Tandem.\n\n{about}\n{notices}\n\nWaarover het gaat, leest u na het inloggen. \
         Antwoorden op deze mail leest niemand.\n"
    )
}

/// Why a mail was not taken, without what the server said: that may hold the address.
fn reason(error: &lettre::transport::smtp::Error) -> String {
    match error.status() {
        Some(code) => format!("the mail server answered {code}"),
        None if error.is_tls() => "the mail server cannot be trusted".to_owned(),
        None => "the mail server cannot be reached".to_owned(),
    }
}

fn protection(mail: &MailSettings, server: &str) -> Result<Tls, Failure> {
    let mut wanted = TlsParameters::builder(server.to_owned());
    if let Some(file) = &mail.authority_file {
        let unreadable = |source| SettingsError::File { path: file.clone(), source };
        let text = fs::read(file).map_err(unreadable)?;
        let authority = Certificate::from_pem(&text).map_err(|error| unusable(&error))?;
        wanted = wanted.add_root_certificate(authority);
    }
    match mail.encryption {
        Encryption::None => Ok(Tls::None),
        Encryption::Tls => Ok(Tls::Wrapper(wanted.build().map_err(|error| unusable(&error))?)),
        Encryption::Starttls => Ok(Tls::Required(wanted.build().map_err(|error| unusable(&error))?)),
    }
}

fn unusable(error: &lettre::transport::smtp::Error) -> SettingsError {
    SettingsError::Invalid(vec![format!("[mail]: {error}")])
}
