"""The Lambda function that charges customers."""

from __future__ import annotations

import os
from typing import Any


class CardDeclinedError(Exception):
    """The bank refuses."""


def charge(event: dict[str, Any], context: object) -> dict[str, Any]:  # noqa: ARG001 - Lambda gives it
    """Charge a card, up to what the environment allows."""
    if event["amount"] > float(os.environ.get("CARD_LIMIT", "500")):
        raise CardDeclinedError(f"the bank declined {event['amount']:.2f}")
    return {"paymentId": f"pay-{event['orderId']}", "amount": event["amount"]}
