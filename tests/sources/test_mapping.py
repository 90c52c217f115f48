"""Mappings: written, read again, and what they read."""

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notecard.core.errors import DatesUndecided, SettingsError
from notecard.core.purchases import Contact, Purchase, Read, RowProblem
from notecard.sources import Options, found, recognise
from notecard.sources.header_words import folded_word
from notecard.sources.mapped_csv import MappedCsv
from notecard.sources.mapping import ASK, COLUMNS, ORDERS, MappingFile, load_mapping
from notecard.sources.mapping_writer import (
    MappingExists,
    as_toml,
    safe_name,
    save_mapping,
    write_mapping,
)

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
lists = st.lists(words, min_size=1, max_size=3).map(tuple)
folded = st.sets(words.map(folded_word), max_size=3).map(frozenset)
mappings = st.builds(
    MappingFile,
    id=st.just("till"),
    label=words,
    columns=st.dictionaries(st.sampled_from(sorted(COLUMNS)), lists).map(
        lambda told: {"date": ("Date",), "unit_price": ("Price",), "email": ("Mail",)} | told
    ),
    recognise=st.sets(words, min_size=1).map(frozenset),
    currency=st.sampled_from(["", "EUR"]),
    decimal=st.sampled_from(".,"),
    thousands=st.sampled_from(["", ".", ",", "'", " "]),
    refund_words=folded,
    whole_refund_words=folded,
    refunds_are_positive=st.booleans(),
    not_counted_words=st.dictionaries(words.map(folded_word), words, max_size=3),
    strip_float=st.booleans(),
    countries=st.dictionaries(words, words, max_size=3),
    date_order=st.sampled_from([*ORDERS, ASK]),
)


@given(mapping=mappings, unused=st.lists(words, max_size=3))
def test_what_is_written_is_read_again(
    mapping: MappingFile, unused: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("mappings") / "till.toml"
    write_mapping(place, mapping, unused)
    assert load_mapping(place) == mapping


@given(name=st.text(max_size=200))
def test_any_name_is_a_safe_name(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert len(safe) <= 61
    assert not set(safe) & set(string.punctuation.replace("_", "") + string.whitespace)
    assert safe_name(safe) == safe


def test_a_name_cannot_leave_its_folder(tmp_path: Path) -> None:
    place = save_mapping(tmp_path, "../../etc/Café till", _mapping())
    assert place == tmp_path / "mappings" / "etc_café_till.toml"


def test_an_old_mapping_is_kept_until_told_otherwise(tmp_path: Path) -> None:
    place = save_mapping(tmp_path, "till", _mapping(label="Old"))
    with pytest.raises(MappingExists, match="till"):
        save_mapping(tmp_path, "Till", _mapping(label="New"))
    assert load_mapping(place).label == "Old"
    save_mapping(tmp_path, "till", _mapping(label="New"), replace=True)
    assert load_mapping(place).label == "New"
    assert list(place.parent.iterdir()) == [place]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "mappings").write_text("a file", encoding="utf-8")
    with pytest.raises(SettingsError, match="cannot be written"):
        save_mapping(tmp_path, "till", _mapping())


def test_rows_without_a_receipt_number_are_a_receipt_each_and_the_same_again(
    tmp_path: Path,
) -> None:
    text = "Date,Who,Total\n2026-03-01,Ann,5\n2026-03-01,Ann,5\n2026-03-02,Ben,7\n"
    first = _purchases(tmp_path, text)
    assert [one.gross for one in first] == [500, 500, 700]
    assert len({one.key for one in first}) == 3
    longer = _purchases(tmp_path, text + "2026-03-03,Cem,9\n")
    assert [one.key for one in longer[:3]] == [one.key for one in first]


def test_other_columns_and_their_order_do_not_change_the_number_of_a_row(tmp_path: Path) -> None:
    plain = _purchases(tmp_path, "Date,Who,Total\n2026-03-01,Ann,5\n")
    other = _purchases(tmp_path, "Balance,Total,Who,Date\n99,5,Ann,2026-03-01\n")
    assert plain[0].key == other[0].key


def test_an_address_book_is_read_as_contacts(tmp_path: Path) -> None:
    mapping = _mapping(kind="contacts", columns={"customer": ("First", "Last"), "email": ("Mail",)})
    told = _read(
        tmp_path, "First,Last,Mail\nAnn,Lee,ann@example.org\n,,\n , ,  \nBen,Fox,\n", mapping
    )
    people = [one.person for one in told if isinstance(one, Contact)]
    assert [(one.name, one.email) for one in people] == [
        ("Ann Lee", "ann@example.org"),
        ("Ben Fox", ""),
    ]
    assert not [one for one in told if isinstance(one, Purchase)]


_TOLD = {"date": ("Date",), "customer": ("Who",), "receipt_total": ("Total",)}


def test_yes_and_no_columns_tell_of_receipts_and_people(tmp_path: Path) -> None:
    columns = {**_TOLD, "deceased": ("Dead",), "do_not_call": ("Calls",), "gift": ("Gift",)}
    text = (
        "Date,Who,Total,Dead,Calls,Gift\n"
        "2026-03-01,Ann,5,no,x,\n"
        "2026-03-02,Ben,7,JA,0,perhaps\n"
        "2026-03-03,Cem,9,,,1\n"
    )
    reads = _read(tmp_path, text, _mapping(columns=columns))
    people = [one.person for one in reads if isinstance(one, Purchase)]
    assert [one.told for one in people] == [("do_not_call",), ("deceased",), ("gift",)]
    [problem] = [one for one in reads if isinstance(one, RowProblem)]
    assert (problem.line, problem.column) == (3, "Gift")
    assert "perhaps" in problem.message


def test_an_address_book_may_say_yes_and_no(tmp_path: Path) -> None:
    columns = {"customer": ("Who",), "moved": ("Gone",)}
    mapping = _mapping(kind="contacts", columns=columns)
    reads = _read(tmp_path, "Who,Gone\nAnn,oui\nBen,non\nCem,?\n", mapping)
    told = [one.person.told for one in reads if isinstance(one, Contact)]
    assert told == [("moved",), (), ()]
    assert [one.line for one in reads if isinstance(one, RowProblem)] == [4]


def test_what_is_told_of_somebody_does_not_make_another_receipt(tmp_path: Path) -> None:
    mapping = _mapping(columns={**_TOLD, "deceased": ("Dead",)})
    keys = [
        one.key
        for cell in ("no", "yes")
        for one in _read(tmp_path, f"Date,Who,Total,Dead\n2026-03-01,Ann,5,{cell}\n", mapping)
        if isinstance(one, Purchase)
    ]
    assert len(keys) == 2
    assert len(set(keys)) == 1


@pytest.mark.parametrize(("order", "day"), [("dmy", 3), ("mdy", 4)])
def test_the_order_of_day_and_month_is_obeyed(order: str, day: int, tmp_path: Path) -> None:
    mapping = _mapping(date_order=order)
    (told,) = _read(tmp_path, "Date,Who,Total\n03/04/2026,Ann,5\n", mapping)
    assert isinstance(told, Purchase)
    assert told.at.day == day


@pytest.mark.parametrize(
    ("order", "cells", "told", "days"),
    [
        (ASK, ("03/04/2026",), "dmy", [3]),
        (ASK, ("03/04/2026",), "mdy", [4]),
        (ASK, ("03/04/2026", "25/04/2026"), "", [3, 25]),  # the column tells
        (ASK, ("03/04/2026", "25/04/2026"), "mdy", [3, 25]),
        (ASK, ("2026-04-03",), "", [3]),
        ("dmy", ("03/04/2026",), "mdy", [3]),  # what is written down is no question
    ],
)
def test_an_order_that_is_asked_is_found_out(
    order: str, cells: tuple[str, ...], told: str, days: list[int], tmp_path: Path
) -> None:
    text = "Date,Who,Total\n" + "".join(f"{cell},Ann,5\n" for cell in cells)
    read = _read(tmp_path, text, _mapping(date_order=order), told)
    assert [one.at.day for one in read if isinstance(one, Purchase)] == days


def test_an_order_that_nothing_tells_is_asked(tmp_path: Path) -> None:
    with pytest.raises(DatesUndecided) as asked:
        _read(tmp_path, "Date,Who,Total\n03/04/2026,Ann,5\n", _mapping(date_order=ASK))
    assert (asked.value.column, asked.value.example) == ("Date", "03/04/2026")
    assert "till.toml" in asked.value.hint


def test_a_day_that_cannot_be_is_a_problem_of_its_row(tmp_path: Path) -> None:
    told = _read(tmp_path, "Date,Who,Total\nsoon,Ann,5\n2026-03-02,Ben,7\n", _mapping())
    assert [type(one) for one in told] == [RowProblem, Purchase]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ('kind = "people"', "none of purchases, contacts"),
        ('[dates]\norder = "ydm"', "none of dmy, mdy, ymd"),
        ('[columns]\nitem = "Item"', "date"),
        ('kind = "contacts"\n[columns]\ncity = "Town"', "customer"),
    ],
)
def test_what_is_wrong_in_a_mapping_is_named(change: str, words: str, tmp_path: Path) -> None:
    columns = "" if "[columns]" in change else '\n[columns]\ndate = "Date"\nunit_price = "Price"\n'
    place = tmp_path / "till.toml"
    place.write_text(change + columns, encoding="utf-8")
    with pytest.raises(SettingsError, match=words):
        load_mapping(place)


