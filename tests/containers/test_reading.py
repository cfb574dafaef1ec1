from __future__ import annotations

from pathlib import Path

import pytest

from asltool.containers.choosing import NoMachineError
from asltool.containers.reading import contents_of, read_contents
from asltool.errors import AsltoolError
from asltool.source.text import SourceText

CORPUS = Path(__file__).parent / "corpus" / "cloudformation"


def test_a_definition_by_itself_has_no_name_and_no_container(tmp_path: Path) -> None:
    file = tmp_path / "a.asl.json"
    file.write_text('{"StartAt": "A"}', encoding="utf-8")

    contents = read_contents(file)

    (machine,) = contents.machines
    assert machine.document is not None
    assert (contents.noun, machine.name, machine.document.value) == (None, None, {"StartAt": "A"})


def test_a_template_has_its_machines_by_name() -> None:
    contents = read_contents(CORPUS / "sam.yaml")

    assert contents.noun == "CloudFormation template"
    assert [(machine.name, machine.type, machine.document is None) for machine in contents.machines] == [
        ("Orders", "EXPRESS", False),
        ("Returns", None, False),
        ("Gone", None, True),
        ("Elsewhere", None, True),
    ]


def test_one_machine_can_be_named() -> None:
    (machine,) = read_contents(f"{CORPUS / 'sam.yaml'}::Returns").machines

    assert machine.name == "Returns"
    with pytest.raises(AsltoolError, match='did you mean "Returns"'):
        read_contents(f"{CORPUS / 'sam.yaml'}::Return")


@pytest.mark.parametrize(
    "text",
    ['{"Resources": {"A": {"Type": "AWS::SQS::Queue"}}}', "Resources:\n  A: {Type: 'AWS::SQS::Queue'}\n"],
)
def test_a_template_without_a_machine_says_so(text: str, tmp_path: Path) -> None:
    file = tmp_path / "template.yaml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(NoMachineError, match="is a CloudFormation template without a state machine"):
        read_contents(file)


def test_a_definition_that_speaks_of_templates_is_none() -> None:
    text = '{"StartAt": "A", "Resources": {"Type": "AWS::StepFunctions::StateMachine"}}'

    assert contents_of(SourceText(text, "a.json")).noun is None


def test_a_file_that_is_no_text_has_a_problem(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b"\xff")

    (machine,) = read_contents(file).machines

    assert machine.document is None
    assert len(machine.problems) == 1
