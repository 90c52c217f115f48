"""What PayPal calls the columns of its downloads, and what kinds of rows it has.

English, German, French, Spanish, Italian, Dutch, Polish, Portuguese, with the alternatives seen.
"""

import re
from typing import Final

from notecard.sources.header_words import Columns, plainly

COLUMNS: Final[Columns] = {
    "receipt": (
        "Transaction ID", "Transaktionscode", "Transaktions-ID", "Numéro de transaction",
        "ID de transaction", "Id. de transacción", "Identificador de transacción",
        "Número de transacción", "Codice transazione", "ID transazione", "Transactiereferentie",
        "Transactiekenmerk", "Transactienummer", "Transactie-ID", "Numer transakcji",
        "Identyfikator transakcji", "ID transakcji", "ID da transação", "Código da transação",
        "Número da transação",
    ),
    "date": ("Date", "Datum", "Fecha", "Data"),
    "time": (
        "Time", "Uhrzeit", "Zeit", "Heure", "Hora", "Orario", "Ora", "Tijd", "Czas", "Godzina",
        "Horário",
    ),
    "customer": (
        "Name", "Nom", "Nombre", "Nome", "Naam", "Nazwa", "Imię i nazwisko", "Nazwisko",
    ),
    "type": (
        "Type", "Typ", "Tipo", "Soort", "Rodzaj", "Description", "Beschreibung", "Descripción",
        "Descrizione", "Omschrijving", "Beschrijving", "Opis", "Descrição",
    ),
    "status": ("Status", "État", "Statut", "Estado", "Stato", "Stan", "Situação"),
    "currency": (
        "Currency", "Währung", "Devise", "Divisa", "Moneda", "Valuta", "Waluta", "Moeda",
    ),
    "line_total": (
        "Gross", "Brutto", "Avant commission", "Brut", "Montant brut", "Bruto", "Importe bruto",
        "Lordo", "Importo lordo", "Kwota brutto", "Valor bruto",
    ),
    "fee": (
        "Fee", "Fees", "Gebühr", "Entgelt", "Commission", "Frais", "Comisión", "Tarifa",
        "Tariffa", "Commissione", "Kosten", "Vergoeding", "Opłata", "Prowizja", "Taxa", "Tarifas",
    ),
    "net": ("Net", "Netto", "Neto", "Importe neto", "Kwota netto", "Líquido", "Valor líquido"),
    "email": (
        "From Email Address", "Absender E-Mail-Adresse", "E-Mail-Adresse des Absenders",
        "De l'adresse email", "Adresse email de l'expéditeur", "Email de l'expéditeur",
        "Correo electrónico del remitente", "Dirección de correo electrónico del remitente",
        "De la dirección de correo electrónico", "Indirizzo email mittente",
        "Indirizzo email del mittente", "Van e-mailadres", "E-mailadres afzender",
        "E-mailadres van afzender", "Z adresu e-mail", "Adres e-mail nadawcy",
        "Od adresu e-mail", "Do endereço de e-mail", "Endereço de e-mail do remetente",
        "E-mail do remetente", "De endereço de e-mail",
    ),
    "to_email": (
        "To Email Address", "Empfänger E-Mail-Adresse", "E-Mail-Adresse des Empfängers",
        "À l'adresse email", "Adresse email du destinataire", "Email du destinataire",
        "Correo electrónico del destinatario", "Dirección de correo electrónico del destinatario",
        "A la dirección de correo electrónico", "Indirizzo email destinatario",
        "Indirizzo email del destinatario", "Naar e-mailadres", "E-mailadres ontvanger",
        "E-mailadres van ontvanger", "Na adres e-mail", "Adres e-mail odbiorcy",
        "Do adresu e-mail", "Para o endereço de e-mail", "Endereço de e-mail do destinatário",
        "E-mail do destinatário", "Para endereço de e-mail",
    ),
    "refund_of": (
        "Reference Txn ID", "Reference Transaction ID", "Zugehöriger Transaktionscode",
        "Referenz-Transaktionscode", "Numéro de transaction de référence",
        "ID de transaction de référence", "N° de transaction de référence",
        "Id. de referencia de trans.", "Id. de transacción de referencia",
        "Identificador de transacción de referencia", "Codice transazione di riferimento",
        "ID transazione di riferimento", "Referentie txn-ID", "Referentietransactie-ID",
        "Referentie transactie-ID", "Referentienummer transactie", "Pomocniczy numer transakcji",
        "Numer transakcji powiązanej", "Identyfikator transakcji referencyjnej",
        "Numer referencyjny transakcji", "ID da transação de referência",
        "Código da transação de referência", "ID de referência da transação",
    ),
    "impact": (
        "Balance Impact", "Auswirkung auf Guthaben", "Impact sur le solde", "Efecto en el saldo",
        "Impacto en el saldo", "Repercusión en el saldo", "Impatto sul saldo", "Effect op saldo",
        "Invloed op saldo", "Wpływ na saldo", "Impacto no saldo", "Efeito no saldo",
    ),
    "phone": (
        "Contact Phone Number", "Telefon", "Telefonnummer der Kontaktperson", "Téléphone",
        "Numéro de téléphone", "Numéro de téléphone du contact", "Teléfono",
        "Número de teléfono de contacto", "Teléfono de contacto", "Telefono",
        "Numero di telefono", "Telefoonnummer contactpersoon", "Telefoonnummer", "Telefoon",
        "Numer telefonu", "Kontaktowy numer telefonu", "Telefone", "Número de telefone",
        "Telefone de contato",
    ),
    "street": (
        ("Address Line 1", "Address Line 2/District/Neighborhood", "Address Line 2/District"),
        ("Adresszeile 1", "Adresszusatz"), ("Adresse", "Adresse 2"), ("Adresse 1", "Adresse 2"),
        ("Dirección", "Dirección 2"), ("Indirizzo", "Indirizzo (continua)"),
        ("Adresregel 1", "Adresregel 2"), ("Adres 1", "Adres 2"), ("Endereço", "Endereço 2"),
    ),
    "city": ("Town/City", "City", "Ort", "Stadt", "Ville", "Ciudad", "Localidad", "Città",
             "Plaats", "Woonplaats", "Miasto", "Miejscowość", "Cidade"),
    "region": (
        "State/Province/Region/County/Territory/Prefecture/Republic", "Bundesland",
        "État/Province", "Provincia", "Provincie", "Województwo",
    ),
    "postcode": ("Zip/Postal Code", "PLZ", "Code postal", "Código postal", "CAP",
                 "CAP/Codice postale", "Postcode", "Kod pocztowy", "CEP"),
    "country": ("Country Code", "Country", "Ländercode", "Land", "Code pays", "Pays",
                "Código de país", "País", "Paese", "Landcode", "Kraj"),
}  # fmt: skip

