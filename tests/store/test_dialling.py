from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notecard.core.calls import Telephone
from notecard.core.customers import plain_name
from notecard.store.dialling import telephone


@pytest.mark.parametrize(
    ("text", "region", "written", "e164", "country", "zone"),
    [
        ("0131 496 0001", "GB", "+44 131 496 0001", "+441314960001", "GB", "Europe/London"),
        ("(212) 555-0101", "US", "+1 212-555-0101", "+12125550101", "US", "America/New_York"),
        ("+81 3 1234 5678", "GB", "+81 3-1234-5678", "+81312345678", "JP", "Asia/Tokyo"),
        ("07700 900550", "GB", "+44 7700 900550", "+447700900550", "GB", "Europe/London"),
    ],
)
def test_a_number_is_dialled_from_anywhere(
    text: str, region: str, written: str, e164: str, country: str, zone: str
) -> None:
    number = telephone(text, region)
    assert (number.written, number.e164, number.region) == (written, e164, country)
    assert number.tel == f"tel:{e164}"
    assert ZoneInfo(zone) in number.zones


def test_a_number_that_could_ring_anywhere_has_no_time() -> None:
    assert telephone("+1 800 555 0101", "GB").zones == ()


def test_what_no_country_can_be_told_of_is_handed_back_as_it_was_kept() -> None:
    assert telephone("0131 496 0001", "") == Telephone("0131 496 0001")
    assert telephone("ask at the\u202e bakery", "GB") == Telephone("ask at the bakery")
    assert telephone("", "GB").tel == ""


@given(st.text(max_size=60), st.sampled_from(["GB", "US", "DE", "", "XX"]))
def test_any_text_can_be_read(text: str, region: str) -> None:
    number = telephone(text, region)
    assert number.e164 == "" or (number.e164[0] == "+" and number.e164[1:].isdecimal())
    assert plain_name(number.written) == number.written
