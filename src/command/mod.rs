//! The commands that do more than call one function (opdrachten).

pub mod account;
pub mod doctor;
pub mod retention;
