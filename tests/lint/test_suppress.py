from __future__ import annotations

import json
import re
from timeit import timeit
from typing import Any

import pytest

from asltool.lint.linter import Options, as_aws_looks, lint_document, lint_source
from asltool.lint.selection import make_selection
from asltool.source.document import Document
from asltool.source.json_places import scan_json
from asltool.source.text import SourceText

META = ("ASL070", "ASL071", "ASL072")
EVERYTHING = Options(selection=make_selection(["ASL201", "ASL101", *META]))

YAML = """\
StartAt: A
States:
  A:
    Type: Pass{state}
    Parameters:{above}
      price: $.price{beside}
      sign: $.sign
    End: true
"""


def found(text: str, name: str = "machine.yaml", options: Options = EVERYTHING) -> list[tuple[int, str, str]]:
    """Give line, rule and meant text of each finding."""
    return [
        (finding.line, finding.rule, text[finding.span.start : finding.span.end])
        for finding in lint_source(text, name, options).findings
    ]


def yaml(*, above: str = "", beside: str = "", state: str = "") -> str:
    margin = "\n      "
    return YAML.format(above=above and margin + above, beside=beside and "  " + beside, state=state)


def machine(comment: str, **fields: Any) -> str:
    """Give a machine whose state has a comment, and two findings of ASL201 unless it is let pass."""
    state = {"Type": "Pass", "Comment": comment, "Parameters": {"a": "$.a", "b": [{"c": "$.c"}]}, "End": True}
    return json.dumps({"StartAt": "A", "States": {"A": state}, **fields})


WHOLE = [(6, "ASL201", "price"), (7, "ASL201", "sign")]
ALLOW = "asltool: allow missing-dollar-suffix -- shown as it is"


def test_without_a_suppression_all_is_reported() -> None:
    assert found(yaml()) == WHOLE


def test_a_comment_beside_it_lets_a_finding_pass() -> None:
    assert found(yaml(beside=f"# {ALLOW}")) == WHOLE[1:]


def test_a_comment_on_a_line_of_its_own_speaks_for_the_next_one() -> None:
    assert found(yaml(above=f"# {ALLOW}")) == [(8, "ASL201", "sign")]


def test_comments_may_stand_on_each_other_and_be_followed_by_blank_lines() -> None:
    text = yaml(above=f"# {ALLOW}\n      # more about it\n\n")

    assert [rule for _, rule, _ in found(text)] == ["ASL201"]


@pytest.mark.parametrize(
    "comment",
    [
        "#asltool:allow ASL201 --as it is",
        "## asltool: allow asl201 -- as it is",
        "#  asltool:  allow  Missing-Dollar-Suffix  --  as it is",
        "# asltool: allow ASL101, ASL201 -- as it is",
    ],
)
def test_ids_and_names_are_taken_however_they_are_written(comment: str) -> None:
    assert (6, "ASL201", "price") not in found(yaml(beside=comment))


@pytest.mark.parametrize(
    "comment",
    [
        "# asltool knows ASL201 -- as it is",
        "# see asltool: allow ASL201 -- as it is",
        "# asltool: works well",
    ],
)
def test_prose_is_no_suppression(comment: str) -> None:
    assert found(yaml(beside=comment)) == WHOLE


def test_what_looks_like_a_comment_in_a_string_is_none() -> None:
    text = yaml().replace("sign: $.sign", f'sign: {{sign: $.sign, say: "it # {ALLOW}"}}')

    assert found(text) == WHOLE


@pytest.mark.parametrize(
    ("comments", "expected"),
    [
        (("// {}", ""), ["b"]),
        (("/* {} */", ""), ["b"]),
        (("", "// {}"), ["b"]),
        (("", "/* {} */ /* and more */"), ["b"]),
        (("/* {} */", "/* {} */"), ["b"]),
        (("# {}", ""), ["b"]),
    ],
)
def test_comments_in_json_speak_for_lines_alike(comments: tuple[str, str], expected: list[str]) -> None:
    above, beside = (comment.format(ALLOW) for comment in comments)
    written = f"""{{"StartAt": "A", "States": {{"A": {{"Type": "Pass", "End": true, "Parameters": {{
        {above}
        "a": "$.a", {beside}
        "b": "$.b"
    }}}}}}}}"""
    plain = re.sub(r"(//|#).*|/\*.*?\*/", lambda match: " " * len(match[0]), written)
    document = Document(SourceText(written, "m.json"), json.loads(plain), scan=lambda _: scan_json(plain))

    findings = lint_document("m.json", document, [], Options(selection=make_selection(["ASL201"]))).findings

    assert [finding.message[1] for finding in findings] == expected


