"""What a model answers is dropped unless it says the same, truly, in words without a meaning."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from notecard.core.errors import SettingsError
from notecard.core.facts import Fact, Suggestion
from notecard.writing.fitting import paper
from notecard.writing.rewriting import ask_model, function_words, hide_names, is_here, reworded

THING = Fact("thing", "thing", "teapot", (1,))
SHOP = Fact("shop", "shop", "Mill Lane", ())
LINES = ("Dear Maria,", "You chose the teapot at Mill Lane. Thank you.", "Warmly,", "Ruth")
NOTE = Suggestion(
    "x", "\n".join(LINES), LINES, "thing", "warm", ("thing", "shop"), (THING, SHOP), body=LINES[1]
)


@contextmanager
def model(answer: bytes, status: int = 200, wait: float = 0.0) -> Iterator[str]:
    """Run a fake endpoint that answers so; yields its address."""

    class Fake(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            time.sleep(wait)
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "http://example.org/")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_args: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Fake)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def said(text: str) -> bytes:
    return json.dumps({"choices": [{"message": {"content": text}}]}).encode()


def test_what_the_model_says_is_read() -> None:
    with model(said("Thank you.")) as address:
        assert ask_model(address, "small", "hello") == "Thank you."


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (b"", 200),
        (b"not json", 200),
        (b"[]", 200),
        (b'{"choices": []}', 200),
        (b'{"choices": [{"message": {"content": 7}}]}', 200),
        (said("Thank you."), 500),
        (said("Thank you."), 302),
        (b"x" * 100_000, 200),
    ],
)
def test_a_hostile_answer_is_nothing(answer: bytes, status: int) -> None:
    with model(answer, status) as address:
        assert ask_model(address, "small", "hello") == ""


def test_a_slow_model_does_not_keep_anybody_waiting() -> None:
    with model(said("Thank you."), wait=1.0) as address:
        begun = time.monotonic()
        assert ask_model(address, "small", "hello", seconds=0.2) == ""
        assert time.monotonic() - begun < 0.9
    assert ask_model("http://127.0.0.1:9", "small", "hello", seconds=0.5) == ""


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org",
        "http://10.0.0.1:11434",
        "http://127.0.0.1.example.org",
        "http://localhost@example.org",
        "file:///etc/passwd",
        "",
    ],
)
def test_no_other_computer_is_ever_asked(address: str) -> None:
    assert not is_here(address)
    with pytest.raises(SettingsError, match="is not this computer"):
        ask_model(address, "small", "hello")


def test_this_computer_is_known_by_all_its_names() -> None:
    for address in ("http://127.0.0.1:11434", "http://localhost:1", "http://[::1]:8080"):
        assert is_here(address)


def test_names_never_reach_the_model() -> None:
    hidden, tokens = hide_names(NOTE.body, NOTE.facts)
    assert hidden == "You chose the teapot at NAME1. Thank you."
    assert tokens == {"NAME1": "Mill Lane"}


def test_the_same_said_another_way_is_let_through() -> None:
    new = reworded(
        NOTE, "Thank you for the teapot you chose at NAME1.", {"NAME1": "Mill Lane"}, "en", paper()
    )
    assert new is not None
    assert new.body == "Thank you for the teapot you chose at Mill Lane."
    assert new.lines[0] == "Dear Maria,"
    assert new.facts == NOTE.facts


@pytest.mark.parametrize(
    "answer",
    [
        "Thank you for the kettle you chose at NAME1.",
        "Thank you for the teapot.",
        "Thank you for the teapot you chose at NAME1 on Monday.",
        "Thank you for the teapot you chose at NAME1 and NAME1.",
        "Thank you for the teapot you chose at NAME1, 10 % off next time.",
        "Sure! Here is the note: thank you for the teapot you chose at NAME1.",
        "You chose the teapot at NAME1. Thank you.",
        "",
        "word " * 60,
    ],
)
def test_what_adds_loses_or_parrots_is_dropped(answer: str) -> None:
    assert reworded(NOTE, answer, {"NAME1": "Mill Lane"}, "en", paper()) is None


def test_every_language_has_its_words_without_a_meaning() -> None:
    for language in ("en", "de", "fr", "es", "pl"):
        assert len(function_words(language)) >= 100
    assert function_words("xx") == frozenset()
