//! The board as everybody sees it (bord): a drawing of each region's weeks, and the same in words; the desk and a host fill it.

pub mod drawing;
pub mod figure;
pub mod month;
pub mod scale;
pub mod shown;
pub mod sign;