def test_a_comment_that_ends_on_its_line_speaks_for_it_where_code_follows() -> None:
    written = f'{{"StartAt": "A", "States": {{"A": {{"Type": "Pass", "End": true, "Parameters":\n /* {ALLOW} */ {{"a": "$.a"}}\n}}}}}}'
    plain = re.sub(r"/\*.*?\*/", lambda match: " " * len(match[0]), written)
    document = Document(SourceText(written, "m.json"), json.loads(plain), scan=lambda _: scan_json(plain))

    assert lint_document("m.json", document, [], EVERYTHING).findings == ()


def test_a_suppression_that_suppresses_nothing_is_reported_at_its_rule() -> None:
    text = yaml(state=f"  # {ALLOW}")

    assert found(text) == [(4, "ASL070", "missing-dollar-suffix"), *WHOLE]


def test_one_of_two_rules_that_suppresses_nothing_is_reported_alone() -> None:
    assert found(yaml(beside="# asltool: allow ASL101,ASL201 -- as it is")) == [
        (6, "ASL070", "ASL101"),
        WHOLE[1],
    ]


def test_a_suppression_of_a_rule_that_was_not_asked_for_is_not_taken_for_unused() -> None:
    only_meta = Options(selection=make_selection(META))

    assert found(yaml(beside=f"# {ALLOW}"), options=only_meta) == []
    assert found(yaml(state=f"  # {ALLOW}"), options=only_meta) == [(4, "ASL070", "missing-dollar-suffix")]


def test_a_comment_outside_the_definition_says_nothing() -> None:
    assert found(yaml() + f"# {ALLOW}\n") == WHOLE


def test_a_comment_before_the_definition_speaks_for_its_first_line() -> None:
    text = "# asltool: allow ASL101 -- to come\n" + yaml().replace("StartAt: A", "StartAt: B")

    assert [rule for _, rule, _ in found(text)] == ["ASL201", "ASL201"]


def test_in_a_definition_that_cannot_be_looked_at_nothing_is_unused() -> None:
    assert found(f"# {ALLOW}\nStates: {{}}\n") == []
    assert found(f"# {ALLOW}\n[") == []


def test_a_suppression_without_a_reason_works_and_is_reported() -> None:
    comment = "# asltool: allow ASL201"

    for ending in ("", " --", " -- ", " because it is data"):
        assert [rule for _, rule, _ in found(yaml(beside=comment + ending))] == ["ASL071", "ASL201"]
    assert found(yaml(beside=comment))[0] == (6, "ASL071", "asltool: allow ASL201")


@pytest.mark.parametrize(
    ("words", "place", "message"),
    [
        ("allow ASL999 -- x", "ASL999", 'there is no rule "ASL999"; did you mean'),
        ("allow missing-dolar-suffix -- x", "missing-dolar-suffix", "did you mean missing-dollar-suffix?"),
        ("allow -- x", "asltool: allow -- x", "no rule is named"),
        ("allow", "asltool: allow", "no rule is named"),
        ("ignore ASL201 -- x", "asltool: ignore ASL201 -- x", '"ignore" suppresses nothing'),
        ("disable", "asltool: disable", '"disable" suppresses nothing'),
    ],
)
def test_what_is_no_rule_is_reported_and_lets_nothing_pass(words: str, place: str, message: str) -> None:
    text = yaml(beside=f"# asltool: {words}")

    assert found(text) == [(6, "ASL072", place), *WHOLE] or found(text) == [
        WHOLE[0],
        (6, "ASL072", place),
        WHOLE[1],
    ]
    (finding,) = (each for each in lint_source(text, "m.yaml", EVERYTHING).findings if each.rule == "ASL072")
    assert message in finding.message


def test_the_comment_of_a_state_speaks_for_the_state_and_all_in_it() -> None:
    assert [rule for _, rule, _ in found(machine("Prices."), "m.json")] == ["ASL201", "ASL201"]
    assert found(machine(f"Prices. {ALLOW}"), "m.json") == []


def test_the_comment_of_a_machine_speaks_for_the_machine() -> None:
    assert found(machine("Prices.", Comment=f"Old. {ALLOW}"), "m.json") == []


