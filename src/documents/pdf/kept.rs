//! What is worth keeping between documents (voorraad): a few parts that are costly to make and often the same.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// The parts that were made last; never more than `LIMIT`, so it cannot grow with the number of readers.
pub(super) struct Kept<K, V, const LIMIT: usize> {
    parts: Mutex<VecDeque<(K, Arc<V>)>>,
}

impl<K: PartialEq, V, const LIMIT: usize> Kept<K, V, LIMIT> {
    pub(super) const fn new() -> Self {
        Self { parts: Mutex::new(VecDeque::new()) }
    }

    /// The part with this key, made now if it is not there. Two threads may make the same one: both are right.
    pub(super) fn get_or_make(&self, key: K, make: impl FnOnce(&K) -> V) -> Arc<V> {
        if let Some(found) = self.find(&key) {
            return found;
        }
        let made = Arc::new(make(&key));
        let mut parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        parts.truncate(LIMIT - 1);
        parts.push_front((key, Arc::clone(&made)));
        made
    }

    fn find(&self, key: &K) -> Option<Arc<V>> {
        // A thread that panicked here left a list that is still whole.
        let mut parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        let place = parts.iter().position(|(other, _)| other == key)?;
        // What was used last is the last to be forgotten.
        let part = parts.remove(place)?;
        let found = Arc::clone(&part.1);
        parts.push_front(part);
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_made_once_and_forgotten_when_others_are_newer() {
        let kept: Kept<u32, u32, 2> = Kept::new();
        assert_eq!(*kept.get_or_make(1, |_| 10), 10);
        assert_eq!(*kept.get_or_make(1, |_| 11), 10, "it is kept");
        kept.get_or_make(2, |_| 20);
        kept.get_or_make(1, |_| 12);
        kept.get_or_make(3, |_| 30);
        assert_eq!(*kept.get_or_make(1, |_| 13), 10, "it was used last");
        assert_eq!(*kept.get_or_make(2, |_| 21), 21, "it was forgotten");
    }
}
