"""Advanced Order Export of WooCommerce: columns picked, renamed and ordered by the owner."""

from collections.abc import Callable

import pytest

from notecard.core.purchases import Kind, Purchase, Read, RowProblem
from notecard.sources.woocommerce_order_export import SOURCE

Reading = Callable[..., list[Read]]

TRANSLATED = {
    "de": """\
Bestellnummer;Bestellstatus;Bestelldatum;Vorname (Rechnung);Nachname (Rechnung);\
Adresse 1 (Rechnung);PLZ (Rechnung);Stadt (Rechnung);Ländercode (Rechnung);E-Mail (Rechnung);\
Telefon (Rechnung);Artikelname;Menge;Gesamtsumme der Zeile;Gesamtbetrag der Bestellung;Währung
7;Abgeschlossen;02.03.2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Vase;2;\
1.018,00;1.025,50;EUR
7;Abgeschlossen;02.03.2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Korb;1;2,50;\
1.025,50;EUR
8;Wartend;03.03.2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Korb;1;2,50;2,50;EUR
9;Rückerstattet;04.03.2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Korb;1;2,50;\
2,50;EUR
""",
    "fr": """\
Numéro de commande;État de la commande;Date de commande;Prénom (facturation);Nom (facturation);\
Adresse 1 (facturation);Code postal (facturation);Ville (facturation);Code pays (facturation);\
E-mail (facturation);Téléphone (facturation);Nom du produit;Quantité;Total de la ligne;\
Montant total de la commande;Devise
7;Terminée;02/03/2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Vase;2;1018,00;\
1025,50;EUR
7;Terminée;02/03/2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Korb;1;2,50;1025,50;EUR
8;En attente;03/03/2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Korb;1;2,50;2,50;EUR
9;Remboursée;24/03/2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Korb;1;2,50;2,50;EUR
""",
    "es": """\
Número de pedido;Estado del pedido;Fecha del pedido;Nombre (facturación);Apellidos (facturación);\
Dirección 1 (facturación);Código postal (facturación);Ciudad (facturación);\
Código de país (facturación);Correo electrónico (facturación);Teléfono (facturación);\
Nombre del producto;Cantidad;Total de la línea;Importe total del pedido;Moneda
7;Completado;02/03/2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Vase;2;1018,00;\
1025,50;EUR
7;Completado;02/03/2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Korb;1;2,50;\
1025,50;EUR
8;En espera;03/03/2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Korb;1;2,50;2,50;EUR
9;Reembolsado;24/03/2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Korb;1;2,50;2,50;EUR
""",
    "it": """\
Numero ordine;Stato ordine;Data ordine;Nome (Fatturazione);Cognome (Fatturazione);\
Indirizzo 1 (Fatturazione);CAP (Fatturazione);Città (Fatturazione);Codice paese (Fatturazione);\
Email (Fatturazione);Telefono (Fatturazione);Nome;Quantità;Totale riga;Totale ordine;Valuta
7;Completato;02/03/2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Vase;2;1018,00;\
1025,50;EUR
7;Completato;02/03/2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Korb;1;2,50;\
1025,50;EUR
8;In sospeso;03/03/2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Korb;1;2,50;2,50;EUR
9;Rimborsato;24/03/2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Korb;1;2,50;2,50;EUR
""",
    "nl": """\
Bestelnummer;Bestelstatus;Besteldatum;Voornaam (facturatie);Achternaam (facturatie);\
Adres 1 (facturatie);Postcode (facturatie);Plaats (facturatie);Landcode (facturatie);\
E-mailadres (facturatie);Telefoon (facturatie);Productnaam;Aantal;Regeltotaal;Totaal bestelling;\
Valuta
7;Afgerond;02-03-2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Vase;2;1018,00;\
1025,50;EUR
7;Afgerond;02-03-2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Korb;1;2,50;1025,50;EUR
8;In de wacht;03-03-2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Korb;1;2,50;2,50;EUR
9;Terugbetaald;24-03-2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Korb;1;2,50;\
2,50;EUR
""",
    "pl": """\
Numer zamówienia;Status zamówienia;Data zamówienia;Imię (płatność);Nazwisko (płatność);\
Adres 1 (płatność);Kod pocztowy (płatność);Miasto (płatność);Kod kraju (płatność);\
Adres e-mail (płatność);Telefon (płatność);Nazwa produktu;Ilość;Suma pozycji;Suma zamówienia;Waluta
7;Zrealizowane;02.03.2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Vase;2;1018,00;\
1025,50;EUR
7;Zrealizowane;02.03.2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Korb;1;2,50;\
1025,50;EUR
8;Wstrzymane;03.03.2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Korb;1;2,50;2,50;EUR
9;Zwrócone;24.03.2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Korb;1;2,50;2,50;EUR
""",
    "pt": """\
Número do pedido;Status do pedido;Data do pedido;Nome (faturamento);Sobrenome (faturamento);\
Endereço 1 (faturamento);CEP (faturamento);Cidade (faturamento);Código do país (faturamento);\
E-mail (faturamento);Telefone (faturamento);Nome do produto;Quantidade;Total da linha;\
Valor total do pedido;Moeda
7;Concluído;02/03/2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Vase;2;1018,00;\
1025,50;EUR
7;Concluído;02/03/2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Korb;1;2,50;\
1025,50;EUR
8;Aguardando;03/03/2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Korb;1;2,50;2,50;EUR
9;Reembolsado;24/03/2026 15:47;Zoë;Groß;Ring 1;1010;Wien;AT;zoe@example.de;0123;Korb;1;2,50;2,50;EUR
""",
}


