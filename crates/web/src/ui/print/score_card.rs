//! The card on which a child points at a number. It holds nothing of anybody.

use actix_web::HttpResponse;
use domain::time::amsterdam_day;
use maud::html;
use paper::{Block, Document, Step, Tone, Type};

use super::{as_file, on_page};
use crate::shared::problem::Problem;
use crate::ui::here::Here;

/// The address of the page.
pub const PATH: &str = "/paper/score-card";
/// The address of the file.
pub const FILE: &str = "/paper/score-card.pdf";

const TITLE: &str = "Hoe veilig voel jij je thuis?";

/// The page.
///
/// # Errors
/// None; the card is the same for everybody who is signed in.
pub async fn show(here: Here) -> Result<HttpResponse, Problem> {
    let beside = html! {
        p class="utrecht-paragraph" {
            "Print deze kaart of open hem op uw telefoon. Laat het kind zelf wijzen. Vraag daarna waarom het dit "
            "cijfer is, en wat er nodig is voor één cijfer hoger."
        }
    };
    Ok(here.show("Cijferkaart", None, on_page(&card(&here), FILE, beside)))
}

/// The file.
///
/// # Errors
/// 500 when the card cannot be written.
pub async fn file(here: Here) -> Result<HttpResponse, Problem> {
    as_file(&card(&here), "cijferkaart")
}

/// What stands below a number; the others are in between.
const WORDS: [(u8, &str); 5] = [
    (1, "Ik ben heel erg bang"),
    (3, "Ik ben vaak bang"),
    (5, "Soms bang, soms niet"),
    (8, "Bijna altijd veilig"),
    (10, "Altijd veilig"),
];

/// What the faces are like, for who does not see them.
const FACES: [&str; 10] = [
    "Gezicht dat heel erg verdrietig kijkt",
    "Gezicht dat erg verdrietig kijkt",
    "Gezicht dat verdrietig kijkt",
    "Gezicht dat een beetje verdrietig kijkt",
    "Gezicht dat niet blij en niet verdrietig kijkt",
    "Gezicht dat bijna blij kijkt",
    "Gezicht dat een beetje blij kijkt",
    "Gezicht dat blij kijkt",
    "Gezicht dat erg blij kijkt",
    "Gezicht dat heel erg blij kijkt",
];

fn card(here: &Here) -> Document {
    let steps = (1..=10_u8).zip(FACES).map(|(number, face)| Step {
        number,
        words: WORDS.iter().find(|(of, _)| *of == number).map_or("", |(_, words)| words).to_owned(),
        face: face.to_owned(),
        mood: (number - 1) * 11,
    });
    let paragraph = |tone, text: &str| Block::Paragraph(tone, text.to_owned());
    Document {
        title: TITLE.to_owned(),
        language: "nl",
        dated: amsterdam_day(here.now()),
        size: Type::Usual,
        foot: "De woorden bij de cijfers zijn een voorstel van Tandem.".to_owned(),
        blocks: vec![
            paragraph(Tone::Plain, "Wijs het cijfer aan dat bij jou past. Er is geen fout antwoord."),
            Block::Scale(steps.collect()),
            paragraph(Tone::Strong, "Ben je nu in gevaar? Bel 112."),
            paragraph(Tone::Plain, "Wil je praten? Bel de Kindertelefoon: 0800 0432. Dat is gratis."),
        ],
    }
}
