"""Snapshots: a text as it is at one moment, and the state machines that can be read in it, broken or not."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.containers.contents import Contained, Contents, Follow
from asltool.containers.reading import contents_of
from asltool.records import record
from asltool.source.document import Document, Format
from asltool.source.embedding import EmbeddedText, as_written, quote_bare_placeholders
from asltool.source.json_comments import without_comments
from asltool.source.json_recovery import recover_json
from asltool.source.problem import ProblemKind, SourceProblem
from asltool.source.text import SourceText
from asltool.source.yaml_recovery import repair_yaml


@record(eq=False)
class View:
    """A state machine of a file."""

    contained: Contained
    document: Document
    is_sure: bool = True
    """Whether its parts surely stand where the document has them: findings may rest on it."""
    is_whole: bool = True
    """Whether its text could be read; else the document is what was recovered."""

    def inward(self, offset: int) -> int | None:
        """Give where in the definition's own text an offset of the file is; None if it is elsewhere."""
        at = self.document.source.inward(offset)
        root = self.document.places
        is_alone = self.contained.name is None and self.document.format is Format.YAML
        return at if at is not None and (is_alone or root.start <= at <= root.end) else None


@record(eq=False)
class Snapshot:
    """A file as it is in the editor."""

    source: SourceText
    contents: Contents
    """What is in it, strictly read."""
    views: tuple[View, ...]
    """The machines that are written in this very file, as far as they can be read."""

    def view_at(self, offset: int) -> tuple[View, int] | None:
        """Give the machine that is written at an offset, and the offset in its own text; None if none is."""
        for view in self.views:
            at = view.inward(offset)
            if at is not None:
                return view, at
        whole = [view for view in self.views if not view.is_whole and view.contained.name is None]
        return (whole[0], len(whole[0].document.text)) if whole else None


def take_snapshot(text: str, name: str, follow: Follow = lambda _: None) -> Snapshot:
    """Give the snapshot of a text.

    Args:
        text: The text.
        name: The name of its file.
        follow: Gives the files that it names.
    """
    source = SourceText(text, name)
    contents = contents_of(source, follow)
    views = tuple(_views(contents, source)) or tuple(_views_of_repaired(source, follow))
    return Snapshot(source, contents, views)


def _views(contents: Contents, source: SourceText) -> Iterator[View]:
    for contained in contents.machines:
        if contained.document is not None:
            if contained.document.source.origin is source:
                yield View(contained, contained.document)
            continue
        broken = _broken_json(contained.problems)
        if broken is not None and broken.origin is source:
            yield from _recovered(contained, broken)


def _broken_json(problems: tuple[SourceProblem, ...]) -> SourceText | None:
    """Give the text that should be JSON, and is not."""
    kinds = (ProblemKind.NOT_JSON, ProblemKind.EMPTY)
    return next((problem.source for problem in problems if problem.kind in kinds), None)


def _recovered(contained: Contained, source: SourceText) -> Iterator[View]:
    if source.origin is source:
        if source.name.lower().endswith(".jsonc"):
            source = without_comments(source)
        elif len(segments := quote_bare_placeholders([as_written(source).segment()])) > 1:
            source = EmbeddedText(segments, source.name)
    recovered = recover_json(source)
    if recovered is not None:
        yield View(contained, recovered[0], is_sure=recovered[1], is_whole=False)


def _views_of_repaired(source: SourceText, follow: Follow) -> Iterator[View]:
    """Give the machines in a YAML text that is broken on a few lines, container or not."""
    if not source.name.lower().endswith((".yaml", ".yml")):
        return
    repaired = repair_yaml(source)
    if repaired is None or repaired is source:
        return
    for contained in contents_of(repaired, follow).machines:
        if contained.document is not None and contained.document.source.origin is source:
            yield View(contained, contained.document, is_whole=False)
