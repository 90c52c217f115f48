"""Square's transactions, as exported over the years and in other languages."""

from collections.abc import Callable

import pytest

from notecard.core.purchases import Kind, Purchase, Read, RowProblem
from notecard.sources.square_transactions import SOURCE

Reading = Callable[..., list[Read]]

# Thirty-seven columns, as in 2017, opened and saved again in a spreadsheet.
OF_2017 = """\
Date,Time,Time Zone,Gross Sales,Discounts,Net Sales,Gift Card Sales,Tax,Tip,Partial Refunds,\
Total Collected,Source,Card,Card Entry Methods,Cash,Square Gift Card,Other Tender,\
Other Tender Type,Other Tender Note,Fees,Net Total,Transaction ID,Payment ID,Card Brand,\
PAN Suffix,Device Name,Staff Name,Staff ID,Details,Description,Event Type,Location,\
Dining Option,Customer ID,Customer Name,Customer Reference ID,Device Nickname
12/27/2018,15:25:27,Eastern Time (US & Canada),"$1,149.00 ",$0.00 ,"$1,149.00 ",$0.00 ,$0.00 ,\
$0.00 ,$0.00 ,"$1,149.00 ",Register,"$1,149.00 ",Swiped,$0.00 ,$0.00 ,$0.00 ,,,($33.62),\
"$1,115.38 ",T1,P1,Visa,1234,iPad,Dana,,https://example.com,Desk,Payment,Shop,,C1,Ann Lee,,
12/28/2018,9:05:00,Eastern Time (US & Canada),($33.62),$0.00 ,($33.62),$0.00 ,$0.00 ,$0.00 ,\
$0.00 ,($33.62),Register,($33.62),N/A,$0.00 ,$0.00 ,$0.00 ,,,$0.00 ,($33.62),T1,R1,,,iPad,Dana,,\
https://example.com,Desk,Refund,Shop,,C1,Ann Lee,,
"""

GERMAN = """\
Kundenname;Unbekannt;Gesamteinnahmen;Nettoumsatz;Geschenkkartenverkäufe;Datum;Uhrzeit;\
Transaktions-ID;Zahlungs-ID;Ereignistyp;Kunden-ID;Name des Mitarbeiters
Zoë Groß;x;1.039,96 €;1.000,00 €;0,00 €;13.09.2026;12:53:33;T1;P1;Zahlung;C1;Dana
Zoë Groß;x;-39,96 €;-39,96 €;0,00 €;14.09.2026;12:53:33;T1;R1;Rückerstattung;C1;Dana
"""
FRENCH = """\
Date;Heure;Ventes nettes;Total perçu;ID de la transaction;ID de paiement;Type d’événement;\
ID du client;Nom du client;Nom du personnel
13/09/2026;12:53:33;1 000,00 €;1 039,96 €;T1;P1;Paiement;C1;Zoë Groß;Dana
14/09/2026;12:53:33;-39,96 €;-39,96 €;T1;R1;Remboursement;C1;Zoë Groß;Dana
"""
SPANISH = """\
Fecha,Hora,Ventas netas,Total cobrado,ID de transacción,ID de pago,Tipo de evento,ID de cliente,\
Nombre del cliente,Nombre del empleado
13/09/2026,12:53:33,"€1.000,00","€1.039,96",T1,P1,Pago,C1,Zoë Groß,Dana
14/09/2026,12:53:33,"-€39,96","-€39,96",T1,R1,Reembolso,C1,Zoë Groß,Dana
"""
ITALIAN = """\
Data;Ora;Vendite nette;Totale incassato;ID transazione;ID pagamento;Tipo di evento;ID cliente;\
Nome cliente;Dipendente
13/09/2026;12:53:33;1.000,00 €;1.039,96 €;T1;P1;Pagamento;C1;Zoë Groß;Dana
14/09/2026;12:53:33;-39,96 €;-39,96 €;T1;R1;Rimborso;C1;Zoë Groß;Dana
"""
DUTCH = """\
Datum;Tijd;Nettoverkoop;Totaal ontvangen;Transactie-ID;Betalings-ID;Type gebeurtenis;Klant-ID;\
Klantnaam;Medewerker
13-09-2026;12:53:33;€ 1.000,00;€ 1.039,96;T1;P1;Betaling;C1;Zoë Groß;Dana
14-09-2026;12:53:33;€ -39,96;€ -39,96;T1;R1;Terugbetaling;C1;Zoë Groß;Dana
"""
POLISH = """\
Data;Godzina;Sprzedaż netto;Łącznie pobrano;Identyfikator transakcji;Identyfikator płatności;\
Typ zdarzenia;Identyfikator klienta;Nazwa klienta;Pracownik
13.09.2026;12:53:33;1 000,00 EUR;1 039,96 EUR;T1;P1;Płatność;C1;Zoë Groß;Dana
14.09.2026;12:53:33;-39,96 EUR;-39,96 EUR;T1;R1;Zwrot;C1;Zoë Groß;Dana
"""
PORTUGUESE = """\
Data;Hora;Vendas líquidas;Total recebido;ID da transação;ID do pagamento;Tipo de evento;\
ID do cliente;Nome do cliente;Nome do funcionário
13/09/2026;12:53:33;€ 1.000,00;€ 1.039,96;T1;P1;Pagamento;C1;Zoë Groß;Dana
14/09/2026;12:53:33;-€ 39,96;-€ 39,96;T1;R1;Reembolso;C1;Zoë Groß;Dana
"""

