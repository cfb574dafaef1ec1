"""The parts of a Map that are more than a value: where items come from and results go, and in what groups."""

from __future__ import annotations

from typing import TypeAlias

from asltool.expr.jsonpath.path import Path
from asltool.expr.language import Expression
from asltool.expr.template import PayloadTemplate
from asltool.records import record
from asltool.source.pointer import Pointer

Amount: TypeAlias = float | Expression | Path
"""A number, or the expression (JSONata) or reference path (a `…Path` field) that gives it."""


@record
class ProcessorConfig:
    """How a Map runs its iterations: in this execution, or each as an execution of its own."""

    at: Pointer
    mode: str = "INLINE"
    """"INLINE" or "DISTRIBUTED"."""
    execution_type: str | None = None
    """"STANDARD" or "EXPRESS"; only with DISTRIBUTED."""


@record
class ItemReader:
    """Where a distributed Map reads its items from."""

    at: Pointer
    resource: str
    arguments: PayloadTemplate | None
    """`Parameters`, or in JSONata `Arguments`."""
    reader_config: PayloadTemplate | None
    """The settings as written; see maps.md 6.4 for the fields."""
    max_items: Amount | None = None


@record
class ItemBatcher:
    """How items are put together, several to an iteration."""

    at: Pointer
    batch_input: PayloadTemplate | None = None
    max_items_per_batch: Amount | None = None
    max_input_bytes_per_batch: Amount | None = None


@record
class ResultWriter:
    """Where a distributed Map writes its results, and in which form."""

    at: Pointer
    resource: str | None = None
    arguments: PayloadTemplate | None = None
    transformation: str | None = None
    output_type: str | None = None
