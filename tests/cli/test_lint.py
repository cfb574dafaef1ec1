from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from asltool.cli.commands import cli

EXAMPLE = (
    Path(__file__).resolve().parents[2] / "examples" / "image-processing" / "workflow-as-written.asl.json"
)

CLEAN = '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}'
MISSING_DOLLAR = (
    '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"k": "$.k"}, "End": true}}}'
)
REPAIRED = '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"k.$": "$.k"}, "End": true}}}'
NO_TARGET = '{"StartAt": "B", "States": {"A": {"Type": "Succeed"}}}'
SYNC = (
    '{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync", '
    '"End": true}}}'
)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def lint(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["lint", *arguments], input=stdin)


def write(name: str, text: str) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(text.encode())
    return name


def test_a_clean_definition_exits_with_0() -> None:
    result = lint(write("a.asl.json", CLEAN))

    assert (result.exit_code, result.output) == (0, "no findings in 1 definition\n")


def test_the_three_mistakes_of_the_image_workflow_are_named_where_they_are() -> None:
    result = lint("--format", "json", str(EXAMPLE))

    found = json.loads(result.stdout)["findings"]
    assert [(each["rule"], each["severity"], each["line"], each["column"]) for each in found] == [
        ("ASL606", "warning", 7, 35),
        ("ASL602", "error", 16, 19),
        ("ASL201", "warning", 19, 9),
    ]
    assert result.exit_code == 1


def test_fix_repairs_two_mistakes_of_the_image_workflow_and_leaves_every_other_byte_alone() -> None:
    before = EXAMPLE.read_bytes()
    Path("workflow.asl.json").write_bytes(before)

    result = lint("--fix", "workflow.asl.json")

    expected = before.replace(b"arn:aws:states:::s3:putObject", b"arn:aws:states:::aws-sdk:s3:putObject")
    expected = expected.replace(b'"Key": "$.filteredImageKey"', b'"Key.$": "$.filteredImageKey"')
    assert Path("workflow.asl.json").read_bytes() == expected
    assert "repaired 2 findings in workflow.asl.json" in result.stderr
    assert "1 warning in 1 definition" in result.stdout
    assert result.exit_code == 1


def test_fix_exits_with_0_once_nothing_is_left() -> None:
    result = lint("--fix", write("a.asl.json", MISSING_DOLLAR))

    assert Path("a.asl.json").read_text() == REPAIRED
    assert "repaired 1 finding in a.asl.json" in result.stderr
    assert result.exit_code == 0


def test_fix_keeps_byte_order_mark_and_line_ends() -> None:
    write("a.asl.json", "\ufeff" + MISSING_DOLLAR.replace(", ", ",\r\n\t"))

    lint("--fix", "a.asl.json")

    assert Path("a.asl.json").read_bytes().decode() == "\ufeff" + REPAIRED.replace(", ", ",\r\n\t")


def test_fix_does_not_touch_a_file_that_needs_no_repair() -> None:
    write("a.asl.json", NO_TARGET)
    before = Path("a.asl.json").stat().st_mtime_ns

    result = lint("--fix", "a.asl.json")

    assert Path("a.asl.json").stat().st_mtime_ns == before
    assert result.exit_code == 1


def test_a_file_that_cannot_be_written_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path, _content: bytes) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with Path("a.asl.json").open("w") as file:
        file.write(MISSING_DOLLAR)

    result = lint("--fix", "a.asl.json")

    assert "asltool: error: cannot write a.asl.json: permission denied" in result.stderr
    assert result.exit_code == 2


def test_fix_of_standard_input_gives_the_text_on_stdout_and_the_report_on_stderr() -> None:
    result = lint("--fix", "-", stdin=MISSING_DOLLAR + "\n")

    assert result.stdout == REPAIRED + "\n"
    assert "no findings in 1 definition" in result.stderr


@pytest.mark.parametrize("text", [CLEAN.encode(), b'{"a": "\xe9"}'])
def test_what_comes_from_standard_input_and_cannot_be_repaired_passes_through(text: bytes) -> None:
    assert lint("--fix", "-", stdin=text).stdout_bytes == text


def test_standard_input_is_checked() -> None:
    result = lint("-", stdin=NO_TARGET)

    assert result.stdout.startswith(
        '<stdin>:1:13: error: there is no state "B" in the state machine [ASL101]\n'
    )
    assert result.exit_code == 1


