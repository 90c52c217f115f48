"""Google Contacts as Google writes them now: Export > Google CSV, with `Labels`.

There are as many numbered groups of columns as the fullest contact has.
"""

from typing import Final

from notecard.core.words import _
from notecard.sources.address_book import AddressBook
from notecard.sources.header_words import Columns
from notecard.sources.source import Source

_MOST = range(1, 20)  # numbered groups
GROUPS: Final[Columns] = {
    "email": (tuple(f"E-mail {number} - Value" for number in _MOST),),
    "phone": (tuple(f"Phone {number} - Value" for number in _MOST),),
    "street": (("Address 1 - Street", "Address 1 - Extended Address"),),
    "pobox": ("Address 1 - PO Box",),
    "city": ("Address 1 - City",),
    "region": ("Address 1 - Region",),
    "postcode": ("Address 1 - Postal Code",),
    "country": ("Address 1 - Country",),
    "birthday": ("Birthday",),
}


class GoogleContacts(AddressBook):
    """The file contacts.csv of Google Contacts."""

    id, label, system = "google_contacts", "Google Contacts", "google_contacts"
    way_out = _("In Google Contacts, choose Export, then Google CSV.")
    columns = {  # noqa: RUF012 - read only
        **GROUPS,
        "customer": (("First Name", "Middle Name", "Last Name", "Name Suffix"),),
        "given": ("First Name",),
        "company": ("Organization Name", "File As"),
        "labels": ("Labels",),
    }
    needs = ("customer", "labels")
    lacks = ("Given Name", "Family Name")


SOURCE: Final[Source] = GoogleContacts()
