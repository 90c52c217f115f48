"""PayPal's downloads: what is a sale, in eight languages and two layouts."""

from typing import Any

import pytest

from notecard.core.errors import DatesUndecided
from notecard.core.purchases import Kind, Purchase, Read, RowProblem
from notecard.sources.paypal import SOURCE

ACTIVITY = (
    "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,"
    "To Email Address,Transaction ID,Reference Txn ID,Balance Impact\n"
)


def _purchases(reads: list[Read]) -> list[Purchase]:
    assert [read for read in reads if isinstance(read, RowProblem)] == []
    return [read for read in reads if isinstance(read, Purchase)]


def _row(type: str, gross: str, status: str = "Completed", **more: str) -> str:
    id, of = more.get("id", "T1"), more.get("of", "")
    return (
        f'03/14/2026,10:00:00,PST,Ada Byron,{type},{status},USD,"{gross}",0.00,"{gross}",'
        f"ada@example.com,shop@example.net,{id},{of},{more.get('impact', 'Credit')}\n"
    )


def test_a_payment_is_a_sale_of_the_one_who_sent_it(read: Any) -> None:
    (sale,) = _purchases(read(ACTIVITY + _row("Website Payment", "1,250.00"), SOURCE))
    assert (sale.kind, sale.gross, sale.currency) == (Kind.SALE, 125_000, "USD")
    assert sale.person.email == "ada@example.com"
    assert sale.at.isoformat() == "2026-03-14T10:00:00"
    assert sale.lines == ()


def test_a_refund_belongs_to_its_sale_and_to_whom_it_was_sent(read: Any) -> None:
    text = (
        ACTIVITY
        + '03/15/2026,10:00:00,PST,Ada,Payment Refund,Completed,USD,"-5.00",0.00,"-5.00",'
        + "shop@example.net,ada@example.com,R1,T1,Debit\n"
    )
    (refund,) = _purchases(read(text, SOURCE))
    assert (refund.kind, refund.refunded, refund.gross) == (Kind.REFUND, 500, 0)
    assert (refund.refund_of, refund.person.email) == ("T1", "ada@example.com")
    assert refund.refund_records == 1


@pytest.mark.parametrize(
    ("sender", "receiver"),
    [
        ("shop@example.net", "ada@example.com"),
        ("ada@example.com", "shop@example.net"),
        ("ada@example.com", ""),
        ("Shop@Example.net", ""),
    ],
)
@pytest.mark.parametrize("comes_first", [True, False])
def test_the_customer_of_a_reversal_is_the_other_party(
    read: Any, sender: str, receiver: str, comes_first: bool
) -> None:
    back = (
        '03/15/2026,10:00:00,PST,Ada Byron,Payment Reversal,Completed,USD,"-5.00",0.00,"-5.00",'
        f"{sender},{receiver},R1,T1,Debit\n"
    )
    rows = [back, _row("Website Payment", "5.00")]
    text = ACTIVITY + "".join(rows if comes_first else reversed(rows))
    told = {one.key: one for one in _purchases(read(text, SOURCE))}
    known = "ada@example.com" in (sender, receiver)
    assert told["R1"].kind is Kind.REFUND
    assert told["R1"].person.email == ("ada@example.com" if known else "")
    assert told["R1"].person.name == "Ada Byron"


def test_one_file_tells_nothing_of_another_shops(read: Any) -> None:
    _purchases(read(ACTIVITY + _row("Website Payment", "5.00"), SOURCE))
    text = ACTIVITY + _row("Payment Refund", "-5.00").replace("ada@example.com", "other@shop.com")
    (refund,) = _purchases(read(text, SOURCE))
    assert refund.person.email == "shop@example.net"  # there a customer


