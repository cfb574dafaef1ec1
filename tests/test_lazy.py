from __future__ import annotations

from asltool.lazy import lazy


class Circle:
    def __init__(self, radius: int) -> None:
        self.radius = radius
        self.asked = 0

    @lazy
    def diameter(self) -> int:
        """Twice the radius."""
        self.asked += 1
        return 2 * self.radius


def test_a_lazy_attribute_is_worked_out_once_an_instance() -> None:
    small, large = Circle(1), Circle(10)

    assert [small.diameter, small.diameter, large.diameter] == [2, 2, 20]
    assert (small.asked, large.asked) == (1, 1)


def test_nothing_is_worked_out_before_somebody_asks() -> None:
    assert Circle(1).asked == 0


def test_the_class_has_the_attribute_itself_with_its_docstring() -> None:
    assert Circle.diameter.__doc__ == "Twice the radius."
