from __future__ import annotations

import subprocess
import sys

import pytest

from asltool.expr.languages import language_named


@pytest.mark.parametrize("name", ["JSONPath", "JSONata"])
def test_a_language_goes_by_the_name_that_selects_it(name: str) -> None:
    assert language_named(name).name == name
    assert language_named(name) is language_named(name)


def test_jsonata_is_not_loaded_before_a_definition_asks_for_it() -> None:
    code = (
        "import sys\n"
        "from asltool.expr.languages import language_named\n"
        "language_named('JSONPath')\n"
        "assert 'asltool.expr.jsonata' not in sys.modules\n"
        "language_named('JSONata')\n"
        "assert 'asltool.expr.jsonata' in sys.modules\n"
    )

    subprocess.run([sys.executable, "-c", code], check=True)
