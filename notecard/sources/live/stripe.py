"""Purchases from Stripe: the charges, with what was given back of each; there are no lines.

Charges cannot be asked for by when they changed, so the last weeks are read again every time: a
refund of an older charge than that is not noticed here.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final

from notecard.core.money import minor_digits
from notecard.core.purchases import Kind, Person, Purchase, Tells
from notecard.core.words import _
from notecard.sources.amounts import BadCell
from notecard.sources.live.cells import (
    Thing,
    address,
    currency,
    each,
    key_of,
    part,
    stamp,
    text,
    things,
    whole,
)
from notecard.sources.live.polite import Polite
from notecard.sources.live.system import Access, Field, Mark, Page, System
from notecard.sources.live.testing import base_of

_BASE = "https://api.stripe.com"
_VERSION = "2024-06-20"
_AGAIN = timedelta(days=30)
_AT_ONCE = 100
_LATEST = 7 * 10**9  # seconds since 1970: the year 2191
# How Stripe writes amounts, where that differs from ISO 4217 (docs.stripe.com/currencies).
_STRIPE_DIGITS = {"ISK": 2, "UGX": 2, "MGA": 0}


class Stripe:
    """The charges of one account."""

    id = "stripe_live"
    system = "stripe"
    label = "Stripe"
    tells = Tells(totals=3, lines=0)

    def steps(self) -> tuple[str, ...]:
        """Return how to get a restricted key."""
        return (
            _("Open the Stripe dashboard and choose Developers, then API keys."),
            _("Choose Create restricted key and call it Notecard."),
            _("Give it Read for Charges, and None for everything else."),
            _("Create the key and paste it here: it begins with rk_."),
        )

    def fields(self) -> tuple[Field, ...]:
        """Return what is asked for."""
        return (Field("key", _("Restricted key"), hint="rk_live_…"),)

    def reads(self) -> str:
        """Return in plain words what is read."""
        return _(
            "Notecard reads payments and who paid: name, e-mail, telephone and address as given "
            "when paying. It never sees card numbers and changes nothing."
        )

    def settled(self, settings: Mapping[str, str]) -> dict[str, str]:
        """Return the settings: there are none but the address in tests."""
        return base_of(settings, _BASE)

    def test(self, access: Access) -> str:
        """Read one charge."""
        with _polite(access) as ask:
            answer = ask.get("/v1/charges", {"limit": 1})
        first = things(answer.json, "data")
        if first and first[0].get("livemode") is False:
            return _("The key works, but it is a test key: test payments are not counted.")
        return _("The key works: payments can be read.")

    def pull(self, access: Access, mark: Mark) -> Iterator[Page]:
        """Yield the charges since a month before the newest one known, the newest first."""
        newest = _seconds(mark.get("created", ""))
        since = max(newest - int(_AGAIN.total_seconds()), 0)
        after: str | None = None
        with _polite(access) as ask:
            while True:
                answer = ask.get(
                    "/v1/charges",
                    {"created[gte]": since, "limit": _AT_ONCE, "starting_after": after},
                )
                charges = things(answer.json, "data")
                newest = max([newest, *(_created(one) for one in charges)])
                ask.seen += len(charges)
                yield Page(tuple(each(charges, "id", _purchase)), _mark(newest))
                after = text(charges[-1], "id") if charges else ""
                if part(answer.json, "has_more") is not True or not after:
                    return
                ask.turn(after)


def _polite(access: Access) -> Polite:
    return Polite(
        access.settings.get("address", _BASE),
        Stripe.label,
        {"Authorization": f"Bearer {access.secrets['key']}", "Stripe-Version": _VERSION},
        wrong_key=_("Make a new restricted key in the Stripe dashboard and connect again."),
        missing_right=_("In the Stripe dashboard, give the key Read for Charges."),
        patience=access.patience,
        progress=access.progress,
    )


def _mark(newest: int) -> Mark:
    return {"created": stamp(datetime.fromtimestamp(newest, UTC))} if newest else {}


def _seconds(told: str) -> int:
    return int(datetime.fromisoformat(told).timestamp()) if told else 0


def _created(charge: Thing) -> int:
    created = charge.get("created")
    return created if isinstance(created, int) and 0 < created < _LATEST else 0


def _purchase(charge: Thing) -> Purchase:
    money = currency(charge, "currency")
    kind, reason = _standing(charge)
    created = _created(charge)
    if not created:
        raise BadCell(
            "created", _("“{cell}” is not a moment.").format(cell=text(charge, "created")[:40])
        )
    return Purchase(
        key=key_of(charge, "id"),
        at=datetime.fromtimestamp(created, UTC),
        currency=money,
        gross=_minor(whole(charge, "amount"), money),
        refunded=_minor(whole(charge, "amount_refunded"), money),
        kind=kind,
        reason=reason,
        person=_person(charge),
        is_order=charge.get("livemode") is not False,
    )


def _standing(charge: Thing) -> tuple[Kind, str]:
    """Return whether it is a purchase: paid, kept, and not contested."""
    status = text(charge, "status")
    if charge.get("livemode") is False:
        return Kind.NOT_COUNTED, "test"
    if status != "succeeded":
        return Kind.NOT_COUNTED, status or "pending"
    if charge.get("captured") is not True:
        return Kind.NOT_COUNTED, "pending"  # the money is only held, as the payments file says too
    if charge.get("disputed") is True:
        return Kind.NOT_COUNTED, "disputed"
    return Kind.SALE, ""


def _minor(amount: int, money: str) -> int:
    """Return an amount in the minor units of ISO 4217."""
    digits = minor_digits(money)
    scaled = Decimal(amount).scaleb(digits - _STRIPE_DIGITS.get(money, digits))
    if scaled != int(scaled) or scaled < 0:
        raise BadCell("amount", _("“{cell}” is not an amount.").format(cell=amount))
    return int(scaled)


def _person(charge: Thing) -> Person:
    def given(*path: str) -> str:
        return text(charge, "billing_details", *path)

    def place(name: str) -> str:
        return given("address", name)

    return Person(
        system_id=text(charge, "customer"),
        name=given("name"),
        email=given("email") or text(charge, "receipt_email"),
        phone=given("phone"),
        address=address(
            (place("line1"), place("line2")),
            place("city"),
            place("state"),
            place("postal_code"),
            place("country"),
        ),
    )


SYSTEM: Final[System] = Stripe()
