"""The sample exports of every system, read as an owner's: what they hold, to the last cent."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from notecard.core.imports import FileReport
from notecard.core.purchases import Contact, Purchase, Read
from notecard.sources import Options, Source, found, recognise
from notecard.sources.sheet import find_header

EXPORTS = "data/exports"
SOURCES = {source.id: source for source in found()}


def _samples() -> list[str]:
    """Return the names of the samples; without the folder of real data one that then skips."""
    root = Path(__file__).parents[2]
    for place in (root.parent / "shared", root.parent.parent / "shared"):
        names = sorted(path.name for path in (place / EXPORTS).glob("*.expected.json"))
        if names:
            return names
    return ["none.expected.json"]


@pytest.fixture(params=_samples())
def told(request: pytest.FixtureRequest, shared: Path) -> dict[str, Any]:
    """Return what is expected of one sample, and where it lies."""
    expected = json.loads((shared / EXPORTS / request.param).read_text(encoding="utf-8"))
    place = shared / EXPORTS / expected.get("file", request.param.replace("expected.json", "vcf"))
    return expected | {"place": place}


def _own_currency(told: dict[str, Any]) -> str:
    """Return the shop's own currency: the notes name it where the file does not."""
    named = re.search(r"counted as ([A-Z]{3})", " ".join(told.get("notes", [])))
    return named[1] if named else "USD"


def _read(told: dict[str, Any]) -> tuple[Source, list[Read], FileReport]:
    place = told["place"]
    source = recognise(place, list(SOURCES.values()))
    reads = list(source.read(place, Options(currency=_own_currency(told))))
    report = FileReport(place.name, source.id)
    for read in reads:
        if not isinstance(read, Purchase) or read.is_order:
            report.count(read)
    return source, reads, report


def test_one_reader_knows_it_and_no_other(told: dict[str, Any]) -> None:
    knowing = [one for one in SOURCES.values() if find_header(told["place"], one.recognises)]
    assert len(knowing) == 1


def test_every_count_is_as_expected(told: dict[str, Any]) -> None:
    source, reads, report = _read(told)
    got = report.as_json()
    assert got["problems"] == []
    if "contacts" in told:
        _same_people(told, reads)
        return
    aside = sum(read.records for read in reads if isinstance(read, Purchase) and not read.is_order)
    assert got["records"] + aside == told["physical_records"]
    for name in ("orders", "orders_counted", "orders_without_customer"):
        assert got[name] == told[name], name
    assert got["refund_records"] == told.get("refund_records", got["refund_records"])
    assert got["not_counted"] == told["not_counted_orders"]
    assert sorted(got["full_refunds"]) == sorted(told["full_refund_orders"])
    assert sorted(got["partial_refunds"]) == sorted(told["partial_refund_orders"])
    if told["line_items"] is None:
        assert source.tells.lines < 2
    else:
        assert source.tells.lines == 2
        assert got["line_items"] == told["line_items"]
    _same_totals(source, got["totals"], told["totals_by_currency"])


def _same_totals(source: Source, got: dict[str, Any], expected: dict[str, Any]) -> None:
    assert set(got) == set(expected)
    for currency, sums in expected.items():
        assert float(got[currency]["gross"]) == float(sums["gross"])
        if sums["refunded"] is None:
            assert not source.tells.refunds
        else:
            assert float(got[currency]["refunded"]) == float(sums["refunded"])
            assert float(got[currency]["net"]) == float(sums["net"])


def _same_people(told: dict[str, Any], reads: list[Read]) -> None:
    people = [read.person for read in reads if isinstance(read, Contact)]
    assert len(people) == told["contacts"]
    assert sum(bool(person.email) for person in people) == told["with_email"]
    assert sum(bool(person.phone) for person in people) == told["with_phone"]
    assert sum(not person.name for person in people) == told["without_name"]


def test_the_days_are_the_shops_own(told: dict[str, Any]) -> None:
    if "first_order_local" not in told:
        return
    _source, reads, _report = _read(told)
    days = [
        read.at.date().isoformat()
        for read in reads
        if isinstance(read, Purchase) and read.is_order and not read.refund_of
    ]
    assert min(days) == told["first_order_local"]
    assert max(days) == told["last_order_local"]
