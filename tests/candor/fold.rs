//! Incremental equals full: any way to a set of files ends in the same site, the same findings and the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::{LazyLock, Mutex};

use candor::Drafts;
use candor::path::OutPath;
use candor::project::{Options, Project, Rendered};
use proptest::prelude::*;

use crate::edits::{AS_OF, Files, SITE, config, content, edit, gone, refused};
use crate::support::{change, files, inputs, options, owned, page, project, rendered};

fn empty() -> Project {
    project(&config_only(), AS_OF)
}

fn config_only() -> String {
    format!("-- candor.toml --\n{}", config())
}

fn findings(project: &Project) -> Vec<String> {
    let placeholders = project.placeholders();
    assert_eq!(project.summary(0).placeholders, placeholders.len());
    [project.check(), placeholders]
        .concat()
        .iter()
        .map(|finding| format!("{:?} {} {}", finding.place, finding.code.name(), finding.message))
        .collect()
}

/// A site that others must be the same as, and what follows from it.
struct Whole {
    project: Project,
    findings: Vec<String>,
    files: Vec<(String, Vec<u8>)>,
}

impl Whole {
    fn new(project: Project) -> Self {
        Self { findings: findings(&project), files: rendered(&project), project }
    }
}

/// The small site, read at once.
static SMALL: LazyLock<Whole> = LazyLock::new(|| Whole::new(project(SITE, AS_OF)));

/// The same as the site of its own company.
static OWNED: LazyLock<Whole> = LazyLock::new(|| Whole::new(project(&owned(SITE), AS_OF)));

#[track_caller]
fn assert_same(project: &Project, expected: &Whole) {
    assert!(*project == expected.project, "the records or their indexes differ");
    assert_eq!(findings(project), expected.findings);
    let files = rendered(project);
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&files), names(&expected.files));
    for ((name, found), (_, expected)) in files.iter().zip(&expected.files) {
        assert!(found == expected, "{name} differs");
    }
}

