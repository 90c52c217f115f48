from notecard.writing.likeness import Heard, body_of


def test_the_nearest_text_is_the_most_alike() -> None:
    heard = Heard(["We hope the mug is well today.", "Something else altogether, and longer."])
    assert heard.nearest("We hope the mug is well today!") == 1.0
    assert 0.2 < heard.nearest("We hope the mug is fine.") < 0.8
    assert heard.nearest("Nothing in common here.") == 0.0


def test_the_same_words_are_known_again_whatever_their_dress() -> None:
    heard = Heard(["We hope the mug is well."])
    assert heard.has("we hope the mug  is well!")
    assert not heard.has("We hope the mugs are well.")


def test_the_body_is_what_stands_between_greeting_and_close() -> None:
    lines = ("Dear Maria,", "We hope you", "are well.", "Warmly,", "Ruth & Ben")
    assert body_of(lines) == "We hope you are well."
