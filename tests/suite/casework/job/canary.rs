//! What leaves the case: mail, calendars and notices of the whole demonstration are searched for everybody in it.

use crate::support::post_office::PostOffice;
use crate::support::worker::work_off;
use crate::support::{Site, Walker, World};
use ::casework::account::admin::{acting_as, set_mail_address};
use ::casework::job::Worker;
use ::casework::{calendar, notice};
use domain::notice::MailChoice;
use server::demo::cast::PASSWORD;
use server::demo::fill::{Filling, ProgressBar, fill};
use server::settings::demo::Scale;
use server::settings::{Settings, Sources};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Settings of an installation whose mail goes to this port.
fn settings(port: u16) -> Settings {
    let mut sources = Sources::default()
        .with("http.public_url", "https://tandem.test", "test")
        .with("database.data", "/nonexistent", "test")
        .with("mail.server", "127.0.0.1", "test")
        .with("mail.port", port.to_string(), "test")
        .with("mail.encryption", "none", "test");
    for key in ["signing", "field", "index", "form"] {
        sources = sources.with(&format!("secrets.{key}_key_file"), "/nonexistent", "test");
    }
    Settings::read(&sources).unwrap()
}

/// What may be in no mail, no calendar and no notice: names of everybody in a household as whole words, days of birth,
/// and words that say what it is about.
async fn canaries(world: &World) -> BTreeSet<String> {
    let query = "SELECT DISTINCT word FROM persons, unnest(ARRAY[given_name, family_name, \
                   CASE WHEN length(birth) = 10 THEN birth END, CASE WHEN length(birth) = 10 THEN replace(birth, '-', '') END]) word \
                 WHERE length(word) > 2";
    let mut canaries: BTreeSet<String> = world.lines(query).await.into_iter().collect();
    canaries.extend(
        ["geweld", "vlag", "vlaggen", "cijfer", "veiligheid", "onveilig", "low_score"].map(str::to_owned),
    );
    assert!(canaries.len() > 40, "{canaries:?}");
    canaries
}

fn found(text: &str, canaries: &BTreeSet<String>) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_'));
    let words: BTreeSet<&str> = words.collect();
    let long = |it: &&String| it.contains(' ') && text.contains(it.as_str());
    canaries.iter().filter(|it| words.contains(it.as_str()) || long(it)).cloned().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_mail_no_calendar_and_no_notice_names_anybody() {
    let world = World::new().await;
    let wanted = Filling { households: 24, ..Filling::whole(Scale::Duo, 2022, world.now()) };
    fill(&world.casework_with_pool(8), wanted, &ProgressBar::hidden()).await.unwrap();
    let members = "SELECT u.name || ' ' || m.id FROM users u JOIN memberships m ON m.user_id = u.id \
                   WHERE m.ends_at IS NULL ORDER BY 1";
    let everybody = world.lines(members).await;
    for line in &everybody {
        let (name, _) = line.split_once(' ').unwrap();
        set_mail_address(&world.casework, name, format!("p{}@werk.test", line.len()).into()).await.unwrap();
    }
    world.build("INSERT INTO notice_choices SELECT id, 'at_once', created_at FROM users").await;

    let post = PostOffice::open().await;
    let postman = server::work::postman::of(&settings(post.port)).unwrap();
    let worker = Worker { postman, ..world.worker(&Arc::default()) };
    worker.look_at_the_clock().await.unwrap();
    work_off(&worker).await;
    let sent = world.lines("SELECT count(*) FROM mails WHERE ending = 'sent'").await[0].parse().unwrap();
    post.has_been_brought(sent).await;
    let canaries = canaries(&world).await;
    let mails = post.mails();
    assert!(mails.len() > 10, "only {} mails", mails.len());
    let of_terms = world.lines("SELECT count(*) FROM notices WHERE kind IN ('term_near', 'term_over')").await;
    assert_ne!(of_terms, ["0"], "terms are told of as well");
    for mail in mails.values() {
        assert_eq!(found(&mail.text, &canaries), [""; 0], "{}", mail.text);
    }

    let mut secrets = Vec::new();
    let mut notices = 0;
    for line in &everybody {
        let membership = line.split_once(' ').unwrap().1.parse().map(domain::id::MembershipId).unwrap();
        let caller = acting_as(&world.casework, membership).await.unwrap();
        secrets.push(calendar::make(&world.casework, &caller).await.unwrap());
        notices += notice::list(&world.casework, &caller, None, 100).await.unwrap().items.len();
        notice::choose(&world.casework, &caller, MailChoice::Daily).await.unwrap();
    }
    assert!(notices > 10, "only {notices} notices");
    let site = Site::of(world);
    let mut days = 0;
    for secret in secrets {
        let path = format!("/calendar/{}.ics", secret.reveal());
        let answer = site.request(reqwest::Method::GET, &path).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        let text = answer.text().await.unwrap();
        days += text.matches("BEGIN:VEVENT").count();
        assert_eq!(found(&text, &canaries), [""; 0], "{text}");
    }
    assert!(days > 5, "only {days} days in all calendars");
    let told = BTreeSet::from(["cijfer".to_owned()]);
    for account in ["expert.noord", "okt.noord", "supervisor.bv", "lead.okt"] {
        let walker = Walker::sign_in(&site, account, PASSWORD).await;
        let page = walker.get("/notices").await.text;
        let (_, main) = page.split_once("<main").unwrap();
        let found: Vec<_> = found(main, &canaries).into_iter().filter(|it| !told.contains(it)).collect();
        assert_eq!(found, [""; 0], "{main}");
    }
}
