import pytest
from hypothesis import given
from hypothesis import strategies as st

from notecard.store.telephones import normal_phone


@pytest.mark.parametrize(
    ("text", "region", "number"),
    [
        ("(212) 555-0101", "US", "+12125550101"),
        ("1 212 555 0101", "US", "+12125550101"),
        ("+1 212-555-0102", "GB", "+12125550102"),
        ("0131 496 0001", "GB", "+441314960001"),
        ("0044 131 496 0001", "GB", "+441314960001"),
        ("٠١٣١ ٤٩٦ ٠٠٠١", "GB", "+441314960001"),
        ("0131 496 0001", "", "01314960001"),
        ("000000000", "GB", ""),
        ("123", "GB", ""),
        ("none", "GB", ""),
    ],
)
def test_one_number_has_one_spelling(text: str, region: str, number: str) -> None:
    assert normal_phone(text, region) == number


def test_a_leading_zero_is_part_of_an_italian_number() -> None:
    assert normal_phone("06 6982 1234", "IT") == "+390669821234"


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    number = normal_phone(text, "GB")
    assert number == "" or number.lstrip("+").isdecimal()
