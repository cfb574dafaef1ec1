from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from asltool.cli.commands import cli
from asltool.lint.page import Page, pages


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def test_explain_says_why_and_shows_an_example_with_its_findings_and_the_same_one_fixed() -> None:
    result = run("explain", "ASL201")

    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "ASL201 missing-dollar-suffix (warning)",
        "",
        "A path or an intrinsic function call that is not evaluated, because its key lacks the suffix `.$`.",
        "",
        "Why: Only the values of keys that end in `.$` are expressions; any other value is passed on as the",
        "text that it is. AWS accepts it, and warns (NO_DOLLAR).",
        "",
        "Instead: Add `.$` to the key. Elements of an array are never evaluated: build the array with",
        "`States.Array`.",
        "",
        "AWS reports it as NO_DOLLAR.",
        "",
        "This breaks the rule:",
        "",
        "    {",
        '      "StartAt": "Example",',
        '      "States": {',
        '        "Example": {"Type": "Pass", "Parameters": {"key": "$.order.key"}, "End": true}',
        "      }",
        "    }",
        "",
        '    example:4:48: warning: "key" is passed on as the plain text "$.order.key": the key lacks the '
        'suffix ".$" [ASL201]',
        '      4 |     "Example": {"Type": "Pass", "Parameters": {"key": "$.order.key"}, "End": true}',
        "        |                                                ^^^^^",
        '          help: Rename "key" to "key.$" (--fix does it)',
        "",
        "This does not:",
        "",
        "    {",
        '      "StartAt": "Example",',
        '      "States": {',
        '        "Example": {"Type": "Pass", "Parameters": {"key.$": "$.order.key"}, "End": true}',
        "      }",
        "    }",
    ]


def test_a_rule_can_be_asked_for_by_its_name_in_any_case() -> None:
    assert run("explain", "Missing-Target").output == run("explain", "asl101").output


def test_an_example_of_an_express_machine_is_checked_as_one() -> None:
    assert (
        "an EXPRESS state machine cannot wait for a job (.sync) [ASL605]" in run("explain", "ASL605").output
    )


def test_an_example_that_no_line_can_hold_is_cut() -> None:
    assert max(map(len, run("explain", "ASL004").output.splitlines())) < 220


def test_an_example_with_a_key_given_twice_stays_as_it_is() -> None:
    assert '"A": {"Type": "Succeed"}, "A": {"Type": "Fail"}' in run("explain", "ASL003").output


def test_an_unknown_rule_is_misuse_and_a_near_one_is_named() -> None:
    result = run("explain", "missing-targt")

    assert 'asltool: error: there is no rule "missing-targt"; did you mean missing-target?' in result.stderr
    assert result.exit_code == 2


def test_rules_lists_every_rule() -> None:
    lines = run("rules").output.splitlines()

    assert len(lines) == len(pages())
    assert lines[0].startswith("ASL001  error    unreadable-document ")


def test_severities_are_coloured_where_colours_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")

    assert "\x1b[31merror  \x1b[0m" in run("rules").output
    assert "(\x1b[33mwarning\x1b[0m)" in run("explain", "ASL201").output


def test_rules_are_listed_as_json_with_all_that_explain_tells() -> None:
    listed = json.loads(run("rules", "--format", "json").output)

    assert [entry["id"] for entry in listed] == list(pages())
    (entry,) = (each for each in listed if each["id"] == "ASL201")
    assert (entry["name"], entry["severity"], entry["aws"]) == (
        "missing-dollar-suffix",
        "warning",
        "NO_DOLLAR",
    )
    assert "States" in json.loads(entry["failing"])
    assert all(set(each) == set(entry) for each in listed)


@pytest.mark.parametrize("page", list(pages().values()), ids=lambda page: page.id)
def test_every_rule_can_be_explained_and_its_example_breaks_it(page: Page) -> None:
    result = run("explain", page.name)

    assert result.exit_code == 0
    assert result.output.startswith(f"{page.id} {page.name} ({page.severity})\n\n")
    assert "\n\n\n" not in result.output.replace(page.failing, "")
    assert ("This breaks the rule:" in result.output) == (f"[{page.id}]" in result.output)
    assert ("This breaks the rule" in result.output) == bool(page.failing)
    assert ("This does not:" in result.output) != ("This keeps it:" in result.output)
