//! The command `manual`.

use std::path::Path;
use std::sync::Arc;

use super::arguments::{ManualArguments, THIS_MACHINE};
use super::serve::{open, signals};
use super::{CLEAN, Trouble, build, counted, environment, say, say_on_error};
use crate::diag::Failure;
use crate::disk::{self, PublishError};
use crate::manual;
use crate::model::Drafts;
use crate::platform;
use crate::preview::Preview;
use crate::project::{Options, Project};
use crate::serve;

/// Shows the manual until a signal says that it is enough, or writes it.
pub(super) fn manual(arguments: &ManualArguments) -> Result<u8, Trouble> {
    let base_url = build::base_url(arguments.base_url.as_deref())?;
    let options = Options { as_of: environment::as_of(None)?, drafts: Drafts::Hide, base_url };
    let project = Project::new(manual::changes(), options);
    debug_assert!(project.check().is_empty(), "{:#?}", project.check());
    match &arguments.output_dir {
        Some(output) => write(&project, output)?,
        None => show(project, arguments)?,
    }
    Ok(CLEAN)
}

fn write(project: &Project, output: &Path) -> Result<(), Trouble> {
    let absolute = std::path::absolute(output).map_err(|error| Failure::new("find", output, error))?;
    let files = project.files();
    // No file of the manual is copied, so there is no folder that it is read from.
    match disk::publish(project, &files, Path::new(""), &absolute, |_| ()) {
        Ok(_) => say_on_error(&format!("wrote {} -> {}", counted(files.page_count(), "page"), output.display())),
        Err(PublishError::Failure(failure)) => return Err(failure.into()),
        Err(PublishError::Template(error)) => unreachable!("the manual has no theme of its own: {}", error.0.message),
    }
    Ok(())
}

fn show(project: Project, arguments: &ManualArguments) -> Result<(), Trouble> {
    let preview = Arc::new(Preview::of(project, platform::secret()));
    let signals = signals()?;
    let listener = serve::listen(THIS_MACHINE, arguments.port)?;
    let address = serve::address(&listener, &preview.home())?;
    serve::start(listener, THIS_MACHINE, move |request| preview.respond(request))?;
    say(&format!("{address}\n"))?;
    say_on_error("the manual; Ctrl-C stops");
    if !arguments.no_open {
        open(&address);
    }
    let _ = signals.recv();
    Ok(())
}
