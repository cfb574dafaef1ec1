from __future__ import annotations

from asltool.model.map_fields import ItemBatcher, ProcessorConfig, ResultWriter
from asltool.source.pointer import ROOT


def test_a_processor_is_inline_by_default() -> None:
    assert (ProcessorConfig(ROOT).mode, ProcessorConfig(ROOT).execution_type) == ("INLINE", None)


def test_parts_are_equal_if_they_say_the_same() -> None:
    assert ItemBatcher(ROOT, max_items_per_batch=2) == ItemBatcher(ROOT, max_items_per_batch=2)
    assert ResultWriter(ROOT, output_type="JSON") != ResultWriter(ROOT, output_type="JSONL")
