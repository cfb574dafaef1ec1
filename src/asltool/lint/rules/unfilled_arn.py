"""ASL606: an ARN in which region or account are placeholders, or missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.arns import ACCOUNT, REGION, WrittenArn
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import Task
from asltool.records import record
from asltool.source.placeholder import is_placeholder

_OWNED_BY_AWS = re.compile(r"aws[\w-]*")
_PLACEHOLDER = re.compile(r"account|region|your|[<>\[\]{}]|x{4}", re.IGNORECASE)


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
    for arn in facts.written_arns(task):
        if not is_placeholder(arn.text):
            gap = _resource_gap(arn) if arn.is_resource else _argument_gap(arn)
            if gap is not None:
                yield _mistake(arn, gap)


def _mistake(arn: WrittenArn, gap: _Gap) -> Mistake:
    piece = arn.text[gap.start : gap.end]
    if not piece.strip(":"):
        return Mistake(arn.at, f"this ARN has no {gap.meaning}")
    message = f'"{piece}" is no {gap.meaning}: this ARN is not filled in'
    return Mistake(arn.at, message, inner=(gap.start, gap.end))


def _resource_gap(arn: WrittenArn) -> _Gap | None:
    """Give what lacks in the ARN of a function or an activity, where region and account must be real ones."""
    if not arn.parts["rest"].startswith(("function:", "activity:")):
        return None
    return _gap(arn.parts, not _is_region(arn.region), not _is_account(arn.account))


def _argument_gap(arn: WrittenArn) -> _Gap | None:
    """Give what lacks in any other ARN, in which region and account may be left out or be words."""
    return _gap(
        arn.parts,
        not _is_region(arn.region) and bool(_PLACEHOLDER.search(arn.region)),
        not _is_account(arn.account) and bool(_PLACEHOLDER.search(arn.account)),
    )


def _is_region(text: str) -> bool:
    return text == "*" or REGION.fullmatch(text) is not None


def _is_account(text: str) -> bool:
    return text == "*" or ACCOUNT.fullmatch(text) is not None or _OWNED_BY_AWS.fullmatch(text) is not None


def _gap(arn: re.Match[str], no_region: bool, no_account: bool) -> _Gap | None:  # noqa: FBT001 - two equals
    if no_region and no_account:
        return _Gap(arn.start("region"), arn.end("account"), "region and account")
    if no_region:
        return _Gap(*arn.span("region"), "region")
    return _Gap(*arn.span("account"), "account id") if no_account else None
