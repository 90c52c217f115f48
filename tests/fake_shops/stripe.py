"""Stripe: charges, the newest first, by when they were made."""

from datetime import UTC, datetime
from typing import Any

from tests.fake_shops.people import PEOPLE
from tests.fake_shops.reply import PAGE, Asked, Refused, Reply, only

KEY = "rk_live_the_right_key"
_START = int(datetime(2026, 9, 1, 9, 0, tzinfo=UTC).timestamp())


class Stripe:
    """One account."""

    def __init__(self) -> None:
        self.charges = [_charge(number) for number in range(14)]
        self.charges[1] |= {"status": "failed", "captured": False, "paid": False}
        self.charges[2] |= {"captured": False}
        self.charges[3] |= {"disputed": True}
        self.charges[4] |= {"currency": "jpy", "amount": 1200}
        self.charges[5] |= {"currency": "isk", "amount": 120_000}
        self.charges[6] |= {"amount_refunded": 100}
        self.charges[7] |= {"customer": None, "billing_details": _nobody(), "receipt_email": None}
        self.changes = 0

    def happen(self, what: str) -> None:
        """Give something back, or let a day pass."""
        if what == "change":
            self.changes += 1
            self.charges[-1] |= {"amount_refunded": self.changes}
            return
        self.charges[0] |= {"amount_refunded": self.charges[0]["amount"], "refunded": True}
        self.charges[8] |= {"disputed": True}
        self.charges.append(_charge(40))

    def answer(self, asked: Asked) -> Reply | None:
        """Answer the list of charges."""
        if asked.path != "/v1/charges" or asked.method != "GET":
            return None
        if asked.headers.get("authorization") != f"Bearer {KEY}":
            return Reply({"error": {"type": "invalid_request_error"}}, 401)
        known = "customer ending_before limit payment_intent starting_after transfer_group"
        only(asked.query, [*known.split(), *(f"created[{one}]" for one in ("gt", "gte", "lt"))])
        limit = int(asked.query.get("limit", "10"))
        if not 1 <= limit <= 100:
            raise Refused("the limit is from 1 to 100")
        since = int(asked.query.get("created[gte]", "0"))
        found = [one for one in self.charges if one["created"] >= since]
        found.sort(key=lambda one: one["created"], reverse=True)
        if after := asked.query.get("starting_after"):
            places = [place for place, one in enumerate(found) if one["id"] == after]
            if not places:
                raise Refused("no such charge")
            found = found[places[0] + 1 :]
        page = found[: min(limit, PAGE)]
        has_more = len(found) > len(page)
        return Reply({"object": "list", "url": asked.path, "has_more": has_more, "data": page})


def _nobody() -> dict[str, Any]:
    return {"name": None, "email": None, "phone": None, "address": None}


def _charge(number: int) -> dict[str, Any]:
    who = PEOPLE[number % len(PEOPLE)]
    return {
        "id": f"ch_{number:03}",
        "object": "charge",
        "amount": 1000 + number,
        "amount_refunded": 0,
        "captured": True,
        "created": _START + 3600 * number,
        "currency": "gbp",
        "customer": f"cus_{number % len(PEOPLE)}" if number % 2 else None,
        "disputed": False,
        "livemode": True,
        "paid": True,
        "receipt_email": who.email,
        "refunded": False,
        "status": "succeeded",
        "billing_details": {
            "name": f"{who.given} {who.family}",
            "email": who.email if number % 3 else None,
            "phone": who.phone or None,
            "address": {"line1": "1 High St", "city": who.city, "country": "GB"},
        },
    }
