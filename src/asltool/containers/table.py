"""CONTAINERS: the kinds of files that hold definitions, and what tells each of them at a glance."""

from __future__ import annotations

import importlib

from asltool.containers.contents import Find
from asltool.containers.top_level import SERVICE, TEMPLATE
from asltool.records import record


@record
class Kind:
    """A kind of container."""

    noun: str
    """What people call such a file."""
    module: str
    """The module whose function `find` reads them; it is loaded for the first text that may be one."""
    marks: tuple[str, ...]
    """Texts of which any such file has at least one, and hardly any other file has."""
    suffixes: tuple[str, ...]
    """How the names of such files end."""
    has_own_suffix: bool = False
    """Whether no other file has such a name."""

    @property
    def find(self) -> Find:
        """The function that gives the state machines in such a file."""
        find: Find = importlib.import_module(self.module).find
        return find


CONTAINERS = (
    Kind(
        TEMPLATE,
        "asltool.containers.cloudformation",
        ("AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine"),
        (".json", ".yaml", ".yml", ".template"),
    ),
    Kind(
        SERVICE,
        "asltool.containers.serverless",
        ("stepFunctions", "stateMachines"),
        (".yaml", ".yml", ".json"),
    ),
    Kind(
        "Terraform file",
        "asltool.containers.terraform",
        ("aws_sfn_state_machine", "step-functions/aws"),
        (".tf",),
        has_own_suffix=True,
    ),
    Kind(
        "Terraform file",
        "asltool.containers.terraform_json",
        ("aws_sfn_state_machine", "step-functions/aws"),
        (".tf.json",),
        has_own_suffix=True,
    ),
)

SUFFIXES = tuple({suffix for kind in CONTAINERS for suffix in kind.suffixes})
"""How the names of files end that may hold definitions among other things."""


def kind_of_name(name: str) -> Kind | None:
    """Give the kind that a file is by its name, whatever is in it."""
    return next((k for k in CONTAINERS if k.has_own_suffix and name.lower().endswith(k.suffixes)), None)


def candidates(text: str, name: str = "") -> tuple[Kind, ...]:
    """Give the kinds of containers that a text may be, at a glance; *name* is that of its file."""
    named = kind_of_name(name)
    possible = CONTAINERS if named is None else (named,)
    return tuple(kind for kind in possible if any(mark in text for mark in kind.marks))
