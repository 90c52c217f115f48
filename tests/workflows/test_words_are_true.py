"""Whatever a shop is like, what is suggested is true of its customers, in every language."""

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notecard.core.customers import Channel
from notecard.core.facts import Fact, Suggestion
from notecard.core.settings import Shop, Staff
from notecard.store import shop as choices
from notecard.store.database import Store, open_store
from notecard.workflows.suggest_words import suggest
from tests import random_shop
from tests.random_shop import TODAY, Sale
from tests.words_checker import SHOP, STAFF, Case, sales_of, wrong_with

STAFF_OF_OURS = (*(Staff(name) for name in STAFF), Staff("Ivy", here=False))
LANGUAGES = ("en", "de", "fr", "es", "pl")


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(tmp_path_factory.mktemp("words"))
    yield opened
    opened.close()


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sales=random_shop.shops(),
    register=st.sampled_from(("familiar", "formal")),
    channel=st.sampled_from((Channel.CARD, Channel.CARD, Channel.CALL)),
    tone=st.sampled_from(("", "warm", "plain", "playful")),
    length=st.sampled_from(("", "short", "long")),
)
def test_every_text_is_true_and_plain(
    books: Store,
    language: str,
    sales: list[Sale],
    register: str,
    channel: Channel,
    tone: str,
    length: str,
) -> None:
    shop = Shop(name=SHOP, language=language, register=register, staff=STAFF_OF_OURS)
    with books.transaction() as connection:
        random_shop.write(connection, sales)
        choices.put(connection, shop)
    for customer, rows in sales_of(sales).items():
        case = Case(language, rows, sales)
        if not case.kept:
            continue
        found = suggest(books, customer, TODAY, channel=channel, tone=tone, length=length)
        assert found, "somebody who has bought something is thanked in some words"
        assert len({one.text for one in found}) == len(found)
        for one in found:
            names = (SHOP, f"Person {customer}", "Person", *STAFF)
            wrong = wrong_with(one, case, names, spoken=channel is Channel.CALL)
            assert wrong == [], one.text


ONCE: Mapping[int, Sale] = {1: Sale(1, 10, 900, goods=("Wool scarf",), staff="Ivy")}


def said(body: str, *facts: Fact) -> list[str]:
    states = tuple(fact.id for fact in facts)
    one = Suggestion("x", body, (body,), "thing", "plain", states, facts, body=body)
    return wrong_with(one, Case("en", ONCE), (SHOP,), spoken=False)


@pytest.mark.parametrize(
    "lie",
    [
        Fact("again", "visits", "", (1,)),
        Fact("ordinal", "visits", "fifth", (1,)),
        Fact("thing", "thing", "teapot", (1,)),
        Fact("thing", "thing", "scarf", (2,)),
        Fact("month", "date", "January", (1,)),
        Fact("weekday", "date", "Saturday", (1,)),
        Fact("away", "date", "", (1,)),
        Fact("years", "date", "two", (1,)),
        Fact("year", "date", "2024", (1,)),
        Fact("anniversary", "date", "one year", (1,)),
        Fact("server", "staff", "Ivy", (1,)),
        Fact("many", "thing", "", (1,)),
        Fact("surprise", "thing", "", ()),
    ],
    ids=lambda fact: f"{fact.id}-{fact.value}",
)
def test_the_checker_finds_a_lie(lie: Fact) -> None:
    assert said("Thank you.", lie)


@pytest.mark.parametrize(
    "body",
    [
        "You came 12 times.",
        "Hello {{ name }}.",
        "There is a discount for you.",
        "We met last week.",
        "You chose the Wool scarf.",
        "one " * 17 + ".",
        "Extraordinarily complicated vocabulary notwithstanding.",
    ],
)
def test_the_checker_finds_what_is_not_to_be_said(body: str) -> None:
    assert said(body)


def test_the_checker_lets_the_truth_pass() -> None:
    facts = Fact("first_visit", "visits", "", (1,)), Fact("thing", "thing", "scarf", (1,))
    assert said("We hope the scarf keeps you warm. It was good to meet you.", *facts) == []
