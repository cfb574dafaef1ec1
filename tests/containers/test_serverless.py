from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from asltool.containers.contents import Contained, NoFile
from asltool.containers.reading import read_contents
from asltool.containers.serverless import find
from asltool.source.problem import ProblemKind, SourceProblem
from asltool.source.span import Span
from asltool.source.text import SourceText


def machines(section: str, files: dict[str, Any] | None = None) -> tuple[Contained, ...]:
    """Give the state machines of a service."""
    found = find(SourceText(f"service: shop\n{section}", "serverless.yml"), (files or {}).get)
    assert found is not None
    return found


def machine(fields: str, files: dict[str, Any] | None = None) -> Contained:
    (one,) = machines(f"stepFunctions:\n  stateMachines:\n    pay: {fields}\n", files)
    return one


def read(text: str, name: str) -> dict[str, Any]:
    return {name: SourceText(text, name)}


def value(found: Contained) -> Any:
    assert found.document is not None
    return found.document.value


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("{definition: {StartAt: A}}", {"StartAt": "A"}),
        ("{definition: {Resource: {Fn::GetAtt: [pay, Arn]}}}", {"Resource": "${pay.Arn}"}),
        ("{definition: {Resource: !GetAtt pay.Arn}}", {"Resource": "${pay.Arn}"}),
        ('{definition: \'{"StartAt": "A"}\'}', {"StartAt": "A"}),
        ("{definition: '${file(a.yml)}'}", {"StartAt": "A"}),
        ("{definition: '${file( ./b.yml ):machines.pay}'}", {"StartAt": "B"}),
        ("'${file(c.yml)}'", {"StartAt": "A"}),
        ("{definition: '${self:custom.x}'}", "${self:custom.x}"),
        ("{definition: '${file(a.yml):none}'}", "${file(a.yml):none}"),
        ("{definition: '${file(again.yml)}'}", "${file(again.yml)}"),
    ],
)
def test_a_definition_is_written_in_the_service_or_in_files(fields: str, expected: Any) -> None:
    files = (
        read("StartAt: A", "a.yml")
        | read("machines: {pay: {StartAt: B}}", "./b.yml")
        | read("definition: ${file(a.yml)}", "c.yml")
        | read("${file(again.yml)}", "again.yml")
    )

    found = machine(fields, files)

    assert value(found) == expected
    assert found.findings == ()


@pytest.mark.parametrize(("type_", "expected"), [("EXPRESS", "EXPRESS"), ("${self:x}", None), ("[]", None)])
def test_the_type_is_what_the_service_says(type_: str, expected: str | None) -> None:
    assert machine(f"{{type: '{type_}', definition: {{}}}}").type == expected


def test_machines_may_be_listed_and_be_in_files() -> None:
    section = "stepFunctions:\n  stateMachines:\n    - ${file(a.yml)}\n    - b: {definition: {}}\n"

    found = machines(section, read("a: {definition: {StartAt: A}}", "a.yml"))

    assert [one.name for one in found] == ["a", "b"]


def test_a_file_that_is_not_there_is_an_error_where_it_is_named() -> None:
    found = machine("{definition: '${file(A.yml)}'}", {"A.yml": NoFile("A.yml")})

    (finding,) = found.findings
    assert (finding.line, finding.column, finding.message) == (4, 23, "there is no file A.yml")


def test_files_that_cannot_be_read_have_their_problems() -> None:
    problem = SourceProblem(ProblemKind.BAD_ENCODING, "no", SourceText("", "a.yml"), Span(0, 0))

    assert machine("{definition: '${file(a.yml)}'}", {"a.yml": problem}).problems == (problem,)
    assert len(machine("{definition: '${file(b.yml)}'}", read("{", "b.yml")).problems) == 1


def test_a_machine_without_a_definition_is_unknown() -> None:
    found = machine("{name: x}")

    assert (found.document, found.problems) == (None, ())


@pytest.mark.parametrize(
    "text", ["{", "stateMachines: {}", "stepFunctions: {validate: true}", "- stateMachines"]
)
def test_other_texts_are_no_services(text: str) -> None:
    assert find(SourceText(text, "a.yml"), lambda _: None) is None


def test_the_whole_section_may_be_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "serverless.yml").write_text("service: x\nstepFunctions: ${file(machines.yml)}\n")
    (tmp_path / "machines.yml").write_text("stateMachines:\n  pay:\n    definition: {StartAt: A}\n")

    (found,) = read_contents(tmp_path / "serverless.yml").machines

    assert found.name == "pay"
    assert found.document is not None
    assert found.document.value == {"StartAt": "A"}
