//! A client that costs little: one connection, one request after the other, HTTP/1.1 with exactly what we need of it.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// An open connection.
pub(super) struct Connection {
    stream: BufReader<TcpStream>,
    host: String,
}

/// What came back.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: Vec<u8>,
}

/// What is asked.
pub(super) struct Request<'a> {
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    /// Lines of the head, each with its end.
    pub(super) head: &'a str,
    pub(super) body: &'a str,
}

impl Connection {
    pub(super) async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::with_capacity(64 * 1024, stream), host: address.to_string() })
    }

    /// Asks and waits for the whole answer.
    pub(super) async fn ask(&mut self, request: &Request<'_>) -> Result<Answer> {
        let Request { method, path, head, body } = request;
        let (host, length) = (&self.host, body.len());
        let text = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\n{head}Content-Length: {length}\r\n\r\n{body}"
        );
        self.stream.write_all(text.as_bytes()).await?;
        let head = self.read_head().await?;
        let status = head.split(' ').nth(1).and_then(|it| it.parse().ok()).ok_or_else(strange)?;
        let mut body = Vec::new();
        if header(&head, "transfer-encoding") == Some("chunked") {
            self.read_chunks(&mut body).await?;
        } else if let Some(length) = header(&head, "content-length") {
            body.resize(length.parse().map_err(|_not_a_number| strange())?, 0);
            self.stream.read_exact(&mut body).await?;
        }
        Ok(Answer { status, head, body })
    }

    async fn read_head(&mut self) -> Result<String> {
        let mut head = String::new();
        loop {
            if self.stream.read_line(&mut head).await? == 0 {
                return Err(ErrorKind::UnexpectedEof.into());
            }
            if head.ends_with("\r\n\r\n") {
                return Ok(head);
            }
        }
    }

    async fn read_chunks(&mut self, body: &mut Vec<u8>) -> Result<()> {
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).await?;
            let length = usize::from_str_radix(line.trim(), 16).map_err(|_not_a_number| strange())?;
            let begin = body.len();
            // Each chunk ends with an empty line, also the last one, which is empty itself.
            body.resize(begin + length + 2, 0);
            self.stream.read_exact(body.get_mut(begin..).unwrap_or_default()).await?;
            body.truncate(begin + length);
            if length == 0 {
                return Ok(());
            }
        }
    }
}

impl Answer {
    /// The value of a header.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        header(&self.head, name)
    }

    /// The body of an answer that is not compressed.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = head.lines().filter_map(|line| line.split_once(':'));
    lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

fn strange() -> Error {
    Error::new(ErrorKind::InvalidData, "not an answer that this client understands")
}
