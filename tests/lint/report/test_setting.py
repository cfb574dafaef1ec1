from __future__ import annotations

from asltool.lint.report.setting import Setting


def test_a_report_is_plain_unless_it_is_shown_on_a_terminal() -> None:
    setting = Setting("1.2.3")

    assert not setting.is_coloured
    assert setting.width == 120
