//! What a file would do when a reader opens it at its own address, where it has the rights of the site's pages.
//!
//! 1. The ending of its name says how hosts and browsers take a file; only endings that are known to be passive are.
//! 2. SVG and other XML can be a picture or a page, so what they hold is looked at.

use super::markup::{self, Dialect};

/// Why a file is not copied to readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hazard {
    /// Browsers or hosts run files of this kind.
    Program,
    /// It is a picture in SVG, or XML, that holds more than a picture or data.
    Markup(&'static str),
    /// Nobody can say how hosts and browsers take it.
    Unknown,
}

/// What no host and no browser runs.
const PASSIVE: &[&str] = &[
    // Pictures, sound and film.
    "apng", "avif", "bmp", "gif", "heic", "ico", "jfif", "jpeg", "jpg", "png", "tif", "tiff", "webp", //
    "flac", "m4a", "mp3", "oga", "ogg", "opus", "wav", "m4v", "mkv", "mov", "mp4", "ogv", "webm", "srt", "vtt",
    // Documents, whose readers run what is in them apart from the site.
    "doc", "docm", "docx", "dotx", "epub", "key", "msg", "numbers", "odg", "odp", "ods", "odt", "pages", "pdf", //
    "ppt", "pptm", "pptx", "ps", "rtf", "vsd", "vsdx", "xls", "xlsb", "xlsm", "xlsx", // Text and data.
    "bib", "cff", "csv", "eml", "ics", "json", "jsonl", "log", "ndjson", "parquet", "spdx", "toml", "tsv",
    "txt", //
    "vcf", "yaml", "yml", // Keys, certificates and signatures.
    "asc", "cer", "cert", "crl", "crt", "csr", "der", "gpg", "md5", "minisig", "p7b", "p7m", "p7s", "pem",
    "pgp", //
    "pub", "sha1", "sha256", "sha512", "sig", "sigstore", "tsr", // Archives.
    "7z", "tar", "tgz", "zip", "otf", "ttf", "woff", "woff2",
];

/// What browsers show as a page or run, and what hosts run or are steered by.
const PROGRAMS: &[&str] = &[
    "asp", "aspx", "bat", "cgi", "cjs", "cmd", "com", "config", "exe", "hta", "htaccess", "htc", "htm", "html",
    "jar", //
    "js", "jsp", "mht", "mhtml", "mjs", "php", "phtml", "pl", "ps1", "py", "rb", "sh", "shtm", "shtml", "svgz", //
    "swf", "vbs", "wasm", "xht", "xhtm", "xhtml", "xsl", "xslt",
];

const XML: &[&str] = &["atom", "cdx", "rdf", "rss", "xml", "xsd"];

/// How a file is packed, which hosts undo on the way.
const PACKED: &[&str] = &["br", "bz2", "gz", "xz", "z", "zst"];

/// Why a file of this name is not copied to readers, if it is not.
pub(super) fn hazard(name: &str, bytes: &[u8]) -> Option<Hazard> {
    let name = name.to_lowercase();
    let mut endings: Vec<&str> = name.rsplit('.').collect();
    // What stands before the first dot is no ending; a name of only an ending, `.htaccess`, has an empty one before.
    endings.pop();
    let mut endings = endings.into_iter().peekable();
    let is_packed = endings.next_if(|ending| PACKED.contains(ending)).is_some();
    match endings.next() {
        None if is_packed => None,
        Some(ending) if PASSIVE.contains(&ending) => None,
        Some("svg") if !is_packed => markup(bytes, Dialect::Svg),
        Some(ending) if XML.contains(&ending) && !is_packed => markup(bytes, Dialect::Xml),
        // What is packed cannot be looked into.
        Some(ending) if ending == "svg" || XML.contains(&ending) || PROGRAMS.contains(&ending) => Some(Hazard::Program),
        _ => Some(Hazard::Unknown),
    }
}

fn markup(bytes: &[u8], dialect: Dialect) -> Option<Hazard> {
    markup::more_than_data(bytes, dialect).map(Hazard::Markup)
}
