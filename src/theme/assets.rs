//! All assets of a theme, and how templates name them.

use std::collections::BTreeMap;

use super::asset::{Asset, AssetTag, accent_style, accent_surface};
use super::style::{self, Dangling};
use super::touch_icon::touch_icon;
use super::{GENERATOR, ThemeFile, builtin, bundle, codes};
use crate::diag::{Diagnostic, Help, nearest};
use crate::model::config::Config;
use crate::source::Span;

/// The asset that is drawn where a theme has none of its own.
pub(super) const TOUCH_ICON: &str = "touch-icon.png";

/// The published assets, and for each name in templates (`style`, `script`) how to refer to it.
pub(super) fn assets(
    config: &Config,
    own: &BTreeMap<&str, &ThemeFile>,
    out: &mut Vec<Diagnostic>,
) -> (Vec<Asset>, BTreeMap<String, AssetTag>) {
    let builtin = builtin::FILES.iter().filter_map(|(path, bytes)| Some((path.strip_prefix("assets/")?, *bytes)));
    let in_assets = own.iter().filter_map(|(path, file)| Some((path.strip_prefix("assets/")?, &*file.bytes)));
    let mut files = bundle::joined(builtin, in_assets);
    // Behind the style, so that a reader waits for one file.
    files.entry("style.css").or_default().extend(accent_style(config.accent));
    let [ground, mark] = accent_surface(config.accent);
    files.entry(TOUCH_ICON).or_insert_with(|| touch_icon(ground, mark));
    let (published, dangling) = style::published(files);
    out.extend(dangling.iter().filter_map(|dangling| missing_asset(own, &published, dangling)));
    let mut assets = Vec::new();
    let mut tags = BTreeMap::new();
    for (file_name, asset) in published {
        // The theme's own files have short names in templates, `site.assets.style`; others their whole name.
        let name = match file_name {
            "style.css" => "style",
            "site.js" => "script",
            "local.js" => "local",
            "search.js" => "search",
            "results.js" => "results",
            "icon.svg" => "icon",
            TOUCH_ICON => "touch_icon",
            other => other,
        };
        tags.insert(name.to_owned(), asset.tag.clone());
        assets.push(asset);
    }
    (assets, tags)
}

/// The finding for an address in a style of the site that leads to no asset.
fn missing_asset(
    own: &BTreeMap<&str, &ThemeFile>,
    published: &BTreeMap<&str, Asset>,
    Dangling { style, written, at }: &Dangling<'_>,
) -> Option<Diagnostic> {
    let whole = own.get(format!("assets/{style}").as_str()).map(|file| (*file, *at));
    let in_part = || {
        let parts = own.iter().filter(|(path, _)| path.starts_with(&format!("assets/{style}/")));
        parts.into_iter().find_map(|(_, file)| Some((*file, str::from_utf8(&file.bytes).ok()?.find(written.as_str())?)))
    };
    let (file, at) = whole.or_else(in_part)?;
    let message = format!("the style leads to `{written}`, which is no asset of the theme");
    let near = nearest(written, published.keys().copied());
    let help = near.map_or_else(
        || Help::from("add the file to assets/, or correct the address"),
        |near| Help::did_you_mean(written, near),
    );
    Some(Diagnostic::new(&codes::MISSING_ASSET, &file.path, Span::new(at, at + written.len()), message).help(help))
}

/// A digest of everything in the theme that a page's bytes depend on.
pub(super) fn fingerprint(own: &BTreeMap<&str, &ThemeFile>, assets: &[Asset]) -> String {
    let mut text = String::from(GENERATOR);
    for asset in assets {
        text.push_str(asset.path.as_str());
    }
    let templates = own.iter().filter(|(path, _)| !path.starts_with("assets/"));
    for (path, file) in templates {
        text.push_str(path);
        text.push_str(&crate::digest::sha256_hex(&file.bytes));
    }
    text
}
