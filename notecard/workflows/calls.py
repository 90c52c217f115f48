"""The day's calls: whom, by whom, when and what to say; and how each of them ended."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from notecard.core.calls import CallingCountry, Outcome, Script, Telephone, TimeThere, time_there
from notecard.core.customers import Channel, Customer, Note, Touch
from notecard.core.errors import StoreError
from notecard.core.thanks import Lane, Row, SayDate
from notecard.core.told import Kind, Told
from notecard.core.words import _
from notecard.printing.tel_codes import code_modules
from notecard.store import customers, notes, touches
from notecard.store import shop as shops
from notecard.store import told as tellings
from notecard.store.database import Store
from notecard.store.dialling import telephone
from notecard.workflows.plan_day import open_day, say_date
from notecard.workflows.suggest_words import call_script
from notecard.writing.calling_countries import country_of

_LONGEST_CALL = 24 * 60 * 60  # seconds


@dataclass(frozen=True, slots=True)
class CallRow:
    """Somebody to call, and everything there is to know before picking up the telephone."""

    row: Row
    telephone: Telephone
    country: CallingCountry
    script: Script

    @property
    def customer(self) -> int:
        """Whom to call."""
        return self.row.customer

    @property
    def by(self) -> str:
        """Who had better call: the one who served them; empty when they are no longer here."""
        return self.row.by

    def there(self, now: datetime) -> TimeThere | None:
        """Return what the clock says where it will ring, None where nobody knows."""
        return time_there(now, self.telephone.zones, self.country)

    def code(self) -> tuple[tuple[bool, ...], ...]:
        """Return the code a telephone dials from, row by row; nothing for a number it cannot."""
        return code_modules(self.telephone.tel) if self.telephone.tel else ()


@dataclass(frozen=True, slots=True)
class Logged:
    """What a call has left in the books, so that it can be taken back without loss."""

    touch: Touch
    note: Note | None = None
    come_back: tuple[int, ...] = ()  # the notes that were come back to
    told: Told | None = None
    was_blocked: bool = False  # by this call, and not before


def call_list(
    store: Store,
    day: date,
    *,
    minutes: int | None = None,
    cards: int | None = None,
    calls: int | None = None,
    seed: int = 0,
    counter: str = "",
    say: SayDate = say_date,
) -> list[CallRow]:
    """Return the calls of the day's plan, in its order; the plan is kept."""
    plan = open_day(
        store,
        day,
        minutes=minutes,
        cards=cards,
        calls=calls,
        seed=seed,
        counter=counter,
        say=say,
    )
    rows = [row for row in plan.rows if row.channel is Channel.CALL]
    with store.reading() as books:
        region = shops.get(books).region
        numbers = {row.customer: customers.get(books, row.customer).phone for row in rows}
        due = {note.id: note.words for note in notes.due(books, day)} if rows else {}
    return [
        _call_row(store, day, row, telephone(numbers[row.customer], region), due) for row in rows
    ]


def _call_row(store: Store, day: date, row: Row, number: Telephone, due: dict[int, str]) -> CallRow:
    script = call_script(
        store,
        row.customer,
        day,
        lane=row.lane,
        by=row.by,
        remembered=due.get(row.note or 0, ""),
    )
    return CallRow(row, number, country_of(number.region, store.home), script)


def log_call(
    store: Store,
    customer: int,
    day: date,
    outcome: Outcome,
    *,
    remember: str = "",
    again: date | None = None,
    by: str = "",
    lane: Lane | str = "",
    seconds: int | None = None,
) -> Logged:
    """Keep how a call ended, and all that follows from it, in one go.

    A note is kept of what to remember, or of the wish to call again on a day; whatever was due is
    come back to once they were reached. A wrong number is told of; who asks not to be called never
    is again, and the words are kept with the day.
    """
    _check(day, outcome, again, seconds)
    words = remember.strip()
    with store.transaction(typed=True) as books:
        who = customers.get(books, customer)
        touch = touches.add(
            books,
            who.id,
            Channel.CALL,
            day,
            outcome=outcome.value,
            by=by.strip(),
            lane=str(lane),
            seconds=seconds,
        )
        came_back = notes.come_back(books, who.id, day) if touch.reached else []
        return Logged(
            touch=touch,
            note=_note(books, who, day, words, again),
            come_back=tuple(came_back),
            told=_wrong_number(books, who, day, by) if outcome is Outcome.WRONG_NUMBER else None,
            was_blocked=outcome is Outcome.DO_NOT_CALL and _block(books, who, day, words),
        )


def unlog_call(store: Store, logged: Logged) -> None:
    """Take all of that back."""
    with store.transaction(typed=True) as books:
        touches.remove(books, logged.touch.id)
        if logged.note is not None:
            notes.remove(books, logged.note.id)
        notes.reopen(books, logged.come_back)
        if logged.told is not None:
            tellings.remove(books, logged.told.id)
        if logged.was_blocked:
            customers.unblock(books, logged.touch.customer, Channel.CALL)


def _check(day: date, outcome: Outcome, again: date | None, seconds: int | None) -> None:
    """Refuse what cannot be, before anything is kept."""
    if again is not None and outcome is Outcome.DO_NOT_CALL:
        raise StoreError(
            _("Who asks not to be called is not called again."),
            _("Leave the day to call again empty."),
        )
    if again is not None and again <= day:
        raise StoreError(
            _("The day to call again must come after the call."),
            _("Write a later day, or leave it empty."),
        )
    if seconds is not None and not 0 <= seconds <= _LONGEST_CALL:
        raise StoreError(
            _("No call takes {count} seconds.").format(count=seconds),
            _("Leave it out when nobody has measured it."),
        )


def _note(
    books: Connection, who: Customer, day: date, words: str, again: date | None
) -> Note | None:
    if not words and again is None:
        return None
    channel = Channel.CALL.value if again else ""
    return notes.add(books, who.id, day, words or _("Call again"), again, channel)


def _wrong_number(books: Connection, who: Customer, day: date, by: str) -> Told:
    return tellings.add(books, Told(0, who.id, Kind.WRONG_NUMBER, day, by=by.strip()))


def _block(books: Connection, who: Customer, day: date, words: str) -> bool:
    """Block calls for ever; what was said first stays as it was. Returns whether it is new."""
    if Channel.CALL in who.blocked:
        return False
    customers.block(books, who.id, Channel.CALL, day, words or _("Asked not to be called."))
    return True
