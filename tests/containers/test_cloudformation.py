from __future__ import annotations

import json
from typing import Any

import pytest

from asltool.containers.cloudformation import find
from asltool.containers.contents import Contained, NoFile
from asltool.source.problem import ProblemKind, SourceProblem
from asltool.source.span import Span
from asltool.source.text import SourceText

DEFINITION: dict[str, Any] = {"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}
SFN = "AWS::StepFunctions::StateMachine"
SAM = "AWS::Serverless::StateMachine"


def machine(properties: Any, type_: str = SFN, files: dict[str, Any] | None = None) -> Contained:
    """Give the only machine of a template."""
    template = {
        "Resources": {"Queue": {"Type": "AWS::SQS::Queue"}, "Pay": {"Type": type_, "Properties": properties}}
    }
    found = find(SourceText(json.dumps(template), "template.json"), (files or {}).get)
    assert found is not None
    (one,) = found
    return one


@pytest.mark.parametrize("type_", [SFN, SAM])
def test_a_definition_is_an_object_of_the_template(type_: str) -> None:
    found = machine({"Definition": DEFINITION}, type_)

    assert found.name == "Pay"
    assert found.document is not None
    assert found.document.value == DEFINITION


@pytest.mark.parametrize(
    ("type_", "field", "value", "expected"),
    [
        (SFN, "StateMachineType", "EXPRESS", "EXPRESS"),
        (SAM, "Type", "EXPRESS", "EXPRESS"),
        (SAM, "Type", {"Ref": "Type"}, None),
        (SAM, "StateMachineType", "EXPRESS", None),
    ],
)
def test_the_type_is_what_the_resource_says(type_: str, field: str, value: Any, expected: str | None) -> None:
    assert machine({"Definition": DEFINITION, field: value}, type_).type == expected


@pytest.mark.parametrize(
    "properties",
    [
        {},
        {"DefinitionString": {"Ref": "X"}},
        {"DefinitionS3Location": {"Bucket": "b"}},
        {"DefinitionUri": "s3://b/k"},
    ],
)
def test_what_only_a_deployment_knows_is_unknown(properties: Any) -> None:
    found = machine(properties)

    assert (found.document, found.problems, found.findings) == (None, (), ())


@pytest.mark.parametrize("field", ["DefinitionUri", "DefinitionS3Location"])
def test_a_file_is_followed(field: str) -> None:
    source = SourceText(json.dumps(DEFINITION), "a.asl.json")

    found = machine({field: "a.asl.json"}, files={"a.asl.json": source})

    assert found.document is not None
    assert found.document.value == DEFINITION
    assert found.document.source is source


def test_a_file_that_is_not_there_is_an_error_where_it_is_named() -> None:
    found = machine({"DefinitionUri": "A.json"}, files={"A.json": NoFile("x/A.json", "a.json")})

    (finding,) = found.findings
    assert str(finding).startswith("template.json:1:")
    assert finding.message == 'there is no file x/A.json; "a.json" is there, and case matters'
    assert machine({"DefinitionUri": "A.json"}, files={"A.json": NoFile("A.json")}).findings[0].message == (
        "there is no file A.json"
    )


def test_a_file_that_is_no_text_has_its_problem() -> None:
    problem = SourceProblem(ProblemKind.BAD_ENCODING, "no", SourceText("", "a.json"), Span(0, 0))

    assert machine({"DefinitionUri": "a.json"}, files={"a.json": problem}).problems == (problem,)


@pytest.mark.parametrize("text", ["{", "[]", "- a", '{"StartAt": "A"}'])
def test_other_texts_are_no_templates(text: str) -> None:
    assert find(SourceText(text, "a"), lambda _: None) is None
