//! Shortens a script: the same program without comments, needless white space and long names of its own.
//!
//! 1. The script is cut into tokens; strings, templates and regular expressions stay as they are.
//! 2. The names that it declares are collected, each with its scope, or a little more. Where two scopes of a name have a
//!    part in common, they count as one.
//! 3. They get short names, those of small scopes the shortest. Names get the same one only if their scopes have nothing in
//!    common, so that what were two names stay two. A property keeps its name, and so does what is used where no
//!    declaration of it is seen, such as `document`.
//! 4. The tokens are written again, with a line break only where the meaning may depend on it, and with lists of
//!    declarations joined: `const` becomes `let`, which only a wrong script could tell apart.
//!
//! Does not know all of the language: a script with labels, `switch`, `var`, generators or members of classes is not
//! shortened.

mod name;
mod scope;
mod syntax;
mod token;
mod write;

use syntax::Script;
use token::tokens;

/// The script in fewer bytes, or nothing when it holds something that is not understood.
pub(super) fn shortened(script: &str) -> Option<String> {
    let script = Script::new(tokens(script)?)?;
    let short_names = script.short_names(script.declared()?);
    Some(script.written(&short_names))
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
            "let{text:a=1,kind:[b],...c}=x;f(a,b,c);",
        );
        assert_short("let text; ({ text } = f()); text ? text : text;", "let a;({text:a}=f());a?a:a;");
        assert_short(
            "const size = 1, at = { get size() { return size; }, size(size) { return size; } };",
            "let a=1,b={get size(){return a},size(a){return a}};",
        );
    }

    #[test]
    fn a_name_is_given_again_where_it_hides_nothing() {
        assert_short("const one = (text) => text; const two = (...list) => list;", "let a=a=>a,b=(...a)=>a;");
        assert_short(
            "const one = 1; const two = (text, { kind } = {}) => { const sum = text + one; return sum + kind; };",
            "let d=1,a=(a,{kind:b}={})=>{let c=a+d;return c+b};",
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
        assert_short("const f = (open) => { open(a); b(); }; open();", "let c=open=>{open(a);b()};open();");
        assert_short("const d = document; S(d);", "let a=document;S(a);");
    }

    #[test]
    fn a_parameter_needs_no_parentheses() {
        assert_short("return (one) => one;", "return a=>a;");
        assert_short("f(async (one) => one, () => 1, (one = 1) => one);", "f(async(a)=>a,()=>1,(a=1)=>a);");
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
