"""Broken YAML to YAML that can be read: a line that spoils it is set aside, a placeholder stands for it."""

from __future__ import annotations

import re

from asltool.records import record
from asltool.source.embedding import EmbeddedText, as_written
from asltool.source.json_recovery import UNWRITTEN
from asltool.source.limits import MAX_FILE_BYTES
from asltool.source.problem import ProblemKind
from asltool.source.text import SourceText, skip
from asltool.source.yaml_reader import read_yaml_source

_MOST_LINES = 4
"""How many lines are set aside."""

_NEAREST = 3
"""How many lines before the mistake are suspected."""

_INDENT = re.compile(" *")
_FORMS = ('"{0} {1}": "{0}"', '- "{0}"', "")
"""What stands for a line: a member, an element, nothing; of members there may be several."""


@record
class _Try:
    """A text with some lines set aside."""

    lines: dict[int, str]
    """By line (1-based), what stands for it."""
    text: SourceText
    mistake: int | None
    """The offset of what is wrong with it still; None if nothing is."""


def repair_yaml(source: SourceText) -> SourceText | None:
    """Give the text of a file with lines replaced so that it is YAML; None where no few lines are at fault.

    Offsets, edits and names are those of an embedded text: what is not replaced is where it was.
    """
    if len(source.text) > MAX_FILE_BYTES:
        return None
    best = _try(source, {})
    for _ in range(_MOST_LINES):
        if best.mistake is None:
            return best.text
        found = _next_try(source, best)
        if found is None:
            return None
        best = found
    return best.text if best.mistake is None else None


def _next_try(source: SourceText, best: _Try) -> _Try | None:
    """Give the text with one more line set aside that can be read, or be read farther."""
    farthest = None
    for line in _suspects(source, best):
        for form in _FORMS:
            found = _try(source, {**best.lines, line: form.format(UNWRITTEN, line)})
            if found.mistake is None:
                return found
            if found.mistake > (best if farthest is None else farthest).mistake:  # type: ignore[operator]
                farthest = found
    return farthest


def _suspects(source: SourceText, best: _Try) -> list[int]:
    """Give the line at which reading stopped, and lines before it that are not blank.

    These are the nearest ones, and the nearest of those with a quote that is not closed on its line: what
    follows it is read as text up to the next quote, wherever that is.
    """
    last = source.position(best.mistake or 0).line
    lines = [line for line in range(last, 0, -1) if line not in best.lines and source.line_text(line).strip()]
    open_ended = [line for line in lines if source.line_text(line).count('"') % 2]
    return list(dict.fromkeys((*lines[:_NEAREST], *open_ended[:_NEAREST])))


def _try(source: SourceText, lines: dict[int, str]) -> _Try:
    text = _with_lines(source, lines) if lines else source
    _, problems = read_yaml_source(text)
    mistakes = [problem for problem in problems if problem.kind is ProblemKind.NOT_YAML]
    return _Try(lines, text, text.outward(mistakes[0].span).start if mistakes else None)


def _with_lines(source: SourceText, lines: dict[int, str]) -> SourceText:
    """Give the text with other words on some lines; how far these are indented stays."""
    whole = as_written(source)
    segments = []
    done = 0
    for line in sorted(lines):
        start = source.line_at(line)
        end = source.line_end(start)
        start = skip(_INDENT, source.text, start, end)
        segments += [whole.segment(done, start), whole.segment(start, end, lines[line])]
        done = end
    return EmbeddedText([*segments, whole.segment(done)], source.name)
