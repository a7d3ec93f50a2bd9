//! Requests for advice: taken in, answered, read and listed. The responsibility stays with who asks.

pub mod answer;
pub mod list;
pub mod read;
pub mod take_in;

pub use answer::{AnswerAdvice, answer};
pub use list::{AdvicePage, ListAdvice, list};
pub use read::read;
pub use store::advice::{AdviceFile, AdviceLine, AdvicePlace};
pub use take_in::{Asked, TakeInAdvice, take_in};
