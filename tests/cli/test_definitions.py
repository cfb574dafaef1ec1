from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from asltool.cli.definitions import find_definitions, looks_like_one
from asltool.errors import AsltoolError, UnreadableFileError

MACHINE = {"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}
TEMPLATE = {"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"Machine": {"Definition": MACHINE}}}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_files_are_taken_as_they_are_given_and_each_once() -> None:
    write("a.txt", "not even JSON")

    assert find_definitions(("a.txt", "-", "a.txt")) == ["a.txt", "-"]


def test_a_folder_stands_for_its_definitions_in_the_order_of_their_names() -> None:
    for name in ("b.asl.json", "a.ASL.JSON", "c.asl.yaml", "d.asl.yml", "e.asl", "deep/er/f.asl.json"):
        write(f"machines/{name}", "anything")
    write("machines/readme.md", json.dumps(MACHINE))

    assert find_definitions(("machines",)) == [
        str(Path("machines", *name.split("/")))
        for name in ("a.ASL.JSON", "b.asl.json", "c.asl.yaml", "d.asl.yml", "e.asl", "deep/er/f.asl.json")
    ]


def test_folders_that_hold_no_sources_are_passed_over() -> None:
    for folder in (".git", "node_modules", "venv", "."):
        write(f"{folder}/a.asl.json", "{}")

    assert find_definitions((".",)) == ["a.asl.json"]


def test_other_json_and_yaml_files_count_if_they_look_like_definitions() -> None:
    write("m/machine.json", json.dumps(MACHINE))
    write("m/template.json", json.dumps(TEMPLATE))
    write("m/package.json", "{}")
    write("m/machine.yml", "StartAt: A\nStates:\n  A: {Type: Succeed}\n")

    assert find_definitions(("m",)) == [str(Path("m/machine.json")), str(Path("m/machine.yml"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('\ufeff{"StartAt": "A", "States": {}}', True, id="byte order mark"),
        pytest.param('{"StartAt": "A", "States": {', True, id="truncated"),
        pytest.param('{"Resources": {"M": {"StartAt": "A", "States": {', False, id="truncated template"),
        pytest.param('{"Definition": {"StartAt": "A", "States": {}}}', False, id="not at the top"),
        pytest.param("'StartAt': A\n\"States\":\n  A: {}\n", True, id="YAML with quotes"),
        pytest.param("Definition:\n  StartAt: A\n  States: {}\n", False, id="YAML, not at the top"),
        pytest.param("StartAt: A\nother: States\n", False, id="YAML, the word alone"),
        pytest.param('["StartAt", "States"]', False, id="array"),
    ],
)
def test_a_definition_has_its_start_and_its_states_at_the_top(text: str, *, expected: bool) -> None:
    assert looks_like_one(Path(write("a.json", text))) is expected


def test_what_cannot_be_read_does_not_look_like_a_definition() -> None:
    Path("latin.json").write_bytes(b'{"StartAt": "\xe9", "States": {}}')
    with Path("large.json").open("wb") as file:
        file.truncate(11 * 1024 * 1024)

    assert not looks_like_one(Path("latin.json"))
    assert not looks_like_one(Path("large.json"))
    assert not looks_like_one(Path("nowhere.json"))


def test_a_path_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(UnreadableFileError, match=r"cannot read nowhere: no such file or directory"):
        find_definitions(("nowhere",))


def test_a_folder_without_definitions_is_an_error_that_says_what_was_looked_for() -> None:
    write("m/readme.md", "nothing here")

    with pytest.raises(
        AsltoolError, match=r"no definition in m: .*\*\.asl\.json, .* \"StartAt\" and \"States\""
    ):
        find_definitions(("m",))


def test_what_is_neither_file_nor_folder_is_left_to_the_reader() -> None:
    assert find_definitions((os.devnull,)) == [os.devnull]


def test_containers_are_found_by_what_is_in_them() -> None:
    machine = {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"Definition": MACHINE}}
    write("in/template.json", json.dumps({"Resources": {"Pay": machine}}))
    write("in/broken.yaml", "Resources: {Pay: {Type: AWS::Serverless::StateMachine\n")
    write("in/main.tf", 'resource "aws_sfn_state_machine" "pay" {\n  definition = "{}"\n}\n')
    write("in/queue.tf", 'resource "aws_sqs_queue" "pay" {}\n')
    write("in/roles.tf", '# for aws_sfn_state_machine.pay\nresource "aws_iam_role" "pay" {}\n')
    write("in/serverless.yml", "service: a\nstepFunctions:\n  stateMachines: {pay: {definition: {}}}\n")
    write("in/schema.json", json.dumps({"enum": ["AWS::StepFunctions::StateMachine"]}))

    assert find_definitions(("in",)) == [
        str(Path("in", name)) for name in ("broken.yaml", "main.tf", "serverless.yml", "template.json")
    ]


def test_one_machine_of_a_file_may_be_named() -> None:
    write("a.yaml", "anything")

    assert find_definitions(("a.yaml::Pay", "a.yaml")) == ["a.yaml::Pay", "a.yaml"]
