//! The command `init`.

use std::path::Path;

use super::arguments::{CiArgument, InitArguments, TemplateArgument, WorkplaceArgument, word};
use super::questions::{ask, can_ask};
use super::{CLEAN, Trouble, counted, environment, say, say_on_error};
use crate::diag::Diagnostic;
use crate::disk;
use crate::model::Drafts;
use crate::model::date::AsOf;
use crate::parse::{base_url_problem, with_slash};
use crate::path::{Locale, SourcePath};
use crate::project::{Change, Options, Project};
use crate::schema;
use crate::source::Source;
use crate::starter::{self, Automation, File, NAME, Plan, Template, Workplace};
use crate::theme;

/// What of the beginning a team may have already, and what is made instead of it.
const README: &str = "README.md";
const OTHER_README: &str = "TRUST-CENTER.md";
const GITIGNORE: &str = ".gitignore";

/// What was decided, by arguments, by answers or by default.
struct Decisions {
    template: Template,
    name: Option<String>,
    base_url: Option<String>,
    locales: Vec<Locale>,
    automation: Automation,
    workplace: Workplace,
}

/// Puts the files of a new site into a folder, unless one of them is there.
pub(super) fn init(arguments: &InitArguments) -> Result<u8, Trouble> {
    let folder = arguments.folder.as_deref().unwrap_or(Path::new("."));
    // Before any question: somebody who would have answered for nothing.
    if folder.is_file() {
        return Err(Trouble::Usage(format!("`{}` is a file; name a folder", folder.display())));
    }
    refuse_site(folder)?;
    let as_of = environment::as_of(None)?;
    let decisions = decide(arguments)?;
    let untranslated = decisions.locales.iter().filter(|locale| !theme::is_translated(locale)).cloned();
    let untranslated: Vec<Locale> = untranslated.collect();
    let plan = Plan {
        template: decisions.template,
        name: decisions.name.as_deref(),
        base_url: decisions.base_url.as_deref(),
        locales: &decisions.locales,
        untranslated: &untranslated,
        today: as_of.date(),
    };
    let site = starter::site(&plan);
    let project = project_of(&site, as_of);
    refuse_errors(&project)?;
    let mut files = site;
    files.extend(starter::around(&plan, decisions.automation, decisions.workplace));
    let notes = make_room(folder, &mut files)?;
    refuse_occupied(folder, &files)?;
    for file in &files {
        disk::create(&folder.join(&file.path), &file.text)?;
    }
    tell(folder, &files, &project)?;
    notes.iter().chain(&about_languages(&plan)).for_each(|note| say_on_error(note));
    tell_next(folder)?;
    Ok(CLEAN)
}

fn decide(arguments: &InitArguments) -> Result<Decisions, Trouble> {
    let is_asking = can_ask();
    let given = |text: &Option<String>, read: fn(&str) -> Result<String, String>| {
        text.as_deref().map(|text| read(text).map_err(Trouble::Usage)).transpose()
    };
    let template = match arguments.template {
        Some(template) => template,
        None if is_asking => ask("One company, or a comparison of several?", "company", word)?,
        None => TemplateArgument::Company,
    };
    let name = match given(&arguments.name, name)? {
        None if is_asking => Some(ask("Its name", NAME, name)?).filter(|name| name != NAME),
        given => given,
    };
    let locales = match arguments.locale.as_slice() {
        [] if is_asking => ask("Languages, the default first", "en", locales)?,
        [] => locales("en").map_err(Trouble::Usage)?,
        tags => locales(&tags.join(",")).map_err(Trouble::Usage)?,
    };
    let base_url = match given(&arguments.url, address)? {
        None if is_asking => Some(ask("Its address", EXAMPLE, address)?).filter(|address| address != EXAMPLE),
        given => given,
    };
    let ci = match arguments.ci {
        Some(ci) => ci,
        None if is_asking => ask("A workflow that publishes it every day: github, gitlab or none?", "none", word)?,
        None => CiArgument::None,
    };
    let editor = match arguments.editor {
        Some(editor) => editor,
        None if is_asking => ask("Settings for an editor: vscode or none?", "none", word)?,
        None => WorkplaceArgument::None,
    };
    Ok(Decisions {
        template: match template {
            TemplateArgument::Company => Template::Company,
            TemplateArgument::Comparison => Template::Comparison,
        },
        name,
        base_url,
        locales,
        automation: match ci {
            CiArgument::Github => Automation::GitHub,
            CiArgument::Gitlab => Automation::GitLab,
            CiArgument::None => Automation::None,
        },
        workplace: match editor {
            WorkplaceArgument::Vscode => Workplace::VsCode,
            WorkplaceArgument::None => Workplace::None,
        },
    })
}

/// The address that stands in for one.
const EXAMPLE: &str = "https://trust.example.com/";

fn name(text: &str) -> Result<String, String> {
    let name = text.trim();
    if name.is_empty() { Err("the name is empty; write one".to_owned()) } else { Ok(name.to_owned()) }
}

fn address(text: &str) -> Result<String, String> {
    match base_url_problem(text) {
        None => Ok(with_slash(text)),
        Some(problem) => Err(format!("`{text}` cannot be the address of the site: {problem}")),
    }
}

fn locales(text: &str) -> Result<Vec<Locale>, String> {
    let mut locales: Vec<Locale> = Vec::new();
    for tag in text.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
        let locale = Locale::new(tag)
            .ok_or_else(|| format!("`{tag}` is not a language tag; write one such as `en` or `zh-Hans`"))?;
        if !locales.contains(&locale) {
            locales.push(locale);
        }
    }
    if locales.is_empty() { Err("there is no language; write one such as `en`".to_owned()) } else { Ok(locales) }
}

