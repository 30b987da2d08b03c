//! Shortens a script: the same program without comments, needless white space and long names of its own.
//!
//! 1. The script is cut into tokens; strings, templates and regular expressions stay as they are.
//! 2. The names that it declares are collected, each with its scope, or a little more. Where two scopes of a name have a
//!    part in common, they count as one.
//! 3. They get short names, the most used the shortest. Names get the same one only if their scopes have nothing in
//!    common, so that what were two names stay two. A property keeps its name, and so does what is used where no
//!    declaration of it is seen, such as `document`.
//! 4. The tokens are written again, with a line break only where the meaning may depend on it, and with lists of
//!    declarations joined: `const` becomes `let`, which only a wrong script could tell apart.
//!
//! Does not know all of the language: a script with labels, `switch`, `var`, generators or members of classes is not
//! shortened.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::token::{HEADS, Kind, Token, tokens};

const NOT_UNDERSTOOD: [&str; 8] = ["arguments", "case", "eval", "export", "import", "switch", "var", "with"];
/// Words that are keywords in some places and names in others.
const HALF_KEYWORDS: [&str; 8] = ["async", "await", "get", "let", "of", "set", "static", "yield"];
/// Keywords that are as short as the names that are given.
const SHORT_KEYWORDS: [&str; 9] = ["as", "do", "for", "if", "in", "let", "new", "try", "var"];
/// Words before `{` behind which an object follows; behind others it is a block.
const BEFORE_OBJECT: [&str; 13] =
    ["await", "const", "delete", "in", "instanceof", "let", "new", "of", "return", "throw", "typeof", "void", "yield"];
/// Marks that may be the last of a statement.
const ENDS: [&str; 6] = [")", "]", "}", ";", "++", "--"];
/// Marks before which no statement ends, whatever stands before them, and `}`, which ends it as a line break does.
const GOES_ON: [&str; 12] = [".", "?.", ",", ";", ")", "]", "}", "?", ":", "=", "&", "|"];

/// The script in fewer bytes, or nothing when it holds something that is not understood.
pub(super) fn shortened(script: &str) -> Option<String> {
    let script = Script::new(tokens(script)?)?;
    let short_names = script.short_names(script.declared()?);
    Some(script.written(&short_names))
}

/// The tokens of a script and which of them belong together.
struct Script<'a> {
    tokens: Vec<Token<'a>>,
    /// For each bracket its other one.
    partners: BTreeMap<usize, usize>,
    /// For each token the last bracket before it that is open.
    inside: Vec<Option<usize>>,
}

/// Names, each with the tokens among which one of its declarations holds: all of its scope, and hardly more.
type Declared<'a> = BTreeMap<&'a str, Vec<Range<usize>>>;

/// A name in scopes that have a part in common, and where it is used.
struct Name<'a> {
    text: &'a str,
    scope: Range<usize>,
    uses: Vec<usize>,
}

impl Name<'_> {
    /// Whether two names have to differ: one is used where the other one would hide it.
    fn excludes(&self, other: &Self) -> bool {
        let (outer, inner) = if self.scope.len() < other.scope.len() { (other, self) } else { (self, other) };
        let is_within = outer.scope.start <= inner.scope.start && inner.scope.end <= outer.scope.end;
        let is_apart = outer.scope.end <= inner.scope.start || inner.scope.end <= outer.scope.start;
        !is_apart && (!is_within || outer.uses.iter().any(|at| inner.scope.contains(at)))
    }
}

impl<'a> Script<'a> {
    fn new(tokens: Vec<Token<'a>>) -> Option<Self> {
        let (mut partners, mut inside, mut open) = (BTreeMap::new(), Vec::new(), Vec::new());
        for (at, token) in tokens.iter().enumerate() {
            if token.closes() {
                let start = open.pop()?;
                partners.extend([(start, at), (at, start)]);
            }
            inside.push(open.last().copied());
            if token.opens() {
                open.push(at);
            }
        }
        let script = Self { tokens, partners, inside };
        let is_understood = open.is_empty() && (0..script.tokens.len()).all(|at| script.understands(at));
        is_understood.then_some(script)
    }

