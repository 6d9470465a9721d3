//! Logos (logo's): a picture that somebody sent, read with care and drawn anew, small, on white, and with nothing beside it.
//!
//! What is kept shares no byte with what came: no place where a photo was taken, no script behind a picture.

use std::io::Cursor;

use png::{BitDepth, ColorType, Transformations};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// Pixels along a side that are read. The most is what keeps a picture of a few bytes from filling the memory.
pub const LEAST_SIDE: u32 = 32;
pub const MOST_SIDE: u32 = 3000;
/// Pixels along the longer side that are kept: sharp at four centimetres on paper.
const KEPT_SIDE: u32 = 480;
/// Two of these and a flyer's fonts stay small enough to send on. A photo is made smaller until it fits.
const MOST_KEPT: usize = 80 * 1024;

/// A picture as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    pub width: u32,
    pub height: u32,
    pub png: Vec<u8>,
}

/// Why a file is no logo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It begins like no PNG and no JPEG, whatever its name says.
    OtherKind,
    /// Less or more pixels than [`LEAST_SIDE`] and [`MOST_SIDE`].
    Size,
    /// It begins well, and cannot be read to its end.
    Broken,
}

/// Pixels of three colours, row by row.
struct Pixels {
    width: u32,
    height: u32,
    colours: Vec<u8>,
}

/// Reads a file by what is in it.
pub fn draw(bytes: &[u8]) -> Result<Drawn, Refusal> {
    let pixels = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        from_png(bytes)?
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        from_jpeg(bytes)?
    } else {
        return Err(Refusal::OtherKind);
    };
    let longest = pixels.width.max(pixels.height);
    let mut side = longest.min(KEPT_SIDE);
    loop {
        let small = smaller(&pixels, side, longest);
        let png = encode(&small);
        if png.len() <= MOST_KEPT || side <= LEAST_SIDE {
            return Ok(Drawn { width: small.width, height: small.height, png });
        }
        side = side * 4 / 5;
    }
}

/// The packed rows of a picture that we drew: a PDF reads the same packing.
pub(super) fn packed_rows(png: &[u8]) -> Vec<u8> {
    let (mut rows, mut rest) = (Vec::with_capacity(png.len()), png.get(8..).unwrap_or_default());
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = u32::from_be_bytes(*length) as usize;
        let Some(chunk) = after.get(..length + 4) else { break };
        if let Some(part) = chunk.strip_prefix(b"IDAT") {
            rows.extend_from_slice(part);
        }
        rest = after.get(length + 8..).unwrap_or_default();
    }
    rows
}

fn check_size(width: u32, height: u32) -> Result<(), Refusal> {
    let fits = |side| (LEAST_SIDE..=MOST_SIDE).contains(&side);
    if fits(width) && fits(height) { Ok(()) } else { Err(Refusal::Size) }
}

fn from_png(bytes: &[u8]) -> Result<Pixels, Refusal> {
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: 64 * 1024 * 1024 });
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let header = decoder.read_header_info().map_err(|_| Refusal::Broken)?;
    let (width, height) = (header.width, header.height);
    check_size(width, height)?;
    let mut reader = decoder.read_info().map_err(|_| Refusal::Broken)?;
    let mut whole = vec![0; reader.output_buffer_size().ok_or(Refusal::Size)?];
    reader.next_frame(&mut whole).map_err(|_| Refusal::Broken)?;
    let samples = match reader.output_color_type() {
        (ColorType::Grayscale, BitDepth::Eight) => 1,
        (ColorType::GrayscaleAlpha, BitDepth::Eight) => 2,
        (ColorType::Rgb, BitDepth::Eight) => 3,
        (ColorType::Rgba, BitDepth::Eight) => 4,
        _ => return Err(Refusal::Broken),
    };
    let mut colours = Vec::with_capacity((width * height * 3) as usize);
    for pixel in whole.chunks_exact(samples) {
        match *pixel {
            [grey] => colours.extend([grey; 3]),
            [grey, alpha] => colours.extend([on_white(grey, alpha); 3]),
            [r, g, b] => colours.extend([r, g, b]),
            [r, g, b, alpha] => colours.extend([r, g, b].map(|colour| on_white(colour, alpha))),
            _ => {}
        }
    }
    whole_or_broken(Pixels { width, height, colours })
}

fn from_jpeg(bytes: &[u8]) -> Result<Pixels, Refusal> {
    // Its own limit is out of the way: ours is asked as soon as the header is read, and says why.
    let any = usize::from(u16::MAX);
    let options = DecoderOptions::new_safe().set_max_width(any).set_max_height(any);
    let options = options.jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| Refusal::Broken)?;
    let (width, height) =
        decoder.info().map(|about| (about.width.into(), about.height.into())).ok_or(Refusal::Broken)?;
    check_size(width, height)?;
    let colours = decoder.decode().map_err(|_| Refusal::Broken)?;
    whole_or_broken(Pixels { width, height, colours })
}

fn whole_or_broken(pixels: Pixels) -> Result<Pixels, Refusal> {
    let is_whole = pixels.colours.len() == (pixels.width * pixels.height * 3) as usize;
    if is_whole { Ok(pixels) } else { Err(Refusal::Broken) }
}

fn on_white(colour: u8, alpha: u8) -> u8 {
    let (colour, alpha) = (u32::from(colour), u32::from(alpha));
    ((colour * alpha + 255 * (255 - alpha) + 127) / 255) as u8
}

/// Every pixel is the mean of those that lie under it.
fn smaller(pixels: &Pixels, side: u32, longest: u32) -> Pixels {
    let scaled = |length: u32| (length * side / longest).max(1);
    let (width, height) = (scaled(pixels.width), scaled(pixels.height));
    let under = |at: u32, of: u32, whole: u32| (at * whole / of, ((at + 1) * whole / of).max(at * whole / of + 1));
    let mut colours = Vec::with_capacity((width * height * 3) as usize);
    for row in 0..height {
        let (top, bottom) = under(row, height, pixels.height);
        for column in 0..width {
            let (left, right) = under(column, width, pixels.width);
            let mut sum = [0u32; 3];
            for y in top..bottom {
                let start = (y * pixels.width + left) as usize * 3;
                let end = start + (right - left) as usize * 3;
                for pixel in pixels.colours[start..end].chunks_exact(3) {
                    sum.iter_mut().zip(pixel).for_each(|(sum, colour)| *sum += u32::from(*colour));
                }
            }
            let count = (bottom - top) * (right - left);
            colours.extend(sum.map(|sum| ((sum + count / 2) / count) as u8));
        }
    }
    Pixels { width, height, colours }
}

fn encode(pixels: &Pixels) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width, pixels.height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().expect("writing to memory does not fail");
    writer.write_image_data(&pixels.colours).expect("writing to memory does not fail");
    writer.finish().expect("writing to memory does not fail");
    bytes
}
