from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import boto3
import pytest

import asltool
from map_running import distributed, reading

ECHO = {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": True}}}


@pytest.fixture
def s3(aws_server: str) -> Any:
    client = boto3.client("s3", region_name="us-east-1")
    for bucket in ("input", "output"):
        client.create_bucket(Bucket=bucket)
    return client


def run(**fields: Any) -> asltool.Execution:
    machine = {"StartAt": "M", "States": {"M": {**distributed(ECHO, **fields), "End": True}}}
    return asltool.run(machine, aws=True)


LIST = {"Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": {"Bucket": "input", "Prefix": "f"}}


def test_items_are_read_from_an_object(s3: Any) -> None:
    s3.put_object(Bucket="input", Key="k.jsonl", Body=b'{"a": 1}\n{"a": 2}\n')

    assert run(ItemReader=reading("JSONL", "k.jsonl")).output == [{"a": 1}, {"a": 2}]


def test_all_pages_are_listed(s3: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTO_S3_DEFAULT_MAX_KEYS", "10")
    for number in range(23):
        s3.put_object(Bucket="input", Key=f"f{number:04}", Body=b"x")
    s3.put_object(Bucket="input", Key="other", Body=b"x")

    output: Any = run(ItemReader=LIST, ItemSelector={"Key.$": "$$.Map.Item.Value.Key"}).output

    assert [item["Key"] for item in output] == [f"f{number:04}" for number in range(23)]


def test_a_listed_object_has_the_members_that_aws_gives(s3: Any) -> None:
    s3.put_object(Bucket="input", Key="f", Body=b"hello")

    output: Any = run(ItemReader=LIST).output

    assert [sorted(item) for item in output] == [["Etag", "Key", "LastModified", "Size", "StorageClass"]]
    assert isinstance(output[0]["LastModified"], int)


@pytest.mark.parametrize(
    ("bucket", "message"),
    [("input", "The specified key does not exist."), ("none", "The specified bucket does not exist")],
)
def test_what_is_not_there_fails_the_reader(s3: Any, bucket: str, message: str) -> None:
    reader = reading("JSON", "nothing") | {"Parameters": {"Bucket": bucket, "Key": "nothing"}}

    done = run(ItemReader=reader)

    assert done.error == "States.ItemReaderFailed"
    assert str(done.cause).startswith(f"{message} (Service: S3, Status Code: 404, Request ID: ")


def test_results_are_put_beside_their_manifest(s3: Any) -> None:
    writer = {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "output", "Prefix": "p"}}
    s3.put_object(Bucket="input", Key="k.json", Body=b"[1, 2]")

    output: Any = run(ItemReader=reading("JSON", "k.json"), ResultWriter=writer).output

    place = output["ResultWriterDetails"]
    manifest = json.load(s3.get_object(Bucket=place["Bucket"], Key=place["Key"])["Body"])
    (file,) = manifest["ResultFiles"]["SUCCEEDED"]
    stored = s3.get_object(Bucket="output", Key=file["Key"])
    assert stored["ContentLength"] == file["Size"]
    assert [record["Output"] for record in json.load(stored["Body"])] == ["1", "2"]


def test_a_bucket_that_is_not_there_fails_the_writer_before_anything_is_done(s3: Any) -> None:
    writer = {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "none"}}
    s3.put_object(Bucket="input", Key="k.json", Body=b"[1, 2]")

    done = run(ItemReader=reading("JSON", "k.json"), ResultWriter=writer)

    assert done.error == "States.ResultWriterFailed"
    assert done.map_runs[0].execution_counts["total"] == 0


@contextmanager
def broken_server(respond: Any) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            respond(self)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def cut_short(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    request.wfile.write(b"1\n2\n")


@pytest.mark.usefixtures("aws_server")
def test_a_body_that_breaks_off_fails_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    with broken_server(cut_short) as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        done = run(ItemReader=reading("JSONL", "k.jsonl"))

    assert done.error == "States.ItemReaderFailed"
    assert "4 read, but total bytes expected is 1000" in str(done.cause) or "IncompleteRead" in str(
        done.cause
    )


@pytest.mark.usefixtures("aws_server")
def test_a_service_that_cannot_be_reached_fails_the_reader(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")

    done = run(ItemReader=reading("JSON", "k.json"))

    assert done.error == "States.ItemReaderFailed"
    assert "Could not connect to the endpoint URL" in str(done.cause)


def refusing(status: int, code: str, message: str) -> Any:
    def respond(request: BaseHTTPRequestHandler) -> None:
        body = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>".encode()
        request.send_response(status)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return respond


@pytest.mark.usefixtures("aws_server")
@pytest.mark.parametrize(
    ("status", "code", "message"),
    [
        (500, "InternalError", "We encountered an internal error. Please try again."),
        (503, "SlowDown", "Please reduce your request rate."),
        (403, "AccessDenied", "Access Denied"),
    ],
)
def test_a_service_that_refuses_fails_the_reader_with_its_words(
    monkeypatch: pytest.MonkeyPatch, status: int, code: str, message: str
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with broken_server(refusing(status, code, message)) as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        done = run(ItemReader=reading("JSON", "k.json"))

    assert done.error == "States.ItemReaderFailed"
    assert str(done.cause).startswith(f"{message} (Service: S3, Status Code: {status}, ")


def test_a_reader_that_fails_can_be_retried(s3: Any) -> None:
    done = run(
        ItemReader=reading("JSON", "none.json"),
        Retry=[{"ErrorEquals": ["States.ItemReaderFailed"], "MaxAttempts": 2}],
    )

    assert done.error == "States.ItemReaderFailed"
    assert [record.status for record in done.map_runs] == ["FAILED", "FAILED", "FAILED"]