@pytest.mark.parametrize(
    ("type", "gross", "status", "reason"),
    [
        ("General Withdrawal", "-100.00", "Completed", "withdrawal"),
        ("General Currency Conversion", "58.12", "Completed", "conversion"),
        ("Account Hold for Open Authorization", "-10.00", "Completed", "hold"),
        ("General Authorization", "-42.92", "Pending", "authorization"),
        ("Bank Deposit to PP Account", "100.00", "Completed", "deposit"),
        ("PreApproved Payment Bill User Payment", "-9.99", "Completed", "own payment"),
        ("Payment Refund", "9.99", "Completed", "own payment"),
    ],
)
def test_what_is_no_order_is_set_aside(
    read: Any, type: str, gross: str, status: str, reason: str
) -> None:
    (aside,) = _purchases(read(ACTIVITY + _row(type, gross, status), SOURCE))
    assert (aside.kind, aside.is_order) == (Kind.NOT_COUNTED, False)
    assert aside.reason in {reason, "pending"}


@pytest.mark.parametrize(
    ("status", "reason"),
    [("Pending", "pending"), ("Denied", "failed"), ("Canceled", "voided"), ("Held", "pending")],
)
def test_a_sale_that_did_not_come_about_is_an_order_that_does_not_count(
    read: Any, status: str, reason: str
) -> None:
    text = ACTIVITY + _row("Express Checkout Payment", "11.00", status, impact="Memo")
    (sale,) = _purchases(read(text, SOURCE))
    assert (sale.kind, sale.reason, sale.is_order) == (Kind.NOT_COUNTED, reason, True)


def test_a_refunded_sale_still_counts(read: Any) -> None:
    (sale,) = _purchases(read(ACTIVITY + _row("Web", "5.00", "Partially Refunded"), SOURCE))
    assert (sale.kind, sale.gross) == (Kind.SALE, 500)


def test_articles_of_a_cart_are_no_sales_of_their_own(read: Any) -> None:
    rows = _row("Shopping Cart Item", "4.00") + _row("Website Payment", "9.00")
    (sale,) = _purchases(read(ACTIVITY + rows, SOURCE))
    assert sale.gross == 900


def test_a_statement_has_no_types_only_descriptions(read: Any) -> None:
    text = (
        "Date,Time,Time Zone,Description,Currency,Gross,Fee,Net,Balance,Transaction ID,"
        "From Email Address,Name,Bank Name,Bank Account,Shipping and Handling Amount,Sales Tax,"
        "Invoice ID,Reference Txn ID\n"
        "13/03/2026,10:00:00,CET,Express Checkout Payment,EUR,9.00,-0.5,8.5,8.5,T1,"
        "ada@example.com,Ada Byron,,,0,0,,\n"
        "14/03/2026,10:00:00,CET,Payment Refund,EUR,-9.00,0.5,-8.5,0,R1,"
        "ada@example.com,Ada Byron,,,0,0,,T1\n"
        "14/03/2026,11:00:00,CET,General Withdrawal,EUR,-9.00,0,-9.00,0,W1,,,,,0,0,,\n"
    )
    sale, refund, withdrawal = _purchases(read(text, SOURCE))
    assert (sale.kind, sale.gross, sale.person.name) == (Kind.SALE, 900, "Ada Byron")
    assert (refund.refund_of, refund.person.email) == ("T1", "ada@example.com")
    assert not withdrawal.is_order


