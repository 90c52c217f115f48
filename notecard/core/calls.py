"""A call to a customer: how it ended, when it is polite to ring, and what there is to say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from notecard.core.facts import Fact


class Outcome(StrEnum):
    """How a call ended, as it is kept with the touch."""

    TALKED = "talked"
    VOICEMAIL = "voicemail"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    DO_NOT_CALL = "do_not_call"


@dataclass(frozen=True, slots=True)
class CallingCountry:
    """What a check-in call may be in one country, in plain words: information, no legal advice.

    `code` is ISO 3166-1, empty for everywhere else. Calls are polite from `start` until `end`.
    """

    code: str
    name: str
    start: time
    end: time
    words: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Telephone:
    """A number as it is dialled from anywhere.

    `written` is for the eye, `e164` for a machine; the latter is empty where no country can be told
    and the number is as it was kept. `zones` are the time zones it may ring in, none if unknown.
    """

    written: str
    e164: str = ""
    region: str = ""
    zones: tuple[tzinfo, ...] = ()

    @property
    def tel(self) -> str:
        """The address a telephone dials when it reads it (RFC 3966); empty where unknown."""
        return f"tel:{self.e164}" if self.e164 else ""


@dataclass(frozen=True, slots=True)
class TimeThere:
    """What the clock says where a number rings; two times where it may be in several zones."""

    earliest: datetime
    latest: datetime
    is_polite: bool

    @property
    def words(self) -> str:
        """The time, or the times it lies between: 14:05, 14:05-17:05."""
        both = (f"{one:%H:%M}" for one in (self.earliest, self.latest))
        return "-".join(dict.fromkeys(both))


def time_there(now: datetime, zones: Sequence[tzinfo], country: CallingCountry) -> TimeThere | None:
    """Return the time where a number rings; polite is what is polite in each of its zones."""
    if not zones:
        return None
    there = sorted((now.astimezone(zone) for zone in zones), key=_by_the_clock)
    is_polite = all(country.start <= one.time() < country.end for one in there)
    return TimeThere(there[0], there[-1], is_polite)


def _by_the_clock(there: datetime) -> datetime:
    return there.replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Script:
    """What to say on a call, and what to leave; every fact in it is proved by purchases.

    `remembered` are the owner's own words from an earlier day, never said by the program.
    """

    opener: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    voicemail: str = ""
    remembered: str = ""
    facts: tuple[Fact, ...] = ()


VOICEMAIL_WORDS: Final = 30  # twelve seconds, at two and a half words a second

_SPAN: Final = re.compile(r"(?:in\s+|\+)?(\d{1,3})\s*(d|w|m|y)[a-z]*", re.IGNORECASE)
_DAYS: Final = {"d": 1, "w": 7}


def read_again(text: str, today: date) -> date | None:
    """Return the day somebody typed: 2026-12-24, or from today on 10 days, 3 weeks, 2 m, 1 year.

    None for what is no day, or none after today.
    """
    day = _typed_day(text.strip(), today)
    return day if day is not None and day > today else None


def _typed_day(text: str, today: date) -> date | None:
    try:
        span = _SPAN.fullmatch(text)
        if span is None:
            return date.fromisoformat(text)
        count, unit = int(span[1]), span[2].lower()
        if unit in _DAYS:
            return today + timedelta(days=count * _DAYS[unit])
        return _months_later(today, count if unit == "m" else 12 * count)
    except (ValueError, OverflowError):
        return None


def _months_later(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last."""
    whole = day.year * 12 + day.month - 1 + months
    first = date(whole // 12, whole % 12 + 1, 1)
    last = date((whole + 1) // 12, (whole + 1) % 12 + 1, 1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))
