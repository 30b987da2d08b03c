//! Looks for what makes a picture in SVG, or XML, run script or turn into a page when it is opened by itself.
//!
//! Goes through the tags as an XML parser would; what no parser would take is refused, because nobody can say what it is.

/// What a file claims to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Svg,
    Xml,
}

/// Elements of SVG, and of what may be embedded in it, that run script or hold a page.
const ELEMENTS: &[&str] =
    &["audio", "embed", "foreignobject", "handler", "iframe", "listener", "object", "script", "video"];
/// The vocabularies in which XML is a page, a picture or a program.
const XHTML_AND_XSLT: [&str; 2] = ["1999/xhtml", "1999/xsl"];
const SVG: &str = "2000/svg";
/// Addresses that run or hold something, white space left out.
const ADDRESSES: [&str; 5] = ["javascript:", "vbscript:", "data:text", "data:application", "data:image/svg"];

const FOREIGN: &str = "text that is not UTF-8";
const TORN: &str = "tags that no parser can read";

/// What it holds besides data, in words that complete "it holds".
pub(super) fn more_than_data(bytes: &[u8], dialect: Dialect) -> Option<&'static str> {
    // A parser takes text with zero bytes for another encoding.
    let Some(text) = str::from_utf8(bytes).ok().filter(|text| !text.contains('\0')) else { return Some(FOREIGN) };
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        rest = &rest[start..];
        let (found, length) = match piece(rest) {
            Piece::Skipped(length) => (None, length),
            Piece::Declared(length) => (declaration(&rest[..length]), length),
            Piece::Tag(length) => (tag(&rest[1..length - 1], dialect), length),
            Piece::Torn => return Some(TORN),
        };
        if found.is_some() {
            return found;
        }
        rest = &rest[length..];
    }
    None
}

/// What begins with `<`, and how long it is.
enum Piece {
    /// A comment, quoted text or the end of an element.
    Skipped(usize),
    /// A declaration or an instruction.
    Declared(usize),
    Tag(usize),
    Torn,
}

fn piece(text: &str) -> Piece {
    let up_to = |end: &str, make: fn(usize) -> Piece| text.find(end).map_or(Piece::Torn, |at| make(at + end.len()));
    if text.starts_with("<!--") {
        up_to("-->", Piece::Skipped)
    } else if text.starts_with("<![CDATA[") {
        up_to("]]>", Piece::Skipped)
    } else if text.starts_with("</") {
        up_to(">", Piece::Skipped)
    } else if text.starts_with("<?") {
        up_to("?>", Piece::Declared)
    } else if text.starts_with("<!") {
        up_to(">", Piece::Declared)
    } else {
        end_of_tag(text).map_or(Piece::Torn, Piece::Tag)
    }
}

/// Where a tag ends: at the first `>` that stands in no value.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None, '>') => return Some(at + 1),
            _ => {}
        }
    }
    None
}

fn declaration(text: &str) -> Option<&'static str> {
    let lower = text.to_ascii_lowercase();
    if lower.starts_with("<?xml-") {
        return Some("a style sheet that makes another document of it");
    }
    if let Some((_, encoding)) = lower.split_once("encoding").filter(|_| lower.starts_with("<?xml")) {
        let known = ["\"utf-8\"", "'utf-8'", "\"us-ascii\"", "'us-ascii'"];
        let encoding = encoding.trim_start_matches([' ', '=', '\t', '\n', '\r']);
        return (!known.iter().any(|known| encoding.starts_with(known))).then_some(FOREIGN);
    }
    (lower.starts_with("<!") && text.contains('[')).then_some("declarations of its own")
}

/// What a tag, without its brackets, brings about.
fn tag(text: &str, dialect: Dialect) -> Option<&'static str> {
    let text = text.trim_end_matches('/');
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    if dialect == Dialect::Svg && ELEMENTS.contains(&&*local(&text[..end])) {
        return Some("script, or an element that can hold it");
    }
    let mut rest = text[end..].trim_start();
    while !rest.is_empty() {
        let Some((name, value, behind)) = attribute(rest) else { return Some(TORN) };
        let found = match decoded(value) {
            Some(value) => attribute_holds(name, &value, dialect),
            None => Some("a character that only a declaration could name"),
        };
        if found.is_some() {
            return found;
        }
        rest = behind.trim_start();
    }
    None
}

/// The first attribute of a tag, and what follows it.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = text.split_once('=')?;
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, behind) = rest[1..].split_once(quote)?;
    Some((name.trim(), value, behind))
}

fn attribute_holds(name: &str, value: &str, dialect: Dialect) -> Option<&'static str> {
    let is_namespace = name == "xmlns" || name.starts_with("xmlns:");
    if is_namespace {
        let is_page = XHTML_AND_XSLT.iter().any(|page| value.contains(page));
        let is_picture = dialect == Dialect::Xml && value.contains(SVG);
        return (is_page || is_picture).then_some("parts of a page");
    }
    if dialect == Dialect::Xml {
        return None;
    }
    let name = name.to_lowercase();
    if name.starts_with("on") {
        return Some("an event handler");
    }
    let animates = name == "attributename" && (value.starts_with("on") || local(value) == "href");
    let runs = ADDRESSES.iter().any(|address| value.contains(address));
    (animates || runs).then_some("an address that runs script")
}

/// A name without its prefix, in lower case.
fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_lowercase()
}

/// A value in lower case with its character references resolved and white space left out; `None` when one is unknown.
fn decoded(value: &str) -> Option<String> {
    let mut decoded = String::new();
    let mut rest = value;
    while let Some((before, behind)) = rest.split_once('&') {
        let (reference, behind) = behind.split_once(';')?;
        decoded.push_str(before);
        decoded.push(match reference {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => numbered(reference)?,
        });
        rest = behind;
    }
    decoded.push_str(rest);
    Some(decoded.chars().filter(|c| !c.is_whitespace() && !c.is_control()).flat_map(char::to_lowercase).collect())
}

fn numbered(reference: &str) -> Option<char> {
    let number = reference.strip_prefix('#')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    code.ok().and_then(char::from_u32)
}
