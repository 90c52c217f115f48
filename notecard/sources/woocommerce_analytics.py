"""The orders report of WooCommerce Analytics: one row an order, its products in one cell.

Analytics > Orders > Download, in WordPress. It speaks the language of the site and knows nobody but
by name; its money is net of tax and postage.
"""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from notecard.core.customers import plain_name
from notecard.core.purchases import LineItem, Purchase, Tells
from notecard.sources import woocommerce_words as words
from notecard.sources.export import Export
from notecard.sources.header_words import Columns
from notecard.sources.mapped_csv import FirstRow
from notecard.sources.source import Source

_MOST = 10**6  # pieces of one product
# Two products are parted by a comma, which may also stand in a product's name.
_PRODUCT = re.compile(r"(\d{1,7})\s?[×x]\s(.+?)(?=,\s?\d{1,7}\s?[×x]\s|$)", re.DOTALL)
COLUMNS: Final[Columns] = {
    "receipt": words.NUMBER,
    "date": ("Date", "Datum", "Fecha", "Data"),
    "line_total": (
        "Net Sales", "Nettoumsatz", "Netto-Umsatz", "Nettoverkäufe", "Netto-Verkäufe",
        "Ventes nettes", "Ventas netas", "Vendite nette", "Netto verkoop", "Nettoverkoop",
        "Netto-omzet", "Netto verkopen", "Nettoverkopen", "Sprzedaż netto", "Vendas líquidas",
        "N. Revenue", "N. Revenue (formatted)", "Revenue (formatted)", "Revenue",
        "N. Umsatz", "N. Umsatz (formatiert)", "Netto-Einnahmen (formatiert)", "Revenus nets",
        "Revenu N. (formaté)", "Revenus N. (formaté)", "Ingresos netos",
        "Ingresos N. (con formato)", "N. Ingresos (formateado)", "Entrate nette",
        "Ricavi N. (formattato)", "N. Omzet (opgemaakt)", "Przychód netto",
        "Receita líquida", "Receita N. (formatado)",
    ),
    "formatted": (
        "N. Revenue (formatted)", "Revenue (formatted)", "N. Revenue", "N. Umsatz (formatiert)",
        "Umsatz N. (formatiert)", "N. Umsatz", "Nettoeinnahmen (formatiert)",
        "Netto-Einnahmen (formatiert)", "Netto-Umsatz (formatiert)", "Nettoumsatz (formatiert)",
        "Einnahmen (formatiert)", "Revenus nets (formatés)", "Revenus N. (formatés)",
        "Revenu N. (formaté)", "Revenus N. (formaté)", "Revenu net (formaté)",
        "N. Revenu (formaté)", "N. Revenus (formaté)", "N. Revenus (formatés)",
        "Revenus nets (mis en forme)", "Ingresos N. (formateado)", "Ingresos N. (con formato)",
        "N. Ingresos (formateado)", "N. Ingresos (con formato)", "Ingresos netos (formateado)",
        "Ingresos netos (formateados)", "Ingresos netos (con formato)", "N. Ricavi (formattato)",
        "N. Ricavi (formattati)", "Ricavi N. (formattato)", "Ricavi netti (formattati)",
        "Ricavi netti (formattato)", "Entrate nette (formattate)", "N. Entrate (formattato)",
        "N. Entrate (formattate)", "N. Omzet (opgemaakt)", "Netto-omzet (opgemaakt)",
        "Netto omzet (opgemaakt)", "N. Omzet (geformatteerd)", "Netto-omzet (geformatteerd)",
        "N. Inkomsten (opgemaakt)", "Przychód netto (sformatowany)", "N. Przychód (sformatowany)",
        "Przychód N. (sformatowany)", "Receita líquida (formatada)", "N. Receita (formatada)",
        "N. Receita (formatado)", "Receita N. (formatado)", "Receita N. (formatada)",
    ),
    "status": ("Status", "État", "Statut", "Estado", "Stato", "Stan"),
    "customer": ("Customer", "Kunde", "Kunde/Kundin", "Client", "Cliente", "Klant", "Klient"),
    "customer_type": (
        "Customer type", "Kundentyp", "Kundenart", "Art des Kunden", "Type de client",
        "Type client", "Tipo de cliente", "Tipo di cliente", "Tipo cliente", "Klanttype",
        "Type klant", "Soort klant", "Klantsoort", "Typ klienta", "Rodzaj klienta",
    ),
    "products": (
        "Product(s)", "Products", "Produkt(e)", "Produkte", "Produit(s)", "Produits",
        "Producto(s)", "Productos", "Prodotto/i", "Prodotto(i)", "Prodotti", "Product(en)",
        "Producten", "Produkt(y)", "Produkty", "Produto(s)", "Produtos",
    ),
    "sold": (
        "Items sold", "Verkaufte Artikel", "Artikel verkauft", "Verkaufte Produkte",
        "Articles vendus", "Artículos vendidos", "Elementos vendidos", "Productos vendidos",
        "Articoli venduti", "Elementi venduti", "Prodotti venduti", "Verkochte artikelen",
        "Verkochte items", "Items verkocht", "Artikelen verkocht", "Verkochte producten",
        "Sprzedane produkty", "Sprzedane pozycje", "Sprzedane przedmioty", "Sprzedane artykuły",
        "Itens vendidos", "Artigos vendidos", "Produtos vendidos",
    ),
}  # fmt: skip


class WooCommerceAnalytics(Export):
    """The file of Analytics > Orders > Download."""

    id, label, system = "woocommerce_analytics", "WooCommerce (analytics)", "woocommerce"
    tells = Tells(totals=1, lines=1)
    way_out = "In WordPress, choose Analytics, then Orders, then Download."
    columns = COLUMNS
    needs = ("receipt", "date", "line_total", "customer_type|products|sold")
    not_counted = words.NOT_COUNTED
    whole_refunds = words.REFUNDED
    sign_in = COLUMNS["formatted"]

    def finish(self, purchase: Purchase, told: FirstRow) -> Purchase:
        """Name the products of the order; what each came to is not told, but of a single one."""
        found = _PRODUCT.findall(told("products"))
        only = sum(item.minor for item in purchase.lines) if len(found) == 1 else 0
        lines = [
            LineItem(plain_name(name), Decimal(min(int(count), _MOST)), only)
            for count, name in found
        ]
        return replace(purchase, lines=tuple(lines))


SOURCE: Final[Source] = WooCommerceAnalytics()
