"""How alike two customers are: more in common never counts less, and hints against are heard."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notecard.store.alike import LIKELY
from notecard.store.likeness import Likeness, Profile, compare, consonants, latin_words, spelled

NOTHING = Profile(
    id=1,
    names=frozenset(),
    emails=frozenset(),
    phones=frozenset(),
    streets=frozenset(),
    postcodes=frozenset(),
    cities=frozenset(),
    births=frozenset(),
    systems=frozenset(),
)


def _who(**told: str) -> Profile:
    values = {name: frozenset({value}) for name, value in told.items()}
    return Profile(**{**{name: frozenset() for name in _fields()}, **values, "id": 1})  # type: ignore[arg-type]


def _fields() -> tuple[str, ...]:
    return tuple(name for name in Profile.__dataclass_fields__ if name != "id")


def _score(one: Profile, other: Profile) -> float:
    first, second = compare(one, other), compare(other, one)
    assert first == second
    return first.score


@pytest.mark.parametrize(
    ("one", "other", "at_least"),
    [
        ("Anna Baker", "Baker Anna", 0.55),
        ("Anna Baker", "ANNA BAKER", 0.55),
        ("Siobhán O'Brien", "Siobhan OBrien", 0.55),
        ("William Tate", "Bill Tate", 0.45),
        ("Katharina Weiß", "Kathi Weiss", 0.45),
        ("Anna Baker", "Ana Baker", 0.3),
        ("Anna Baker", "Anna Bakre", 0.3),
        ("Pieter van der Berg", "Pieter Vanderberg", 0.3),
        ("Дмитрий Иванов", "Dmitrii Ivanov", 0.45),
        ("王伟", "王 伟", 0.55),
        ("Maria del Carmen Ruiz", "Maria Ruiz", 0.45),
    ],
)
def test_names_of_one_person(one: str, other: str, at_least: float) -> None:
    assert _score(_who(names=one), _who(names=other)) >= at_least


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Baker", "Tom Baker"),
        ("Anna Baker", "Anna Carter"),
        ("Robert Smith", "Robert Smith Jr"),
        ("Maria Silva", "Joao Santos"),
        ("Anna", "Anna"),  # half a name
        ("佐藤由紀", "王伟"),
    ],
)
def test_names_that_alone_suggest_nothing(one: str, other: str) -> None:
    assert _score(_who(names=one), _who(names=other)) < LIKELY


def test_what_speaks_for_one_person_is_said_the_weightiest_first() -> None:
    one = _who(names="Anna Baker", births="1980-05-17", cities="leith", phones="+441314960001")
    other = _who(names="Anna Baker", births="1980-05-18", cities="leith", phones="+441314960001")
    likeness = compare(one, other)
    assert likeness.score > 0.99
    assert likeness.reasons == (
        "The telephone number is the same.",
        "The name is the same.",
        "The birthdays differ by a slip of the pen.",
        "They live in the same town.",
    )


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("births", "1980-05-17", "1962-11-30"),
        ("births", "--05-17", "1980-06-17"),
        ("emails", "anna@example.com", "bowling.club@example.org"),
        ("cities", "leith", "aberdeen"),
        ("streets", "1 high street", "77 mill lane"),
        ("systems", "square", "square"),
    ],
)
def test_what_speaks_against_it_takes_away(field: str, one: str, other: str) -> None:
    named = _score(_who(names="Anna Baker"), _who(names="Anna Baker"))
    told = _who(names="Anna Baker", **{field: one}), _who(names="Anna Baker", **{field: other})
    assert _score(*told) < named


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("births", "1980-05-17", "1980-05-17"),
        ("births", "1980-05-17", "1980-05-71"),
        ("births", "1980-05-12", "1980-12-05"),  # day and month the other way round
        ("births", "--05-17", "1980-05-17"),
        ("emails", "anna@example.com", "anna@example.org"),
        ("emails", "anna.baker@example.com", "anna.bakr@example.com"),
        ("cities", "leith", "lieth"),
        ("streets", "1 high street", "1 high sreet"),
        ("postcodes", "eh66aa", "eh66aa"),
        ("phones", "+441314960001", "+441314960001"),
    ],
)
def test_what_speaks_for_it_adds(field: str, one: str, other: str) -> None:
    named = _score(_who(names="Anna Baker"), _who(names="Anna Baker"))
    told = _who(names="Anna Baker", **{field: one}), _who(names="Anna Baker", **{field: other})
    assert _score(*told) > named


def test_of_several_names_the_nearest_counts() -> None:
    one = Profile(**{**_values(NOTHING), "names": frozenset({"Wei Wang", "王伟"})})  # type: ignore[arg-type]
    assert _score(one, _who(names="王 伟")) == _score(_who(names="王伟"), _who(names="王 伟"))


def _values(profile: Profile) -> dict[str, object]:
    return {name: getattr(profile, name) for name in ("id", *_fields())}


WORDS = st.lists(st.sampled_from(("anna", "baker", "b", "王", "ana", "jr", "bill")), max_size=4)
TOLD = st.fixed_dictionaries(
    {},
    optional={
        "names": WORDS.map(" ".join),
        "births": st.sampled_from(("1980-05-17", "1980-07-15", "--05-17")),
        "emails": st.sampled_from(("anna@example.com", "a@b.c", "anna@other.org")),
        "cities": st.sampled_from(("leith", "perth")),
        "streets": st.sampled_from(("1 high street", "11 high street")),
    },
)


@given(TOLD, TOLD, st.floats(0.01, 0.99))
def test_stopping_early_changes_no_answer(
    one: dict[str, str], other: dict[str, str], least: float
) -> None:
    whole = compare(_who(**one), _who(**other))
    assert compare(_who(**other), _who(**one)) == whole
    assert 0 < whole.score < 1
    early = compare(_who(**one), _who(**other), least)
    assert early == (whole if whole.score >= least else early)
    assert early.score in (whole.score, 0.0)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_names_can_be_compared(one: str, other: str) -> None:
    first = compare(_who(names=one), _who(names=other))
    assert isinstance(first, Likeness)
    assert compare(_who(names=other), _who(names=one)) == first


@given(st.lists(st.sampled_from(("anna", "maria", "baker", "伟")), max_size=4))
def test_the_order_of_the_words_of_a_name_tells_nothing(words: list[str]) -> None:
    for order in permutations(words):
        assert spelled(" ".join(order)).words == spelled(" ".join(words)).words


def test_latin_letters_and_consonants() -> None:
    assert latin_words(["Müller", "王"]) == ["muller", "wang"]
    assert consonants(["mohammed"]) == consonants(["muhamad"])
    assert consonants(["becker"]) == consonants(["beker"])
