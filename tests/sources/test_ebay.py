"""eBay's orders report: padding, sums above items, footers, and eight languages."""

from typing import Any

import pytest

from notecard.core.purchases import Kind, Purchase, Read, RowProblem
from notecard.sources.ebay import SOURCE

HEADER = (
    "Sales Record Number,Order Number,Buyer Username,Buyer Name,Buyer Email,Buyer Address 1,"
    "Buyer City,Buyer Zip,Buyer Country,Ship To Name,Ship To Phone,Item Number,Item Title,"
    "Custom Label,Quantity,Sold For,Shipping And Handling,Total Price,Sale Date\n"
)


def _purchases(reads: list[Read]) -> list[Purchase]:
    assert [read for read in reads if isinstance(read, RowProblem)] == []
    return [read for read in reads if isinstance(read, Purchase)]


def test_an_order_of_several_items_is_one(read: Any) -> None:
    text = (
        "\n" + HEADER + "," * 18 + "\n"
        "1,11-1,ada_b,Ada Byron,x1@members.ebay.com,1 Elm St,Troy,12180,United States,Ada Byron,"
        '212-555-0101,,,,3,"AU $3,000.00",AU $5.00,"AU $3,005.00",26-May-26\n'
        "1,11-1,ada_b,,,,,,,,,77,Tea,TEA-1,2,AU $1.00,,,26-May-26\n"
        '1,11-1,ada_b,,,,,,,,,78,Print,PRN-1,1,"AU $2,999.00",,,26-May-26\n'
        "\n1 record(s) downloaded\nSeller ID : greendoor\n"
    )
    (order,) = _purchases(read(text, SOURCE))
    assert (order.key, order.gross, order.currency) == ("11-1", 300_500, "AUD")
    assert [(item.name, item.sku) for item in order.lines] == [("Tea", "TEA-1"), ("Print", "PRN-1")]
    assert order.at.date().isoformat() == "2026-05-26"
    person = order.person
    assert (person.system_id, person.name, person.phone) == ("ada_b", "Ada Byron", "212-555-0101")
    assert person.address.country == "US"
    assert person.email == ""  # an alias that changes with every order
    assert order.records == 3


def test_the_rows_may_stand_in_any_order(read: Any) -> None:
    text = HEADER + (
        "1,11-1,ada_b,,,,,,,,,77,Tea,TEA-1,2,$1.00,,,Jul-21-25\n"
        "2,11-2,bo,Bo,,,,,,,,79,Mug,,1,$7.00,$1.00,$8.00,Jul-22-25\n"
        "1,11-1,ada_b,Ada Byron,,,,,,,,,,,2,$1.00,$2.00,$3.00,Jul-21-25\n"
    )
    orders = {order.key: order for order in _purchases(read(text, SOURCE))}
    assert orders["11-1"].gross == 300
    assert orders["11-1"].person.name == "Ada Byron"
    assert len(orders["11-1"].lines) == 1
    assert orders["11-2"].gross == 800


def test_the_telephone_of_another_recipient_is_not_the_buyers(read: Any) -> None:
    text = HEADER + (
        "1,11-1,ada_b,Ada Byron,,,,,,Tom Baker,212-555-0102,77,Tea,,1,$1.00,,$1.00,Jul-21-25\n"
    )
    (order,) = _purchases(read(text, SOURCE))
    assert (order.person.name, order.person.phone) == ("Ada Byron", "")


def test_a_british_report_posts_instead_of_shipping(read: Any) -> None:
    text = (
        "Sales record number,Order number,Buyer username,Buyer name,Buyer email,Post to name,"
        "Post to phone,Post to address 1,Post to city,Post to postcode,Post to country,"
        "Item number,Item title,Custom label,Quantity,Sold for,Postage and packaging,Total price,"
        "Sale date\n"
        "1,11-1,ada_b,Ada Byron,x@members.ebay.com,Ada Byron,0151 496 0101,1 Elm St,Hull,HU1 1AA,"
        "United Kingdom,77,Tea,,1,£5.97,£1.00,£6.97,26-May-26\n"
    )
    (order,) = _purchases(read(text, SOURCE))
    assert (order.gross, order.currency) == (697, "GBP")
    assert order.person.address.postcode == "HU1 1AA"
    assert order.person.address.lines == ("1 Elm St",)


