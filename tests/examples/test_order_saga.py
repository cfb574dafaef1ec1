from __future__ import annotations

from typing import Any

import pytest

import asltool
from aws_serving import client
from example_running import run_on_aws


@pytest.fixture
def _tables(aws_server: str) -> None:
    """The tables of the template, with three lamps in stock."""
    for name, key in (("stock", "sku"), ("orders", "orderId")):
        client("dynamodb").create_table(
            TableName=name,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"}],
            KeySchema=[{"AttributeName": key, "KeyType": "HASH"}],
        )
    client("dynamodb").put_item(TableName="stock", Item={"sku": {"S": "lamp"}, "available": {"N": "3"}})


def order(**different: Any) -> asltool.Execution:
    given = {"orderId": "o-1", "customer": "ada", "sku": "lamp", "quantity": 2, "price": 50}
    return run_on_aws("order-saga", "template.yaml", input={**given, **different}, aws=["dynamodb"])


def lamps() -> int:
    item = client("dynamodb").get_item(TableName="stock", Key={"sku": {"S": "lamp"}})["Item"]
    return int(item["available"]["N"])


def stored() -> dict[str, str]:
    item = client("dynamodb").get_item(TableName="orders", Key={"orderId": {"S": "o-1"}})["Item"]
    return {name: next(iter(value.values())) for name, value in item.items()}


@pytest.mark.usefixtures("_tables")
def test_an_order_takes_what_it_asks_for_and_is_confirmed_once() -> None:
    first, again = order(), order()

    assert first.output == {"orderId": "o-1", "state": "CONFIRMED", "paymentId": "pay-o-1"}
    assert lamps() == 1
    assert stored() == {
        "orderId": "o-1",
        "sku": "lamp",
        "quantity": "2",
        "state": "CONFIRMED",
        "paymentId": "pay-o-1",
    }
    assert (again.error, again.cause) == ("OrderTakenBefore", "order o-1 was taken before")


@pytest.mark.usefixtures("_tables")
def test_what_was_reserved_is_given_back_if_the_card_is_declined() -> None:
    execution = order(price=300)

    assert execution.output == {"orderId": "o-1", "state": "REJECTED", "reason": "CardDeclinedError"}
    assert lamps() == 3
    assert stored()["state"] == "REJECTED"
    entered = [
        event["stateEnteredEventDetails"]["name"] for event in execution.history if "Entered" in event["type"]
    ]
    assert entered == ["TakeOrder", "ReserveStock", "ChargeCustomer", "ReleaseStock", "RejectOrder"]


@pytest.mark.usefixtures("_tables")
def test_nothing_is_reserved_that_is_not_there() -> None:
    execution = order(quantity=4)

    assert execution.output["reason"] == "out of stock"
    assert lamps() == 3
