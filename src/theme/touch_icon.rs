//! The picture that phones show for a page on their home screen: the mark of the program on the accent color, in PNG.
//!
//! The same color gives the same bytes. The corners are square, because each system cuts its own.

use std::sync::OnceLock;

use miniz_oxide::deflate::compress_to_vec_zlib;

/// Pixels on each side.
const SIZE: u16 = 180;
/// How often the 32 units of the drawing go into a side.
const SCALE: f64 = 180.0 / 32.0;
/// Steps from the color of the ground to that of the mark; two pixels share a byte.
const LAST_STEP: u8 = 15;
const COMPRESSION: u8 = 9;

/// A line of the mark from left to right, of some thickness and with round ends; a dot when it begins where it ends.
struct Line {
    from: f64,
    to: f64,
    y: f64,
    radius: f64,
}

/// The mark, as `icon.svg` draws it, a little smaller.
const MARK: [Line; 4] = [
    Line { from: 9.0, to: 23.4, y: 21.6, radius: 1.05 },
    Line { from: 9.0, to: 17.8, y: 16.0, radius: 1.05 },
    Line { from: 9.0, to: 13.8, y: 10.4, radius: 1.05 },
    Line { from: 22.2, to: 22.2, y: 16.0, radius: 2.1 },
];

/// The picture in two colors.
pub(super) fn touch_icon(ground: [u8; 3], mark: [u8; 3]) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let side = u32::from(SIZE).to_be_bytes();
    // Four bits a pixel, each naming a color of the palette.
    chunk(&mut png, *b"IHDR", &[&side[..], &side, &[4, 3, 0, 0, 0]].concat());
    chunk(&mut png, *b"PLTE", &(0..=LAST_STEP).flat_map(|step| mixed(ground, mark, step)).collect::<Vec<u8>>());
    chunk(&mut png, *b"IDAT", drawing());
    chunk(&mut png, *b"IEND", &[]);
    png
}

/// The rows of the picture, which are the same in all colors.
fn drawing() -> &'static [u8] {
    static DRAWING: OnceLock<Vec<u8>> = OnceLock::new();
    DRAWING.get_or_init(|| {
        let mut rows = Vec::new();
        for y in 0..SIZE {
            rows.push(0);
            rows.extend((0..SIZE).step_by(2).map(|x| step_at(x, y) << 4 | step_at(x + 1, y)));
        }
        compress_to_vec_zlib(&rows, COMPRESSION)
    })
}

fn mixed(ground: [u8; 3], mark: [u8; 3], step: u8) -> [u8; 3] {
    std::array::from_fn(|i| {
        let (last, step) = (u16::from(LAST_STEP), u16::from(step));
        let sum = u16::from(ground[i]) * (last - step) + u16::from(mark[i]) * step;
        u8::try_from(sum / last).unwrap_or(u8::MAX)
    })
}

/// How much of a pixel the mark covers.
fn step_at(x: u16, y: u16) -> u8 {
    let (x, y) = (f64::from(x) + 0.5, f64::from(y) + 0.5);
    let covered = |line: &Line| {
        let nearest = x.clamp(line.from * SCALE, line.to * SCALE);
        line.radius * SCALE - (x - nearest).hypot(y - line.y * SCALE) + 0.5
    };
    let most = MARK.iter().map(covered).fold(0.0, f64::max).min(1.0);
    (0..LAST_STEP).rev().find(|step| most * f64::from(LAST_STEP) >= f64::from(*step) + 0.5).map_or(0, |step| step + 1)
}

fn chunk(png: &mut Vec<u8>, name: [u8; 4], bytes: &[u8]) {
    let length = u32::try_from(bytes.len()).expect("a small picture has small parts");
    png.extend(length.to_be_bytes());
    let start = png.len();
    png.extend(name);
    png.extend(bytes);
    let sum = crc32(&png[start..]);
    png.extend(sum.to_be_bytes());
}

/// The checksum of a part of a PNG.
fn crc32(bytes: &[u8]) -> u32 {
    let with_byte = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 })
    };
    !bytes.iter().fold(u32::MAX, with_byte)
}
