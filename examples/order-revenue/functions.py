"""The Lambda function of the workflow."""

from __future__ import annotations

from typing import Any


def sum_batch(event: dict[str, Any], context: object) -> dict[str, float]:  # noqa: ARG001 - Lambda gives it
    """Count the orders of a batch and add up their prices."""
    prices = [float(order["price"]) for order in event["Items"]]
    return {"orders": len(prices), "revenue": sum(prices)}
