"""What Square calls the columns its transactions and items have in common.

English, German, French, Spanish, Italian, Dutch, Polish, Portuguese, with the alternatives seen.
"""

from typing import Final

from notecard.sources.header_words import Columns

WAY_OUT: Final = "In the Square dashboard, choose Transactions, then Export."

TAX: Final = (
    "Tax", "Taxes", "Steuer", "Steuern", "MwSt.", "Taxe", "TVA", "Impuesto", "Impuestos",
    "Imposta", "Imposte", "IVA", "Tasse", "Belasting", "Btw", "Podatek", "Imposto", "Impostos",
)  # fmt: skip
NET_SALES: Final = (
    "Net Sales", "Nettoumsatz", "Nettoumsätze", "Netto-Umsatz", "Nettoverkäufe", "Ventes nettes",
    "Ventas netas", "Vendite nette", "Nettoverkoop", "Netto verkopen", "Netto-omzet",
    "Nettoverkopen", "Sprzedaż netto", "Vendas líquidas",
)  # fmt: skip
STAFF: Final = (
    "Staff Name", "Team Member", "Employee", "Mitarbeiter", "Mitarbeitername",
    "Name des Mitarbeiters",
    "Teammitglied", "Nom du personnel", "Employé", "Membre de l'équipe", "Nom de l'employé",
    "Nombre del personal", "Empleado", "Miembro del equipo", "Nombre del empleado",
    "Nome del personale", "Dipendente", "Nome dipendente", "Medewerker", "Naam medewerker",
    "Naam personeelslid", "Pracownik", "Imię i nazwisko pracownika", "Funcionário",
    "Nome do funcionário", "Membro da equipe", "Colaborador",
)  # fmt: skip
REFUNDS: Final = (
    "Refund", "Rückerstattung", "Erstattung", "Remboursement", "Reembolso", "Devolución",
    "Rimborso",
    "Terugbetaling", "Restitutie", "Zwrot", "Zwrot pieniędzy", "Devolução",
)  # fmt: skip
COMMON: Final[Columns] = {
    "receipt": (
        "Transaction ID", "Transaktions-ID", "Transaktionsnummer", "Transaktionskennung",
        "ID de transaction", "ID transaction", "ID de la transaction", "Nº de transaction",
        "Numéro de transaction", "Identifiant de transaction", "Identifiant de la transaction",
        "ID de transacción", "ID de la transacción", "ID transacción", "Número de transacción",
        "Identificador de transacción", "ID transazione", "ID della transazione",
        "Numero transazione", "Transactie-ID", "ID transactie", "Transactienummer",
        "ID transakcji", "Identyfikator transakcji", "Numer transakcji", "Nr transakcji",
        "ID da transação", "ID de transação", "Número da transação",
    ),
    "refund_receipt": (
        "Payment ID", "Zahlungs-ID", "Zahlungsnummer", "ID de paiement", "ID du paiement",
        "ID paiement", "Identifiant de paiement", "ID de pago", "ID del pago",
        "ID pagamento", "ID del pagamento", "Betalings-ID", "Betaal-ID", "ID betaling",
        "ID płatności", "Identyfikator płatności", "ID do pagamento", "ID de pagamento",
    ),
    "date": ("Date", "Datum", "Fecha", "Data"),
    "time": ("Time", "Uhrzeit", "Zeit", "Heure", "Hora", "Ora", "Orario", "Tijd", "Czas",
    "Godzina"),
    "type": (
        "Event Type", "Ereignistyp", "Ereignisart", "Vorgangsart", "Type d'événement",
        "Type d'évènement", "Tipo de evento", "Tipo di evento", "Tipo evento",
        "Gebeurtenistype", "Type gebeurtenis", "Soort gebeurtenis", "Typ zdarzenia",
        "Rodzaj zdarzenia", "Tipo do evento",
    ),
    "customer_id": (
        "Customer ID", "Kunden-ID", "Kundennummer", "ID client", "ID du client",
        "Identifiant client", "Identifiant du client", "Nº client", "ID de cliente",
        "ID del cliente", "ID cliente", "Klant-ID", "Klant ID", "Klantnummer", "ID klienta",
        "Identyfikator klienta", "ID do cliente",
    ),
    "customer": (
        "Customer Name", "Kundenname", "Name des Kunden", "Nom du client", "Nom client",
        "Nombre del cliente", "Nombre de cliente", "Nome cliente", "Nome del cliente",
        "Klantnaam", "Naam klant", "Naam van klant", "Nazwa klienta", "Imię i nazwisko klienta",
        "Nazwisko klienta", "Nome do cliente",
    ),
}  # fmt: skip
