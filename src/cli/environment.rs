//! What a run takes from the world besides its files: the date and the present folder.

#![expect(clippy::disallowed_methods, reason = "this is the edge at which the world is read")]

use std::env;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use super::Trouble;
use crate::diag::Failure;
use crate::disk;
use crate::model::date::{AsOf, Date};

/// The program that opens an address in the browser of whoever sits here.
pub(super) const OPENER: &str = if cfg!(target_os = "macos") {
    "open"
} else if cfg!(windows) {
    "explorer"
} else {
    "xdg-open"
};

/// The day as of which to speak: as asked, else `SOURCE_DATE_EPOCH`, else today in UTC.
pub(super) fn as_of(asked: Option<Date>) -> Result<AsOf, Trouble> {
    if let Some(date) = asked {
        return Ok(AsOf::new(date));
    }
    let seconds = if let Ok(text) = env::var("SOURCE_DATE_EPOCH") {
        text.trim().parse::<i64>().map_err(|_| {
            Trouble::Usage(format!("SOURCE_DATE_EPOCH is `{text}`; set it to the seconds since 1970, or unset it"))
        })?
    } else {
        let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(elapsed.as_secs()).unwrap_or(i64::MAX)
    };
    Date::from_unix_seconds(seconds)
        .map(AsOf::new)
        .ok_or_else(|| Trouble::Usage("SOURCE_DATE_EPOCH lies outside the calendar".to_owned()))
}

/// The days that go by while a site is being served.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    is_running: bool,
}

impl Clock {
    /// A clock that stands still when a day was asked for, here or by the environment.
    pub(super) fn new(asked: Option<Date>) -> Self {
        Self { is_running: asked.is_none() && env::var_os("SOURCE_DATE_EPOCH").is_none() }
    }

    /// Today; `None` when the day that was asked for is the only one.
    pub(super) fn today(self) -> Option<AsOf> {
        if self.is_running { as_of(None).ok() } else { None }
    }
}

/// The folder of the site: exactly the one asked for, else the nearest one upwards from the present folder.
pub(super) fn root(asked: Option<&Path>) -> Result<PathBuf, Trouble> {
    if let Some(folder) = asked {
        let folder = folder.canonicalize().map_err(|error| Failure::new("open", folder, error))?;
        if !folder.is_dir() {
            return Err(Trouble::Usage(format!("`{}` is a file; name the folder of a site", folder.display())));
        }
        if disk::is_root(&folder)? {
            return Ok(folder);
        }
        return Err(Trouble::Usage(format!("no candor.toml in `{}`; name the folder of a site", folder.display())));
    }
    let here = env::current_dir().map_err(|error| Failure::new("find", ".", error))?;
    disk::find_root(&here)?.ok_or_else(|| {
        let here = here.display();
        Trouble::Usage(format!("no candor.toml in `{here}` or above; go to the folder of a site, or name it"))
    })
}
