//! The tests that go through the real thing: the router, a fresh database, a socket, a browser.

mod browser;
mod calendar_reader;
mod handout_texts;
mod meeting;
mod server;
mod world;
