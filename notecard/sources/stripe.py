"""Stripe's payments: one row a charge, with what was given back of it; times are UTC.

Payments > Export in the dashboard, in the older layout (`Created (UTC)`) and the newer one
(`Created date (UTC)`, with a column for each metadata key).
"""

from dataclasses import replace
from typing import Final

from notecard.core.purchases import Kind, Purchase, Tells
from notecard.core.words import _
from notecard.sources.export import Export
from notecard.sources.mapped_csv import FirstRow
from notecard.sources.source import Source


class Stripe(Export):
    """The file of Payments > Export."""

    id, label, system = "stripe", "Stripe (payments)", "stripe"
    tells = Tells(totals=2, lines=0)
    way_out = _("In the Stripe dashboard, choose Payments, then Export, with all columns.")
    columns = {  # noqa: RUF012 - read only
        "receipt": ("id",),
        "date": ("Created (UTC)", "Created date (UTC)", "Created", "Created date"),
        "receipt_total": ("Amount",),
        "receipt_refunded": ("Amount Refunded",),
        "currency": ("Currency",),
        "status": ("Status",),
        "captured": ("Captured",),
        "mode": ("Mode",),
        "customer_id": ("Customer ID",),
        "customer": ("Customer Name", "Card Name", "Billing Name", "Shipping Name"),
        "company": ("Card Name", "Customer Description"),
        "email": ("Customer Email",),
        "phone": ("Customer Phone", "Shipping Phone"),
        "street": (("Card Address Line1", "Card Address Line2"),),
        "city": ("Card Address City",),
        "region": ("Card Address State",),
        "postcode": ("Card Address Zip",),
        "country": ("Card Address Country",),
    }
    needs = ("receipt", "date", "receipt_total", "receipt_refunded", "currency", "status")
    whole_refunds = ("Refunded",)
    not_counted = {  # noqa: RUF012 - read only
        "failed": ("Failed", "Blocked", "Declined", "Expired"),
        "disputed": (
            "Disputed", "Charge disputed", "Needs response", "Under review", "Dispute lost", "Lost",
        ),
        "voided": ("Canceled", "Cancelled", "Voided"),
        "pending": (
            "Pending", "Uncaptured", "Incomplete", "Requires capture", "Requires action",
            "Requires confirmation", "Requires payment method", "Processing",
        ),
    }  # fmt: skip
    is_utc = True

    def finish(self, purchase: Purchase, told: FirstRow) -> Purchase:
        """Set aside what was tried out, and what was held on the card and never taken."""
        if told("mode").casefold() == "test":
            return replace(purchase, kind=Kind.NOT_COUNTED, reason="test", is_order=False)
        if purchase.kind is Kind.SALE and told("captured").casefold() == "false":
            return replace(purchase, kind=Kind.NOT_COUNTED, reason="pending")
        return purchase


SOURCE: Final[Source] = Stripe()
