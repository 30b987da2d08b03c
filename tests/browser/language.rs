//! A session of the language server with the client library of Visual Studio Code.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::npm::npm;
use crate::support::files;

const SITE: &str = include_str!("../fixtures/small-site.txt");

/// Starts the server, speaks to it by the types of the library, and says what it heard.
const SCRIPT: &str = r"
import { spawn } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import fs from 'node:fs'
import assert from 'node:assert/strict'
import protocol from 'vscode-languageserver-protocol/node'
const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = protocol
const [program, root] = process.argv.slice(1)
const server = spawn(program, ['lsp', '--stdio', '--as-of', '2026-11-21'], { stdio: ['pipe', 'pipe', 'inherit'] })
const connection = createProtocolConnection(
  new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin), console)
const uri = (path) => pathToFileURL(`${root}/${path}`).toString()
const found = new Map()
let heard = () => {}
connection.onNotification(protocol.PublishDiagnosticsNotification.type, (params) => {
  found.set(params.uri, params.diagnostics)
  heard()
})
let watched
connection.onRequest(protocol.RegistrationRequest.type, (params) => { watched = params.registrations[0].registerOptions })
connection.onError(([error]) => { throw error })
connection.listen()
const until = async (holds) => { while (!holds()) await new Promise((resolve) => { heard = resolve }) }

const { capabilities } = await connection.sendRequest(protocol.InitializeRequest.type, {
  processId: process.pid,
  rootUri: uri(''),
  workspaceFolders: [{ uri: uri('').replace(/\/$/, ''), name: 'site' }],
  capabilities: {
    general: { positionEncodings: ['utf-16'] },
    textDocument: {
      publishDiagnostics: { relatedInformation: true, versionSupport: true },
      completion: { completionItem: { snippetSupport: true } },
      codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
    },
    workspace: { didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true } },
  },
})
assert.equal(capabilities.positionEncoding, 'utf-16')
await connection.sendNotification(protocol.InitializedNotification.type, {})

const path = 'content/faq/basics/what.md'
let text = fs.readFileSync(`${root}/${path}`, 'utf8')
const document = { uri: uri(path) }
const codes = () => (found.get(document.uri) ?? []).map((diagnostic) => diagnostic.code)
await connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, {
  textDocument: { ...document, languageId: 'markdown', version: 1, text } })
let version = 1
const end = () => ({ line: text.split('\n').length - 1, character: text.split('\n').at(-1).length })
const type = (words) => {
  const change = { range: { start: end(), end: end() }, text: words }
  text += words
  version += 1
  return connection.sendNotification(protocol.DidChangeTextDocumentNotification.type, {
    textDocument: { ...document, version }, contentChanges: [change] })
}

await type('\n🦀 见 [此](report:acme/soc-9')
await type(')\n')
await until(() => codes().includes('broken-link'))
const broken = found.get(document.uri).find((diagnostic) => diagnostic.code === 'broken-link')
assert.match(broken.message, /did you mean `report:acme\/soc-2`/)
const actions = await connection.sendRequest(protocol.CodeActionRequest.type, {
  textDocument: document, range: broken.range, context: { diagnostics: [broken], only: ['quickfix'] } })
assert.equal(actions.length, 1)
assert.equal(actions[0].isPreferred, true)
const [edit] = actions[0].edit.changes[document.uri]
assert.equal(edit.newText, 'report:acme/soc-2')
const lines = text.split('\n')
const line = lines[edit.range.start.line]
assert.equal(line.slice(edit.range.start.character, edit.range.end.character), 'report:acme/soc-9')
version += 1
await connection.sendNotification(protocol.DidChangeTextDocumentNotification.type, {
  textDocument: { ...document, version }, contentChanges: [{ range: edit.range, text: edit.newText }] })
await until(() => !codes().includes('broken-link'))

const position = { line: edit.range.start.line, character: edit.range.start.character + 9 }
const definition = await connection.sendRequest(protocol.DefinitionRequest.type, { textDocument: document, position })
assert.equal(definition[0].uri, uri('content/providers/acme/reports/soc-2.toml'))
const hover = await connection.sendRequest(protocol.HoverRequest.type, { textDocument: document, position })
assert.match(hover.contents.value, /SOC 2/)
const completion = await connection.sendRequest(protocol.CompletionRequest.type, { textDocument: document, position })
const labels = completion.items.map((item) => item.label)
assert.ok(labels.includes('report:acme/soc-2'), labels.join())
const keys = await connection.sendRequest(protocol.CompletionRequest.type, {
  textDocument: document, position: { line: 1, character: 0 } })
assert.ok(keys.items.some((item) => item.label === 'question'), 'the key at the cursor')
assert.equal(watched.watchers[0].globPattern.pattern, 'candor.toml')
await connection.sendRequest(protocol.ShutdownRequest.type)
await connection.sendNotification(protocol.ExitNotification.type)
await new Promise((resolve) => server.on('exit', (code) => { assert.equal(code, 0); resolve() }))
console.log('all is said')
process.exit(0)
";

#[test]
fn a_client_library_is_served() {
    let package = npm("vscode-languageserver-protocol@3", "vscode-languageserver-protocol/package.json");
    let tools = package.ancestors().nth(3).unwrap();
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("language");
    for (path, text) in files(SITE) {
        let file = root.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let mut command = Command::new("node");
    command.current_dir(tools).args(["--input-type=module", "--eval", SCRIPT, env!("CARGO_BIN_EXE_candor")]).arg(&root);
    let output = command.output().unwrap();
    let (said, trace) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && said.contains("all is said"), "{said}{trace}");
}
