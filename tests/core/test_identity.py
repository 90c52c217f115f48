import pytest
from hypothesis import given
from hypothesis import strategies as st

from notecard.core.identity import folded, names_agree, normal_email


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siobhán O'Brien", "siobhan obrien"),
        ("Pieter van der Berg", "Pieter Van Der Berg"),
        ("José García Núñez", "Jose Garcia Nunez"),
        ('William "Bill" Tate', "Bill Tate"),
        ("Wei Wang", "伟 王"),
        ("R. Smith", "Robert Smith"),
        ("İpek Yılmaz", "Ipek Yilmaz"),
        ("", "Anna Baker"),
        ("Baker, Anna", "Anna Baker"),
    ],
)
def test_names_that_can_be_one_person(one: str, other: str) -> None:
    assert names_agree(one, other)
    assert names_agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Baker", "Tom Baker"),
        ("Robert Smith", "Robert Smith, Jr."),
        ("Maria Silva", "Maria Santos"),
        ("由紀 佐藤", "伟 王"),
        ("A. Baker", "Tom Baker"),
    ],
)
def test_names_that_are_two_people(one: str, other: str) -> None:
    assert not names_agree(one, other)
    assert not names_agree(other, one)


def test_an_email_is_compared_without_case_and_blanks() -> None:
    assert normal_email(" Siobhan.OBrien@Example.com ") == "siobhan.obrien@example.com"
    assert normal_email("not given") == ""


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_compared(one: str, other: str) -> None:
    assert names_agree(one, other) == names_agree(other, one)
    assert names_agree(one, one)
    assert folded(folded(one)) == folded(one)
    normal_email(one)
