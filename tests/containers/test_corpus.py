"""Small templates of every form: what is found in them, and where; fixes made in the file that people edit.

`expected.json` has for each file that is looked at a line a finding: place, rule, machine, and the text meant.
`python tests/containers/test_corpus.py` writes it anew.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asltool.cli.repairing import Change, Repair, lint_path
from asltool.containers.reading import read_contents
from asltool.lint.linter import Linted, Options, lint_file, lint_source
from asltool.lint.selection import make_selection

CORPUS = Path(__file__).parent / "corpus"
EXPECTED = CORPUS / "expected.json"
OPTIONS = Options(selection=make_selection(["ASL0", "ASL1", "ASL201", "ASL605"]))
"""Rules of which it is known what they say; how containers are read does not depend on others."""


def told(results: tuple[Linted, ...]) -> list[str]:
    return [
        f"{Path(finding.file).name}:{finding.line}:{finding.column} {finding.rule} {finding.machine} "
        + result.source.text[finding.span.start : finding.span.end][:40]
        for result in results
        for finding in result.findings
        if result.source is not None
    ]


FILES: dict[str, list[str]] = json.loads(EXPECTED.read_text(encoding="utf-8")) if EXPECTED.exists() else {}


@pytest.mark.parametrize("file", FILES)
def test_each_finding_points_to_where_the_author_wrote_it(file: str) -> None:
    assert told(lint_file(CORPUS / file, OPTIONS)) == FILES[file]


@pytest.mark.parametrize("file", FILES)
def test_a_fix_removes_its_finding_and_changes_nothing_else(file: str, tmp_path: Path) -> None:
    shutil.copytree(CORPUS, tmp_path, dirs_exist_ok=True)
    path = tmp_path / file
    before = lint_file(path, OPTIONS)
    fixable = [
        each for result in before for each in result.findings if each.fix is not None and each.fix.safe
    ]

    after = lint_path(str(path), OPTIONS, Repair(Change.WRITE))

    assert Counter(rules(after)) == Counter(rules(before)) - Counter(each.rule for each in fixable)
    for result in before:
        assert result.source is not None
        kept, repaired = result.source.text, Path(result.name).read_bytes().decode()
        for edit in sorted(
            (e for each in result.findings if each in fixable for e in each.fix.edits), reverse=True
        ):
            kept = kept[: edit.start] + edit.text + kept[edit.end :]
        assert repaired == kept
    assert len(read_contents(path).machines) == len(read_contents(CORPUS / file).machines)


SOURCES = [path for path in sorted(CORPUS.rglob("*.*")) if path != EXPECTED]
PIECES = [
    '"',
    "{",
    "}",
    "${",
    "%{",
    "!Sub ",
    "\n",
    "<<E\n",
    "\\",
    "[",
    "]",
    ",",
    ": ",
    "- ",
    "&a ",
    "*a",
    "Fn::Sub",
    "Ref",
]


@settings(deadline=1_000, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(SOURCES),
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from(PIECES), st.integers(0, 20)), max_size=4),
)
def test_no_container_is_too_broken_to_be_looked_at(path: Path, cuts: list[tuple[float, str, int]]) -> None:
    text = path.read_text(encoding="utf-8")
    for share, piece, length in cuts:
        at = int(share * len(text))
        text = text[:at] + piece + text[at + length :]

    result = lint_source(text, path.name, OPTIONS)

    for finding in result.findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(text)


def rules(results: tuple[Linted, ...]) -> list[str]:
    return [finding.rule for result in results for finding in result.findings]


if __name__ == "__main__":
    kept = sorted({*FILES, *(str(path.relative_to(CORPUS)) for path in CORPUS.glob("*/*.*"))})
    found = {file: told(lint_file(CORPUS / file, OPTIONS)) for file in kept}
    EXPECTED.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
