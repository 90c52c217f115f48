"""Outlook's contacts, of the program and of outlook.com."""

from typing import Any

from notecard.core.purchases import Address, Contact
from notecard.sources.outlook_contacts import SOURCE


def test_the_address_at_home_goes_before_that_of_the_firm(read: Any) -> None:
    text = (
        "Title,First Name,Middle Name,Last Name,Suffix,Company,Business Street,Business City,"
        "Business Postal Code,Business Country/Region,Home Street,Home City,Home State,"
        "Home Postal Code,Home Country/Region,Business Phone,Home Phone,Mobile Phone,Birthday,"
        "E-mail Address,E-mail 2 Address,Language\n"
        "Dr,Ada,,Byron,,Engines Ltd,9 High St,Hull,HU1,United Kingdom,1 Elm St,Troy,NY,12180,"
        "United States of America,1,2,3,0/0/00,a@example.com,b@example.com,\n"
        "Mr,Bo,,,,,9 High St,Hull,HU1,United Kingdom,,,,,,1,,,10/16/1987,,,fr\n"
        ",,,,,Engines Ltd,,,,,,,,,,1,,,,,,\n"
    )
    first, second, firm = read(text, SOURCE, encoding="cp1252", newline="\r\n")
    assert isinstance(first, Contact)
    person = first.person
    assert (person.name, person.given, person.birthday) == ("Ada Byron", "Ada", "")
    assert (person.phone, person.email) == ("3", "a@example.com")
    assert person.also == ("b@example.com", "2", "1")
    assert person.address == Address(("1 Elm St",), "Troy", "NY", "12180", "US")
    assert second.person.address == Address(("9 High St",), "Hull", "", "HU1", "GB")
    assert (second.person.birthday, second.person.language) == ("1987-10-16", "fr")
    assert firm.person.name == "Engines Ltd"


def test_outlook_com_has_fewer_columns(read: Any) -> None:
    text = (
        "First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,"
        "E-mail Address,E-mail 2 Address,E-mail 3 Address,Home Phone,Business Phone,Mobile Phone,"
        "Home Street,Home City,Home State,Home Postal Code,Home Country/Region,Birthday\n"
        "Ada,,Byron,,,,,,a@example.com,,,,,3,,,,,,\n"
    )
    (contact,) = read(text, SOURCE)
    assert (contact.person.name, contact.person.phone) == ("Ada Byron", "3")


def test_german_words_are_known(read: Any) -> None:
    text = (
        "Vorname;Nachname;Firma;Straße privat;Ort privat;Postleitzahl privat;Land/Region privat;"
        "Mobiltelefon;E-Mail-Adresse;Geburtstag\n"
        "Zoë;Müller;;Gasse 1;Wien;1010;Österreich;3;z@example.at;17.05.1980\n"
    )
    (contact,) = read(text, SOURCE, encoding="cp1252")
    person = contact.person
    assert (person.name, person.birthday) == ("Zoë Müller", "1980-05-17")
    assert person.address == Address(("Gasse 1",), "Wien", "", "1010", "AT")
