"""The call list, and a call logged."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from notecard.cli.options import On, options_of, read_day
from notecard.cli.output import put_json, put_table, put_words
from notecard.cli.people import ForCustomer, note_json, touch_json
from notecard.core.calls import Outcome
from notecard.core.customers import Channel, called
from notecard.core.errors import NotecardError
from notecard.core.words import _

if TYPE_CHECKING:
    from notecard.store.database import Store
    from notecard.workflows.calls import CallRow, Logged

app = typer.Typer()

_OUTCOMES = "|".join(Outcome)


@app.command()
def calls(
    context: typer.Context,
    on: On = None,
    at: Annotated[
        str | None,
        typer.Option(metavar="HH:MM", help="The time to answer for, by the shop's clock."),
    ] = None,
    most: Annotated[int | None, typer.Option("--calls", min=0, help="Calls at most.")] = None,
    minutes: Annotated[int | None, typer.Option(min=0, help="Minutes to spend.")] = None,
    seed: Annotated[int, typer.Option(help="Another draw of the chance.")] = 0,
) -> None:
    """List the day's calls: whom, why, who should call, the time there, and what to say."""
    from notecard.workflows.calls import call_list

    options, day = options_of(context), read_day(on)
    with options.store() as store:
        now = _now(store, day, on, at)
        rows = call_list(store, day, minutes=minutes, calls=most, seed=seed)
    if options.json:
        put_json({"day": day.isoformat(), "rows": [_row_json(row, now) for row in rows]})
    else:
        put_table(
            (_("id"), _("name"), _("number"), _("there"), _("who calls"), _("why")),
            [_row_cells(row, now) for row in rows],
            _("Nobody to call today."),
        )


def _now(store: "Store", day: date, on: str | None, at: str | None) -> datetime | None:
    """Return the moment to answer for; of another day without a time there is none."""
    from notecard.store import shop
    from notecard.workflows.take_in import zone_of

    if at is None:
        return datetime.now().astimezone() if on is None else None
    with store.reading() as books:
        zone: ZoneInfo = zone_of(shop.get(books))
    try:
        return datetime.combine(day, time.fromisoformat(at), zone)
    except ValueError:
        raise NotecardError(
            _("“{text}” is no time of day.").format(text=at),
            _("Write hours and minutes, for example 14:30."),
        ) from None


def _row_json(call: "CallRow", now: datetime | None) -> dict[str, Any]:
    row, script = call.row, call.script
    there = call.there(now) if now else None
    return {
        "customer": row.customer,
        "name": row.name,
        "channel": row.channel.value,
        "lane": row.lane.value,
        "why": row.why,
        "evidence": list(row.evidence),
        "points": row.points,
        "minutes": row.minutes,
        "by": row.by or None,
        "phone": call.telephone.written,
        "e164": call.telephone.e164 or None,
        "tel": call.telephone.tel or None,
        "region": call.telephone.region or None,
        "local_time": there.words if there else None,
        "is_polite": there.is_polite if there else None,
        "polite_hours": [f"{one:%H:%M}" for one in (call.country.start, call.country.end)],
        "opener": list(script.opener),
        "questions": list(script.questions),
        "avoid": list(script.avoid),
        "voicemail": script.voicemail,
        "remembered": script.remembered or None,
        "country": {
            "name": call.country.name,
            "words": list(call.country.words),
            "source": call.country.source,
        },
    }


def _row_cells(call: "CallRow", now: datetime | None) -> tuple[object, ...]:
    there = call.there(now) if now else None
    words = there.words if there else ""
    if there and not there.is_polite:
        words = _("{time}, not now").format(time=words)
    row = call.row
    return (row.customer, row.name, call.telephone.written, words, row.by, row.why)


@app.command()
def call(
    context: typer.Context,
    number: ForCustomer,
    outcome: Annotated[str, typer.Option(metavar=_OUTCOMES, help="How it ended.")],
    remember: Annotated[
        str, typer.Option(metavar="TEXT", help="Something to remember about them.")
    ] = "",
    again: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day to call again (ISO).")
    ] = None,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who called.")] = "",
    seconds: Annotated[
        int | None, typer.Option(min=0, help="How long it took, if measured.")
    ] = None,
    on: On = None,
) -> None:
    """Keep how a call ended, what to remember of it, and when to call again."""
    from notecard.workflows.calls import log_call

    if outcome not in set(Outcome):
        raise typer.BadParameter(
            _("one of {names}").format(names=", ".join(Outcome)), param_hint="--outcome"
        )
    options, day = options_of(context), read_day(on)
    later = None if again is None else read_day(again)
    with options.store() as store:
        logged = log_call(
            store,
            number,
            day,
            Outcome(outcome),
            remember=remember,
            again=later,
            by=by,
            lane=_lane(store, number, day),
            seconds=seconds,
        )
        name, blocked = _who(store, logged.touch.customer)
    if options.json:
        put_json(_logged_json(logged, blocked))
    else:
        put_words(_said(logged, name))


def _lane(store: "Store", number: int, day: date) -> str:
    """Return the occasion the day's plan has for calling somebody, none for a call of one's own."""
    from notecard.store import customers
    from notecard.workflows.plan_day import plan_day

    with store.reading() as books:
        who = customers.get(books, number).id
    planned = (
        row.lane.value
        for row in plan_day(store, day).rows
        if row.customer == who and row.channel is Channel.CALL
    )
    return next(planned, "")


def _who(store: "Store", number: int) -> tuple[str, tuple[str, ...]]:
    from notecard.store import customers

    with store.reading() as books:
        person = customers.get(books, number)
    return called(person.name, person.id), person.blocked


def _logged_json(logged: "Logged", blocked: tuple[str, ...]) -> dict[str, Any]:
    touch = logged.touch
    return {
        **touch_json(touch),
        "outcome": touch.outcome,
        "by": touch.by or None,
        "lane": touch.lane or None,
        "seconds": touch.seconds,
        "reached": touch.reached,
        "note": note_json(logged.note) if logged.note else None,
        "come_back": list(logged.come_back),
        "told": logged.told.kind.value if logged.told else None,
        "blocked": list(blocked),
    }


def _said(logged: "Logged", name: str) -> str:
    if logged.touch.outcome == Outcome.DO_NOT_CALL:
        return _("{name} will never be called again.").format(name=name)
    if logged.touch.outcome == Outcome.WRONG_NUMBER:
        return _("Noted: the number of {name} is wrong. Ask for the new one.").format(name=name)
    if logged.note and logged.note.due:
        words = _("Noted: {name}. The call comes back on {day}.")
        return words.format(name=name, day=logged.note.due.isoformat())
    return _("Noted: {name}.").format(name=name)
