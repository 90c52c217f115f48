"""Google Contacts as they are now."""

from typing import Any

from notecard.core.purchases import Address, Contact
from notecard.sources.google_contacts import SOURCE

HEADER = (
    "First Name,Middle Name,Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,"
    "Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,"
    "Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,"
    "Address 1 - City,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country\n"
)


def test_several_values_in_a_cell_and_in_numbered_columns_are_all_theirs(read: Any) -> None:
    text = HEADER + (
        'Ada,K.,Byron,,,,,,--05-17,"Met at the fair;\nlikes ""green""",* myContacts,* ,'
        "a@example.com ::: b@example.com,,c@example.com,Mobile,212-555-0101,Home,"
        '"6 Elm Street\nTroy, NY 12180\nUS",6 Elm Street,Troy,NY,12180,US\n'
        ",,,,,,,Green Door,,,* myContacts,,,,,Work,1,,,,,,,\n"
    )
    first, firm = read(text, SOURCE, encoding="utf-8-sig")
    assert isinstance(first, Contact)
    person = first.person
    assert (person.name, person.given, person.birthday) == ("Ada K. Byron", "Ada", "--05-17")
    assert (person.email, person.also) == ("a@example.com", ("b@example.com", "c@example.com"))
    assert person.address == Address(("6 Elm Street",), "Troy", "NY", "12180", "US")
    assert (firm.person.name, firm.person.given) == ("Green Door", "")
