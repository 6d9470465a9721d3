//! Pictures of pages (plaatjes): what a PDF of ours shows, in pixels, for phones that would rather have an image.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::util::TransformExt;
use hayro::hayro_syntax::Pdf;
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{self, Level, Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};

/// The width that messengers show without making it smaller.
const WIDTH: u16 = 1080;

/// The first page of a PDF that we made as a PNG, [`WIDTH`] pixels wide and as high as it asks.
pub fn first_page(printed: Vec<u8>) -> Vec<u8> {
    let pdf = Pdf::new(printed).expect("what we print can be read");
    let page = pdf.pages().first().expect("what we print has a page");
    let (width, height) = page.render_dimensions();
    let scale = f32::from(WIDTH) / width;
    let mut context = RenderContext::new_with(
        WIDTH,
        (height * scale).round() as u16,
        // One set of instructions on every machine: the same page gives the same bytes.
        vello_cpu::RenderSettings { level: Level::baseline(), num_threads: 0 },
    );
    let transform = Affine::scale(f64::from(scale)) * page.initial_transform(true).to_kurbo();
    let settings = RenderSettings { hinting: false, ..RenderSettings::default() };
    render_into(page, &RenderCache::new(), &InterpreterSettings::default(), &settings, &mut context, transform);
    context.flush();
    let mut pixels = Pixmap::new(context.width(), context.height());
    let settings = RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..Default::default() };
    context.render_with(&mut pixels, &mut Resources::default(), settings);
    encode(&pixels)
}

/// So many colours are on a picture at most: a few inks on a few grounds, and what lies between them at the edges
/// of letters. A third of the bytes of a picture with all its shades, and nobody sees which is which.
const SHADES: usize = 64;

type Colour = [u8; 3];

fn encode(pixels: &Pixmap) -> Vec<u8> {
    // A page has no holes: without the fourth channel.
    let colours: Vec<Colour> = pixels.data().iter().map(|pixel| [pixel.r, pixel.g, pixel.b]).collect();
    let mut seen: BTreeMap<Colour, usize> = BTreeMap::new();
    colours.iter().for_each(|colour| *seen.entry(*colour).or_default() += 1);
    let mut palette: Vec<Colour> = seen.keys().copied().collect();
    // Stable, so that equally frequent colours stand in the same order each time.
    palette.sort_by_key(|colour| Reverse(seen[colour]));
    palette.truncate(SHADES);
    let place: BTreeMap<Colour, u8> = seen.into_keys().map(|colour| (colour, nearest(&palette, colour))).collect();
    let places: Vec<u8> = colours.iter().map(|colour| place[colour]).collect();

    let mut bytes = Vec::with_capacity(64 * 1024);
    let mut encoder = png::Encoder::new(&mut bytes, u32::from(pixels.width()), u32::from(pixels.height()));
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().expect("writing to memory does not fail");
    writer.write_image_data(&places).expect("writing to memory does not fail");
    writer.finish().expect("writing to memory does not fail");
    bytes
}

fn nearest(palette: &[Colour], colour: Colour) -> u8 {
    let far = |other: &Colour| -> u32 { (0..3).map(|part| u32::from(other[part].abs_diff(colour[part])).pow(2)).sum() };
    let nearest = (0..=u8::MAX).zip(palette).min_by_key(|(_, other)| far(other));
    nearest.map_or(0, |(place, _)| place)
}

/// How many pages a PDF has.
#[cfg(test)]
pub fn pages(printed: Vec<u8>) -> usize {
    Pdf::new(printed).expect("what we print can be read").pages().len()
}
