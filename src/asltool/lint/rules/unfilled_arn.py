"""ASL606: an ARN in which region or account are placeholders, or missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.json_value import JsonValue
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import Task
from asltool.records import record
from asltool.source.placeholder import is_placeholder
from asltool.source.pointer import Pointer

_ARN = re.compile(
    r"arn:[^:]*:(?P<service>[^:]*):(?P<region>[^:]*):(?P<account>[^:]*):(?P<rest>.*)", re.DOTALL
)
_REGION = re.compile(r"[a-z]{2,4}(-[a-z]+)+-\d|\*")
_ACCOUNT = re.compile(r"\d{12}|aws[\w-]*|\*")
_PLACEHOLDER = re.compile(r"account|region|your|[<>\[\]{}]|x{4}", re.IGNORECASE)
_FIELDS = ("Parameters", "Arguments", "Credentials")


@record
class _Gap:
    """The piece of an ARN that is not filled in, and what it should be."""

    start: int
    end: int
    meaning: str


def _task(resource: str, more: str = "") -> str:
    return '{"Type": "Task", "Resource": ' + resource + more + ', "End": true}'


@rule(
    "ASL606",
    on=Task,
    severity=Severity.WARNING,
    since="0.1",
    valid=(
        _task('"arn:aws:lambda:us-gov-west-1:444455556666:function:pay"'),
        _task('"arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:pay"'),
        _task(
            '"arn:aws:states:::lambda:invoke"',
            ', "Parameters": {"Role": "arn:aws:iam::aws:policy/ReadOnlyAccess"}',
        ),
        _task(
            '"arn:aws:states:::lambda:invoke"', ', "Parameters": {"Bucket": "arn:aws:s3:::region-reports"}'
        ),
    ),
    invalid=(
        Invalid(
            _task('"arn:aws:lambda:«REGION:ACCOUNT_ID»:function:pay"'),
            fixed=_task('"arn:aws:lambda:eu-west-1:444455556666:function:pay"'),
        ),
        Invalid(_task('"arn:aws:lambda:eu-west-1:«12345»:function:pay"')),
        Invalid(_task('"arn:aws:lambda:«eu-west»:444455556666:function:pay"')),
        Invalid(_task('«"arn:aws:lambda:eu-west-1::function:pay"»')),
        Invalid(
            _task(
                '"arn:aws:states:::sns:publish"',
                ', "Parameters": {"TopicArn": "arn:aws:sns:eu-west-1:«<account>»:orders"}',
            )
        ),
        Invalid(
            _task(
                '"arn:aws:states:::aws-sdk:eventbridge:putTargets"',
                ', "Parameters": {"Targets": [{"Arn": "arn:aws:sqs:«YOUR_REGION»:444455556666:q"}]}',
            )
        ),
    ),
)
def unfilled_arn(task: Task, facts: Facts) -> Iterator[Mistake]:
    """An ARN in which region or account are placeholders, or missing.

    Why: ARNs copied from examples name no real region or account, so the call can only fail. AWS accepts
    the definition.

    Instead: fill in the region and the twelve digits of the account, or `${...}` where a deployment fills
    them in.
    """
    resource = task.at / "Resource"
    gap = _resource_gap(task.resource.text)
    if gap is not None:
        yield _mistake(resource, task.resource.text, gap)
    for name in _FIELDS:
        for at, text in _texts(facts.value(task.at / name), task.at / name):
            gap = _argument_gap(text)
            if gap is not None:
                yield _mistake(at, text, gap)


def _mistake(at: Pointer, text: str, gap: _Gap) -> Mistake:
    piece = text[gap.start : gap.end]
    if not piece.strip(":"):
        return Mistake(at, f"this ARN has no {gap.meaning}")
    return Mistake(
        at, f'"{piece}" is no {gap.meaning}: this ARN is not filled in', inner=(gap.start, gap.end)
    )


def _resource_gap(text: str) -> _Gap | None:
    """Give what lacks in the ARN of a function or an activity, where region and account must be real ones."""
    arn = _arn(text)
    if arn is None or not arn["rest"].startswith(("function:", "activity:")):
        return None
    return _gap(arn, not _REGION.fullmatch(arn["region"]), not _ACCOUNT.fullmatch(arn["account"]))


def _argument_gap(text: str) -> _Gap | None:
    """Give what lacks in any other ARN, in which region and account may be left out or be words."""
    arn = _arn(text)
    if arn is None:
        return None
    region, account = arn["region"], arn["account"]
    return _gap(
        arn,
        not _REGION.fullmatch(region) and bool(_PLACEHOLDER.search(region)),
        not _ACCOUNT.fullmatch(account) and bool(_PLACEHOLDER.search(account)),
    )


def _arn(text: str) -> re.Match[str] | None:
    return None if is_placeholder(text) else _ARN.match(text)


def _gap(arn: re.Match[str], no_region: bool, no_account: bool) -> _Gap | None:  # noqa: FBT001 - two equals
    if no_region and no_account:
        return _Gap(arn.start("region"), arn.end("account"), "region and account")
    if no_region:
        return _Gap(*arn.span("region"), "region")
    return _Gap(*arn.span("account"), "account id") if no_account else None


def _texts(value: JsonValue, at: Pointer) -> Iterator[tuple[Pointer, str]]:
    match value:
        case str():
            yield at, value
        case dict():
            for key, member in value.items():
                yield from _texts(member, at / key)
        case list():
            for index, item in enumerate(value):
                yield from _texts(item, at / index)
        case _:
            return
