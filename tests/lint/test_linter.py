from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from asltool.diagnostics import Severity
from asltool.errors import UnreadableFileError
from asltool.lint.linter import Linted, Options, lint_document, lint_file, lint_source
from asltool.lint.selection import make_selection
from asltool.source.document import Document
from asltool.source.reader import read_bytes
from linting import AS_WRITTEN, ASTRAY, SOUND
from machine_strategies import Drawing, machines, st


def linted(definition: Any, **options: Any) -> Linted:
    return lint_source(json.dumps(definition), "machine.json", Options(**options))


def told(found: Linted) -> list[tuple[int, int, str]]:
    return [(finding.line, finding.column, finding.rule) for finding in found.findings]


def test_the_three_mistakes_of_the_example_are_named_where_they_stand() -> None:
    (found,) = lint_file(AS_WRITTEN, Options())

    assert told(found) == [(7, 35, "ASL606"), (16, 19, "ASL602"), (19, 9, "ASL201")]
    assert [finding.severity for finding in found.findings] == [
        Severity.WARNING,
        Severity.ERROR,
        Severity.WARNING,
    ]


def test_a_sound_definition_gives_its_machine_and_needs_no_text() -> None:
    found = linted(SOUND)

    assert found.findings == ()
    assert found.source is None
    assert found.machine is not None


def test_findings_point_into_the_text() -> None:
    found = linted(ASTRAY)

    assert found.source is not None
    assert [found.source.text[f.span.start : f.span.end] for f in found.findings] == ['"B"', '"A"']


def test_mistakes_of_parser_and_rules_are_given_in_the_order_of_the_text() -> None:
    found = linted({"States": {"A": {"Type": "Pass", "End": True, "Colour": 1}}, "StartAt": "B"})

    assert [finding.rule for finding in found.findings] == ["ASL103", "ASL011", "ASL101"]
    assert list(found.findings) == sorted(found.findings)


def test_a_text_that_is_no_document_has_the_findings_of_the_text() -> None:
    found = lint_source('{"StartAt": ', "machine.json", Options())

    assert [finding.rule for finding in found.findings] == ["ASL001"]
    assert found.machine is None
    assert found.source is not None


def test_mistakes_of_the_text_come_with_those_of_the_definition() -> None:
    twice = '{"StartAt": "B", "StartAt": "C", "States": {"A": {"Type": "Succeed"}}}'

    assert {finding.rule for finding in lint_source(twice, "machine.json", Options()).findings} == {
        "ASL003",
        "ASL101",
        "ASL103",
    }


@pytest.mark.parametrize("value", [[], "text", 5, None, {}, {"States": {}}])
def test_no_rule_looks_at_what_is_no_machine(value: Any) -> None:
    found = linted(value)

    assert found.findings
    assert all(finding.rule < "ASL100" for finding in found.findings)


def test_only_what_is_wanted_is_told() -> None:
    assert told(linted(ASTRAY, selection=make_selection(["ASL103"]))) == [(1, 29, "ASL103")]
    assert told(linted(ASTRAY, selection=make_selection(ignore=["ASL103"]))) == [(1, 13, "ASL101")]
    assert linted(ASTRAY, selection=make_selection(["ASL6"])).findings == ()
    assert lint_source("{", "a.json", Options(selection=make_selection(["ASL1"]))).findings == ()


def test_the_type_of_the_machine_matters() -> None:
    wait = {"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync", "End": True}
    definition = {"StartAt": "A", "States": {"A": wait}}

    assert linted(definition).findings == ()
    assert [finding.rule for finding in linted(definition, type="EXPRESS").findings] == ["ASL605"]


def test_machines_inside_are_looked_at() -> None:
    task = {"Type": "Task", "Resource": "pay", "End": True}
    deep = {"Type": "Map", "ItemProcessor": {"StartAt": "C", "States": {"C": task}}, "End": True}
    both = {"Type": "Parallel", "Branches": [{"StartAt": "B", "States": {"B": deep}}], "End": True}

    (found,) = linted({"StartAt": "A", "States": {"A": both}}).findings

    assert found.pointer == "/States/A/Branches/0/States/B/ItemProcessor/States/C/Resource"


def test_a_value_is_looked_at_as_the_text_that_it_would_be() -> None:
    document = Document.from_value(ASTRAY, "<value>")

    found = lint_document("<value>", document, [], Options())

    assert told(found) == [(2, 14, "ASL101"), (4, 5, "ASL103")]


def test_a_file_that_cannot_be_read_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no such file"):
        lint_file(tmp_path / "none.json", Options())
    with pytest.raises(UnreadableFileError):
        lint_file(tmp_path, Options())


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "ASL002"),
        (b'{"StartAt": "A", "Stat', "ASL001"),
        (b'{"StartAt": "\xff"}', "ASL007"),
        ('{"StartAt": "A"}'.encode("utf-16"), "ASL007"),
        (b"[" * 200 + b"]" * 200, "ASL004"),
        (b"[" * 100_000, "ASL004"),
        (b'{"a":' * 200 + b"1" + b"}" * 200, "ASL004"),
        (b"[]", "ASL002"),
        (b"\x00\x01\x02", "ASL001"),
        (b'{"StartAt": 1e999}', "ASL005"),
    ],
)
def test_what_is_no_definition_gets_one_clear_message(tmp_path: Path, content: bytes, rule: str) -> None:
    file = tmp_path / "machine.asl.json"
    file.write_bytes(content)

    ((found,),) = (linted.findings for linted in lint_file(file, Options()))

    assert found.rule == rule
    assert "\n" not in found.message


