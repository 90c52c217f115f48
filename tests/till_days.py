"""The daily exports of a till that always tells the end of the day before once more."""

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

MAPPING = """
currency = "GBP"
[columns]
receipt = "Receipt"
date = "Date"
unit_price = "Price"
item = "Item"
customer_id = "No"
customer = "Customer"
email = "Email"
"""
HEADER = ("Receipt", "Date", "Price", "Item", "No", "Customer", "Email")
RECEIPTS = 40  # a day; a tenth of them is told the day before too
_REGULARS = 4000


def write(folder: Path, days: int) -> Iterator[tuple[Path, dict[str, int]]]:
    """Write a file a day; yield each with what its receipts came to in pence."""
    chance = random.Random(days)
    last: list[list[str]] = []
    for day in range(days):
        today = last[-RECEIPTS // 10 :] + [
            row for number in range(RECEIPTS * 9 // 10) for row in _receipt(chance, day, number)
        ]
        place = folder / f"day-{day:04}.csv"
        with place.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADER, *today])
        yield place, _sums(today)
        last = today


def _receipt(chance: random.Random, day: int, number: int) -> list[list[str]]:
    when = date(2023, 1, 1) + timedelta(day)
    who = chance.randrange(_REGULARS)
    told = [str(who), f"Person Number{who}", f"person{who}@example.com"]
    price = f"{chance.randrange(100, 9900) / 100:.2f}"
    return [[f"{day}-{number}", when.isoformat(), price, "Teapot", *told]]


def _sums(rows: list[list[str]]) -> dict[str, int]:
    return {row[0]: round(float(row[2]) * 100) for row in rows}
