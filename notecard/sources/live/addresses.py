"""Which addresses keys may be sent to: secure ones, and this very computer."""

from urllib.parse import urlsplit

from notecard.core.errors import SourceError
from notecard.core.words import _

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def safe_address(address: str) -> str:
    """Return the address without a slash at its end; raises SourceError unless it is https."""
    told = address.strip()
    told = (told if "://" in told else f"https://{told}").rstrip("/")
    try:
        parts = urlsplit(told)
        host, _port = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if not host or parts.username or parts.password or parts.query or parts.fragment:
        raise SourceError(
            _("“{address}” is not an address.").format(address=address.strip()[:80]),
            _("Write it as it stands in the browser, for example https://shop.example.com."),
        )
    if parts.scheme != "https" and not is_loopback(told):
        raise SourceError(
            _("Notecard only talks to shops over a secure connection."),
            _("Use an address that begins with https://."),
        )
    return told


def is_loopback(address: str) -> bool:
    """Whether the address is on this very computer."""
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and parts.hostname in _LOOPBACK
