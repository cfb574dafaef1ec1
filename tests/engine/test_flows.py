from __future__ import annotations

import pytest

from asltool.engine.flows import FLOWS
from engine_driving import only, run


@pytest.mark.parametrize("language", FLOWS)
def test_each_language_lets_data_through_where_a_state_has_no_fields(language: str) -> None:
    done = run({"QueryLanguage": language, **only({"Type": "Pass"})}, {"a": [1]})

    assert done.output == {"a": [1]}
