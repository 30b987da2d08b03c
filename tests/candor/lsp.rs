//! The language server, through the built program: scripted sessions of a small client.

mod client;
mod completion;
mod equality;
mod protocol;
mod session;
