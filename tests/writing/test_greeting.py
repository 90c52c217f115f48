import pytest
from hypothesis import given
from hypothesis import strategies as st

from notecard.core.customers import Customer
from notecard.writing.greeting import greeting_facts


def greeted(name: str, given: str = "") -> tuple[str, str] | None:
    facts = greeting_facts(Customer(1, name, given))
    return next(((fact.id, fact.value) for fact in facts.values()), None)


@pytest.mark.parametrize(
    "name",
    ["Maria Okafor", "田中花子", "José Núñez", "O'Brien", "Anne-Marie", "Дмитрий Иванов", "فاطمه"],
)
def test_a_natural_name_is_kept_whole(name: str) -> None:
    assert greeted(name) == ("full_name", name)


def test_what_they_are_called_comes_first() -> None:
    assert greeted("Maria Okafor", "Mimi") == ("given", "Mimi")
    assert greeted("Maria Okafor", "{{7*7}}") == ("full_name", "Maria Okafor")


@pytest.mark.parametrize(
    "name",
    ["", "17850", "Customer 17850", "{{7*7}}", "<b>Bob</b>", "=cmd()", "a@b.co", "🎂",
     "MARIA OKAFOR", "Smith & Sons Ltd", "x" * 10_000, "Guest", "...", "Bob\u202e2", "bob", "http://x.y"],
)  # fmt: skip
def test_nobody_is_greeted_by_what_is_no_name(name: str) -> None:
    assert greeted(name) is None


@given(st.text(max_size=60))
def test_whatever_the_name_the_greeting_is_one_plain_line(name: str) -> None:
    found = greeted(name, name)
    if found is not None:
        assert found[1].isprintable() or "\u200c" in found[1] or "\u200d" in found[1]
        assert len(found[1]) <= 30
        assert not set(found[1]) & set("{}<>[]%$@&0123456789\n")
