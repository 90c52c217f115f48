"""What keeps somebody off the list, one guard after the other."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from notecard.core.customers import Channel, Touch
from notecard.core.guards import Lot, Person, Skip, hold, home_of
from notecard.core.purchases import Address
from notecard.core.thanks import Lane
from notecard.core.told import Kind, Skipped, Told, gift_day

DAY = date(2026, 3, 10)
SOMEBODY = Person(7, has_phone=True, has_address=True)


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


def why(lane: Lane = Lane.DRIFTING, **more: Any) -> str:
    who = replace(SOMEBODY, **more)
    return hold(who, lane, who.channel(lane, DAY), DAY, lambda day: day.isoformat())


def test_nothing_holds_somebody_of_whom_nothing_is_known() -> None:
    assert [why(lane) for lane in Lane] == [""] * len(Lane)


def test_a_wish_is_kept_on_every_channel() -> None:
    hello = Lane.LONG_TIME_HELLO
    blocked = {
        channel: replace(SOMEBODY, blocked=frozenset({channel}))
        for channel in ("all", "call", "card")
    }
    assert SOMEBODY.channel(hello, DAY) is Channel.CALL
    assert replace(SOMEBODY, has_phone=False).channel(hello, DAY) is Channel.CARD
    assert blocked["call"].channel(hello, DAY) is Channel.CARD
    assert blocked["card"].channel(hello, DAY) is Channel.CALL
    assert blocked["card"].channel(Lane.DRIFTING, DAY) is None
    assert {blocked["all"].channel(lane, DAY) for lane in Lane} == {None}
    assert why(blocked=frozenset({"all"})) == "Asked not to be contacted."
    assert why(blocked=frozenset({"card"})) == "Asked not to be sent cards."


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (Kind.DECEASED, "Has died."),
        (Kind.MINOR, "Is not of age."),
        (Kind.STAFF, "Works here."),
        (Kind.TRADE, "Buys for a business."),
        (Kind.COMPLAINT, "A complaint is still open."),
        (Kind.MOVED, "They have moved: ask for the new address."),
        (Kind.RETURNED_MAIL, "Post to them came back: ask for the new address."),
    ],
)
def test_what_was_told_holds_until_it_has_ended(kind: Kind, reason: str) -> None:
    told = Told(1, 7, kind, ago(900))
    assert why(told=(told,)) == reason
    assert why(told=(replace(told, ended=DAY),)) == ""
    assert why(told=(replace(told, day=DAY + timedelta(days=1)),)) == ""


def test_a_wrong_number_leaves_the_card() -> None:
    who = replace(SOMEBODY, told=(Told(1, 7, Kind.WRONG_NUMBER, ago(9)),))
    assert who.channel(Lane.LONG_TIME_HELLO, DAY) is Channel.CARD
    assert why(has_phone=False, has_address=False) == (
        "Neither an address nor a number is known: ask for one."
    )
    assert why(has_phone=False, has_address=False, posts=False) == "", "handed over at the counter"


@pytest.mark.parametrize(
    ("birthday", "is_held"),
    [("2008-03-11", True), ("2008-03-10", False), ("--03-11", False), ("2008-02-30", False)],
)
def test_nobody_under_age_is_written_to(birthday: str, is_held: bool) -> None:
    assert (why(birthday=birthday) == "Is not of age.") is is_held


@pytest.mark.parametrize(
    ("lane", "days", "is_held"),
    [
        (Lane.DRIFTING, 180, True),
        (Lane.DRIFTING, 181, False),
        (Lane.LONG_TIME_HELLO, 120, True),
        (Lane.LONG_TIME_HELLO, 121, False),
        (Lane.NOTE_DUE, 1, False),
        (Lane.COMPLAINT_SOLVED, 1, False),
    ],
)
def test_a_rest_is_180_days_before_a_card_and_120_before_a_call(
    lane: Lane, days: int, is_held: bool
) -> None:
    touch = Touch(1, 7, Channel.CARD, ago(days))
    assert bool(why(lane, touches=(touch,))) is is_held
    assert why(lane, touches=(replace(touch, channel=Channel.CALL, outcome="no_answer"),)) == ""


def test_twice_a_year_is_enough_and_one_of_a_household() -> None:
    twice = (Touch(1, 7, Channel.CARD, ago(200)), Touch(2, 7, Channel.CARD, ago(365)))
    assert why(touches=twice) == "Was turned to twice within a year."
    assert why(touches=(twice[0], replace(twice[1], day=ago(366)))) == ""
    near = (Touch(3, 8, Channel.CARD, ago(20)),)
    assert why(near=near) == "Somebody of their household was turned to on 2026-02-18."


def test_a_gift_is_a_secret_in_the_house_until_it_is_given() -> None:
    gift = Told(1, 8, Kind.GIFT, ago(5), until=DAY)
    assert why(secrets=(gift,)) == "A gift is to stay a secret in their house until 2026-03-10."
    assert why(secrets=(replace(gift, until=ago(1)),)) == ""
    assert why(secrets=(replace(gift, ended=ago(1)),)) == ""
    assert gift_day(date(2025, 11, 2)) == date(2026, 1, 6)
    assert gift_day(date(2026, 3, 1)) == date(2026, 4, 15)


def test_passing_over_is_remembered_as_it_was_meant() -> None:
    wrong = Skip(ago(500), Skipped.WRONG_FACT, "gift")
    assert why(Lane.GIFT, skips=(wrong,)) == "You said that this is not true of them."
    assert why(Lane.DRIFTING, skips=(wrong,)) == ""
    assert why(skips=(Skip(ago(29), Skipped.NOT_NOW),)) == "You said: not now."
    assert why(skips=(Skip(ago(30), Skipped.NOT_NOW), Skip(ago(1)))) == ""


def test_the_lot_is_kept_to_for_half_a_year_and_never_against_decency() -> None:
    lots = (Lot("drifting", ago(179), is_quiet=True),)
    assert why(Lane.FIRST_VISIT, lots=lots).startswith("Left in peace by lot")
    assert why(lots=(replace(lots[0], day=ago(180)),)) == ""
    assert why(lots=(replace(lots[0], is_quiet=False),)) == ""
    for lane in (Lane.NOTE_DUE, Lane.GIFT, Lane.COMPLAINT_SOLVED, Lane.REFERRAL):
        assert why(lane, lots=lots) == ""


def test_an_address_is_one_home_however_it_is_written() -> None:
    home = home_of(Address(("12 Mill Lane",), "Bath", "", "BA1 1AA", "GB"))
    assert home == home_of(Address(("12  MILL LANE", ""), "bath", "Somerset", "ba1 1aa", ""))
    assert home_of(Address((), "Bath", "", "BA1 1AA", "GB")) == ""
