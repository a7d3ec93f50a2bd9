//! What goes on paper: as a page, and as a file that is read back.

use crate::support::walker::Walker;
use crate::support::*;

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
