from __future__ import annotations

import json
from typing import Any

from aws_serving import client
from example_running import EXAMPLES, read, run_on_aws


def queue(name: str) -> tuple[str, str]:
    """Make a queue, and give its address and its ARN."""
    url = client("sqs").create_queue(QueueName=name)["QueueUrl"]
    return url, f"arn:aws:sqs:us-east-1:123456789012:{name}"


def received(url: str) -> Any:
    (message,) = client("sqs").receive_message(QueueUrl=url)["Messages"]
    return json.loads(message["Body"])


def test_customers_and_services_are_told(aws_server: str) -> None:
    customers, customers_arn = queue("customers")
    services, services_arn = queue("services")
    topic = client("sns").create_topic(Name="parcels")["TopicArn"]
    client("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=customers_arn)
    events = client("events")
    events.create_event_bus(Name="shipping")
    pattern = json.dumps({"source": ["shop.shipping"]})
    events.put_rule(Name="all", EventBusName="shipping", EventPattern=pattern)
    events.put_targets(Rule="all", EventBusName="shipping", Targets=[{"Id": "1", "Arn": services_arn}])
    given = {**read(EXAMPLES / "fan-out-notification" / "input.json"), "topicArn": topic}

    execution = run_on_aws("fan-out-notification", input=given)

    told = received(customers)
    assert json.loads(told["Message"]) == {"parcel": "JD0146", "arrives": "2026-12-24"}
    assert told["MessageAttributes"] == {"country": {"Type": "String", "Value": "AT"}}
    event = received(services)
    assert event["detail-type"] == "ParcelShipped"
    assert event["detail"] == {"parcel": "JD0146", "country": "AT"}
    assert execution.output == {"messageId": told["MessageId"], "eventId": event["id"]}
