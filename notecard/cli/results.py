"""The results: people thanked, and what can honestly be said of who came back."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from notecard.cli.options import On, options_of, read_day
from notecard.cli.output import put_json, put_table, put_words
from notecard.core.results import Compared, Visits
from notecard.core.results_in_words import plain_number, sentence
from notecard.core.thanked import Group, Tally, group_words, lane_name, said_groups, shares
from notecard.core.words import _

if TYPE_CHECKING:
    from notecard.workflows.results import Results

app = typer.Typer()


@app.command(name="results")
def results_(context: typer.Context, on: On = None) -> None:
    """Show who was thanked, and what can honestly be said of who came back."""
    from notecard.workflows.results import results

    options = options_of(context)
    with options.store() as store:
        found = results(store, read_day(on))
    if options.json:
        put_json(_json(found))
    else:
        _put(found)


def _json(found: "Results") -> dict[str, Any]:
    result = found.result
    return {
        "on": found.day.isoformat(),
        "thanked": found.ever.people,
        **_tally_json(found.ever),
        "this_year": {"thanked": found.this_year.people, **_tally_json(found.this_year)},
        "arms": [_compared_json(one) for one in result.lanes],
        "together": _compared_json(result.together),
        "visits": {
            "thanked": result.visits.thanked,
            "quiet": result.visits.quiet,
            **_interval_json(result.visits),
        },
        "verdict": result.verdict.value,
        "needed": result.needed,
        "worth": result.worth,
        "waiting": result.waiting,
        "look": result.look.isoformat() if result.look else None,
        "next_look": result.next_look.isoformat(),
        "first_look": found.first_look.isoformat(),
        "quiet_share": found.share,
        "known_until": found.known_until.isoformat() if found.known_until else None,
        "words": sentence(result),
        "spread": _groups_json(found),
    }


def _tally_json(tally: Tally) -> dict[str, int]:
    return {name: count for name, count in asdict(tally).items() if name != "people"}


def _compared_json(one: Compared) -> dict[str, Any]:
    return {
        "lane": one.lane or None,
        "thanked": one.thanked,
        "quiet": one.quiet,
        "returned_thanked": one.returned_thanked,
        "returned_quiet": one.returned_quiet,
        **_interval_json(one),
    }


def _interval_json(one: Compared | Visits) -> dict[str, float | None]:
    names = ("difference", "low", "high")
    return {name: getattr(one.interval, name) if one.interval else None for name in names}


def _groups_json(found: "Results") -> dict[str, list[dict[str, Any]]]:
    told: dict[str, list[dict[str, Any]]] = {}
    for one in found.groups:
        of_people, of_thanks = shares(one, found.groups)
        row = {
            "from": one.least,
            "customers": one.customers,
            "thanks": one.thanks,
            "share_of_customers": of_people,
            "share_of_thanks": of_thanks,
        }
        told.setdefault(one.by, []).append(row)
    return told


def _put(found: "Results") -> None:
    from notecard.workflows.plan_day import say_date
    from notecard.workflows.results import said

    put_table(("", _("this year"), _("ever")), list(_counts(found)))
    put_words("\n" + "\n".join(said(found, say_date)))
    if arms := [_arm_row(one) for one in (*found.result.lanes, found.result.together) if _all(one)]:
        put_words("")
        columns = (_("occasion"), _("to be thanked"), _("came back"), _("left in peace"))
        put_table((*columns, _("came back"), _("difference"), _("95% certain")), arms)
    if any(one.thanks for one in found.groups):
        put_words("\n" + said_groups(found.groups, plain_number))
        put_table(
            (_("twelve months"), _("customers"), _("thanks")),
            [_group_row(one, found) for one in found.groups if one.customers],
        )


def _counts(found: "Results") -> Iterator[tuple[str, int, int]]:
    now, ever = found.this_year, found.ever
    yield _("people thanked"), now.people, ever.people
    yield _("cards"), now.cards, ever.cards
    yield _("calls"), now.calls, ever.calls
    yield _("conversations"), now.conversations, ever.conversations
    yield _("things learnt"), now.learnt, ever.learnt
    yield _("notes come back to"), now.notes_kept, ever.notes_kept
    yield _("facts you told"), now.told, ever.told


def _arm_row(one: Compared) -> tuple[object, ...]:
    counts = (one.thanked, one.returned_thanked, one.quiet, one.returned_quiet)
    name = lane_name(one.lane) if one.lane else _("All together")
    if one.interval is None:
        return (name, *counts, _("too few"), "")
    low, high = 100 * one.interval.low, 100 * one.interval.high
    return (name, *counts, f"{100 * one.interval.difference:+.1f}", f"{low:+.1f} … {high:+.1f}")


def _group_row(one: Group, found: "Results") -> tuple[str, str, str]:
    of_people, of_thanks = shares(one, found.groups)
    return (
        group_words(one),
        f"{one.customers} ({of_people:.0%})",
        f"{one.thanks} ({of_thanks:.0%})",
    )


def _all(one: Compared) -> int:
    return one.thanked + one.quiet
