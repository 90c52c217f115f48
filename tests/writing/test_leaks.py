"""What would give a customer away is found, and a clean story is left alone."""

import pytest

from notecard.writing.leaks import Leak, LeakCheck, Private, fold, marked
from tests.planted import PLANTED, clean, people, planted, private

EVERYBODY = people()
CHECK = LeakCheck(private(EVERYBODY))


@pytest.mark.parametrize("number", range(4 * len(PLANTED)))
def test_what_was_planted_is_found(number: int) -> None:
    _kind, what, text = planted(number, EVERYBODY)
    at = text.index(what)
    assert any(leak.end > at and leak.start < at + len(what) for leak in CHECK.leaks(text)), what


def test_hardly_a_clean_story_is_marked() -> None:
    flagged = [number for number in range(200) if CHECK.leaks(clean(number))]
    assert len(flagged) <= 4


def test_a_name_in_any_script_is_found_as_it_is_written() -> None:
    check = LeakCheck(Private(["山田太郎", "محمد علي", "Мария Иванова", "Γιώργος Παππάς"]))
    for text in ("今日は山田太郎さん", "شكرا محمد", "Спасибо, Мария!", "Mariia came", "Pappas"):
        assert check.leaks(text), text


def test_an_everyday_word_is_a_name_only_where_it_is_written_large() -> None:
    check = LeakCheck(Private(["Rose May"], vocabulary=["rose", "may"]))
    assert check.leaks("A rose may bloom.") == []
    assert check.leaks("It was Rose.") == [Leak(7, 11, "name")]


def test_leaks_are_marked_and_nothing_is_dropped() -> None:
    check = LeakCheck(Private(["Maria Okafor"]))
    text = "Then Maria said: okafor."
    said = marked(text, check.leaks(text), "[", "]")
    assert said == "Then [Maria] said: [okafor]."
    assert fold("Łódź-Éclair") == "lodz-eclair"


@pytest.mark.parametrize("text", ["", "\u202e\u200b", "🎉" * 50, "x" * 10_000, "{{7*7}} <b>"])
def test_any_text_is_read(text: str) -> None:
    assert CHECK.leaks(text) == []
