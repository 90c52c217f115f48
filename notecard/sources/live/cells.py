"""Reading answers whose parts may be missing, null or of another kind than promised."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from notecard.core.customers import plain_name
from notecard.core.purchases import Address, Purchase, Read, RowProblem
from notecard.core.words import _
from notecard.sources.amounts import BadCell, cell_text, currency_code, number, rounded_minor

Thing = dict[str, Any]
_EARLIEST, _LATEST = 1970, 2200


def part(told: Any, *path: str) -> Any:
    """Return what lies at the end of the path, None where there is nothing."""
    for name in path:
        told = told.get(name) if isinstance(told, dict) else None
    return told


def thing(told: Any, *path: str) -> Thing:
    """Return the object there, an empty one where there is none."""
    found = part(told, *path)
    return found if isinstance(found, dict) else {}


def things(told: Any, *path: str) -> list[Thing]:
    """Return the objects of the list there."""
    found = part(told, *path)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def text(told: Any, *path: str) -> str:
    """Return what is written there as one printable line; numbers are written out."""
    found = part(told, *path)
    if isinstance(found, bool) or not isinstance(found, str | int | Decimal):
        return ""
    return plain_name(str(found))


def key_of(told: Any, *path: str) -> str:
    """Return the number a system gave something; raises BadCell where it has none."""
    found = cell_text(text(told, *path))
    if not found:
        raise BadCell(path[-1], _("The order has no number."))
    return found


def whole(told: Any, *path: str) -> int:
    """Return whole minor units; nothing counts as none; raises BadCell for anything else."""
    found = part(told, *path)
    if found is None:
        return 0
    if isinstance(found, bool) or not isinstance(found, int) or abs(found) > 10**15:
        raise BadCell(path[-1], _("“{cell}” is not an amount.").format(cell=str(found)[:40]))
    return found


def minor(told: Any, currency: str, *path: str) -> int:
    """Return a decimal amount in minor units; raises BadCell when it is none."""
    found = text(told, *path)
    return rounded_minor(number(found, path[-1]), currency, path[-1]) if found else 0


def currency(told: Any, *path: str) -> str:
    """Return the code of the currency; raises BadCell when it is none."""
    return currency_code(text(told, *path), path[-1])


def moment(told: Any, *path: str) -> datetime:
    """Return an aware moment, UTC where no offset stands; raises BadCell when it is none."""
    found = text(told, *path)
    try:
        at = datetime.fromisoformat(found)
    except ValueError:
        at = None
    if at is None or not _EARLIEST <= at.year < _LATEST:
        raise BadCell(path[-1], _("“{cell}” is not a moment.").format(cell=found[:40]))
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def address(lines: Iterable[str], city: str, region: str, postcode: str, country: str) -> Address:
    """Return where post reaches somebody; a country that is no code is left out."""
    code = country.upper()
    return Address(
        lines=tuple(filter(None, lines)),
        city=city,
        region=region,
        postcode=postcode,
        country=code if len(code) == 2 and code.isalpha() else "",
    )


def full_name(*names: str) -> str:
    """Return the parts of a name as one."""
    return " ".join(filter(None, names))


def each(told: Iterable[Thing], name: str, read: Callable[[Thing], Purchase]) -> Iterator[Read]:
    """Yield each order; one that cannot be read is a problem, named by what `name` says."""
    for one in told:
        try:
            yield read(one)
        except BadCell as bad:
            said = _("Order {key}: {message}").format(key=text(one, name), message=bad.message)
            yield RowProblem(0, bad.column, said)


def stamp(at: datetime) -> str:
    """Return a moment as the systems are asked with it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def latest(stamps: Iterable[str]) -> str:
    """Return the latest of some moments as it was told; what is none is passed over."""
    found: dict[datetime, str] = {}
    for told in stamps:
        with suppress(BadCell):
            found[moment({"at": told}, "at")] = told
    return found[max(found)] if found else ""
