"""Telling what no receipt says on the command line, and wishes with their day."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from notecard.cli import main
from notecard.core.told import Kind
from notecard.store.database import open_store
from notecard.store.tables import customers


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
    """Return the program over a shop of two customers, numbered from 1."""
    store = open_store(tmp_path)
    with store.transaction() as books:
        for name in ("Maria Okafor", "Ben Lee"):
            books.execute(insert(customers).values(name=name, search=name.casefold()))
    store.close()

    def asked(*arguments: str) -> Answer:
        with pytest.raises(SystemExit) as left:
            main([*arguments, "--home", str(tmp_path)])
        captured = capsys.readouterr()
        return Answer(int(left.value.code or 0), captured.out, captured.err)

    return asked


def told(ask: Ask) -> list[dict[str, Any]]:
    return list(ask("customer", "show", "1", "--json").json["told"])


def test_a_gift_is_told_shown_and_taken_back(ask: Ask) -> None:
    answer = ask(
        "tell", "1", "gift", "--on", "2026-03-02", "--until", "2026-03-20",
        "--words", "For Jo", "--by", "Ruth", "--json",
    )  # fmt: skip
    assert answer.code == 0
    assert answer.json == {
        "ok": True,
        "id": 1,
        "customer": 1,
        "kind": "gift",
        "day": "2026-03-02",
        "until": "2026-03-20",
        "ended": None,
        "words": "For Jo",
        "by": "Ruth",
        "origin": "owner",
        "purchase": None,
    }
    assert told(ask) == [{key: value for key, value in answer.json.items() if key != "ok"}]
    assert "Bought a gift" in ask("customer", "show", "1").out
    assert ask("untell", "1").code == 0
    assert told(ask) == []
    assert ask("untell", "1").code == 1


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_its_word(ask: Ask, kind: Kind) -> None:
    assert ask("tell", "1", kind.value, "--json").json["kind"] == kind.value
    assert [one["kind"] for one in told(ask)] == [kind.value]


def test_a_complaint_is_solved(ask: Ask) -> None:
    ask("tell", "1", "complaint", "--on", "2026-03-02")
    answer = ask("untell", "1", "--from", "2026-03-09", "--by", "Ben", "--json")
    assert (answer.json["ended"], answer.json["by"]) == ("2026-03-09", "Ben")
    assert [one["ended"] for one in told(ask)] == ["2026-03-09"]


def test_slips_of_the_pen_are_named(ask: Ask) -> None:
    assert ask("tell", "1", "girft").code == 2
    assert ask("untell", "1", "--by", "Ben").code == 2
    assert ask("tell", "9", "gift").code == 1
    assert ask("tell", "1", "gift", "--until", "soon").code == 1
    assert ask("confirm", "9").code == 1
    assert told(ask) == []


def test_a_wish_has_a_day_and_words(ask: Ask) -> None:
    answer = ask("block", "1", "--channel", "call", "--on", "2026-03-02", "--words", "By mail.")
    assert answer.code == 0
    ask("block", "1", "--channel", "call", "--on", "2026-05-02")
    shown = ask("customer", "show", "1", "--json").json
    assert shown["blocked"] == ["call"]
    assert shown["wishes"] == [{"channel": "call", "day": "2026-03-02", "words": "By mail."}]
    listed = ask("customers", "--json").json
    assert [one["blocked"] for one in listed] == [[], ["call"]]
    assert "2026-03-02" in ask("customer", "show", "1").out


def test_something_to_remember_has_a_day_to_come_back_to(ask: Ask) -> None:
    answer = ask("remember", "1", "Her exam", "--on", "2026-03-02", "--due", "2026-03-20", "--json")
    assert (answer.json["day"], answer.json["due"]) == ("2026-03-02", "2026-03-20")
    assert ask("remember", "1", "Her exam", "--due", "someday").code == 1
