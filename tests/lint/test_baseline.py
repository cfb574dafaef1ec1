from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from asltool.errors import AsltoolError, UnreadableFileError
from asltool.lint.baseline import Compared, Known, compare, read_baseline, write_baseline
from asltool.lint.linter import Linted, Options, lint_source
from asltool.lint.selection import Selection, make_selection

BROKEN = '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"b": "$.b"}, "Next": "Gone"}}}'
"""With ASL101, ASL102 and ASL201."""
ALL = Selection()


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def results(text: str = BROKEN, name: str = "a b/é.json") -> list[Linted]:
    return [lint_source(text, name, Options())]


def rules(linted: Sequence[Linted]) -> list[str]:
    return [finding.rule for result in linted for finding in result.findings]


def compared(found: Sequence[Linted], selection: Selection = ALL) -> Compared:
    known = read_baseline("known.json")
    return compare(found, known, str(Path.cwd()), {result.name: selection for result in found})


def test_what_is_written_is_known_again_wherever_it_moves() -> None:
    assert write_baseline("known.json", results(), ()) == 3

    moved = json.dumps(json.loads(BROKEN), indent=4).replace('"Type"', '"Comment": "new",\n"Type"', 1)

    assert rules(compared(results()).results) == []
    assert rules(compared(results(moved)).results) == []
    assert rules(compared(results(name=str(Path.cwd() / "a b/é.json"))).results) == []
    assert rules(compared(results(name="other.json")).results) == ["ASL102", "ASL201", "ASL101"]


def test_a_new_finding_is_reported_beside_known_ones() -> None:
    write_baseline("known.json", results(), ())

    left = compared(results(BROKEN.replace('"$.b"', '"$.b", "c": "$.c"'))).results

    assert rules(left) == ["ASL201"]
    assert left[0].findings[0].message.startswith('"c"')


def test_a_second_finding_of_the_same_kind_at_the_same_place_is_new() -> None:
    two = BROKEN.replace("}}}", ', "Catch": [{"ErrorEquals": ["A"], "Next": "Gone"}]}}}').replace(
        "Pass", "Task"
    )
    two = two.replace('"Parameters"', '"Resource": "arn:aws:states:::lambda:invoke", "Parameters"')
    write_baseline("known.json", results(two), ())
    three = two.replace("}]", '}, {"ErrorEquals": ["B"], "Next": "Gone"}]')

    assert rules(compared(results(three)).results) == ["ASL101"]


def test_a_baseline_is_in_order_with_a_finding_a_line() -> None:
    write_baseline("known.json", [*results(name="b.json"), *results(name="a.json")], ())
    first = Path("known.json").read_bytes()
    write_baseline("known.json", [*results(name="a.json"), *results(name="b.json")], ())

    assert Path("known.json").read_bytes() == first
    lines = [json.loads(line.rstrip(",")) for line in first.decode().splitlines() if "fingerprint" in line]
    assert [(line["file"], line["rule"]) for line in lines] == [
        (file, rule) for file in ("a.json", "b.json") for rule in ("ASL101", "ASL102", "ASL201")
    ]
    assert b"\r" not in first
    assert first.endswith(b"}\n")


def test_a_baseline_may_be_empty() -> None:
    assert write_baseline("known.json", [], ()) == 0
    assert read_baseline("known.json") == ()


def test_what_cannot_be_found_any_more_is_gone() -> None:
    write_baseline("known.json", results(), ())

    mended = compared(results(BROKEN.replace('"b"', '"b.$"')))

    assert [known.rule for known in mended.gone] == ["ASL201"]
    assert [known.rule for known in mended.known] == ["ASL101", "ASL102"]


def test_what_was_not_looked_for_is_not_gone() -> None:
    write_baseline("known.json", results(), ())
    only_flow = make_selection(["ASL1"])

    narrow = compared([lint_source(BROKEN, "a b/é.json", Options(selection=only_flow))], only_flow)

    assert narrow.gone == ()
    assert [known.rule for known in narrow.others] == ["ASL201"]


def test_files_that_were_not_looked_at_are_kept_and_those_that_are_no_more_are_gone() -> None:
    Path("there.json").write_text(BROKEN)
    write_baseline("known.json", [*results(name="there.json"), *results(name="deleted.json")], ())

    nothing = compared([])

    assert {known.file for known in nothing.gone} == {"deleted.json"}
    assert {known.file for known in nothing.others} == {"there.json"}
    assert write_baseline("known.json", [], nothing.others) == 3


def test_a_rule_that_is_no_more_is_gone() -> None:
    old = Known("a b/é.json", "ASL999", "", "it is wrong", "0" * 32)
    write_baseline("known.json", [], [old])

    assert compared(results()).gone == (old,)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "known.json:1:1: the document is empty"),
        ("[]", "known.json:1:1: a baseline must be an object, not an array"),
        (
            '{"version": 2, "findings": []}',
            "known.json:1:13: this is no baseline of version 1, the one that is known",
        ),
        ('{"findings": []}', "known.json:1:1: this is no baseline of version 1"),
        ('{"version": 1}', 'known.json:1:1: a baseline needs an array "findings"'),
        ('{"version": 1, "findings": [1]}', "known.json:1:29: a finding must be an object, not the number 1"),
        ('{"version": 1, "findings": [{"file": "a"}]}', 'known.json:1:29: a finding needs a "rule"'),
        ('{"version": 1, "results": []}', 'known.json:1:16: a baseline has no member "results"'),
    ],
)
def test_a_bad_baseline_is_one_clear_message(text: str, message: str) -> None:
    Path("known.json").write_text(text)

    with pytest.raises(AsltoolError) as raised:
        read_baseline("known.json")

    assert str(raised.value).startswith(message)


def test_a_baseline_that_cannot_be_read_or_written_is_one_clear_message() -> None:
    with pytest.raises(
        UnreadableFileError, match=r"^there is no baseline none\.json: --update-baseline writes it$"
    ):
        read_baseline("none.json")
    Path("bytes.json").write_bytes(b"\xff")
    with pytest.raises(UnreadableFileError, match="it is no UTF-8"):
        read_baseline("bytes.json")
    with pytest.raises(UnreadableFileError, match=r"cannot read \."):
        read_baseline(".")
    with pytest.raises(AsltoolError, match="cannot write"):
        write_baseline(".", [], ())
