"""Days and moments as files write them; whether day or month comes first, the whole column tells.

seen = DaysSeen()
for cell in column:
    seen.see(cell)
days = seen.decide(options.dates)  # raises Undecided: the owner must say
at = days.read(cell, "Sale Date")  # raises BadCell
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo

from notecard.core.words import _
from notecard.sources.amounts import BadCell
from notecard.sources.month_names import MONTHS, folded

_ENOUGH = 1000  # different cells that agree: no more need be looked at
_REMEMBERED = 100_000  # cells
_LONGEST = 80  # characters of a cell worth a look
_YEARS = range(1900, 2201)
_PIVOT = 70  # two digits below it are of this century

_WEEKDAY = r"(?:[a-z]{2,12}[.,]* )?"
_ZONE = r"(?: ?(?P<zone>z|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?|[a-z]{2,5})(?: ?\([^)]*\))?)?"
_CLOCK = (
    r"(?:(?:[ t,]+|,? (?:at|um|a|om|as) )(?P<hour>\d{1,2})"
    r"(?: ?[:.h] ?(?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,](?P<part>\d{1,9}))?)?)?"
    r"(?: ?(?P<half>[ap])\.? ?m\.?)?(?: uhr| h)?" + _ZONE + r")?"
)
_DAY, _NAME, _YEAR = r"(?P<day>\d{1,2})", r"(?P<name>[a-z]{3,12})\.?", r"(?P<year>\d{4}|\d{2})"
_LAYOUTS = [
    re.compile(date + _CLOCK, re.ASCII)
    for date in (
        r"(?P<year>\d{4})(?P<mark>[-/.]) ?(?P<month>\d{1,2})(?P=mark) ?" + _DAY + r"\.?",
        _WEEKDAY + r"(?P<first>\d{1,2})(?P<mark>[-/.]) ?(?P<second_>\d{1,2})(?P=mark) ?" + _YEAR,
        _WEEKDAY + _DAY + r"(?:st|nd|rd|th|er|o(?= )|\.)?[ ./-]*(?:(?:de|of) )?" + _NAME
        + r"[ ,./-]*(?:(?:de|del) )?" + _YEAR,
        _WEEKDAY + _NAME + "[ -]*" + _DAY + r"(?:st|nd|rd|th|\.)?[ ,-]+" + _YEAR,
        r"(?P<year>\d{4})[ ./-]" + _NAME + "[ ./-]" + _DAY,
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
    )
]  # fmt: skip
_BIRTHDAYS = [
    re.compile(layout, re.ASCII)
    for layout in (
        r"--(?P<month>\d\d)-?(?P<day>\d\d)",
        r"(?P<month>\d\d)(?P<day>\d\d)",
        r"(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second_>\d{1,2})(?:\.)?",
        _DAY + r"(?:st|nd|rd|th|er|\.)?[ ./-]*(?:(?:de|of) )?" + _NAME,
        _NAME + "[ -]*" + _DAY + r"(?:st|nd|rd|th|\.)?",
    )
]


class Undecided(Exception):
    """Day or month may come first, and no cell of the column tells; `example` is one of them."""

    def __init__(self, example: str) -> None:
        super().__init__(example)
        self.example = example


@dataclass(frozen=True, slots=True)
class _Told:
    """What a cell says; of an open one it is not known which of the two is the day."""

    year: str
    first: int
    second: int
    style: str  # "ymd", "dmy" (dots: nobody writes m.d.y), "name" or "open"
    cells: dict[str, str | None]

    def day_month(self, order: str) -> tuple[int, int]:
        """Return the two in this order; raises ValueError where they cannot be in it."""
        if self.style != "open" or order == "dmy":
            return self.first, self.second
        if order == "mdy":
            return self.second, self.first
        telling = self.tells()
        if not telling and self.first != self.second:
            raise ValueError(self)
        return self.day_month(telling or "dmy")

    def tells(self) -> str:
        """Return the only order in which an open cell is a day of the year, if there is one."""
        if self.style == "open" and self.first > 12 >= self.second:
            return "dmy"
        if self.style == "open" and self.second > 12 >= self.first:
            return "mdy"
        return ""


class DaysSeen:
    """Looks at the cells of a column until it is known how its days are written."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._count = {"ymd": 0, "name": 0, "dmy": 0, "open": 0}
        self._telling = {"dmy": 0, "mdy": 0}
        self._example = ""

    def see(self, cell: str) -> None:
        """Take a cell into account; one that is no day tells nothing."""
        if cell in self._seen or self.is_settled:
            return
        if len(self._seen) >= _REMEMBERED:
            self._seen.clear()
        self._seen.add(cell)
        told = _told(cell)
        if told is None:
            return
        self._count[told.style] += 1
        if telling := told.tells():
            self._telling[telling] += 1
        elif told.style == "open" and told.first != told.second and not self._example:
            self._example = cell.strip()

    @property
    def is_settled(self) -> bool:
        """Whether enough was seen: a thousand different cells agree, and none says otherwise."""
        most, least = max(self._telling.values()), min(self._telling.values())
        plain = self._count["ymd"] + self._count["name"] + self._count["dmy"]
        return (most >= _ENOUGH and not least) or (plain >= _ENOUGH and not self._count["open"])

    def decide(self, told: str = "") -> "DayReader":
        """Return what reads the column; what it tells itself goes before what was `told`.

        Raises Undecided when it may be either and `told` is empty.
        """
        day_first, month_first = self._telling["dmy"], self._telling["mdy"]
        if day_first != month_first:
            order = "dmy" if day_first > month_first else "mdy"
            return DayReader(order, order)
        if (day_first or self._example) and not told:
            raise Undecided(self._example)
        if day_first or self._example:
            return DayReader(told, told)
        return DayReader(self._plain_order(), told)

    def _plain_order(self) -> str:
        if self._count["dmy"]:
            return "dmy"
        return "ymd" if self._count["ymd"] else ""


