//! The files of handouts (PDF) as programs of others read them: veraPDF, poppler, PDFium.

mod accessible;
mod each;
mod extraction;
mod picture;
mod seen;
