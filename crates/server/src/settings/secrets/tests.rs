//! Keys are made once for a demo, kept private, and refused for real people.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use secrecy::ExposeSecret;

use super::SecretSettings;

#[test]
fn a_demo_makes_its_keys_once_and_keeps_them_to_itself() {
    let folder = Folder::new("demo-keys");
    let data = folder.0.join("data");
    let first = without_files().read_keys(&data, true).unwrap();
    let again = without_files().read_keys(&data, true).unwrap();
    assert_eq!(first.field.expose_secret(), again.field.expose_secret());
    assert_eq!(mode(&data.join("keys")), 0o700);
    assert_eq!(mode(&data.join("keys/signing_key")), 0o600);
    assert!(!format!("{first:?}").contains(&format!("{:?}", first.field.expose_secret())));

    let refused = without_files().read_keys(&data, false).unwrap_err().to_string();
    assert!(refused.contains("example") && refused.contains("secrets.signing_key_file"), "{refused}");
}

#[test]
fn keys_must_be_whole_and_different() {
    let folder = Folder::new("own-keys");
    let file = |name: &str, text: &str| {
        fs::write(folder.0.join(name), text).unwrap();
        Some(folder.0.join(name))
    };
    let settings = |form: &str| SecretSettings {
        signing_key_file: file("signing", &"1a".repeat(32)),
        field_key_file: file("field", &"2b".repeat(32)),
        index_key_file: file("index", &format!("# ours\n{}\n", "3C".repeat(32))),
        form_key_file: file("form", form),
    };
    let keys = settings(&"4d".repeat(32)).read_keys(&folder.0, false).unwrap();
    assert_eq!(*keys.index.expose_secret(), [0x3c; 32]);

    let short = settings("4d4d").read_keys(&folder.0, false).unwrap_err().to_string();
    assert!(short.contains("secrets.form_key_file") && short.contains("64"), "{short}");
    let twin = settings(&"2b".repeat(32)).read_keys(&folder.0, false).unwrap_err().to_string();
    assert_eq!(twin, "secrets.field_key_file and secrets.form_key_file hold the same key");
}

fn without_files() -> SecretSettings {
    SecretSettings { signing_key_file: None, field_key_file: None, index_key_file: None, form_key_file: None }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("tandem-settings-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
