"""Whether a row of a day's plan tells the truth: every statement worked out anew from the rows.

Nothing of the program is imported: the rules stand here a second time, as a person would put them.
A check raises AssertionError with what is wrong.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from statistics import median
from typing import Any, Final

from tests.raw_books import Books, Row, Sold

MILESTONES: Final = {5, 10, 25, 50, 100}
WINDOWS: Final = {  # days since what was told
    "gift": (1, 30),
    "service": (7, 21),
    "complaint_solved": (3, 14),
    "referral": (0, 14),
    "satisfaction": (25, 40),
}
TOLD_AS: Final = {"complaint_solved": "complaint", "satisfaction": "durable"}
_DAY: Final = r"(?P<{}>\d{{1,2}} [A-Z][a-z]+ \d{{4}})"
_ON: Final = _DAY.format("on")
_AGO: Final = r"(?P<count>\d+) (?P<unit>days?) ago, on " + _ON
_YEARS: Final = r"(?P<count>\d+) (?P<unit>years?)"
_WORDS: Final = r"(?: “(?P<words>.*)”)?"

SENTENCES: Final[dict[str, Sequence[str]]] = {
    "first_visit": (rf"Their first visit was {_AGO}\.",),
    "big_or_unusual": (
        rf"{_AGO}, they bought at least (?P<times>three) times what they usually do\.",
        rf"{_AGO}, theirs was among the largest (?P<twenty>5 %) of your receipts\.",
    ),
    "milestone": (
        r"Today was their (?P<visits>\d+)th visit\.",
        rf"Their (?P<visits>\d+)th visit was {_AGO}\.",
    ),
    "drifting": (
        r"In (?P<visits>\d+) visits they came about every (?P<gap>\d+) days;"
        rf" the last was {_AGO}\.",
    ),
    "long_time_hello": (
        rf"Last here on {_ON}, about {_YEARS} ago"
        r"(?:; (?P<staff>.+) served them and is still here)?\.",
    ),
    "note_due": (rf"You wanted to come back to this on {_ON}: “(?P<words>.*)”",),
    "gift": (
        rf"The purchase of {_ON} looks like a gift that has been given by now:"
        r" a (?P<guess>guess)\.",
        rf"A gift they bought on {_ON} has been given by now\.",
    ),
    "service": (
        rf"{_AGO}, a repair or a service was paid for: a (?P<guess>guess)\.{_WORDS}",
        rf"{_AGO}, they collected what was repaired or done for them\.{_WORDS}",
    ),
    "complaint_solved": (
        rf"Their complaint was settled (?P<count>\d+) (?P<unit>days?) ago, on {_ON}\.{_WORDS}",
    ),
    "referral": (rf"They recommended the shop; you heard of it on {_ON}\.{_WORDS}",),
    "satisfaction": (
        rf"On {_ON} they bought something that lasts: time to ask how it does\.{_WORDS}",
        rf"{_AGO}, theirs was among the largest (?P<twenty>5 %) of your receipts:"
        r" time to ask how it does\.",
    ),
    "anniversary": (rf"About {_YEARS} ago, on {_ON}, was their first visit\.",),
    "season": (rf"(?P<season>.+): they were here on {_ON}, at the same time of an earlier year\.",),
    "explore": (
        rf"Drawn by lot, so that everybody has a turn: (?P<visits>1) visit, on {_ON}\.",
        r"Drawn by lot, so that everybody has a turn: (?P<visits>\d+) visits,"
        rf" the last on {_ON}\.",
    ),
}


class Case:
    """One row beside what the books know of the customer on the day."""

    def __init__(self, books: Books, row: Any, day: date) -> None:
        self.books, self.row, self.today = books, row, day.toordinal()
        self.customer: int = row.customer
        self.sales = books.sales(self.customer, self.today)
        self.by_id = {one.id: one for one in self.sales}
        self.visits = books.visits(self.customer, self.today)
        self.said = self._parse()

    def _parse(self) -> dict[str, str | None]:
        for sentence in SENTENCES[str(self.row.lane)]:
            if found := re.fullmatch(sentence, self.row.why):
                return found.groupdict()
        raise AssertionError(f"no sentence of {self.row.lane}: {self.row.why}")

    def number(self, name: str) -> int:
        """Return a number of the sentence."""
        return int(self.said[name] or "")

    @property
    def on(self) -> int:
        """Return the day the sentence names."""
        said = datetime.strptime(self.said["on"] or "", "%d %B %Y")  # noqa: DTZ007 a day only
        return said.date().toordinal()

    def check_ago(self, low: int, high: int) -> None:
        """See that the days named lie so far back, and are counted right."""
        if self.said.get("count") is not None:
            count = self.number("count")
            assert count == self.today - self.on
            assert (self.said["unit"] == "day") == (count == 1)
        assert low <= self.today - self.on <= high

    def check_years(self) -> None:
        """See that the years named are the nearest whole ones."""
        count = self.number("count")
        assert abs((self.today - self.on) / 365.25 - count) <= 0.5
        assert (self.said["unit"] == "year") == (count == 1)

    @property
    def evidence(self) -> list[Sold]:
        """Return the receipts named; all of them are sales of this customer."""
        assert len(set(self.row.evidence)) == len(self.row.evidence)
        return [self.by_id[id] for id in self.row.evidence]

    def check_whole_evidence(self) -> None:
        """See that every sale is named, and so that the visits can be counted from them."""
        assert [one.id for one in self.evidence] == [one.id for one in self.sales]

    def own(self) -> list[Sold]:
        """Return the sales in the currency they mostly pay in."""
        code = self.books.currency(self.customer, self.today)
        return [one for one in self.sales if one.currency == code]

    def touched_since(self, day: int) -> bool:
        """Whether the shop has reached them after a day and before today."""
        return any(
            day < one.day < self.today and one.outcome not in {"no_answer", "wrong_number"}
            for one in self.books.of("touches", self.customer)
        )

    def told(self) -> Row:
        """Return what was told, as the row names it."""
        theirs = {one.id: one for one in self.books.of("told", self.customer)}
        return theirs[self.row.told]

    def staff_here(self) -> set[str]:
        """Return who works here."""
        return {one["name"] for one in self.books.shop.get("staff", ()) if one["here"]}


def check(books: Books, row: Any, day: date) -> None:
    """See that everything a row says is so; `row` is a row of the plan of that day."""
    case = Case(books, row, day)
    assert case.customer in books.people
    name = books.people[case.customer].name
    assert row.name == (name or f"Customer {case.customer}")
    if row.lane != "note_due":
        assert case.visits, "nobody to thank"
        assert books.spent(case.customer, case.today) > 0
    assert (row.told is not None) == (row.lane in TOLD_LANES or "something that lasts" in row.why)
    assert (row.note is not None) == (row.lane == "note_due")
    _check_by(case)
    CHECKS[str(row.lane)](case)


def _check_by(case: Case) -> None:
    by = case.row.by
    if not by:
        return
    assert by in case.staff_here()
    served = [one.staff for one in case.sales if one.staff]
    did = [case.told().by] if case.row.told is not None else []
    assert by in did or by == served[-1]


def _first_visit(case: Case) -> None:
    case.check_ago(2, 10)
    assert case.visits == [case.on]
    case.check_whole_evidence()


def _big_or_unusual(case: Case) -> None:
    case.check_ago(2, 10)
    large, *before = case.evidence
    code = case.books.currency(case.customer, case.today)
    assert (large.day, large.currency) == (case.on, code)
    assert large.net > 0
    assert case.books.spent(case.customer, case.today) >= large.net
    if case.said.get("times"):
        earlier = [one for one in case.own() if one.day < case.today - 10 and one.net > 0]
        assert before == [one for one in case.sales if one.day < case.today - 10]
        assert len(earlier) >= 2
        assert large.net >= 3 * median(one.net for one in earlier)
        assert len(case.visits) >= 3
    else:
        assert not before
        _check_one_in_twenty(case, large)
        assert len(case.visits) < 3


def _check_one_in_twenty(case: Case, large: Sold) -> None:
    """See that at most one in twenty receipts of known customers is larger."""
    every = case.books.receipts(large.currency, case.today)
    assert sum(net > large.net for net in every) * 20 <= len(every)


def _milestone(case: Case) -> None:
    assert case.number("visits") == len(case.visits)
    assert len(case.visits) in MILESTONES
    if case.said.get("on") is None:
        assert case.visits[-1] == case.today
    else:
        assert case.visits[-1] == case.on
        case.check_ago(1, 10)
    case.check_whole_evidence()


def _drifting(case: Case) -> None:
    visits, since = case.visits, case.today - case.visits[-1]
    assert case.number("visits") == len(visits) >= 3
    assert case.on == visits[-1]
    case.check_ago(45, 100_000)
    gap = (visits[-1] - visits[0]) / (len(visits) - 1)
    assert abs(case.number("gap") - gap) <= 0.5
    assert 2 * gap <= since + 1e-9
    assert since <= 6 * gap + 1e-9
    assert not case.touched_since(visits[-1]), "once in every lapse"
    case.check_whole_evidence()


def _long_time_hello(case: Case) -> None:
    assert case.on == case.visits[-1]
    case.check_years()
    assert case.number("count") in {2, 3, 4}
    assert abs(years_before(case.today, case.number("count")) - case.on) <= 45
    staff = case.said["staff"]
    assert (staff or "") == case.row.by
    if staff:
        assert staff in {one.staff for one in case.evidence}
        assert staff in case.staff_here()
    if len(case.visits) < 2:
        _check_one_in_twenty(case, max(case.own(), key=lambda one: one.net))
    assert not case.touched_since(case.today - 365)
    case.check_whole_evidence()


def _note_due(case: Case) -> None:
    notes = {one.id: one for one in case.books.of("notes", case.customer)}
    note = notes[case.row.note]
    assert note.due == case.on <= case.today
    assert note.day <= case.today
    assert note.done is None or note.done >= case.today
    assert _plain(note.words) == case.said["words"]
    assert case.row.evidence == ()


def _told(case: Case) -> None:
    told, lane = case.told(), str(case.row.lane)
    assert told.kind == TOLD_AS.get(lane, lane)
    assert told.day <= case.today
    happened = {"gift": told.until, "complaint": told.ended}.get(told.kind, told.day)
    assert case.on == (happened if told.kind == "complaint" else told.day)
    low, high = WINDOWS[lane]
    assert low <= case.today - happened <= high
    if told.kind != "complaint":
        assert told.ended is None or told.ended > case.today, "it is no longer so"
    case.check_ago(0, 1_000)
    if "guess" in case.said or lane in {"gift", "service"}:
        assert (case.said.get("guess") is not None) == (told.origin == "guess")
    assert case.row.is_guess == (told.origin == "guess")
    if "words" in case.said:
        assert (case.said["words"] or "") == _plain(told.words)
    of_that_day = [one.id for one in case.sales if one.day == told.day]
    named = [told.purchase] if told.purchase is not None else of_that_day
    assert list(case.row.evidence) == named


def _satisfaction(case: Case) -> None:
    if case.row.told is not None:
        _told(case)
        return
    case.check_ago(25, 40)
    (large,) = case.evidence
    code = case.books.currency(case.customer, case.today)
    assert (large.day, large.currency) == (case.on, code)
    _check_one_in_twenty(case, large)
    assert case.books.spent(case.customer, case.today) >= large.net


def _anniversary(case: Case) -> None:
    assert case.on == case.visits[0]
    case.check_years()
    whole = years_before(case.today, case.number("count"))
    assert abs(whole - case.on) <= 7
    assert case.number("count") >= 1
    assert case.today - case.visits[-1] <= 400
    case.check_whole_evidence()


def _season(case: Case) -> None:
    now = [
        one
        for one in case.books.shop["seasons"]
        if _ordinal(one["first"]) <= case.today <= _ordinal(one["last"])
        and _plain(one["name"]) == case.said["season"]
    ]
    assert case.on in case.visits
    assert any(
        years_before(_ordinal(one["first"]), ago)
        <= case.on
        <= years_before(_ordinal(one["last"]), ago)
        for one in now
        for ago in (1, 2, 3)
    )
    case.check_whole_evidence()


def _explore(case: Case) -> None:
    assert case.number("visits") == len(case.visits)
    assert case.on == case.visits[-1]
    case.check_whole_evidence()


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def years_before(ordinal: int, years: int) -> int:
    """Return the same day of an earlier year; a leap day is the day before 1 March."""
    day = date.fromordinal(ordinal)
    leap = (day.month, day.day) == (2, 29)
    return date(day.year - years, day.month, 28 if leap else day.day).toordinal()


def _plain(text: str) -> str:
    """Return a text as one line a person can see."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


TOLD_LANES: Final = {"gift", "service", "complaint_solved", "referral"}
CHECKS: Final[dict[str, Callable[[Case], None]]] = {
    "first_visit": _first_visit,
    "big_or_unusual": _big_or_unusual,
    "milestone": _milestone,
    "drifting": _drifting,
    "long_time_hello": _long_time_hello,
    "note_due": _note_due,
    "gift": _told,
    "service": _told,
    "complaint_solved": _told,
    "referral": _told,
    "satisfaction": _satisfaction,
    "anniversary": _anniversary,
    "season": _season,
    "explore": _explore,
}
