from __future__ import annotations

from typing import Any

import pytest

from asltool.containers.contents import Contained, NoFile
from asltool.containers.terraform import find
from asltool.source.problem import ProblemKind, SourceProblem
from asltool.source.span import Span
from asltool.source.text import SourceText

BREAKS = "the text that begins here is not closed on its line"
DEFINITION = '{"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": ${wait}, "End": true}}}'


def machine(definition: str, more: str = "", files: dict[str, Any] | None = None) -> Contained:
    """Give the only machine of a file."""
    text = f'resource "aws_sfn_state_machine" "pay" {{\n  definition = {definition}\n}}\n{more}\n'
    found = find(SourceText(text, "main.tf"), (files or {}).get)
    assert found is not None
    (one,) = found
    return one


def value(found: Contained) -> Any:
    assert found.document is not None
    return found.document.value


def read(text: str, name: str = "a.json") -> dict[str, Any]:
    return {name: SourceText(text, name)}


@pytest.mark.parametrize(
    "definition",
    [
        f"<<E\n{DEFINITION}\nE",
        'jsonencode({ StartAt = "A", States = { A = { Type = "Wait", Seconds = wait, End = true } } })',
        "local.machine",
        "jsonencode(local.object)",
        "jsonencode(local.alias)",
    ],
)
def test_a_definition_is_written_in_the_file(definition: str) -> None:
    states = 'A = merge({ Type = "Wait" }, { Seconds = wait, End = true })'
    object_ = f'object = {{ StartAt = "A", States = {{ {states} }} }}\n  alias = local.object'
    found = machine(definition, f"locals {{\n  machine = <<E\n{DEFINITION}\nE\n  {object_}\n}}")

    assert found.name == "pay"
    assert value(found)["States"]["A"] == {"Type": "Wait", "Seconds": "${wait}", "End": True}


@pytest.mark.parametrize(
    ("definition", "seconds"),
    [
        ('templatefile("a.json", { wait = 5 })', 5),
        ('templatefile("${path.module}/a.json", { wait = var.x })', "${wait}"),
        ('file("a.json")', "${wait}"),
        ('trimspace(file("a.json"))', "${wait}"),
    ],
)
def test_a_definition_is_in_a_file(definition: str, seconds: Any) -> None:
    assert value(machine(definition, files=read(DEFINITION)))["States"]["A"]["Seconds"] == seconds


@pytest.mark.parametrize(
    ("template", "seconds"),
    [
        ('template = file("a.json")\n  vars = { wait = 5 }', 5),
        ('template = file("${path.module}/a.json")\n  vars = { wait = var.x }', "${wait}"),
        ('template = file("a.json")', "${wait}"),
        (f"template = <<E\n{DEFINITION.replace('$', '$$')}\nE\n  vars = {{ wait = 5 }}", 5),
    ],
)
def test_a_definition_is_rendered_by_a_template_block(template: str, seconds: Any) -> None:
    block = f'data "template_file" "it" {{\n  {template}\n}}'

    found = machine("data.template_file.it.rendered", block, read(DEFINITION))

    assert value(found)["States"]["A"]["Seconds"] == seconds


def test_a_file_in_yaml_is_read_as_such() -> None:
    found = machine('jsonencode(yamldecode(file("a.yaml")))', files=read("StartAt: A", "a.yaml"))

    assert value(found) == {"StartAt": "A"}


@pytest.mark.parametrize(
    "definition",
    [
        "var.machine",
        "local.none",
        "data.template_file.none.rendered",
        "data.template_file.bare.rendered",
        "data.other.bare.rendered",
        "f(x)",
        "f()",
        "local.again",
        'file("${path.root}/a.json")',
        "file(var.x)",
        'templatefile("none.json", {})',
        "jsonencode(local.x)",
        "<<E\n%{ for a in b }{}%{ endfor }\nE",
        "<<E\n%{ if a }{}%{ endif }%{ if !a }[]%{ endif }\nE",
        'templatefile("for.json", {})',
        'templatefile("open.json", {})',
    ],
)
def test_what_only_terraform_knows_is_unknown(definition: str) -> None:
    files = read("%{ for a in b }{}%{ endfor }", "for.json") | read("${", "open.json")

    blocks = 'locals {\n  again = local.again\n}\ndata "template_file" "bare" {\n  template = var.x\n}'
    found = machine(definition, blocks, files)

    assert (found.document, found.problems, found.findings) == (None, (), ())


@pytest.mark.parametrize("definition", ["<<E\n{condition}\nE", 'templatefile("if.json", {})'])
def test_what_a_condition_lets_stand_is_the_definition(definition: str) -> None:
    condition = '{"StartAt": %{ if var.a ~}\n"A"%{ else }"B"%{~ endif }}'

    found = machine(definition.replace("{condition}", condition), files=read(condition, "if.json"))

    assert value(found) == {"StartAt": "A"}


def test_a_file_that_is_not_there_is_an_error_where_it_is_named() -> None:
    found = machine('templatefile("A.json", {})', files={"A.json": NoFile("x/A.json", "a.json")})

    (finding,) = found.findings
    assert (finding.line, finding.column) == (2, 29)
    assert finding.message == 'there is no file x/A.json; "a.json" is there, and case matters'


def test_a_file_that_is_no_text_has_its_problem() -> None:
    problem = SourceProblem(ProblemKind.BAD_ENCODING, "no", SourceText("", "a.json"), Span(0, 0))

    assert machine('file("a.json")', files={"a.json": problem}).problems == (problem,)


def test_modules_make_machines_too() -> None:
    text = """
module "a" {
  source     = "terraform-aws-modules/step-functions/aws"
  type       = "express"
  definition = "{}"
}
module "b" {
  source     = "./queue"
  definition = "{}"
}
module "c" {
  source = "terraform-aws-modules/step-functions/aws"
}
resource "aws_sfn_activity" "d" {
  definition = "{}"
}
"""
    found = find(SourceText(text, "main.tf"), lambda _: None)

    assert found is not None
    assert [(one.name, one.type) for one in found] == [("a", "EXPRESS")]


@pytest.mark.parametrize(
    ("text", "message", "at"),
    [
        ('resource "aws_sfn_state_machine" {', "the file ends too early", ""),
        ('resource "aws_sfn_state_machine" "a" {\n  name = "x\n}', BREAKS, '"x'),
        ('resource "aws_sfn_state_machine" "a" {\n  name = "${x"\n}', BREAKS, '"\n'),
        ('resource "aws_sfn_state_machine" "a" {}\n)', '")" is unexpected here', ")"),
        ("a = <<EOF\n{}\n", "the text that begins here is not closed by a line EOF", "<<"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(text: str, message: str, at: str) -> None:
    found = find(SourceText(text, "main.tf"), lambda _: None)

    assert found is not None
    (only,) = found
    (problem,) = only.problems
    assert (only.name, only.document, problem.kind) == (None, None, ProblemKind.NOT_HCL)
    assert problem.message == message
    assert text[problem.span.start :].startswith(at)


def test_another_file_that_cannot_be_read_is_none_of_terraform() -> None:
    assert find(SourceText('{"a": "aws_sfn_state_machine"', "main.json"), lambda _: None) is None
