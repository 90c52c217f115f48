"""How well the cells of a column fit what its word says, and what they say without a word."""

from collections.abc import Callable, Mapping

from notecard.sources.looks import Looks

_EMPTY = 0.4  # a column without a single cell may be what its word says
_STATES = 25  # different words a status column may have
_LEAST = 0.5


def fit(name: str, seen: Looks) -> float:
    """Return how well the cells fit a meaning, 0 (impossible) to 1."""
    if seen.is_empty:
        return 0.0 if name in ("receipt", "date") else _EMPTY
    share = _FITS[name](seen) if name in _FITS else 1.0
    return share if share >= _LEAST else 0.0


def unnamed(seen: Looks) -> dict[str, float]:
    """Return what the cells say of a column whose word says nothing; never very sure."""
    shares = {
        "email": 0.8 * seen.emails,
        "date": 0.6 * seen.days,
        "phone": 0.5 * seen.phones * (seen.money < 0.1) * (seen.days < 0.1),
        "currency": 0.6 * seen.currencies,
        "amount": 0.4 * seen.numbers * (seen.money > 0.8),
        "customer": 0.35 * seen.names * (seen.kinds > 2),
        "receipt": 0.34 * seen.ids * (seen.money < 0.1) * (seen.small < 0.5) * (seen.texts > 0.9),
    }
    return {name: share for name, share in shares.items() if share > 0.3}


def _number(seen: Looks) -> float:
    return seen.numbers * (1 - seen.days)


def _count(seen: Looks) -> float:
    return seen.numbers * (0.7 + 0.3 * (seen.money < 0.5)) * (1 - seen.days)


def _id(seen: Looks) -> float:
    is_money = seen.money > 0.5 or seen.emails > 0.5 or (seen.days > 0.5 and seen.texts > 0.5)
    return 0.0 if is_money else max(seen.ids, 0.8 * (seen.texts > 0.9 and seen.names < 0.2))


def _receipt(seen: Looks) -> float:
    """Rather the number of several rows than of one, and one that is always told."""
    return _id(seen) * (1 if seen.distinct < 1 else 0.95) * (1 if seen.filled > 0.9 else 0.8)


def _sku(seen: Looks) -> float:
    """Rather SOAP-05 than 1, 2, 3: those may count the lines of a receipt."""
    is_money = seen.money > 0.5
    return 0.0 if is_money else max(seen.ids, 0.7 * seen.texts) * (1 - 0.2 * seen.small)


def _word(seen: Looks) -> float:
    return max(seen.letters, 0.7 * seen.texts) * (1 - seen.emails)


def _status(seen: Looks) -> float:
    is_no_word = seen.numbers > 0.5 or seen.countries > 0.9  # NY is a state of another kind
    return 0.0 if is_no_word or seen.kinds > _STATES else seen.letters


def _customer(seen: Looks) -> float:
    return _word(seen) * (0.7 + 0.3 * seen.names)


def _given(seen: Looks) -> float:
    return _word(seen) * (1 - 0.3 * seen.names)


_FITS: Mapping[str, Callable[[Looks], float]] = {
    "date": lambda seen: seen.days,
    "time": lambda seen: seen.clocks,
    "quantity": _count,
    "unit_price": _number,
    "line_total": _number,
    "receipt_total": _number,
    "amount": _number,
    "refunded": _number,
    "receipt": _receipt,
    "refund_of": _id,
    "customer_id": _id,
    "status": _status,
    "currency": lambda seen: seen.currencies,
    "item": lambda seen: seen.texts * (1 - seen.emails),
    "sku": _sku,
    "staff": lambda seen: max(_word(seen), 0.6 * seen.ids, 0.8 * seen.emails),
    "customer": _customer,
    "given": _given,
    "family": _given,
    "email": lambda seen: seen.emails,
    "phone": lambda seen: seen.phones,
    "street": lambda seen: max(seen.texts, 0.6 * (seen.small > 0.5)),
    "city": _word,
    "region": lambda seen: seen.texts * (1 if seen.countries > 0.5 else 0.9),
    "postcode": lambda seen: seen.postcodes,
    "country": lambda seen: seen.letters,
    "birthday": lambda seen: seen.birthdays,
}
