"""Telephone numbers as they are dialled: the international form, and where they ring."""

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from notecard.core.calls import Telephone
from notecard.core.customers import plain_name
from notecard.store.telephones import normal_phone

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_MOST_ZONES = 24  # more, and the number could ring anywhere


def telephone(text: str, region: str) -> Telephone:
    """Return a number as it is dialled from anywhere; `region` is for one without a country.

    What is no number of any country is handed back as it was kept, for the eye alone.
    """
    import phonenumbers

    e164 = normal_phone(text, region)
    if not e164.startswith("+"):
        return Telephone(plain_name(text))
    number = phonenumbers.parse(e164)
    form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    country = phonenumbers.region_code_for_number(number)
    country = country or phonenumbers.region_code_for_country_code(number.country_code or 0)
    zones = tuple(filter(None, map(_zone, _zone_names(number))))
    return Telephone(
        written=phonenumbers.format_number(number, form),
        e164=e164,
        region=country if country.isalpha() else "",
        zones=zones if len(zones) <= _MOST_ZONES else (),
    )


def _zone_names(number: "PhoneNumber") -> tuple[str, ...]:
    """Return the zones of a number, by its first digits where its kind is not known."""
    from phonenumbers import timezone

    found = timezone.time_zones_for_number(number)
    if found == timezone._UNKNOWN_TIME_ZONE_LIST:  # noqa: SLF001 - the library has no other word
        found = timezone.time_zones_for_geographical_number(number)
    return tuple(found)


def _zone(name: str) -> ZoneInfo | None:
    """Return a zone, none for Etc/Unknown, and for one this computer has not heard of."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
