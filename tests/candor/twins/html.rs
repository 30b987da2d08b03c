//! HTML as a tree: every tag that opens also closes, since our pages leave no end tag out.

use std::collections::BTreeMap;
use std::convert::Infallible;

use html5gum::{HtmlString, Token, Tokenizer};

/// The elements that never have an end tag.
const VOID: [&str; 9] = ["br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"];

/// A part of a page.
#[derive(Debug)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

/// An element with what it holds.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) children: Vec<Node>,
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|own| own == class))
    }

    /// The elements directly below this one.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Every element below this one for which `wanted` holds, in the order of the page.
    pub(crate) fn all<'a>(&'a self, wanted: &dyn Fn(&Element) -> bool) -> Vec<&'a Element> {
        let below = self.elements().flat_map(|element| {
            let own = wanted(element).then_some(element);
            own.into_iter().chain(element.all(wanted))
        });
        below.collect()
    }

    /// The name with what tells the element from its neighbours: `tr#vault`, `dl.facts`.
    pub(crate) fn label(&self) -> String {
        let class = self.attribute("class").and_then(|classes| classes.split_ascii_whitespace().next());
        match (self.attribute("id"), class) {
            (Some(id), _) => format!("{}#{id}", self.name),
            (None, Some(class)) => format!("{}.{class}", self.name),
            (None, None) => self.name.clone(),
        }
    }
}

/// Reads a page, or a part of one, into an element without a name.
#[track_caller]
pub(crate) fn parse(html: &str) -> Element {
    let mut open = vec![Element::default()];
    for token in Tokenizer::new(html) {
        let token: Token = token.unwrap_or_else(|never: Infallible| match never {});
        match token {
            Token::StartTag(tag) => {
                let attributes = tag.attributes.iter().map(|(name, value)| (text(name), text(value)));
                let element = Element { name: text(&tag.name), attributes: attributes.collect(), children: Vec::new() };
                if tag.self_closing || VOID.contains(&element.name.as_str()) {
                    attach(&mut open, Node::Element(element));
                } else {
                    open.push(element);
                }
            }
            Token::EndTag(tag) => {
                let element = open.pop().filter(|element| !element.name.is_empty());
                let element = element.unwrap_or_else(|| panic!("</{}> closes nothing", text(&tag.name)));
                assert_eq!(element.name, text(&tag.name), "the end tag of <{}>", element.label());
                attach(&mut open, Node::Element(element));
            }
            Token::String(string) => attach(&mut open, Node::Text(text(&string))),
            Token::Error(error) => panic!("{}: {html:.200}", *error),
            Token::Comment(_) | Token::Doctype(_) => {}
        }
    }
    let root = open.pop().filter(|root| root.name.is_empty());
    root.expect("every element is closed")
}

fn attach(open: &mut [Element], node: Node) {
    open.last_mut().expect("the root stays open").children.push(node);
}

fn text(string: &HtmlString) -> String {
    String::from_utf8(string.to_vec()).expect("a page is UTF-8")
}