    fn understands(&self, at: usize) -> bool {
        if !self.is_word(at) || self.is_property(at) {
            return true;
        }
        let is_label = self.text(at + 1) == ":"
            && (!self.is_mark(at.wrapping_sub(1)) || ENDS.contains(&self.before(at)) || self.before(at) == "{");
        let is_generator = self.text(at) == "function" && self.text(at + 1) == "*";
        !is_label && !is_generator && !NOT_UNDERSTOOD.contains(&self.text(at))
    }

    fn text(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    fn before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |before| self.text(before))
    }

    fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == Kind::Word)
    }

    fn is_mark(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == Kind::Mark)
    }

    /// Whether an opening brace is that of an object or of a pattern like one.
    fn is_object(&self, open: usize) -> bool {
        let Some(before) = open.checked_sub(1).map(|before| &self.tokens[before]) else { return false };
        self.text(open) == "{"
            && match before.kind {
                Kind::Word => BEFORE_OBJECT.contains(&before.text),
                Kind::Mark => !ENDS.contains(&before.text) && !["{", "=>"].contains(&before.text),
                Kind::Text => before.opens(),
                Kind::Number => false,
            }
    }

    /// Whether a word is the first of an entry of an object.
    fn begins_entry(&self, at: usize) -> bool {
        ["{", ","].contains(&self.before(at)) && self.inside[at].is_some_and(|open| self.is_object(open))
    }

    /// Whether a word is the name of a property.
    fn is_property(&self, at: usize) -> bool {
        let is_key = self.begins_entry(at) && self.text(at + 1) == ":";
        [".", "?."].contains(&self.before(at)) || is_key || self.is_method(at)
    }

    /// Whether a word is the name of a method, a getter or a setter of an object.
    fn is_method(&self, at: usize) -> bool {
        let is_in_object = self.inside[at].is_some_and(|open| self.is_object(open));
        is_in_object && self.before(at) != "function" && self.text(at + 1) == "(" && self.has_body(at + 1)
    }

    /// Whether behind parentheses a block follows.
    fn has_body(&self, open: usize) -> bool {
        let body = self.partners.get(&open).map(|close| close + 1).and_then(|body| self.tokens.get(body));
        body.is_some_and(|body| body.text == "{" && !body.follows_break)
    }

    fn declared(&self) -> Option<Declared<'a>> {
        let mut declared = Declared::new();
        for at in 0..self.tokens.len() {
            match self.text(at) {
                "(" if self.has_body(at) && !HEADS.contains(&self.before(at)) => {
                    self.declare_all(at, &(at..self.behind(self.behind(at))), &mut declared)?;
                }
                "=>" if self.before(at) == ")" => {
                    let open = self.partners[&(at - 1)];
                    self.declare_all(open, &(open..self.end_of_value(at)), &mut declared)?;
                }
                "=>" => drop(self.declare(at.checked_sub(1)?, &(at - 1..self.end_of_value(at)), &mut declared)?),
                _ if !self.is_word(at) || self.is_property(at) => {}
                _ if self.begins_list(at) => self.declare_list(at + 1, &mut declared)?,
                "function" if self.is_word(at + 1) => drop(self.declare(at + 1, &self.around(at), &mut declared)?),
                "class" => {
                    let body = (at..self.tokens.len()).find(|body| self.text(*body) == "{")?;
                    if self.partners[&body] != body + 1 {
                        return None;
                    }
                    if self.is_word(at + 1) && self.text(at + 1) != "extends" {
                        self.declare(at + 1, &self.around(at), &mut declared)?;
                    }
                }
                _ => {}
            }
        }
        Some(declared)
    }

    /// The scope of what is declared in the same brackets as a token: of a function with its parameters.
    fn around(&self, at: usize) -> Range<usize> {
        let Some(open) = self.inside[at] else { return 0..self.tokens.len() };
        let head = if self.before(open) == "=>" { open - 1 } else { open };
        let start = match self.before(head) {
            ")" => self.partners[&(head - 1)],
            _ if head < open => head - 1,
            _ => open,
        };
        start..self.partners[&open]
    }

    /// Where the value ends that begins at a token.
    fn end_of_value(&self, from: usize) -> usize {
        let mut at = from;
        while self.tokens.get(at).is_some_and(|token| ![",", ";"].contains(&token.text) && !token.closes()) {
            at = self.behind(at);
        }
        at
    }

    /// Declares what stands behind `const` or `let`.
    fn declare_list(&self, from: usize, declared: &mut Declared<'a>) -> Option<()> {
        // What the head of a loop declares can be seen in the statement behind it.
        let head = self.inside[from].filter(|open| self.text(*open) == "(");
        let scope = match head {
            Some(open) if self.has_body(open) => open..self.behind(self.behind(open)),
            Some(open) => self.around(open),
            None => self.around(from),
        };
        let end = self.end_of_list(from);
        let mut at = self.declare(from, &scope, declared)?;
        while at < end {
            at = if self.text(at) == "," { self.declare(at + 1, &scope, declared)? } else { self.behind(at) };
        }
        Some(())
    }

    /// Where a list of declarations ends. Without `;` that is not certain; what then is not declared keeps its name.
    fn end_of_list(&self, from: usize) -> usize {
        let is_end =
            |at: usize| self.text(at) == ";" || self.tokens[at].closes() || (at > from && self.needs_break(at));
        let mut at = from;
        while at < self.tokens.len() && !is_end(at) {
            at = self.behind(at);
        }
        at
    }

    /// Declares the name or the names of the pattern at a token, and returns what is behind it.
    fn declare(&self, at: usize, scope: &Range<usize>, declared: &mut Declared<'a>) -> Option<usize> {
        if self.is_word(at) {
            declared.entry(self.text(at)).or_default().push(scope.clone());
        } else if ["{", "["].contains(&self.text(at)) {
            self.declare_all(at, scope, declared)?;
        } else {
            return None;
        }
        Some(self.behind(at))
    }

    /// Declares the parameters or the parts of a pattern that stand in brackets.
    fn declare_all(&self, open: usize, scope: &Range<usize>, declared: &mut Declared<'a>) -> Option<()> {
        let close = self.partners[&open];
        let mut at = open + 1;
        while at < close {
            if [",", "..."].contains(&self.text(at)) {
                at += 1;
                continue;
            }
            let has_key = self.text(open) == "{" && self.text(at + 1) == ":";
            at = self.declare(if has_key { at + 2 } else { at }, scope, declared)?;
            if ![",", "=", ")", "]", "}"].contains(&self.text(at)) {
                return None;
            }
            // The value that stands for one that is missing.
            while at < close && self.text(at) != "," {
                at = self.behind(at);
            }
        }
        Some(())
    }

    /// The next token that is not inside of this one.
    fn behind(&self, at: usize) -> usize {
        let mut at = at;
        // A template has several brackets, one behind the other.
        while self.tokens[at].opens() {
            at = self.partners[&at];
        }
        at + 1
    }

    /// Words that get another name, each with it.
    fn short_names(&self, declared: Declared<'a>) -> BTreeMap<usize, String> {
        let (names, kept) = self.names(declared);
        let mut free = (0..).map(short_name).filter(|name| !kept.contains(name.as_str()));
        let mut given: Vec<(String, Vec<Name>)> = Vec::new();
        for name in names {
            let known = given.iter_mut().find(|(_, others)| !others.iter().any(|other| other.excludes(&name)));
            match known {
                Some((_, others)) => others.push(name),
                None => given.extend(free.next().map(|short| (short, vec![name]))),
            }
        }
        let uses = given
            .into_iter()
            .flat_map(|(short, names)| names.into_iter().flat_map(|name| name.uses).map(move |at| (at, short.clone())));
        uses.collect()
    }

    /// The declared names, the most used first, and the words that have to stay as they are.
    fn names(&self, declared: Declared<'a>) -> (Vec<Name<'a>>, BTreeSet<&'a str>) {
        let mut names: BTreeMap<&str, Vec<Name>> = BTreeMap::new();
        for (text, mut scopes) in declared {
            scopes.sort_by_key(|scope| scope.start);
            let known = names.entry(text).or_default();
            for scope in scopes {
                match known.last_mut().filter(|last| scope.start < last.scope.end) {
                    Some(last) => last.scope.end = last.scope.end.max(scope.end),
                    None => known.push(Name { text, scope, uses: Vec::new() }),
                }
            }
        }
        let mut kept: BTreeSet<&str> = SHORT_KEYWORDS.into_iter().chain(HALF_KEYWORDS).collect();
        for at in (0..self.tokens.len()).filter(|at| self.is_word(*at) && !self.is_property(*at)) {
            let known =
                names.get_mut(self.text(at)).and_then(|known| known.iter_mut().find(|name| name.scope.contains(&at)));
            match known {
                Some(name) => name.uses.push(at),
                None => drop(kept.insert(self.text(at))),
            }
        }
        let mut names: Vec<Name> = names.into_values().flatten().collect();
        names.retain(|name| !kept.contains(name.text));
        names.sort_by_key(|name| Reverse(name.uses.len()));
        (names, kept)
    }

    fn written(&self, short_names: &BTreeMap<usize, String>) -> String {
        let joined = self.joined_lists();
        let mut script = String::new();
        for (at, token) in self.tokens.iter().enumerate() {
            let is_keyword_again = at > 0 && joined.contains(&(at - 1));
            if is_keyword_again || self.is_needless(at) {
                continue;
            }
            script.push_str(if joined.contains(&at.wrapping_sub(2)) { "" } else { self.gap(at) });
            match short_names.get(&at) {
                _ if joined.contains(&at) => script.push(','),
                Some(short) if self.begins_entry(at) => script.push_str(&format!("{}:{short}", token.text)),
                Some(short) => script.push_str(short),
                None if self.begins_list(at) => script.push_str("let"),
                None => script.push_str(token.text),
            }
        }
        script.push('\n');
        script
    }

    /// The ends of declarations behind which another one follows: `const a = 1; let b = 2;`.
    fn joined_lists(&self) -> BTreeSet<usize> {
        let lists = (0..self.tokens.len()).filter(|at| self.begins_list(*at));
        let ends = lists.map(|at| self.end_of_list(at + 1));
        ends.filter(|end| self.text(*end) == ";" && self.begins_list(end + 1)).collect()
    }

    fn begins_list(&self, at: usize) -> bool {
        ["const", "let"].contains(&self.text(at)) && !self.is_property(at)
    }

    /// Whether a token is the `;` of the last statement of a block, which is not all of the statement.
    fn is_needless(&self, at: usize) -> bool {
        if self.text(at) != ";" || self.text(at + 1) != "}" {
            return false;
        }
        let head = self.partners.get(&(at - 1)).map_or("", |open| self.before(*open));
        let ends_statement =
            !self.is_mark(at.wrapping_sub(1)) || (ENDS.contains(&self.before(at)) && self.before(at) != ";");
        ends_statement && !HEADS.contains(&head) && !["else", "do"].contains(&self.before(at))
    }

    /// What has to stand before a token.
    fn gap(&self, at: usize) -> &'static str {
        let Some(before) = at.checked_sub(1).map(|before| &self.tokens[before]) else { return "" };
        let is_of_name = |c: char| c.is_alphanumeric() || ['_', '$', '#'].contains(&c);
        let (last, first) = (before.text.chars().last(), self.text(at).chars().next());
        let are_words = last.is_some_and(is_of_name) && first.is_some_and(is_of_name);
        let is_mark_of_two = last == first && [Some('+'), Some('-'), Some('/')].contains(&first);
        let is_comment = (last, first) == (Some('<'), Some('!'));
        let is_fraction = before.kind == Kind::Number && first == Some('.');
        match () {
            () if self.needs_break(at) => "\n",
            () if are_words || is_mark_of_two || is_comment || is_fraction => " ",
            () => "",
        }
    }

    /// Whether a statement may end with the line before a token.
    fn needs_break(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| &self.tokens[before]) else { return false };
        let goes_on = GOES_ON.contains(&self.text(at)) || self.tokens[at].closes();
        let may_end = before.kind != Kind::Mark || (ENDS.contains(&before.text) && before.text != ";");
        self.tokens[at].follows_break && may_end && !before.opens() && !goes_on && !self.is_behind_block(at)
    }

    /// Whether before a token a block ends that is a statement, and no function or object.
    fn is_behind_block(&self, at: usize) -> bool {
        let Some(open) = at.checked_sub(1).and_then(|close| self.partners.get(&close)) else { return false };
        let head = match self.before(*open) {
            ")" => self.before(self.partners[&(open - 1)]),
            word => word,
        };
        self.before(at) == "}" && (HEADS.contains(&head) || ["catch", "do", "else", "finally", "try"].contains(&head))
    }
}

