//! The command `strings`.

use super::arguments::StringsArguments;
use super::{CLEAN, Trouble, environment, say};
use crate::disk;
use crate::model::Drafts;
use crate::project::{Options, Project};

/// Prints a catalog to be translated, with what the site has of it already.
pub(super) fn strings(arguments: &StringsArguments) -> Result<u8, Trouble> {
    let changes = match environment::root(arguments.root.asked()) {
        Ok(root) => disk::read(&root)?.changes,
        // Whoever translates the program itself has no site.
        Err(Trouble::Usage(_)) if arguments.root.asked().is_none() => Vec::new(),
        Err(trouble) => return Err(trouble),
    };
    let options = Options { as_of: environment::as_of(None)?, drafts: Drafts::Hide, base_url: None };
    let catalog = Project::new(changes, options).strings(&arguments.locale);
    let none = || format!("`{}` is not a language tag; write one such as `fr` or `zh-Hant`", arguments.locale);
    say(&catalog.ok_or_else(|| Trouble::Usage(none()))?)?;
    Ok(CLEAN)
}
