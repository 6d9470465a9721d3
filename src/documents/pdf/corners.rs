//! Boxes with round corners (hoeken).

use printpdf::{Color, Rgb};
use printpdf::{LinePoint, Point, Pt};

/// A rectangle with round corners; `top` is measured from the top of a page this high.
pub(super) fn rounded_box(page: f32, [x, top, width, height]: [f32; 4], radius: f32) -> Vec<LinePoint> {
    let (bottom, top) = (page - top - height, page - top);
    let right = x + width;
    let at = |x: f32, y: f32, bezier: bool| LinePoint { p: Point { x: Pt(rounded(x)), y: Pt(rounded(y)) }, bezier };
    let r = radius.min(width / 2.0).min(height / 2.0);
    if r <= 0.0 {
        return vec![at(x, bottom, false), at(right, bottom, false), at(right, top, false), at(x, top, false)];
    }
    // The control points of a quarter circle stand at 0.5523 of its radius.
    let c = r * (1.0 - 0.5523);
    vec![
        at(x + r, bottom, false),
        at(right - r, bottom, false),
        at(right - c, bottom, true),
        at(right, bottom + c, true),
        at(right, bottom + r, false),
        at(right, top - r, false),
        at(right, top - c, true),
        at(right - c, top, true),
        at(right - r, top, false),
        at(x + r, top, false),
        at(x + c, top, true),
        at(x, top - c, true),
        at(x, top - r, false),
        at(x, bottom + r, false),
        at(x, bottom + c, true),
        at(x + c, bottom, true),
        at(x + r, bottom, false),
    ]
}

pub(super) fn rgb([r, g, b]: [f32; 3]) -> Color {
    Color::Rgb(Rgb { r, g, b, icc_profile: None })
}

/// A hundredth of a point is finer than any printer and keeps the numbers short.
pub(super) fn rounded(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}
