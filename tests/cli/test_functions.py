from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from asltool.cli.commands import cli
from asltool.cli.functions import named_functions, template_functions
from asltool.errors import AsltoolError
from asltool.handlers.lambda_command import LambdaCommand
from asltool.handlers.lambda_endpoint import LambdaEndpoint

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
    done = CliRunner().invoke(cli, ["run", f"{template}::Machine"])

    assert json.loads(done.stdout) == {"Charge": 1}, done.stderr


def test_what_is_given_outranks_the_template(template: Path) -> None:
    mocks = template.with_name("mocks.json")
    mocks.write_text(json.dumps({"A": [{"return": {}}], "B": [{"return": "mocked"}]}))

    done = CliRunner().invoke(cli, ["run", str(template), "--mocks", str(mocks)])

    assert json.loads(done.stdout) == "mocked"


def test_each_name_of_a_function_stands_for_it(template: Path) -> None:
    functions = template_functions(template)

    assert set(functions) == {"Charge", "${Charge}", "${Charge.Arn}", "${ChargeArn}"}
    assert len(set(functions.values())) == 1


def test_a_function_is_named_with_its_folder(template: Path) -> None:
    assert list(named_functions((f"charge={template.parent / 'charge'}:app.handler",))) == ["charge"]

    with pytest.raises(AsltoolError, match="--lambda must be NAME=FOLDER:module"):
        named_functions(("charge=app.handler",))


def test_a_function_may_be_a_command_or_behind_an_endpoint() -> None:
    functions = named_functions(("pay=!node pay.js --rate=3", "sam=http://127.0.0.1:3001/?a=b"))

    assert isinstance(functions["pay"], LambdaCommand)
    assert isinstance(functions["sam"], LambdaEndpoint)
