"""The one way every shop system is asked: patiently, over TLS, and telling nobody the keys."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from notecard.core.errors import SourceError
from notecard.core.progress import Progress, silent
from notecard.core.words import _
from notecard.sources.live.addresses import is_loopback, safe_address
from notecard.sources.live.patience import Patience

if TYPE_CHECKING:
    import httpx

_LARGEST = 64 * 1024 * 1024  # of one answer; a page of orders has a few
_BUSY = (408, 425, 429)
_SLICE = 0.25  # seconds between two looks at the Cancel button
_HOPS = 3

Params = Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: JSON with every number exact, and the headers in lower case."""

    json: Any
    headers: Mapping[str, str]


class NotThere(SourceError):
    """Nothing is at the place that was asked for."""


class _NotAccepted(SourceError):
    """The question was not understood."""


class _Again(Exception):
    """This try did not work; another may."""

    def __init__(self, why: str, retry_after: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.retry_after = retry_after


@dataclass(slots=True)
class Polite:
    """One shop system, asked one request at a time."""

    base: str
    label: str  # as the owner knows it
    headers: Mapping[str, str] = field(repr=False)
    wrong_key: str = ""  # what to do about a key that is refused
    missing_right: str = ""  # what to do about a key that may not read
    not_there: str = ""  # what to do when nothing answers at the address
    patience: Patience = field(default_factory=Patience)
    progress: Progress = silent
    requests: int = 0
    seen: int = 0  # receipts so far, for the progress
    _turned: set[str] = field(default_factory=set, repr=False)
    _client: "httpx.Client | None" = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.base = safe_address(self.base)

    def __enter__(self) -> "Polite":
        import httpx

        self._client = httpx.Client(
            headers={"User-Agent": "Notecard", "Accept": "application/json", **self.headers},
            timeout=self.patience.timeout,
            follow_redirects=False,
            trust_env=not is_loopback(self.base),
        )
        return self

    def __exit__(self, *_gone: object) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    def get(self, path: str, params: Params | None = None) -> Answer:
        """Ask for something."""
        kept = {name: str(value) for name, value in (params or {}).items() if value is not None}
        return self._patiently("GET", path, {"params": kept})

    def post(self, path: str, document: object) -> Answer:
        """Ask with a JSON document; only for questions, which may be repeated."""
        return self._patiently("POST", path, {"json": document})

    def log_in(self, path: str, form: Mapping[str, str]) -> Answer:
        """Ask for a token with a form; what is not accepted here is a wrong key (RFC 6749, 5.2)."""
        try:
            return self._patiently("POST", path, {"data": dict(form)})
        except _NotAccepted:
            raise self._refused(401) from None

    def turn(self, cursor: str) -> None:
        """Take note that a page is turned; raises SourceError when it goes round in a circle."""
        if cursor in self._turned:
            raise self._not_understood()
        self._turned.add(cursor)

    def wait(self, seconds: float) -> None:
        """Wait, looking at the Cancel button."""
        left = seconds
        while left > 0:
            self.progress(self.seen, 0)
            self.patience.sleep(min(left, _SLICE))
            left -= _SLICE

    def use(self, headers: Mapping[str, str]) -> None:
        """Send these headers too from now on."""
        if self._client is not None:
            self._client.headers.update(headers)

    def _patiently(self, method: str, path: str, sent: dict[str, Any]) -> Answer:
        began = self.patience.clock()
        attempt = 0
        while True:
            attempt += 1
            self.progress(self.seen, 0)
            try:
                return self._once(method, path, sent)
            except _Again as again:
                pause = self.patience.pause(attempt, again.retry_after)
                spent = self.patience.clock() - began
                if attempt >= self.patience.tries or spent + pause > self.patience.total:
                    raise self._gave_up(again, pause) from None
                self.wait(pause)

    def _gave_up(self, again: _Again, pause: float) -> SourceError:
        minutes = max(round(pause / 60), 1)
        hint = _("Nothing is lost: the next sync begins where the last complete one ended.")
        if again.retry_after and pause > self.patience.longest:
            hint = _("It asks to be left alone for about {minutes} minutes: try again then.")
        return SourceError(
            _("{label} could not be read: {why}").format(label=self.label, why=again.why),
            hint.format(minutes=minutes),
        )

    def _once(self, method: str, path: str, sent: dict[str, Any]) -> Answer:
        """Send one request; raises _Again for what may go better the next time."""
        url = self.base + path
        for _hop in range(_HOPS):
            self.requests += 1
            with self._answering(method, url, sent) as (response, body):
                if not 300 <= response.status_code < 400:
                    return self._judged(response, body)
                url = self._same_host(method, url, response.headers.get("location", ""))
                sent = {}
        raise self._elsewhere()

    @contextmanager
    def _answering(
        self, method: str, url: str, sent: dict[str, Any]
    ) -> "Iterator[tuple[httpx.Response, bytes]]":
        import httpx

        if self._client is None:
            raise RuntimeError("asked outside its with block")
        try:
            with self._client.stream(method, url, **sent) as response:
                yield response, self._body(response)
        except httpx.TimeoutException:
            raise _Again(_("it did not answer in time.")) from None
        except httpx.TransportError as error:
            if "CERTIFICATE" in str(error).upper():
                raise self._not_trusted() from None
            raise _Again(_("the connection broke off.")) from None
        except httpx.DecodingError:
            raise _Again(_("its answer was damaged on the way.")) from None
        except (httpx.InvalidURL, httpx.HTTPError, UnicodeError):
            raise self._elsewhere() from None

    def _body(self, response: "httpx.Response") -> bytes:
        body = bytearray()
        for part in response.iter_bytes():
            body += part
            if len(body) > _LARGEST:
                raise self._not_understood()
        return bytes(body)

    def _judged(self, response: "httpx.Response", body: bytes) -> Answer:
        status = response.status_code
        if status in _BUSY or status >= 500:
            why = _("it is busy or out of order (answer {status}).").format(status=status)
            raise _Again(why, response.headers.get("retry-after", ""))
        if status in (401, 403):
            raise self._refused(status)
        if status in (404, 410):
            raise NotThere(
                _("{label} does not answer at this address.").format(label=self.label),
                self.not_there or _("Check the address of the shop."),
            )
        if status != 200:
            raise _NotAccepted(
                _("{label} did not accept the question (answer {status}).").format(
                    label=self.label, status=status
                ),
                _("See whether there is a newer version of Notecard, and report it if not."),
            )
        return Answer(self._parsed(body), dict(response.headers))

    def _parsed(self, body: bytes) -> Any:
        try:
            return json.loads(body, parse_float=Decimal)
        except (ValueError, RecursionError):
            raise self._not_understood() from None

    def _refused(self, status: int) -> SourceError:
        if status == 401:
            return SourceError(
                _("{label} does not accept the key: it is wrong, expired or revoked.").format(
                    label=self.label
                ),
                self.wrong_key or _("Make a new key there and connect again."),
            )
        return SourceError(
            _("{label} knows the key, but the key may not read this.").format(label=self.label),
            self.missing_right or _("Give the key the right to read orders and customers."),
        )

    def _not_understood(self) -> SourceError:
        return SourceError(
            _("{label} answered with something that is not order data.").format(label=self.label),
            _("Check the address, and that no maintenance or login page stands before the shop."),
        )

    def _not_trusted(self) -> SourceError:
        return SourceError(
            _("The security certificate of {host} cannot be trusted.").format(
                host=urlsplit(self.base).hostname
            ),
            _("Nothing was sent. Check the address and this computer's clock, or ask your host."),
        )

    def _same_host(self, method: str, url: str, location: str) -> str:
        """Return where a question is sent on to, unless the keys would leave their host."""
        try:
            target = urljoin(url, location)
            is_same = urlsplit(target)[:2] == urlsplit(url)[:2]
            host = urlsplit(target).hostname
        except ValueError:
            raise self._elsewhere() from None
        if method == "GET" and location and is_same:
            return target
        raise self._elsewhere(host or "")

    def _elsewhere(self, host: str = "") -> SourceError:
        hint = _("Connect with the address the shop has now.")
        if host:
            hint = _("It now points to {host}: connect with that address if it is yours.")
        return SourceError(
            _("{label} sends Notecard to another place, and the keys stay here.").format(
                label=self.label
            ),
            hint.format(host=host),
        )
