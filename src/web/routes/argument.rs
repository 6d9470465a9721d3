//! What a handler takes (argumenten): first the proof of its policy, and a POST last a form.

use crate::web::form::Form;
use crate::web::guard::{Allowed, Policy};

/// The argument lists that start with the proof of `P`.
pub trait BeginsWith<P: Policy> {}

/// The argument lists that end in a form.
pub trait EndsInForm {}

impl<M, P: Policy> BeginsWith<P> for (M, Allowed<P>) {}
impl<M, P: Policy, A> BeginsWith<P> for (M, Allowed<P>, A) {}
impl<M, P: Policy, A, B> BeginsWith<P> for (M, Allowed<P>, A, B) {}
impl<M, P: Policy, A, B, C> BeginsWith<P> for (M, Allowed<P>, A, B, C) {}
impl<M, P: Policy, A, B, C, D> BeginsWith<P> for (M, Allowed<P>, A, B, C, D) {}

impl<M, A> EndsInForm for (M, A, Form) {}
impl<M, A, B> EndsInForm for (M, A, B, Form) {}
impl<M, A, B, C> EndsInForm for (M, A, B, C, Form) {}
impl<M, A, B, C, D> EndsInForm for (M, A, B, C, D, Form) {}
