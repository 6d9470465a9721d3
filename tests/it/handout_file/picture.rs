//! Papers as pictures (plaatjes): drawn small and grey, kept as PNG, and compared as somebody from a distance would.

use std::io::Cursor;
use std::path::Path;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::{RenderSettings, render_pdf};

/// Pixels of a point: 45 to an inch.
const SCALE: f32 = 45.0 / 72.0;
/// A cell of so many pixels is about as high as a line.
const CELL: usize = 6;
/// Of 255: as much as a cell may be darker or lighter and still look the same.
const SAME: f32 = 16.0;
/// Which part of the cells with something in them may look different: a word here and there.
pub const FEW: f32 = 0.02;

/// Pages beside each other, in shades of grey.
#[derive(Clone, PartialEq)]
pub struct Picture {
    pub width: usize,
    pub height: usize,
    /// The width of the first page.
    page: usize,
    pub pixels: Vec<u8>,
}

impl Picture {
    /// All pages of a PDF.
    pub fn of(printed: &[u8]) -> Self {
        let pdf = Pdf::new(printed.to_vec()).expect("a PDF");
        // Without hinting, and with few shades, so that it hardly depends on the machine.
        let settings = RenderSettings { hinting: false, ..RenderSettings::default() };
        let pages = render_pdf(&pdf, SCALE, InterpreterSettings::default(), &settings, None).expect("pages");
        let height = pages.iter().map(|page| usize::from(page.height())).max().unwrap_or(0);
        let width = pages.iter().map(|page| usize::from(page.width()) + 1).sum::<usize>() - 1;
        let page = pages.first().map_or(0, |page| usize::from(page.width()));
        let mut picture = Self { width, height, page, pixels: vec![0x88; width * height] };
        let mut left = 0;
        for page in &pages {
            for (y, row) in page.data().chunks(usize::from(page.width())).enumerate() {
                for (x, pixel) in row.iter().enumerate() {
                    let grey = 0.299 * f32::from(pixel.r) + 0.587 * f32::from(pixel.g) + 0.114 * f32::from(pixel.b);
                    picture.pixels[y * width + left + x] = (grey / 17.0).round() as u8 * 17;
                }
            }
            left += usize::from(page.width()) + 1;
        }
        picture
    }

    /// A picture for a phone, a third of its size.
    pub fn of_image(bytes: &[u8]) -> Self {
        const SIDE: usize = 3;
        let mut decoder = png::Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().expect("a PNG");
        let mut colours = vec![0; reader.output_buffer_size().expect("a size")];
        let read = reader.next_frame(&mut colours).expect("pixels");
        assert_eq!(read.color_type, png::ColorType::Rgb);
        let across = read.width as usize;
        let (width, height) = (across / SIDE, read.height as usize / SIDE);
        let grey = |x: usize, y: usize| {
            let pixel = &colours[(y * across + x) * 3..][..3];
            0.299 * f32::from(pixel[0]) + 0.587 * f32::from(pixel[1]) + 0.114 * f32::from(pixel[2])
        };
        let mean = |at: usize| {
            let (left, top) = (at % width * SIDE, at / width * SIDE);
            let sum: f32 = (0..SIDE * SIDE).map(|part| grey(left + part % SIDE, top + part / SIDE)).sum();
            (sum / (SIDE * SIDE) as f32 / 17.0).round() as u8 * 17
        };
        Self { width, height, page: width, pixels: (0..width * height).map(mean).collect() }
    }

    pub fn read(file: &Path) -> Option<Self> {
        let bytes = std::fs::read(file).ok()?;
        let mut decoder = png::Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().expect("a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        let read = reader.next_frame(&mut pixels).expect("pixels");
        assert_eq!(read.color_type, png::ColorType::Grayscale, "{}", file.display());
        let width = read.width as usize;
        Some(Self { width, height: read.height as usize, page: width, pixels })
    }

    /// Sixteen shades, two pixels a byte.
    pub fn write(&self, file: &Path) {
        let pack = |row: &[u8]| -> Vec<u8> {
            row.chunks(2).map(|two| ((two[0] / 17) << 4) | two.get(1).map_or(0, |second| second / 17)).collect()
        };
        let packed: Vec<u8> = self.pixels.chunks(self.width).flat_map(pack).collect();
        let place = std::fs::File::create(file).expect("a picture can be written");
        let mut encoder = png::Encoder::new(place, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_compression(png::Compression::High);
        let mut writer = encoder.write_header().expect("a picture can be written");
        writer.write_image_data(&packed).expect("a picture can be written");
        writer.finish().expect("a picture can be written");
    }

    /// Which part of the cells with something in them looks different; 1 where the paper has another size.
    pub fn difference(&self, other: &Self) -> f32 {
        if (self.width, self.height) != (other.width, other.height) {
            return 1.0;
        }
        let (own, other) = (self.cells(), other.cells());
        let is_blank = |cell: f32| cell > 254.0;
        let drawn = own.iter().zip(&other).filter(|(own, other)| !is_blank(**own) || !is_blank(**other));
        let (mut all, mut unlike) = (0.0, 0.0);
        for (own, other) in drawn {
            all += 1.0;
            unlike += f32::from((own - other).abs() > SAME);
        }
        unlike / f32::max(all, 1.0)
    }

    /// How far the title of the first page stays from its left edge, and how far from its right edge.
    pub fn around_title(&self) -> [usize; 2] {
        let rows: Vec<&[u8]> =
            self.pixels.chunks(self.width).take(self.height / 10).map(|row| &row[..self.page]).collect();
        // White on the head of a flyer, dark on the paper of the others.
        let ground = rows[0][0];
        let is_ink = |pixel: &u8| pixel.abs_diff(ground) > 60;
        let left = rows.iter().filter_map(|row| row.iter().position(is_ink)).min();
        let right = rows.iter().filter_map(|row| row.iter().rev().position(is_ink)).min();
        [left, right].map(|gap| gap.expect("a title"))
    }

    /// How dark each cell is on average.
    fn cells(&self) -> Vec<f32> {
        let across = self.width.div_ceil(CELL);
        let mut sums = vec![(0.0, 0.0); across * self.height.div_ceil(CELL)];
        for (at, pixel) in self.pixels.iter().enumerate() {
            let (sum, count) = &mut sums[at / self.width / CELL * across + at % self.width / CELL];
            *sum += f32::from(*pixel);
            *count += 1.0;
        }
        sums.into_iter().map(|(sum, count)| sum / count).collect()
    }
}
