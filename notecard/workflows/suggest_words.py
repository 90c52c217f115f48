"""What to write to one customer, or to say on the telephone: true, fitting the card, never sold."""

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from notecard.core.calls import Script
from notecard.core.cards import Stock
from notecard.core.customers import Channel, plain_name
from notecard.core.facts import Fact, Suggestion
from notecard.core.occasions import lanes_of
from notecard.core.thanks import Lane
from notecard.core.told import Kind
from notecard.printing.stocks import find_stock
from notecard.store import cards, customers, purchases, standings
from notecard.store import shop as shops
from notecard.store import told as tellings
from notecard.store.database import Store
from notecard.writing.calling import call_parts
from notecard.writing.fitting import paper
from notecard.writing.greeting import greeting_facts
from notecard.writing.kinds import load_kinds
from notecard.writing.known import known_facts
from notecard.writing.likeness import body_of
from notecard.writing.phrases import Bank, load_bank
from notecard.writing.suggesting import Wish, suggest_call, suggest_card
from notecard.writing.verifier import Books, problems

_ONLY_UNDER_COVER = ("thing", "use")  # what is bought is nobody's business but theirs


def suggest(
    store: Store,
    customer: int,
    day: date,
    *,
    lane: Lane | None = None,
    count: int = 3,
    tone: str = "",
    stock: Stock | None = None,
    variant: int = 0,
    channel: Channel = Channel.CARD,
) -> list[Suggestion]:
    """Return different texts for one customer; only what proves true of them is ever returned.

    Another `variant` gives other words; without a lane the best occasion of the day is taken.
    """
    with store.reading() as books:
        shop = shops.get(books)
        bank = load_bank(shop.language, store.home)
        facts, proof, lanes = _know(books, customer, day, bank)
        recent = [body_of(text.split("\n")) for text in cards.recent_texts(books)]
        is_secret = _is_secret(books, customer, day, lane or lanes[0])
    stock = stock or find_stock(shop.stock, store.home)
    if stock.is_open or is_secret:
        facts = {id: fact for id, fact in facts.items() if fact.kind not in _ONLY_UNDER_COVER}
    spoken = channel is not Channel.CARD
    if not spoken and _signs(facts, proof.shop.sign_off):
        del facts["server"]
    wish = Wish(
        lane=lane or lanes[0],
        seed=f"{customer}:{day.toordinal()}:{variant}",
        sign_off=proof.shop.sign_off,
        room=paper(stock),
        tone=tone,
        count=count,
    )
    made = suggest_call(facts, bank, wish) if spoken else suggest_card(facts, bank, wish, recent)
    return [one for one in made if not problems(one, proof, bank, stock, spoken=spoken)]


def _is_secret(books: Connection, customer: int, day: date, lane: Lane) -> bool:
    """Whether what they bought is not to be named: a gift, or nobody's business."""
    known = tellings.of_customer(books, customers.get(books, customer).id)
    return lane is Lane.GIFT or any(
        one.holds_on(day)
        and (one.kind is Kind.SENSITIVE or (one.kind is Kind.GIFT and day <= one.given_on))
        for one in known
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
        bank = load_bank(shops.get(books).language, store.home)
        facts, proof, _lanes = _know(books, customer, day, bank)
        is_secret = _is_secret(books, customer, day, lane)
    if is_secret:
        facts = {id: fact for id, fact in facts.items() if fact.kind not in _ONLY_UNDER_COVER}
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


def _know(
    books: Connection, customer: int, day: date, bank: Bank
) -> tuple[dict[str, Fact], Books, list[Lane]]:
    """Gather the facts, what the verifier needs to prove them by itself, and the occasions."""
    who = customers.get(books, customer)
    shop = shops.get(books)
    kinds = load_kinds(bank.language)
    bought = purchases.of_customer(books, who.id)
    standing = standings.standing(books, who.id, day)
    facts = known_facts(bought, standing, shop, day, kinds, bank.numbers, bank.language)
    facts |= greeting_facts(who)
    lanes = list(lanes_of(standing, day)) if standing else []
    big = standing.big if standing else 0
    proof = Books(bought, plain_name(who.name), plain_name(who.given), shop, day, kinds, big)
    return facts, proof, [*lanes, Lane.EXPLORE]
