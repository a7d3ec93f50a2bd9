//! Holds a cluster until it is killed: the test of a sudden death needs a process that may die.
//!
//! It must never stop the cluster by itself.

use std::io::{Write, stdout};
use std::path::PathBuf;
use std::{env, thread};

use store::cluster::{Cluster, ClusterOptions, Durability};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let data = PathBuf::from(env::args_os().nth(1).ok_or("name a data folder")?);
    let _cluster = Cluster::start(ClusterOptions { data, binaries: None, durability: Durability::Volatile })?;
    writeln!(stdout(), "ready")?;
    loop {
        thread::park();
    }
}