def test_a_mapping_made_for_just_this_header_goes_before_a_reader(tmp_path: Path) -> None:
    header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"
    place = tmp_path / "retail.csv"
    place.write_text(header + "\n", encoding="utf-8")
    assert recognise(place, found(tmp_path)).id == "online_retail"
    columns = {"date": ("InvoiceDate",), "unit_price": ("UnitPrice",)}
    own = _mapping(columns=columns, recognise=frozenset(header.split(",")))
    save_mapping(tmp_path, "zz_own", own)
    assert recognise(place, found(tmp_path)).id == "zz_own"


def test_the_text_has_a_friendly_head() -> None:
    text = as_toml(_mapping(), ["VAT"])
    assert text.startswith("# Which column of the file is what.")
    assert '# Not used: "VAT"' in text


def _mapping(**changes: object) -> MappingFile:
    told: dict[str, object] = {
        "id": "till",
        "label": "Till",
        "columns": {"date": ("Date",), "customer": ("Who",), "receipt_total": ("Total",)},
        "recognise": frozenset(),
        "date_order": "ymd",
    }
    return MappingFile(**(told | changes))  # type: ignore[arg-type]


def _read(tmp_path: Path, text: str, mapping: MappingFile, dates: str = "") -> list[Read]:
    place = tmp_path / "file.csv"
    place.write_text(text, encoding="utf-8")
    words = frozenset(word for said in mapping.columns.values() for word in said)
    source = MappedCsv(load_mapping(_written(tmp_path, mapping, words)))
    return list(source.read(place, Options(currency="EUR", dates=dates)))


def _written(tmp_path: Path, mapping: MappingFile, words: frozenset[str]) -> Path:
    from dataclasses import replace

    place = tmp_path / "till.toml"
    write_mapping(place, replace(mapping, recognise=words))
    return place


def _purchases(tmp_path: Path, text: str) -> list[Purchase]:
    return [one for one in _read(tmp_path, text, _mapping()) if isinstance(one, Purchase)]
