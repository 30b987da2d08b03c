//! What lies beside the site: a README for its team, what is kept out of Git, how a server sends it, and on request a
//! workflow that publishes it and the settings of an editor.

use std::fmt::Write;

use super::{BASE_URL, File, NAME, Plan, Template, ends_in_chinese, is_written, stands_in};
use crate::language;
use crate::path::Locale;
use crate::schema::{self, Tool};

const README: &str = include_str!("around/README.md");
const CHINESE_README: &str = include_str!("around/README.zh-Hans.md");
const GITIGNORE: &str = include_str!("around/gitignore");
const GITHUB: &str = include_str!("around/github.yml");
const GITLAB: &str = include_str!("around/gitlab.yml");
const EXTENSIONS: &str = include_str!("around/extensions.json");
const SETTINGS: &str = include_str!("around/settings.json");
/// The page of the manual with the recipe for nginx.
const HOSTING: &str = include_str!("../manual/content/pages/hosting.md");

/// Who builds the site every day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Automation {
    None,
    GitHub,
    GitLab,
}

/// The editor that gets settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Workplace {
    None,
    VsCode,
}

/// The files beside the site.
pub(crate) fn around(plan: &Plan<'_>, automation: Automation, workplace: Workplace) -> Vec<File> {
    let file = |path: &str, text: String| File { path: path.to_owned(), text };
    let versioned = |text: &str| text.replace("{version}", env!("CARGO_PKG_VERSION"));
    let mut all = vec![
        file(".gitignore", GITIGNORE.to_owned()),
        file("README.md", readme(plan, automation)),
        file("hosting/nginx.conf", nginx(plan)),
    ];
    all.extend(schema::all().iter().map(|schema| file(&schema.path(), schema.text())));
    match automation {
        Automation::None => {}
        Automation::GitHub => all.push(file(".github/workflows/trust-center.yml", versioned(GITHUB))),
        Automation::GitLab => all.push(file(".gitlab-ci.yml", versioned(GITLAB))),
    }
    if workplace == Workplace::VsCode {
        all.push(file(".vscode/extensions.json", EXTENSIONS.to_owned()));
        all.push(file(".vscode/settings.json", SETTINGS.to_owned()));
        all.push(file(".taplo.toml", schema::map(Tool::Taplo)));
    }
    all
}

/// The recipe of the manual with the address and the languages of the site.
fn nginx(plan: &Plan<'_>) -> String {
    let block = HOSTING.split_once("```nginx\n").and_then(|(_, rest)| rest.split_once("```\n"));
    let (recipe, _) = block.expect("the manual has a recipe for nginx");
    let address = plan.base_url.unwrap_or(BASE_URL);
    let host = address.split("://").nth(1).unwrap_or(address).split(['/', ':']).next().unwrap_or(address);
    let others = plan.locales.iter().skip(1).map(|tag| format!("    ~^/{tag}/ /{tag}/404.html;\n")).collect::<String>();
    recipe.replace("trust.example.com", host).replace("    ~^/zh-Hans/ /zh-Hans/404.html;\n", &others)
}

