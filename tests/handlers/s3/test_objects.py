from __future__ import annotations

from pathlib import Path

from asltool.handlers.aws_clients import Aws
from asltool.handlers.aws_sdk import AwsSdk
from asltool.handlers.s3.aws_objects import AwsObjects
from asltool.handlers.s3.folders import Folders
from asltool.handlers.s3.handled_objects import HandledObjects
from asltool.handlers.s3.objects import Objects


def test_all_that_serve_buckets_meet_the_protocol() -> None:
    served: list[Objects] = [
        Folders({"b": Path()}),
        HandledObjects(lambda _action, _parameters: None),
        AwsObjects(AwsSdk(Aws(), "us-east-1")),
    ]

    assert len(served) == 3
