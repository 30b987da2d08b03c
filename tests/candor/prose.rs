//! What Markdown becomes: the HTML of a home page, the rest of the page left out.

use crate::support::{page, project};

/// The HTML of a text.
#[track_caller]
fn html(markdown: &str) -> String {
    let page = page(&project(&format!("-- content/home.md --\n{markdown}\n"), "2026-11-21"), "index.html");
    let (_, prose) = page.split_once("<div class=\"prose").expect("the page has prose");
    let (_, prose) = prose.split_once('>').unwrap();
    // The prose ends where what was opened in it is closed.
    let mut open = 1;
    let mut at = 0;
    while open > 0 {
        let next = prose[at..].find("div").unwrap() + at;
        open = if prose[..next].ends_with("</") { open - 1 } else { open + 1 };
        at = next + 3;
    }
    prose[..at - "</div".len()].trim().to_owned()
}

/// Compares paragraphs, each with the HTML within it.
#[track_caller]
fn becomes(cases: &[(&str, &str)]) {
    for (markdown, expected) in cases {
        assert_eq!(html(markdown), format!("<p>{expected}</p>"), "{markdown}");
    }
}

#[test]
fn emphasis_stands_beside_punctuation_of_scripts_without_spaces() {
    becomes(&[
        ("**真，**她说。**“重要”**的事。", "<strong>真，</strong>她说。<strong>“重要”</strong>的事。"),
        ("这是**【注意】**事项。", "这是<strong>【注意】</strong>事项。"),
        ("**마크다운(Markdown)**을 쓴다.", "<strong>마크다운(Markdown)</strong>을 쓴다."),
        (
            "使用**`--force`**参数，见**[这里](https://t.example/)**。",
            "使用<strong><code>--force</code></strong>参数，见<strong><a href=\"https://t.example/\">这里</a></strong>。",
        ),
        ("请*（必须）*填写，**重要！**abc", "请<em>（必须）</em>填写，<strong>重要！</strong>abc"),
        ("***“全部”***的***【都】***是", "<em><strong>“全部”</strong></em>的<em><strong>【都】</strong></em>是"),
        ("**外*“内”*层。**后", "<strong>外<em>“内”</em>层。</strong>后"),
        (
            "これは**「重要」**です。**注意⚠️**と**😀顔**を",
            "これは<strong>「重要」</strong>です。<strong>注意⚠️</strong>と<strong>😀顔</strong>を",
        ),
        ("说~~“错”~~的，**“对~~错~~”**了", "说<del>“错”</del>的，<strong>“对<del>错</del>”</strong>了"),
        (
            "[**“链接”**的](https://t.example/)和**“字”**",
            "<a href=\"https://t.example/\"><strong>“链接”</strong>的</a>和<strong>“字”</strong>",
        ),
        ("**(重要)**abc，abc**(重要)**", "<strong>(重要)</strong>abc，abc<strong>(重要)</strong>"),
        ("**第一。\n第二。**第三", "<strong>第一。第二。</strong>第三"),
        ("약**15%**의 **'서비스'**는", "약<strong>15%</strong>의 <strong>&#39;서비스&#39;</strong>는"),
    ]);
}

#[test]
fn emphasis_elsewhere_is_that_of_commonmark() {
    becomes(&[
        (r"\**“重要”*的\*，\*\*a\*\*", "*<em>“重要”</em>的*，**a**"),
        ("2*(a)*3 和 5~6，7~8", "2*(a)*3 和 5~6，7~8"),
        ("**a (b)**c", "**a (b)**c"),
        ("a_b_c 和 `**“x”**的`", "a_b_c 和 <code>**“x”**的</code>"),
        ("**a***b* _c_", "<strong>a</strong><em>b</em> <em>c</em>"),
    ]);
}

#[test]
fn braces_behind_a_heading_are_text_unless_they_hold_an_id() {
    let headings =
        "## Set {name}\n\n## Path /users/{id}\n\n## Config {\"a\": 1}\n\n## 使用 {变量}\n\n## Keys {#the_keys}";
    let expected = "<h2 id=\"home_set-name\">Set {name}</h2>\n<h2 id=\"home_path-users-id\">Path /users/{id}</h2>\n\
                    <h2 id=\"home_config-a-1\">Config {&quot;a&quot;: 1}</h2>\n<h2 id=\"home_使用-变量\">使用 {变量}</h2>\n\
                    <h2 id=\"home_the_keys\">Keys</h2>";
    assert_eq!(html(headings), expected);
}

