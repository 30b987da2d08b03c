//! Text that is kept in few bytes, because most of it stands in another text that is kept anyway.

/// A text, packed by what it has in common with a known one.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Packed {
    bytes: Box<[u8]>,
    /// How many bytes the text has.
    length: u32,
}

impl Packed {
    /// Packs a text.
    pub(crate) fn new(text: &str, known: &str) -> Self {
        let length = u32::try_from(text.len()).expect("a text has fewer than four thousand million bytes");
        Self { bytes: lz4_flex::block::compress_with_dict(text.as_bytes(), known.as_bytes()).into(), length }
    }

    /// The text, which only the known one of then brings back.
    pub(crate) fn text(&self, known: &str) -> String {
        let length = self.length as usize;
        if length == 0 {
            return String::new();
        }
        let bytes = lz4_flex::block::decompress_with_dict(&self.bytes, length, known.as_bytes());
        String::from_utf8(bytes.expect("it was packed by the same text")).expect("what was packed is text")
    }
}
