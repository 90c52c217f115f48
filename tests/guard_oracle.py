"""Who must not be on a list, worked out from the rows alone: the guards a second time.

Nothing of the program is imported. Each guard is a line of `bar`, which says what bars somebody.
"""

from datetime import date
from typing import Any, Final

from tests.raw_books import Books, Row

REST: Final = {"card": 180, "call": 120}
YEAR: Final = 365
NOT_NOW: Final = 30
QUIET: Final = 180
IN_SPITE_OF_REST: Final = {"note_due", "complaint_solved"}
NEVER_HELD_OUT: Final = {"note_due", "gift", "complaint_solved", "referral"}
NEVER_LISTED: Final = ("deceased", "minor", "staff", "trade", "complaint")
LOST: Final = {"card": ("moved", "returned_mail"), "call": ("wrong_number",)}


class Guards:
    """The guards of one day."""

    def __init__(self, books: Books, day: date) -> None:
        self.books, self.today, self.date = books, day.toordinal(), day
        self.posts = any(one.lines or one.postcode for one in books.people.values())
        self._homes = {id: _homes(one) for id, one in books.people.items()}
        self._gifts = [row for row in books.rows["told"] if row.kind == "gift" and self._is_on(row)]
        self._names = {
            " ".join(one["name"].casefold().split()) for one in books.shop.get("staff", ())
        }

    def homes(self, customer: int) -> set[str]:
        """Return the household and the address of somebody."""
        return self._homes[customer]

    def bar(self, customer: int, lane: str, channel: str) -> str:
        """Return what bars somebody from being turned to like this, nothing where nothing does."""
        bars = (
            self._wish(customer, channel),
            self._reach(customer, channel),
            self._standing(customer),
            self._passed(customer, lane),
            self._secret(customer),
            "" if lane in IN_SPITE_OF_REST else self._rest(customer, channel),
            self._looked_after(customer) if lane == "complaint_solved" else "",
            "" if lane in NEVER_HELD_OUT else self._quiet(customer),
        )
        return next(filter(None, bars), "")

    def channels(self, customer: int, lane: str) -> list[str]:
        """Return every way somebody may be turned to."""
        return [one for one in REST if not self.bar(customer, lane, one)]

    def _is_on(self, row: Row) -> bool:
        return bool(row.day <= self.today and (row.ended is None or row.ended > self.today))

    def _told(self, customer: int) -> set[str]:
        return {row.kind for row in self.books.of("told", customer) if self._is_on(row)}

    def _wish(self, customer: int, channel: str) -> str:
        said = {row.channel for row in self.books.of("blocks", customer)}
        return "blocked" if said & {"all", channel} else ""

    def _reach(self, customer: int, channel: str) -> str:
        who = self.books.people[customer]
        if self._told(customer) & set(LOST[channel]):
            return "lost"
        if channel == "call":
            return "" if who.phone else "no number"
        return "" if who.lines or who.postcode or not self.posts else "no address"

    def _standing(self, customer: int) -> str:
        for kind in NEVER_LISTED:
            if kind in self._told(customer):
                return kind
        who = self.books.people[customer]
        name = " ".join(who.name.casefold().split())
        if " " in name and name in self._names:
            return "staff"
        if len(who.birthday) == 10 and self._age(date.fromisoformat(who.birthday)) < 18:
            return "minor"
        return ""

    def _age(self, born: date) -> int:
        before = (self.date.month, self.date.day) < (born.month, born.day)
        return self.date.year - born.year - before

    def _passed(self, customer: int, lane: str) -> str:
        for row in self.books.of("skips", customer):
            ago = self.today - row.day
            if ago == 0:
                return "passed over"
            if row.why == "not_now" and 0 < ago < NOT_NOW:
                return "not now"
            if row.why == "wrong_fact" and ago > 0 and row.lane == lane:
                return "wrong fact"
        return ""

    def _secret(self, customer: int) -> str:
        home = self.homes(customer)
        for gift in self._gifts:
            if self.today > gift.until:
                continue
            giver = self.books.now(gift.customer)
            if giver == customer or gift.place in home or self.homes(giver) & home:
                return "secret"
        return ""

    def _reached(self, customer: int) -> list[int]:
        return [
            self.today - row.day
            for row in self.books.of("touches", customer)
            if row.outcome not in {"no_answer", "wrong_number"} and row.day <= self.today
        ]

    def _rest(self, customer: int, channel: str) -> str:
        own = [ago for ago in self._reached(customer) if ago > 0]
        if any(ago <= REST[channel] for ago in own):
            return "touched"
        if sum(ago <= YEAR for ago in own) >= 2:
            return "touched twice"
        home = self.homes(customer)
        for other, theirs in self._homes.items():
            near = other != customer and bool(theirs & home)
            if near and any(ago <= REST[channel] for ago in self._reached(other)):
                return "household touched"
        return ""

    def _looked_after(self, customer: int) -> str:
        """Whether the shop has come back to them since their last complaint was settled."""
        told = (row for row in self.books.of("told", customer) if row.kind == "complaint")
        solved = max(row.ended for row in told if row.ended is not None and row.ended <= self.today)
        since = any(0 < ago < self.today - solved for ago in self._reached(customer))
        return "complaint looked after" if since else ""

    def _quiet(self, customer: int) -> str:
        lots = self.books.of("trial", customer)
        is_quiet = any(row.arm == "quiet" and 0 <= self.today - row.day < QUIET for row in lots)
        return "quiet" if is_quiet else ""


def _homes(who: Any) -> set[str]:
    found = set()
    if who.lines:
        code = who.postcode.replace(" ", "")
        found.add(" ".join(f"{who.lines} {code} {who.city}".casefold().split()))
    if who.household is not None:
        found.add(f"household {who.household}")
    return found
