from __future__ import annotations

import json
import re
from timeit import timeit

import pytest
from syrupy.assertion import SnapshotAssertion

from asltool.diagnostics import RelatedPlace
from asltool.lint.linter import Linted, Options, lint_source
from asltool.lint.page import definition_of, pages
from asltool.lint.report.setting import Setting
from asltool.lint.report.text import cells, printable, render, render_finding
from linting import AS_WRITTEN, linted, repair

SETTING = Setting("1.2.3")
COLOURED = Setting("1.2.3", is_coloured=True)
_COLOUR = re.compile(r"\x1b\[[\d;]*m")


def shown(result: Linted, setting: Setting = SETTING) -> list[str]:
    """Give the lines of the report on the first finding."""
    assert result.source is not None
    return render_finding(result.findings[0], result.source, setting).split("\n")


def test_a_whole_report(snapshot: SnapshotAssertion) -> None:
    result = lint_source(AS_WRITTEN.read_text(encoding="utf-8"), "workflow.asl.json", Options())

    assert render([result, Linted("clean.json", None, ())], SETTING) == snapshot


def test_colours_change_nothing_but_the_colours() -> None:
    results = [lint_source(AS_WRITTEN.read_text(encoding="utf-8"), "workflow.asl.json", Options())]
    coloured = render(results, COLOURED)

    assert _COLOUR.sub("", coloured) == render(results, SETTING)
    assert "\x1b[31;1merror:\x1b[0m" in coloured
    assert "\x1b[33;1mwarning:\x1b[0m" in coloured
    assert coloured.count("\x1b[0m") == len(_COLOUR.findall(coloured)) // 2


def test_a_finding_shows_its_line_with_carets_under_what_is_meant() -> None:
    assert shown(linted("one\n  two three", (10, 15))) == [
        "machine.json:2:7: error: it is wrong [ASL101]",
        "  2 |   two three",
        "    |       ^^^^^",
        f"      help: {pages()['ASL101'].help}",
    ]


def test_the_carets_of_a_finding_over_several_lines_go_to_the_lines_end() -> None:
    assert shown(linted("one {\n}", (4, 7)))[1:3] == ["  1 | one {", "    |     ^"]


def test_a_finding_of_no_width_has_a_caret_all_the_same() -> None:
    assert shown(linted("one", (3, 3)))[1:3] == ["  1 | one", "    |    ^"]


def test_a_finding_in_a_text_that_was_not_read_shows_no_line() -> None:
    assert shown(linted("", (0, 0), rule="ASL006")) == [
        "machine.json:1:1: error: it is wrong [ASL006]",
        f"      help: {pages()['ASL006'].help}",
    ]


def test_a_fix_is_told_in_place_of_the_help() -> None:
    safe, unsafe = repair((0, 1, "")), repair((0, 1, ""), safe=False)

    assert shown(linted("one", (0, 1), fix=safe))[-1] == "      help: Repair it (--fix does it)"
    assert shown(linted("one", (0, 1), fix=unsafe))[-1] == "      help: Repair it (--fix --unsafe does it)"


def test_places_that_belong_to_it_are_shown_with_their_own_lines() -> None:
    related = (RelatedPlace("the first one", "/a", 1, 2, 1, 4), RelatedPlace("and here", "/b", 10, 1, 10, 4))

    assert shown(linted("one" + "\n" * 9 + "two", (0, 1), related=related))[:-1] == [
        "machine.json:1:1: error: it is wrong [ASL101]",
        "   1 | one",
        "     | ^",
        "       note: the first one",
        "   1 | one",
        "     |  ^^",
        "       note: and here",
        "  10 | two",
        "     | ^^^",
    ]


def test_a_place_that_spans_lines_has_carets_to_the_end_of_its_first() -> None:
    related = (RelatedPlace("here", "/a", 1, 3, 2, 2),)

    assert shown(linted("a {\n}", (0, 1), related=related))[4:6] == ["  1 | a {", "    |   ^"]


def test_help_is_given_once_for_each_rule_of_a_file() -> None:
    twice = linted("one two", (0, 3), (4, 7))

    assert render([twice], SETTING).count("help:") == 1
    assert render([twice, twice], SETTING).count("help:") == 2


