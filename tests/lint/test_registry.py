from __future__ import annotations

from pathlib import Path

from asltool.lint import rules
from asltool.lint.registry import all_rules, needed_keys, rules_by_node
from asltool.model.fields import JSONATA, JSONPATH
from asltool.model.machine import Fail, StateMachine, Task


def test_every_file_in_rules_defines_one_rule_of_its_name() -> None:
    files = {path.stem for folder in rules.__path__ for path in Path(folder).glob("*.py")} - {"__init__"}

    assert {rule.name.replace("-", "_") for rule in all_rules()} == files
    assert len(all_rules()) == len(files)


def test_rules_are_in_the_order_of_their_ids_and_no_id_is_there_twice() -> None:
    ids = [rule.id for rule in all_rules()]

    assert ids == sorted(set(ids))


def test_rules_are_found_by_the_nodes_that_they_look_at() -> None:
    table = rules_by_node(frozenset({"ASL101", "ASL305", "ASL601"}), JSONPATH, needed_keys())

    assert {type_: [rule.id for rule in found] for type_, found in table.items()} == {
        StateMachine: ["ASL101"],
        Task: ["ASL305", "ASL601"],
    }


def test_rules_that_are_not_wanted_are_not_there() -> None:
    assert rules_by_node(frozenset(), JSONPATH, needed_keys()) == {}
    assert Fail not in rules_by_node(frozenset({"ASL101"}), JSONATA, needed_keys())


def test_rules_of_one_query_language_are_not_there_for_the_other() -> None:
    ids = frozenset({"ASL201", "ASL502", "ASL505"})

    found = {language: rules_by_node(ids, language, needed_keys())[Task] for language in (JSONPATH, JSONATA)}

    assert {language: [rule.id for rule in rules] for language, rules in found.items()} == {
        JSONPATH: ["ASL201", "ASL505"],
        JSONATA: ["ASL502", "ASL505"],
    }


def test_a_rule_is_there_only_for_a_definition_that_has_a_key_it_needs() -> None:
    ids = frozenset({"ASL401", "ASL601"})

    found = [
        [rule.id for rule in rules_by_node(ids, JSONPATH, frozenset(keys))[Task]] for keys in ((), ("Catch",))
    ]

    assert found == [["ASL601"], ["ASL401", "ASL601"]]
