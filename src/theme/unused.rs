//! The files of a site's own theme that nothing uses, most often because of their name or their folder.

use std::collections::BTreeMap;

use super::assets::TOUCH_ICON;
use super::{ThemeFile, builtin, codes};
use crate::diag::{Candidates, Diagnostic};
use crate::model::config::Config;
use crate::source::Span;

/// Notes on a theme, which are for those who work on it.
const NOTES: [&str; 5] = ["README", "LICENSE", "LICENCE", "NOTICE", "CHANGELOG"];

/// Reports the files that neither the program nor another file of the theme uses.
pub(super) fn report(config: &Config, own: &BTreeMap<&str, &ThemeFile>, out: &mut Vec<Diagnostic>) {
    let texts: BTreeMap<&str, &str> =
        own.iter().filter_map(|(path, file)| Some((*path, str::from_utf8(&file.bytes).ok()?))).collect();
    // A file is used when another names it, however it does that.
    let is_named = |path: &str, name: &str| texts.iter().any(|(other, text)| *other != path && text.contains(name));
    for (path, file) in own {
        let name = path.rsplit('/').next().unwrap_or(path);
        let is_note = NOTES.iter().any(|note| name.to_uppercase().starts_with(note));
        if is_note || builtin::file(path).is_some() {
            continue;
        }
        let help = match path.split_once('/') {
            Some(("templates", _)) if is_named(path, name) => continue,
            Some(("templates", template)) => near_template(template).map_or_else(
                || "extend or include it in another template, or remove it".to_owned(),
                |near| format!("did you mean `{near}`?"),
            ),
            Some(("assets", asset)) if is_used_asset(asset) || is_named(path, name) => continue,
            Some(("assets", asset)) => {
                format!("name it in a template, `site.assets[\"{asset}\"]`, or in a style, or remove it")
            }
            Some(("i18n", _)) => {
                let tag = name.strip_suffix(".toml").unwrap_or(name);
                if config.locales.iter().any(|locale| locale.as_str() == tag) {
                    continue;
                }
                let known =
                    config.locales.iter().map(|locale| format!("`{locale}.toml`")).collect::<Vec<_>>().join(", ");
                format!("a catalog is called after a language of the site: {known}")
            }
            _ => "put it into templates/, assets/ or i18n/, where the files of a theme lie, or remove it".to_owned(),
        };
        let message = format!("nothing uses the file `{path}` of the theme");
        out.push(Diagnostic::new(&codes::UNUSED_THEME_FILE, &file.path, Span::default(), message).help(help));
    }
}

/// Whether a file joins others to an asset of the program, or takes the place of one that is joined.
fn is_used_asset(asset: &str) -> bool {
    let folder = asset.split('/').next().unwrap_or(asset);
    let is_known = builtin::FILES.iter().any(|(path, _)| {
        path.strip_prefix("assets/").is_some_and(|known| {
            known == folder || known.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
        })
    });
    is_known || asset == TOUCH_ICON
}

fn near_template(name: &str) -> Option<&'static str> {
    let names = builtin::FILES.iter().filter_map(|(path, _)| path.strip_prefix("templates/"));
    Candidates::new(names.map(|name| (name, name))).nearest(name).copied()
}
