"""What Calls asks for: the day's calls, and how one of them ended."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from notecard.core.calls import CallingCountry, Outcome, Script, Telephone, TimeThere, time_there
from notecard.core.thanks import Row
from notecard.desktop.books import Books

if TYPE_CHECKING:
    from notecard.workflows.calls import Logged


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody to call; `code` are the dark modules of what a telephone dials from."""

    row: Row
    telephone: Telephone
    country: CallingCountry
    script: Script
    code: tuple[tuple[bool, ...], ...]

    def there(self, now: datetime) -> TimeThere | None:
        """Return what the clock says where it will ring, None where nobody knows."""
        return time_there(now, self.telephone.zones, self.country)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a call ended, as the owner says it."""

    customer: int
    outcome: Outcome
    remember: str = ""
    again: date | None = None
    lane: str = ""
    seconds: int | None = None


class CallsErrands:
    """The workflows behind Calls."""

    def __init__(self, books: Books) -> None:
        self._books = books

    @property
    def today(self) -> date:
        """The day the window is open for."""
        return self._books.today

    def calls(self) -> list[Waiting]:
        """Return the day's calls."""
        from notecard.workflows.calls import call_list

        return [
            Waiting(call.row, call.telephone, call.country, call.script, call.code())
            for call in call_list(self._books.store(), self._books.today)
        ]

    def log(self, ending: Ending) -> "Logged":
        """Keep how a call ended."""
        from notecard.workflows.calls import log_call

        return log_call(
            self._books.store(),
            ending.customer,
            self._books.today,
            ending.outcome,
            remember=ending.remember,
            again=ending.again,
            lane=ending.lane,
            seconds=ending.seconds,
        )

    def unlog(self, logged: "Logged") -> None:
        """Take that back."""
        from notecard.workflows.calls import unlog_call

        unlog_call(self._books.store(), logged)
