from datetime import UTC, datetime

from notecard.core.purchases import Contact, Person, Purchase, RowProblem
from notecard.sources.live.told import Told

NOON = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)


def _sale(key: str, hour: int, gross: int = 100) -> Purchase:
    return Purchase(key, NOON.replace(hour=hour), "GBP", gross)


def test_each_is_kept_once_as_told_last_and_in_one_order() -> None:
    one, other = _sale("b", 9), _sale("a", 10)
    person = Contact(Person("C1", "Ruth"))
    for order in ([one, other, person], [person, other, one]):
        with Told() as told:
            told.keep([_sale("b", 11, 5)])
            told.keep(order)
            assert list(told.reads()) == [person, one, other]
            assert told.count == 3


def test_customers_made_into_one_stand_beside_who_they_are() -> None:
    person, merged = Contact(Person("C1", "Ruth")), Contact(Person("C1"), 0, ("C0",))
    with Told() as told:
        told.keep([merged, person, RowProblem(0, "total", "Order 1: no amount")])
        assert sum(isinstance(one, Contact) for one in told.reads()) == 2
        assert told.count == 3
