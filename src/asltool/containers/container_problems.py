"""Problems of containers, in how they give their definitions: ASL060 to ASL069."""

from __future__ import annotations

from asltool.containers.contents import NoFile
from asltool.diagnostics import Finding, Severity, finding_at
from asltool.parse.problem import Problem
from asltool.source.span import Span
from asltool.source.text import SourceText

_TEMPLATE = (
    '{"Resources": {"Pay": {"Type": "AWS::Serverless::StateMachine", "Properties": {%s"Definition": '
    '{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "%s", "End": true}}}}}}}'
)
_GIVEN = '"DefinitionSubstitutions": {%s}, '
_BOOLEAN_KEY = """Resources:
  Pay:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Check
        States:
          Check: {Type: Pass, Next: "No"}
          %s: {Type: Succeed}
"""

NO_SUCH_FILE = Problem(
    id="ASL060",
    name="container-uri-missing",
    summary="A definition's file that is not there.",
    why="The deployment stops. A name that differs only in upper and lower case is found on some systems, "
    "and not on others, such as those that build in the cloud.",
    instead="Correct the path, which starts at the folder of the file that names it.",
    failing="",
    fixed='{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}',
)
UNFILLED = Problem(
    id="ASL061",
    name="substitution-missing",
    summary="A placeholder that no `DefinitionSubstitutions` fills in.",
    why="It reaches the service as it is written: as text it is passed on, as a resource or outside of a "
    "string the service refuses the definition.",
    instead="Give it in `DefinitionSubstitutions`, or correct its name.",
    failing=_TEMPLATE % ("", "${PayFunctionArn}"),
    fixed=_TEMPLATE % (_GIVEN % '"PayFunctionArn": {"Ref": "PayFunction"}', "${PayFunctionArn}"),
)
UNUSED = Problem(
    id="ASL062",
    name="substitution-unused",
    summary="A substitution that the definition has no placeholder for.",
    why="It does nothing; maybe the placeholder is misspelt, or a change has left it behind.",
    instead="Remove it, or use it.",
    failing=_TEMPLATE % (_GIVEN % '"Bucket": {"Ref": "Photos"}', "arn:aws:states:::lambda:invoke"),
    fixed=_TEMPLATE % ("", "arn:aws:states:::lambda:invoke"),
    severity=Severity.INFO,
)
BOOLEAN_KEY = Problem(
    id="ASL063",
    name="yaml-boolean-key",
    summary="A name of a state, or another key, that the template's YAML takes for true or false.",
    why="CloudFormation and SAM read YAML 1.1, where `Yes`, `No`, `On` and `Off` without quotes are "
    "booleans: the state's name becomes `true` or `false`, and what leads to it leads nowhere.",
    instead="Put it in quotes, here and where it is named.",
    failing=_BOOLEAN_KEY % "No",
    fixed=_BOOLEAN_KEY % '"No"',
    severity=Severity.WARNING,
)

PROBLEMS = (NO_SUCH_FILE, UNFILLED, UNUSED, BOOLEAN_KEY)
"""In the order of their ids."""


def no_such_file(missing: NoFile, source: SourceText, span: Span) -> Finding:
    """Give the finding where a file is named that is not there."""
    hint = f'; "{missing.similar}" is there, and case matters' if missing.similar else ""
    message = f"there is no file {missing.path}{hint}"
    return finding_at(source, span, NO_SUCH_FILE.id, NO_SUCH_FILE.severity, message)