ABROAD = {
    "de": (
        "Verkaufsprotokollnummer;Bestellnummer;Nutzername des Käufers;Name des Käufers;"
        "Angebotstitel;Bestandseinheit;Anzahl;Verkauft für;Gesamtbetrag;Verkauft am",
        "21-Dez-25", "1.234,50 €", "2025-12-21", "EUR",
    ),
    "fr": (
        "Numéro de vente;Numéro de commande;Nom d'utilisateur de l'acheteur;Nom de l'acheteur;"
        "Titre de l'objet;Étiquette personnalisée;Quantité;Vendu pour;Prix total;Date de vente",
        "05-oct.-26", "1\u202f234,50 €", "2026-10-05", "EUR",
    ),
    "es": (
        "Número de registro de venta;Número de pedido;Nombre de usuario del comprador;"
        "Nombre del comprador;Título del artículo;Etiqueta personalizada;Cantidad;Vendido por;"
        "Precio total;Fecha de venta",
        "05-ene-26", "EUR 1.234,50", "2026-01-05", "EUR",
    ),
    "it": (
        "Numero registrazione vendita;Numero ordine;Nome utente acquirente;Nome acquirente;"
        "Titolo oggetto;Etichetta personalizzata;Quantità;Venduto a;Prezzo totale;Data di vendita",
        "05-ott-26", "EUR 1.234,50", "2026-10-05", "EUR",
    ),
    "nl": (
        "Verkooprecordnummer;Bestelnummer;Gebruikersnaam van koper;Naam van koper;Objecttitel;"
        "Aangepast label;Aantal;Verkocht voor;Totaalprijs;Verkoopdatum",
        "05-mrt-26", "€ 1.234,50", "2026-03-05", "EUR",
    ),
    "pl": (
        "Numer rejestru sprzedaży;Numer zamówienia;Nazwa użytkownika kupującego;"
        "Imię i nazwisko kupującego;Tytuł przedmiotu;Etykieta niestandardowa;Ilość;Sprzedano za;"
        "Cena całkowita;Data sprzedaży",
        "05-paź-26", "1 234,50 zł", "2026-10-05", "PLN",
    ),
    "pt": (
        "Número do registro de venda;Número do pedido;Nome de usuário do comprador;"
        "Nome do comprador;Título do item;Etiqueta personalizada;Quantidade;Vendido por;"
        "Preço total;Data da venda",
        "05-fev-26", "R$ 1.234,50", "2026-02-05", "BRL",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", ABROAD)
@pytest.mark.parametrize("turned", [False, True])
def test_it_is_read_in_every_language(read: Any, language: str, turned: bool) -> None:
    header, day, money, iso, currency = ABROAD[language]
    words = header.split(";")
    cells = ["1", "11-1", "ada_b", "--", "Tea, green", "TEA-1", "2", money, money, day]
    if turned:
        words, cells = words[::-1], cells[::-1]
    text = ";" * 9 + "\n" + ";".join(words) + "\n" + ";".join(cells) + "\n"
    (order,) = _purchases(read(text, SOURCE, encoding="utf-8-sig", newline="\r\n"))
    assert (order.kind, order.key, order.gross) == (Kind.SALE, "11-1", 123_450)
    assert (order.currency, order.at.date().isoformat()) == (currency, iso)
    assert (order.person.system_id, order.person.name) == ("ada_b", "")
    assert [item.name for item in order.lines] == ["Tea, green"]


def test_a_last_line_that_breaks_off_is_told_and_the_rest_kept(read: Any) -> None:
    text = HEADER + ("1,11-1,ada_b,Ada,,,,,,,,77,Tea,,1,$1.00,,$1.00,Jul-21-25\n2,11-2,bo,Bo B")
    reads = read(text, SOURCE)
    assert [read.key for read in reads if isinstance(read, Purchase)] == ["11-1"]
    assert [read.line for read in reads if isinstance(read, RowProblem)] == [3]
