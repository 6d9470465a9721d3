//! The desk (bureau): what signed-in people see and do.

pub mod account;
pub mod adoption;
pub mod agreement;
pub mod answer_link;
pub mod assessment;
pub mod cancellation;
pub mod change;
pub mod copy;
pub mod feed;
pub mod handout;
pub mod holding;
pub mod home;
pub mod kit;
pub mod meeting;
pub mod organisation;
pub mod phone;
pub mod proposal;
pub mod publication;
pub mod rejection;
pub mod release;
pub mod sign_in;
pub mod visibility;
