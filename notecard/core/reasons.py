"""Why somebody is on the list: a true sentence for every occasion, and what proves it."""

from datetime import date, timedelta

from notecard.core.customers import Note, plain_name
from notecard.core.standing import BIG_WINDOW
from notecard.core.thanks import Candidate, SayDate
from notecard.core.told import Told
from notecard.core.words import _, _n


def first_visit(who: Candidate, say: SayDate) -> str:
    """They came once, and lately."""
    since = who.standing.since
    sentence = _n(
        "Their first visit was {count} day ago, on {date}.",
        "Their first visit was {count} days ago, on {date}.",
        since,
    )
    return sentence.format(count=since, date=say(who.last_day))


def big_or_unusual(who: Candidate, say: SayDate) -> str:
    """They bought far more than they, or others, usually do."""
    since = (who.day - who.recent.day).days
    if who.standing.visits >= 3:
        sentence = _n(
            "{count} day ago, on {date}, they bought at least three times what they usually do.",
            "{count} days ago, on {date}, they bought at least three times what they usually do.",
            since,
        )
    else:
        sentence = _n(
            "{count} day ago, on {date}, theirs was among the largest 5 % of your receipts.",
            "{count} days ago, on {date}, theirs was among the largest 5 % of your receipts.",
            since,
        )
    return sentence.format(count=since, date=say(who.recent.day))


def milestone(who: Candidate, say: SayDate) -> str:
    """A round number of visits."""
    visits, since = who.standing.visits, who.standing.since
    if since == 0:
        return _("Today was their {visits}th visit.").format(visits=visits)
    sentence = _n(
        "Their {visits}th visit was {count} day ago, on {date}.",
        "Their {visits}th visit was {count} days ago, on {date}.",
        since,
    )
    return sentence.format(visits=visits, count=since, date=say(who.last_day))


def drifting(who: Candidate, say: SayDate) -> str:
    """They stay away longer than they used to."""
    visits, since = who.standing.visits, who.standing.since
    sentence = _n(
        "In {visits} visits they came about every {gap} days; the last was {count} day ago,"
        " on {date}.",
        "In {visits} visits they came about every {gap} days; the last was {count} days ago,"
        " on {date}.",
        since,
    )
    gap = round(who.standing.span / (visits - 1))
    return sentence.format(visits=visits, gap=gap, count=since, date=say(who.last_day))


def long_time_hello(who: Candidate, say: SayDate) -> str:
    """They were last here years ago."""
    years = round(who.standing.since / 365.25)
    if who.by:
        sentence = _n(
            "Last here on {date}, about {count} year ago; {staff} served them and is still here.",
            "Last here on {date}, about {count} years ago; {staff} served them and is still here.",
            years,
        )
    else:
        sentence = _n(
            "Last here on {date}, about {count} year ago.",
            "Last here on {date}, about {count} years ago.",
            years,
        )
    return sentence.format(date=say(who.last_day), count=years, staff=who.by)


def note_due(who: Candidate, say: SayDate) -> str:
    """The owner's own words, on the day they were to come back."""
    note = _note(who)
    words = _("You wanted to come back to this on {date}: “{words}”")
    return words.format(date=say(note.due or note.day), words=plain_name(note.words))


def gift(who: Candidate, say: SayDate) -> str:
    """A gift that is no secret any more."""
    told = _told(who)
    if told.is_guess:
        words = _("The purchase of {date} looks like a gift that has been given by now: a guess.")
    else:
        words = _("A gift they bought on {date} has been given by now.")
    return words.format(date=say(told.day))


def service(who: Candidate, say: SayDate) -> str:
    """Something was repaired or done."""
    told = _told(who)
    since = (who.day - told.day).days
    if told.is_guess:
        sentence = _n(
            "{count} day ago, on {date}, a repair or a service was paid for: a guess.",
            "{count} days ago, on {date}, a repair or a service was paid for: a guess.",
            since,
        )
    else:
        sentence = _n(
            "{count} day ago, on {date}, they collected what was repaired or done for them.",
            "{count} days ago, on {date}, they collected what was repaired or done for them.",
            since,
        )
    return _with_words(sentence.format(count=since, date=say(told.day)), told)


