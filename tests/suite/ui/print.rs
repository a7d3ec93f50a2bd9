//! What goes on paper: as a page, and as a file that is read back.

use crate::casework::disclosure::{CANARIES, Planned};
use crate::casework::voices::suspect;
use crate::support::walker::Walker;
use crate::support::*;
use domain::id::PersonId;

/// Everything that can be read in a file: its text, its metadata, and every stream as it was before it was packed.
pub(crate) fn readable(bytes: &[u8]) -> String {
    let mut file = lopdf::Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = file.get_pages().into_keys().collect();
    let text = file.extract_text(&pages).unwrap();
    // A line that was broken is one line again.
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    file.decompress();
    let mut plain = Vec::new();
    file.save_to(&mut plain).unwrap();
    text.push_str(&String::from_utf8_lossy(&plain));
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn the_card_for_a_child_is_a_page_and_a_file_with_nobody_in_it() {
    let site = Site::new().await;
    let phone = Browser::on_phone(&site).await;
    phone.sign_in(&site, ANNA).await;
    phone.go("/paper/score-card").await;
    let text = phone.text().await;
    for part in ["Hoe veilig voel jij je thuis?", "Ik ben heel erg bang", "10", "0800 0432", "Openen als pdf"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert_eq!(phone.violations().await, Vec::<String>::new());
    phone.look("score-card-phone").await;
    phone.close().await;
    let desk = Browser::at_desk(&site).await;
    desk.sign_in(&site, ANNA).await;
    desk.go("/paper/score-card").await;
    desk.look("score-card-desk").await;
    desk.close().await;

    let anna = Walker::sign_in(&site, ANNA.name, PASSWORD).await;
    let (kind, bytes) = anna.file("/paper/score-card.pdf").await;
    assert_eq!(kind, "application/pdf");
    assert_eq!(anna.file("/paper/score-card.pdf").await.1, bytes, "the same card, the same bytes");
    let text = readable(&bytes);
    for part in ["Hoe veilig voel jij", "Ik ben heel erg bang", "Gezicht dat blij kijkt"] {
        assert!(text.contains(part), "{part}");
    }
    for canary in ["anna", "Anna", "de Graaf", "Blijvend Veilig"] {
        assert!(!text.contains(canary), "{canary}");
    }
}

/// Which canaries each reader may find, before and after the father is suspected of intieme terreur. Everybody else's
/// are searched for in everything that can be read.
#[tokio::test(flavor = "multi_thread")]
async fn the_print_of_each_reader_holds_nothing_that_is_for_another() {
    let site = Site::new().await;
    let planned = Planned::new(&site.world).await;
    let (mother, father, child) = planned.people();
    let papers = Papers { site: &site, planned: &planned };
    let together = ["KANARIE-SAMEN", "KANARIE-ALLEN"];
    papers.hold("duo", None, "plan", &CANARIES).await;
    papers.hold("adult", Some(mother), "plan", &[&["KANARIE-MOEDER"][..], &together].concat()).await;
    papers.hold("adult", Some(father), "plan", &[&["KANARIE-VADER"][..], &together].concat()).await;
    papers.hold("child", Some(child), "plan", &["KANARIE-KIND", "KANARIE-ALLEN"]).await;
    papers.hold("child", Some(child), "fridge", &["KANARIE-KIND", "KANARIE-ALLEN"]).await;
    papers.hold("school", Some(child), "plan", &["KANARIE-KIND"]).await;
    papers.hold("police", None, "plan", &[]).await;

    suspect(&site.world, &planned.case, &planned.anna).await;
    papers.hold("adult", Some(mother), "plan", &[&["KANARIE-MOEDER"][..], &together].concat()).await;
    papers.hold("adult", Some(father), "plan", &["KANARIE-VADER"]).await;
    papers.hold("adult", Some(father), "fridge", &["KANARIE-VADER"]).await;
    assert_eq!(site.world.count("disclosures").await, 10);
}

struct Papers<'a> {
    site: &'a Site,
    planned: &'a Planned,
}

impl Papers<'_> {
    /// Prints the plan for a reader, as a page and as a file, and finds these canaries and no others.
    async fn hold(&self, reader: &str, person: Option<PersonId>, sheet: &str, canaries: &[&str]) {
        let anna = Walker::sign_in(self.site, ANNA.name, PASSWORD).await;
        let person = person.map(|it| format!("&person={it}")).unwrap_or_default();
        let address = format!(
            "/cases/{}/safety-plan/paper/preview?reader={reader}{person}&sheet={sheet}",
            self.planned.case.id
        );
        let form = anna.get(&address).await.form_to(&address);
        let form = form.with("ground", "concerns_reader").with("receiver", "Wie het leest");
        let given = anna.send(&form).await.location.unwrap_or_else(|| panic!("{address} is given"));
        let page = anna.get(&given).await.text;
        let (_, bytes) = anna.file(&format!("{given}/paper.pdf")).await;
        for (what, text) in [("page", page), ("file", readable(&bytes))] {
            for canary in CANARIES {
                let expected = canaries.contains(&canary);
                assert_eq!(text.contains(canary), expected, "{canary} in the {what} of {address}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_of_the_duo_prints_the_agreements_for_the_fridge() {
    let site = Site::new().await;
    let planned = Planned::new(&site.world).await;
    let phone = Browser::on_phone(&site).await;
    phone.sign_in(&site, ANNA).await;
    phone.go(&format!("/cases/{}/safety-plan", planned.case.id)).await;
    phone.follow("Het plan op papier").await;
    phone.look("paper-readers-phone").await;
    assert_eq!(phone.violations().await, Vec::<String>::new());
    phone.follow("Voor op de koelkast: Mila Blom").await;
    let text = phone.text().await;
    for part in ["Wat er niet op staat", "KANARIE-MOEDER", "Gaat over anderen.", "Onze afspraken", "112"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    phone.look("paper-preview-phone").await;
    assert_eq!(phone.violations().await, Vec::<String>::new());
    phone.press("Vastleggen en printen").await;
    assert!(phone.text().await.contains("Vul dit veld in"));
    phone.choose("ground", "concerns_reader").await;
    phone.fill("receiver", "Mila en haar moeder").await;
    phone.press("Vastleggen en printen").await;
    let text = phone.text().await;
    assert!(text.contains("Mila en haar moeder") && !text.contains("KANARIE-MOEDER"), "{text}");
    phone.look("paper-given-phone").await;
    assert_eq!(phone.violations().await, Vec::<String>::new());
    phone.close().await;
}
