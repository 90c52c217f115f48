"""Mailchimp's audience: one row a contact, with the owner's own fields between the fixed ones.

Audience > All contacts > Export audience; the file subscribed_members_export.
"""

from typing import Final

from notecard.core.words import _
from notecard.sources.address_book import AddressBook
from notecard.sources.source import Source


class Mailchimp(AddressBook):
    """The file subscribed_members_export.csv."""

    id, label, system = "mailchimp", "Mailchimp (audience)", "mailchimp"
    way_out = _("In Mailchimp, choose Audience, All contacts, then Export audience.")
    columns = {  # noqa: RUF012 - read only
        "customer_id": ("LEID",),
        "euid": ("EUID",),
        "email": (
            "Email Address", "Email", "E-Mail-Adresse", "Adresse e-mail",
            "Dirección de correo electrónico", "Correo electrónico", "Indirizzo e-mail",
            "E-mailadres", "Adres e-mail", "Endereço de e-mail",
        ),
        "customer": (
            ("First Name", "Last Name"), ("Vorname", "Nachname"),
            ("Prénom", "Nom", "Nom de famille"), ("Nombre", "Apellido", "Apellidos"),
            ("Nome", "Cognome", "Sobrenome", "Apelido"), ("Voornaam", "Achternaam"),
            ("Imię", "Nazwisko"), "Name", "Full Name", "Last Name",
        ),
        "given": ("First Name", "Vorname", "Prénom", "Nombre", "Nome", "Voornaam", "Imię"),
        "company": (
            "Company", "Company Name", "Firma", "Entreprise", "Empresa", "Azienda", "Bedrijf",
        ),
        "phone": (
            "Phone Number", "Phone", "Mobile", "Telefonnummer", "Telefon", "Téléphone",
            "Numéro de téléphone", "Teléfono", "Número de teléfono", "Telefono",
            "Numero di telefono", "Telefoonnummer", "Numer telefonu", "Telefone",
        ),
        "street": ("Address", "Street", "Adresse", "Dirección", "Indirizzo", "Adres", "Endereço"),
        "city": ("City", "Town"),
        "postcode": ("Zip", "Postcode", "Zip Code", "Postal Code"),
        "country": ("Country",),
        "birthday": ("Birthday", "Geburtstag", "Anniversaire", "Cumpleaños", "Compleanno"),
        "language": ("Language",),
    }  # fmt: skip
    needs = ("email", "customer_id", "euid")


SOURCE: Final[Source] = Mailchimp()
