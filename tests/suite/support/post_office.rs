//! A mail server that keeps what it is given: each message once by its Message-ID, as a mail server that receives does,
//! and how often it was brought.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// A mail server on a port of its own.
pub(crate) struct PostOffice {
    pub(crate) port: u16,
    box_: Arc<Mutex<BTreeMap<String, Mail>>>,
    brought: watch::Receiver<usize>,
}

/// What lies in the box.
#[derive(Debug, Clone, Default)]
pub(crate) struct Mail {
    pub(crate) text: String,
    pub(crate) to: String,
    /// How often it was brought.
    pub(crate) brought: usize,
}

impl PostOffice {
    /// Opens.
    pub(crate) async fn open() -> Self {
        let door = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = door.local_addr().unwrap().port();
        let box_ = Arc::<Mutex<BTreeMap<String, Mail>>>::default();
        let (tell, brought) = watch::channel(0);
        let (kept, tell) = (Arc::clone(&box_), Arc::new(tell));
        tokio::spawn(async move {
            while let Ok((caller, _)) = door.accept().await {
                tokio::spawn(serve(caller, Arc::clone(&kept), Arc::clone(&tell)));
            }
        });
        Self { port, box_, brought }
    }

    /// Waits until so many mails have been brought, the same one counted each time.
    pub(crate) async fn has_been_brought(&self, number: usize) {
        self.brought.clone().wait_for(|brought| *brought >= number).await.unwrap();
    }

    /// What lies in the box, by Message-ID.
    pub(crate) fn mails(&self) -> BTreeMap<String, Mail> {
        self.box_.lock().unwrap().clone()
    }
}

/// Speaks with one client until it hangs up, however suddenly.
async fn serve(
    caller: TcpStream,
    kept: Arc<Mutex<BTreeMap<String, Mail>>>,
    tell: Arc<watch::Sender<usize>>,
) -> Option<()> {
    caller.set_nodelay(true).ok()?;
    let (heard, mut said) = caller.into_split();
    let mut lines = BufReader::new(heard).lines();
    let mut to = String::new();
    said.write_all(b"220 post.test\r\n").await.ok()?;
    loop {
        let line = lines.next_line().await.ok()??;
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let answer = match verb.as_str() {
            "EHLO" | "HELO" | "MAIL" | "RSET" | "NOOP" => "250 ok",
            "RCPT" => {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                "250 ok"
            }
            "DATA" => {
                said.write_all(b"354 go on\r\n").await.ok()?;
                let mut text = String::new();
                loop {
                    let line = lines.next_line().await.ok()??;
                    if line == "." {
                        break;
                    }
                    text += &line;
                    text.push('\n');
                }
                keep(&kept, text, &to);
                tell.send_modify(|brought| *brought += 1);
                "250 taken"
            }
            "QUIT" => "221 bye",
            _ => "502 what?",
        };
        said.write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
    }
}

fn keep(kept: &Mutex<BTreeMap<String, Mail>>, text: String, to: &str) {
    let id = text.lines().find_map(|line| line.strip_prefix("Message-ID: ")).unwrap_or("none").to_owned();
    let mut kept = kept.lock().unwrap();
    let mail = kept.entry(id).or_default();
    mail.brought += 1;
    mail.to = to.to_owned();
    mail.text = text;
}
