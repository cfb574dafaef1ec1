"""The server: requests of the protocol, each passed on to the function that answers it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInternalError
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from asltool.diagnostics import Finding
from asltool.errors import AsltoolError
from asltool.lint.baseline import Baseline
from asltool.lint.linter import Options
from asltool.lsp import hover as hovering
from asltool.lsp import navigation, quick_fixes
from asltool.lsp.completion import complete
from asltool.lsp.files import OpenFile
from asltool.lsp.lines import Units
from asltool.lsp.outline import outline
from asltool.lsp.settings import Settings, asked_by_editor

_LOG = logging.getLogger(__name__)
_PAUSE_SECONDS = 0.15
"""How long nobody must type before the text is looked at."""

_REQUEST_FAILED = types.LSPErrorCodes.RequestFailed
_TRIGGERS = ['"', ".", "$", ":", " "]
_SETTINGS_FILES = ("**/asltool.toml", "**/pyproject.toml")

_Params = TypeVar("_Params")
_Answer = TypeVar("_Answer")


class AslServer(LanguageServer):
    """The language server of asltool.

    The whole text comes with every change: the library counts lines as Python does, which knows more line
    ends than the protocol, so changes of pieces would end up in wrong places.

    Args:
        version: The version of asltool.
    """

    def __init__(self, version: str) -> None:
        super().__init__("asltool", version, types.TextDocumentSyncKind.Full)
        self._settings = Settings(asked_by_editor(None))
        self._files: dict[str, OpenFile] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._told: set[str] = set()
        self._register()

    def _register(self) -> None:
        """Tell the library which method answers what."""
        completion = types.CompletionOptions(trigger_characters=_TRIGGERS)
        kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]
        for name, answer, options in (
            (types.INITIALIZE, self._initialize, None),
            (types.INITIALIZED, self._initialized, None),
            (types.TEXT_DOCUMENT_DID_OPEN, self._opened, None),
            (types.TEXT_DOCUMENT_DID_CHANGE, self._changed, None),
            (types.TEXT_DOCUMENT_DID_SAVE, self._saved, None),
            (types.TEXT_DOCUMENT_DID_CLOSE, self._closed, None),
            (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, self._settings_changed, None),
            (types.TEXT_DOCUMENT_COMPLETION, self._complete, completion),
            (types.TEXT_DOCUMENT_HOVER, self._hover, None),
            (types.TEXT_DOCUMENT_DEFINITION, self._definition, None),
            (types.TEXT_DOCUMENT_REFERENCES, self._references, None),
            (types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, self._highlight, None),
            (types.TEXT_DOCUMENT_PREPARE_RENAME, self._prepare_rename, None),
            (types.TEXT_DOCUMENT_RENAME, self._rename, types.RenameOptions(prepare_provider=True)),
            (types.TEXT_DOCUMENT_CODE_ACTION, self._quick_fixes, types.CodeActionOptions(kinds)),
            (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, self._outline, None),
        ):
            self.feature(name, options)(_guarded(name, answer))

    def report_server_error(self, error: Exception, source: object) -> None:  # noqa: ARG002 - the library's
        """Keep what goes wrong out of the editor's windows: it is in the log."""
        _LOG.debug("reported: %s", error)

    def _initialize(self, params: types.InitializeParams) -> None:
        try:
            self._settings = Settings(asked_by_editor(params.initialization_options))
        except AsltoolError as error:
            self._tell(str(error))

    def _initialized(self, _: types.InitializedParams) -> None:
        """Ask to be told when files of settings change, if the editor can tell."""
        workspace = self.client_capabilities.workspace
        watching = None if workspace is None else workspace.did_change_watched_files
        if watching is None or not watching.dynamic_registration:
            return
        watchers = [types.FileSystemWatcher(pattern) for pattern in _SETTINGS_FILES]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        name = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        self.client_register_capability(
            types.RegistrationParams([types.Registration("settings", name, options)])
        )

    def _opened(self, params: types.DidOpenTextDocumentParams) -> None:
        self._take(params.text_document.uri)
        self._publish(params.text_document.uri)

    def _changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """Look at the text as soon as nobody types for a moment."""
        uri = params.text_document.uri
        self._take(uri)
        self._stop_timer(uri)
        loop = asyncio.get_running_loop()
        self._timers[uri] = loop.call_later(_PAUSE_SECONDS, _logged(lambda: self._publish(uri)))

    def _saved(self, params: types.DidSaveTextDocumentParams) -> None:
        """Look at the text anew: files that it names may have changed."""
        self._take(params.text_document.uri)
        self._publish(params.text_document.uri)

    def _closed(self, params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        self._stop_timer(uri)
        self._files.pop(uri, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def _settings_changed(self, _: types.DidChangeWatchedFilesParams) -> None:
        self._told.clear()
        for uri, file in list(self._files.items()):
            file.forget_findings()
            self._publish(uri)

    def _take(self, uri: str) -> OpenFile:
        """Keep the text as it is now."""
        document = self.workspace.get_text_document(uri)
        units = Units(_text(self.workspace.position_encoding))
        language = document.language_id or ""
        snippets = self._takes_snippets()
        file = OpenFile(uri, to_fs_path(uri), document.source, units, language, takes_snippets=snippets)
        self._files[uri] = file
        return file

    def _takes_snippets(self) -> bool:
        """Tell whether the editor puts the cursor where a snippet says."""
        editing = self.client_capabilities.text_document
        completion = None if editing is None else editing.completion
        item = None if completion is None else completion.completion_item
        return item is not None and bool(item.snippet_support)

    def _file(self, uri: str) -> OpenFile | None:
        """Give what is known of an open text; None if it holds no definitions."""
        file = self._files.get(uri) or self._take(uri)
        return file if file.is_ours() else None

    def _stop_timer(self, uri: str) -> None:
        timer = self._timers.pop(uri, None)
        if timer is not None:
            timer.cancel()

    def _publish(self, uri: str) -> None:
        """Send what is wrong with a text."""
        self._stop_timer(uri)
        file = self._file(uri)
        found = () if file is None else self._findings(file)
        shown = [] if file is None else [file.converter.diagnostic(finding) for finding in found]
        version = self.workspace.get_text_document(uri).version
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, shown, version))

    def _options(self, file: OpenFile) -> Options | None:
        """Give how to look at a file; settings that are wrong are told once, and do not count."""
        try:
            return self._settings.options(file.path)
        except (AsltoolError, OSError) as error:
            self._tell(str(error))
            return self._settings.without_project()

    def _baseline(self, file: OpenFile) -> Baseline | None:
        """Give the findings that are known already; a baseline that cannot be read is told once."""
        try:
            return self._settings.baseline(file.path)
        except (AsltoolError, OSError) as error:
            self._tell(str(error))
            return None

    def _tell(self, text: str) -> None:
        if text not in self._told:
            self._told.add(text)
            message = types.ShowMessageParams(types.MessageType.Warning, f"asltool: {text}")
            self.window_show_message(message)

    def _findings(self, file: OpenFile) -> tuple[Finding, ...]:
        options = self._options(file)
        return () if options is None else file.findings(options, self._baseline(file))

    def _complete(self, params: types.CompletionParams) -> types.CompletionList | None:
        file = self._file(params.text_document.uri)
        if file is None:
            return None
        offset = file.converter.offset(params.position)
        return file.converter.completion(complete(file.snapshot, offset))

    def _hover(self, params: types.HoverParams) -> types.Hover | None:
        file = self._file(params.text_document.uri)
        if file is None:
            return None
        offset = file.converter.offset(params.position)
        found = hovering.hover(file.snapshot, offset, self._findings(file))
        return None if found is None else file.converter.hover(found)

    def _definition(self, params: types.DefinitionParams) -> types.Location | None:
        file = self._file(params.text_document.uri)
        if file is None:
            return None
        span = navigation.definition(file.snapshot, file.converter.offset(params.position))
        return None if span is None else file.converter.location(span)

    def _references(self, params: types.ReferenceParams) -> list[types.Location]:
        file = self._file(params.text_document.uri)
        if file is None:
            return []
        offset = file.converter.offset(params.position)
        with_definition = params.context.include_declaration
        found = navigation.references(file.snapshot, offset, with_definition=with_definition)
        return [file.converter.location(span) for span in found]

    def _highlight(self, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
        file = self._file(params.text_document.uri)
        if file is None:
            return []
        offset = file.converter.offset(params.position)
        found = navigation.references(file.snapshot, offset, with_definition=True)
        return [types.DocumentHighlight(file.converter.range(span)) for span in found]

    def _prepare_rename(self, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        file = self._file(params.text_document.uri)
        if file is None:
            return None
        named = navigation.named_at(file.snapshot, file.converter.offset(params.position))
        if named is None or named.name not in named.machine.states:
            return None
        return types.PrepareRenamePlaceholder(file.converter.range(named.span), named.name)

    def _rename(self, params: types.RenameParams) -> types.WorkspaceEdit | None:
        file = self._file(params.text_document.uri)
        if file is None:
            return None
        offset = file.converter.offset(params.position)
        return file.converter.workspace_edit(navigation.rename(file.snapshot, offset, params.new_name))

    def _quick_fixes(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        file = self._file(params.text_document.uri)
        if file is None:
            return []
        findings, wanted = self._findings(file), params.context.only
        span = file.converter.span(params.range)
        fixes = list(quick_fixes.quick_fixes(file.snapshot, findings, span))
        everything = quick_fixes.fix_all(file.snapshot, findings)
        actions = [file.converter.code_action(fix) for fix in (*fixes, everything) if fix is not None]
        return [action for action in actions if not wanted or _is_among(action.kind, wanted)]

    def _outline(self, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        file = self._file(params.text_document.uri)
        if file is None:
            return []
        return [file.converter.symbol(symbol) for symbol in outline(file.snapshot)]


def _text(value: object) -> str:
    """Give the text of a member of an enumeration, or of what an editor has in its stead."""
    return str(getattr(value, "value", value))


def _is_among(kind: object, wanted: Iterable[object]) -> bool:
    """Tell whether a kind of code action is one of those wanted, or a kind of one."""
    names, text = [_text(each) for each in wanted], _text(kind)
    return any(text == name or text.startswith(f"{name}.") for name in names)


def _guarded(name: str, answer: Callable[[_Params], _Answer]) -> Callable[[_Params], _Answer]:
    """Give the same function for the library: what goes wrong is logged, and answered without a traceback."""

    def guarded(params: _Params) -> _Answer:
        try:
            return answer(params)
        except AsltoolError as error:
            raise JsonRpcException(str(error), _REQUEST_FAILED) from None
        except Exception:  # noqa: BLE001 - whatever goes wrong, the editor goes on
            _LOG.exception("%s failed", name)
            raise JsonRpcInternalError(f"asltool cannot answer {name}; its log tells why") from None

    return guarded


def _logged(action: Callable[[], None]) -> Callable[[], None]:
    """Give the same action for the event loop: what goes wrong is logged."""

    def logged() -> None:
        try:
            action()
        except Exception:  # noqa: BLE001 - whatever goes wrong, the editor goes on
            _LOG.exception("looking at a text failed")

    return logged


def _is_no_answer(record: logging.LogRecord) -> bool:
    """Tell whether the library logs something else than an error that the editor was told about."""
    return record.exc_info is None or not isinstance(record.exc_info[1], JsonRpcException)


def serve(version: str) -> None:
    """Serve the editor on standard input and output, until it says that this is all."""
    logging.getLogger("pygls.protocol.json_rpc").addFilter(_is_no_answer)
    AslServer(version).start_io()
