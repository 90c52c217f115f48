from dataclasses import replace

from notecard.core.occasions import OCCASIONS, lanes_of
from notecard.core.thanks import Lane
from tests.core.test_standing import DAY, standing


def test_the_table_has_a_row_for_every_lane_in_turn() -> None:
    assert list(OCCASIONS) == list(Lane)


def test_somebody_may_have_several_occasions_and_always_the_lot() -> None:
    newcomer = standing(visits=1, since=5, recent=9000, spent=9000)
    assert lanes_of(newcomer, DAY) == [Lane.FIRST_VISIT, Lane.BIG_OR_UNUSUAL, Lane.EXPLORE]
    assert lanes_of(replace(newcomer, spent=0), DAY) == ()
