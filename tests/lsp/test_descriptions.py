from __future__ import annotations

import pytest

from asltool.lsp.descriptions import described_resource, described_state
from asltool.lsp.scopes import machine_at
from asltool.source.document import Document
from asltool.source.pointer import ROOT

DOCUMENT = Document.from_value(
    {
        "StartAt": "A",
        "States": {
            "A": {
                "Type": "Task",
                "Comment": "Pays.",
                "Resource": "arn:aws:states:::ecs:runTask.sync",
                "Next": "B",
            },
            "B": {"Type": "Pass", "Next": "A"},
            "C": {},
        },
    }
)


def described(name: str) -> str:
    return described_state(DOCUMENT, machine_at(DOCUMENT, ROOT), name)


def test_a_state_tells_its_type_its_way_and_what_leads_to_it() -> None:
    text = described("A")

    assert text.startswith("**A**: Task state\n\nPays.")
    assert "waits until the job ends" in text
    assert "Reached from the start, `B`." in text
    assert "Goes to `B`." in text


def test_a_state_that_says_nothing_has_nothing_told_of_it() -> None:
    assert described("C") == "**C**: a state"


@pytest.mark.parametrize(
    ("resource", "words"),
    [
        ("arn:aws:lambda:eu-west-1:123456789012:function:pay", "Calls the Lambda function `pay`."),
        ("arn:aws:states:eu-west-1:123456789012:activity:a", "Waits for a worker of the activity `a`."),
        (
            "arn:aws:states:::aws-sdk:s3:getObject",
            "AWS SDK integration: `getObject` of `s3`; goes on as soon as the service has answered. "
            "Needs `Bucket`, `Key`.",
        ),
        ("${Function}", ""),
        ("nonsense", ""),
    ],
)
def test_a_resource_is_put_into_words(resource: str, words: str) -> None:
    assert described_resource(resource) == words
