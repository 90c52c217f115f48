"""What to write to one customer, or to say on the telephone: true, fitting the card, never sold."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from notecard.core.calls import Script
from notecard.core.cards import Stock
from notecard.core.customers import Channel, plain_name
from notecard.core.errors import WritingError
from notecard.core.facts import Fact, Suggestion
from notecard.core.occasions import lanes_of
from notecard.core.settings import Shop
from notecard.core.thanks import Lane
from notecard.core.told import Kind, Told
from notecard.printing.stocks import find_stock
from notecard.store import cards, customers, notes, purchases, standings, words
from notecard.store import shop as shops
from notecard.store import told as tellings
from notecard.store.database import Store
from notecard.store.words import OwnPhrase
from notecard.writing.calling import call_parts
from notecard.writing.fitting import paper
from notecard.writing.greeting import greeting_facts
from notecard.writing.kinds import load_kinds
from notecard.writing.known import known_facts
from notecard.writing.likeness import heard_of
from notecard.writing.phrases import OWN, Bank, Phrase, load_bank, phrases_from, used_in
from notecard.writing.suggesting import Wish, suggest_call, suggest_card
from notecard.writing.verifier import Books, problems

_ONLY_UNDER_COVER = ("thing", "use")  # what is bought is nobody's business but theirs


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one customer on a day: what may be said, and what the verifier goes by."""

    facts: dict[str, Fact]
    proof: Books
    lanes: tuple[Lane, ...]
    bank: Bank
    said: frozenset[tuple[str, ...]]  # the lines written to them, or nearby, before
    is_secret: bool  # whether what they bought is not to be named


def suggest(
    store: Store,
    customer: int,
    day: date,
    *,
    lane: Lane | None = None,
    count: int = 3,
    tone: str = "",
    length: str = "",
    stock: Stock | None = None,
    variant: int = 0,
    besides: Collection[str] = (),
    channel: Channel = Channel.CARD,
) -> list[Suggestion]:
    """Return different texts for one customer; only what proves true of them is ever returned.

    Another `variant` gives other words, and so do the ids of suggestions to find others `besides`;
    without a lane the best occasion of the day is taken.
    """
    with store.reading() as books:
        known = know(books, customer, day, lane, store.home)
        heard = heard_of(tuple(cards.recent_texts(books)))
        habit = words.habit(books)
    stock = stock or find_stock(known.proof.shop.stock, store.home)
    facts = sayable(known, stock)
    spoken = channel is not Channel.CARD
    if not spoken and _signs(facts, known.proof.shop.sign_off):
        del facts["server"]
    wish = Wish(
        lane=known.lanes[0],
        seed=f"{customer}:{day.toordinal()}:{variant}",
        sign_off=known.proof.shop.sign_off,
        room=paper(stock),
        tone=tone,
        length=length or habit.length,
        count=count,
        liked=habit.tone,
        said=known.said,
        besides=frozenset(part for id in besides for part in id.split("+")),
    )
    if spoken:
        made = suggest_call(facts, known.bank, wish)
    else:
        made = suggest_card(facts, known.bank, wish, heard)
    return [one for one in made if not problems(one, known.proof, known.bank, stock, spoken=spoken)]


def sayable(known: Known, stock: Stock) -> dict[str, Fact]:
    """Return the facts that may stand on a card of this stock."""
    if stock.is_open or known.is_secret:
        return _without_things(known.facts)
    return dict(known.facts)


def _without_things(facts: dict[str, Fact]) -> dict[str, Fact]:
    return {id: fact for id, fact in facts.items() if fact.kind not in _ONLY_UNDER_COVER}


def _is_secret(told: Sequence[Told], day: date, lane: Lane) -> bool:
    """Whether what they bought is not to be named: a gift, or nobody's business."""
    return lane is Lane.GIFT or any(
        one.holds_on(day)
        and (one.kind is Kind.SENSITIVE or (one.kind is Kind.GIFT and day <= one.given_on))
        for one in told
    )