# What a row is by words in its type, the first that fits; PayPal has hundreds of types.
_KINDS: Final = [
    ("cart item", r"shopping cart item|warenkorbartikel|article du panier|articulo del carro"),
    ("request", r"\b(?:invoice|request) sent|invoice item|rechnung gesendet|zahlungsanforderung"
                r"|facture envoyee|demande de paiement|factura enviada|solicitud de pago"
                r"|fattura inviata|richiesta di (?:pagamento|denaro)|factuur verzonden"
                r"|betalingsverzoek|faktura wyslana|fatura enviada|solicitacao de pagamento"),
    ("fee", r"chargeback fee|ruckbuchungsgebuhr"),
    ("hold", r"\bholds?\b|einbehalt|kontosperr|\bblocage|\bretenue|\bretencion|\bbloque|\bblocco"
             r"|trattenut|\bsuspension|\brelease\b|inhouding|blokkering|\bblokada|wstrzyman|\bretencao|\breserve"),
    ("conversion", r"conver[st]|umrechnung|\bomrekening|valutaomrek|przeliczen|przewalutow"),
    ("authorization", r"\bauthori[sz]ation|\bautorisierung|\bautorisation|\bautorizacion"
                      r"|\bautorizzazione|\bautorisatie|\bautoryzacja|\bautorizacao"
                      r"|^order$|^bestellung$"),
    ("withdrawal", r"withdraw|\btransfer to bank|abbuchung|auszahlung|\bretrait|\bretir[ao]"
                   r"|\bprelievo|\bopname|\bwyplata|\bsaque|\blevantamento|\bvirement\b.*\bvers\b"),
    ("refund", r"\brefund|\breversal|chargeback|ruckzahlung|ruckerstattung|erstattung|ruckbuchung"
               r"|remboursement|\breembolso|devolucion|\brimborso|\bstorno\b|terugbetaling"
               r"|terugboeking|\bzwrot|\bdevolucao|\bestorno"),
    ("deposit", r"\bdeposit\b|bankgutschrift|\bdepot\b|\bdeposito|\bversamento|\bingreso"
                r"|bonifico bancario|\bstorting|bijschrijving|\bwplata|\bwplacon"),
    ("fee", r"\bfees?\b|\bgebuhr|\bfrais\b|\bcomision\b|\btariffa\b|\bkosten\b|\boplata\b"),
]  # fmt: skip
_PATTERNS: Final = [(kind, re.compile(words)) for kind, words in _KINDS]

NO_ORDER: Final = frozenset(
    [
        "hold",
        "conversion",
        "authorization",
        "withdrawal",
        "deposit",
        "fee",
        "request",
        "own payment",
    ]
)
PENDING: Final = (
    "Pending", "Uncleared", "Held", "On hold", "Unclaimed", "Ausstehend", "Offen",
    "Nicht abgeschlossen", "Einbehalten", "En attente", "En cours", "Pendiente", "In sospeso",
    "In attesa", "In behandeling", "Hangende", "Openstaand", "Wachtend", "Oczekuje",
    "Oczekująca", "Oczekujące", "W toku", "Pendente", "Em espera",
)  # fmt: skip
FAILED: Final = (
    "Denied", "Failed", "Expired", "Returned", "Declined", "Abgelehnt", "Fehlgeschlagen",
    "Verweigert", "Abgelaufen", "Refusé", "Refusée", "Échoué", "Échouée", "Échec", "Expiré",
    "Rechazado", "Rechazada", "Denegado", "Denegada", "Fallido", "Fallida", "Caducado",
    "Rifiutato", "Rifiutata", "Negato", "Negata", "Fallito", "Fallita", "Non riuscito",
    "Non riuscita", "Scaduto", "Scaduta", "Geweigerd", "Afgewezen", "Mislukt", "Verlopen",
    "Odrzucono", "Odrzucona", "Odmowa", "Nieudana", "Niepowodzenie", "Wygasła", "Negado",
    "Negada", "Recusado", "Recusada", "Falhou", "Falha", "Expirado", "Expirada",
)  # fmt: skip
VOIDED: Final = (
    "Canceled", "Cancelled", "Voided", "Removed", "Storniert", "Abgebrochen", "Annulé",
    "Annulée", "Cancelado", "Cancelada", "Anulado", "Anulada", "Annullato", "Annullata",
    "Geannuleerd", "Anulowano", "Anulowana",
)  # fmt: skip
MEMO: Final = frozenset(["memo", "memorandum", "info", "nota", "notiz"])


def kind_of(type: str) -> str:
    """Return what a row is by its type, empty for a payment."""
    said = plainly(type)
    return next((kind for kind, words in _PATTERNS if words.search(said)), "")
