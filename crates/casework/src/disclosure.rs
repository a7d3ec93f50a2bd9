//! Printing the plan for a reader: what is on the paper, what is left out and why, and giving it away.

pub mod give;
pub mod preview;
pub mod read;

pub use give::{GiveDisclosure, give};
pub use preview::{LeftOutItem, Preview, ReaderChoice, Wanted, preview, readers};
pub use read::{list, read};
pub use store::disclosure::{DisclosureFile, DisclosureLine};