HEADER = "Transaction ID,Payment ID,Date,Time,Net Sales,Gift Card Sales,Total Collected,Event Type"


def _receipts(reads: list[Read]) -> list[Purchase]:
    assert not [read for read in reads if isinstance(read, RowProblem)]
    return [read for read in reads if isinstance(read, Purchase)]


def test_a_file_of_2017_that_went_through_a_spreadsheet(read: Reading) -> None:
    sale, refund = _receipts(read(OF_2017, SOURCE, newline="\r\n"))
    assert (sale.key, sale.gross, sale.refunded, sale.currency) == ("T1", 114_900, 0, "USD")
    assert sale.at.isoformat() == "2018-12-27T15:25:27"
    assert (sale.person.system_id, sale.person.name, sale.staff) == ("C1", "Ann Lee", "Dana")
    assert (refund.key, refund.refund_of, refund.refunded) == ("R1", "T1", 3362)
    assert refund.kind is Kind.REFUND


@pytest.mark.parametrize(
    "text", [GERMAN, FRENCH, SPANISH, ITALIAN, DUTCH, POLISH, PORTUGUESE],
    ids=["de", "fr", "es", "it", "nl", "pl", "pt"],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_it_is_read_in_every_language(read: Reading, text: str, encoding: str) -> None:
    sale, refund = _receipts(read(text, SOURCE, encoding=encoding))
    assert (sale.key, sale.gross, sale.refunded, sale.currency) == ("T1", 103_996, 0, "EUR")
    assert sale.at.isoformat() == "2026-09-13T12:53:33"
    assert (sale.person.system_id, sale.person.name, sale.staff) == ("C1", "Zoë Groß", "Dana")
    assert (refund.key, refund.refund_of, refund.refunded) == ("R1", "T1", 3996)


def test_a_western_file_is_read_as_one(read: Reading) -> None:
    sale, _refund = _receipts(read(GERMAN, SOURCE, encoding="cp1252"))
    assert sale.person.name == "Zoë Groß"


def test_the_rows_may_stand_in_any_order(read: Reading) -> None:
    header, sale, refund = GERMAN.splitlines()
    turned = _receipts(read("\n".join([header, refund, sale]), SOURCE))
    assert sorted(one.key for one in turned) == ["R1", "T1"]


def test_what_only_loads_a_gift_card_is_set_aside(read: Reading) -> None:
    rows = [
        "T1,P1,2026-09-01,10:00:00,$0.00,$50.00,$50.00,Payment",
        "T2,P2,2026-09-02,10:00:00,$20.00,$50.00,$70.00,Payment",
    ]
    load, both = _receipts(read("\n".join([HEADER, *rows]), SOURCE))
    assert (load.kind, load.reason) == (Kind.NOT_COUNTED, "gift card")
    assert (both.kind, both.gross) == (Kind.SALE, 7000)


def test_a_payment_that_did_not_happen_is_set_aside(read: Reading) -> None:
    rows = [
        "T1,P1,2026-09-01,10:00:00,$9.00,$0.00,$9.00,Payment,Failed",
        "T2,P2,2026-09-02,10:00:00,$9.00,$0.00,$9.00,Payment,Pending",
        "T3,P3,2026-09-03,10:00:00,$9.00,$0.00,$9.00,Payment,Canceled",
        "T4,P4,2026-09-04,10:00:00,$9.00,$0.00,$9.00,Payment,Complete",
    ]
    told = _receipts(read("\n".join([f"{HEADER},Transaction Status", *rows]), SOURCE))
    assert [one.reason for one in told] == ["failed", "pending", "voided", ""]
    assert told[3].kind is Kind.SALE


def test_a_refund_without_a_number_of_its_own_stays_with_its_sale(read: Reading) -> None:
    text = """\
Transaction ID,Date,Net Sales,Total Collected,Event Type
T1,2026-09-05,($5.00),($5.00),Refund
T1,2026-09-04,$9.00,$9.00,Payment
"""
    (sale,) = _receipts(read(text, SOURCE))
    assert (sale.kind, sale.gross, sale.refunded) == (Kind.SALE, 900, 500)
    assert sale.at.day == 4
