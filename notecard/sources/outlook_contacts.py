"""Outlook's contacts: of the program (File > Export) and of outlook.com (People > Manage > Export).

A contact has up to three addresses: the one at home goes before the others.
"""

from typing import Final

from notecard.core.purchases import Person
from notecard.core.words import _
from notecard.sources.address_book import AddressBook
from notecard.sources.header_words import Columns
from notecard.sources.mapped_row import Cells
from notecard.sources.source import Source

_ADDRESS: Final = ("street", "city", "region", "postcode", "country")


def _places(place: str, *others: str) -> Columns:
    """Return what an address is called: in English, and as other languages mark it."""
    found: dict[str, list[str | tuple[str, ...]]] = {
        "street": [(f"{place} Street", f"{place} Street 2", f"{place} Street 3"),
                   f"{place} Address"],
        "city": [f"{place} City"],
        "region": [f"{place} State"],
        "postcode": [f"{place} Postal Code"],
        "country": [f"{place} Country/Region", f"{place} Country"],
    }  # fmt: skip
    for other in others:
        for name, words in _ABROAD.items():
            found[name] += [f"{word} {other}" for word in words]
    return {f"{place.casefold()} {name}": tuple(words) for name, words in found.items()}


_ABROAD: Final = {
    "street": ("Straße", "Rue", "Calle", "Via", "Straat", "Ulica", "Rua"),
    "city": ("Ort", "Stadt", "Ville", "Ciudad", "Città", "Plaats", "Miasto", "Cidade"),
    "region": ("Region", "Bundesland/Kanton", "Département", "Provincia", "Provincie"),
    "postcode": ("Postleitzahl", "Code postal", "Código postal", "CAP", "Postcode", "Kod pocztowy"),
    "country": ("Land/Region", "Land", "Pays/Région", "Pays", "País o región", "Paese", "Kraj"),
}  # fmt: skip


class OutlookContacts(AddressBook):
    """The file contacts.csv of Outlook."""

    id, label, system = "outlook_contacts", "Outlook contacts", "outlook_contacts"
    way_out = _("In Outlook, export the contacts as a file of comma separated values.")
    columns = {  # noqa: RUF012 - read only
        **_places("Home", "privat", "(domicile)", "(privé)", "particular", "(particular)",
                  "(abitazione)", "abitazione", "(thuis)", "thuis", "(dom)", "residencial"),
        **_places("Business", "geschäftlich", "(bureau)", "del trabajo", "(trabajo)", "(uff.)",
                  "(werk)", "werk", "(służbowy)", "comercial"),
        **_places("Other", "(andere)", "weitere", "(autre)", "(otra)", "(altro)", "(overig)"),
        "customer": (
            ("First Name", "Middle Name", "Last Name", "Suffix"),
            ("Vorname", "Weitere Vornamen", "Zweiter Vorname", "Nachname", "Suffix"),
            ("Prénom", "Deuxième prénom", "Nom", "Nom de famille", "Suffixe"),
            ("Nombre", "Segundo nombre", "Apellidos", "Apellido"),
            ("Nome", "Secondo nome", "Segundo nome", "Cognome", "Sobrenome", "Apelido"),
            ("Voornaam", "Middelste naam", "Achternaam"), ("Imię", "Drugie imię", "Nazwisko"),
        ),
        "given": ("First Name", "Vorname", "Prénom", "Nombre", "Nome", "Voornaam", "Imię"),
        "company": ("Company", "Firma", "Société", "Organización", "Compañía", "Società", "Bedrijf",
                    "Empresa"),
        "email": (
            ("E-mail Address", "E-mail 2 Address", "E-mail 3 Address"),
            ("E-Mail-Adresse", "E-Mail 2: Adresse", "E-Mail-Adresse 2", "E-Mail 3: Adresse",
             "E-Mail-Adresse 3"),
            ("Adresse de messagerie", "Adresse de messagerie 2", "Adresse de messagerie 3"),
            "Adresse e-mail", "Dirección de correo electrónico", "Indirizzo posta elettronica",
            "Indirizzo e-mail", "E-mailadres", "Adres e-mail", "Endereço de e-mail",
        ),
        "phone": (
            ("Mobile Phone", "Home Phone", "Home Phone 2", "Primary Phone", "Other Phone",
             "Business Phone", "Business Phone 2"),
            ("Home Phone", "Business Phone"),
            ("Mobiltelefon", "Telefon privat", "Telefon (privat)", "Telefon geschäftlich"),
            ("Tél. mobile", "Téléphone (domicile)", "Téléphone (bureau)"),
            "Téléphone mobile", "Teléfono móvil", "Cellulare", "Mobiele telefoon",
            "Telefon komórkowy", "Celular", "Telemóvel",
        ),
        "birthday": ("Birthday", "Geburtstag", "Anniversaire", "Cumpleaños", "Compleanno",
                     "Verjaardag", "Urodziny", "Aniversário"),
        "language": ("Language", "Sprache"),
    }  # fmt: skip
    needs = ("customer", "email", "home street|business street|phone")
    lacks = ("Labels", "Given Name", "LEID", "Square Customer ID", "Accepts Email Marketing")

    def person(self, cells: Cells, where: dict[str, list[int]]) -> Person:
        """Return who a row tells of, with the first address that is filled."""
        for place in ("home", "business", "other"):
            here = {name: where.get(f"{place} {name}", []) for name in _ADDRESS}
            if any(cells[index].strip() for index in here["street"] + here["city"]):
                return super().person(cells, {**where, **here})
        return super().person(cells, where)


SOURCE: Final[Source] = OutlookContacts()