#[test]
fn a_given_id_comes_before_one_that_is_made() {
    let html = html("## Keys\n\n## Other {#keys}\n\n## <a id=\"old\"></a>Old\n\n[to](#home_keys) [to](#old)");
    let expected = "<h2 id=\"home_keys-2\">Keys</h2>\n<h2 id=\"home_keys\">Other</h2>\n\
                    <h2 id=\"home_old-2\"><a id=\"home_old\"></a>Old</h2>\n\
                    <p><a href=\"#home_keys\">to</a> <a href=\"#home_old\">to</a></p>";
    assert_eq!(html, expected);
}

#[test]
fn elements_that_mean_only_themselves_are_written() {
    becomes(&[
        ("a<br>b<BR />c", "a<br>\nb<br>\nc"),
        ("H<sub>2</sub>O<sup>*1*</sup>, <kbd>Ctrl</kbd>", "H<sub>2</sub>O<sup><em>1</em></sup>, <kbd>Ctrl</kbd>"),
        ("<sup>a", "&lt;sup&gt;a"),
        ("<sup>*a</sup>*", "&lt;sup&gt;<em>a&lt;/sup&gt;</em>"),
        ("x<sup onclick=\"a\">b</sup>", "x&lt;sup onclick=&quot;a&quot;&gt;b&lt;/sup&gt;"),
        ("x<a id=\"y\" href=\"z\"></a>", "x&lt;a id=&quot;y&quot; href=&quot;z&quot;&gt;&lt;/a&gt;"),
    ]);
    assert!(html("| a |\n|---|\n| b<br>c |").contains("<td>b<br>\nc</td>"));
}

#[test]
fn an_anchor_may_be_copied_from_the_address_of_a_page() {
    let links = "## 概要\n\n[1](#%E6%A6%82%E8%A6%81) [2](#home_%E6%A6%82%E8%A6%81) [3](#概要)";
    let link = |n: u8| format!("<a href=\"#home_概要\">{n}</a>");
    assert_eq!(html(links), format!("<h2 id=\"home_概要\">概要</h2>\n<p>{} {} {}</p>", link(1), link(2), link(3)));
}

#[test]
fn braces_behind_a_backslash_are_text() {
    becomes(&[
        (
            r"Write \{{ name }}, {\{ name }} and `{{ name }}`.",
            "Write {{ name }}, {{ name }} and <code>{{ name }}</code>.",
        ),
        (r"${{ open and \{{ a }} }}", "${{ open and {{ a }} }}"),
    ]);
}

#[test]
fn pages_lie_in_folders_and_lists_can_be_linked_to() {
    let fixture = "-- content/pages/legal/eu/privacy.md --\n+++\ntitle = \"Privacy\"\naliases = [\"/datenschutz/\", \"/%E9%9A%90%E7%A7%81/\"]\n+++\n\
                   [all](page:documents) [terms](../../../glossary/soc.md) [own](page:legal/eu/privacy#more)\n## More\n\
                   -- content/pages/legal/eu/privacy.zh-Hans.md --\n+++\ntitle = \"隐私\"\n+++\n[全部](page:documents)\n\
                   -- content/glossary/soc.md --\n+++\nname = \"SOC\"\n+++\n\
                   -- candor.toml --\ntitle = \"T\"\nbase_url = \"https://t.example/\"\nlocales = [\"en\", \"zh-Hans\"]\n";
    let site = project(fixture, "2026-11-21");
    assert!(site.check().iter().all(|finding| !finding.is_error()), "{:?}", site.check());
    let html = page(&site, "legal/eu/privacy/index.html");
    for href in ["../../../documents/", "../../../glossary/#soc", "../../../legal/eu/privacy/#privacy_more"] {
        assert!(html.contains(&format!("<a href=\"{href}\">")), "{href}: {html}");
    }
    assert!(page(&site, "zh-Hans/legal/eu/privacy/index.html").contains("zh-Hans/documents/\">全部</a>"));
    for old in ["datenschutz/index.html", "隐私/index.html"] {
        assert!(page(&site, old).contains("legal/eu/privacy/"), "{old}");
    }
}

#[test]
fn a_definition_begins_with_a_colon_and_a_space() {
    assert_eq!(html("Term\n: So."), "<dl>\n<dt>Term</dt>\n<dd>So.</dd>\n</dl>");
    becomes(&[
        ("Text\n:::note\nInside.\n:::", "Text\n:::note\nInside.\n:::"),
        ("Text\n:+1: `a\n:b`", "Text\n:+1: <code>a :b</code>"),
        ("Text\n:", "Text\n:"),
    ]);
    assert_eq!(html("> Text\n> :warning: x"), "<blockquote>\n<p>Text\n:warning: x</p>\n</blockquote>");
    assert_eq!(html("```\n:x\n```"), "<pre tabindex=\"0\"><code>:x\n</code></pre>");
}
