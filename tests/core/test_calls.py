from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notecard.core.calls import CallingCountry, Telephone, read_again, time_there

TODAY = date(2026, 11, 24)
NINE_TO_EIGHT = CallingCountry("", "Anywhere", time(9), time(20), ("Be kind.",), "manners")


@pytest.mark.parametrize(
    ("hour", "minute", "is_polite"),
    [(8, 59, False), (9, 0, True), (19, 59, True), (20, 0, False), (3, 0, False)],
)
def test_there_are_hours_to_call_in(hour: int, minute: int, is_polite: bool) -> None:
    london = ZoneInfo("Europe/London")
    there = time_there(datetime(2026, 11, 24, hour, minute, tzinfo=UTC), [london], NINE_TO_EIGHT)
    assert there is not None
    assert there.is_polite is is_polite
    assert there.words == f"{hour:02}:{minute:02}"


def test_the_clock_is_theirs_and_not_the_shops() -> None:
    now = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/London"))
    there = time_there(now, [ZoneInfo("America/New_York")], NINE_TO_EIGHT)
    assert there is not None
    assert (there.words, there.is_polite) == ("05:00", False)


def test_with_several_zones_every_one_must_be_awake() -> None:
    zones = [ZoneInfo("America/New_York"), ZoneInfo("America/Los_Angeles")]
    morning = time_there(datetime(2026, 11, 24, 15, 0, tzinfo=UTC), zones, NINE_TO_EIGHT)
    noon = time_there(datetime(2026, 11, 24, 18, 0, tzinfo=UTC), zones, NINE_TO_EIGHT)
    assert morning is not None
    assert noon is not None
    assert (morning.words, morning.is_polite) == ("07:00-10:00", False)
    assert (noon.words, noon.is_polite) == ("10:00-13:00", True)


def test_nobody_knows_the_time_where_nobody_knows_the_place() -> None:
    assert time_there(datetime(2026, 11, 24, tzinfo=UTC), [], NINE_TO_EIGHT) is None


def test_a_number_without_a_country_has_no_address_to_dial() -> None:
    assert Telephone("12345").tel == ""
    assert Telephone("+44 131 496 0001", "+441314960001").tel == "tel:+441314960001"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-24", date(2026, 12, 24)),
        (" 10 days ", date(2026, 12, 4)),
        ("in 3 weeks", date(2026, 12, 15)),
        ("+2w", date(2026, 12, 8)),
        ("3 m", date(2027, 2, 24)),
        ("1 month", date(2026, 12, 24)),
        ("1 year", date(2027, 11, 24)),
        ("2026-11-24", None),
        ("2020-01-01", None),
        ("0 days", None),
        ("999 years", date(3025, 11, 24)),
        ("soon", None),
        ("", None),
        ("-3 days", None),
        ("2026-02-30", None),
    ],
)
def test_a_day_is_typed_as_a_date_or_from_today_on(text: str, day: date | None) -> None:
    assert read_again(text, TODAY) == day


def test_a_month_later_is_never_past_the_end_of_the_month() -> None:
    assert read_again("1 month", date(2027, 1, 31)) == date(2027, 2, 28)


@given(st.text(max_size=30), st.dates())
def test_whatever_is_typed_the_day_is_later_or_none(text: str, today: date) -> None:
    again = read_again(text, today)
    assert again is None or again > today


@given(st.integers(0, 999), st.sampled_from("dwmy"), st.dates())
def test_every_span_is_read_where_the_calendar_reaches(count: int, unit: str, today: date) -> None:
    again = read_again(f"{count} {unit}", today)
    if today.year + count + 1 < 9999:
        assert (again is None) == (count == 0)
