from __future__ import annotations

import asyncio
import json
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3
import pytest

import asltool
from asltool.errors import AsltoolError
from asltool.runner.programs import program_of
from engine_driving import machine

ECHO = machine("Echo", Echo={"Type": "Pass", "End": True})
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:charge"
WORK = machine("Work", Work={"Type": "Task", "Resource": FUNCTION, "End": True})


def refusal(*arguments: Any, **terms: Any) -> str:
    with pytest.raises(AsltoolError) as raised:
        asltool.run(*arguments, **terms)
    message = str(raised.value)
    assert "\n" not in message
    return message


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "order flow.asl.json"
    path.write_text(json.dumps(ECHO))
    return path


def test_a_machine_is_a_path_a_value_or_what_was_loaded(file: Path) -> None:
    for source in (file, str(file), ECHO, asltool.load(file)):
        assert asltool.run(source, {"n": 1}).output == {"n": 1}


def test_the_input_is_an_empty_object_unless_told_otherwise() -> None:
    assert asltool.run(ECHO).output == {}
    assert asltool.run(ECHO, None).output is None


def test_what_becomes_of_the_callers_input_does_not_show() -> None:
    given = {"items": [1]}

    execution = asltool.run(ECHO, given)
    given["items"].append(2)

    assert execution.output == {"items": [1]}
    assert execution.history[0]["executionStartedEventDetails"]["input"] == '{"items":[1]}'


def test_an_input_that_came_as_text_is_shown_as_it_came() -> None:
    execution = asltool.run(ECHO, input_text='{ "n": 1 }')

    assert execution.output == {"n": 1}
    assert execution.history[0]["executionStartedEventDetails"]["input"] == '{ "n": 1 }'


def test_two_runs_by_the_virtual_clock_have_the_same_history() -> None:
    waiting = machine("Wait", Wait={"Type": "Wait", "Seconds": 3600, "End": True})

    one, other = (asltool.run(waiting) for _ in range(2))

    assert list(one.history) == list(other.history)
    assert (one.stopped_at - one.started_at).total_seconds() == 3600


def test_virtual_time_begins_when_it_is_told_to() -> None:
    noon = datetime(2030, 1, 2, 12, tzinfo=UTC)

    for start in (noon, noon.timestamp(), noon.replace(tzinfo=None)):
        assert asltool.run(ECHO, start_at=start).started_at == noon


def test_another_seed_gives_other_names() -> None:
    assert asltool.run(ECHO, seed=1).name != asltool.run(ECHO, seed=2).name


def test_names_come_from_the_arguments_or_the_file(file: Path) -> None:
    named = asltool.run(ECHO, name="n", state_machine_name="m", region="eu-west-1", account="999999999999")

    assert named.arn == "arn:aws:states:eu-west-1:999999999999:execution:m:n"
    assert named.history[0]["executionStartedEventDetails"]["roleArn"].startswith(
        "arn:aws:iam::999999999999:role/"
    )
    assert asltool.run(file).state_machine_arn.endswith(":stateMachine:order-flow")
    assert asltool.run(ECHO).state_machine_arn.endswith(":stateMachine:StateMachine")
    assert asltool.run(ECHO, type="EXPRESS").arn.startswith("arn:aws:states:us-east-1:123456789012:express:")


def test_a_role_is_shown_as_it_is_given() -> None:
    started = asltool.run(ECHO, role_arn="arn:aws:iam::1:role/r").history[0]["executionStartedEventDetails"]

    assert started["roleArn"] == "arn:aws:iam::1:role/r"


def test_events_are_told_when_they_happen() -> None:
    told: list[dict[str, Any]] = []

    execution = asltool.run(ECHO, on_event=told.append)

    assert told == list(execution.history)


def test_handlers_mocks_and_async_handlers_do_the_work() -> None:
    async def late(event: Any) -> Any:
        await asyncio.sleep(0)
        return {"late": event}

    assert asltool.run(WORK, 1, handlers={"charge": late}).output == {"late": 1}
    assert asltool.run(WORK, 1, handlers={"charge": late}, mocks={"Work": [{"return": 2}]}).output == 2


def test_real_time_waits() -> None:
    waiting = machine("Wait", Wait={"Type": "Wait", "Seconds": 0, "End": True})

    assert asltool.run(waiting, clock="real").started_at.year >= 2026


