"""Calls on the command line: the list, and a call logged."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from notecard.cli import main
from notecard.core.settings import Shop, Staff
from notecard.store import shop as shops
from notecard.store import tables
from notecard.store.database import open_store
from tests import random_shop
from tests.random_shop import Sale

DAY = "2026-03-10"


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Ask = Callable[..., Answer]


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Return the program over a shop with two customers from years ago, one of them abroad."""
    store = open_store(tmp_path)
    with store.transaction() as books:
        random_shop.write(
            books, [Sale(who, 730 + n, 900, staff="Ruth") for who in (1, 2) for n in range(3)]
        )
        shops.put(books, Shop(name="Harbour Street", staff=(Staff("Ruth"),), quiet_share=0))
        for id, name, phone in (
            (1, "Maria Okafor", "0131 496 0001"),
            (2, "Ann Lee", "+1 212 555 0101"),
        ):
            where = tables.customers.c.id == id
            books.execute(update(tables.customers).where(where).values(name=name, phone=phone))
    store.close()

    def asked(*arguments: str) -> Answer:
        with pytest.raises(SystemExit) as left:
            main([*arguments, "--home", str(tmp_path)])
        captured = capsys.readouterr()
        return Answer(int(left.value.code or 0), captured.out, captured.err)

    return asked


def listed(ask: Ask, day: str = DAY) -> list[str]:
    told = ask("calls", "--on", day, "--minutes", "60", "--json").json
    return [row["name"] for row in told["rows"]]


def test_the_list_says_everything_there_is_to_know_before_calling(ask: Ask) -> None:
    told = ask("calls", "--on", DAY, "--at", "13:30", "--minutes", "60", "--json").json
    assert (told["ok"], told["day"]) == (True, DAY)
    rows = {row["name"]: row for row in told["rows"]}
    here, abroad = rows["Maria Okafor"], rows["Ann Lee"]
    assert (here["phone"], here["tel"]) == ("+44 131 496 0001", "tel:+441314960001")
    assert (here["local_time"], here["is_polite"]) == ("13:30", True)
    assert (abroad["e164"], abroad["region"]) == ("+12125550101", "US")
    assert (abroad["local_time"], abroad["is_polite"]) == ("09:30", True)
    assert abroad["country"]["name"] == "United States"
    assert here["by"] == "Ruth"
    assert here["evidence"]
    assert len(here["questions"]) == 2
    assert here["opener"]
    assert here["avoid"]
    assert here["voicemail"]


def test_of_another_day_without_a_time_nothing_is_said_of_the_clock(ask: Ask) -> None:
    first, again = (ask("calls", "--on", DAY, "--json") for _time in range(2))
    assert first.out == again.out
    assert {row["local_time"] for row in first.json["rows"]} == {None}


def test_the_table_names_the_number_and_warns_of_the_night(ask: Ask) -> None:
    table = " ".join(ask("calls", "--on", DAY, "--at", "21:30", "--minutes", "60").out.split())
    assert "Maria" in table
    assert "not now" in table
    assert ask("calls", "--on", "2019-01-01").out.strip() == "Nobody to call today."


def test_a_call_with_something_to_remember_heads_the_list_on_its_day(ask: Ask) -> None:
    told = ask(
        "call", "1", "--outcome", "talked", "--remember", "the move to Leith",
        "--again", "2026-05-04", "--by", "Ruth", "--seconds", "200", "--on", DAY, "--json",
    ).json  # fmt: skip
    assert told["ok"]
    assert (told["customer"], told["channel"], told["day"]) == (1, "call", DAY)
    assert (told["outcome"], told["by"], told["seconds"], told["reached"]) == (
        ("talked", "Ruth", 200, True)
    )
    assert told["lane"] == "long_time_hello"
    assert (told["note"]["words"], told["note"]["due"]) == ("the move to Leith", "2026-05-04")
    assert "Maria Okafor" not in listed(ask)
    assert listed(ask, "2026-05-04")[0] == "Maria Okafor"
    first = ask("calls", "--on", "2026-05-04", "--json").json["rows"][0]
    assert (first["lane"], first["remembered"]) == ("note_due", "the move to Leith")


def test_do_not_call_holds_for_ever(ask: Ask) -> None:
    told = ask("call", "2", "--outcome", "do_not_call", "--on", DAY, "--json").json
    assert told["blocked"] == ["call"]
    assert all("Ann Lee" not in listed(ask, day) for day in (DAY, "2027-03-10", "2028-03-10"))


def test_a_wrong_number_is_told_of(ask: Ask) -> None:
    answer = ask("call", "2", "--outcome", "wrong_number", "--on", DAY)
    assert "Ask for the new one" in answer.out
    assert "Ann Lee" not in listed(ask, "2026-03-11")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("1", "--outcome", "perhaps"), 2, "talked, voicemail, no_answer"),
        (("1",), 2, "--outcome"),
        (("4711", "--outcome", "talked"), 1, "4711"),
        (("1", "--outcome", "talked", "--again", "soon"), 1, "is not a day"),
        (("1", "--outcome", "talked", "--again", "2020-01-01"), 1, "come after the call"),
        (("1", "--outcome", "do_not_call", "--again", "2027-01-01"), 1, "not called again"),
    ],
)
def test_refusals_change_nothing_and_say_the_way_out(
    ask: Ask, arguments: tuple[str, ...], code: int, says: str
) -> None:
    before = ask("customer", "show", "1", "--json").out
    answer = ask("call", *arguments, "--on", DAY)
    assert (answer.code, answer.out) == (code, "")
    assert says in " ".join(answer.err.replace("│", " ").split())
    assert ask("customer", "show", "1", "--json").out == before


def test_no_time_of_day_is_refused(ask: Ask) -> None:
    answer = ask("calls", "--on", DAY, "--at", "teatime")
    assert answer.code == 1
    assert "14:30" in answer.err
