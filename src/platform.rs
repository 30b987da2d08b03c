//! What only some operating systems know, each call with a portable fallback beside it.
//!
//! The only file that names `rustix` and the parts of the standard library that are an operating system's own. Decides
//! nothing: whoever calls knows what it means that something cannot be had.

use std::collections::hash_map::RandomState;
use std::fs::{DirBuilder, File, Metadata};
use std::hash::BuildHasher;
use std::io::{self, ErrorKind, Read};
use std::net::TcpListener;
#[cfg(unix)]
use std::os::unix::{
    fs::{DirBuilderExt, MetadataExt, OpenOptionsExt},
    process::CommandExt,
};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

#[cfg(unix)]
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
    net::sockopt::{self, Timeout},
    process::{Resource, Rlimit, getrlimit, setrlimit},
};

/// What tells one file or folder from every other, also from one that had its name before.
pub(crate) type Identity = (u64, u64);

/// A point in time as a file system notes it, in seconds and nanoseconds.
pub(crate) type Time = (i64, i64);

/// The device and the number of a file.
#[cfg(unix)]
pub(crate) fn identity(metadata: &Metadata) -> Identity {
    (metadata.dev(), metadata.ino())
}

/// The moment at which a file was created, on a device that is taken to be the only one.
#[cfg(not(unix))]
pub(crate) fn identity(metadata: &Metadata) -> Identity {
    let (seconds, nanoseconds) = portable_time(metadata.created());
    (0, seconds.unsigned_abs().wrapping_mul(1_000_000_000).wrapping_add(nanoseconds.unsigned_abs()))
}

/// Kind and permissions as one number.
#[cfg(unix)]
pub(crate) fn mode(metadata: &Metadata) -> u32 {
    metadata.mode()
}

/// Kind and permissions as one number.
#[cfg(not(unix))]
pub(crate) fn mode(metadata: &Metadata) -> u32 {
    u32::from(metadata.is_file()) * 2 + u32::from(metadata.permissions().readonly())
}

/// Creates a file that must not exist, which nobody but its owner may write, whatever the mask of the process allows.
pub(crate) fn create_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    #[cfg(unix)]
    options.mode(0o644);
    options.write(true).create_new(true).open(path)
}

/// What creates folders into which nobody but their owner may write, whatever the mask of the process allows.
pub(crate) fn folder_builder() -> DirBuilder {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "there is nothing to set"))]
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    builder.mode(0o755);
    builder
}

/// Whether a file is readable and writable for those for whom files are that are created in a folder of ours.
#[cfg(unix)]
pub(crate) fn has_mode_of(file: &Metadata, folder: &Metadata) -> bool {
    file.mode() & 0o7777 == folder.mode() & 0o644
}

/// Files have no such mode there.
#[cfg(not(unix))]
pub(crate) fn has_mode_of(_file: &Metadata, _folder: &Metadata) -> bool {
    true
}

/// When the bytes of a file were last written, and when anything about it last changed.
#[cfg(unix)]
pub(crate) fn times(metadata: &Metadata) -> (Time, Time) {
    ((metadata.mtime(), metadata.mtime_nsec()), (metadata.ctime(), metadata.ctime_nsec()))
}

/// When the bytes of a file were last written; for the other time there is no portable call.
#[cfg(not(unix))]
pub(crate) fn times(metadata: &Metadata) -> (Time, Time) {
    let modified = portable_time(metadata.modified());
    (modified, modified)
}

#[cfg(not(unix))]
fn portable_time(time: io::Result<std::time::SystemTime>) -> Time {
    let since = time.ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok()).unwrap_or_default();
    (i64::try_from(since.as_secs()).unwrap_or(i64::MAX), i64::from(since.subsec_nanos()))
}

/// Opens a folder, to flush it and to learn on which device it lies.
#[cfg(not(windows))]
pub(crate) fn open_folder(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Opens a folder, which needs a flag of its own there.
#[cfg(windows)]
pub(crate) fn open_folder(path: &Path) -> io::Result<File> {
    const FILE_FLAG_BACKUP_SEMANTICS: u32 = 0x0200_0000;
    use std::os::windows::fs::OpenOptionsExt;
    File::options().read(true).custom_flags(FILE_FLAG_BACKUP_SEMANTICS).open(path)
}

/// Exchanges two folders in one step; `Unsupported` where that cannot be done.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
pub(crate) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(error)
}

/// Exchanges two folders in one step; `Unsupported` where that cannot be done.
#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
pub(crate) fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Makes durable what was written so far to the file system of a folder.
#[cfg(target_os = "linux")]
pub(crate) fn flush_files(folder: &File) -> io::Result<()> {
    rustix::fs::syncfs(folder).map_err(io::Error::from)
}