def _orders(reads: list[Read]) -> list[Purchase]:
    assert not [read for read in reads if isinstance(read, RowProblem)]
    return [read for read in reads if isinstance(read, Purchase)]


@pytest.mark.parametrize("language", TRANSLATED)
def test_it_is_read_in_every_language(read: Reading, language: str) -> None:
    first, waiting, back = _orders(read(TRANSLATED[language], SOURCE, newline="\r\n"))
    assert (first.key, first.gross, first.refunded, first.currency) == ("7", 102_550, 0, "EUR")
    assert [(line.name, line.quantity, line.minor) for line in first.lines] == [
        ("Vase", 2, 101_800),
        ("Korb", 1, 250),
    ]
    assert first.at.isoformat() == "2026-03-02T15:47:00"
    person = first.person
    assert (person.name, person.given) == ("Zoë Groß", "Zoë")
    assert (person.email, person.phone) == ("zoe@example.de", "0123")
    assert person.address.lines == ("Ring 1",)
    assert (person.address.postcode, person.address.city) == ("1010", "Wien")
    assert person.address.country == "AT"
    assert (waiting.kind, waiting.reason) == (Kind.NOT_COUNTED, "pending")
    assert (back.kind, back.gross, back.refunded) == (Kind.SALE, 250, 250)


def test_labels_without_billing_and_a_part_given_back(read: Reading) -> None:
    text = """\
Email,Order Total Amount,Order Refund Amount,Order Date,Customer User ID,Last Name,First Name,\
Order ID,Order Status,My own field
a@example.com,30.00,10.00,2026-03-02 15:47:00,0,Lee,Ann,12,Processing,x
b@example.com,31.00,0,2026-03-03 15:47:00,9,Ray,Bo,13,Failed,y
"""
    first, second = _orders(read(text, SOURCE))
    assert (first.gross, first.refunded, first.person.name) == (3000, 1000, "Ann Lee")
    assert not first.person.system_id
    assert second.person.system_id == "9"
    assert second.reason == "failed"


def test_the_order_told_on_its_first_row_only(read: Reading) -> None:
    text = """\
Order Number,Order Status,Order Date,First Name (Billing),Last Name (Billing),Item Name,Quantity,\
Order Line Total,Order Shipping Amount
12,Completed,2026-03-02 15:47,Ann,Lee,Mug,1,9.00,5.00
,,,,,Vase,2,20.00,
13,Completed,2026-03-03 15:47,Bo,Ray,Mug,1,9.00,5.00
"""
    first, second = _orders(read(text, SOURCE))
    assert (first.gross, first.records) == (3400, 2)
    assert [line.name for line in first.lines] == ["Mug", "Vase"]
    assert (second.gross, second.person.name) == (1400, "Bo Ray")


def test_a_total_that_is_already_less_the_refund(read: Reading) -> None:
    text = """\
Order ID,Order Status,Order Date,Email (Billing),Order Total Amount (- Refund),Order Refund Amount
12,Completed,2026-03-02 15:47,a@example.com,20.00,10.00
13,Refunded,2026-03-03 15:47,b@example.com,0.00,31.00
"""
    first, second = _orders(read(text, SOURCE))
    assert (first.gross, first.refunded) == (3000, 1000)
    assert (second.gross, second.refunded) == (3100, 3100)
