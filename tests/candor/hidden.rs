//! A record that readers may not see changes no byte of the site, whatever kind it is of and whatever hides it.
//!
//! 1. Each kind has a record with something to find in every field that takes words.
//! 2. It is hidden in twelve ways, some of them by an edit, some of them while something public refers to it.
//! 3. The site is compared to the byte with the one that never had the record.

use candor::path::SourcePath;
use candor::project::{Change, Project};

use crate::support::{change, inputs, options, rendered};

const AS_OF: &str = "2026-11-21";

/// What is public beside the hidden record.
const SITE: &str = r#"
-- content/company.toml --
name = "Northwind"
-- content/reports/soc-2.toml --
framework = "soc-2"
type = "type-2"
period = { start = 2025-10-01, end = 2026-09-30 }
-- content/services.toml --
[[service]]
id = "notes"
name = "Notes"
-- content/scope.toml --
[[entry]]
service = "notes"
report = "soc-2"
status = "in-scope"
-- content/products.toml --
[[product]]
id = "box"
name = "Box"
-- content/subprocessors.toml --
[[subprocessor]]
id = "host"
entity = "Host"
-- content/faq/access/topic.toml --
title = "Access"
-- content/faq/access/support.md --
+++
question = "Who has access?"
+++
Few.
"#;

/// A kind of record: its file, the reference to one, what stands before the line that hides it, and what behind.
struct Case {
    path: &'static str,
    reference: &'static str,
    before: &'static str,
    behind: &'static str,
}

const CASES: [Case; 8] = [
    Case {
        path: "content/controls/plover.toml",
        reference: "control:plover/one",
        before: "title = \"Plover\"\nsummary = \"Plover\"\nowner = \"Plover\"\n",
        behind: "[[control]]\nid = \"one\"\ntitle = \"Plover\"\nstatement = \"Plover.\"\nservices = [\"notes\"]\n\
                 criteria = [\"tsp-100-2017/CC6.1\"]\nquestions = [\"access/support\"]\n\
                 evidence = [{ ref = \"report:soc-2\", section = \"Plover\", exceptions = { count = 7, \
                 management_response = \"Plover\" } }]\nsources = [{ title = \"Plover\", quote = \"Plover\" }]\n",
    },
    Case {
        path: "content/controls/group.toml",
        reference: "control:group/plover",
        before: "title = \"Group\"\n[[control]]\nid = \"open\"\ntitle = \"Open\"\nstatement = \"Yes.\"\n\
                 [[control]]\nid = \"plover\"\ntitle = \"Plover\"\nstatement = \"Plover.\"\n",
        behind: "criteria = [\"tsp-100-2017/CC6.2\"]\nevidence = [{ ref = \"report:soc-2\", section = \"Plover\" }]\n",
    },
    Case {
        path: "content/disclosure.toml",
        reference: "disclosure:company",
        before: "contact = [\"mailto:plover@a.example\"]\nexpires = 2027-01-01\nsummary = \"Plover\"\n",
        behind: "in_scope = [\"Plover\"]\nout_of_scope = [\"Plover\"]\nsafe_harbor = \"Plover\"\n\
                 policy = \"https://a.example/plover\"\nencryption = [\"https://a.example/plover\"]\n\
                 fingerprint = \"plover\"\nhiring = \"https://a.example/plover\"\nbounty = \"Plover\"\n\
                 acknowledgments = \"https://a.example/plover\"\nowner = \"Plover\"\nsources = [{ title = \"Plover\" }]\n",
    },
    Case {
        path: "content/advisories/plover.toml",
        reference: "advisory:plover",
        before: "title = \"Plover\"\nid = \"PLOVER\"\nsummary = \"Plover\"\npublished = 2026-01-01\n",
        behind: "workaround = \"Plover\"\nvulnerability = [{ title = \"Plover\", cve = \"CVE-2026-0001\" }]\n\
                 affected = [{ product = \"box\" }]\n\
                 credit = [{ name = \"Plover\", organization = \"Plover\", url = \"https://a.example/plover\" }]\n\
                 reference = [{ title = \"Plover\", url = \"https://a.example/plover\" }]\n\
                 revision = [{ date = 2026-02-01, summary = \"Plover\" }]\nsources = [{ title = \"Plover\" }]\n",
    },
    Case {
        path: "content/products.toml",
        reference: "product:plover",
        before: "[[product]]\nid = \"box\"\nname = \"Box\"\n\
                 [[product]]\nid = \"plover\"\nname = \"Plover\"\n",
        behind: "url = \"https://a.example/plover\"\nversion = [{ id = \"plover\" }]\nsources = [{ title = \"Plover\" }]\n",
    },
    Case {
        path: "content/data.toml",
        reference: "category:plover",
        before: "[[category]]\nid = \"plover\"\nname = \"Plover\"\npurpose = \"Plover\"\nexamples = [\"Plover\"]\n",
        behind: "description = \"Plover\"\nsubjects = [\"Plover\"]\nplaces = [\"Plover\"]\nretention = \"Plover\"\n\
                 deletion = \"Plover\"\nlegal_basis = \"Plover\"\ntransfer_basis = \"Plover\"\n\
                 subprocessors = [\"host\"]\nowner = \"Plover\"\nsources = [{ title = \"Plover\", quote = \"Plover\" }]\n",
    },
    Case {
        path: "content/ai.toml",
        reference: "ai:plover",
        before: "[[use]]\nid = \"plover\"\nfeature = \"Plover\"\nmodel_provider = \"subprocessor:host\"\n",
        behind: "training = \"always\"\nmodel = \"Plover\"\ndescription = \"Plover\"\ndata = [\"Plover\"]\n\
                 places = [\"Plover\"]\nretention = \"Plover\"\nopt_out = \"Plover\"\nhuman_review = \"Plover\"\n\
                 owner = \"Plover\"\nsources = [{ title = \"Plover\" }]\n",
    },
    Case {
        path: "content/questionnaires/plover.toml",
        reference: "questionnaire:plover",
        before: "name = \"Plover\"\nprefix = \"plover\"\nversion = \"Plover\"\n",
        behind: "publisher = \"Plover\"\nids = [\"PLOVER-1\"]\nsources = [{ title = \"Plover\" }]\n",
    },
];

