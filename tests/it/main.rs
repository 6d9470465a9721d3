//! The tests that go through the real thing: the router, a fresh database, a socket, a browser.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

mod agenda;
mod answer;
mod architecture;
mod browser;
mod calendar;
mod calendar_reader;
mod chromium;
mod command_line;
mod database;
mod handout;
mod handout_texts;
mod headers;
mod host;
mod hostile;
mod invitation;
mod join;
mod language;
mod leak;
mod meeting;
mod partner;
mod permission;
mod proposal;
mod query_count;
mod race;
mod reader;
mod rows;
mod seed;
mod server;
mod sign_in;
mod story;
mod submission;
mod two_instances;
mod world;
