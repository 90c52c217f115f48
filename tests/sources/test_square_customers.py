"""Square's customer directory, in other languages, and profiles that hold nobody."""

from collections.abc import Callable

import pytest

from notecard.core.purchases import Contact, Person, Read
from notecard.sources.square_customers import SOURCE

Reading = Callable[..., list[Read]]

TRANSLATED = {
    "en": "Square Customer ID,First Name,Last Name,Email Address,Phone Number,Street Address 1,"
    "Street Address 2,City,State,Postal Code,Birthday",
    "de": "Square-Kunden-ID,Vorname,Nachname,E-Mail-Adresse,Telefonnummer,Adresse 1,Adresse 2,"
    "Stadt,Bundesland,Postleitzahl,Geburtstag",
    "fr": "ID client Square,Prénom,Nom,Adresse e-mail,Numéro de téléphone,Adresse 1,Adresse 2,"
    "Ville,Province,Code postal,Anniversaire",
    "es": "ID de cliente de Square,Nombre,Apellidos,Dirección de correo electrónico,"
    "Número de teléfono,Dirección 1,Dirección 2,Ciudad,Provincia,Código postal,Cumpleaños",
    "it": "ID cliente Square,Nome,Cognome,Indirizzo email,Numero di telefono,Indirizzo 1,"
    "Indirizzo 2,Città,Provincia,CAP,Data di nascita",
    "nl": "Square-klant-ID,Voornaam,Achternaam,E-mailadres,Telefoonnummer,Adres 1,Adres 2,Plaats,"
    "Provincie,Postcode,Verjaardag",
    "pl": "ID klienta Square,Imię,Nazwisko,Adres e-mail,Numer telefonu,Adres 1,Adres 2,Miasto,"
    "Województwo,Kod pocztowy,Data urodzenia",
    "pt": "ID do cliente Square,Nome,Sobrenome,Endereço de e-mail,Número de telefone,Endereço 1,"
    "Endereço 2,Cidade,Estado,CEP,Aniversário",
}


def _people(reads: list[Read]) -> list[Person]:
    assert all(isinstance(read, Contact) for read in reads)
    return [read.person for read in reads if isinstance(read, Contact)]


@pytest.mark.parametrize("language", TRANSLATED)
def test_it_is_read_in_every_language(read: Reading, language: str) -> None:
    row = "C1,Zoë,Groß,zoe@example.de,0123,Ring 1,Tür 2,Wien,W,1010,1990-04-02"
    (person,) = _people(read(f"{TRANSLATED[language]}\n{row}\n", SOURCE))
    assert (person.system_id, person.name, person.given) == ("C1", "Zoë Groß", "Zoë")
    assert (person.email, person.phone) == ("zoe@example.de", "0123")
    assert person.address.lines == ("Ring 1", "Tür 2")
    assert (person.address.city, person.address.postcode) == ("Wien", "1010")
    assert person.birthday == "1990-04-02"


def test_a_profile_square_made_by_itself_is_an_id_and_no_more(read: Reading) -> None:
    (person,) = _people(read(f"{TRANSLATED['en']}\nC1,,,,,,,,,,\n", SOURCE))
    assert person == Person(system_id="C1")


def test_a_company_without_a_person_goes_by_its_own_name(read: Reading) -> None:
    text = "Square Customer ID,First Name,Last Name,Company Name\nC1,,,Green Door\n"
    (person,) = _people(read(text, SOURCE))
    assert (person.name, person.given) == ("Green Door", "")
