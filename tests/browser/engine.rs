//! The search engine of the theme's script in a real browser: it cuts, finds and ranks as the program does.
//!
//! 1. [`lab`] brings the parts of the script that are the engine into a page of their own, beside the files of an index.
//! 2. [`sample`] makes texts and queries from a seed, which is printed when something fails.
//! 3. Each of the other files compares one thing.

mod lab;
mod sample;

mod marks;
mod pieces;
mod ranking;
mod stale;
mod weight;
