//! The state of a conversation: which message may come when, and what answers it.

use std::io::Write;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::mpsc::Sender;

use gen_lsp_types as lsp;
use gen_lsp_types::json_rpc::{Error, Id, RequestObject, ResponseObject};
use gen_lsp_types::{ErrorCodes, Notification, Request};
use serde::Serialize;
use serde_json::Value;

use super::client::Client;
use super::document::Document;
use super::uri::path_of;
use super::wire::{self, Received};
use super::workspace::{Workspace, is_settings};
use super::{Ending, Event, completion, fixes, hover, links};
use crate::diag::Failure;
use crate::model::date::AsOf;
use crate::project::Options;

/// How far the conversation is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// The client has not introduced itself.
    Beginning,
    Running,
    /// The client said that it will end.
    Ending,
    Ended(Ending),
}

/// A server and its client.
pub(super) struct Server<W> {
    output: W,
    pub(super) stage: Stage,
    client: Client,
    workspace: Workspace,
    as_of: AsOf,
    /// How many requests the client was sent.
    n_requests: i64,
}

impl<W: Write> Server<W> {
    pub(super) fn new(output: W, options: Options, events: Sender<Event>) -> Self {
        Self {
            output,
            stage: Stage::Beginning,
            client: Client::default(),
            as_of: options.as_of,
            workspace: Workspace::new(options, events),
            n_requests: 0,
        }
    }

    /// Takes what happened. When our own mistake ends it, the sites are read anew.
    pub(super) fn take(&mut self, event: Event) {
        if let Stage::Ended(_) = self.stage {
            return;
        }
        let id = match &event {
            Event::Received(Received::Message(message)) => message.id().cloned(),
            _ => None,
        };
        let taken = panic::catch_unwind(AssertUnwindSafe(|| self.take_unguarded(event)));
        if taken.is_err() {
            if let Some(id) = id {
                self.refuse(id, ErrorCodes::InternalError, "this is a mistake of the program");
            }
            if let Ok(Err(failure)) = panic::catch_unwind(AssertUnwindSafe(|| self.workspace.start_anew())) {
                self.complain(&failure);
            }
        }
    }

    fn take_unguarded(&mut self, event: Event) {
        match event {
            Event::Received(Received::Message(message)) => self.take_message(message),
            Event::Received(Received::Response) => {}
            Event::Received(Received::Malformed(why)) => self.refuse(Id::Null, ErrorCodes::ParseError, &why),
            Event::Seen(root, seen) => self.workspace.see(&root, &seen),
            Event::Closed => self.stage = Stage::Ended(Ending::Orderly),
        }
    }

    fn take_message(&mut self, message: RequestObject) {
        let (method, id, params) = message.into_parts();
        let params = params.unwrap_or(Value::Null);
        match (self.stage, id) {
            (Stage::Ending, None) if method == "exit" => self.stage = Stage::Ended(Ending::Orderly),
            (_, None) if method == "exit" => self.stage = Stage::Ended(Ending::Sudden),
            (Stage::Running, None) => self.take_notification(&method, params),
            (_, None) => {}
            (Stage::Beginning, Some(id)) if method == "initialize" => self.begin(id, params),
            (Stage::Beginning, Some(id)) => {
                self.refuse(id, ErrorCodes::ServerNotInitialized, "the client has to introduce itself first");
            }
            (Stage::Running, Some(id)) if method == "shutdown" => {
                self.stage = Stage::Ending;
                self.send(&ResponseObject::from_success::<lsp::ShutdownRequest>(id, ()));
            }
            (Stage::Running, Some(id)) if method == "initialize" => {
                self.refuse(id, ErrorCodes::InvalidRequest, "the client has introduced itself already");
            }
            (Stage::Running, Some(id)) => {
                // Who asks knows what the answer is about.
                self.tell_news();
                self.answer(id, &method, params);
            }
            (Stage::Ending | Stage::Ended(_), Some(id)) => {
                self.refuse(id, ErrorCodes::InvalidRequest, "the client said that it will end");
            }
        }
    }

    fn begin(&mut self, id: Id, params: Value) {
        match serde_json::from_value(params) {
            Ok(params) => {
                self.client = Client::new(params);
                self.stage = Stage::Running;
                let offer = self.client.offer();
                self.send(&ResponseObject::from_success::<lsp::InitializeRequest>(id, offer));
            }
            Err(error) => self.refuse(id, ErrorCodes::InvalidParams, &error.to_string()),
        }
    }

    fn answer(&mut self, id: Id, method: &str, params: Value) {
        let answer = match method {
            "textDocument/codeAction" => {
                self.answer_to::<lsp::CodeActionRequest>(id.clone(), params, |server, params| {
                    let (site, path) = server.workspace.find(&params.text_document.uri)?;
                    let fixes = fixes::fixes(site, &path, params.range, &server.client);
                    Some(fixes.into_iter().map(lsp::CodeActionResponse::CodeAction).collect())
                })
            }
            "textDocument/completion" => {
                self.answer_to::<lsp::CompletionRequest>(id.clone(), params, |server, params| {
                    let (site, path) =
                        server.workspace.find(&params.text_document_position_params.text_document.uri)?;
                    let position = params.text_document_position_params.position;
                    completion::completion(site, &path, position, &server.client).map(Into::into)
                })
            }
            "textDocument/definition" => {
                self.answer_to::<lsp::DefinitionRequest>(id.clone(), params, |server, params| {
                    let (site, path) =
                        server.workspace.find(&params.text_document_position_params.text_document.uri)?;
                    let position = params.text_document_position_params.position;
                    Some(lsp::Definition::from(links::definitions(site, &path, position, &server.client)).into())
                })
            }
            "textDocument/hover" => self.answer_to::<lsp::HoverRequest>(id.clone(), params, |server, params| {
                let (site, path) = server.workspace.find(&params.text_document_position_params.text_document.uri)?;
                hover::hover(site, &path, params.text_document_position_params.position, &server.client)
            }),
            _ => Err((ErrorCodes::MethodNotFound, format!("there is no method `{method}`"))),
        };
        match answer {
            Ok(response) => self.send(&response),
            Err((code, message)) => self.refuse(id, code, &message),
        }
    }

