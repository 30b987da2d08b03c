//! What readers get, seen by a real browser: no script but our own runs, everybody can use it, nothing is heavy.
//!
//! 1. [`driver`] starts Chromium, [`server`] serves a folder to it, [`site`] builds the folders.
//! 2. Each of the other files asks one question of the pages.

mod driver;
mod html;
mod server;
mod site;

mod accessibility;
mod engine;
mod foreign;
mod hostile;
mod links;
mod policy;
mod preview;
mod script;
mod search;
mod validity;
mod weight;
