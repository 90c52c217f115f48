"""What keeps somebody off the list however good the occasion: their wishes, and plain decency.

Every guard is a line of `hold`, the gravest first. The planner asks nobody else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from notecard.core.customers import Channel, Touch
from notecard.core.identity import folded
from notecard.core.occasions import OCCASIONS
from notecard.core.purchases import Address
from notecard.core.thanks import Lane, SayDate
from notecard.core.told import NOT_NOW_DAYS, Kind, Skipped, Told
from notecard.core.trial import NEVER_HELD_OUT, QUIET_DAYS
from notecard.core.words import _

REST_DAYS: Final = {Channel.CARD: 180, Channel.CALL: 120}  # since anybody last turned to them
YEAR_DAYS: Final = 365
MOST_A_YEAR: Final = 2
OF_AGE: Final = 18

# A promise is kept, and a complaint looked after, however lately there was a card.
_IN_SPITE_OF_REST: Final = frozenset({Lane.NOTE_DUE, Lane.COMPLAINT_SOLVED})


@dataclass(frozen=True, slots=True)
class Skip:
    """One time somebody was passed over."""

    day: date
    why: Skipped = Skipped.TODAY
    lane: str = ""


@dataclass(frozen=True, slots=True)
class Lot:
    """One time the lot fell on somebody: on which occasion, and whether to be left in peace."""

    lane: str
    day: date
    is_quiet: bool


@dataclass(frozen=True, slots=True)
class Person:
    """What the guards look at; `near` are touches of their household and of their address.

    `secrets` are gifts that somebody at their address, or they themselves, have bought or will get.
    `posts` is false for a shop that knows nobody's address: its cards are handed over.
    """

    customer: int
    name: str = ""
    has_phone: bool = False
    has_address: bool = False
    posts: bool = True
    birthday: str = ""
    blocked: frozenset[str] = frozenset()
    told: tuple[Told, ...] = ()
    touches: tuple[Touch, ...] = ()
    near: tuple[Touch, ...] = ()
    secrets: tuple[Told, ...] = ()
    skips: tuple[Skip, ...] = ()
    lots: tuple[Lot, ...] = ()  # that fell on them within a year
    homes: frozenset[str] = frozenset()  # their household, and their address
    is_staff: bool = False

    def may_call(self, day: date) -> bool:
        """Whether there is a number to call, and no wish against it."""
        is_wrong = self._is(Kind.WRONG_NUMBER, day)
        return self.has_phone and not is_wrong and not self.blocked & {"all", Channel.CALL}

    def may_write(self, day: date) -> bool:
        """Whether a card would reach them, and no wish is against it."""
        is_lost = self._is(Kind.MOVED, day) or self._is(Kind.RETURNED_MAIL, day)
        reaches = (self.has_address or not self.posts) and not is_lost
        return reaches and not self.blocked & {"all", Channel.CARD}

    def channel(self, lane: Lane, day: date, asked: str = "") -> Channel | None:
        """Return how to turn to them on an occasion, None when there is no way left."""
        prefers_call = asked == Channel.CALL or (OCCASIONS[lane].may_call and not asked)
        if prefers_call and self.may_call(day):
            return Channel.CALL
        if self.may_write(day):
            return Channel.CARD
        return Channel.CALL if lane is Lane.NOTE_DUE and self.may_call(day) else None

    def _is(self, kind: Kind, day: date) -> bool:
        return any(one.kind is kind and one.holds_on(day) for one in self.told)

    def is_open(self, kind: Kind, day: date) -> bool:
        """Whether this is so on the day."""
        return self._is(kind, day)


def home_of(address: Address) -> str:
    """Return an address as one word to compare by, nothing where it names no house."""
    lines = " ".join(address.lines).strip()
    if not lines:
        return ""
    return folded(f"{lines} {address.postcode.replace(' ', '')} {address.city}")


def hold(who: Person, lane: Lane, channel: Channel | None, day: date, say: SayDate) -> str:
    """Say what keeps somebody off the list on this occasion; nothing when nothing does."""
    return (
        _wish(who, lane, channel, day)
        or _standing(who, day)
        or _passed_over(who, lane, day)
        or _secret(who, day, say)
        or (_looked_after(who, day, say) if lane is Lane.COMPLAINT_SOLVED else "")
        or (_rest(who, channel or Channel.CARD, day, say) if lane not in _IN_SPITE_OF_REST else "")
        or (_quiet(who, day) if lane.value not in NEVER_HELD_OUT else "")
    )


def _wish(who: Person, lane: Lane, channel: Channel | None, day: date) -> str:
    if "all" in who.blocked:
        return _("Asked not to be contacted.")
    if channel is not None:
        return ""
    if Channel.CARD in who.blocked:
        if OCCASIONS[lane].may_call and who.has_phone:
            return _("Asked for neither calls nor cards.")
        return _("Asked not to be sent cards.")
    if who.is_open(Kind.RETURNED_MAIL, day):
        return _("Post to them came back: ask for the new address.")
    if who.is_open(Kind.MOVED, day):
        return _("They have moved: ask for the new address.")
    return _("Neither an address nor a number is known: ask for one.")


def _standing(who: Person, day: date) -> str:
    reasons = {
        Kind.DECEASED: _("Has died."),
        Kind.MINOR: _("Is not of age."),
        Kind.STAFF: _("Works here."),
        Kind.TRADE: _("Buys for a business."),
        Kind.COMPLAINT: _("A complaint is still open."),
    }
    for kind, reason in reasons.items():
        if who.is_open(kind, day):
            return reason
    if who.is_staff:
        return reasons[Kind.STAFF]
    return reasons[Kind.MINOR] if _is_minor(who.birthday, day) else ""


def _is_minor(birthday: str, day: date) -> bool:
    """Whether a birthday with a year says so; of `--05-17` nobody knows."""
    if len(birthday) != 10:
        return False
    try:
        born = date.fromisoformat(birthday)
    except ValueError:
        return False
    had_it = (day.month, day.day) >= (born.month, born.day)
    return 0 <= day.year - born.year - (not had_it) < OF_AGE


def _passed_over(who: Person, lane: Lane, day: date) -> str:
    for skip in who.skips:
        ago = (day - skip.day).days
        if skip.why is Skipped.WRONG_FACT and skip.lane == lane and ago >= 0:
            return _("You said that this is not true of them.")
        if skip.why is Skipped.NOT_NOW and 0 <= ago < NOT_NOW_DAYS:
            return _("You said: not now.")
    return ""


def _secret(who: Person, day: date, say: SayDate) -> str:
    """Say until when a gift is to be kept secret in their house."""
    days = [
        gift.given_on
        for gift in who.secrets
        if gift.day <= day <= gift.given_on and (gift.ended is None or gift.ended > day)
    ]
    if not days:
        return ""
    words = _("A gift is to stay a secret in their house until {date}.")
    return words.format(date=say(max(days)))


def _looked_after(who: Person, day: date, say: SayDate) -> str:
    """Say when the shop has come back to them since their last complaint was settled."""
    settled = (one.ended for one in who.told if one.kind is Kind.COMPLAINT and one.ended)
    last = max((one for one in settled if one <= day), default=day)
    since = [touch for touch in _of_late(who.touches, day) if touch.day > last]
    return held_by_rest(since[0], say) if since else ""


def _rest(who: Person, channel: Channel, day: date, say: SayDate) -> str:
    own = _of_late(who.touches, day)
    for touch in own:
        if (day - touch.day).days <= REST_DAYS[channel]:
            return held_by_rest(touch, say)
    if sum((day - touch.day).days <= YEAR_DAYS for touch in own) >= MOST_A_YEAR:
        return _("Was turned to twice within a year.")
    for touch in _of_late(who.near, day):
        if (day - touch.day).days <= REST_DAYS[channel]:
            words = _("Somebody of their household was turned to on {date}.")
            return words.format(date=say(touch.day))
    return ""


def _of_late(touches: Iterable[Touch], day: date) -> list[Touch]:
    """Return the touches that reached somebody before or on the day, the newest first."""
    since = day - timedelta(days=YEAR_DAYS)
    reached = [one for one in touches if since <= one.day <= day and one.reached]
    return sorted(reached, key=lambda one: (one.day, one.id), reverse=True)


def _quiet(who: Person, day: date) -> str:
    lots = (lot for lot in who.lots if 0 <= (day - lot.day).days < QUIET_DAYS)
    return quiet_words() if any(lot.is_quiet for lot in lots) else ""


def quiet_words() -> str:
    """Say of somebody that they are left in peace so that there is somebody to compare with."""
    return _("Left in peace by lot, to see honestly whether thanking makes a difference.")


def held_by_rest(touch: Touch, say: SayDate) -> str:
    """Say which card, call or word of late keeps somebody off the list."""
    sentences = {
        Channel.CARD: _("Had a card on {date}, less than half a year ago."),
        Channel.CALL: _("Was called on {date}, less than half a year ago."),
        Channel.IN_PERSON: _("Was thanked in person on {date}, less than half a year ago."),
    }
    return sentences[touch.channel].format(date=say(touch.day))
