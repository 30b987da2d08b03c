//! The command `new`.

use std::path::Path;

use super::arguments::records::NewArguments;
use super::{CLEAN, Trouble, environment, say, say_on_error};
use crate::disk::{self, Made};
use crate::model::Drafts;
use crate::model::kinds::Kind;
use crate::project::{Addition, Options, Project, Target, Wanted};
use crate::schema;

/// Writes a new record, and what it needs and the site lacks.
pub(super) fn new(arguments: &NewArguments) -> Result<u8, Trouble> {
    let root = environment::root(arguments.root.as_deref())?;
    let kind = Kind::all().find(|kind| kind.word() == arguments.kind).expect("only the words of kinds are taken");
    let options = Options { as_of: environment::as_of(None)?, drafts: Drafts::Show, base_url: None };
    let project = Project::new(disk::read(&root)?.changes, options);
    let wanted = Wanted {
        kind,
        id: arguments.id.as_deref(),
        title: arguments.title.as_deref(),
        supersedes: arguments.supersedes.as_deref(),
    };
    let additions = project.additions(&wanted).map_err(Trouble::Usage)?;
    for addition in &additions {
        put(&root, addition)?;
        say(&format!("{}\n", addition.path))?;
    }
    for needed in additions.iter().rev().skip(1) {
        say_on_error(&format!("made {} too, because it was not there", needed.path));
    }
    Ok(CLEAN)
}

fn put(root: &Path, addition: &Addition) -> Result<(), Trouble> {
    let file = root.join(addition.path.as_str());
    if !disk::is_within(&root.join("content"), &file)? {
        return Err(Trouble::Usage(format!("`{}` leads out of the content by a symbolic link", addition.path)));
    }
    if addition.target == Target::End {
        return Ok(disk::append(&file, &addition.text)?);
    }
    // A site whose editors are told of data files has the schemas; its files name theirs.
    let has_schemas = !disk::occupied(root, [schema::FOLDER])?.is_empty();
    let directive = if has_schemas { schema::directive(addition.path.as_str()) } else { String::new() };
    match disk::create(&file, &(directive + &addition.text))? {
        Made::New => Ok(()),
        Made::Existed => Err(Trouble::Usage(format!("`{}` is there already", addition.path))),
    }
}
