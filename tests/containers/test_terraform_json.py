from __future__ import annotations

import json
from typing import Any

import pytest

from asltool.containers.contents import Contained
from asltool.containers.reading import contents_of
from asltool.containers.terraform_json import find
from asltool.source.pointer import ROOT
from asltool.source.text import SourceText

DEFINITION = '{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "${aws_lambda_function.f.arn}", "End": true}}}'


def machines(file: Any, name: str = "main.tf.json") -> list[Contained]:
    text = file if isinstance(file, str) else json.dumps(file, indent=1)
    return list(contents_of(SourceText(text, name)).machines)


def resource(definition: Any, **more: Any) -> dict[str, Any]:
    return {"resource": {"aws_sfn_state_machine": {"pay": {"definition": definition, **more}}}}


def test_resources_and_modules_are_machines() -> None:
    module = {"ship": {"source": "terraform-aws-modules/step-functions/aws", "definition": DEFINITION}}

    found = machines({**resource(DEFINITION, type="EXPRESS"), "module": module})

    assert [(each.name, each.type) for each in found] == [("pay", "EXPRESS"), ("ship", None)]


def test_a_definition_leads_back_into_the_file() -> None:
    (found,) = machines(resource(DEFINITION))

    assert found.document is not None
    assert found.document.value["StartAt"] == "A"
    span = found.document.source.outward(found.document.span(ROOT / "States" / "A" / "Resource"))
    assert found.document.source.origin.text[span.start : span.end] == r"\"${aws_lambda_function.f.arn}\""


@pytest.mark.parametrize(
    "definition",
    [
        '${jsonencode({"a" = "b"})}',
        "%{ for a in var.b }{}%{ endfor }",
        ["${local.definition}"],
        "${local.definition}",
    ],
)
def test_what_an_expression_gives_is_unknown(definition: Any) -> None:
    (found,) = machines(resource(definition))

    assert found.problems == ()
    assert found.document is None or str(found.document.value).startswith("${")


def test_quotes_in_an_expression_do_no_harm() -> None:
    definition = DEFINITION.replace("${aws_lambda_function.f.arn}", '${join(",", ["a", "b"])}')

    (found,) = machines(resource(definition))

    assert found.document is not None
    assert found.document.value["States"]["A"]["Resource"].startswith("${")


def test_a_mistake_is_told_in_the_file() -> None:
    (found,) = machines(resource('{"StartAt": "A",, "States": {}}'))

    (problem,) = found.problems
    start = problem.source.outward(problem.span).start
    assert problem.source.origin.text[start : start + 1] == ","


def test_a_file_that_is_no_json_says_why() -> None:
    (found,) = machines('{"resource": {"aws_sfn_state_machine": ')

    assert found.document is None
    assert len(found.problems) == 1


def test_another_file_is_none_of_terraform() -> None:
    assert find(SourceText(json.dumps(resource(DEFINITION)), "main.json"), lambda _: None) is None
