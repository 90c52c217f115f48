"""Google Contacts as Google wrote them until 2024: `Given Name` and `Group Membership`."""

from typing import Final

from notecard.core.words import _
from notecard.sources.address_book import AddressBook
from notecard.sources.google_contacts import GROUPS
from notecard.sources.source import Source


class GoogleContactsOld(AddressBook):
    """The file google.csv of Google Contacts, often in UTF-16."""

    id, label, system = "google_contacts_old", "Google Contacts (older)", "google_contacts_old"
    way_out = _("In Google Contacts, choose Export, then Google CSV.")
    columns = {  # noqa: RUF012 - read only
        **GROUPS,
        "customer": ("Name", ("Given Name", "Additional Name", "Family Name", "Name Suffix")),
        "given": ("Given Name",),
        "company": ("Organization 1 - Name", "Organization Name"),
        "groups": ("Group Membership",),
        "language": ("Language",),
    }
    needs = ("customer", "given", "groups")


SOURCE: Final[Source] = GoogleContactsOld()
