//! The tests that go through the real thing: the router, a fresh database, a socket, a browser.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod browser;
mod calendar_reader;
mod handout_texts;
mod meeting;
mod server;
mod world;
