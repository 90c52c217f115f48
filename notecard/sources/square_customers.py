"""Square's customer directory: who the customer ids of the transactions and items are.

Customers > Directory > Import/Export > Export customers, in the dashboard. Profiles Square made by
itself ("instant profiles") often hold nothing but their id.
"""

from typing import Final

from notecard.sources.address_book import AddressBook
from notecard.sources.header_words import Columns
from notecard.sources.source import Source

_FIRST: Final = ("First Name", "Vorname", "Prénom", "Nombre", "Nome", "Voornaam", "Imię")
_LAST: Final = ("Last Name", "Nachname", "Nom", "Nom de famille", "Apellido", "Apellidos",
    "Cognome", "Achternaam", "Nazwisko", "Sobrenome", "Apelido", "Surname")  # fmt: skip
COLUMNS: Final[Columns] = {
    "customer_id": (
        "Square Customer ID", "Square-Kunden-ID", "Square Kunden-ID", "ID client Square",
        "ID de client Square", "Identifiant client Square", "ID de cliente de Square",
        "ID de cliente Square", "ID cliente Square", "ID cliente di Square", "Square-klant-ID",
        "Square klant-ID", "ID klienta Square", "Identyfikator klienta Square",
        "ID do cliente Square", "ID do cliente da Square", "ID de cliente da Square",
    ),
    "given": _FIRST,
    "customer": tuple((first, *_LAST) for first in _FIRST),
    "company": (
        "Company Name", "Firma", "Firmenname", "Name des Unternehmens", "Unternehmen",
        "Nom de l'entreprise", "Entreprise", "Société", "Nombre de la empresa", "Empresa",
        "Nome dell'azienda", "Nome azienda", "Azienda", "Bedrijfsnaam", "Bedrijf",
        "Nazwa firmy", "Nome da empresa",
    ),
    "email": (
        "Email Address", "Email", "E-Mail-Adresse", "Adresse e-mail", "Adresse électronique",
        "Adresse courriel", "Courriel", "Dirección de correo electrónico", "Correo electrónico",
        "Indirizzo email", "Indirizzo e-mail", "E-mailadres", "Adres e-mail",
        "Endereço de e-mail",
    ),
    "phone": (
        "Phone Number", "Phone", "Telefonnummer", "Telefon", "Numéro de téléphone", "Téléphone",
        "Nº de téléphone", "Número de teléfono", "Teléfono", "Numero di telefono", "Telefono",
        "Telefoonnummer", "Telefoon", "Numer telefonu", "Número de telefone", "Telefone",
    ),
    "street": (
        ("Street Address 1", "Street Address 2"), ("Straße 1", "Straße 2"), ("Straße",
        "Adresszusatz"),
        ("Adresse 1", "Adresse 2"), ("Adresszeile 1", "Adresszeile 2"), ("Rue 1", "Rue 2"),
        ("Adresse postale 1", "Adresse postale 2"), ("Dirección 1", "Dirección 2"),
        ("Calle 1", "Calle 2"), ("Indirizzo 1", "Indirizzo 2"), ("Via 1", "Via 2"),
        ("Adres 1", "Adres 2"), ("Straat 1", "Straat 2"), ("Ulica 1", "Ulica 2"),
        ("Endereço 1", "Endereço 2"), ("Rua 1", "Rua 2"),
    ),
    "city": ("City", "Stadt", "Ort", "Ville", "Ciudad", "Città", "Plaats", "Stad", "Miasto",
        "Cidade"),
    "region": ("State", "Bundesland", "État", "Province", "Région", "Estado", "Provincia",
        "Stato", "Provincie", "Staat", "Województwo", "Stan"),
    "postcode": ("Postal Code", "ZIP", "Postleitzahl", "PLZ", "Code postal", "Código postal", "CAP",
        "Codice postale", "Postcode", "Kod pocztowy", "CEP"),
    "birthday": ("Birthday", "Geburtstag", "Geburtsdatum", "Anniversaire", "Date de naissance",
        "Cumpleaños", "Fecha de nacimiento", "Compleanno", "Data di nascita", "Verjaardag",
        "Geboortedatum", "Urodziny", "Data urodzenia", "Aniversário", "Data de nascimento"),
}  # fmt: skip


class SquareCustomers(AddressBook):
    """The file of the customer directory."""

    id, label, system = "square_customers", "Square (customers)", "square"
    way_out = "In the Square dashboard, choose Customers, then Export customers."
    columns = COLUMNS
    needs = ("customer_id", "given|customer|email")


SOURCE: Final[Source] = SquareCustomers()
