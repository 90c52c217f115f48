"""Google Contacts as they were until 2024."""

from typing import Any

from notecard.core.purchases import Contact
from notecard.sources.google_contacts_old import SOURCE


def test_the_whole_name_stands_in_one_column(read: Any) -> None:
    text = (
        "Name,Given Name,Additional Name,Family Name,Birthday,Language,Group Membership,"
        "E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value\n"
        "由紀 佐藤,由紀,,佐藤,1987-10-06,ja,* myContacts,*,sato@example.jp,Mobile,+81 3\n"
    )
    (contact,) = read(text, SOURCE, encoding="utf-16", newline="\r\n")
    assert isinstance(contact, Contact)
    person = contact.person
    assert (person.name, person.given, person.language) == ("由紀 佐藤", "由紀", "ja")
    assert (person.email, person.phone) == ("sato@example.jp", "+81 3")
    assert person.birthday == "1987-10-06"
