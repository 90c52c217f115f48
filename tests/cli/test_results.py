"""The results on the command line: the promised keys, and a table for people."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from notecard.cli import main
from notecard.core.customers import Channel
from notecard.store import notes, touches
from notecard.store.database import open_store
from tests import lots
from tests.lots import Lots

DAY = date(2026, 2, 3)
Ask = Callable[..., str]

ARM = {
    "lane", "thanked", "quiet", "returned_thanked", "returned_quiet", "difference", "low", "high",
}  # fmt: skip


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Return the program over a shop of some lots; two people were thanked."""
    store = open_store(tmp_path)
    with store.transaction() as books:
        many = Lots(DAY, 300, 150, 300, 90, share=50)
        few = Lots(DAY, 30, 20, 6, 2, lane="milestone")
        first, second, *_others = lots.write(books, many, few)
        touches.add(books, first, Channel.CARD, date(2025, 12, 30))
        touches.add(books, second, Channel.CALL, DAY, outcome="talked")
        notes.add(books, second, DAY, "has moved house")
    store.close()

    def asked(*arguments: str) -> str:
        with pytest.raises(SystemExit) as left:
            main([*arguments, "--home", str(tmp_path)])
        assert not left.value.code
        return capsys.readouterr().out

    return asked


def told(ask: Ask, on: str = "2026-09-10") -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(ask("results", "--json", "--on", on))
    return answer


def test_the_promised_keys(ask: Ask) -> None:
    answer = told(ask)
    assert answer["ok"] is True
    assert (answer["thanked"], answer["calls"], answer["conversations"]) == (2, 1, 1)
    assert (answer["cards"], answer["learnt"], answer["this_year"]["thanked"]) == (1, 1, 1)
    assert (answer["verdict"], answer["needed"]) == ("difference", 0)
    assert (answer["on"], answer["look"]) == ("2026-09-10", "2026-07-01")
    assert [set(one) for one in answer["arms"]] == [ARM, ARM]
    many, few = answer["arms"]
    assert (many["lane"], many["thanked"], many["quiet"]) == ("explore", 300, 300)
    assert (many["returned_thanked"], many["returned_quiet"]) == (150, 90)
    assert many["difference"] == pytest.approx(0.2)
    assert 0 < many["low"] < 0.2 < many["high"]
    assert (few["lane"], few["thanked"], few["quiet"]) == ("milestone", 30, 6)
    assert (few["difference"], few["low"], few["high"]) == (None, None, None)
    assert (answer["together"]["thanked"], answer["together"]["quiet"]) == (330, 306)
    assert sum(one["customers"] for one in answer["spread"]["visits"]) == 636
    assert sum(one["thanks"] for one in answer["spread"]["spent"]) == 2


def test_an_earlier_day_is_answered_as_it_was(ask: Ask) -> None:
    before = told(ask, "2026-06-30")
    assert (before["verdict"], before["look"], before["waiting"]) == ("cannot_tell", None, 636)
    assert (before["first_look"], before["arms"]) == ("2026-07-01", [])
    assert before["needed"] > 0
    assert told(ask, "2026-01-05")["thanked"] == 1
    assert told(ask, "2025-01-05")["thanked"] == 0
    assert told(ask, "2025-01-05")["waiting"] == 0


def test_a_person_reads_sentences_and_tables(ask: Ask) -> None:
    said = " ".join(ask("results", "--on", "2026-09-10").split())
    assert "people thanked 1 2" in said
    assert "This is more than chance" in said
    assert "A milestone 30 20 6 2 too few" in said
    assert "All 330 170 306 92" in said
    assert "Of 2 thank-yous in the last twelve months" in said
    assert "£" not in said


def test_a_new_shop_is_told_when_there_will_be_something(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["results", "--on", "2026-11-24", "--home", str(tmp_path)])
    said = " ".join(capsys.readouterr().out.split())
    assert "It cannot be told yet" in said
    assert "The first look that can tell of anybody is on 1 July 2027." in said
    assert "thank-yous" not in said
