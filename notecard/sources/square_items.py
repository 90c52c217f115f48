"""Square's items detail: one row an item sold or given back; joins the transactions by their id.

Transactions > Export > Items Detail CSV, in the dashboard.
"""

from typing import Final

from notecard.core.purchases import Tells
from notecard.sources import gift_cards
from notecard.sources import square_words as words
from notecard.sources.export import Export
from notecard.sources.header_words import Columns
from notecard.sources.source import Source

COLUMNS: Final[Columns] = {
    **words.COMMON,
    "item": (
        "Item", "Artikel", "Article", "Artículo", "Articolo", "Artikel", "Artykuł", "Produkt",
        "Item vendido", "Artigo",
    ),
    "quantity": (
        "Qty", "Quantity", "Anz.", "Anzahl", "Menge", "Qté", "Quantité", "Cant.", "Cantidad", "Qtà",
        "Q.tà", "Quantità", "Aantal", "Hoeveelheid", "Ilość", "Qtd", "Qtd.", "Quantidade",
    ),
    "sku": ("SKU", "UGS", "Artikelnummer", "Référence", "Referencia", "Código SKU"),
    "line_total": words.NET_SALES,
    "line_tax": words.TAX,
    "status": (  # a gift card that is sold is a load, no sale
        "Itemization Type", "Artikelart", "Positionsart", "Type d'article", "Tipo de artículo",
        "Tipo di articolo", "Artikeltype", "Rodzaj pozycji", "Tipo de item", "Tipo de artigo",
    ),
    "staff": ("Employee", *words.STAFF),
}  # fmt: skip


class SquareItems(Export):
    """The file of Transactions > Export > Items Detail CSV."""

    id, label, system = "square_items", "Square (items detail)", "square"
    tells = Tells(totals=1, lines=2)
    way_out = words.WAY_OUT
    columns = COLUMNS
    needs = ("receipt", "date", "item", "quantity", "line_total")
    refunds = words.REFUNDS
    not_counted = {gift_cards.LOAD: gift_cards.WORDS}  # noqa: RUF012 - read only
    sign_in = words.NET_SALES


SOURCE: Final[Source] = SquareItems()
