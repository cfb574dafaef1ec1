from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import asltool
from asltool.lint.selection import UnknownRuleError

MACHINE = {"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"k": "$.k"}, "End": True}}}
TEXT = json.dumps(MACHINE)
BROKEN = '{"StartAt": "B", "States": {"A": {"Type": "Succeed"}}}'
SYNC = {
    "StartAt": "A",
    "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync", "End": True}},
}


def test_findings_say_what_is_wrong_where_and_what_to_do() -> None:
    (finding,) = asltool.lint_text(TEXT)

    assert (finding.rule, finding.severity) == ("ASL201", "warning")
    assert finding.message == '"k" is passed on as the plain text "$.k": the key lacks the suffix ".$"'
    assert finding.pointer == "/States/A/Parameters/k"
    assert (finding.line, finding.column, finding.end_line, finding.end_column) == (1, 66, 1, 69)
    assert finding.fix is not None
    assert finding.fix.safe


def test_a_value_is_linted_as_the_text_that_json_makes_of_it() -> None:
    (finding,) = asltool.lint(MACHINE)

    line = json.dumps(MACHINE, indent=2).splitlines()[finding.line - 1]
    assert line[finding.column - 1 : finding.end_column - 1] == '"k"'
    assert finding.file == "<value>"


@pytest.mark.parametrize("convert", [str, Path])
def test_a_file_is_linted_under_its_name(convert: type, tmp_path: Path) -> None:
    path = tmp_path / "a.asl.json"
    path.write_text(TEXT)

    assert [finding.file for finding in asltool.lint(convert(path))] == [str(path)]


def test_yaml_is_told_by_its_content() -> None:
    text = "StartAt: A\nStates:\n  A:\n    Type: Pass\n    Parameters:\n      k: $.k\n    End: true\n"

    (finding,) = asltool.lint_text(text)

    assert (finding.line, finding.column) == (6, 7)
    assert asltool.fix(text)[0] == text.replace("k: $.k", "k.$: $.k")


def test_the_type_select_and_ignore_are_the_callers_choice() -> None:
    assert asltool.lint(SYNC) == []
    assert [finding.rule for finding in asltool.lint(SYNC, type="EXPRESS")] == ["ASL605"]
    assert asltool.lint(SYNC, type="EXPRESS", ignore=["ASL6"]) == []
    assert asltool.lint_text(TEXT, select=["ASL1"]) == []
    assert asltool.lint_text(TEXT, name="order.json", select=["ASL2"])[0].file == "order.json"


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(UnknownRuleError, match='there is no rule "ASL9999"'):
        asltool.lint_text(TEXT, select=["ASL9999"])


def test_fix_gives_the_repaired_text_and_what_is_left() -> None:
    text, left = asltool.fix(TEXT.replace('"A", "States"', '"B", "States"'))

    assert text == TEXT.replace('"A", "States"', '"B", "States"').replace('"k"', '"k.$"')
    assert [finding.rule for finding in left] == ["ASL101", "ASL103"]


def test_a_sound_definition_loads_from_text_and_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.asl.json"
    path.write_text(TEXT)

    for machine in (asltool.loads(TEXT), asltool.load(path), asltool.load(str(path))):
        assert isinstance(machine, asltool.StateMachine)
        assert list(machine.states) == ["A"]


def test_a_definition_with_errors_does_not_load_and_carries_them(tmp_path: Path) -> None:
    path = tmp_path / "a.asl.json"
    path.write_text(BROKEN)

    for load in (lambda: asltool.loads(BROKEN), lambda: asltool.load(path)):
        with pytest.raises(asltool.InvalidDefinition) as refused:
            load()
        assert [finding.rule for finding in refused.value.findings] == ["ASL101", "ASL103"]
        assert 'there is no state "B" in the state machine' in str(refused.value)


@pytest.mark.parametrize("text", ["", "[]", "{", "{}"])
def test_what_is_no_definition_does_not_load(text: str) -> None:
    with pytest.raises(asltool.InvalidDefinition):
        asltool.loads(text)


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(asltool.UnreadableFileError):
        asltool.load(tmp_path / "nowhere.asl.json")


