//! The commands `build` and `check`.

use std::path::{Component, Path, PathBuf};
use std::time::{Duration, Instant};

use super::arguments::{BuildArguments, CheckArguments, Format, SiteArguments};
use super::progress::Progress;
use super::report::{self, Verbosity};
use super::{CLEAN, FINDINGS, Trouble, counted, environment, say, say_on_error};
use crate::diag::{self, Diagnostic};
use crate::disk::{self, PublishError, PublishStep};
use crate::model::Drafts;
use crate::parse::{base_url_problem, with_slash};
use crate::project::{Options, Project};

/// A site that was read and checked.
struct Checked {
    root: PathBuf,
    project: Project,
    findings: Vec<Diagnostic>,
}

/// Checks a site, and publishes it when nothing stops that.
pub(super) fn build(arguments: &BuildArguments) -> Result<u8, Trouble> {
    let started = Instant::now();
    let progress = Progress::start("Reading the site");
    let checked = read_and_check(&arguments.check, &progress)?;
    let Checked { root, project, findings } = &checked;
    let output = arguments.output_dir.clone().unwrap_or_else(|| root.join("public"));
    let output = safe_output(&output, root)?;
    if is_stopped(findings, &arguments.check) {
        drop(progress);
        print_findings(&arguments.check, project, findings)?;
        say_on_error(&summary("not built", project, 0, findings, started.elapsed()));
        return Ok(FINDINGS);
    }
    let files = project.files();
    progress.phase_of("Writing files", files.paths().count());
    let waiting = || say_on_error(&format!("waiting for another build of `{}` to end", output.display()));
    let published = disk::publish(project, &files, root, &output, |step| match step {
        PublishStep::Waiting => progress.aside(waiting),
        PublishStep::Rendered => progress.step(),
    });
    drop(progress);
    match published {
        Ok(outcome) => {
            print_findings(&arguments.check, project, findings)?;
            let line = summary("built", project, files.page_count(), findings, started.elapsed());
            let changes =
                format!("{} written, {} unchanged, {} removed", outcome.written, outcome.unchanged, outcome.removed);
            let shown = output.strip_prefix(root).unwrap_or(&output);
            say_on_error(&format!("{line} ({changes}) -> {}", shown.display()));
            // The process ends here; freeing the site record by record would only take time.
            std::mem::forget(checked);
            Ok(CLEAN)
        }
        Err(PublishError::Template(error)) => {
            let mut findings = findings.clone();
            findings.push(error.0);
            print_findings(&arguments.check, project, &findings)?;
            say_on_error(&summary("not built", project, 0, &findings, started.elapsed()));
            Ok(FINDINGS)
        }
        Err(PublishError::Failure(failure)) => Err(failure.into()),
    }
}

/// Checks a site and says what is wrong.
pub(super) fn check(arguments: &CheckArguments) -> Result<u8, Trouble> {
    let started = Instant::now();
    let progress = Progress::start("Reading the site");
    let Checked { project, findings, .. } = read_and_check(arguments, &progress)?;
    drop(progress);
    print_findings(arguments, &project, &findings)?;
    say_on_error(&summary("checked", &project, project.page_count(), &findings, started.elapsed()));
    Ok(if is_stopped(&findings, arguments) { FINDINGS } else { CLEAN })
}

fn read_and_check(arguments: &CheckArguments, progress: &Progress) -> Result<Checked, Trouble> {
    let root = environment::root(arguments.site.root.asked())?;
    let project = Project::new(disk::read(&root)?.changes, options(&arguments.site)?);
    progress.phase(&format!("Checking {} records", project.record_count()));
    let mut findings = project.check();
    // Whoever publishes says that it is true; drafts are shown to nobody else.
    if project.options().drafts == Drafts::Hide {
        findings.append(&mut project.placeholders());
        diag::sort(&mut findings);
    }
    Ok(Checked { root, project, findings })
}

/// What the arguments decide about a site.
pub(super) fn options(arguments: &SiteArguments) -> Result<Options, Trouble> {
    Ok(Options {
        as_of: environment::as_of(arguments.as_of)?,
        drafts: if arguments.drafts { Drafts::Show } else { Drafts::Hide },
        base_url: base_url(arguments.base_url.as_deref())?,
    })
}

/// An address that takes the place of the configured one.
pub(super) fn base_url(asked: Option<&str>) -> Result<Option<String>, Trouble> {
    let base_url = asked.map(|url| match base_url_problem(url) {
        None => Ok(with_slash(url)),
        Some(problem) => Err(Trouble::Usage(format!("`{url}` cannot be the base URL: {problem}"))),
    });
    base_url.transpose()
}

fn is_stopped(findings: &[Diagnostic], arguments: &CheckArguments) -> bool {
    findings.iter().any(|finding| finding.is_error() || arguments.strict)
}

/// The output folder as an absolute path that is neither the site itself nor a part of what it is made from.
fn safe_output(output: &Path, root: &Path) -> Result<PathBuf, Trouble> {
    let absolute = std::path::absolute(output).map_err(|error| diag::Failure::new("find", output, error))?;
    if absolute.components().any(|part| part == Component::ParentDir) {
        let shown = output.display();
        return Err(Trouble::Usage(format!("`{shown}` goes up by `..`; name the folder to publish into directly")));
    }
    // What exists of the path may be a link into the site; what does not exist yet cannot be one.
    let existing = absolute.ancestors().find_map(|folder| Some((folder, folder.canonicalize().ok()?)));
    let real = existing.map_or_else(
        || absolute.clone(),
        |(folder, real)| absolute.strip_prefix(folder).map_or(real.clone(), |rest| real.join(rest)),
    );
    let is_source = ["content", "static", "themes", "src", ".git"].iter().any(|name| real.starts_with(root.join(name)));
    if root.starts_with(&real) || is_source {
        let shown = output.display();
        return Err(Trouble::Usage(format!(
            "`{shown}` holds what the site is made from; publish into a folder of its own"
        )));
    }
    Ok(absolute)
}

fn print_findings(arguments: &CheckArguments, project: &Project, findings: &[Diagnostic]) -> Result<(), Trouble> {
    let verbosity = match (arguments.quiet, arguments.verbose) {
        // What stops a build is not passed over in silence.
        (true, _) if arguments.strict => Verbosity::Normal,
        (true, _) => Verbosity::Quiet,
        (false, 0) => Verbosity::Normal,
        (false, _) => Verbosity::Verbose,
    };
    let text = report::render(project, findings, arguments.format, verbosity);
    match arguments.format {
        Format::Human => {
            if !text.is_empty() {
                say_on_error(text.trim_end_matches('\n'));
                say_on_error("");
            }
        }
        // What a program reads is what was asked for.
        Format::Json | Format::Github => say(&text)?,
    }
    let placeholders = project.placeholders().len();
    if placeholders > 0 && project.options().drafts == Drafts::Show && !arguments.quiet {
        say_on_error(&format!("{}, which stop a build without --drafts", counted(placeholders, "placeholder")));
    }
    if let Some(counts) = report::counts(findings).filter(|_| !arguments.quiet) {
        say_on_error(&counts);
    }
    Ok(())
}

/// `built 120 records, 480 pages, 0 errors, 12 warnings in 0.08 s`: always in this form, for those who search logs.
fn summary(verb: &str, project: &Project, pages: usize, findings: &[Diagnostic], time: Duration) -> String {
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    let counts = [
        counted(project.record_count(), "record"),
        counted(pages, "page"),
        counted(errors, "error"),
        counted(findings.len() - errors, "warning"),
    ];
    format!("{verb} {} in {:.2} s", counts.join(", "), time.as_secs_f64())
}
