//! What makes a document this document and no other (kenmerk): a fingerprint of all that is printed in it.

use std::hash::{Hash, Hasher};

use sha2::{Digest, Sha256};

use super::Document;

/// Goes up when the same blocks are to look different.
const LOOK: u32 = 6;

/// The file's `/ID`: from the input alone, so that the same document has it in any process.
pub(super) fn of(document: &Document<'_>) -> [u8; 16] {
    let mut fingerprint = Fingerprint(Sha256::new());
    LOOK.hash(&mut fingerprint);
    document.title.hash(&mut fingerprint);
    document.language.hash(&mut fingerprint);
    document.format.hash(&mut fingerprint);
    document.sheets.hash(&mut fingerprint);
    document.is_large_print.hash(&mut fingerprint);
    let whole = fingerprint.0.finalize();
    std::array::from_fn(|index| whole[index])
}

/// Lets all that can be hashed be hashed by SHA-256, which is the same tomorrow.
struct Fingerprint(Sha256);

impl Hasher for Fingerprint {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let whole = self.0.clone().finalize();
        u64::from_be_bytes(std::array::from_fn(|index| whole[index]))
    }
}
