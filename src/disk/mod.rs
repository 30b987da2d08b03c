//! Reading a site from a folder, publishing one into a folder, and putting new files into one.

mod publish;
mod read;
mod reread;
mod write;

use std::path::Path;

use crate::attachment::Attachment;
use crate::diag::Failure;
use crate::path::OutPath;
use crate::project::{Files, Project, RenderAllError, RenderError, Rendered};

pub use publish::{Outcome, PublishStep};
pub use read::{Reading, find_root, is_root, read};
pub use reread::{reread, reread_everything};
pub use write::{Made, append, create, is_within, occupied, write};

/// Why a site was not published.
#[derive(Debug)]
pub enum PublishError {
    /// The machine refused something; the old site stands.
    Failure(Failure),
    /// A template failed; the old site stands.
    Template(RenderError),
}

impl From<Failure> for PublishError {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// The bytes of an attachment, which must be those that its page speaks of.
pub(crate) fn attachment_bytes(root: &Path, attachment: &Attachment) -> Result<Vec<u8>, Failure> {
    read::attachment_bytes(root, attachment)
}

/// Publishes every file of a project into `output`, in one step: at every moment the folder holds the old site or the new.
///
/// `follow` is told each step, from many threads.
///
/// # Errors
///
/// When the folder is not one of ours, when the machine refuses an operation, or when a template fails.
pub fn publish(
    project: &Project,
    files: &Files,
    root: &Path,
    output: &Path,
    follow: impl Fn(PublishStep) + Sync,
) -> Result<Outcome, PublishError> {
    let stage = publish::Stage::open(output, || follow(PublishStep::Waiting))?;
    let put = |path: &OutPath, rendered: Rendered| {
        follow(PublishStep::Rendered);
        match rendered {
            Rendered::Bytes(bytes) => stage.put(path, &bytes),
            Rendered::Copy(Some(attachment)) => stage.put(path, &read::attachment_bytes(root, &attachment)?),
            Rendered::Copy(None) => Ok(()),
        }
    };
    project.render_all(files, put).map_err(|error| match error {
        RenderAllError::Template(error) => PublishError::Template(error),
        RenderAllError::Put(failure) => PublishError::Failure(failure),
    })?;
    Ok(stage.publish()?)
}