class DayReader:
    """Reads the days of one column.

    `order` is "dmy", "mdy", "ymd", or empty where months have names.
    """

    def __init__(self, order: str, otherwise: str = "") -> None:
        self.order = order
        self._open = otherwise  # how to read what could be either
        self._known: dict[str, datetime] = {}

    def read(self, cell: str, column: str) -> datetime:
        """Return the moment; aware only where the cell itself names an offset. Raises BadCell."""
        known = self._known.get(cell)
        if known is not None:
            return known
        try:
            at = self._read(cell)
        except ValueError as error:
            raise BadCell(column, self._complaint(cell)) from error
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[cell] = at
        return at

    def _read(self, cell: str) -> datetime:
        told = _told(cell)
        if told is None:
            raise ValueError(cell)
        day, month = told.day_month(self._open)
        year = _year(told.year)
        if year not in _YEARS:
            raise ValueError(cell)
        clock, zone = _clock(told.cells), _zone(told.cells.get("zone") or "")
        return datetime.combine(datetime(year, month, day, tzinfo=zone), clock, zone)

    def _complaint(self, cell: str) -> str:
        shown = cell.strip()[:40]
        if not shown:
            return _("The day is missing.")
        if self._open == "dmy":
            return _("“{cell}” is not a day (the day comes first here).").format(cell=shown)
        if self._open == "mdy":
            return _("“{cell}” is not a day (the month comes first here).").format(cell=shown)
        return _("“{cell}” is not a day.").format(cell=shown)


def day_of_year(cell: str) -> str:
    """Return a birthday as 1980-05-17, as --05-17 without its year, or empty when it is unclear.

    Two digits below 70 may be of either century: such a year is left out.
    """
    told = _told(cell, (*_BIRTHDAYS, *_LAYOUTS))
    if told is None:
        return ""
    try:
        day, month = told.day_month("")
        datetime(2000, month, day)  # noqa: DTZ001 - only whether there is such a day
        year = _year(told.year or "0")
        if year not in _YEARS or (len(told.year) == 2 and int(told.year) < _PIVOT):
            return f"--{month:02}-{day:02}"
        if day > monthrange(year, month)[1]:
            return ""
    except ValueError:
        return ""
    return f"{year:04}-{month:02}-{day:02}"


def _told(cell: str, layouts: tuple[re.Pattern[str], ...] = tuple(_LAYOUTS)) -> _Told | None:
    if len(cell) > _LONGEST:
        return None
    text = folded(cell)
    for layout in layouts:
        if match := layout.fullmatch(text):
            cells = match.groupdict()
            if "name" in cells and cells["name"] not in MONTHS:
                continue
            return _of(cells)
    return None


def _of(cells: dict[str, str | None]) -> _Told:
    year = cells.get("year") or ""
    if first := cells.get("first"):
        style = "dmy" if cells["mark"] == "." else "open"
        return _Told(year, int(first), int(cells["second_"] or ""), style, cells)
    if name := cells.get("name"):
        return _Told(year, int(cells["day"] or ""), MONTHS[name], "name", cells)
    return _Told(year, int(cells["day"] or ""), int(cells["month"] or ""), "ymd", cells)


def _year(told: str) -> int:
    year = int(told)
    if len(told) == 2:
        return year + (2000 if year < _PIVOT else 1900)
    return year


def _clock(cells: dict[str, str | None]) -> time:
    if not (told := cells.get("hour")):
        return time()
    hour, half = int(told), cells["half"]
    if half is None and cells["minute"] is None:
        raise ValueError(told)
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    part = (cells["part"] or "0").ljust(6, "0")[:6]
    return time(hour, int(cells["minute"] or 0), int(cells["second"] or 0), int(part))


def _zone(told: str) -> tzinfo | None:
    """Return the offset a cell names; letters like EDT are the shop's own clock."""
    if told in {"z", "utc", "gmt"}:
        return UTC
    digits = "".join(char for char in told if char.isdigit())
    if not digits:
        return None
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if "-" in told else offset)
