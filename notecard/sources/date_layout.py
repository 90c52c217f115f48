"""How a column writes its days, as a layout of strptime: decided from all its cells."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_GLUED = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_DAY_NAME = re.compile(r"(\d{1,2})([-/. ]+)([A-Za-z]{3,9})(\.?[-/., ]+)(\d{4}|\d{2})(?!\d)")
_NAME_DAY = re.compile(r"([A-Za-z]{3,9})([-/. ]+)(\d{1,2})([-/., ]+)(\d{4}|\d{2})(?!\d)")
_CLOCK = re.compile(
    r"(\d{1,2})([:.])(\d{2})(?:\2(\d{2})(\.\d{1,6})?)?(\s?[AaPp][Mm])?(\s?(?:Z|UTC|[+-]\d\d:?\d\d))?"
)
_BETWEEN = re.compile(r"T|,?\s+")
_ENOUGH = 0.9
_SHORT_NAME = 3


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout of strptime; `example` is a cell in which day and month could change places."""

    format: str
    example: str = ""
    has_clock: bool = False


def is_day(cell: str) -> bool:
    """Whether a cell is a day, perhaps with a time."""
    return bool(_layouts(cell))


def is_clock(cell: str) -> bool:
    """Whether a cell is a time of day."""
    return bool(_clock(cell.strip()))


def layout_of(cells: Iterable[str], order: str = "") -> Layout | None:
    """Return how nearly all the cells write their day, None when they do not.

    Where the column cannot tell whether the day or the month comes first, `order` ("dmy" or "mdy")
    does, and the layout carries an example to ask with.
    """
    told = [cell.strip() for cell in cells if cell.strip()]
    fitting: Counter[str] = Counter()
    for cell in told:
        fitting.update(_layouts(cell))
    enough = [layout for layout, count in fitting.items() if count >= _ENOUGH * len(told)]
    if not enough:
        return None
    most = max(fitting[layout] for layout in enough)
    best = [layout for layout in enough if fitting[layout] == most]
    month_first = [layout for layout in best if _is_month_first(layout)]
    is_open = bool(month_first) and len(month_first) < len(best)
    wanted = month_first if is_open and order == "mdy" else best
    chosen = next((one for one in wanted if order == "mdy" or not _is_month_first(one)), wanted[0])
    return Layout(chosen, _telling(told) if is_open else "", "%M" in chosen)


def clock_of(cells: Iterable[str]) -> str:
    """Return how nearly all the cells write their time of day, "" when they do not."""
    told = [cell.strip() for cell in cells if cell.strip()]
    layouts = Counter(_clock(cell) for cell in told)
    layout, count = layouts.most_common(1)[0] if layouts else ("", 0)
    return layout if count >= _ENOUGH * len(told) else ""


def _layouts(cell: str) -> list[str]:
    """Return every layout that reads the cell."""
    cell = cell.strip()
    found = [
        day + rest for day, length in _days(cell) if (rest := _rest(cell[length:])) is not None
    ]
    return [layout for layout in found if _reads(cell, layout)]


def _days(cell: str) -> list[tuple[str, int]]:
    """Return layouts of the day a cell begins with, and how much of the cell it takes."""
    if match := _YEAR_FIRST.match(cell):
        return [(match[2].join(("%Y", "%m", "%d")), match.end())]
    if match := _NUMBERS.match(cell):
        year = _year(match[4])
        day_first = match[2].join(("%d", "%m", year))
        month_first = match[2].join(("%m", "%d", year))
        # nobody writes month.day.year
        orders = [day_first] if match[2] == "." else [day_first, month_first]
        return [(order, match.end()) for order in orders]
    if match := _DAY_NAME.match(cell):
        day = f"%d{match[2]}{_month(match[3])}{match[4]}{_year(match[5])}"
        return [(day, match.end())]
    if match := _NAME_DAY.match(cell):
        return [(f"{_month(match[1])}{match[2]}%d{match[4]}{_year(match[5])}", match.end())]
    if match := _GLUED.match(cell):
        return [("%Y%m%d", match.end())]
    return []


def _rest(told: str) -> str | None:
    """Return the layout of what follows the day, None when it is no time."""
    if not told:
        return ""
    between = _BETWEEN.match(told)
    clock = _clock(told[between.end() :]) if between else ""
    return between[0] + clock if between and clock else None


def _clock(told: str) -> str:
    match = _CLOCK.fullmatch(told)
    if match is None:
        return ""
    half = match[6]
    clock = ("%I" if half else "%H") + match[2] + "%M"
    if match[4]:
        clock += match[2] + "%S" + (".%f" if match[5] else "")
    if half:
        clock += (" " if half[0].isspace() else "") + "%p"
    zone = match[7] or ""
    if zone:
        blank = " " if zone[0].isspace() else ""
        clock += blank + ("UTC" if zone.strip() == "UTC" else "%z")
    return clock


def _year(told: str) -> str:
    return "%Y" if len(told) == 4 else "%y"


def _month(told: str) -> str:
    return "%b" if len(told) == _SHORT_NAME else "%B"


def _reads(cell: str, layout: str) -> bool:
    try:
        return 1900 <= datetime.strptime(cell, layout).year < 2200  # noqa: DTZ007 - only tried
    except ValueError:
        return False


def _is_month_first(layout: str) -> bool:
    return layout.startswith("%m")


def _telling(cells: list[str]) -> str:
    """Return the cell to ask with: day and month differ."""
    for cell in cells:
        match = _NUMBERS.match(cell)
        if match and match[1].lstrip("0") != match[3].lstrip("0"):
            return cell
    return cells[0]
