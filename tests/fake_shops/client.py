"""The stand-in as a test sees it: started, scripted, stopped."""

import http.client
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.fake_shops import shopify, square, stripe, woocommerce

_ROOT = Path(__file__).parent.parent.parent

KEYS: dict[str, dict[str, str]] = {
    "square": {"token": square.KEY},
    "shopify": {"token": shopify.KEY},
    "woocommerce": {"key": woocommerce.KEY, "secret": woocommerce.SECRET},
    "stripe": {"key": stripe.KEY},
}
SECRETS = [value for keys in KEYS.values() for value in keys.values()]


class FakeShops:
    """The stand-in, running."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self._port = port

    @property
    def settings(self) -> dict[str, str]:
        """Return what a connection to it is set to."""
        return {"address": self.address}

    def restart(self, **settings: Any) -> None:
        """Begin from the seed again."""
        self._control({"restart": True, "settings": settings})

    def fault(self, kind: str, first: int, last: int | None) -> None:
        """Let requests from the first to the last (None: for ever) go wrong."""
        self._control({"faults": [{"from": first, "to": last, "kind": kind}]})

    def heal(self) -> None:
        """Let nothing go wrong any more."""
        self._control({"faults": []})

    def happen(self, *what: str) -> None:
        """Let something happen in every shop."""
        self._control({"happen": list(what)})

    def answer(self, *documents: Any) -> None:
        """Answer everything with these documents in turn, until restarted."""
        self._control({"answer": list(documents)})

    @property
    def count(self) -> int:
        """How many requests there were since the start."""
        return int(self._control({})["count"])

    @property
    def asked(self) -> list[str]:
        """What was asked for, in order."""
        return list(self._control({})["asked"])

    def _control(self, told: dict[str, Any]) -> dict[str, Any]:
        line = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
        line.request("POST", "/control", json.dumps(told), {"Content-Type": "application/json"})
        answer: dict[str, Any] = json.loads(line.getresponse().read())
        line.close()
        return answer


@contextmanager
def running() -> Iterator[FakeShops]:
    """Start it as a process of its own, and end it."""
    command = [sys.executable, "-m", "tests.fake_shops"]
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield FakeShops(int(process.stdout.readline()))
        finally:
            process.kill()