/// Makes durable what was written so far to every file system.
#[cfg(all(unix, not(target_os = "linux")))]
#[expect(clippy::unnecessary_wraps, reason = "it can fail elsewhere")]
pub(crate) fn flush_files(_folder: &File) -> io::Result<()> {
    rustix::fs::sync();
    Ok(())
}

/// Leaves it to the system when what was written becomes durable.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "it can fail elsewhere")]
pub(crate) fn flush_files(_folder: &File) -> io::Result<()> {
    Ok(())
}

/// Makes the entries of a folder durable. Some network file systems cannot; there is nothing better to do there.
#[cfg(unix)]
pub(crate) fn flush_entries(folder: &File) -> io::Result<()> {
    match rustix::fs::fsync(folder).map_err(error) {
        Err(error) if error.kind() != ErrorKind::Unsupported => Err(error),
        _ => Ok(()),
    }
}

/// Leaves it to the system when the entries of a folder become durable.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "it can fail elsewhere")]
pub(crate) fn flush_entries(_folder: &File) -> io::Result<()> {
    Ok(())
}

/// Has a command get no signals of the terminal that this program was started in.
#[cfg(unix)]
pub(crate) fn detach(command: &mut Command) {
    command.process_group(0);
}

/// Leaves a command as it is.
#[cfg(not(unix))]
pub(crate) fn detach(_command: &mut Command) {}

/// Raises the limit of open descriptors as far as it is wanted and allowed.
#[cfg(unix)]
pub(crate) fn raise_descriptor_limit(wanted: u64) {
    let limit = getrlimit(Resource::Nofile);
    let wanted = wanted.min(limit.maximum.unwrap_or(u64::MAX));
    if limit.current.is_some_and(|current| current < wanted) {
        // Where this is refused there are fewer.
        let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum: limit.maximum });
    }
}

/// Does nothing where sockets are not counted among the open files.
#[cfg(not(unix))]
pub(crate) fn raise_descriptor_limit(_wanted: u64) {}

/// What the connections that a listener accepts have from the beginning.
pub(crate) struct Inherited {
    /// How many may wait to be accepted.
    pub(crate) backlog: i32,
    /// After how long without a byte reading fails; accepting does as well on Linux.
    pub(crate) read_timeout: Duration,
    /// After how long without progress writing fails.
    pub(crate) write_timeout: Duration,
}

/// Sets what connections inherit from their listener, and that nothing they send is held back.
///
/// What the system refuses is left out.
#[cfg(unix)]
pub(crate) fn prepare(listener: &TcpListener, inherited: &Inherited) {
    let _ = rustix::net::listen(listener, inherited.backlog);
    let _ = sockopt::set_socket_timeout(listener, Timeout::Recv, Some(inherited.read_timeout));
    let _ = sockopt::set_socket_timeout(listener, Timeout::Send, Some(inherited.write_timeout));
    let _ = sockopt::set_tcp_nodelay(listener, true);
}

/// Leaves connections without limits.
#[cfg(not(unix))]
pub(crate) fn prepare(_listener: &TcpListener, inherited: &Inherited) {
    let Inherited { backlog: _, read_timeout: _, write_timeout: _ } = inherited;
}

/// Waits until a connection waits to be accepted.
#[cfg(unix)]
pub(crate) fn wait_for_connection(listener: &TcpListener) {
    let _ = poll(&mut [PollFd::new(listener, PollFlags::IN)], None);
}

/// Cannot know, and does not wait.
#[cfg(not(unix))]
pub(crate) fn wait_for_connection(_listener: &TcpListener) {}

/// Whether a connection waits to be accepted.
#[cfg(unix)]
pub(crate) fn is_connection_waiting(listener: &TcpListener) -> bool {
    let at_once = Timespec { tv_sec: 0, tv_nsec: 0 };
    poll(&mut [PollFd::new(listener, PollFlags::IN)], Some(&at_once)).is_ok_and(|n_ready| n_ready > 0)
}

/// Cannot know, and says no.
#[cfg(not(unix))]
pub(crate) fn is_connection_waiting(_listener: &TcpListener) -> bool {
    false
}

/// 128 bits that nobody can guess, in hexadecimal digits.
pub(crate) fn secret() -> String {
    let mut bytes = [0; 16];
    let read = File::open("/dev/urandom").and_then(|mut source| source.read_exact(&mut bytes));
    if read.is_ok() {
        return bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    }
    // Elsewhere the standard library seeds its hash maps from the system's random numbers.
    let half = || RandomState::new().hash_one("candor");
    format!("{:016x}{:016x}", half(), half())
}

/// The several numbers by which a system says that a call means nothing for this file are one kind.
#[cfg(unix)]
fn error(errno: Errno) -> io::Error {
    match errno {
        Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP => ErrorKind::Unsupported.into(),
        errno => errno.into(),
    }
}
