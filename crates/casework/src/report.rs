//! Reports at Veilig Thuis: taken in, read, listed and assessed.

pub mod assess;
pub mod list;
pub mod read;
pub mod take_in;

pub use assess::{AssessReport, ReportAssessed, assess};
pub use list::{ListReports, ReportPage, list};
pub use read::{ReportSeen, SourceSeen, read};
pub use store::assessment::Assessed;
pub use store::report::{ReportLine, ReportPlace};
pub use take_in::{TakeInReport, Taken, take_in};
