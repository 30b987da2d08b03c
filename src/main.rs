//! The program: everything it does is in the library.
#![forbid(unsafe_code)]

use std::process::ExitCode;

/// Pages are built of many small strings on all threads, which cost a quarter of a build more with glibc's allocator.
/// Without huge pages (`no_thp`), of which a small site would only use the beginning.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    candor::cli::run(std::env::args_os())
}
