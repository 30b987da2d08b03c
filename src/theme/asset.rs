//! Style sheets, scripts and pictures of the theme, under names that change with their bytes.

use serde::Serialize;

use crate::digest;
use crate::model::config::Accent;
use crate::path::OutPath;

/// A file of the theme as it is published.
#[derive(Clone, Debug)]
pub(crate) struct Asset {
    pub(crate) path: OutPath,
    pub(crate) bytes: Vec<u8>,
    pub(crate) tag: AssetTag,
}

/// What a template needs to name an asset.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AssetTag {
    path: String,
    integrity: String,
}

/// The asset `assets/<stem>.<fingerprint>.<ending>` for a file `<stem>.<ending>`.
pub(super) fn asset(file_name: &str, bytes: Vec<u8>) -> Option<Asset> {
    let (stem, ending) = file_name.rsplit_once('.').unwrap_or((file_name, "bin"));
    let fingerprint = &digest::sha256_hex(&bytes)[..16];
    let path = OutPath::new(&format!("assets/{stem}.{fingerprint}.{ending}"))?;
    let integrity = format!("sha384-{}", digest::base64(&digest::sha384(&bytes)));
    let tag = AssetTag { path: path.as_str().to_owned(), integrity };
    Some(Asset { path, bytes, tag })
}

const LIGHT_PAPER: [u8; 3] = [0xf4, 0xf3, 0xef];
const DARK_PAPER: [u8; 3] = [0x24, 0x26, 0x29];

/// The accent color as a surface on light paper, and the color that can be read on it.
pub(super) fn accent_surface(accent: Accent) -> [[u8; 3]; 2] {
    let surface = readable(accent.0, LIGHT_PAPER, [0, 0, 0]);
    [surface, on(surface)]
}

/// Black or white, whichever can be read on a color.
fn on(color: [u8; 3]) -> [u8; 3] {
    if contrast(color, [255, 255, 255]) >= 4.5 { [255, 255, 255] } else { [0, 0, 0] }
}

/// The rules that set the accent color, lightened or darkened until text in it can be read (WCAG 2, 4.5 to 1).
pub(super) fn accent_style(accent: Accent) -> Vec<u8> {
    let light = readable(accent.0, LIGHT_PAPER, [0, 0, 0]);
    let dark = readable(accent.0, DARK_PAPER, [255, 255, 255]);
    let rule = |color: [u8; 3]| {
        let on = if on(color) == [255, 255, 255] { "#fff" } else { "#000" };
        format!(":root{{--accent:#{};--accent-contrast:{on}}}", color.map(|channel| format!("{channel:02x}")).concat())
    };
    format!("{}\n@media (prefers-color-scheme:dark){{{}}}\n", rule(light), rule(dark)).into_bytes()
}

/// The color, mixed with `towards` in steps until it stands out from the paper.
fn readable(color: [u8; 3], paper: [u8; 3], towards: [u8; 3]) -> [u8; 3] {
    let mixed = |share: u16| -> [u8; 3] {
        std::array::from_fn(|i| {
            let mix = u16::from(color[i]) * (20 - share) + u16::from(towards[i]) * share;
            u8::try_from(mix / 20).unwrap_or(u8::MAX)
        })
    };
    (0..=20).map(mixed).find(|color| contrast(*color, paper) >= 4.5).unwrap_or(towards)
}

/// The contrast ratio of two colors, from 1 to 21.
fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The relative luminance of WCAG 2.
fn luminance(color: [u8; 3]) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2])
}