/// What the README says in one language.
struct Words {
    text: &'static str,
    /// What stands behind the name, for the template of one firm and for the other.
    title: [&'static str; 2],
    /// For each what to replace, in the order in which it goes quickly.
    order: [&'static str; 2],
    automated: [&'static str; 2],
    daily: [&'static str; 3],
}

const ENGLISH: Words = Words {
    text: README,
    title: ["trust center", "assurance guide"],
    order: [
        "1. `candor.toml` and `content/company.toml`: who you are, and whom readers write to\n\
         2. `content/services.toml` and `content/locations.toml`: what you offer, and from where\n\
         3. `content/reports`, then `content/documents.toml`: what you hold, from whom, for what, until when, and how to get it\n\
         4. `content/subprocessors.toml`, `content/data.toml`, `content/ai.toml`: who else sees which data\n\
         5. `content/disclosure.toml`: how a weakness is reported, which also makes `/.well-known/security.txt`\n\
         6. `content/controls`, `content/faq`, `content/updates`, `content/home.md`: what you do, in your words",
        "1. `candor.toml`: what the site is called, and whom readers write to\n\
         2. `content/providers/<provider>/provider.toml`: each provider, and the sources of what you say of it\n\
         3. `services.toml`, `locations.toml`, `reports` and `documents.toml` beside it: what it offers, and what it holds for that\n\
         4. `content/faq`, `content/pages`, `content/updates`, `content/home.md`: the rest, in your words",
    ],
    automated: [
        "\n`.github/workflows/trust-center.yml` checks each pull request and publishes what is on `main` with GitHub Pages; choose *GitHub Actions* as its source in the settings of the repository.\n",
        "\n`.gitlab-ci.yml` checks each merge request and publishes what is on the default branch with GitLab Pages.\n",
    ],
    daily: [
        "A line for `crontab -e`: `15 0 * * * cd /path/to/this/folder && candor build --quiet && rsync --archive --delete-after public/ /srv/trust/`.\n",
        "The workflow does.\n",
        "Add a schedule for the pipeline: *Build > Pipeline schedules*, `17 0 * * *`.\n",
    ],
};

const CHINESE: Words = Words {
    text: CHINESE_README,
    title: ["信任中心", "鉴证指南"],
    order: [
        "1. `candor.toml` 和 `content/company.toml`：贵公司是谁，读者联系谁\n\
         2. `content/services.toml` 和 `content/locations.toml`：提供哪些服务，从何处提供\n\
         3. `content/reports`，然后 `content/documents.toml`：持有哪些报告、由谁出具、涵盖什么、有效至何时、如何获取\n\
         4. `content/subprocessors.toml`、`content/data.toml`、`content/ai.toml`：还有谁接触哪些数据\n\
         5. `content/disclosure.toml`：如何报告漏洞，同时生成 `/.well-known/security.txt`\n\
         6. `content/controls`、`content/faq`、`content/updates`、`content/home.md`：用自己的话说明所做的工作",
        "1. `candor.toml`：网站名称，读者联系谁\n\
         2. `content/providers/<provider>/provider.toml`：各服务商及其信息来源\n\
         3. 同目录下的 `services.toml`、`locations.toml`、`reports` 和 `documents.toml`：提供哪些服务，为此持有哪些报告\n\
         4. `content/faq`、`content/pages`、`content/updates`、`content/home.md`：其余内容，用自己的话说明",
    ],
    automated: [
        "\n`.github/workflows/trust-center.yml` 检查每个拉取请求，并将 `main` 分支发布到 GitHub Pages；请在仓库设置中将来源选为 *GitHub Actions*。\n",
        "\n`.gitlab-ci.yml` 检查每个合并请求，并将默认分支发布到 GitLab Pages。\n",
    ],
    daily: [
        "可在 `crontab -e` 中加入一行：`15 0 * * * cd /path/to/this/folder && candor build --quiet && rsync --archive --delete-after public/ /srv/trust/`。\n",
        "工作流会自动执行。\n",
        "请添加流水线计划：*Build > Pipeline schedules*，`17 0 * * *`。\n",
    ],
};

fn readme(plan: &Plan<'_>, automation: Automation) -> String {
    let is_chinese = |tag: &Locale| language::script(tag.as_str()).is_same(language::script("zh-Hans"));
    let words = if is_chinese(&plan.locales[0]) { &CHINESE } else { &ENGLISH };
    let index = usize::from(plan.template == Template::Comparison);
    let (automated, daily) = match automation {
        Automation::None => ("", words.daily[0]),
        Automation::GitHub => (words.automated[0], words.daily[1]),
        Automation::GitLab => (words.automated[1], words.daily[2]),
    };
    let name = in_markdown(plan.name.unwrap_or(NAME));
    let space = if is_chinese(&plan.locales[0]) && ends_in_chinese(plan.name) { "" } else { " " };
    let title = format!("{name}{space}{}", words.title[index]);
    // The title comes last: what a name holds is no place for anything.
    let text = words.text.replace("{order}", words.order[index]).replace("{languages}", &languages(plan));
    // What belongs to a provider has its id before its own.
    let text = text.replace("{owner}", ["", "harbor/"][index]);
    let text = text.replace("{last_year}", &format!("{:04}", plan.today.year() - 1));
    let text = text.replace("{next_year}", &format!("{:04}", plan.today.year() + 1));
    text.replace("{automation}", automated).replace("{daily}\n", daily).replace("{title}", &title)
}

/// What is left to do for languages that the templates have no words in.
fn languages(plan: &Plan<'_>) -> String {
    let (mut text, locales) = (String::new(), plan.locales);
    for locale in locales.iter().filter(|locale| !is_written(locale)) {
        let which = if stands_in(locales) && *locale == locales[0] {
            format!("The texts in `{locale}` are English ones that stand in, and each of them is a placeholder.")
        } else {
            format!(
                "There are no texts in `{locale}` yet: pages show those of another language, and `candor check` names the answers that lack one."
            )
        };
        let _ = writeln!(text, "\n{which}");
        if plan.untranslated.contains(locale) {
            let _ = writeln!(
                text,
                "The interface is translated in `themes/default/i18n/{locale}.toml`; begin it with \
                 `mkdir -p themes/default/i18n && candor strings {locale} > themes/default/i18n/{locale}.toml`."
            );
        }
    }
    text
}

/// A name in which nothing is a sign of Markdown.
fn in_markdown(name: &str) -> String {
    let sign = |c: char| if "\\`*_[]<>|~#".contains(c) { format!("\\{c}") } else { c.to_string() };
    name.chars().map(sign).collect()
}
