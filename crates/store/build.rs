//! Builds the crate again when a migration changes, because the migrations are inside the binary.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
