"""Square's items detail: one row an item sold or given back; joins the transactions by their id."""

from collections.abc import Sequence
from typing import Final

from notecard.core.purchases import Tells
from notecard.sources.export import Export
from notecard.sources.source import Source


class SquareItems(Export):
    """The file of Transactions > Export > Items Detail CSV."""

    id, label, system = "square_items", "Square (items detail)", "square"
    tells = Tells(totals=1, lines=2)
    columns = {
        "receipt": ("Transaction ID",),
        "date": ("Date",),
        "time": ("Time",),
        "type": ("Event Type",),
        "item": ("Item",),
        "sku": ("SKU",),
        "quantity": ("Qty",),
        "line_total": ("Net Sales",),
        "line_tax": ("Tax",),
        "staff": ("Employee",),
        "customer_id": ("Customer ID",),
        "customer": ("Customer Name",),
    }
    needs: Sequence[str] = ("receipt", "date", "item", "quantity", "line_total", "type")
    refunds = ("refund",)
    sign_in = ("Net Sales",)


SOURCE: Final[Source] = SquareItems()
