//! Makes the first provider of a generated site the site's own company.
//!
//! Its files move to where those of the company lie, and nothing that refers to them names an owner.

use std::fs;
use std::io;
use std::path::Path;

use super::vocabulary::PROVIDERS;

/// Rewrites the files below `content`.
pub(super) fn own_first_provider(content: &Path) -> io::Result<()> {
    let owner = PROVIDERS[0].id;
    let folder = content.join("providers").join(owner);
    for file in fs::read_dir(&folder)? {
        let name = file?.file_name();
        let own = if name == "provider.toml" { "company.toml".into() } else { name.clone() };
        fs::rename(folder.join(name), content.join(own))?;
    }
    fs::remove_dir(folder)?;
    rewrite(content, &|text| {
        let text = text.replace(&format!("providers/{owner}/provider.toml"), "company.toml");
        let text = text.replace(&format!("providers/{owner}/"), "");
        let text = text.replace(&format!(":{owner}/"), ":").replace(&format!("\"{owner}/"), "\"");
        text.replace(&format!("provider:{owner}"), "provider:company").replace(&format!("\"{owner}\""), "\"company\"")
    })
}

fn rewrite(folder: &Path, change: &impl Fn(&str) -> String) -> io::Result<()> {
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        if path.is_dir() {
            rewrite(&path, change)?;
        } else if let Ok(text) = fs::read_to_string(&path) {
            fs::write(&path, change(&text))?;
        }
    }
    Ok(())
}
