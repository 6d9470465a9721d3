//! What leaves the planner as a file: calendar entries and handouts, made from values, never from a connection.

pub mod calendar;
pub mod exchange;
pub mod handout;
pub mod logo;
pub mod message;
pub mod pdf;
mod raster;
pub mod school_holidays;
pub mod season;