def complaint_solved(who: Candidate, say: SayDate) -> str:
    """What was wrong has been put right."""
    told = _told(who)
    solved = told.ended or told.day
    since = (who.day - solved).days
    sentence = _n(
        "Their complaint was settled {count} day ago, on {date}.",
        "Their complaint was settled {count} days ago, on {date}.",
        since,
    )
    return _with_words(sentence.format(count=since, date=say(solved)), told)


def referral(who: Candidate, say: SayDate) -> str:
    """They recommended the shop."""
    told = _told(who)
    words = _("They recommended the shop; you heard of it on {date}.").format(date=say(told.day))
    return _with_words(words, told)


def satisfaction(who: Candidate, say: SayDate) -> str:
    """Something of value was bought about a month ago."""
    if who.told is not None:
        words = _("On {date} they bought something that lasts: time to ask how it does.")
        return _with_words(words.format(date=say(who.told.day)), who.told)
    since = (who.day - who.valued.day).days
    words = _(
        "{count} days ago, on {date}, theirs was among the largest 5 % of your receipts:"
        " time to ask how it does."
    )
    return words.format(count=since, date=say(who.valued.day))


def anniversary(who: Candidate, say: SayDate) -> str:
    """Whole years since the first visit."""
    first = date.fromordinal(who.standing.first_day)
    years = round((who.day - first).days / 365.25)
    sentence = _n(
        "About {count} year ago, on {date}, was their first visit.",
        "About {count} years ago, on {date}, was their first visit.",
        years,
    )
    return sentence.format(count=years, date=say(first))


def season(who: Candidate, say: SayDate) -> str:
    """They came at this time of an earlier year."""
    name = who.season.name if who.season else ""
    words = _("{season}: they were here on {date}, at the same time of an earlier year.")
    return words.format(season=plain_name(name), date=say(who.season_day))


def _note(who: Candidate) -> Note:
    if who.note is None:
        raise LookupError(who.lane)
    return who.note


def _told(who: Candidate) -> Told:
    if who.told is None:
        raise LookupError(who.lane)
    return who.told


def _with_words(sentence: str, told: Told) -> str:
    """Add what the owner wrote of it, as theirs."""
    words = plain_name(told.words)
    return f"{sentence} “{words}”" if words else sentence


def explore(who: Candidate, say: SayDate) -> str:
    """The lot fell on them."""
    visits = who.standing.visits
    sentence = _n(
        "Drawn by lot, so that everybody has a turn: {count} visit, on {date}.",
        "Drawn by lot, so that everybody has a turn: {count} visits, the last on {date}.",
        visits,
    )
    return sentence.format(count=visits, date=say(who.last_day))


def every_sale(who: Candidate) -> tuple[int, ...]:
    """All their sales."""
    return tuple(one.id for one in who.receipts)


def that_sale_and_those_before(who: Candidate) -> tuple[int, ...]:
    """The large sale, and what it is compared with."""
    if who.standing.visits < 3:
        return (who.recent.id,)
    start = who.day - timedelta(days=BIG_WINDOW[1])
    return (who.recent.id, *(one.id for one in who.receipts if one.day < start))


def what_was_valued(who: Candidate) -> tuple[int, ...]:
    """The sale to ask about."""
    return what_was_told(who) if who.told else (who.valued.id,)


def what_was_told(who: Candidate) -> tuple[int, ...]:
    """The purchase it was told of, or those of its day."""
    told = _told(who)
    if told.purchase is not None:
        return (told.purchase,)
    return tuple(one.id for one in who.receipts if one.day == told.day)


def nothing(_who: Candidate) -> tuple[int, ...]:
    """No purchase: the note itself is the proof."""
    return ()
