//! Aan Tafel
#![forbid(unsafe_code)]
pub mod clock;
pub mod config;
pub mod documents;
pub mod domain;
pub mod language;
pub mod schema;
pub mod seed;
pub mod store;
pub mod web;
