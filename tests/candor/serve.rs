//! The preview over real sockets, as clients meet it: those with a browser, and those with bad intentions.
//!
//! 1. [`client`] starts the program and speaks to it in raw bytes; it holds every answer against what all must say.
//! 2. [`edited`] edits a site while pages of it are open, and says what a fresh start would show.
//! 3. Each of the other files asks one question of the answers.

mod client;
mod edited;

mod handler;
mod limits;
mod mistakes;
mod pages;
mod reach;
mod refused;
mod saves;
mod script;
mod started;
mod survival;