def test_tasks_start_the_machines_that_are_given(file: Path) -> None:
    start = {
        "Type": "Task",
        "Resource": "arn:aws:states:::states:startExecution.sync:2",
        "Parameters": {
            "StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:Child",
            "Input": 5,
        },
        "OutputPath": "$.Output",
        "End": True,
    }
    arn = "arn:aws:states:us-east-1:123456789012:stateMachine:Child"

    for name, child in (("Child", ECHO), ("Child", file), (arn, ECHO)):
        assert asltool.run(machine("Start", Start=start), state_machines={name: child}).output == 5


def test_a_mock_file_of_step_functions_local_is_taken_with_its_test_case() -> None:
    mocks = {
        "StateMachines": {"Shop": {"TestCases": {"happy": {"Work": "paid"}}}},
        "MockedResponses": {"paid": {"0": {"Return": "paid"}}},
    }

    assert asltool.run(WORK, mocks=mocks, test_case="happy", state_machine_name="Shop").output == "paid"


EACH = machine(
    "Orders",
    Orders={
        "Type": "Map",
        "ItemProcessor": machine(
            "Work",
            Work={
                "Type": "Task",
                "Resource": FUNCTION,
                "Retry": [{"ErrorEquals": ["Busy"], "MaxAttempts": 1}],
                "End": True,
            },
        ),
        "End": True,
    },
)


def distributed(definition: dict[str, Any]) -> dict[str, Any]:
    copy: dict[str, Any] = json.loads(json.dumps(definition))
    processor = copy["States"]["Orders"]["ItemProcessor"]
    processor["ProcessorConfig"] = {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}
    return copy


@pytest.mark.parametrize("definition", [EACH, distributed(EACH)])
def test_answers_in_a_map_are_told_apart_by_iteration_retry_and_input(definition: dict[str, Any]) -> None:
    mocks: dict[str, Any] = {
        "Work": [
            {"when": {"iteration": 1, "retry_count": 0}, "throw": {"error": "Busy"}, "delay": 60},
            {"when": {"iteration": 1}, "return": "second"},
            {"when": {"input": {"id": 3}}, "return": "by input"},
            {"return": "first"},
            {"return": "last"},
        ]
    }
    items: Any = [{"id": n, "more": 1} for n in range(1, 5)]

    execution = asltool.run(definition, items, mocks=mocks)

    assert execution.output == ["first", "second", "by input", "last"]
    assert execution.mock_warnings == ()


def test_answers_in_branches_are_told_apart() -> None:
    branches = [
        machine(name, **{name: {"Type": "Task", "Resource": FUNCTION, "End": True}}) for name in ("A", "B")
    ]
    both = machine("Both", Both={"Type": "Parallel", "Branches": branches, "End": True})
    mocks: dict[str, Any] = {
        "charge": [{"when": {"branch": 1}, "return": "b"}, {"when": {"branch": {"Both": 0}}, "return": "a"}]
    }

    assert asltool.run(both, mocks=mocks).output == ["a", "b"]


def test_a_child_execution_is_where_its_task_is() -> None:
    start = {
        "Type": "Task",
        "Resource": "arn:aws:states:::states:startExecution.sync:2",
        "Parameters": {"StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:Child"},
        "OutputPath": "$.Output",
        "End": True,
    }
    outer = machine(
        "Orders", Orders={"Type": "Map", "ItemProcessor": machine("Start", Start=start), "End": True}
    )
    mocks: dict[str, Any] = {"Work": [{"when": {"iteration": 1}, "return": "b"}, {"return": "a"}]}

    assert asltool.run(outer, [0, 1, 2], mocks=mocks, state_machines={"Child": WORK}).output == [
        "a",
        "b",
        "a",
    ]


def test_activities_and_callbacks_are_mocked() -> None:
    definition = machine(
        "Approve",
        Approve={
            "Type": "Task",
            "Resource": "arn:aws:states:us-east-1:123456789012:activity:approval",
            "Next": "Ask",
        },
        Ask={
            "Type": "Task",
            "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
            "Parameters": {"QueueUrl": "q", "MessageBody.$": "$$.Task.Token"},
            "HeartbeatSeconds": 60,
            "TimeoutSeconds": 90,
            "Retry": [{"ErrorEquals": ["States.HeartbeatTimeout"]}],
            "End": True,
        },
    )
    mocks: dict[str, Any] = {
        "approval": [{"return": "yes", "worker_name": "ann"}],
        "Ask": [{"never": True, "submitted": {"MessageId": "m"}}, {"return": "answer", "delay": 30}],
    }

    execution = asltool.run(definition, mocks=mocks)

    details = [event[key] for event in execution.history for key in event if key.endswith("Details")]
    assert execution.output == "answer"
    assert {"workerName": "ann"} in details
    assert [event["type"] for event in execution.history].count("TaskTimedOut") == 1
    assert next(d["output"] for d in details if d.get("output", "").startswith('{"M')) == '{"MessageId":"m"}'


