//! The planner's form of a meeting: the shared form of an evening as a page of the desk.

mod label;
mod page;