def test_the_comment_of_a_state_does_not_speak_for_another_one() -> None:
    text = machine(ALLOW).replace(
        '"End": true}', '"Next": "AB"}, "AB": {"Type": "Pass", "Parameters": {"d": "$.d"}, "End": true}'
    )

    assert found(text, "m.json") == [(1, "ASL201", '"d"')]


def test_a_comment_can_hold_several_suppressions() -> None:
    text = machine(f"{ALLOW}; asltool:allow ASL101 -- to come").replace('"End": true', '"Next": "B"')

    assert found(text, "m.json") == []


def test_mistakes_in_a_comment_are_located_inside_the_string() -> None:
    assert found(machine("\t\u00e9 asltool:allow ASL999 -- x"), "m.json")[0][1:] == ("ASL072", "ASL999")


def test_a_value_without_a_text_is_looked_at_too() -> None:
    for comment, rules in (("Prices.", ["ASL201", "ASL201"]), (ALLOW, [])):
        document = Document.from_value(json.loads(machine(comment)))
        assert [each.rule for each in lint_document("m", document, [], EVERYTHING).findings] == rules


def test_aws_and_the_engine_do_not_heed_suppressions() -> None:
    text = machine("asltool:allow ASL101 -- to come").replace('"End": true', '"Next": "B"')

    assert "ASL101" not in [each.rule for each in lint_source(text, "m.json", Options()).findings]
    assert "ASL101" in [each.rule for each in lint_source(text, "m.json", as_aws_looks()).findings]


def test_thousands_of_suppressions_take_no_longer_than_the_states_do() -> None:
    states = "".join(
        f"  S{number}:\n    Type: Pass\n    Parameters:\n      a: $.a  # {ALLOW}\n    Next: S{number + 1}\n"
        for number in range(1_000)
    )
    text = f"StartAt: S0\nStates:\n{states}  S1000:\n    Type: Succeed\n"

    assert timeit(lambda: lint_source(text, "m.yaml", EVERYTHING), number=1) < 3
    assert found(text) == []


TEMPLATE = """\
Resources:
  One:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: A
        States:
          A:
            Type: Pass
            Parameters:
              a: $.a  # {beside}
            End: true
  # {between}
  Two:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: |
        {{"StartAt": "A", "States": {{"A": {{"Type": "Pass", "Comment": "{inside}",
          "Parameters": {{"b": "$.b"}}, "End": true}}}}}}
"""


def test_comments_of_a_template_speak_for_the_machines_in_it() -> None:
    plain = TEMPLATE.format(beside="", between="", inside="")
    assert [(line, rule) for line, rule, _ in found(plain, "t.yaml")] == [(11, "ASL201"), (19, "ASL201")]

    assert found(TEMPLATE.format(beside=ALLOW, between=ALLOW, inside=ALLOW), "t.yaml") == []


def test_mistakes_in_a_string_of_a_template_are_located_in_the_template() -> None:
    text = TEMPLATE.format(beside=ALLOW, between="", inside="asltool:allow ASL999 -- x")

    assert found(text, "t.yaml")[0] == (18, "ASL072", "ASL999")


@pytest.mark.parametrize(
    ("name", "mark", "text"),
    [
        ("a.jsonc", "//", '{\n"a": 1,\nHERE\n"price": "$.price",\n"sign": "$.sign"}'),
        ("a.jsonc", "/*", '{\n"a": 1,\nHERE */\n"price": "$.price",\n"sign": "$.sign"}'),
        ("main.tf", "#", '{\na = 1\nHERE\nprice = "$.price"\nsign = "$.sign"\n}'),
        ("main.tf", "//", '{\na = 1\nHERE\nprice = "$.price"\nsign = "$.sign"\n}'),
    ],
)
def test_comments_of_other_languages_let_a_finding_pass_too(name: str, mark: str, text: str) -> None:
    machine = '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": IT, "End": true}}}'
    if name.endswith(".tf"):
        machine = f'resource "aws_sfn_state_machine" "m" {{\ndefinition = jsonencode({machine})\n}}'
    bare, allowed = (
        machine.replace("IT", text.replace("HERE", comment)) for comment in (f"{mark} no", f"{mark} {ALLOW}")
    )

    assert [rule for _, rule, _ in found(bare, name)] == ["ASL201", "ASL201"]
    assert [(rule, piece.strip('"')) for _, rule, piece in found(allowed, name)] == [("ASL201", "sign")]
