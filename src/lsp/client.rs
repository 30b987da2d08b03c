//! What the client can do, as it says when it introduces itself, and what it is told in return.

use std::path::{Path, PathBuf};

use gen_lsp_types as lsp;

use super::position::Encoding;
use super::uri::path_of;

/// What a client can do.
#[derive(Default)]
pub(super) struct Client {
    pub(super) encoding: Encoding,
    /// Whether a diagnostic may name other places.
    pub(super) has_related: bool,
    watching: Watching,
    /// The folders that are open in it.
    pub(super) folders: Vec<PathBuf>,
}

/// Which files the client watches when it is asked to.
#[derive(Default, PartialEq, Eq)]
enum Watching {
    #[default]
    None,
    /// Those in its folders.
    InFolders,
    Any,
}

impl Client {
    pub(super) fn new(params: lsp::InitializeParams) -> Self {
        let lsp::ClientCapabilities { general, text_document, workspace, .. } = params.capabilities;
        let offered = general.and_then(|general| general.position_encodings).unwrap_or_default();
        let encoding =
            if offered.contains(&lsp::PositionEncodingKind::UTF8) { Encoding::Utf8 } else { Encoding::Utf16 };
        let published = text_document.and_then(|text| text.publish_diagnostics);
        let has_related = published.and_then(|published| published.diagnostics_capabilities.related_information);
        let watched = workspace.and_then(|workspace| workspace.did_change_watched_files).unwrap_or_default();
        let watching = match (watched.dynamic_registration, watched.relative_pattern_support) {
            (Some(true), Some(true)) => Watching::Any,
            (Some(true), _) => Watching::InFolders,
            _ => Watching::None,
        };
        let folders = match params.workspace_folders_initialize_params.workspace_folders {
            Some(lsp::WorkspaceFolders::WorkspaceFolderList(folders)) => folders.into_iter().map(|f| f.uri).collect(),
            #[expect(deprecated, reason = "the one way in which older clients name their folder")]
            _ => params.root_uri.into_iter().collect::<Vec<_>>(),
        };
        let folders = folders.iter().filter_map(path_of).collect();
        Self { encoding, has_related: has_related == Some(true), watching, folders }
    }

    /// The request to watch a site; `None` when the client cannot.
    pub(super) fn watch_request(&self, root: &Path) -> Option<lsp::RegistrationParams> {
        let is_in_folders = self.folders.iter().any(|folder| root.starts_with(folder));
        let patterns = ["candor.toml", "{content,static,themes}/**"];
        let globs: Vec<lsp::GlobPattern> = match self.watching {
            Watching::Any => {
                let base: lsp::BaseUri = super::uri::uri_of(root).into();
                patterns.map(|p| lsp::RelativePattern { base_uri: base.clone(), pattern: p.to_owned() }.into()).into()
            }
            Watching::InFolders if is_in_folders => patterns.map(|pattern| format!("**/{pattern}").into()).into(),
            Watching::InFolders | Watching::None => return None,
        };
        let watchers =
            globs.into_iter().map(|glob_pattern| lsp::FileSystemWatcher { glob_pattern, kind: None }).collect();
        let options = lsp::DidChangeWatchedFilesRegistrationOptions { watchers };
        let registration = lsp::Registration {
            id: format!("watch {}", root.display()),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: serde_json::to_value(options).ok(),
        };
        Some(lsp::RegistrationParams { registrations: vec![registration] })
    }

    /// What the server offers to this client.
    pub(super) fn offer(&self) -> lsp::InitializeResult {
        let sync = lsp::TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(lsp::TextDocumentSyncKind::Incremental),
            save: Some(true.into()),
            ..Default::default()
        };
        let actions = lsp::CodeActionOptions {
            code_action_kinds: Some(vec![lsp::CodeActionKind::QuickFix]),
            ..Default::default()
        };
        let completion = lsp::CompletionOptions {
            trigger_characters: Some([":", "/", "\"", "'", "="].map(str::to_owned).into()),
            ..Default::default()
        };
        let folders =
            lsp::WorkspaceFoldersServerCapabilities { supported: Some(true), change_notifications: Some(true.into()) };
        let capabilities = lsp::ServerCapabilities {
            position_encoding: Some(match self.encoding {
                Encoding::Utf8 => lsp::PositionEncodingKind::UTF8,
                Encoding::Utf16 => lsp::PositionEncodingKind::UTF16,
            }),
            text_document_sync: Some(sync.into()),
            completion_provider: Some(completion),
            hover_provider: Some(true.into()),
            definition_provider: Some(true.into()),
            code_action_provider: Some(actions.into()),
            workspace: Some(lsp::WorkspaceOptions { workspace_folders: Some(folders), ..Default::default() }),
            ..Default::default()
        };
        let info = lsp::ServerInfo { name: "candor".to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) };
        lsp::InitializeResult { capabilities, server_info: Some(info) }
    }
}
