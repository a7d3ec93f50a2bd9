//! What the documents promise is there.

use super::{assert_none, root};
use std::path::{Path, PathBuf};

#[test]
fn links_between_documents_lead_somewhere() {
    let mut wrong = Vec::new();
    for paper in papers() {
        let text = std::fs::read_to_string(&paper).unwrap();
        let folder = paper.parent().unwrap();
        for link in links(&text) {
            if !folder.join(link).exists() {
                wrong.push(format!("{}: {}", paper.display(), link.display()));
            }
        }
    }
    assert_none("a link leads nowhere", &wrong);
}

fn papers() -> Vec<PathBuf> {
    let mut papers = Vec::new();
    for folder in ["", "docs", "docs/decisions", "docs/deployment", "migrations"] {
        let files = std::fs::read_dir(root().join(folder)).unwrap().map(|it| it.unwrap().path());
        papers.extend(files.filter(|it| it.extension() == Some("md".as_ref())));
    }
    assert!(papers.len() > 10, "the documents have moved");
    papers
}

/// Addresses of files that a document links to, without those elsewhere.
fn links(text: &str) -> impl Iterator<Item = &Path> {
    let targets = text.split("](").skip(1).filter_map(|it| it.split(')').next());
    let files = targets.filter(|it| !it.contains("://") && !it.starts_with('#'));
    files.map(|it| Path::new(it.split('#').next().unwrap_or(it)))
}