impl Case {
    fn text(&self, line: &str) -> String {
        format!("{}{line}\n{}", self.before, self.behind)
    }

    /// What is seen of the file without the record in it, where it holds others.
    fn rest(&self) -> Option<Change> {
        let (rest, _) = self.before.rsplit_once("\n[[")?;
        Some(change(self.path, &format!("{rest}\n")))
    }
}

/// A line that hides a record.
const LINES: [&str; 6] = [
    "draft = true",
    "visibility = \"internal\"",
    "publish_on = 2026-11-22",
    "publish_on = 2999-12-31",
    "draft = true\npublish_on = 2026-01-01",
    "visibility = \"internal\"\npublish_on = 2026-01-01",
];

/// The site with the record hidden, in every way that there is.
fn ways(case: &Case) -> Vec<(String, Project)> {
    let site = || Project::new(inputs(SITE), options(AS_OF));
    let mut ways = Vec::new();
    for line in LINES {
        let mut project = site();
        project.apply([change(case.path, &case.text(line))]);
        ways.push((line.to_owned(), project));
    }
    let mut way = |name: &str, edits: &[(&str, String)]| {
        let mut project = site();
        edits.iter().for_each(|(path, text)| {
            project.apply([change(path, text)]);
        });
        ways.push((name.to_owned(), project));
    };
    let hidden = case.text("draft = true");
    let (folder, name) = case.path.rsplit_once('/').unwrap();
    way("a file that is left alone", &[(&format!("{folder}/_{name}"), case.text(""))]);
    way("hidden by an edit", &[(case.path, case.text("")), (case.path, hidden.clone())]);
    way("shown and hidden", &[(case.path, hidden.clone()), (case.path, case.text("")), (case.path, hidden.clone())]);
    way(
        "a mistake behind a hidden version",
        &[(case.path, hidden.clone()), (case.path, format!("{}\n= [", case.text("")))],
    );
    let public = "+++\nquestion = \"Who has access?\"\n+++\nFew, ";
    let referring = format!("{public}by [rule]({}).\n", case.reference);
    let plain = "+++\nquestion = \"Who has access?\"\n+++\nFew.\n".to_owned();
    let entry = "content/faq/access/support.md";
    way("referred to for a while", &[(case.path, hidden.clone()), (entry, referring), (entry, plain)]);
    let mut gone = site();
    gone.apply([change(case.path, &case.text(""))]);
    gone.apply([Change::Gone(SourcePath::new(case.path).unwrap())]);
    gone.apply(case.rest());
    ways.push(("deleted".to_owned(), gone));
    ways
}

#[test]
fn what_is_hidden_changes_no_byte() {
    for case in &CASES {
        let mut without = Project::new(inputs(SITE), options(AS_OF));
        without.apply(case.rest());
        let expected = rendered(&without);
        for (way, project) in ways(case) {
            let found = rendered(&project);
            let different = || found.iter().find(|file| !expected.contains(file)).map(|(path, _)| path);
            let is_left_alone = way.starts_with("a file") && case.rest().is_some();
            assert!(is_left_alone || found == expected, "{}, {way}: {:?} differs", case.path, different());
        }
        let mut shown = Project::new(inputs(SITE), options(AS_OF));
        shown.apply([change(case.path, &case.text(""))]);
        assert!(rendered(&shown) != expected, "{} would be seen", case.path);
    }
}

#[test]
fn what_refers_to_something_hidden_tells_nothing_of_it() {
    for case in &CASES {
        for line in LINES {
            let mut project = Project::new(inputs(SITE), options(AS_OF));
            project.apply([change(case.path, &case.text(line))]);
            let entry = format!("+++\nquestion = \"Who has access?\"\n+++\nFew, by [rule]({}).\n", case.reference);
            project.apply([change("content/faq/access/support.md", &entry)]);
            for (path, bytes) in rendered(&project) {
                let text = String::from_utf8_lossy(&bytes).to_lowercase();
                assert!(!path.contains("plover") && !text.contains("plover"), "{}, {line}: {path}", case.path);
            }
        }
    }
}
