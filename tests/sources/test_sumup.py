"""SumUp's sales report, in eight languages."""

from typing import Any

import pytest

from notecard.core.purchases import Kind, Purchase, Read, RowProblem
from notecard.sources.sumup import SOURCE


def _purchases(reads: list[Read]) -> list[Purchase]:
    assert [read for read in reads if isinstance(read, RowProblem)] == []
    return [read for read in reads if isinstance(read, Purchase)]


ABROAD = {
    "en": (
        "Date,Type,Transaction ID,Payment Method,Quantity,Description,Category,SKU,Currency,"
        "Price before discount,Discount,Price (gross),Price (net),Tax,Tax rate,Account",
        "Sale", "Refund", "Cancelled",
    ),
    "de": (
        "Datum,Typ,Transaktionsnummer,Zahlungsmethode,Menge,Beschreibung,Category,Sku,Währung,"
        "Preis vor Rabatt,Rabatt,Preis (brutto),Preis (netto),Steuer,Steuersatz,Konto",
        "Verkauf", "Rückerstattung", "Storniert",
    ),
    "fr": (
        "Date,Type,Numéro de transaction,Moyen de paiement,Quantité,Description,Catégorie,SKU,"
        "Devise,Prix avant remise,Remise,Prix (brut),Prix (net),Taxe,Taux de TVA,Compte",
        "Vente", "Remboursement", "Annulée",
    ),
    "es": (
        "Fecha,Tipo,Número de transacción,Método de pago,Cantidad,Descripción,Categoría,SKU,Moneda,"
        "Precio antes del descuento,Descuento,Precio (bruto),Precio (neto),Impuesto,Tipo de IVA,"
        "Cuenta",
        "Venta", "Reembolso", "Cancelada",
    ),
    "it": (
        "Data,Tipo,Numero transazione,Metodo di pagamento,Quantità,Descrizione,Categoria,SKU,"
        "Valuta,Prezzo prima dello sconto,Sconto,Prezzo (lordo),Prezzo (netto),Imposta,"
        "Aliquota,Account",
        "Vendita", "Rimborso", "Annullata",
    ),
    "nl": (
        "Datum,Type,Transactienummer,Betaalmethode,Aantal,Beschrijving,Categorie,SKU,Valuta,"
        "Prijs vóór korting,Korting,Prijs (bruto),Prijs (netto),Btw,Btw-tarief,Account",
        "Verkoop", "Terugbetaling", "Geannuleerd",
    ),
    "pl": (
        "Data,Typ,Numer transakcji,Metoda płatności,Ilość,Opis,Kategoria,SKU,Waluta,"
        "Cena przed rabatem,Rabat,Cena (brutto),Cena (netto),Podatek,Stawka podatku,Konto",
        "Sprzedaż", "Zwrot", "Anulowana",
    ),
    "pt": (
        "Data,Tipo,Número da transação,Método de pagamento,Quantidade,Descrição,Categoria,SKU,"
        "Moeda,Preço antes do desconto,Desconto,Preço (bruto),Preço (líquido),Imposto,Taxa,Conta",
        "Venda", "Reembolso", "Cancelada",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", ABROAD)
@pytest.mark.parametrize("turned", [False, True])
def test_it_is_read_in_every_language(read: Any, language: str, turned: bool) -> None:
    header, sold, back, voided = ABROAD[language]
    rows = [header.split(",")]
    for type, id, count, item, gross in [
        (sold, "T1", "2", " Vase ", "1.069,00"),
        (sold, "T1", "1", " Soap ", "9,00"),
        (back, "T1", "1", " Soap ", "9,00"),
        (voided, "T2", "1", " Tea ", "5,00"),
    ]:
        rows.append(
            ["05.03.2026, 10:22", type, id, "MC", count, item, "Gifts", "S-1", "CHF", gross, "0,00",
             gross, gross, "0,00", "0%", "counter@example.net"]
        )  # fmt: skip
    if turned:
        rows = [row[::-1] for row in rows]
    text = "".join(";".join(row) + "\n" for row in rows)
    sale, other = _purchases(read(text, SOURCE, newline="\r\n"))
    assert (sale.key, sale.gross, sale.refunded) == ("T1", 107_800, 900)
    assert (sale.currency, sale.at.isoformat()) == ("CHF", "2026-03-05T10:22:00")
    assert [item.name for item in sale.lines[:2]] == ["Vase", "Soap"]
    assert sale.refund_records == 1
    assert not sale.person.is_known
    assert sale.staff == "counter@example.net"
    assert (other.kind, other.reason) == (Kind.NOT_COUNTED, "voided")


def test_a_refund_with_a_number_of_its_own_is_a_receipt_of_its_own(read: Any) -> None:
    header, _sold, back, _voided = ABROAD["de"]
    text = header + (
        f'\n"05.03.2026, 10:22",{back},T9,MC,1,Soap,,,CHF,-9.00,0.00,-9.00,-9.00,0.00,0%,x\n'
    )
    (refund,) = _purchases(read(text, SOURCE, encoding="cp1252"))
    assert (refund.kind, refund.refunded, refund.gross) == (Kind.REFUND, 900, 0)
