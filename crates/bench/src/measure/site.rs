//! The program on a free port of this machine, in a thread of its own, with everything that `serve` puts around it.

use std::net::SocketAddr;
use std::thread;

use secrecy::SecretString;
use server::failure::Failure;
use server::parts::{Parts, real_looks};
use server::serve;
use tokio::sync::oneshot;

use crate::home::Home;

/// The running program. It ends with this process.
pub(super) struct Site {
    pub(super) address: SocketAddr,
}

impl Site {
    /// Starts it on a database, with other settings where wanted.
    ///
    /// # Errors
    /// When it does not start.
    pub(super) async fn start(
        home: &Home,
        url: &SecretString,
        changes: &[(&str, &str)],
    ) -> Result<Self, Failure> {
        let settings = home.settings(changes)?;
        let parts = Parts::new(&settings, url.clone(), real_looks())?;
        let (tell, told) = oneshot::channel();
        let run = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let ended = runtime.map_err(Failure::Io).and_then(|runtime| {
                runtime.block_on(serve::answer(&settings, parts, |address| {
                    // Whoever asked for the program may be gone by now.
                    let _ = tell.send(address);
                }))
            });
            if let Err(error) = ended {
                eprintln!("bench: the program ended: {}", error.whole());
            }
        };
        thread::Builder::new().name("site".to_owned()).spawn(run).map_err(Failure::Io)?;
        let address = told.await.map_err(|_ended| Failure::Usage("the program did not start".to_owned()))?;
        Ok(Self { address })
    }
}
