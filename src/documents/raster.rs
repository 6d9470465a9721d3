//! Pictures of pages (plaatjes): what a PDF of ours shows, in pixels, for phones that would rather have an image.

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
        vello_cpu::RenderSettings { level: Level::baseline(), num_threads: 0, ..Default::default() },
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

/// Without the fourth channel: a page has no holes.
fn encode(pixels: &Pixmap) -> Vec<u8> {
    let colours: Vec<u8> = pixels.data().iter().flat_map(|pixel| [pixel.r, pixel.g, pixel.b]).collect();
    let mut bytes = Vec::with_capacity(128 * 1024);
    let mut encoder = png::Encoder::new(&mut bytes, u32::from(pixels.width()), u32::from(pixels.height()));
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    let mut writer = encoder.write_header().expect("writing to memory does not fail");
    writer.write_image_data(&colours).expect("writing to memory does not fail");
    writer.finish().expect("writing to memory does not fail");
    bytes
}
