"""Square's items detail, in other languages and with what is odd about it."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from notecard.core.purchases import Kind, Purchase, Read
from notecard.sources.square_items import SOURCE

Reading = Callable[..., list[Read]]

TRANSLATED = {
    "de": """\
Datum;Uhrzeit;Kategorie;Artikel;Menge;SKU;Nettoumsatz;Steuer;Transaktions-ID;Zahlungs-ID;\
Ereignistyp;Kunden-ID;Kundenname;Mitarbeiter
13.09.2026;12:53:33;Glas;Bernstein, groß;1,5;B-1;1.011,20 €;0,89 €;T1;P1;Zahlung;C1;Zoë Groß;Dana
13.09.2026;12:53:33;Glas;Vase;1;V-1;18,00 €;1,44 €;T1;P1;Zahlung;C1;Zoë Groß;Dana
""",
    "fr": """\
Date;Heure;Catégorie;Article;Qté;UGS;Ventes nettes;Taxes;ID de transaction;ID de paiement;\
Type d'événement;ID client;Nom du client;Employé
13/09/2026;12:53:33;Verre;Bernstein, groß;1,5;B-1;1 011,20 €;0,89 €;T1;P1;Paiement;C1;Zoë Groß;Dana
13/09/2026;12:53:33;Verre;Vase;1;V-1;18,00 €;1,44 €;T1;P1;Paiement;C1;Zoë Groß;Dana
""",
    "es": """\
Fecha;Hora;Categoría;Artículo;Cant.;SKU;Ventas netas;Impuesto;ID de transacción;ID de pago;\
Tipo de evento;ID de cliente;Nombre del cliente;Empleado
13/09/2026;12:53:33;Vidrio;Bernstein, groß;1,5;B-1;1.011,20 €;0,89 €;T1;P1;Pago;C1;Zoë Groß;Dana
13/09/2026;12:53:33;Vidrio;Vase;1;V-1;18,00 €;1,44 €;T1;P1;Pago;C1;Zoë Groß;Dana
""",
    "it": """\
Data;Ora;Categoria;Articolo;Quantità;SKU;Vendite nette;Imposta;ID transazione;ID pagamento;\
Tipo di evento;ID cliente;Nome cliente;Dipendente
13/09/2026;12:53:33;Vetro;Bernstein, groß;1,5;B-1;1.011,20 €;0,89 €;T1;P1;Pagamento;C1;Zoë Groß;Dana
13/09/2026;12:53:33;Vetro;Vase;1;V-1;18,00 €;1,44 €;T1;P1;Pagamento;C1;Zoë Groß;Dana
""",
    "nl": """\
Datum;Tijd;Categorie;Artikel;Aantal;SKU;Nettoverkoop;Belasting;Transactie-ID;Betalings-ID;\
Type gebeurtenis;Klant-ID;Naam klant;Medewerker
13-09-2026;12:53:33;Glas;Bernstein, groß;1,5;B-1;€ 1.011,20;€ 0,89;T1;P1;Betaling;C1;Zoë Groß;Dana
13-09-2026;12:53:33;Glas;Vase;1;V-1;€ 18,00;€ 1,44;T1;P1;Betaling;C1;Zoë Groß;Dana
""",
    "pl": """\
Data;Godzina;Kategoria;Artykuł;Ilość;SKU;Sprzedaż netto;Podatek;ID transakcji;ID płatności;\
Rodzaj zdarzenia;ID klienta;Nazwa klienta;Pracownik
13.09.2026;12:53:33;Szkło;Bernstein, groß;1,5;B-1;1 011,20 €;0,89 €;T1;P1;Płatność;C1;Zoë Groß;Dana
13.09.2026;12:53:33;Szkło;Vase;1;V-1;18,00 €;1,44 €;T1;P1;Płatność;C1;Zoë Groß;Dana
""",
    "pt": """\
Data;Hora;Categoria;Item;Qtd.;SKU;Vendas líquidas;Imposto;ID da transação;ID do pagamento;\
Tipo de evento;ID do cliente;Nome do cliente;Funcionário
13/09/2026;12:53:33;Vidro;Bernstein, groß;1,5;B-1;1.011,20 €;0,89 €;T1;P1;Pagamento;C1;Zoë Groß;Dana
13/09/2026;12:53:33;Vidro;Vase;1;V-1;18,00 €;1,44 €;T1;P1;Pagamento;C1;Zoë Groß;Dana
""",
}


@pytest.mark.parametrize("language", TRANSLATED)
def test_it_is_read_in_every_language(read: Reading, language: str) -> None:
    (sale,) = read(TRANSLATED[language], SOURCE)
    assert isinstance(sale, Purchase)
    assert (sale.key, sale.gross, sale.currency) == ("T1", 101_120 + 89 + 1800 + 144, "EUR")
    assert [(line.name, line.sku, line.quantity, line.minor) for line in sale.lines] == [
        ("Bernstein, groß", "B-1", Decimal("1.5"), 101_120),
        ("Vase", "V-1", 1, 1800),
    ]
    assert sale.at.isoformat() == "2026-09-13T12:53:33"
    assert (sale.person.system_id, sale.person.name, sale.staff) == ("C1", "Zoë Groß", "Dana")


def test_an_id_without_a_name_is_somebody_and_a_refund_names_its_sale(read: Reading) -> None:
    text = """\
Date,Item,Qty,Net Sales,Tax,Transaction ID,Payment ID,Event Type,Customer ID,Customer Name
2026-09-14,Mug,-1.0,-$9.00,-$0.72,T1,R1,Refund,C1,
2026-09-13,Mug,1.0,$9.00,$0.72,T1,P1,Payment,C1,
"""
    refund, sale = read(text, SOURCE)
    assert isinstance(refund, Purchase)
    assert isinstance(sale, Purchase)
    assert sale.person.is_known
    assert not sale.person.name
    assert (refund.key, refund.refund_of, refund.refunded) == ("R1", "T1", 972)
    assert refund.refund_records == 1


def test_a_gift_card_is_no_ware(read: Reading) -> None:
    text = """\
Date,Item,Qty,Net Sales,Tax,Transaction ID,Event Type,Itemization Type
2026-09-13,eGift,1.0,$50.00,$0.00,T1,Payment,Gift Card
2026-09-14,Mug,1.0,$9.00,$0.72,T2,Payment,Physical Good
"""
    load, sale = read(text, SOURCE)
    assert isinstance(load, Purchase)
    assert isinstance(sale, Purchase)
    assert (load.kind, load.reason) == (Kind.NOT_COUNTED, "gift card")
    assert sale.kind is Kind.SALE