def test_an_attempt_that_no_mocked_answer_is_for_is_told() -> None:
    mocks: dict[str, Any] = {"Work": [{"when": {"retry_count": 1}, "return": 1}]}

    with pytest.raises(
        asltool.MissingHandlerError, match=r'^<mocks>:/Work: no "when" of mock "Work" fits this'
    ):
        asltool.run(WORK, mocks=mocks)
    with pytest.raises(asltool.MissingHandlerError, match=r'^state "Work" has no handler'):
        asltool.run(WORK, mocks={})
    assert asltool.run(WORK, mocks=mocks, handlers={"charge": lambda _: 2}).output == 2


def test_mocks_that_are_not_used_or_do_not_fit_are_told() -> None:
    mocks = {
        "StateMachines": {"Shop": {"TestCases": {"happy": {"Work": "paid"}}}},
        "MockedResponses": {"paid": {"0": {"Return": 1}, "1": {"Return": 2}}, "lost": {}},
    }

    assert asltool.run(WORK, mocks=mocks, test_case="happy").mock_warnings == (
        '<mocks>:/MockedResponses/lost: no test case names the response "lost"',
        '<mocks>:/MockedResponses/paid/1: the response "paid" of state "Work" was asked for 1 attempt, '
        "and never came to this answer",
    )


def test_a_definition_with_errors_is_refused_with_all_of_them() -> None:
    broken = machine("Gone", Here={"Type": "Pass", "Nxt": "There"})

    with pytest.raises(asltool.InvalidDefinition) as raised:
        asltool.run(broken)

    assert len(raised.value.findings) >= 2


def test_a_task_that_nothing_serves_is_told_with_the_keys_that_would() -> None:
    with pytest.raises(asltool.MissingHandlerError, match='"charge"'):
        asltool.run(WORK)


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"type": "FAST"}, 'type must be "STANDARD" or "EXPRESS", not \'FAST\''),
        ({"clock": "sun"}, 'clock must be "virtual" or "real", not \'sun\''),
        ({"input": {1, 2}}, "the input is no JSON: Object of type set is not JSON serializable"),
        ({"input": float("nan")}, "the input is no JSON: Out of range float values are not JSON compliant"),
        ({"input_text": "{"}, "the input is no JSON: Expecting property name"),
        ({"name": "a b"}, "name cannot be 'a b': 1 to 80 characters, no blanks and none of"),
        ({"name": ""}, "name cannot be ''"),
        ({"state_machine_name": "a/b"}, "state_machine_name cannot be 'a/b'"),
        ({"role_arn": ""}, "role_arn must be a text without blanks, not ''"),
        ({"region": "us east"}, "region must be a text without blanks, not 'us east'"),
        ({"account": 123}, "account must be a text without blanks, not 123"),
        ({"handlers": {"f": 1}}, "handlers must map texts to callables, not 'f' to 1"),
        ({"test_case": "happy"}, 'test case "happy" is asked for, but there are no mocks to take it from'),
        ({"state_machines": {"a b": ECHO}}, '"a b" in state_machines cannot be the name of a state machine'),
    ],
)
def test_an_argument_that_is_wrong_is_told_in_one_line(terms: dict[str, Any], message: str) -> None:
    assert refusal(ECHO, **terms).startswith(message)


def test_a_definition_of_another_type_is_refused() -> None:
    assert refusal(5) == "a definition must be a path, a dict, or a StateMachine (see asltool.load), not int"


def test_what_cannot_be_run_is_told_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "m.asl.json"
    reading = {
        "Type": "Map",
        "ItemReader": {
            "Resource": "arn:aws:states:::s3:getObject",
            "Parameters": {"Bucket": "b", "Key": "k"},
        },
        "ItemProcessor": ECHO,
        "End": True,
    }
    file.write_text(json.dumps(machine("S", S=reading), indent=2))
    message = 'state "S" has ItemReader, which needs the processor mode DISTRIBUTED'

    assert refusal(file) == f"{file}:6:7: {message}"
    assert refusal(asltool.load(file)) == f"/States/S/ItemReader: {message}"
    assert refusal(ECHO, state_machines={"Child": file}) == f"{file}:6:7: {message}"


