"""The sample shop: made the same every time, believable, and alive on any day it is opened."""

import csv
import gzip
import importlib.util
import io
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from notecard.core.errors import StoreError
from notecard.core.thanks import Lane
from notecard.resources import SHIPPED
from notecard.store import cards, customers, notes, purchases, shop, touches
from notecard.store.database import Store, open_store
from notecard.workflows.plan_day import plan_day
from notecard.workflows.sample_shop import load_sample_shop, till_until

MAKER = Path(__file__).parent.parent / "sample_shop" / "make_sample_shop.py"
TILL = SHIPPED / "sample_shop" / "till.csv.gz"
TODAY = date(2031, 3, 5)

Receipts = dict[str, list[dict[str, str]]]


@pytest.fixture(scope="module")
def receipts() -> Receipts:
    found: Receipts = {}
    text = gzip.decompress(TILL.read_bytes()).decode()
    for row in csv.DictReader(io.StringIO(text, newline="")):
        found.setdefault(row["Receipt"], []).append(row)
    return found


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(tmp_path_factory.mktemp("sample"))
    load_sample_shop(store, TODAY)
    yield store
    store.close()


def test_the_shipped_file_is_what_the_script_makes() -> None:
    spec = importlib.util.spec_from_file_location("make_sample_shop", MAKER)
    assert spec is not None
    assert spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    made = maker.till_file()
    assert gzip.decompress(made) == gzip.decompress(TILL.read_bytes())
    assert made[4:8] == bytes(4), "no time stamp"
    assert len(made) < 500_000


def test_the_figures_are_those_of_a_small_shop(receipts: Receipts) -> None:
    known = Counter(rows[0]["Customer no"] for rows in receipts.values())
    walk_ins = known.pop("")
    assert len(receipts) == 6000
    assert 780 <= len(known) <= 840
    assert 0.35 <= walk_ins / 6000 <= 0.5
    assert sum(count == 1 for count in known.values()) > len(known) / 3
    assert sum(count >= 10 for count in known.values()) > 80
    assert 40 <= sum(rows[0]["Qty"].startswith("-") for rows in receipts.values()) <= 90
    assert {rows[0]["Staff"] for rows in receipts.values()} == {"Ruth", "Ben", "Aisha", "Tomasz"}


def test_the_year_has_a_christmas_and_the_door_is_shut_after_it(receipts: Receipts) -> None:
    days = [_day(rows[0]["Date"]) for rows in receipts.values()]
    months = Counter((day.year, day.month) for day in days)
    for year in (2023, 2024, 2025):
        assert months[year, 12] > 1.8 * months[year + 1, 2]
        assert not any(date(year, 12, 25) <= day <= date(year + 1, 1, 8) for day in days)
    assert min(days) >= max(days) - timedelta(3 * 366)


def test_the_names_are_written_in_many_scripts(receipts: Receipts) -> None:
    names = "".join({rows[0]["Customer"] for rows in receipts.values()})
    for script in ("[α-ω]", "[а-я]", "[ء-ي]", "[א-ת]", "[一-龯]", "[áéíóú]", "[łżńţț]"):
        assert re.search(script, names), script


def test_nobody_can_be_reached_by_what_stands_there(receipts: Receipts) -> None:
    rows = [rows[0] for rows in receipts.values()]
    for row in rows:
        assert re.fullmatch(r"(07700 900\d{3}|01632 960\d{3})?", row["Phone"])
        assert re.fullmatch(r"([a-z0-9.-]+@example\.(com|org|net))?", row["Email"])
        assert row["Country"] in {"", "FR", "DE"} or re.fullmatch(r"(QX.*)?", row["Postcode"])


def test_some_have_left_an_address_and_some_nothing(receipts: Receipts) -> None:
    people = {rows[0]["Customer no"]: rows[0] for rows in receipts.values()}
    del people[""]
    for column in ("Email", "Phone", "Street", "First name"):
        assert 0.5 < sum(bool(row[column]) for row in people.values()) / len(people) < 0.9
    homes = Counter((row["Street"], row["City"]) for row in people.values() if row["Street"])
    assert sum(count == 2 for count in homes.values()) >= 5


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 9, 27), date(2031, 3, 5)])
def test_it_ends_in_the_week_before_today_on_a_saturday(today: date) -> None:
    rows = list(csv.DictReader(io.StringIO(till_until(today), newline="")))
    last = max(_day(row["Date"]) for row in rows)
    assert today - timedelta(7) <= last < today
    assert last.weekday() == 5


def test_the_shop_is_introduced(sample: Store) -> None:
    with sample.reading() as books:
        ours = shop.get(books)
    assert (ours.name, ours.sign_off) == ("Harbour Street Pottery", "Ruth")
    assert [one.name for one in ours.staff if not one.here] == ["Ben"]


@pytest.mark.parametrize("later", range(7))
def test_somebody_stands_in_every_lane_whatever_the_weekday(tmp_path: Path, later: int) -> None:
    today = TODAY + timedelta(later)
    store = open_store(tmp_path)
    load_sample_shop(store, today)
    plan = plan_day(store, today, minutes=160, cards=30, calls=10)
    store.close()
    assert {row.lane for row in plan.rows} == set(Lane)
    assert plan.held


def test_the_sample_photo_finds_its_card(sample: Store) -> None:
    with sample.reading() as books:
        card = cards.get(books, "N0TECARDSAMP7")
        assert card is not None
        maria = customers.get(books, card.customer)
        summary = customers.summary(books, card.customer)
    assert (maria.name, maria.given) == ("Maria Okafor", "Maria")
    assert summary is not None
    assert summary.visits >= 15
    assert summary.usual_staff == "Ruth"
    assert not card.sent


def test_the_past_is_remembered(sample: Store) -> None:
    told = tomllib.loads((SHIPPED / "sample_shop" / "past.toml").read_text(encoding="utf-8"))
    with sample.reading() as books:
        for touch in told["touch"]:
            id = customers.find(books, touch["customer"])[0].customer.id
            assert touch["words"] in [kept.words for kept in touches.of_customer(books, id)]
        for note in told["note"]:
            id = customers.find(books, note["customer"])[0].customer.id
            assert note["words"] in [kept.words for kept in notes.of_customer(books, id)]
            bought = purchases.of_customer(books, id)
            assert bought[-1].day <= TODAY - timedelta(note["ago"]), "noted before they ever came"


def test_it_never_mixes_with_purchases_that_are_there(sample: Store) -> None:
    with sample.reading() as books:
        before = customers.count(books)
    with pytest.raises(StoreError) as refused:
        load_sample_shop(sample, TODAY)
    assert "--home" in refused.value.hint
    with sample.reading() as books:
        assert customers.count(books) == before


def _day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 - the shop's calendar
