"""An editor for tests: it speaks the language server protocol with `asltool lsp` over stdio."""

from __future__ import annotations

import json
import subprocess
import sys
from types import TracebackType
from typing import Any, Self

_SERVER = "from asltool.cli.main import main; main()"


class Editor:
    """A session with a server of its own.

    Args:
        options: The `initializationOptions`.
        capabilities: What the editor can do.
    """

    def __init__(self, options: Any = None, capabilities: Any = None) -> None:
        self._options = options
        self._capabilities = capabilities or {}
        self._requests = 0
        self.notifications: list[dict[str, Any]] = []
        self.capabilities: dict[str, Any] = {}
        self.exit_code: int | None = None
        self.log = ""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _SERVER, "lsp", "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        params = {
            "processId": None,
            "rootUri": None,
            "capabilities": self._capabilities,
            "initializationOptions": self._options,
        }
        self.capabilities = self.request("initialize", params)["capabilities"]
        self.notify("initialized", {})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._process.kill()
        else:
            self.request("shutdown", None)
            self.notify("exit", None)
        _, log = self._process.communicate(timeout=60)
        self.exit_code, self.log = self._process.returncode, log.decode()

    def notify(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def answer(self, method: str, params: Any) -> dict[str, Any]:
        """Give the whole answer to a request, with its result or its error."""
        self._requests += 1
        self._send({"id": self._requests, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == self._requests and "method" not in message:
                return message
            self.notifications.append(message)

    def request(self, method: str, params: Any) -> Any:
        return self.answer(method, params)["result"]

    def open(self, uri: str, text: str) -> list[dict[str, Any]]:
        """Open a text, and give the findings that come."""
        document = {"uri": uri, "languageId": "json", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        return self.findings(uri)

    def change(self, uri: str, text: str, version: int = 2) -> None:
        document = {"uri": uri, "version": version}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def findings(self, uri: str) -> list[dict[str, Any]]:
        """Wait for the next findings in a text."""
        while True:
            message = self.notifications.pop(0) if self.notifications else self._receive()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                found: list[dict[str, Any]] = message["params"]["diagnostics"]
                return found

    def _send(self, message: dict[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the server has gone"
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        return message


def at(uri: str, text: str, mark: str, shift: int = 0) -> dict[str, Any]:
    """Give the parameters of a request about the place where *mark* begins in a text of ASCII."""
    before = text[: text.index(mark) + shift]
    line = before.count("\n")
    return {
        "textDocument": {"uri": uri},
        "position": {"line": line, "character": len(before) - before.rfind("\n") - 1},
    }


def edited(text: str, edits: list[dict[str, Any]]) -> str:
    """Give a text of ASCII with the edits of a server."""
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def offset(position: dict[str, int]) -> int:
        return starts[position["line"]] + position["character"]

    for edit in sorted(edits, key=lambda edit: offset(edit["range"]["start"]), reverse=True):
        start, end = offset(edit["range"]["start"]), offset(edit["range"]["end"])
        text = text[:start] + edit["newText"] + text[end:]
    return text