/// The site as it will be read, in memory.
fn project_of(files: &[File], as_of: AsOf) -> Project {
    let source = |file: &File| {
        let path = SourcePath::new(&file.path).expect("the files of templates have clean paths");
        Change::Text(Source { path, text: file.text.as_str().into() })
    };
    Project::new(files.iter().map(source), Options { as_of, drafts: Drafts::Hide, base_url: None })
}

/// Refuses what was given when no site can be made with it, such as a name with characters that nobody sees.
fn refuse_errors(project: &Project) -> Result<(), Trouble> {
    let findings = project.check();
    let error = findings.iter().find(|finding| finding.is_error());
    error.map_or(Ok(()), |Diagnostic { message, help, .. }| {
        let help = help.as_ref().map_or(String::new(), |help| format!("; {help}"));
        Err(Trouble::Usage(format!("no site can be made of this: {message}{help}")))
    })
}

fn refuse_site(folder: &Path) -> Result<(), Trouble> {
    if folder.is_dir() && disk::is_root(folder)? {
        let shown = folder.display();
        return Err(Trouble::Usage(format!("`{shown}` is a site already: it has a candor.toml; nothing was written")));
    }
    Ok(())
}

/// Leaves aside what a team has already and a site does not need, and says so.
fn make_room(folder: &Path, files: &mut Vec<File>) -> Result<Vec<String>, Trouble> {
    let mut notes = Vec::new();
    let occupied = disk::occupied(folder, [README, GITIGNORE])?;
    if occupied.contains(&README) {
        files.iter_mut().filter(|file| file.path == README).for_each(|file| OTHER_README.clone_into(&mut file.path));
        notes.push(format!("your {README} stays; the notes for the team are in {OTHER_README}"));
    }
    if occupied.contains(&GITIGNORE) {
        files.retain(|file| file.path != GITIGNORE);
        notes.push(format!("your {GITIGNORE} stays; add to it: /public, .public.candor-*, /.candor"));
    }
    Ok(notes)
}

fn refuse_occupied(folder: &Path, files: &[File]) -> Result<(), Trouble> {
    // Schemas that are there already are as good.
    let written = files.iter().map(|file| file.path.as_str()).filter(|path| !path.starts_with(schema::FOLDER));
    let occupied = disk::occupied(folder, written)?;
    if occupied.is_empty() {
        return Ok(());
    }
    let list: String = occupied.iter().map(|path| format!("\n  {path}")).collect();
    let what = if occupied.len() == 1 { "a file that is" } else { "files that are" };
    Err(Trouble::Usage(format!(
        "a site here would take the place of {what} there already:{list}\nnothing was written; name another folder, or \
         move them away"
    )))
}

/// Says what was made, folder by folder.
fn tell(folder: &Path, files: &[File], project: &Project) -> Result<(), Trouble> {
    let place = if folder == Path::new(".") { "this folder".to_owned() } else { format!("`{}`", folder.display()) };
    let records = counted(project.record_count(), "record");
    let placeholders = project.placeholders().len();
    let mut text = format!("A site of {records} is in {place}:\n\n");
    let row = |path: &str, about: &str| format!("  {path:33} {about}\n");
    text += &row("candor.toml", "what it is called, where it is, its languages");
    text += &row("content/", &format!("what it says; {placeholders} values are marked `# placeholder`"));
    text += &row(schema::FOLDER, "what editors are told of data files");
    let is_beside = |file: &&File| {
        file.path != "candor.toml" && !["content/", schema::FOLDER].iter().any(|folder| file.path.starts_with(folder))
    };
    for file in files.iter().filter(is_beside) {
        let about = match file.path.as_str() {
            README | OTHER_README => "for your team: what to do next",
            "hosting/nginx.conf" => "how nginx sends it",
            ".gitignore" => "what is no source",
            ".taplo.toml" => "completion of data files in VS Code",
            ".vscode/settings.json" | ".vscode/extensions.json" => "the extension that does it",
            _ => "checks changes, publishes every day",
        };
        text += &row(&file.path, about);
    }
    say(&(text + "\n"))
}

/// What to know of languages in which there are no texts to begin with.
fn about_languages(plan: &Plan<'_>) -> Vec<String> {
    let locales = plan.locales;
    let foreign = locales.iter().filter(|locale| !starter::is_written(locale));
    let note = |locale: &Locale| {
        let texts = if starter::stands_in(locales) && *locale == locales[0] {
            format!(
                "there are no texts in `{locale}`: English ones stand in, each marked as a placeholder to be translated"
            )
        } else {
            format!(
                "there are no texts in `{locale}`: its pages show those of another language, and `candor check` names the answers that lack one"
            )
        };
        if !plan.untranslated.contains(locale) {
            return texts;
        }
        let file = format!("themes/default/i18n/{locale}.toml");
        format!("{texts};\n  the interface: mkdir -p themes/default/i18n && candor strings {locale} > {file}")
    };
    foreign.map(note).collect()
}

fn tell_next(folder: &Path) -> Result<(), Trouble> {
    let shown = folder.display().to_string();
    let is_plain = shown.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c));
    let command = match folder {
        here if here == Path::new(".") => "candor serve --open".to_owned(),
        _ if is_plain => format!("candor serve --open --root {shown}"),
        _ => format!("candor serve --open --root '{}'", shown.replace('\'', "'\\''")),
    };
    say(&format!("Next, look at it: {command}\n"))
}
