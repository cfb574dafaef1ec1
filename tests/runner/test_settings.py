from __future__ import annotations

from asltool.runner.settings import Settings


def test_a_run_is_standard_virtual_and_repeatable_unless_told_otherwise() -> None:
    settings = Settings(input={})

    assert (settings.type, settings.is_real_time, settings.start_at, settings.seed) == (
        "STANDARD",
        False,
        None,
        0,
    )
    assert (settings.handlers, settings.state_machines) == ({}, {})
    assert (settings.mocks, settings.aws, settings.on_event) == (None, None, None)


def test_two_runs_share_no_handlers() -> None:
    assert Settings(input={}).handlers is not Settings(input={}).handlers
