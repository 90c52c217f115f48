"""Whether somebody has an occasion on a day, worked out from the rows alone, lane by lane."""

from collections.abc import Callable
from datetime import date
from statistics import median
from typing import Final

from tests.raw_books import Books, Sold
from tests.why_checker import MILESTONES, TOLD_AS, WINDOWS, years_before


class Who:
    """What the books know of one customer on a day."""

    def __init__(self, books: Books, customer: int, day: date) -> None:
        self.books, self.customer, self.today = books, customer, day.toordinal()
        self.sales = books.sales(customer, self.today)
        self.visits = books.visits(customer, self.today)
        self.is_thankworthy = bool(self.visits) and books.spent(customer, self.today) > 0
        code = books.currency(customer, self.today) if self.visits else ""
        self.own = [one for one in self.sales if one.currency == code]
        self.since = self.today - self.visits[-1] if self.visits else 0

    def largest(self, low: int, high: int) -> Sold | None:
        """Return the largest receipt of so many days ago."""
        late = [one for one in self.own if low <= self.today - one.day <= high]
        return max(late, key=lambda one: one.net, default=None)

    def is_large(self, one: Sold) -> bool:
        """Whether a receipt reaches the one below which nineteen in twenty lie."""
        every = sorted(self.books.receipts(one.currency, self.today))
        return one.net >= every[-(-95 * len(every) // 100) - 1]

    def is_left(self, one: Sold) -> bool:
        """Whether as much as that was not given back in other ways."""
        return self.books.spent(self.customer, self.today) >= one.net > 0

    def untouched(self, days: int) -> bool:
        """Whether the shop has not reached them for so many days."""
        return not any(
            0 < self.today - row.day < days and row.outcome not in {"no_answer", "wrong_number"}
            for row in self.books.of("touches", self.customer)
        )


def lanes(books: Books, customer: int, day: date) -> set[str]:
    """Return the lanes somebody belongs into on a day, were there no guards."""
    who = Who(books, customer, day)
    found = {"note_due"} if _note(who) else set()
    if who.is_thankworthy:
        found |= {lane for lane, rule in RULES.items() if rule(who)}
        found |= {lane for lane in WINDOWS if _told(who, lane)}
    return found


def _note(who: Who) -> bool:
    return any(
        row.due is not None
        and max(row.due, row.day) <= who.today
        and (row.done is None or row.done >= who.today)
        for row in who.books.of("notes", who.customer)
    )


def _told(who: Who, lane: str) -> bool:
    low, high = WINDOWS[lane]
    for row in who.books.of("told", who.customer):
        if row.kind != TOLD_AS.get(lane, lane) or row.day > who.today:
            continue
        when = {"gift": row.until, "complaint": row.ended}.get(row.kind, row.day)
        is_over = row.kind != "complaint" and row.ended is not None and row.ended <= who.today
        if when is not None and low <= who.today - when <= high and not is_over:
            return True
    return False


def _first_visit(who: Who) -> bool:
    return len(who.visits) == 1 and 2 <= who.since <= 10


def _big(who: Who) -> bool:
    large = who.largest(2, 10)
    if large is None or not who.is_left(large):
        return False
    if len(who.visits) < 3:
        return who.is_large(large)
    before = [one.net for one in who.own if who.today - one.day > 10 and one.net > 0]
    dwarfed = sum(large.net >= 3 * net for net in before)
    return len(before) >= 2 and 2 * dwarfed > len(before) and large.net >= 3 * median(before)


def _milestone(who: Who) -> bool:
    return len(who.visits) in MILESTONES and who.since <= 10


def _valued(who: Who) -> bool:
    large = who.largest(25, 40)
    is_late = who.since <= 40
    return bool(large and is_late and who.is_left(large) and who.is_large(large))


def _anniversary(who: Who) -> bool:
    around = any(abs(years_before(who.today, n) - who.visits[0]) <= 7 for n in range(1, 10))
    return around and who.since <= 400


def _drifting(who: Who) -> bool:
    gaps, span = len(who.visits) - 1, who.visits[-1] - who.visits[0]
    overdue = 2 * span <= who.since * gaps <= 6 * span
    return gaps >= 2 and who.since >= 45 and overdue and who.untouched(who.since)


def _long_time(who: Who) -> bool:
    about = any(abs(years_before(who.today, n) - who.visits[-1]) <= 45 for n in (2, 3, 4))
    most = max(who.own, key=lambda one: one.net)
    return about and (len(who.visits) >= 2 or who.is_large(most)) and who.untouched(365)


def _season(who: Who) -> bool:
    ends = {who.visits[0], who.visits[-1]}
    for one in who.books.shop.get("seasons", ()):
        first, last = (date.fromisoformat(one[name]).toordinal() for name in ("first", "last"))
        if first <= who.today <= last:
            for ago in (1, 2, 3):
                low, high = years_before(first, ago), years_before(last, ago)
                if any(low <= day <= high for day in ends):
                    return True
    return False


RULES: Final[dict[str, Callable[[Who], bool]]] = {
    "first_visit": _first_visit,
    "big_or_unusual": _big,
    "milestone": _milestone,
    "satisfaction": _valued,
    "anniversary": _anniversary,
    "drifting": _drifting,
    "long_time_hello": _long_time,
    "season": _season,
    "explore": lambda _who: True,
}
