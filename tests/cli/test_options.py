from datetime import date

import pytest

from notecard.cli.options import hoisted, read_day
from notecard.core.errors import NotecardError


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["today", "--json"], ["--json", "today"]),
        (
            ["today", "--home", "a b", "--on", "2026-01-01"],
            ["--home", "a b", "today", "--on", "2026-01-01"],
        ),
        (["--db=sqlite://", "today"], ["--db=sqlite://", "today"]),
        (["remember", "3", "--", "--json"], ["remember", "3", "--", "--json"]),
        (["today", "--home"], ["--home", "today"]),
        ([], []),
    ],
)
def test_options_of_every_command_may_stand_anywhere(given: list[str], expected: list[str]) -> None:
    assert hoisted(given) == expected


def test_a_day_that_is_none_says_how_to_write_one() -> None:
    assert read_day("2026-11-24") == date(2026, 11, 24)
    with pytest.raises(NotecardError) as refused:
        read_day("24.11.2026")
    assert "2026-11-24" in refused.value.hint
