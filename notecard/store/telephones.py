"""Telephone numbers as they are compared: E.164, by the shop's own country where none is told."""

from functools import lru_cache

_SHORTEST = 7  # fewer digits are an extension or a slip
_LONGEST = 15  # ITU-T E.164
_RUN = "01234567890123456789"  # as somebody types who has no number to give


@lru_cache(50_000)
def normal_phone(text: str, region: str) -> str:
    """Return the number as it is compared: E.164 where the country is known, nothing if none."""
    digits = "".join(str(int(char)) for char in text if char.isdecimal())
    if len(digits) < _SHORTEST or len(set(digits[-6:])) == 1 or digits in _RUN:
        return ""
    return _international(text, region) or (digits if len(digits) <= _LONGEST else "")


def _international(text: str, region: str) -> str:
    import phonenumbers

    told = text.strip()
    # ITU-T's 00 is dialled in most of the world, and written down even where it is not.
    told = "+" + told[2:] if told.startswith("00") else told
    try:
        number = phonenumbers.parse(told, region or None)
    except phonenumbers.NumberParseException:
        return ""
    # A number without its area is possible too, but in every area somebody else's.
    whole = phonenumbers.ValidationResult.IS_POSSIBLE
    if phonenumbers.is_possible_number_with_reason(number) != whole:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
