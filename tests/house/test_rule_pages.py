"""Rules and problems of the parser are one list for users: ids, names and pages keep one form."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from collections import Counter

import pytest
from click.testing import CliRunner

from asltool.cli.commands import cli
from asltool.containers import container_problems
from asltool.lint import rules, suppression_problems
from asltool.lint.page import Page, pages
from asltool.lint.registry import all_rules
from asltool.lint.rule import Rule
from asltool.parse.problems import PROBLEMS

PAGES = list(pages().values())
MODULES = [
    importlib.import_module(f"{rules.__name__}.{module.name}")
    for module in pkgutil.iter_modules(rules.__path__)
]
FAMILIES = {
    "0": "document",
    "1": "flow",
    "2": "data",
    "3": "tasks and time",
    "4": "errors",
    "5": "expressions",
    "6": "services",
    "7": "map and parallel",
    "8": "limits and cost",
    "9": "taste",
}


def test_no_id_and_no_name_means_two_things() -> None:
    entries = [*PROBLEMS, *container_problems.PROBLEMS, *suppression_problems.PROBLEMS, *all_rules()]
    counts = Counter(text for entry in entries for text in (entry.id, entry.name))

    assert [text for text, count in counts.items() if count > 1] == []


def test_problems_of_the_document_and_only_they_are_of_the_documents_family() -> None:
    assert {
        problem.id[3] for problem in (*PROBLEMS, *container_problems.PROBLEMS, *suppression_problems.PROBLEMS)
    } == {"0"}
    assert {problem.id[3:5] for problem in suppression_problems.PROBLEMS} == {"07"}
    assert {problem.id[3:5] for problem in container_problems.PROBLEMS} == {"06"}
    assert {rule.id[3] for rule in all_rules()} <= set(FAMILIES) - {"0"}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_a_file_of_rules_has_one_rule_whose_id_begins_its_docstring(module: object) -> None:
    found = [value for value in vars(module).values() if isinstance(value, Rule)]

    (rule,) = found
    assert (module.__doc__ or "").startswith(f"{rule.id}: ")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_a_page_is_complete(page: Page) -> None:
    assert re.fullmatch(r"ASL\d{3}", page.id)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", page.name)
    assert page.summary.endswith(".")
    assert page.summary[0].isupper() or page.summary[0] in "`\"'"
    assert page.why.rstrip(")").endswith(".")
    assert page.instead.rstrip(")").endswith((".", "`"))
    assert page.fixed
    assert not re.search("[«»]|\n", page.summary + page.why + page.instead + page.help)


def test_rules_are_listed_with_id_severity_name_and_summary() -> None:
    lines = CliRunner().invoke(cli, ["rules"], env={"NO_COLOR": "1"}).output.splitlines()

    assert [re.split(r"\s{2,}", line) for line in lines] == [
        [page.id, str(page.severity), page.name, page.summary] for page in PAGES
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_every_id_can_be_selected_and_ignored(page: Page) -> None:
    clean = '{"StartAt": "A", "TimeoutSeconds": 60, "States": {"A": {"Type": "Succeed"}}}'

    for option in ("--select", "--ignore"):
        for text in (page.id, page.name):
            done = CliRunner().invoke(cli, ["lint", option, text, "--format", "json", "-"], input=clean)

            assert done.exit_code == 0
            assert json.loads(done.stdout)["findings"] == []