def call_script(
    store: Store,
    customer: int,
    day: date,
    *,
    lane: Lane = Lane.EXPLORE,
    by: str = "",
    remembered: str = "",
    variant: int = 0,
) -> Script:
    """Return what to say on a call made by somebody; only what proves true of the customer.

    `remembered` is the owner's note that the call comes back to.
    """
    with store.reading() as books:
        known = know(books, customer, day, lane, store.home)
    bank, proof = known.bank, known.proof
    facts = _without_things(known.facts) if known.is_secret else dict(known.facts)
    if "server" in facts and facts["server"].value != by:
        del facts["server"]  # somebody else had better call
    note = plain_name(remembered)
    if note:
        facts["remembered"] = Fact("remembered", "note", note, ())
    names = [fact.value for fact in facts.values() if fact.kind in ("shop", "staff", "name")]
    longer = sum(max(0, len(name.split()) - 1) for name in names)
    seed = f"{customer}:{day.toordinal()}:{variant}:call"
    made = call_parts(facts, bank, lane, seed, longer)
    proof = replace(proof, remembered=note)
    opener, questions, avoid, voicemail = (
        () if problems(part, proof, bank, spoken=True) else part.lines
        for part in (made.opener, made.questions, made.avoid, made.voicemail)
    )
    said = (*made.opener.facts, *made.questions.facts, *made.voicemail.facts)
    return Script(
        opener=opener,
        questions=questions[1:],
        avoid=avoid[1:],
        voicemail=" ".join(voicemail),
        remembered=note,
        facts=tuple(dict.fromkeys(said)),
    )


def _signs(facts: dict[str, Fact], sign_off: str) -> bool:
    """Whether whoever served signs the card: nobody writes of themselves by name."""
    server = facts.get("server")
    return server is not None and server.value.casefold() in sign_off.casefold()


def know(
    books: Connection, customer: int, day: date, lane: Lane | None = None, own: Path | None = None
) -> Known:
    """Gather the facts, what the verifier needs to prove them by itself, and the occasions."""
    who = customers.get(books, customer)
    shop = shops.get(books)
    bank = bank_of(books, shop, own)
    kinds = load_kinds(bank.language).knowing(words.names(books))
    bought = purchases.of_customer(books, who.id)
    told = tellings.of_customer(books, who.id)
    has_note = bool(notes.due(books, day, [who.id], limit=1))
    standing = standings.standing(books, who.id, day)
    facts = known_facts(
        bought, standing, shop, day, kinds, bank.numbers, told, has_note=has_note
    ) | greeting_facts(who)
    lanes = (*(lanes_of(standing, day) if standing else ()), Lane.EXPLORE)
    proof = Books(
        bought,
        plain_name(who.name),
        plain_name(who.given),
        shop,
        day,
        kinds,
        standing.big if standing else 0,
        told=told,
        has_note=has_note,
    )
    lanes = (lane, *lanes) if lane else lanes
    is_secret = _is_secret(told, day, lanes[0])
    return Known(facts, proof, lanes, bank, words.said_nearby(books, who.id), is_secret)


def bank_of(books: Connection, shop: Shop, own: Path | None = None) -> Bank:
    """Return the shop's phrases: its own, and those of the program that are not banished."""
    bank = replace(load_bank(shop.language, own), register=shop.register)
    mine = [
        phrase
        for one in words.own_phrases(books, bank.language)
        for phrase in own_phrase(one, bank)
    ]
    return bank.without(words.banished_from(books, bank.language)).also(mine)


def own_phrase(one: OwnPhrase, bank: Bank) -> list[Phrase]:
    """Return a phrase of the owner's as the bank has them; none when it may no longer be said."""
    try:
        return phrases_from(own_entry(one), one.angle, bank.never, bank.language)
    except WritingError:
        return []  # a new version of the program may know better what is never said


def own_entry(one: OwnPhrase) -> dict[str, Any]:
    """Return a phrase of the owner's as an entry of a bank's file: it states what it uses."""
    return {
        "id": f"{OWN}{one.id}",
        "tone": one.tone,
        "text": one.text,
        "states": used_in(one.text),
        "needs": ["lately"] if one.angle == "thing" else [],
    }
