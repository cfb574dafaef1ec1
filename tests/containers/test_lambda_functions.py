from __future__ import annotations

from pathlib import Path

import pytest

from asltool.containers.lambda_functions import DEFAULT_SECONDS, functions_in

TEMPLATE = """
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: {Runtime: python3.12, Timeout: 20, Environment: {Variables: {STAGE: test}}}
Resources:
  Charge:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: charge/
      Handler: app.handler
      Environment: {Variables: {RATE: 3, TABLE: !Ref Orders}}
  Refund: {Type: AWS::Serverless::Function, Properties: {CodeUri: none/, Handler: app.handler}}
  Notify: {Type: AWS::Serverless::Function, Properties: {CodeUri: charge/, Handler: i.h, Runtime: nodejs20.x}}
  Old:
    Type: AWS::Lambda::Function
    Properties: {Code: charge, Handler: old.main, FunctionName: old-one, Runtime: python3.11}
  Orders: {Type: AWS::DynamoDB::Table}
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionSubstitutions: {ChargeArn: !GetAtt Charge.Arn, OldName: !Ref Old, Text: plain}
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    (tmp_path / "charge").mkdir()
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    return tmp_path / "template.yaml"


def test_python_functions_whose_code_is_there_are_found(template: Path) -> None:
    charge, old = functions_in(f"{template}::Machine")

    assert (charge.name, charge.handler) == ("Charge", "app.handler")
    assert charge.folder == template.parent / "charge"
    assert charge.environment == {"STAGE": "test", "RATE": "3", "TABLE": "${Orders}"}
    assert charge.timeout_seconds == 20
    assert charge.keys == ("Charge", "${Charge}", "${Charge.Arn}", "${ChargeArn}")
    assert old.keys == ("Old", "old-one", "${Old}", "${Old.Arn}", "${OldName}")


def test_a_function_has_three_seconds_where_nobody_says_more(template: Path) -> None:
    template.write_text(TEMPLATE.replace("Timeout: 20, ", ""))

    assert functions_in(template)[0].timeout_seconds == DEFAULT_SECONDS


@pytest.mark.parametrize("text", ["{}", "[]", "- AWS::Serverless::Function\n", "AWS::Lambda::Function: [}"])
def test_what_is_no_template_has_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / "machine.yaml"
    file.write_text(text)

    assert functions_in(file) == ()