@pytest.mark.parametrize("name", asltool.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(asltool, name) is not None
    assert name in dir(asltool)


def test_a_name_that_is_not_public_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nope'"):
        asltool.nope  # noqa: B018


def in_a_new_process(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def test_importing_the_package_and_linting_load_nothing_slow() -> None:
    code = (
        "import sys, asltool; asltool.lint_text('{}'); "
        "print([name for name in ('boto3', 'botocore', 'jsonschema', 'yaml', 'click') if name in sys.modules])"
    )

    assert in_a_new_process(code) == "[]\n"


@pytest.mark.parametrize(
    "before", ["import asltool.lint.linter", "import asltool", "from asltool import load"]
)
def test_lint_is_the_function_whatever_was_imported_first(before: str) -> None:
    assert in_a_new_process(f"{before}\nimport asltool\nprint(callable(asltool.lint))") == "True\n"


def test_the_version_is_that_of_the_package() -> None:
    pyproject = Path(__file__).resolve().parents[1] / "pyproject.toml"

    assert f'version = "{asltool.__version__}"' in pyproject.read_text(encoding="utf-8")


def test_settings_count_only_where_they_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = tmp_path / "asltool.toml"
    settings.write_text('[lint]\nignore = ["ASL201"]\nexpress = ["*.asl.json"]\n')
    (tmp_path / "a.asl.json").write_text(TEXT)

    assert [finding.rule for finding in asltool.lint("a.asl.json")] == ["ASL201"]
    assert asltool.lint("a.asl.json", config=settings) == []
    assert asltool.lint(MACHINE, config=str(settings)) == []
    assert asltool.lint_text(TEXT, config=settings) == []
    assert asltool.fix(TEXT, config=settings)[0] == TEXT
    assert asltool.lint_text(json.dumps(SYNC), config=settings, name="a.asl.json")
    assert not asltool.lint_text(json.dumps(SYNC), config=settings, name="a.asl.json", type="STANDARD")


def test_unsafe_repairs_are_made_on_demand() -> None:
    late = TEXT.replace(
        '"Pass"', '"Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f"'
    ).replace('"End"', '"TimeoutSeconds": 5, "HeartbeatSeconds": 6, "End"')

    assert "HeartbeatSeconds" in asltool.fix(late)[0]
    assert "HeartbeatSeconds" not in asltool.fix(late, unsafe=True)[0]


TEMPLATE = """Resources:
  Pay:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      Definition:
        StartAt: A
        States:
          A: {Type: Task, Resource: 'arn:aws:states:::glue:startJobRun.sync', End: true}
  Ship:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: {StartAt: A, States: {A: {Type: Succeed}}}
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "template.yaml"
    path.write_text(TEMPLATE)
    return path


def test_all_machines_of_a_file_are_linted_as_their_types_say(template: Path) -> None:
    for found in (asltool.lint(template), asltool.lint_text(TEMPLATE)):
        assert [(finding.rule, finding.machine, finding.line) for finding in found] == [("ASL605", "Pay", 9)]
    assert asltool.lint(f"{template}::Ship") == []
    assert asltool.lint(template)[0].to_dict()["machine"] == "Pay"


def test_one_machine_of_a_file_is_loaded(template: Path) -> None:
    assert list(asltool.load(template, "Ship").states) == ["A"]
    assert list(asltool.load(f"{template}::Ship").states) == ["A"]
    with pytest.raises(asltool.InvalidDefinition, match="ASL605"):
        asltool.load(template, "Pay")
    with pytest.raises(asltool.AsltoolError, match='it has "Pay" and "Ship"'):
        asltool.load(template)


def test_one_machine_of_a_file_is_run_under_its_name(template: Path) -> None:
    execution = asltool.run(f"{template}::Ship", {"a": 1}, name="one")

    assert execution.output == {"a": 1}
    assert execution.history[0]["executionStartedEventDetails"]["input"] == '{"a":1}'


def test_a_definition_that_only_a_deployment_knows_cannot_be_loaded(tmp_path: Path) -> None:
    path = tmp_path / "main.tf"
    path.write_text('resource "aws_sfn_state_machine" "pay" {\n  definition = var.machine\n}\n')

    with pytest.raises(asltool.AsltoolError, match="before it is deployed"):
        asltool.load(path)


def test_what_is_known_of_the_input_is_held_against_the_paths() -> None:
    definition = {"StartAt": "A", "States": {"A": {"Type": "Pass", "InputPath": "$.a.b", "End": True}}}

    assert asltool.lint(definition) == []
    assert [found.rule for found in asltool.lint(definition, input_example={"a": 1})] == ["ASL240"]
    schema = {"type": "object", "additionalProperties": False}
    assert [found.rule for found in asltool.lint_text(json.dumps(definition), input_schema=schema)] == [
        "ASL240"
    ]


def test_a_machine_that_is_too_large_for_aws_still_runs_here() -> None:
    states = {f"S{n}": {"Type": "Pass", "Comment": "x" * 1000, "Next": f"S{n + 1}"} for n in range(1100)}
    text = json.dumps({"StartAt": "S0", "States": {**states, "S1100": {"Type": "Succeed"}}})

    assert asltool.run(asltool.loads(text)).status == "SUCCEEDED"
    assert "ASL801" in {finding.rule for finding in asltool.lint_text(text)}
