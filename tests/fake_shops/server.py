"""HTTP for the four families, and the faults that are scripted by request number.

`POST /control` takes a document of any of these keys:
  "restart": start from the seed again, the count of requests too
  "settings": {"protected": "" | "null" | "refuse", "visible": ..., "same_second": true, ...}
  "faults": [{"from": n, "to": m or null, "kind": k}]   requests are counted from 1
  "answer": [document]                                    answered to everything, until restarted
  "happen": ["tomorrow", "change"]                        what happens in every shop, now
and answers with {"count": requests so far}. Kinds of faults: drop (no answer), cut (half an
answer), hang (no answer, the line stays open), 500, 503 (with a date to come back), 429 (with
seconds to come back), elsewhere, moved, page, deep and huge (no data), throttled (as GraphQL
says it), change (an order changes just before).
"""

import json
import socketserver
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.fake_shops.reply import Asked, Family, Refused, Reply
from tests.fake_shops.shopify import Shopify
from tests.fake_shops.square import Square
from tests.fake_shops.stripe import Stripe
from tests.fake_shops.woocommerce import WooCommerce

_LONGEST_HANG = 60


class Shops:
    """The state of everything."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.faults: list[dict[str, Any]] = []
        self.count = 0
        self.asked: list[str] = []
        self.families: list[Family] = []
        self.instead: list[Any] = []
        self.restart({})

    def restart(self, settings: dict[str, Any]) -> None:
        """Begin from the seed."""
        self.families = [Square(settings), Shopify(settings), WooCommerce(settings), Stripe()]
        self.count = 0
        self.asked = []
        self.faults = []
        self.instead = []

    def control(self, told: dict[str, Any]) -> dict[str, Any]:
        """Do what a test asks for."""
        with self.lock:
            if told.get("restart"):
                self.restart(told.get("settings", {}))
            self.faults = told.get("faults", self.faults)
            self.instead = told.get("answer", self.instead)
            for what in told.get("happen", []):
                self._happen(what)
            return {"count": self.count, "asked": self.asked}

    def next(self, asked: Asked) -> tuple[str, Reply]:
        """Count a request and answer it; the fault says what is to become of the answer."""
        with self.lock:
            self.count += 1
            self.asked.append(f"{asked.method} {asked.path}")
            kinds = [
                one["kind"]
                for one in self.faults
                if one["from"] <= self.count and (one.get("to") is None or self.count <= one["to"])
            ]
            if "change" in kinds:
                self._happen("change")
            return next((kind for kind in kinds if kind != "change"), ""), self._answer(asked)

    def _happen(self, what: str) -> None:
        for family in self.families:
            family.happen(what)

    def _answer(self, asked: Asked) -> Reply:
        if self.instead:
            headers = {"X-WP-Total": "1000000", "X-WP-TotalPages": "1000000"}
            return Reply(self.instead[self.count % len(self.instead)], 200, headers)
        try:
            for family in self.families:
                reply = family.answer(asked)
                if reply is not None:
                    return reply
        except Refused as refused:
            return Reply({"errors": [{"detail": refused.why}]}, refused.status)
        return Reply({"errors": "nothing here"}, 404)


_THROTTLED = {
    "errors": [{"message": "Throttled", "extensions": {"code": "THROTTLED"}}],
    "extensions": {
        "cost": {
            "requestedQueryCost": 300,
            "actualQueryCost": None,
            "throttleStatus": {
                "maximumAvailable": 1000.0,
                "currentlyAvailable": 50.0,
                "restoreRate": 100.0,
            },
        }
    },
}
_RAW = {"page": b"<html>maintenance</html>", "deep": b"[" * 200_000, "huge": b" " * 70 * 2**20}


def _instead(fault: str) -> Reply | None:
    """Return what is answered instead of the truth."""
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    return {
        "500": Reply("out of order", 500),
        "429": Reply("too many", 429, {"Retry-After": "7"}),
        "503": Reply("later", 503, {"Retry-After": until}),
        "throttled": Reply(_THROTTLED),
        "moved": Reply("", 302, {"Location": "/v2/locations"}),
        "elsewhere": Reply("", 302, {"Location": "https://elsewhere.example/orders"}),
    }.get(fault)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # headers and body in one packet: two would wait for each other
    server: "_Server"

    def do_GET(self) -> None:
        self._serve("GET")

    def do_POST(self) -> None:
        self._serve("POST")

    def log_message(self, *_told: object) -> None:
        """Say nothing."""

    def _serve(self, method: str) -> None:
        parts = urlsplit(self.path)
        body = self._body()
        if parts.path == "/control":
            self._send(Reply(self.server.shops.control(body or {})))
            return
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        headers = {name.lower(): value for name, value in self.headers.items()}
        fault, reply = self.server.shops.next(Asked(method, parts.path, query, body, headers))
        self._spoil(fault, reply)

    def _body(self) -> Any:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if "json" in self.headers.get("Content-Type", ""):
            return json.loads(raw)
        return dict(parse_qsl(raw.decode()))

    def _spoil(self, fault: str, reply: Reply) -> None:
        if fault in ("drop", "hang"):
            if fault == "hang":
                self.server.hangs.wait(_LONGEST_HANG)
            self.close_connection = True
        elif fault in _RAW:
            self._send(reply, raw=_RAW[fault])
        else:
            self._send(_instead(fault) or reply, cut=fault == "cut")

    def _send(self, reply: Reply, *, cut: bool = False, raw: bytes | None = None) -> None:
        body = json.dumps(reply.document).encode() if raw is None else raw
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)
        self.wfile.flush()
        if cut:
            self.close_connection = True


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.shops = Shops()
        self.hangs = threading.Event()

    def handle_error(self, *_told: object) -> None:
        """Pass over what a killed client leaves behind."""


def serve() -> socketserver.BaseServer:
    """Return the server, listening."""
    return _Server()
