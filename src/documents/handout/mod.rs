//! Handouts (hand-outs).

pub mod block;
