//! Terms of a case or a report: by when something has to be done. They start and end by the step that causes it, in its
//! transaction; people make them longer, put them on hold, say that they were met, and why one is over.

pub mod definitions;
