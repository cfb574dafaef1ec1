"""Which step each `%` refers to: the one whose context it is, found from the right to the left."""

from __future__ import annotations

from asltool.expr.jsonata.errors import JSONataSyntaxError
from asltool.expr.jsonata.tree import Block, Literal, Name, Node, Parent, ParentSlot, Path, Wildcard


class Ancestry:
    """The parents sought in one expression."""

    def __init__(self) -> None:
        self._slots: list[ParentSlot] = []

    def new_slot(self) -> ParentSlot:
        """Give the slot of one more `%`."""
        number = len(self._slots)
        slot = ParentSlot(f"!{number}", index=number)
        self._slots.append(slot)
        return slot

    def pass_on(self, node: Node, owner: Node) -> None:
        """Let *owner* seek the parents that *node*, a part of it, seeks."""
        owner.seeking += _sought_by(node)

    def resolve(self, path: Path) -> None:
        """Find the steps of *path* that the parents sought by its last step refer to.

        Raises:
            JSONataSyntaxError: A step gives no parent.
        """
        last = path.steps[-1]
        for slot in _sought_by(last):
            index = len(path.steps) - 2
            while slot.level > 0:
                if index < 0:
                    path.seeking.append(slot)
                    break
                step = path.steps[index]
                index -= 1
                while index >= 0 and step.focus and path.steps[index].focus:
                    step = path.steps[index]
                    index -= 1
                self._seek(step, slot)

    def resolve_predicate(self, step: Node, predicate: Node) -> None:
        """Find what the parents sought by *predicate*, which filters *step*, refer to.

        Raises:
            JSONataSyntaxError: The step gives no parent.
        """
        for slot in predicate.seeking:
            if slot.level == 1:
                self._seek(step, slot)
            else:
                slot.level -= 1
        if predicate.seeking:
            self.pass_on(predicate, step)

    def _seek(self, node: Node, slot: ParentSlot) -> None:
        match node:
            case Name() | Wildcard():
                slot.level -= 1
                if slot.level == 0:
                    if node.ancestor is not None:
                        self._slots[slot.index].label = node.ancestor.label
                    node.ancestor = slot
                    node.binds_tuples = True
            case Parent():
                slot.level += 1
            case Block():
                if node.expressions:
                    node.binds_tuples = True
                    self._seek(node.expressions[-1], slot)
            case Path():
                node.binds_tuples = True
                index = len(node.steps) - 1
                self._seek(node.steps[index], slot)
                while slot.level > 0 and index > 0:
                    index -= 1
                    self._seek(node.steps[index], slot)
            case _:
                raise JSONataSyntaxError("S0217", node.position, token=_kind(node), offset=node.start)


def _kind(node: Node) -> str:
    """Give what the reference calls *node*."""
    if isinstance(node, Literal):
        return {str: "string", int: "number", float: "number"}.get(type(node.value), node.kind)
    return node.kind


def _sought_by(node: Node) -> list[ParentSlot]:
    return [*node.seeking, node.slot] if isinstance(node, Parent) else node.seeking
