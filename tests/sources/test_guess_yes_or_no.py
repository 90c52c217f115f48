"""A column of yes and no is guessed only where its header says plainly what it tells."""

from pathlib import Path

import pytest

from notecard.sources.guess import guess


def _meant(tmp_path: Path, header: str, *cells: str) -> str:
    place = tmp_path / "unknown.csv"
    rows = "".join(
        f"{number},2026-03-0{number},Ann Lee {number},{number}.50,{cell}\n"
        for number, cell in enumerate(cells, start=1)
    )
    place.write_text(f"Receipt,Date,Customer,Total,{header}\n{rows}", encoding="utf-8")
    return guess(place).columns[-1].meaning


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("Deceased", "deceased"),
        ("VERSTORBEN", "deceased"),
        ("Do not call", "do_not_call"),
        ("do_not_call", "do_not_call"),
        ("Nicht anrufen", "do_not_call"),
        ("Ne pas contacter", "do_not_contact"),
        ("Do not mail", "do_not_mail"),
    ],
)
def test_a_plain_header_over_yes_and_no_is_told(tmp_path: Path, header: str, meaning: str) -> None:
    assert _meant(tmp_path, header, "yes", "no", "", "1") == meaning


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Deceased", ("2019-03-01", "no")),
        ("Deceased", ("perhaps", "yes")),
        ("Gift", ("yes", "no")),
        ("Moved", ("yes", "no")),
        ("Call", ("yes", "no")),
        ("Next of kin deceased", ("yes", "no")),
    ],
)
def test_nothing_else_is(tmp_path: Path, header: str, cells: tuple[str, ...]) -> None:
    known = {"deceased", "do_not_call", "do_not_contact", "do_not_mail", "gift", "moved"}
    assert _meant(tmp_path, header, *cells) not in known


def test_two_of_a_kind_are_told_by_the_first(tmp_path: Path) -> None:
    place = tmp_path / "unknown.csv"
    place.write_text(
        "Name,Email,Do not call,No calls\nAnn Lee,ann@example.org,yes,yes\n", encoding="utf-8"
    )
    found = guess(place)
    assert found.kind == "contacts"
    assert [one.meaning for one in found.columns[2:]] == ["do_not_call", ""]
