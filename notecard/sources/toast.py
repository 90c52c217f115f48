"""Toast's item selection details: one row an item; the only customer is the name on the tab.

Reports > Sales > Order details > Item selection details, in Toast Web.
"""

from typing import Final

from notecard.core.words import _
from notecard.sources.export import Export
from notecard.sources.source import Source


class Toast(Export):
    """The file ItemSelectionDetails.csv."""

    id, label, system = "toast", "Toast (item selection details)", "toast"
    way_out = _("In Toast Web, export the item selection details of the orders.")
    columns = {  # noqa: RUF012 - read only
        "receipt": ("Order Id",),
        "date": ("Order Date", "Sent Date"),
        "item": ("Menu Item",),
        "sku": ("SKU", "PLU"),
        "quantity": ("Qty",),
        "line_total": ("Net Price",),
        "line_tax": ("Tax",),
        "status": ("Void?",),
        "customer": ("Tab Name",),
        "staff": ("Server",),
    }
    needs = ("receipt", "date", "item", "quantity", "line_total", "status")
    not_counted = {"voided": ("true", "yes", "1")}  # noqa: RUF012 - read only


SOURCE: Final[Source] = Toast()
