"""The orders report of WooCommerce Analytics, in the languages of the sites."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from notecard.core.purchases import Kind, Purchase, Read
from notecard.sources.woocommerce_analytics import SOURCE

Reading = Callable[..., list[Read]]

HEADERS = {
    "de": "Datum,Bestellung #,N. Umsatz (formatiert),Status,Kunde,Kundentyp,Produkt(e),"
    "Verkaufte Artikel,Gutschein(e),Nettoumsatz,Zuordnung",
    "fr": "Date,Commande n°,Revenu N. (formaté),État,Client,Type de client,Produit(s),"
    "Articles vendus,Code(s) promo,Ventes nettes,Attribution",
    "es": "Fecha,Pedido n.º,Ingresos N. (con formato),Estado,Cliente,Tipo de cliente,Producto(s),"
    "Artículos vendidos,Cupón(es),Ventas netas,Atribución",
    "it": "Data,N. ordine,Ricavi netti (formattati),Stato,Cliente,Tipo di cliente,Prodotto/i,"
    "Articoli venduti,Codici promozionali,Vendite nette,Attribuzione",
    "nl": "Datum,Bestelling #,N. Omzet (opgemaakt),Status,Klant,Klanttype,Product(en),"
    "Verkochte artikelen,Waardebon(nen),Netto verkoop,Toewijzing",
    "pl": "Data,Nr zamówienia,Przychód netto (sformatowany),Status,Klient,Typ klienta,Produkty,"
    "Sprzedane produkty,Kupony,Sprzedaż netto,Atrybucja",
    "pt": "Data,Pedido n.º,Receita líquida (formatada),Status,Cliente,Tipo de cliente,Produto(s),"
    "Itens vendidos,Cupom(ns),Vendas líquidas,Atribuição",
}
STATUSES = {
    "de": ("Abgeschlossen", "In Wartestellung", "Storniert", "Fehlgeschlagen", "Rückerstattet"),
    "fr": ("Terminée", "En attente", "Annulée", "Échouée", "Remboursée"),
    "es": ("Completado", "En espera", "Cancelado", "Fallido", "Reembolsado"),
    "it": ("Completato", "In attesa di pagamento", "Annullato", "Fallito", "Rimborsato"),
    "nl": ("Afgerond", "In de wacht", "Geannuleerd", "Mislukt", "Terugbetaald"),
    "pl": ("Zrealizowane", "Wstrzymane", "Anulowane", "Nieudane", "Zwrócone"),
    "pt": ("Concluído", "Aguardando", "Cancelado", "Malsucedido", "Reembolsado"),
}
ROWS = """\
2026-03-02 16:50:01,1,"1.058,73 €",{0},Zoë Groß,new,"3× Korb, groß, 1× Vase",4,,1046.97,Direct
2026-03-03 16:50:01,2,"9,73 €",{1},Zoë Groß,new,1× Vase,1,,9,Direct
2026-03-04 16:50:01,3,"9,73 €",{2},Zoë Groß,new,1× Vase,1,,9,Direct
2026-03-05 16:50:01,4,"9,73 €",{3},,new,1× Vase,1,,9,Direct
2026-03-06 16:50:01,5,"9,73 €",{4},Zoë Groß,new,1× Vase,1,,9,Direct
"""


def _orders(reads: list[Read]) -> list[Purchase]:
    orders = [read for read in reads if isinstance(read, Purchase)]
    assert len(orders) == len(reads)
    return orders


@pytest.mark.parametrize("translated", [False, True], ids=["slugs", "words"])
@pytest.mark.parametrize("language", HEADERS)
def test_it_is_read_in_every_language(read: Reading, language: str, translated: bool) -> None:
    slugs = ("completed", "on-hold", "cancelled", "failed", "refunded")
    rows = ROWS.format(*(STATUSES[language] if translated else slugs))
    orders = _orders(read(f"{HEADERS[language]}\n{rows}", SOURCE, encoding="utf-8-sig"))
    first = orders[0]
    assert (first.key, first.gross, first.currency) == ("1", 104_697, "EUR")
    assert first.person.name == "Zoë Groß"
    assert [(line.name, line.quantity) for line in first.lines] == [
        ("Korb, groß", Decimal(3)),
        ("Vase", Decimal(1)),
    ]
    assert [one.reason for one in orders] == ["", "pending", "voided", "failed", ""]
    assert (orders[4].kind, orders[4].refunded) == (Kind.SALE, 900)
    assert not orders[3].person.is_known


def test_the_columns_of_older_reports(read: Reading) -> None:
    text = """\
Date,Order #,N. Revenue,Status,Customer,Customer type,Product(s),Items sold,Coupon(s)
2020-03-02 16:50:01,1,12.50,processing,Ann Lee,new,2x Mug,2,
"""
    (order,) = _orders(read(text, SOURCE))
    assert (order.gross, order.kind) == (1250, Kind.SALE)
    assert [(line.name, line.minor) for line in order.lines] == [("Mug", 1250)]