    /// The answer to a request of a kind; none to one about a file that is of no site.
    fn answer_to<R: Request>(
        &self,
        id: Id,
        params: Value,
        answer: impl FnOnce(&Self, R::Params) -> R::Result,
    ) -> Result<ResponseObject, (ErrorCodes, String)> {
        let params = serde_json::from_value(params).map_err(|error| (ErrorCodes::InvalidParams, error.to_string()))?;
        Ok(ResponseObject::from_success::<R>(id, answer(self, params)))
    }

    /// Takes a notification; one that cannot be understood has no answer.
    fn take_notification(&mut self, method: &str, params: Value) {
        match method {
            "initialized" => {
                for folder in self.client.folders.clone() {
                    self.open_site(&folder);
                }
            }
            "textDocument/didOpen" => {
                let params: Option<lsp::DidOpenTextDocumentParams> = serde_json::from_value(params).ok();
                let Some(document) = params.and_then(|params| Document::new(params.text_document)) else { return };
                if let Some(folder) = document.path.parent() {
                    self.open_site(folder);
                }
                self.workspace.open(document);
            }
            "textDocument/didChange" => {
                if let Ok(params) = serde_json::from_value(params) {
                    self.workspace.change(params, &self.client);
                }
            }
            "textDocument/didClose" => {
                if let Ok(params) = serde_json::from_value::<lsp::DidCloseTextDocumentParams>(params) {
                    self.workspace.close(&params.text_document.uri);
                }
            }
            "textDocument/didSave" => {
                if let Ok(params) = serde_json::from_value::<lsp::DidSaveTextDocumentParams>(params) {
                    self.reread([params.text_document.uri]);
                }
            }
            "workspace/didChangeWatchedFiles" => {
                if let Ok(params) = serde_json::from_value::<lsp::DidChangeWatchedFilesParams>(params) {
                    self.reread(params.changes.into_iter().map(|change| change.uri));
                }
            }
            "workspace/didChangeWorkspaceFolders" => {
                if let Ok(params) = serde_json::from_value::<lsp::DidChangeWorkspaceFoldersParams>(params) {
                    for folder in params.event.added.iter().filter_map(|folder| path_of(&folder.uri)) {
                        self.client.folders.push(folder.clone());
                        self.open_site(&folder);
                    }
                }
            }
            _ => {}
        }
    }

    /// Reads files again, and opens the site that a file of settings begins.
    fn reread(&mut self, files: impl IntoIterator<Item = lsp::Uri>) {
        let paths: Vec<_> = files.into_iter().filter_map(|uri| path_of(&uri)).collect();
        let settings = paths.iter().filter(|path| is_settings(path));
        settings.filter_map(|path| path.parent()).for_each(|folder| self.open_site(folder));
        self.workspace.reread(&paths);
    }

    /// Opens the site that a folder is in.
    fn open_site(&mut self, folder: &Path) {
        match self.workspace.open_site(folder, &self.client) {
            Ok(Some(watch)) => {
                let id = Id::Number(self.n_requests);
                self.n_requests += 1;
                self.send(&RequestObject::from_request::<lsp::RegistrationRequest>(id, watch));
            }
            Ok(None) => {}
            Err(failure) => self.complain(&failure),
        }
    }

    /// Speaks as of today, if that is another day than before.
    pub(super) fn look_at_clock(&mut self, today: &impl Fn() -> Option<AsOf>) {
        if let Some(today) = today().filter(|today| *today != self.as_of) {
            self.as_of = today;
            self.workspace.speak_as_of(today);
        }
    }

    /// Tells the client which findings came and went.
    pub(super) fn tell_news(&mut self) {
        for params in self.workspace.news(&self.client) {
            self.tell::<lsp::PublishDiagnosticsNotification>(params);
        }
    }

    fn complain(&mut self, failure: &Failure) {
        let params = lsp::ShowMessageParams { kind: lsp::MessageType::Error, message: failure.to_string() };
        self.tell::<lsp::ShowMessageNotification>(params);
    }

    fn tell<N: Notification>(&mut self, params: N::Params) {
        self.send(&RequestObject::from_notification::<N>(params));
    }

    fn refuse(&mut self, id: Id, code: ErrorCodes, message: &str) {
        self.send(&ResponseObject::from_error(id, Error { code, message: message.to_owned(), data: None }));
    }

    /// Sends a message; a client that is gone has ended the conversation.
    fn send(&mut self, message: &impl Serialize) {
        if wire::write(&mut self.output, message).is_err() {
            self.stage = Stage::Ended(Ending::Sudden);
        }
    }
}