def test_a_loaded_machine_is_compiled_once() -> None:
    loaded = asltool.loads(json.dumps(ECHO))

    asltool.run(loaded)
    program = program_of(loaded)
    asltool.run(loaded)

    assert program_of(loaded) is program


def test_placeholders_stand_for_what_is_defined(tmp_path: Path) -> None:
    file = tmp_path / "a.asl.json"
    file.write_text(
        '{"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": ${Wait}, "Next": "B"}, "B": {"Type": "Task",'
        '"Resource": "arn:${AWS::Partition}:states:::lambda:invoke", "End": true, "Parameters": {"FunctionName": "${Fn}"}}}}'
    )

    execution = asltool.run(
        file,
        handlers={"lambda:invoke": lambda payload: payload["FunctionName"]},
        define={"Wait": 5, "Fn": "pay"},
    )

    assert execution.output["Payload"] == "pay"


def test_a_run_on_aws_follows_jobs_skips_waits_and_takes_tokens_back(aws_server: str) -> None:
    sqs = boto3.client("sqs", region_name="us-east-1")
    url = sqs.create_queue(QueueName="q")["QueueUrl"]
    query = {"QueryString": "SELECT 1", "ResultConfiguration": {"OutputLocation": "s3://b/"}}
    message = {"QueueUrl": url, "MessageBody": {"token.$": "$$.Task.Token"}}
    definition = machine(
        "Query",
        Query={
            "Type": "Task",
            "Resource": "arn:aws:states:::athena:startQueryExecution.sync",
            "Parameters": query,
            "Next": "Wait",
        },
        Wait={"Type": "Wait", "Seconds": 3600, "Next": "Ask"},
        Ask={
            "Type": "Task",
            "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
            "Parameters": message,
            "TimeoutSeconds": 60,
            "End": True,
        },
    )

    def approve() -> None:
        while not (received := sqs.receive_message(QueueUrl=url, WaitTimeSeconds=1).get("Messages")):
            pass
        asltool.tasks.send_task_success(json.loads(received[0]["Body"])["token"], {"approved": True})

    human = threading.Thread(target=approve)
    human.start()
    done = asltool.run(definition, aws=["athena", "sqs"])
    human.join()

    assert done.output == {"approved": True}
    assert [event["type"] for event in done.history].count("TaskSubmitted") == 2
    assert (done.stopped_at - done.started_at).total_seconds() > 3600


def test_a_task_that_times_out_stops_its_job_on_aws(aws_server: str) -> None:
    sfn = boto3.client("stepfunctions", region_name="us-east-1")
    arn = sfn.create_state_machine(
        name="Child", roleArn="arn:aws:iam::123456789012:role/r", definition=json.dumps(ECHO)
    )["stateMachineArn"]
    state = {
        "Type": "Task",
        "Resource": "arn:aws:states:::states:startExecution.sync",
        "Parameters": {"StateMachineArn": arn},
        "TimeoutSeconds": 1,
        "End": True,
    }

    done = asltool.run(machine("Start", Start=state), aws=True)

    assert done.error == "States.Timeout"
    assert [each["status"] for each in sfn.list_executions(stateMachineArn=arn)["executions"]] == ["ABORTED"]


TEMPLATE = """
Transform: AWS::Serverless-2016-10-31
Resources:
  Charge:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: charge, Handler: app.handler, Runtime: python3.12, Timeout: 30}
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionSubstitutions: {ChargeArn: !GetAtt Charge.Arn}
      Definition:
        StartAt: A
        States:
          A: {Type: Task, Resource: "${ChargeArn}", Next: B}
          B:
            Type: Task
            Resource: arn:aws:states:::lambda:invoke
            Parameters: {FunctionName: "${ChargeArn}", "Payload.$": $}
            OutputPath: $.Payload
            End: true
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    (tmp_path / "charge").mkdir()
    (tmp_path / "charge/app.py").write_text(
        "def handler(event, context):\n    return event | {context.function_name: len(event)}\n"
    )
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    return tmp_path / "template.yaml"


def test_the_functions_of_a_template_do_its_tasks(template: Path) -> None:
    assert asltool.run(f"{template}::Machine").output == {"Charge": 1}


def test_what_is_given_outranks_the_functions_of_the_template(template: Path) -> None:
    mocks = {"A": [{"return": {}}], "B": [{"return": "mocked"}]}

    assert asltool.run(template, mocks=mocks).output == "mocked"
    assert asltool.run(template, handlers={"${ChargeArn}": lambda event: [event]}).output == [[{}]]