#[test]
fn the_small_site_is_sound() {
    let errors: Vec<String> =
        project(SITE, AS_OF).check().iter().filter(|f| f.is_error()).map(|f| format!("{f:?}")).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[test]
fn removing_every_file_leaves_the_empty_site() {
    let mut project = project(SITE, AS_OF);
    for (path, _) in content() {
        project.apply([gone(&path)]);
    }
    assert_same(&project, &Whole::new(empty()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_files_folds_to_the_same_site(order in Just(content()).prop_shuffle()) {
        let mut folded = empty();
        for (path, text) in &order {
            folded.apply([change(path, text)]);
        }
        assert_same(&folded, &SMALL);
    }

    #[test]
    fn any_order_of_the_files_of_its_own_company_folds_to_the_same_site(order in Just(files(&owned(SITE))).prop_shuffle()) {
        let mut folded = empty();
        for (path, text) in &order {
            folded.apply([change(path, text)]);
        }
        assert_same(&folded, &OWNED);
    }

    #[test]
    fn inserting_and_removing_a_file_changes_nothing(file in 0..content().len(), other in 0..content().len()) {
        let (path, text) = &content()[file];
        let mut edited = project(SITE, AS_OF);
        edited.apply([change(path, &content()[other].1)]);
        edited.apply([gone(path)]);
        edited.apply([change(path, text)]);
        assert_same(&edited, &SMALL);
    }

    #[test]
    fn a_file_is_found_by_its_path_alone(script in prop::collection::vec(edit(), 0..6)) {
        let mut files = Files::new();
        let (mut project, mut other) = (project(SITE, AS_OF), empty());
        for edit in &script {
            files.carry_out(edit, [&mut other, &mut project]);
        }
        assert_found_by_path(&project);
    }

    #[test]
    fn a_record_that_is_not_public_changes_no_byte(kind in 0..15_usize, topic in 0..2_usize) {
        let after = with_hidden(kind, topic);
        prop_assert!(SMALL.project != after, "the record was not read");
        let errors: Vec<_> = after.check().into_iter().filter(candor::diag::Diagnostic::is_error).collect();
        prop_assert!(errors.is_empty(), "{errors:?}");
        prop_assert!(SMALL.files == rendered(&after));
    }
}

/// Every file of the site is found by its path, and no other.
#[track_caller]
pub(crate) fn assert_found_by_path(project: &Project) {
    let all = Mutex::new(BTreeMap::new());
    let put = |path: &OutPath, rendered: Rendered| {
        all.lock().unwrap().insert(path.to_string(), rendered);
        Ok::<_, Infallible>(())
    };
    project.render_all(&project.files(), put).unwrap();
    let all = all.into_inner().unwrap();
    for (path, rendered) in &all {
        let found = project.render(&OutPath::new(path).unwrap()).unwrap();
        assert_eq!(found.as_ref(), Some(rendered), "{path}");
    }
    let near = |path: &String| {
        let middle = path.replacen('/', "/x/", 1);
        let next = path.replace("/page/2/", "/page/3/").replace("index.html", "page/2/index.html");
        [
            format!("x/{path}"),
            format!("{path}x"),
            format!("zh-Hans/{path}"),
            format!("en/{path}"),
            format!("providers/company/{path}"),
            path.replace("reports/", "providers/company/"),
            middle,
            next,
            path.replace("html", "json"),
            path.replace("index", "404"),
            path.replace("faq/", ""),
            path.to_uppercase(),
        ]
    };
    for path in all.keys().flat_map(near).filter(|path| !all.contains_key(path)) {
        assert!(!project.has(&OutPath::new(&path).unwrap()), "{path} is found, and no build writes it");
    }
}

/// A category and a use of AI that readers must not see, which name what they may.
const HIDDEN_DATA: [&str; 3] = [
    "[[category]]\nid = \"hidden\"\nname = \"Hidden\"\ndraft = true\nsubprocessors = [\"host\"]\nplaces = [\"north\", \"JP\"]\n",
    "[[category]]\nid = \"hidden\"\nname = \"Hidden\"\nvisibility = \"internal\"\nsubprocessors = []\n",
    "[[category]]\nid = \"hidden\"\nname = \"Hidden\"\npublish_on = 2027-01-01\nsubprocessors = [\"host\"]\norder = -1\n",
];
const HIDDEN_AI: &str = "[[use]]\nid = \"hidden\"\nfeature = \"Hidden\"\ndraft = true\ntraining = \"always\"\n\
    model_provider = \"subprocessor:acme/host\"\ndata = [\"account\"]\n";

/// Groups of controls that readers must not see, or of which they see none.
const HIDDEN_CONTROLS: [&str; 3] = [
    "title = \"Secret\"\nvisibility = \"internal\"\n[[control]]\nid = \"a\"\ntitle = \"Secret\"\ncriteria = [\"tsp/CC6.1\"]\n\
     evidence = [{ ref = \"report:soc-2\" }]\n",
    "title = \"Secret\"\n[[control]]\nid = \"a\"\ntitle = \"Secret\"\nstatement = \"Secret.\"\ndraft = true\n\
     services = [\"vault\"]\n",
    "title = \"Secret\"\npublish_on = 2027-01-01\n[[control]]\nid = \"a\"\ntitle = \"Secret\"\nstatement = \"Secret.\"\n\
     questions = [\"access/how\"]\n",
];

/// A file of the small site with a row more.
fn with_row(path: &str, row: &str) -> String {
    let text = content().into_iter().find(|(own, _)| own == path).unwrap().1;
    format!("{text}{row}")
}

/// The small site with one more record that readers must not see.
fn with_hidden(kind: usize, topic: usize) -> Project {
    let topic = ["basics", "access"][topic];
    let hidden = match kind {
        0 => (
            format!("content/faq/{topic}/hidden.md"),
            "+++\nquestion = \"Secret?\"\ndraft = true\naliases = [\"/old/\"]\n+++\n[Report](report:acme/soc-2)\n".to_owned(),
        ),
        1 => (
            format!("content/faq/{topic}/hidden.md"),
            "+++\nquestion = \"Secret?\"\nvisibility = \"internal\"\n+++\nSee [the picture](../../pages/plan.png).\n".to_owned(),
        ),
        2 => (
            format!("content/faq/{topic}/hidden.md"),
            "+++\nquestion = \"Secret?\"\npublish_on = 2027-01-01\n+++\nSoon.\n".to_owned(),
        ),
        3 => (
            "content/faq/access/how.zh-Hans.md".to_owned(),
            "+++\nquestion = \"怎么？\"\ndraft = true\n+++\n[报告](report:acme/soc-2-2025)\n".to_owned(),
        ),
        4 => (
            "content/updates/2027-05-01-later.md".to_owned(),
            "+++\ntitle = \"Later\"\naffects = [\"report:acme/soc-2\"]\n+++\nNot yet.\n".to_owned(),
        ),
        6..=8 => (
            "content/providers/acme/data.toml".to_owned(),
            with_row("content/providers/acme/data.toml", HIDDEN_DATA[kind - 6]),
        ),
        9 => (
            "content/providers/acme/ai.toml".to_owned(),
            with_row("content/providers/acme/ai.toml", HIDDEN_AI),
        ),
        10..=12 => ("content/providers/acme/controls/hidden.toml".to_owned(), HIDDEN_CONTROLS[kind - 10].to_owned()),
        13 => (
            "content/questionnaires/hidden.toml".to_owned(),
            "name = \"Secret\"\nprefix = \"CAIQ\"\nids = [\"A-2\", \"A-9\"]\nvisibility = \"internal\"\n".to_owned(),
        ),
        14 => (
            format!("content/faq/{topic}/hidden.md"),
            "+++\nquestion = \"Secret?\"\ndraft = true\nquestionnaire = [\"CAIQ A-3\", \"CAIQ A-9\"]\n+++\nSoon.\n".to_owned(),
        ),
        _ => (
            "content/providers/acme/reports/hidden.toml".to_owned(),
            "framework = \"soc-2\"\ndraft = true\nsupersedes = \"soc-2\"\nissued_on = 2026-01-01\nservices = [\"vault\"]\n".to_owned(),
        ),
    };
    let mut project = project(SITE, AS_OF);
    project.apply([change("content/pages/plan.png", "not a picture")]);
    project.apply([change(&hidden.0, &hidden.1)]);
    project
}

#[test]
fn a_moved_page_is_followed_from_its_old_address() {
    let mut project = project(SITE, AS_OF);
    let moved_to = |project: &Project, path: &str| project.moved_to(&OutPath::new(path).unwrap());
    let text = |path: &str| content().into_iter().find(|(own, _)| own == path).unwrap().1;
    let (from, to) = ("content/faq/access/how.md", "content/faq/basics/how-now.md");
    project.apply([gone(from), change(to, &text(from))]);
    assert_eq!(moved_to(&project, "faq/access/how/index.html").as_deref(), Some("/trust/faq/basics/how-now/"));
    // A step further, changed on the way.
    let end = "content/faq/basics/how-then.md";
    project.apply([gone(to), change(end, &format!("{}More.\n", text(from)))]);
    assert_eq!(moved_to(&project, "faq/access/how/index.html").as_deref(), Some("/trust/faq/basics/how-then/"));
    assert_eq!(
        moved_to(&project, "zh-Hans/faq/access/how/index.html").as_deref(),
        Some("/trust/zh-Hans/faq/basics/how-then/")
    );
    // And back, in two steps.
    project.apply([gone(end)]);
    assert_eq!(moved_to(&project, "faq/basics/how-then/index.html"), None);
    project.apply([change(from, &format!("{}More.\n", text(from)))]);
    assert_eq!(moved_to(&project, "faq/access/how/index.html"), None, "there is a page");
    assert_eq!(moved_to(&project, "faq/basics/how-then/index.html").as_deref(), Some("/trust/faq/access/how/"));
}

#[test]
fn the_last_good_version_stays_until_the_mistake_is_mended() {
    let mut edited = project(SITE, AS_OF);
    edited.keep_findings();
    let before = rendered(&edited);
    let entry = "content/faq/access/how.md";
    let mistakes = || {
        [
            change(entry, "+++\nquestion = \"How"),
            change("candor.toml", "title = "),
            change("themes/default/templates/entry.html", "{% block"),
        ]
    };
    let applied = edited.apply(mistakes());
    assert_eq!(applied.kept, applied.files);
    assert_eq!(rendered(&edited), before);
    assert_eq!(edited.apply(mistakes()).files, BTreeSet::new(), "what is known is no news, mistakes neither");
    edited.apply([refused(entry)]);
    assert_eq!(edited.apply(mistakes()).files, applied.files.iter().filter(|p| p.as_str() == entry).cloned().collect());
    assert_eq!(rendered(&edited), before);
    let errors: BTreeSet<String> =
        edited.check().iter().filter(|f| f.is_error()).map(|f| f.place.path.to_string()).collect();
    assert_eq!(errors, BTreeSet::from(["candor.toml", entry, "themes/default/templates/entry.html"].map(String::from)));
    // A template that fails only when a page is rendered is no better.
    edited.apply([change("themes/default/templates/entry.html", "{{ nothing.here }}")]);
    assert_eq!(rendered(&edited), before);
    edited.apply([gone("themes/default/templates/entry.html")]);
    edited.apply([change("themes/default/templates/entry.md", "{{ nothing.here }}")]);
    assert_eq!(rendered(&edited), before);
    edited.apply([gone("themes/default/templates/entry.md"), gone("content/faq/access/how.zh-Hans.md")]);
    edited.apply(content().into_iter().map(|(path, text)| change(&path, &text)));
    edited.apply(crate::support::files(&config_only()).into_iter().map(|(path, text)| change(&path, &text)));
    assert_same(&edited, &SMALL);
}

#[test]
fn others_refer_to_what_a_broken_file_said_last() {
    let mut edited = project(SITE, AS_OF);
    edited.keep_findings();
    let is_found = |project: &Project| project.check().iter().any(|finding| finding.message.contains("acme/vaultneu"));
    let rows = "service,report,status,note\nvaultneu,soc-2,in-scope,\n";
    edited.apply([change("content/providers/acme/scope.csv", rows)]);
    assert!(is_found(&edited));
    let services = "content/providers/acme/services.toml";
    assert_eq!(edited.apply([change(services, "[[service")]).kept.len(), 1);
    assert!(is_found(&edited), "no service of the last good text has this name");
    // Without a last good text nobody knows what the file says.
    edited.apply([gone(services)]);
    edited.apply([change(services, "[[services")]);
    assert!(!is_found(&edited));
}

#[test]
fn a_site_is_unconfirmed_until_the_day_on_which_all_of_it_is_public() {
    const NOW: &str = "-- content/faq/access/now.md --\n+++\nquestion = \"Now?\"\n+++\nYes.\n";
    let shown = |day: &str| Options { drafts: Drafts::Show, ..options(day) };
    let later =
        || change("content/faq/access/later.md", "+++\nquestion = \"Later?\"\npublish_on = 2026-12-01\n+++\nYes.\n");
    let is_marked = |project: &Project| page(project, "index.json").contains("\"unconfirmed\":true");
    let mut edited = Project::new(inputs(NOW), shown("2026-11-30"));
    assert!(!is_marked(&edited));
    assert!(edited.apply([later()]).is_everywhere && is_marked(&edited));
    edited.speak_as_of(options("2026-12-01").as_of);
    assert!(!is_marked(&edited));
    edited.apply([gone("content/faq/access/later.md")]);
    assert_same(&edited, &Whole::new(Project::new(inputs(NOW), shown("2026-12-01"))));
}

#[test]
fn a_file_that_never_was_good_is_shown_as_it_is() {
    let mut edited = project(SITE, AS_OF);
    let path = "content/faq/access/new.md";
    let text = |body: &str| format!("+++\nquestion = \"New?\"\nownr = \"us\"\n+++\n{body}\n");
    for body in ["First.", "Second."] {
        assert!(edited.apply([change(path, &text(body))]).kept.is_empty());
        let page = crate::support::page(&edited, "faq/access/new/index.html");
        assert!(page.contains(body), "{page}");
    }
}

#[test]
fn an_old_address_takes_no_page_away() {
    let mut edited = project(SITE, AS_OF);
    let before = crate::support::page(&edited, "faq/access/who/index.html");
    let alias = "+++\nquestion = \"New?\"\naliases = [\"/faq/access/who/\", \"/faq/access/new/\"]\n+++\nNew.\n";
    edited.apply([change("content/faq/access/new.md", alias)]);
    assert!(edited.check().iter().any(|finding| finding.code.name() == "duplicate-address"));
    let after = crate::support::page(&edited, "faq/access/who/index.html");
    assert!(!after.contains("http-equiv=\"refresh\"") && before.contains("Who") && after.contains("Who"));
    assert!(crate::support::page(&edited, "faq/access/new/index.html").contains("New."));
}

#[test]
fn two_files_that_share_nothing_are_no_move() {
    let mut edited = project(SITE, AS_OF);
    let new = "+++\nquestion = \"Something else?\"\n+++\nQuite another answer.\n";
    edited.apply([gone("content/faq/access/how.md"), change("content/faq/basics/else.md", new)]);
    assert_eq!(edited.moved_to(&OutPath::new("faq/access/how/index.html").unwrap()), None);
}

#[test]
fn drafts_show_under_a_mark_when_they_are_asked_for() {
    let draft = "-- content/faq/basics/hidden.md --\n+++\nquestion = \"Secret?\"\ndraft = true\n+++\nNot yet.\n";
    let inputs = crate::support::inputs(&format!("{SITE}\n{draft}"));
    let shown = Project::new(inputs, candor::project::Options { drafts: candor::Drafts::Show, ..options(AS_OF) });
    let page = crate::support::page(&shown, "faq/basics/hidden/index.html");
    assert!(page.contains("Not yet.") && page.contains("Draft"), "{page}");
}

#[test]
fn a_withheld_answer_is_in_no_file() {
    let entry = "-- content/faq/access/who.md --\n+++\nquestion = \"Who decides?\"\nvisibility = \"question-only\"\n\
        sources = [{ title = \"SECRET title\", quote = \"SECRET quote\" }]\nowner = \"SECRET owner\"\n\
        evidence = [{ ref = \"report:acme/soc-2\", section = \"SECRET section\" }]\ntags = [\"SECRET tag\"]\n\
        questionnaire = [\"SECRET-1\"]\nlast_reviewed = 2019-09-19\nreview_every = \"9 years\"\n\
        related = [\"basics/covered\"]\naudiences = [\"regulator\"]\nproviders = [\"acme\"]\n+++\n\
        SECRET [link](https://secret.example/SECRET) [report](report:acme/soc-2) ![SECRET](plan.png)\n\n## SECRET\n";
    let site: String = files(SITE)
        .iter()
        .filter(|(path, _)| path != "content/faq/access/who.md")
        .map(|(path, text)| format!("-- {path} --\n{text}"))
        .collect();
    let project = project(&format!("{site}\n{entry}-- content/faq/access/plan.png --\nSECRET\n"), AS_OF);
    for (path, bytes) in rendered(&project) {
        assert!(!String::from_utf8_lossy(&bytes).contains("SECRET"), "{path} holds the answer");
        assert!(!path.ends_with("plan.png"), "{path} is published");
        let lists_it = String::from_utf8_lossy(&bytes).contains("Who decides?");
        assert!(!(lists_it && path.contains("providers/")), "{path} tells what the answer refers to");
        if path.contains("access/who/") {
            let text = String::from_utf8_lossy(&bytes);
            let told = ["acme/soc-2", "2019", "2028", "regulator", "basics/covered"];
            let told: Vec<&str> = told.into_iter().filter(|told| text.contains(told)).collect();
            assert!(told.is_empty(), "{path} tells {told:?}");
        }
    }
}

#[test]
fn a_topic_comes_and_goes_with_what_is_said_in_it() {
    let entry = |draft: bool| format!("+++\nquestion = \"Where?\"\ndraft = {draft}\n+++\nHere.\n");
    let site = |draft: bool| {
        let topic = "-- content/faq/bees/topic.toml --\ntitle = \"Bees\"\n";
        format!("{SITE}{topic}-- content/faq/bees/where.md --\n{}", entry(draft))
    };
    let mut edited = project(&site(true), AS_OF);
    edited.keep_findings();
    // From here on its names and its indexes are kept.
    let _ = rendered(&edited);
    for draft in [false, true, false] {
        edited.apply([change("content/faq/bees/where.md", &entry(draft))]);
        assert_same(&edited, &Whole::new(project(&site(draft), AS_OF)));
    }
}