/// The names `a` to `Z`, then those of two letters, and so on.
fn short_name(number: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let last = char::from(LETTERS[number % LETTERS.len()]);
    let before = (number / LETTERS.len()).checked_sub(1).map(short_name);
    format!("{}{last}", before.unwrap_or_default())
}

// Here and not with the other tests, because no site can put a script of its own through this.
#[cfg(test)]
mod tests {
    use super::shortened;

    #[track_caller]
    fn assert_short(script: &str, expected: &str) {
        assert_eq!(shortened(script).as_deref().map(str::trim_end), Some(expected), "{script}");
    }

    #[test]
    fn texts_stay_as_they_are() {
        assert_short(r#"f("// no  comment", 'it\'s'); // One."#, r#"f("// no  comment",'it\'s');"#);
        assert_short("const n = 1; f(`a  ${ n + `\n// ${ n }` } b ${n}`);", "let a=1;f(`a  ${a+`\n// ${a}`} b ${a}`);");
        assert_short(
            r#"const re = /["'`/*[/]]\//gu; re.test(t) / 2 / re;"#,
            r#"let a=/["'`/*[/]]\//gu;a.test(t)/2/a;"#,
        );
        assert_short("if (a) /b c/.test(d); return /* e */ / f/;", "if(a)/b c/.test(d);return/ f/;");
    }

    #[test]
    fn properties_keep_their_names() {
        assert_short(
            "const text = 1; f({ text, kind: text, text: 2, [text]: text }, x.text, x?.text);",
            "let a=1;f({text:a,kind:a,text:2,[a]:a},x.text,x?.text);",
        );
        assert_short(
            "const { text = 1, kind: [own], ...rest } = x; f(text, own, rest);",
            "let{text:c=1,kind:[a],...b}=x;f(c,a,b);",
        );
        assert_short("let text; ({ text } = f()); text ? text : text;", "let a;({text:a}=f());a?a:a;");
        assert_short(
            "const size = 1, at = { get size() { return size; }, size(size) { return size; } };",
            "let a=1,b={get size(){return a},size(a){return a}};",
        );
    }

    #[test]
    fn a_name_is_given_again_where_it_hides_nothing() {
        assert_short("const one = (text) => text; const two = (...list) => list;", "let a=(a)=>a,b=(...a)=>a;");
        assert_short(
            "const one = 1; const two = (text, { kind } = {}) => { const sum = text + one; return sum + kind; };",
            "let b=1,a=(d,{kind:a}={})=>{let c=d+b;return c+a};",
        );
        assert_short(
            "for (const one of list) { f(one); } for (const two of list) f(two);",
            "for(let a of list){f(a)}for(let a of list)f(a);",
        );
        assert_short(
            "try { f(); } catch (error) { f(error); } function own(a) { own(a); }",
            "try{f()}catch(a){f(a)}function b(a){b(a)}",
        );
    }

    #[test]
    fn names_from_outside_stay() {
        assert_short("const f = (open) => { open(a); b(); }; open();", "let c=(open)=>{open(a);b()};open();");
        assert_short("const d = document; S(d);", "let a=document;S(a);");
    }

    #[test]
    fn lines_end_where_a_statement_may() {
        assert_short("let one = 1\nlet two = one\n(two)\none\n++two\n", "let a=1\nlet b=a\n(b)\na\n++b");
        assert_short("return\nf()\n  .then(\n  g\n)\n\n;", "return\nf().then(g);");
        assert_short("a = b + +c - -d; e ? .5 : 1 .f; if (x);", "a=b+ +c- -d;e?.5:1 .f;if(x);");
        assert_short("const f = () => { if (x); }; { while (x); }", "let a=()=>{if(x);};{while(x);}");
    }

    #[test]
    fn what_is_not_understood_is_left_alone() {
        for script in [
            "var a = 1;",
            "outer: for (;;) { break outer; }",
            "switch (a) { case 1: f(); }",
            "class A { size = 1; }",
            "function* f() {}",
            "f(\"a",
            "f(`a",
            "/* a",
            "f((1);",
            "const a = {} / 2;",
            "const \\u0061 = 1;",
        ] {
            assert_eq!(shortened(script), None, "{script}");
        }
    }
}
