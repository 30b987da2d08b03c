//! Many pages beside each other, each in a frame: half of what a browser takes to go from one to the next.

use serde_json::{Value, json};

use crate::driver::Session;
use crate::server::Server;

/// How many frames stand beside each other.
const AT_ONCE: usize = 12;

const HEIGHT: u32 = 900;

/// A file of every site that is no page, so that no policy of a page stands above the frames.
const AROUND: &str = "robots.txt";

/// What a function's body returns in each of some pages of a server, at each of some widths; it sees their `window` and
/// `document`.
#[track_caller]
pub(super) fn in_frames<'p>(
    session: &Session,
    server: &Server,
    paths: &[&'p str],
    widths: &[u32],
    body: &str,
) -> Vec<(&'p str, u32, Value)> {
    session.command("Emulation.setScrollbarsHidden", &json!({ "hidden": true }));
    let mut seen = Vec::new();
    for paths in paths.chunks(AT_ONCE) {
        let addresses: Vec<String> = paths.iter().map(|path| server.url(path)).collect();
        session.load(&server.url(AROUND));
        let found = session.wait_for(&format!(
            "const widths = {widths:?}; \
             const look = (window, document) => {{ {body} }}; \
             const show = (address) => new Promise((done) => {{ \
               const frame = document.createElement('iframe'); \
               Object.assign(frame, {{ width: widths[0], height: {HEIGHT}, src: address }}); \
               frame.onload = () => done(frame); \
               document.body.append(frame); \
             }}); \
             const frames = await Promise.all({}.map(show)); \
             return frames.map((frame) => widths.map((width) => {{ \
               frame.width = width; \
               return look(frame.contentWindow, frame.contentDocument); \
             }}));",
            json!(addresses)
        ));
        let found: Vec<Vec<Value>> =
            serde_json::from_value(found.clone()).unwrap_or_else(|_| panic!("{paths:?}: {found}"));
        assert_eq!(found.len(), paths.len());
        for (path, found) in paths.iter().zip(found) {
            seen.extend(widths.iter().zip(found).map(|(width, found)| (*path, *width, found)));
        }
    }
    seen
}
