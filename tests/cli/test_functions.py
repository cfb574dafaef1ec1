from __future__ import annotations

from pathlib import Path

import pytest

from asltool.cli.functions import named_functions
from asltool.errors import AsltoolError
from asltool.handlers.lambda_command import LambdaCommand
from asltool.handlers.lambda_endpoint import LambdaEndpoint


def test_a_function_is_named_with_its_folder(tmp_path: Path) -> None:
    assert list(named_functions((f"charge={tmp_path}:app.handler",))) == ["charge"]

    with pytest.raises(AsltoolError, match="--lambda must be NAME=FOLDER:module"):
        named_functions(("charge=app.handler",))


def test_a_function_may_be_a_command_or_behind_an_endpoint() -> None:
    functions = named_functions(("pay=!node pay.js --rate=3", "sam=http://127.0.0.1:3001/?a=b"))

    assert isinstance(functions["pay"], LambdaCommand)
    assert isinstance(functions["sam"], LambdaEndpoint)
