"""Whom to thank, what to write, and what is known of them."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from notecard.cli.options import On, Options, options_of, read_day
from notecard.cli.output import put_json, put_table, put_words
from notecard.cli.told import told_json, told_words
from notecard.core.customers import (
    Channel,
    Customer,
    Note,
    Summary,
    Touch,
    Wish,
    called,
    wish_words,
)
from notecard.core.facts import Suggestion
from notecard.core.money import decimal_text
from notecard.core.purchases import KnownPurchase
from notecard.core.thanks import DayPlan
from notecard.core.told import Told
from notecard.core.words import _

if TYPE_CHECKING:
    from notecard.store.customers import Listed
    from notecard.store.database import Store

app = typer.Typer()
customer = typer.Typer(help="One person.", no_args_is_help=True)

ForCustomer = Annotated[int, typer.Argument(metavar="CUSTOMER", help="The customer's number.")]


@app.command()
def customers(
    context: typer.Context,
    find: Annotated[str, typer.Option(metavar="TEXT", help="Name, e-mail or telephone.")] = "",
    on: On = None,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 50,
    everybody: Annotated[bool, typer.Option("--all", help="Everybody.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="With their orders.")] = False,
) -> None:
    """List who is known."""
    from notecard.store import customers as people
    from notecard.store import purchases as receipts
    from notecard.store import standings

    options = options_of(context)
    with options.store() as store, store.reading() as books:
        most = people.count(books) if everybody else limit
        found = people.find(books, find, max(most, 1))
        points = standings.points_on(books, read_day(on))
        orders = receipts.keys_of(books, [one.customer.id for one in found]) if verbose else None
    if options.json:
        put_json([_listed_json(one, points, orders) for one in found])
    else:
        put_table(
            (_("id"), _("name"), _("visits"), _("last visit")),
            [_listed_row(one) for one in found],
            _("Nobody is known yet. Import a file first: notecard import FILE"),
        )


def _listed_row(known: "Listed") -> tuple[object, ...]:
    person = known.customer
    return (person.id, called(person.name, person.id), *_visits(known.summary))


def _visits(summary: Summary | None) -> tuple[str, str]:
    return (str(summary.visits), summary.last_day.isoformat()) if summary else ("0", "")


def _summary_json(summary: Summary | None) -> dict[str, Any]:
    if summary is None:
        return {"visits": 0, "first_day": None, "last_day": None, "spent": {}}
    return {
        "visits": summary.visits,
        "first_day": summary.first_day.isoformat(),
        "last_day": summary.last_day.isoformat(),
        "spent": {summary.currency: decimal_text(summary.spent, summary.currency)},
    }


def _listed_json(
    known: "Listed", points: dict[int, int], orders: dict[int, list[str]] | None
) -> dict[str, Any]:
    person = known.customer
    return {
        "id": person.id,
        "name": person.name,
        **_summary_json(known.summary),
        "points": points.get(person.id, 0),
        "phone": person.phone,
        "email": person.email,
        **({} if orders is None else {"orders": orders.get(person.id, [])}),
        "blocked": list(person.blocked),
    }


@dataclass(frozen=True, slots=True)
class _Record:
    """Everything that is known of one customer."""

    customer: Customer
    summary: Summary | None
    purchases: list[KnownPurchase]
    touches: list[Touch]
    notes: list[Note]
    told: list[Told]
    wishes: list[Wish]


def _record_of(store: "Store", number: int) -> _Record:
    from notecard.store import customers as people
    from notecard.store import notes, purchases, told, touches

    with store.reading() as books:
        who = people.get(books, number)
        return _Record(
            who,
            people.summary(books, who.id),
            purchases.of_customer(books, who.id),
            touches.of_customer(books, who.id),
            notes.of_customer(books, who.id),
            told.of_customer(books, who.id),
            people.wishes(books, who.id),
        )


@customer.command()
def show(context: typer.Context, number: ForCustomer) -> None:
    """Show one person: purchases, what was said and written, notes."""
    options = options_of(context)
    with options.store() as store:
        record = _record_of(store, number)
    if options.json:
        put_json(_record_json(record))
        return
    put_words(called(record.customer.name, record.customer.id))
    for wish in record.wishes:
        put_words(wish_words(wish, date.isoformat))
    put_table((_("day"), _("what")), _timeline(record))


def _record_json(record: _Record) -> dict[str, Any]:
    return {
        **asdict(record.customer),
        **_summary_json(record.summary),
        "purchases": [_purchase_json(one) for one in record.purchases],
        "touches": [touch_json(one) for one in record.touches],
        "notes": [note_json(one) for one in record.notes],
        "told": [told_json(one) for one in record.told if not one.is_denied],
        "wishes": [_wish_json(one) for one in record.wishes],
    }


def _wish_json(wish: Wish) -> dict[str, Any]:
    return {
        "channel": wish.channel,
        "day": wish.day.isoformat() if wish.day else None,
        "words": wish.words,
    }


def _purchase_json(purchase: KnownPurchase) -> dict[str, Any]:
    return {
        "id": purchase.id,
        "source": purchase.source,
        "key": purchase.key,
        "day": purchase.day.isoformat(),
        "kind": purchase.kind.value,
        "currency": purchase.currency,
        "gross": decimal_text(purchase.gross, purchase.currency),
        "refunded": decimal_text(purchase.refunded, purchase.currency),
        "staff": purchase.staff,
        "lines": [
            {
                "name": line.name,
                "sku": line.sku,
                "quantity": str(line.quantity),
                "amount": decimal_text(line.minor, purchase.currency),
            }
            for line in purchase.lines
        ],
    }


def touch_json(touch: Touch) -> dict[str, Any]:
    """Return a touch with the promised keys."""
    return {
        "id": touch.id,
        "customer": touch.customer,
        "channel": touch.channel.value,
        "day": touch.day.isoformat(),
        "words": touch.words,
        "card": touch.card or None,
    }


def note_json(note: Note) -> dict[str, Any]:
    """Return a note with the promised keys."""
    return {
        "id": note.id,
        "customer": note.customer,
        "day": note.day.isoformat(),
        "words": note.words,
        "due": note.due.isoformat() if note.due else None,
    }


def _timeline(record: _Record) -> list[tuple[str, str]]:
    bought = [
        (one.day, _("bought {what}").format(what=", ".join(line.name for line in one.lines[:3])))
        for one in record.purchases
    ]
    turned = [(one.day, f"{one.channel.value} {one.words}".strip()) for one in record.touches]
    noted = [(one.day, _("remember: {words}").format(words=one.words)) for one in record.notes]
    told = [
        (one.day, _("told, number {id}: {what}").format(id=one.id, what=told_words(one)))
        for one in record.told
        if not one.is_denied
    ]
    every = sorted(bought + turned + noted + told, reverse=True)
    return [(day.isoformat(), what) for day, what in every]


@app.command()
def today(
    context: typer.Context,
    on: On = None,
    minutes: Annotated[int | None, typer.Option(min=0, help="Minutes to spend.")] = None,
    cards: Annotated[int | None, typer.Option(min=0, help="Cards at most.")] = None,
    calls: Annotated[int | None, typer.Option(min=0, help="Calls at most.")] = None,
    seed: Annotated[int, typer.Option(help="Another draw of the chance.")] = 0,
) -> None:
    """Plan the day: the few people worth a card or a call, and why."""
    from notecard.workflows.claim_rows import counter_of
    from notecard.workflows.plan_day import open_day

    options = options_of(context)
    with options.store() as store:
        plan = open_day(
            store,
            read_day(on),
            minutes=minutes,
            cards=cards,
            calls=calls,
            seed=seed,
            counter=counter_of(store),
        )
    if options.json:
        put_json(plan_json(plan))
    else:
        put_table(
            (_("id"), _("name"), _("how"), _("why")),
            [(row.customer, row.name, row.channel.value, row.why) for row in plan.rows],
            _("Nobody today. That is a good sign, or an empty shop: notecard import FILE"),
        )


def plan_json(plan: DayPlan) -> dict[str, Any]:
    """Return the plan of a day with the promised keys."""
    return {
        "day": plan.day.isoformat(),
        "minutes": plan.minutes,
        "rows": [
            {
                "customer": row.customer,
                "name": row.name,
                "channel": row.channel.value,
                "lane": row.lane.value,
                "why": row.why,
                "evidence": list(row.evidence),
                "points": row.points,
                "minutes": row.minutes,
            }
            for row in plan.rows
        ],
        "held": [{"customer": one.customer, "reason": one.reason} for one in plan.held],
    }


@app.command()
def suggest(
    context: typer.Context,
    number: ForCustomer,
    channel: Annotated[
        str, typer.Option("--for", metavar="card|call|post", help="What for.")
    ] = "card",
    on: On = None,
    count: Annotated[int, typer.Option(min=1, max=20, help="How many.")] = 3,
    tone: Annotated[str, typer.Option(help="warm, plain or playful.")] = "",
    length: Annotated[str, typer.Option(help="short or long.")] = "",
    say: Annotated[str, typer.Option(metavar="TEXT", help="For a post: your own words.")] = "",
    rewrite: Annotated[
        bool, typer.Option("--rewrite", help="Let the shop's local model put it another way.")
    ] = False,
) -> None:
    """Suggest what to write by hand; every fact in it is proved by purchases."""
    from notecard.workflows.suggest_words import suggest as suggestions_for

    if channel not in ("card", "call", "post"):
        raise typer.BadParameter(_("one of card, call, post"), param_hint="--for")
    options = options_of(context)
    if channel == "post":
        _post(options, number, read_day(on), say)
        return
    with options.store() as store:
        found = suggestions_for(
            store,
            number,
            read_day(on),
            count=count,
            tone=tone,
            length=length,
            channel=Channel(channel),
        )
        if rewrite and channel == "card":
            from notecard.workflows.rewrite_words import rewrite as rewritten

            found = rewritten(store, number, read_day(on), found)
    if options.json:
        put_json([suggestion_json(one) for one in found])
    else:
        put_words("\n\n".join("\n".join((*one.lines, one.asks)).rstrip() for one in found))


def _post(options: Options, number: int, day: date, own: str) -> None:
    """Print a story; exit code 3 where something in it would give somebody away."""
    from notecard.workflows.draft_story import draft_story

    with options.store() as store:
        drafted = draft_story(store, number, day, own)
    found = drafted.as_suggestions()
    if options.json:
        put_json([suggestion_json(one) for one in found])
    else:
        put_words("\n\n".join((*(one.text for one in found), drafted.hint)))
    if not drafted.is_clean:
        raise typer.Exit(3)


def suggestion_json(one: Suggestion) -> dict[str, Any]:
    """Return a suggestion with the promised keys."""
    return {
        "id": one.id,
        "text": one.text,
        "lines": list(one.lines),
        "angle": one.angle,
        "tone": one.tone,
        "states": list(one.states),
        "facts": {
            fact.id: {"kind": fact.kind, "value": fact.value, "rows": list(fact.rows)}
            for fact in one.facts
        },
        "asks": one.asks or None,
        "words": one.words,
        "fits": one.fits,
    }


@app.command(name="remember")
def remember_(
    context: typer.Context,
    number: ForCustomer,
    text: Annotated[str, typer.Argument(help="What to remember.")],
    on: On = None,
    due: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day to come back to it (ISO).")
    ] = None,
) -> None:
    """Keep something to remember about a customer."""
    from notecard.workflows.remember import remember

    options = options_of(context)
    with options.store() as store:
        note = remember(store, number, text, read_day(on), read_day(due) if due else None)
    if options.json:
        put_json(note_json(note))
    else:
        put_words(_("Noted."))


@app.command(name="block")
def block_(
    context: typer.Context,
    number: ForCustomer,
    channel: Annotated[str, typer.Option(metavar="card|call|all", help="Which way.")] = "all",
    on: On = None,
    words: Annotated[str, typer.Option(metavar="TEXT", help="How they said it.")] = "",
) -> None:
    """Do not contact this customer any more, as they said today or on a day."""
    from notecard.store import customers as people
    from notecard.workflows.remember import block

    options = options_of(context)
    with options.store() as store:
        block(store, number, channel, read_day(on), words)
        with store.reading() as books:
            person = people.get(books, number)
    if options.json:
        put_json({"customer": person.id, "blocked": list(person.blocked)})
    else:
        put_words(
            _("{name} will not be suggested again.").format(name=called(person.name, person.id))
        )
