"""First of all the checker must tell wrong from right: every lie planted here is found."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from notecard.core.facts import Fact, Suggestion
from notecard.core.purchases import Kind, KnownPurchase, LineItem
from notecard.core.settings import Shop, Staff
from notecard.writing.kinds import load_kinds
from notecard.writing.phrases import load_bank
from notecard.writing.verifier import Books, problems

DAY = date(2026, 3, 10)
BANK = load_bank("en")


def sale(id: int, ago: int, name: str = "TEAPOT BL 1.2L", net: int = 900) -> KnownPurchase:
    lines = (LineItem(name, Decimal(1), net),)
    day = DAY - timedelta(days=ago)
    return KnownPurchase(id, "x", str(id), day, "GBP", net, 0, Kind.SALE, "Ruth", lines)


def books(*purchases: KnownPurchase, **changed: object) -> Books:
    shop = Shop(name="Harbour Street", sign_off="Ruth & Ben", staff=(Staff("Ruth"),))
    plain = Books(purchases, "Maria Okafor", "Maria", shop, DAY, load_kinds("en"))
    return replace(plain, **changed)  # type: ignore[arg-type]


def card(body: str, *facts: Fact, greeting: str = "Hello,") -> Suggestion:
    lines = (greeting, body, "Warmly,", "Ruth & Ben")
    states = tuple(fact.id for fact in facts)
    return Suggestion("x", "\n".join(lines), lines, "thing", "warm", states, facts)


def found(suggestion: Suggestion, known: Books) -> list[str]:
    short = replace(suggestion, fits=False)  # the fit is looked at in a test of its own
    return problems(short, known, BANK, spoken=False)


THING = Fact("thing", "thing", "teapot", (1,))
FIRST = Fact("first_visit", "visits", "", (1,))


def test_a_true_and_plain_text_has_no_problem() -> None:
    known = books(sale(1, 3))
    text = "Your first visit, and you chose the teapot. We like your eye."
    assert found(card(text, THING, FIRST), known) == []
    assert found(card("Thank you.", Fact("given", "name", "Maria", ())), known) == []


VISITS = tuple(sale(number, 3 + 20 * (5 - number)) for number in range(1, 6))
ALL = (1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    "lie",
    [
        Fact("thing", "thing", "kettle", (1,)),
        Fact("thing", "thing", "teapot", (99,)),
        Fact("thing", "thing", "teapot", ()),
        Fact("first_visit", "visits", "", ALL),
        Fact("ordinal", "visits", "tenth", ALL),
        Fact("ordinal", "visits", "fifth", ALL[:4]),
        Fact("times", "visits", "ten", ALL),
        Fact("regular", "visits", "", ALL[:3]),
        Fact("again", "visits", "", ALL[:1]),
        Fact("weekday", "date", "Monday", (5,)),
        Fact("weekday", "date", "Monday", (1,)),
        Fact("month", "date", "May", (5,)),
        Fact("years", "date", "two", (5,)),
        Fact("year", "date", "2024", (5,)),
        Fact("away", "date", "", (5,)),
        Fact("lately", "date", "", (99,)),
        Fact("large", "large", "", (5, 1, 2, 3, 4)),
        Fact("many", "thing", "", (5,)),
        Fact("server", "staff", "Ben", (5,)),
        Fact("shop", "shop", "Mill Lane", ()),
        Fact("given", "name", "Bob", ()),
        Fact("full_name", "name", "Bob", ()),
        Fact("to_eat", "use", "", (5,)),
        Fact("mood", "mood", "happy", (5,)),
    ],
    ids=lambda fact: f"{fact.id}-{fact.value}-{len(fact.rows)}",
)
def test_a_lie_is_found(lie: Fact) -> None:
    assert f"not so: {lie.id}" in found(card("Thank you.", lie), books(*VISITS))


@pytest.mark.parametrize(
    "truth",
    [
        Fact("ordinal", "visits", "fifth", ALL),
        Fact("times", "visits", "five", ALL),
        Fact("regular", "visits", "", ALL),
        Fact("weekday", "date", "Saturday", (5,)),
        Fact("month", "date", "February", (4,)),
        Fact("lately", "date", "", (5,)),
        Fact("server", "staff", "Ruth", (5,)),
        Fact("counter", "staff", "", (5,)),
        Fact("to_keep", "use", "", (5,)),
    ],
    ids=lambda fact: fact.id,
)
def test_a_truth_is_proved(truth: Fact) -> None:
    assert found(card("Thank you.", truth), books(*VISITS)) == []


def test_somebody_who_has_left_is_not_named() -> None:
    known = books(sale(1, 3), shop=Shop(staff=(Staff("Ruth", here=False),)))
    assert found(card("Thank you.", Fact("server", "staff", "Ruth", (1,))), known)


def test_a_weekday_must_still_be_true_when_the_post_comes() -> None:
    text = card("Thank you.", Fact("weekday", "date", "Friday", (1,)))
    assert found(text, books(sale(1, 4))) == []
    later = books(sale(1, 4), day=DAY + timedelta(days=1))
    assert found(text, later) == ["not so: weekday"]


def test_what_was_given_back_is_not_named() -> None:
    refund = replace(sale(2, 1), kind=Kind.REFUND)
    assert found(card("We hope you like the teapot.", THING), books(sale(1, 3), refund))


def test_a_large_receipt_is_three_times_the_median_or_above_the_shop_s_mark() -> None:
    large = Fact("large", "large", "", (5, 1, 2, 3))
    usual = [sale(number, 20 + number, net=900) for number in (1, 2, 3)]
    assert found(card("Thank you.", large), books(*usual, sale(5, 3, net=2700))) == []
    assert found(card("Thank you.", large), books(*usual, sale(5, 3, net=2600)))
    new = replace(large, rows=(5,))
    assert found(card("Thank you.", new), books(sale(5, 3, net=2700), big=2700)) == []
    assert found(card("Thank you.", new), books(sale(5, 3, net=2700), big=2701))
    assert found(card("Thank you.", new), books(sale(5, 3, net=2700)))


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("Here is 10% for you.", "never said: %"),
        ("That was £12.", "never said: £"),
        ("We have a special offer.", "never said: offer"),
        ("Thank you for your purchase.", "never said: purchase"),
        ("Follow us at www.harbour.example", "never said: www."),
        ("We met last week.", "never said: last week"),
        ("You came 12 times.", "nothing proves: 12"),
        ("It was your tenth visit.", "nothing proves: tenth"),
        ("Thank you for Friday.", "nothing proves: Friday"),
        ("It was in October.", "nothing proves: October"),
        ("We hope the kettle is fine.", "nothing proves: the kettle"),
        ("We hope the [what] is fine.", "an unfilled gap"),
        ("Hello {{ name }}.", "an unfilled gap"),
        ("You chose TEAPOT BL 1.2L today.", "a name from the till: TEAPOT BL 1.2L"),
        ("word " * 36, "more than 35 words"),
        ("one " * 17 + ".", "a sentence of more than 16 words"),
    ],
)
def test_a_text_that_sells_leaks_or_claims_is_found(body: str, problem: str) -> None:
    assert problem in found(card(body), books(sale(1, 3)))


def test_a_name_may_be_anything_without_spoiling_the_text() -> None:
    shop = Shop(name="Sale & Offer 24", sign_off="Free 50%", staff=(Staff("Ruth"),))
    known = books(sale(1, 3), shop=shop)
    suggestion = card("Welcome to Sale & Offer 24.", Fact("shop", "shop", "Sale & Offer 24", ()))
    signed = replace(suggestion, lines=(*suggestion.lines[:-1], "Free 50%"))
    assert found(signed, known) == []


def test_what_says_that_it_fits_must_fit() -> None:
    known = books(sale(1, 3))
    assert problems(card("Thank you."), known, BANK, spoken=False) == []
    long = card("Thank you so very much for everything, it was good.")
    assert problems(long, known, BANK, spoken=False) == ["does not fit the lines of the card"]
