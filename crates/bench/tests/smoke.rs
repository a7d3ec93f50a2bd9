//! Everything that the benchmark does, on a few households and in a short time. It tells that it works, never how fast.

use bench::generate::{Size, generate};
use bench::measure::{Plan, measure};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

/// A folder that goes away with the test.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_small_database_is_filled_and_every_scenario_is_measured() {
    let folder = Folder(std::env::temp_dir().join(format!("tandem-bench-{}", std::process::id())));
    fs::create_dir_all(&folder.0).unwrap();
    fs::set_permissions(&folder.0, fs::Permissions::from_mode(0o711)).unwrap();
    let data = folder.0.join("data");

    if let Err(error) = generate(Size::of(50), data.clone()).await {
        panic!("{}", error.whole());
    }
    let again = generate(Size::of(50), data.clone()).await.unwrap_err();
    assert!(again.whole().contains("holds a database already"), "{}", again.whole());

    let plan = Plan { seconds: 0.3, warm_up: 0.1, rounds: 1, tries: 1, clients: vec![2], only: None };
    let tables = match measure(data, &plan).await {
        Ok(tables) => tables,
        Err(error) => panic!("{}", error.whole()),
    };
    assert!(tables.starts_with("50 households"), "{tables}");
    let lines = |part: &str| tables.split("\n## ").find(|it| it.starts_with(part)).unwrap().lines().count();
    assert_eq!(lines("Requests") - lines("Beside pgbench"), 1, "what writes is not said twice\n{tables}");
    assert!(!tables.contains("NaN"), "{tables}");
}
