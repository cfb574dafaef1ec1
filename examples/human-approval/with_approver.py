"""Run the workflow with a real queue, and an approver who reads it in a thread of this process.

    AWS_ENDPOINT_URL=http://localhost:5000 python with_approver.py

The queue is made where boto3 finds AWS: here in a server that stands for it, as `moto_server` does.
"""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path
from typing import Any

import boto3

import asltool

HERE = Path(__file__).resolve().parent
BUDGET = 100


def answer(message: dict[str, Any]) -> None:
    """Approve what the budget covers."""
    if message["amount"] <= BUDGET:
        asltool.tasks.send_task_success(message["taskToken"], {"by": "grace"})
    else:
        asltool.tasks.send_task_failure(message["taskToken"], "Rejected", f"the budget is {BUDGET}")


def read_queue(sqs: Any, queue_url: str, is_over: threading.Event) -> None:
    """Answer each message of a queue, until somebody says that it is over."""
    while not is_over.is_set():
        for received in sqs.receive_message(QueueUrl=queue_url, WaitTimeSeconds=1).get("Messages", ()):
            answer(json.loads(received["Body"]))
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=received["ReceiptHandle"])


def ask(expense: str, amount: float) -> Any:
    """Run the workflow for an expense, and give its output."""
    sqs = boto3.client("sqs", region_name="us-east-1")
    queue_url = sqs.create_queue(QueueName="approvals")["QueueUrl"]
    is_over = threading.Event()
    approver = threading.Thread(target=read_queue, args=(sqs, queue_url, is_over))
    approver.start()
    try:
        execution = asltool.run(
            HERE / "workflow.asl.json",
            {"expense": expense, "amount": amount, "queueUrl": queue_url},
            aws=["sqs"],
        )
    finally:
        is_over.set()
        approver.join()
    return execution.output


if __name__ == "__main__":
    for amount in (12, 80, 128):
        sys.stdout.write(json.dumps(ask("train to Graz", amount)) + "\n")
