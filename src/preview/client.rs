//! What a preview adds to each page in the browser: the page follows its sources while they are edited.
//!
//! 1. `connection`: an event stream brings the states of all open pages, always the whole of each, to one of them, which
//!    hands them on.
//! 2. `update`: when the state names another version, the page fetches itself and is changed in place.
//! 3. `morph`: how one tree is changed into another while the nodes that both have stay.
//! 4. `edit` links, a `panel` of findings and a `notice`: what is shown beside the page.
//!
//! The script knows nothing of the theme: a page of plain HTML is served as well. It obeys the strict policy of the
//! pages: it parses no strings, and what it shows of findings is text, never markup. The server inserts it; no build
//! has it. Its parts are one script to the browser, in a scope of their own.

/// The script.
pub(super) const SCRIPT: &str = concat!(
    "\"use strict\";\n(() => {\n",
    include_str!("client/common.js"),
    include_str!("client/connection.js"),
    include_str!("client/update.js"),
    include_str!("client/morph.js"),
    include_str!("client/edit.js"),
    include_str!("client/panel.js"),
    include_str!("client/notice.js"),
    include_str!("client/start.js"),
    "})();\n",
);

/// Its style.
pub(super) const STYLE: &str = include_str!("client/style.css");