def test_a_file_that_is_far_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "machine.asl.json"
    with file.open("wb") as out:
        out.truncate(50_000_000)  # a hole: takes no room

    ((found,),) = (linted.findings for linted in lint_file(file, Options()))

    assert (found.rule, found.line, found.column) == ("ASL006", 1, 1)
    assert found.message.startswith("50,000,000 bytes are more than any definition has")


EXAMPLE = json.loads(AS_WRITTEN.read_text(encoding="utf-8"))
KEYS = [
    "Type",
    "Next",
    "End",
    "Catch",
    "Choices",
    "Branches",
    "States",
    "StartAt",
    "ItemProcessor",
    "Resource",
    "x",
]
WORDS = [
    "",
    "Task",
    "Map",
    "Choice",
    "Parallel",
    "$.a",
    "$.a[",
    "{% $x %}",
    "States.ALL",
    "arn:aws:states:::",
    "JSONata",
]
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 10**30),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(WORDS),
    st.text(max_size=3),
    st.just([]),
    st.just({}),
    st.just([{}]),
    st.just({"Type": "Pass"}),
)


def containers(value: Any) -> list[Any]:
    """Give all objects and arrays in a value."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = [value] if isinstance(value, (dict, list)) and value else []
    return own + [found for each in inner for found in containers(each)]


def mutate(draw: Drawing, definition: Any) -> None:
    """Drop, rename or retype one member somewhere in a definition."""
    found = containers(definition)
    if not found:
        return
    holder = draw(st.sampled_from(found))
    keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    key = draw(st.sampled_from(keys))
    match draw(st.sampled_from(["drop", "rename", "retype", "move"])):
        case "drop":
            del holder[key]
        case "rename" if isinstance(holder, dict):
            holder[draw(st.sampled_from(KEYS))] = holder.pop(key)
        case "move":
            holder[key] = json.loads(json.dumps(draw(st.sampled_from(found))))
        case _:
            holder[key] = json.loads(
                json.dumps(draw(ODD))
            )  # a copy: later changes must not reach the strategy


@st.composite
def mutants(draw: Drawing) -> Any:
    """Give definitions that something is wrong with."""
    definition = json.loads(json.dumps(draw(st.one_of(machines(), st.just(EXAMPLE)))))
    for _ in range(draw(st.integers(1, 5))):
        mutate(draw, definition)
    return definition


@st.composite
def broken_texts(draw: Drawing) -> bytes:
    """Give texts of definitions that are cut, or some of whose bytes are others."""
    text = bytearray(json.dumps(draw(machines())).encode())
    for _ in range(draw(st.integers(0, 3))):
        text[draw(st.integers(0, len(text) - 1))] = draw(st.integers(0, 255))
    return bytes(text[: draw(st.integers(0, len(text)))] if draw(st.booleans()) else text)


WITHIN_A_SECOND = settings(deadline=1_000, suppress_health_check=[HealthCheck.too_slow])


def check(found: Linted) -> None:
    """Show that findings are sorted, each told once, and point into the text."""
    assert list(found.findings) == sorted(found.findings)
    assert len({str(finding) for finding in found.findings}) == len(found.findings)
    for finding in found.findings:
        assert found.source is not None
        assert 0 <= finding.span.start <= finding.span.end <= len(found.source.text)
        assert (finding.line, finding.column) <= (finding.end_line, finding.end_column)
    assert found.findings or found.machine is not None


@WITHIN_A_SECOND
@given(mutants(), st.sampled_from(["STANDARD", "EXPRESS"]))
def test_no_definition_is_too_odd_to_be_looked_at(definition: Any, type_: str) -> None:
    check(linted(definition, type=type_))


@WITHIN_A_SECOND
@given(broken_texts(), st.sampled_from(["machine.json", "machine.yaml", "machine"]))
def test_no_text_is_too_broken_to_be_looked_at(content: bytes, name: str) -> None:
    check(lint_document(name, *read_bytes(content, name), Options()))


@WITHIN_A_SECOND
@given(machines())
def test_sound_definitions_have_no_errors_but_unreached_states_and_variables_given_twice(
    definition: Any,
) -> None:
    errors = {f.rule for f in linted(definition).findings if f.severity is Severity.ERROR}

    assert errors <= {"ASL103", "ASL204"}


@st.composite
def unfilled(draw: Drawing) -> tuple[Any, Any]:
    """Give a definition, and the same one with a placeholder for one value or key."""
    definition = draw(st.one_of(machines(), st.just(EXAMPLE)))
    copy = json.loads(json.dumps(definition))
    holder = draw(st.sampled_from(containers(copy)))
    key = draw(st.sampled_from(list(holder) if isinstance(holder, dict) else list(range(len(holder)))))
    if isinstance(holder, dict) and draw(st.booleans()):
        members = {"${Key}" if name == key else name: value for name, value in holder.items()}
        holder.clear()
        holder.update(members)
    else:
        holder[key] = "${Value}"
    return definition, copy


@WITHIN_A_SECOND
@given(unfilled())
def test_what_a_placeholder_stands_for_is_no_error(both: tuple[Any, Any]) -> None:
    before, after = (
        {found.rule for found in linted(each).findings if found.severity is Severity.ERROR} for each in both
    )

    assert after <= before
