"""Who is who on the command line: merge, unmerge, alike, answer."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from notecard.cli import main
from notecard.store.customers import search_text
from notecard.store.database import open_store
from notecard.store.tables import customers

PEOPLE = (
    ("Maria Okafor", "maria.okafor@example.com", "1980-05-17"),
    ("Okafor, Maria", "maria.okafor@example.org", "1980-05-17"),
    ("Jose Garcia", "", ""),
    ("José García", "", ""),
    ("Jose Garcia", "", ""),
    ("Pieter van der Berg", "pieter@example.com", ""),
)


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
    """Return the program over a shop of six customers, numbered from 1."""
    store = open_store(tmp_path)
    with store.transaction() as books:
        for name, email, birthday in PEOPLE:
            told = {"name": name, "email": email, "birthday": birthday}
            search = search_text(name, email, "")
            books.execute(insert(customers).values(**told, search=search))
    store.close()

    def asked(*arguments: str) -> Answer:
        with pytest.raises(SystemExit) as left:
            main([*arguments, "--home", str(tmp_path)])
        captured = capsys.readouterr()
        return Answer(int(left.value.code or 0), captured.out, captured.err)

    return asked


def _names(ask: Ask, find: str) -> list[str]:
    return [one["name"] for one in ask("customers", "--find", find, "--json").json]


def test_two_are_merged_and_taken_apart_again(ask: Ask) -> None:
    before = ask("customers", "--json").out
    told = ask("--json", "customer", "merge", "2", "1").json
    assert told == {"ok": True, "kept": 2, "gone": 1, "merge": told["merge"]}
    assert _names(ask, "okafor") == ["Okafor, Maria"]
    ask("remember", "1", "likes jam")
    shown = ask("customer", "show", "1", "--json").json
    assert (shown["id"], [note["words"] for note in shown["notes"]]) == (2, ["likes jam"])
    again = ask("customer", "unmerge", "1", "--json").json
    assert again == told
    assert ask("customers", "--json").out == before


def test_who_is_merged_into_somebody_stands_for_them(ask: Ask) -> None:
    ask("customer", "merge", "1", "2")
    told = ask("customer", "merge", "2", "6", "--json").json
    assert (told["kept"], told["gone"]) == (1, 6)


def test_who_might_be_one_is_listed_the_likeliest_first(ask: Ask) -> None:
    found = ask("customer", "alike", "--json").json
    assert [set(one) for one in found] == [{"customers", "score", "reasons"}] * 2
    assert [one["customers"] for one in found] == [[1, 2], [3, 4, 5]]
    assert 1 >= found[0]["score"] > found[1]["score"] > 0
    assert "The name is the same." in found[0]["reasons"]
    assert len(ask("customer", "alike", "--limit", "1", "--json").json) == 1
    table = ask("customer", "alike").out
    assert "Maria Okafor" in table
    assert "The name is the same." in " ".join(table.split())


@pytest.mark.parametrize(("verdict", "merges"), [("same", 1), ("different", 0), ("household", 0)])
def test_an_answer_is_never_asked_for_again(ask: Ask, verdict: str, merges: int) -> None:
    told = ask("customer", "answer", "1", "2", verdict, "--json").json
    assert (told["customers"], told["verdict"]) == ([1, 2], verdict)
    assert len(told["merges"]) == merges
    assert [one["customers"] for one in ask("customer", "alike", "--json").json] == [[3, 4, 5]]
    assert len(_names(ask, "okafor")) == 2 - merges


def test_a_whole_group_is_answered_at_once(ask: Ask) -> None:
    assert len(ask("customer", "answer", "3", "4", "5", "same", "--json").json["merges"]) == 2
    assert _names(ask, "garcia") == ["Jose Garcia"]
    ask("customer", "answer", "1", "2", "different")
    assert ask("customer", "alike").out.strip() == "Nobody looks like somebody else."


def test_an_unmerged_pair_is_not_suggested_again(ask: Ask) -> None:
    ask("customer", "merge", "1", "2")
    assert "Two customers again" in ask("customer", "unmerge", "2").out
    assert [one["customers"] for one in ask("customer", "alike", "--json").json] == [[3, 4, 5]]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("merge", "1", "1"), 1, "two different customers"),
        (("merge", "1", "4711"), 1, "no customer with the number 4711"),
        (("unmerge", "1"), 1, "never merged"),
        (("unmerge", "4711"), 1, "4711"),
        (("answer", "1", "same"), 1, "two different customers"),
        (("answer", "1", "2", "perhaps"), 2, "same, different, household"),
        (("answer", "1", "same", "2"), 2, "same|different|household"),
        (("merge", "1"), 2, "ID"),
        (("alike", "--limit", "0"), 2, "limit"),
    ],
)
def test_refusals_change_nothing_and_say_the_way_out(
    ask: Ask, arguments: tuple[str, ...], code: int, says: str
) -> None:
    before = ask("customer", "alike", "--json").out
    answer = ask("customer", *arguments)
    assert (answer.code, answer.out) == (code, "")
    assert says in " ".join(answer.err.replace("│", " ").split())
    assert ask("customer", "alike", "--json").out == before


def test_who_is_one_already_is_refused(ask: Ask) -> None:
    ask("customer", "merge", "1", "2")
    for arguments in (("merge", "2", "1"), ("answer", "1", "2", "different")):
        refused = ask("customer", *arguments)
        assert refused.code == 1
        assert "notecard customer unmerge 1" in refused.err