def test_margins_are_as_wide_as_line_numbers() -> None:
    assert shown(linted("\n" * 99 + "one", (99, 102)))[1:3] == ["  100 | one", "      | ^^^"]


@pytest.mark.parametrize(
    ("line", "span", "expected", "carets"),
    [
        ("\tone", (1, 4), "    one", "    ^^^"),
        ("ö one", (2, 5), "ö one", "  ^^^"),
        ("日本 one", (3, 6), "日本 one", "     ^^^"),
        ("日本 one", (0, 2), "日本 one", "^^^^"),
        ("e\u0301 one", (3, 6), "e\u0301 one", "  ^^^"),
        ("\x1b[31m one", (6, 9), "\\x1b[31m one", "         ^^^"),
        ("\u202eone", (1, 4), "\\u202eone", "      ^^^"),
        ("\ud800 one", (2, 5), "\\ud800 one", "       ^^^"),
    ],
)
def test_carets_stand_below_what_is_meant_whatever_comes_before(
    line: str, span: tuple[int, int], expected: str, carets: str
) -> None:
    assert shown(linted(line, span))[1:3] == [f"  1 | {expected}", f"    | {carets}"]


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize(
    ("start", "end"), [(0, 5), (0, 3_000), (2_000, 2_005), (2_000, 3_000), (2_995, 3_000)]
)
def test_long_lines_are_cut_around_what_is_meant(width: int, start: int, end: int) -> None:
    line = json.dumps(list(range(1_000)))[:3_000]

    _, excerpt, carets, *_ = shown(linted(line, (start, end)), Setting("1", width=width))

    assert max(len(excerpt), len(carets)) <= width
    assert "..." in excerpt
    meant = excerpt[carets.index("^") : carets.rindex("^") + 1]
    assert line[start:end].startswith(meant.removesuffix("..."))


def test_what_stands_on_other_lines_is_not_shown() -> None:
    for line_end in ("\n", "\r", "\r\n"):
        text = line_end.join(["first", "second one", "third"])

        assert shown(linted(text, (text.index("one"), text.index("one") + 3)))[1:3] == [
            "  2 | second one",
            "    |        ^^^",
        ]


def test_a_line_of_characters_without_width_is_cut_all_the_same() -> None:
    _, excerpt, *_ = shown(linted("\u0301" * 5_000 + "one", (5_000, 5_003)), Setting("1", width=60))

    assert excerpt.startswith("  1 | ...")
    assert excerpt.endswith("\u0301one")


def test_a_line_that_fits_is_not_cut() -> None:
    assert shown(linted("x" * 54, (0, 54)), Setting("1", width=60))[1] == "  1 | " + "x" * 54
    assert shown(linted("x" * 55, (0, 55)), Setting("1", width=60))[1].endswith("...")


def test_thousands_of_findings_in_one_long_line_take_no_longer_than_in_many() -> None:
    states = ", ".join(f'"S{number}": {{"Type": "Succeed"}}' for number in range(5_000))
    result = lint_source(f'{{"StartAt": "A", "States": {{{states}}}}}', "machine.json", Options())

    assert timeit(lambda: render([result], SETTING), number=1) < 1


def test_messages_cannot_harm_the_terminal() -> None:
    odd = linted("one", (0, 1), message='"\x1b[2J\n\u2028\ufeff" is é')

    assert shown(odd)[0] == 'machine.json:1:1: error: "\\x1b[2J\\n\\u2028\\ufeff" is é [ASL101]'


def test_printable_leaves_tabs_and_letters() -> None:
    assert printable("\ta é 日 😀") == "\ta é 日 😀"


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("abc", 3), ("é", 1), ("日", 2), ("e\u0301", 1), ("😀", 2)]
)
def test_cells_are_what_a_terminal_shows(text: str, count: int) -> None:
    assert cells(text) == count


@pytest.mark.parametrize("page", list(pages().values()), ids=lambda page: page.id)
def test_every_kind_of_finding_can_be_shown(page: object) -> None:
    failing = definition_of(getattr(page, "failing", ""))

    report = render([lint_source(failing, "machine.json", Options())], SETTING)

    assert report.splitlines()[-1].endswith((" in 1 definition", " repairs it", "of them", "them", "more"))
