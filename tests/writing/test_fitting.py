from hypothesis import given
from hypothesis import strategies as st

from notecard.core.cards import Stock
from notecard.writing.fitting import Paper, fits, lay_out, paper

A6 = Stock("iso-a6-flat", "A6", 148, 105, 148, 105)


def test_a_line_of_88_mm_holds_33_letters() -> None:
    assert paper(Stock("x", "x", 88 + 28, 108, 116, 108)).lines[0] == 33


def test_the_last_lines_are_shorter_beside_the_code() -> None:
    lines = paper(A6).lines
    assert lines[0] > lines[-1]
    assert sorted(lines, reverse=True) == list(lines)


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=60))
def test_no_word_is_lost_and_no_line_too_long(words: list[str]) -> None:
    room = Paper(20, (20, 20, 12))
    lines = lay_out("Hello,", " ".join(words), ["Warmly,", ""], room)
    assert " ".join(lines[1:-1]).split() == words
    for place, line in enumerate(lines[1:-1]):
        assert len(line) <= room.lines[min(place, 2)]


def test_what_does_not_fit_is_said_so() -> None:
    room = Paper(10, (10, 10, 5))
    assert fits(("Hello,", "a", "b", "Bye"), room)
    assert not fits(("Hello,", "a", "b", "c", "d"), room)
    assert not fits(("Hello, Maria", "a"), room)
    assert not fits(("Hello,", "a", "b", "too long"), room)