def test_without_a_path_the_current_folder_is_searched() -> None:
    write("machines/a.asl.json", CLEAN)
    write("machines/b.yaml", "StartAt: A\nStates:\n  A:\n    Type: Succeed\n")

    assert lint().output == "no findings in 2 definitions\n"


def test_a_folder_without_definitions_is_misuse() -> None:
    result = lint()

    assert "asltool: error: no definition in .:" in result.stderr
    assert result.exit_code == 2


def test_select_and_ignore_take_ids_families_and_names() -> None:
    write("a.asl.json", NO_TARGET)

    assert lint("--select", "ASL2", "a.asl.json").exit_code == 0
    assert lint("--ignore", "missing-target, unreachable-state", "a.asl.json").exit_code == 0
    assert lint("--select", "ASL1", "--ignore", "ASL103", "a.asl.json").stdout.count("error:") == 1


def test_an_unknown_rule_is_misuse() -> None:
    result = lint("--select", "missing-targt", write("a.asl.json", CLEAN))

    assert 'there is no rule "missing-targt"; did you mean missing-target?' in result.stderr
    assert result.exit_code == 2


@pytest.mark.parametrize(("type_", "exit_code"), [("STANDARD", 0), ("express", 1)])
def test_the_type_decides_what_a_machine_may_do(type_: str, exit_code: int) -> None:
    assert lint("--type", type_, write("a.asl.json", SYNC)).exit_code == exit_code


def test_a_missing_file_does_not_keep_the_other_ones_from_being_named() -> None:
    result = lint(write("a.asl.json", CLEAN), "nowhere.asl.json")

    assert result.stderr == "asltool: error: cannot read nowhere.asl.json: no such file or directory\n"
    assert result.exit_code == 2


def test_a_file_that_vanishes_is_an_error_and_the_others_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.asl.json", CLEAN)
    monkeypatch.setattr(
        "asltool.cli.linting.find_definitions", lambda _paths: ["gone.asl.json", "a.asl.json"]
    )

    result = lint(".")

    assert "cannot read gone.asl.json" in result.stderr
    assert result.stdout == "no findings in 1 definition\n"
    assert result.exit_code == 2


def test_only_a_file_that_vanishes_gives_no_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asltool.cli.linting.find_definitions", lambda _paths: ["gone.asl.json"])

    result = lint(".")

    assert (result.stdout, result.exit_code) == ("", 2)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", "the document is empty", id="nothing"),
        pytest.param(b"\xff\xfe{\x00", "the file is UTF-16", id="UTF-16"),
        pytest.param(b'{"a": "\xe9"}', "the byte 0xE9 is not UTF-8", id="Latin-1"),
        pytest.param(b'{"StartAt": "A", "States": {', "is never closed", id="truncated"),
        pytest.param(b"[1]", "a state machine must be an object", id="list"),
        pytest.param(b"[" * 200 + b"]" * 200, "more than 128 deep", id="deep"),
        pytest.param(b'"' + b"x" * 34_000_000 + b'"', "more than any definition has", id="large"),
    ],
)
def test_what_is_no_definition_gives_one_clear_message(content: bytes, message: str) -> None:
    Path("a.asl.json").write_bytes(content)

    result = lint("a.asl.json")

    assert result.stdout.count("error:") == 1
    assert message in result.stdout
    assert result.exit_code == 1


def test_diff_shows_what_fix_would_change_and_changes_nothing() -> None:
    write("a.asl.json", MISSING_DOLLAR + "\n")

    result = lint("--diff", "a.asl.json")

    assert result.stdout == (
        f"--- a/a.asl.json\n+++ b/a.asl.json\n@@ -1 +1 @@\n-{MISSING_DOLLAR}\n+{REPAIRED}\n"
    )
    assert "1 warning in 1 definition; --fix repairs it" in result.stderr
    assert Path("a.asl.json").read_text() == MISSING_DOLLAR + "\n"
    assert result.exit_code == 1


def test_unsafe_repairs_are_made_on_demand_only() -> None:
    late = MISSING_DOLLAR.replace(
        '"Pass"', '"Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f"'
    ).replace('"End"', '"TimeoutSeconds": 5, "HeartbeatSeconds": 6, "End"')

    lint("--fix", write("a.asl.json", late))
    assert "HeartbeatSeconds" in Path("a.asl.json").read_text()

    assert lint("--fix", "--unsafe", "a.asl.json").exit_code == 0
    assert "HeartbeatSeconds" not in Path("a.asl.json").read_text()


