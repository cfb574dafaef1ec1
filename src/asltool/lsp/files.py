"""The files that are open in the editor: what is known of each version of their texts."""

from __future__ import annotations

from pathlib import Path

from asltool.containers.following import follow_from
from asltool.containers.recognizing import is_definition_name, seems_to_hold_definitions
from asltool.diagnostics import Finding
from asltool.lint.baseline import Baseline
from asltool.lint.linter import Options
from asltool.lsp.conversion import Converter
from asltool.lsp.diagnostics import diagnose
from asltool.lsp.lines import Lines, Units
from asltool.lsp.snapshot import Snapshot, take_snapshot
from asltool.source.text import SourceText

_LANGUAGES = frozenset({"asl", "asl-yaml"})
"""What editors call files that hold definitions, whatever their names."""


class OpenFile:
    """One version of a text; what is asked for often is worked out once.

    Args:
        uri: Its URI.
        path: Where it is on the disk; None for nowhere.
        text: The text.
        units: What columns count.
        language: What the editor calls its language.
        takes_snippets: Whether the editor takes snippets.
    """

    def __init__(
        self,
        uri: str,
        path: str | None,
        text: str,
        units: Units,
        language: str = "",
        *,
        takes_snippets: bool = False,
    ) -> None:
        self._takes_snippets = takes_snippets
        self.uri = uri
        self.path = path
        self.name = uri if path is None else path
        self._text = text
        self._units = units
        self._language = language
        self._snapshot: Snapshot | None = None
        self._converter: Converter | None = None
        self._findings: tuple[Finding, ...] | None = None
        self._is_ours: bool | None = None

    def is_ours(self) -> bool:
        """Tell whether it holds definitions; an editor sends us any JSON and YAML."""
        if self._is_ours is None:
            is_named_so = is_definition_name(self.name) or self._language in _LANGUAGES
            self._is_ours = is_named_so or seems_to_hold_definitions(SourceText(self._text, self.name))
        return self._is_ours

    @property
    def snapshot(self) -> Snapshot:
        """What is in it."""
        if self._snapshot is None:
            follow = (lambda _: None) if self.path is None else follow_from(Path(self.path).parent)
            self._snapshot = take_snapshot(self._text, self.name, follow)
        return self._snapshot

    @property
    def converter(self) -> Converter:
        """What writes answers about it."""
        if self._converter is None:
            lines = Lines(self._text, self._units)
            snippets = self._takes_snippets
            self._converter = Converter(self.uri, self.snapshot.source, lines, takes_snippets=snippets)
        return self._converter

    def findings(self, options: Options, baseline: Baseline | None = None) -> tuple[Finding, ...]:
        """Give what is wrong with it; *options* and *baseline* count when it is asked for the first time."""
        if self._findings is None:
            self._findings = diagnose(self.snapshot, options, baseline)
        return self._findings

    def forget_findings(self) -> None:
        """Look anew when somebody asks the next time, as settings have changed."""
        self._findings = None
