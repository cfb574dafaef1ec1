"""Texts in which `|` marks the cursor, for tests of the language server."""

from __future__ import annotations

from asltool.lsp.completion import complete
from asltool.lsp.proposals import Proposal
from asltool.lsp.snapshot import Snapshot, take_snapshot
from asltool.source.edits import apply_edits

TASK = """{
  "StartAt": "Send",
  "States": {
    "Send": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage",
      %s
    },
    "Rest": {
      "Type": "Wait",
      "Seconds": 3,
      "End": true
    }
  }
}
"""
"""A machine with a place for a member of a Task."""

JSONATA_TASK = TASK.replace('"StartAt"', '"QueryLanguage": "JSONata",\n  "StartAt"', 1)

YAML_TASK = """StartAt: Send
States:
  Send:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage
    %s
  Rest:
    Type: Wait
    Seconds: 3
    End: true
"""


def marked(text: str, name: str = "a.asl.json") -> tuple[Snapshot, int]:
    """Give the snapshot of a text without its mark, and the offset of the mark."""
    assert text.count("|") == 1
    return take_snapshot(text.replace("|", ""), name), text.index("|")


def proposals(text: str, name: str = "a.asl.json") -> dict[str, Proposal]:
    """Give what is proposed at the mark, by label, in order."""
    snapshot, offset = marked(text, name)
    return {proposal.label: proposal for proposal in complete(snapshot, offset)}


def accepted(text: str, label: str, name: str = "a.asl.json") -> str:
    """Give the text once a proposal is accepted at the mark."""
    edit = proposals(text, name)[label].edit
    return apply_edits(text.replace("|", ""), [edit])[0]