@pytest.mark.parametrize("options", [("--fix", "--diff"), ("--unsafe",)])
def test_options_that_contradict_each_other_are_misuse(options: tuple[str, ...]) -> None:
    result = lint(*options, write("a.asl.json", CLEAN))

    assert result.stderr.startswith("asltool: error: --")
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("text", "options", "exit_code"),
    [
        (MISSING_DOLLAR, ("--error-on", "error"), 0),
        (MISSING_DOLLAR, ("--error-on", "warning"), 1),
        (MISSING_DOLLAR, ("--error-on", "info"), 1),
        (NO_TARGET, ("--error-on", "error"), 1),
        (NO_TARGET, ("--exit-zero",), 0),
        (CLEAN, ("--error-on", "info"), 0),
    ],
)
def test_the_exit_code_counts_what_is_bad_enough(text: str, options: tuple[str, ...], exit_code: int) -> None:
    assert lint(*options, write("a.asl.json", text)).exit_code == exit_code


def test_exit_zero_does_not_hide_what_could_not_be_checked() -> None:
    assert lint("--exit-zero", "nowhere.json").exit_code == 2


def test_settings_are_found_and_can_be_named_and_switched_off() -> None:
    write("machines/a.asl.json", NO_TARGET)
    write("asltool.toml", '[lint]\nignore = ["ASL1"]\n')
    write("other.toml", '[lint.severity]\nASL1 = "info"\n')

    assert lint("machines").exit_code == 0
    assert lint("--no-config", "machines").exit_code == 1
    assert lint("--config", "other.toml", "machines").exit_code == 0
    assert lint("--config", "other.toml", "--advice", "machines").stdout.count(" [ASL1") == 2


def test_a_mistake_in_the_settings_is_misuse() -> None:
    write("asltool.toml", '[lint]\nignore = ["ASL999"]\n')

    result = lint(write("a.asl.json", CLEAN))

    assert result.stderr.startswith('asltool: error: asltool.toml:2:11: there is no rule "ASL999"')
    assert result.exit_code == 2


def test_what_is_excluded_is_left_alone_even_if_it_is_named() -> None:
    write("asltool.toml", '[lint]\nexclude = ["old"]\n')
    write("old/a.asl.json", NO_TARGET)
    write("new/a.asl.json", CLEAN)

    assert lint(".").stdout == "no findings in 1 definition\n"
    result = lint("old/a.asl.json")
    assert result.stderr == "old/a.asl.json is left out: asltool.toml excludes it\n"
    assert (result.stdout, result.exit_code) == ("no findings in 0 definitions\n", 0)
    assert json.loads(lint("--format", "json", "old/a.asl.json").stdout)["findings"] == []


def test_the_settings_decide_on_the_type() -> None:
    write("asltool.toml", '[lint]\nexpress = ["fast/**"]\n')
    write("fast/a.asl.json", SYNC)

    assert lint("fast").exit_code == 1
    assert lint("--type", "STANDARD", "fast").exit_code == 0


def test_known_findings_are_not_reported_and_new_ones_are() -> None:
    write("a.asl.json", NO_TARGET)
    assert lint("--baseline", "known.json", "--update-baseline", ".").exit_code == 0

    assert lint("--baseline", "known.json", ".").stdout == "no findings in 1 definition\n"
    write("asltool.toml", '[lint]\nbaseline = "known.json"\n')
    assert lint(".").exit_code == 0
    write("b.asl.json", MISSING_DOLLAR)
    assert lint(".").stdout.count("ASL201") == 1
    write("a.asl.json", CLEAN)
    assert "2 findings of known.json cannot be found any more" in lint(".").stderr


def test_a_look_at_one_machine_of_a_file_leaves_the_others_in_the_baseline() -> None:
    machine = "  {}:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition: {}\n"
    write("t.yaml", "Resources:\n" + machine.format("One", NO_TARGET) + machine.format("Two", NO_TARGET))
    lint("--baseline", "known.json", "--update-baseline", "t.yaml")
    before = Path("known.json").read_text()

    assert lint("--baseline", "known.json", "t.yaml::One").stderr == ""
    lint("--baseline", "known.json", "--update-baseline", "t.yaml::One")
    assert Path("known.json").read_text() == before
    assert before.count('"fingerprint"') == 4


def test_paths_in_reports_for_code_hosts_begin_at_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    write("asltool.toml", "")
    write("machines/a.asl.json", NO_TARGET)
    top = json.loads(lint("--format", "gitlab", "machines").stdout)
    monkeypatch.chdir("machines")

    assert json.loads(lint("--format", "gitlab", ".").stdout) == top
    assert top[0]["location"]["path"] == "machines/a.asl.json"


