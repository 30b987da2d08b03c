//! How large a picture is, in pixels, as its first bytes say: PNG and SVG.

/// The size of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pixels {
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Pixels {
    fn of([width, height]: [u32; 2]) -> Option<Self> {
        (width > 0 && height > 0).then_some(Self { width, height })
    }
}

/// The size of the picture in a file, by the ending of its name; none where the file says none.
pub(super) fn pixels(name: &str, bytes: &[u8]) -> Option<Pixels> {
    match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
        "png" => png(bytes),
        "svg" => svg(str::from_utf8(bytes).ok()?),
        _ => None,
    }
}

/// The signature, then the header's length and name, then width and height.
fn png(bytes: &[u8]) -> Option<Pixels> {
    let header = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR")?;
    let number = |at: usize| header.get(at..at + 4).and_then(|four| four.try_into().ok()).map(u32::from_be_bytes);
    Pixels::of([number(0)?, number(4)?])
}

/// The width and height of the outermost element, else of its view box.
fn svg(text: &str) -> Option<Pixels> {
    let (_, root) = text.split_once("<svg")?;
    let root = root.split_once('>')?.0;
    let attribute = |name: &str| {
        let mut found = root.match_indices(name).map(|(at, _)| (&root[..at], &root[at + name.len()..]));
        let (_, value) = found.find(|(before, _)| before.ends_with(char::is_whitespace))?;
        let value = value.trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|quote| "\"'".contains(*quote))?;
        value[1..].split_once(quote).map(|(value, _)| value)
    };
    let length = |name: &str| whole(attribute(name)?.trim().trim_end_matches("px"));
    if let (Some(width), Some(height)) = (length("width"), length("height")) {
        return Pixels::of([width, height]);
    }
    let mut numbers = attribute("viewBox")?.split([' ', ',', '\t', '\n']).filter(|number| !number.is_empty()).skip(2);
    Pixels::of([whole(numbers.next()?)?, whole(numbers.next()?)?])
}

/// A length in whole pixels, at least one.
fn whole(written: &str) -> Option<u32> {
    let (whole, fraction) = written.split_once('.').unwrap_or((written, "0"));
    let has_digits = fraction.chars().all(|c| c.is_ascii_digit());
    whole.parse::<u32>().ok().filter(|whole| has_digits && *whole > 0)
}
