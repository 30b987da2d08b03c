//! The preview over real sockets, as clients meet it: those with a browser, and those with bad intentions.
//!
//! 1. [`client`] starts the program and speaks to it in raw bytes; it holds every answer against what all must say.
//! 2. Each of the other files asks one question of the answers.

mod client;

mod besieged;
mod handler;
mod pages;
mod refused;
mod started;

pub(crate) use client::Serving;