def test_sarif_and_github_formats_are_on_offer() -> None:
    write("a.asl.json", NO_TARGET)

    assert json.loads(lint("--format", "sarif", "a.asl.json").stdout)["version"] == "2.1.0"
    assert lint("--format", "github", "a.asl.json").stdout.startswith("::error file=a.asl.json,line=1")
    assert lint("--format", "github", write("b.asl.json", CLEAN)).stdout == ""


TWO_MACHINES = """Resources:
  Pay:
    Type: AWS::Serverless::StateMachine
    Properties: {DefinitionUri: pay.asl.json}
  Ship:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: {StartAt: B, States: {A: {Type: Succeed}}}
  Gone:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: {StartAt: C, States: {C: {Type: Succeed}}}
"""


def test_a_template_is_checked_with_the_files_that_it_names_each_once() -> None:
    write("in/template.yaml", TWO_MACHINES)
    write("in/pay.asl.json", MISSING_DOLLAR)

    done = lint("in", "--select", "ASL1,ASL201")

    places = [line for line in done.stdout.splitlines() if line.startswith("in")]
    assert [(line.split(":")[0].replace("\\", "/"), line.rpartition("[")[2]) for line in places] == [
        ("in/template.yaml", "ASL101] in Ship"),
        ("in/template.yaml", "ASL103] in Ship"),
        ("in/pay.asl.json", "ASL201]"),
    ]
    assert done.stdout.endswith("in 2 of 3 definitions; --fix repairs 1 of them\n")


def test_files_that_a_template_names_are_repaired() -> None:
    write("template.yaml", TWO_MACHINES)
    write("pay.asl.json", MISSING_DOLLAR)

    done = lint("--fix", "template.yaml::Pay")

    assert done.exit_code == 0
    assert ".$" in Path("pay.asl.json").read_text()
    assert Path("template.yaml").read_text() == TWO_MACHINES


def test_a_template_without_a_machine_is_misuse_if_it_is_named() -> None:
    write("in/template.yaml", "Resources: {A: {Type: 'AWS::SQS::Queue'}}")
    write("in/a.asl.json", '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}')

    named, searched = lint("in/template.yaml"), lint("in")

    assert (named.exit_code, searched.exit_code) == (2, 0)
    assert "in/template.yaml is a CloudFormation template without a state machine" in named.stderr


def test_a_machine_that_is_not_there_is_misuse() -> None:
    write("template.yaml", TWO_MACHINES)

    done = lint("template.yaml::Shop")

    assert done.exit_code == 2
    assert 'has no state machine "Shop"; did you mean "Ship"?' in done.stderr


READS_NAME = '{"StartAt": "A", "States": {"A": {"Type": "Pass", "InputPath": "$.order.name", "End": true}}}'


def test_a_schema_of_the_input_tells_what_is_not_in_it() -> None:
    definition = write("a.asl.json", READS_NAME)
    order = '{"type": "object", "properties": {"id": {"type": "string"}}, "additionalProperties": false}'
    schema = write("s.json", '{"type": "object", "properties": {"order": ' + order + "}}")

    result = lint("--input-schema", schema, definition)

    assert '"$.order.name" leads nowhere: there is no "name" in "$.order", only "id"' in result.output
    assert result.exit_code == 1
    assert lint(definition).exit_code == 0


def test_an_example_of_the_input_tells_the_types_in_it() -> None:
    definition = write("a.asl.json", READS_NAME)
    example = write("e.yaml", "order: not yet paid\n")

    result = lint("--input-example", example, definition)

    assert '"$.order.name" leads nowhere: "$.order" is no object but a string' in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--input-schema", "s.json", "--input-example", "s.json"], "a schema and an example"),
        (["--input-schema", "list.json"], "a JSON Schema is an object"),
        (["--input-schema", "bad.json"], "bad.json:1:"),
        (["--input-example", "gone.json"], "cannot read gone.json"),
    ],
)
def test_what_is_no_schema_and_no_example_is_misuse(arguments: list[str], message: str) -> None:
    for name, text in (("s.json", "{}"), ("list.json", "[1]"), ("bad.json", '{"a": ')):
        write(name, text)

    result = lint(*arguments, write("a.asl.json", CLEAN))

    assert result.exit_code == 2
    assert message in result.stderr
