from __future__ import annotations

import pytest

from asltool.diagnostics import (
    TOO_DEEPLY_NESTED,
    AwsDiagnostic,
    Diagnostic,
    Fix,
    InvalidDefinition,
    Related,
    RelatedPlace,
    Severity,
    locate,
    locate_problem,
)
from asltool.errors import AsltoolError
from asltool.source.document import Document, Part
from asltool.source.edits import Edit
from asltool.source.json_reader import read_json
from asltool.source.pointer import ROOT
from asltool.source.span import Span

TEXT = '{\n  "StartAt": "A",\n  "States": {\n    "A": {"Type": "Pass", "Next": "Ghost"}\n  }\n}\n'
AT = ROOT / "States" / "A" / "Next"


@pytest.fixture
def document() -> Document:
    document, _ = read_json(TEXT, "machine.json")
    assert document is not None
    return document


def test_a_diagnostic_is_located_late(document: Document) -> None:
    found = locate(Diagnostic("ASL101", Severity.ERROR, 'no state "Ghost"', AT), document)

    assert (found.line, found.column, found.end_line, found.end_column) == (4, 35, 4, 42)
    assert TEXT[found.span.start : found.span.end] == '"Ghost"'
    assert found.pointer == "/States/A/Next"
    assert str(found) == 'machine.json:4:35: error: no state "Ghost" [ASL101]'


def test_a_diagnostic_can_mean_a_key_or_a_piece_of_a_string(document: Document) -> None:
    key = locate(Diagnostic("ASL101", Severity.INFO, "x", AT, Part.KEY), document)
    piece = locate(Diagnostic("ASL101", Severity.INFO, "x", AT, inner=(1, 3)), document)

    assert TEXT[key.span.start : key.span.end] == '"Next"'
    assert TEXT[piece.span.start : piece.span.end] == "ho"


def test_what_is_related_is_located_too(document: Document) -> None:
    related = (Related(ROOT / "States" / "A", "this state", Part.KEY),)

    found = locate(Diagnostic("ASL101", Severity.WARNING, "x", AT, related=related), document)

    assert found.related == (RelatedPlace("this state", "/States/A", 4, 5, 4, 8),)


def test_a_finding_becomes_json_without_what_it_has_not(document: Document) -> None:
    plain = locate(Diagnostic("ASL101", Severity.ERROR, "x", AT), document).to_dict()
    full = locate(
        Diagnostic(
            "ASL101",
            Severity.ERROR,
            "x",
            AT,
            fix=Fix("Go to A", (Edit(1, 2, "y"),), safe=True),
            related=(Related(ROOT, "here"),),
            aws=AwsDiagnostic("MISSING_TRANSITION_TARGET", "Missing 'Next' target: Ghost", "/States/A/Next"),
        ),
        document,
    ).to_dict()

    assert plain == {
        "file": "machine.json",
        "line": 4,
        "column": 35,
        "end_line": 4,
        "end_column": 42,
        "severity": "error",
        "rule": "ASL101",
        "message": "x",
        "pointer": "/States/A/Next",
    }
    assert {key: full[key] for key in full if key not in plain} == {
        "related": [
            {"message": "here", "pointer": "", "line": 1, "column": 1, "end_line": 6, "end_column": 2},
        ],
        "fix": {"title": "Go to A", "safe": True, "edits": [{"start": 1, "end": 2, "text": "y"}]},
        "aws": {
            "code": "MISSING_TRANSITION_TARGET",
            "message": "Missing 'Next' target: Ghost",
            "location": "/States/A/Next",
        },
    }


def test_a_fix_is_unsafe_unless_stated_safe() -> None:
    assert not Fix("Do it", ()).safe


def test_findings_sort_by_file_and_place(document: Document) -> None:
    rules = [("ASL300", AT), ("ASL200", AT), ("ASL400", ROOT / "StartAt")]
    found = [locate(Diagnostic(rule, Severity.ERROR, "x", at), document) for rule, at in rules]

    assert [one.rule for one in sorted(found)] == ["ASL400", "ASL200", "ASL300"]


def test_a_problem_of_the_text_becomes_a_finding() -> None:
    _, [problem] = read_json('{"a": 1,\n "a": 2}', "machine.json")

    found = locate_problem(problem, "ASL002")

    assert str(found) == 'machine.json:2:2: error: the key "a" stands twice in the same object [ASL002]'
    assert (found.pointer, found.span) == ("", Span(10, 13))
    assert found.related == (RelatedPlace("it stands here first", "", 1, 2, 1, 5),)
    assert found.aws is None


def test_what_aws_says_of_a_text_that_is_no_json_comes_along() -> None:
    _, [problem] = read_json("oops", "machine.json")

    found = locate_problem(problem, "ASL001", Severity.WARNING)

    location = '[Source: (String)"oops"; line: 1, column: 5]'
    assert found.severity is Severity.WARNING
    assert found.aws is not None
    assert (found.aws.code, found.aws.location) == ("INVALID_JSON_DESCRIPTION", location)
    assert found.aws.message.endswith(f"\n at {location}")


def test_an_empty_text_is_no_object_to_aws() -> None:
    _, [problem] = read_json(" ", "machine.json")

    assert locate_problem(problem, "ASL001").aws == AwsDiagnostic(
        "SCHEMA_VALIDATION_FAILED", "Definition must be a valid JSON object"
    )


def test_an_invalid_definition_names_its_first_finding_and_counts_the_others(document: Document) -> None:
    found = [
        locate(Diagnostic("ASL101", Severity.ERROR, text, AT), document) for text in ("one", "two", "three")
    ]

    assert str(InvalidDefinition(found[:1])) == "machine.json:4:35: error: one [ASL101]"
    assert str(InvalidDefinition(found)) == "machine.json:4:35: error: one [ASL101] (and 2 more)"
    assert InvalidDefinition(iter(found)).findings == tuple(found)
    assert issubclass(InvalidDefinition, AsltoolError)


def test_a_text_that_nests_beyond_any_use_is_so_to_aws() -> None:
    _, (problem,) = read_json("[" * 200 + "]" * 200, "deep.json")

    assert locate_problem(problem, "ASL004").aws == TOO_DEEPLY_NESTED
