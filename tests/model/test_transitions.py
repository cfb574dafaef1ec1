from __future__ import annotations

from asltool.model.transitions import End, Next
from asltool.source.pointer import ROOT


def test_transitions_are_equal_if_they_lead_to_the_same_state_from_the_same_place() -> None:
    assert Next("A", ROOT / "StartAt") == Next("A", ROOT / "StartAt")
    assert Next("A", ROOT / "StartAt") != Next("A", ROOT / "Next")
    assert End() == End()
