from __future__ import annotations

from asltool.lsp.outline import Symbol, outline
from asltool.lsp.snapshot import take_snapshot
from lsp_marking import TASK

BRANCH = '{"StartAt": "X", "States": {"X": {"Type": "Succeed"}}}'
TEXT = (TASK % '"Next": "Rest"').replace(
    '"Wait",\n      "Seconds": 3', f'"Parallel", "Branches": [{BRANCH}, {BRANCH.replace("X", "Y")}]'
)


def shown(symbol: Symbol, level: int = 0) -> list[str]:
    line = "  " * level + f"{symbol.name} {symbol.detail} {symbol.kind.name}"
    return [line, *(line for child in symbol.children for line in shown(child, level + 1))]


def test_states_stand_below_their_machines_and_inner_machines_below_their_states() -> None:
    (whole,) = outline(take_snapshot(TEXT, "a.asl.json"))

    assert shown(whole) == [
        "State machine  MACHINE",
        "  Send Task STATE",
        "  Rest Parallel STATE",
        "    Branch 1  MACHINE",
        "      X Succeed END",
        "    Branch 2  MACHINE",
        "      Y Succeed END",
    ]


def test_a_state_is_shown_by_its_key_and_is_all_of_its_text() -> None:
    (whole,) = outline(take_snapshot(TEXT, "a.asl.json"))
    send = whole.children[0]

    assert TEXT[send.name_span.start : send.name_span.end] == '"Send"'
    assert TEXT[send.span.start : send.span.end].startswith('"Send": {')
    assert TEXT[send.span.end - 1] == "}"


def test_a_broken_text_has_an_outline_too() -> None:
    (whole,) = outline(take_snapshot(TASK % '"Next": "', "a.asl.json"))

    assert [child.name for child in whole.children] == ["Send", "Rest"]


def test_each_machine_of_a_container_is_named() -> None:
    text = (
        "Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition:\n"
        "        StartAt: A\n        Comment: Pays.\n        States:\n          A:\n            Type: Choice\n"
    )
    (whole,) = outline(take_snapshot(text, "template.yaml"))

    assert shown(whole) == ["M Pays. MACHINE", "  A Choice CHOICE"]


def test_what_is_no_machine_has_no_outline() -> None:
    assert outline(take_snapshot("[1]", "a.asl.json")) == ()
