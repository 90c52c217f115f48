"""Mailchimp's audience."""

from typing import Any

import pytest

from notecard.core.purchases import Contact
from notecard.sources.mailchimp import SOURCE


def test_the_owners_own_fields_stand_between_the_fixed_ones(read: Any) -> None:
    text = (
        '"Email Address","First Name","Favourite colour","Last Name","Phone Number",MEMBER_RATING,'
        "LEID,EUID,NOTES,TAGS\n"
        'ada@example.com,Ada,green,Byron,212-555-0101,2,44,2hx,,"""VIP"",""Blog"""\n'
        "bo@example.com,,,,,2,45,3hx,,\n"
    )
    first, second = read(text, SOURCE)
    assert isinstance(first, Contact)
    person = first.person
    assert (person.system_id, person.name, person.given) == ("44", "Ada Byron", "Ada")
    assert (person.email, person.phone) == ("ada@example.com", "212-555-0101")
    assert (second.person.name, second.person.email) == ("", "bo@example.com")


@pytest.mark.parametrize(
    "words",
    [
        "Endereço de e-mail,Nome,Sobrenome", "Indirizzo e-mail,Nome,Cognome",
        "Adresse e-mail,Prénom,Nom de famille", "Correo electrónico,Nombre,Apellidos",
        "E-Mail-Adresse,Vorname,Nachname", "E-mailadres,Voornaam,Achternaam",
        "Adres e-mail,Imię,Nazwisko",
    ],
)  # fmt: skip
def test_the_owners_language_names_the_fields(read: Any, words: str) -> None:
    (contact,) = read(f"{words},LEID,EUID\na@example.com,Ada,Byron,1,2\n", SOURCE)
    assert (contact.person.name, contact.person.given) == ("Ada Byron", "Ada")
    assert contact.person.email == "a@example.com"