# The headers as PayPal writes them there, but in another order; the dates and numbers likewise.
ABROAD = {
    "de": (
        '"Transaktionscode";"Datum";"Uhrzeit";"Zeitzone";"Name";"Typ";"Status";"Währung";"Brutto";'
        '"Gebühr";"Netto";"Empfänger E-Mail-Adresse";"Absender E-Mail-Adresse";'
        '"Zugehöriger Transaktionscode";"Auswirkung auf Guthaben"',
        ("PayPal Express-Zahlung", "Rückzahlung", "Allgemeine Währungsumrechnung",
         "Abgeschlossen", "Ausstehend", "Haben"),
    ),
    "fr": (
        '"Numéro de transaction";"Date";"Heure";"Fuseau horaire";"Nom";"Type";"État";"Devise";'
        '"Avant commission";"Commission";"Net";"À l\'adresse email";"De l\'adresse email";'
        '"Numéro de transaction de référence";"Impact sur le solde"',
        ("Paiement Express Checkout", "Remboursement de paiement", "Conversion de devise générale",
         "Terminé", "En attente", "Crédit"),
    ),
    "es": (
        '"Id. de transacción";"Fecha";"Hora";"Zona horaria";"Nombre";"Tipo";"Estado";"Divisa";'
        '"Bruto";"Comisión";"Neto";"Correo electrónico del destinatario";'
        '"Correo electrónico del remitente";"Id. de referencia de trans.";"Efecto en el saldo"',
        ("Pago Express Checkout", "Reembolso del pago", "Conversión de divisas general",
         "Completado", "Pendiente", "Abono"),
    ),
    "it": (
        '"Codice transazione";"Data";"Orario";"Fuso orario";"Nome";"Tipo";"Stato";"Valuta";'
        '"Lordo";"Tariffa";"Netto";"Indirizzo email destinatario";"Indirizzo email mittente";'
        '"Codice transazione di riferimento";"Impatto sul saldo"',
        ("Pagamento Express Checkout", "Rimborso pagamento", "Conversione di valuta generica",
         "Completata", "In sospeso", "Accredito"),
    ),
    "nl": (
        '"Transactiereferentie";"Datum";"Tijd";"Tijdzone";"Naam";"Type";"Status";"Valuta";'
        '"Bruto";"Kosten";"Net";"Naar e-mailadres";"Van e-mailadres";"Reference Txn ID";'
        '"Effect op saldo"',
        ("Express Checkout-betaling", "Terugbetaling", "Algemene valutaomrekening", "Voltooid",
         "In behandeling", "Bij"),
    ),
    "pl": (
        '"Numer transakcji";"Data";"Czas";"Strefa czasowa";"Nazwa";"Typ";"Stan";"Waluta";"Brutto";'
        '"Opłata";"Netto";"Na adres e-mail";"Z adresu e-mail";"Pomocniczy numer transakcji";'
        '"Wpływ na saldo"',
        ("Płatność Express Checkout", "Zwrot płatności", "Ogólne przeliczenie waluty",
         "Zakończono", "Oczekująca", "Kredyt"),
    ),
    "pt": (
        '"ID da transação";"Data";"Hora";"Fuso horário";"Nome";"Tipo";"Status";"Moeda";"Bruto";'
        '"Taxa";"Líquido";"Para o endereço de e-mail";"Do endereço de e-mail";'
        '"ID da transação de referência";"Impacto no saldo"',
        ("Pagamento Express Checkout", "Reembolso de pagamento", "Conversão de moeda geral",
         "Concluído", "Pendente", "Crédito"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", ABROAD)
def test_it_is_read_in_every_language(read: Any, language: str) -> None:
    header, (payment, refund, conversion, done, open, credit) = ABROAD[language]
    customer, shop = "ada@example.com", "shop@example.net"
    rows = [
        ("S1", payment, done, "1.234,50", shop, customer, "", credit),
        ("R1", refund, done, "-34,50", customer, shop, "S1", "Debit"),
        ("S2", payment, open, "8,00", shop, customer, "", "Memo"),
        ("C1", conversion, done, "8,00", "", "", "", credit),
    ]
    text = header + "\n"
    for id, type, status, gross, to, sender, of, impact in rows:
        text += (
            f'"{id}";"14.03.2026";"10:00:00";"CET";"Ada Byron";"{type}";"{status}";"EUR";"{gross}";'
            f'"0,00";"{gross}";"{to}";"{sender}";"{of}";"{impact}"\n'
        )
    sale, back, pending, other = _purchases(
        read(text, SOURCE, encoding="utf-8-sig", newline="\r\n")
    )
    assert (sale.kind, sale.gross, sale.currency) == (Kind.SALE, 123_450, "EUR")
    assert sale.person.email == "ada@example.com"
    assert (back.kind, back.refunded, back.refund_of) == (Kind.REFUND, 3_450, "S1")
    assert back.person.email == "ada@example.com"
    assert (pending.kind, pending.reason) == (Kind.NOT_COUNTED, "pending")
    assert not other.is_order


def test_dates_that_could_be_either_are_asked(read: Any) -> None:
    text = ACTIVITY + _row("Website Payment", "5.00").replace("03/14", "03/04")
    with pytest.raises(DatesUndecided):
        read(text, SOURCE)
    (sale,) = _purchases(read(text, SOURCE, dates="dmy"))
    assert (sale.at.day, sale.at.month) == (3, 4)
