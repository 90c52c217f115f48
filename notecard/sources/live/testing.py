"""Systems whose address is fixed are asked elsewhere in tests only, and only on this computer."""

from collections.abc import Mapping

from notecard.core.errors import SourceError
from notecard.core.words import _
from notecard.sources.live.addresses import is_loopback, safe_address


def base_of(settings: Mapping[str, str], fixed: str) -> dict[str, str]:
    """Return the settings with another address kept only when it is this very computer's."""
    told = settings.get("address", "").strip()
    if not told or told.rstrip("/") == fixed:
        return {}
    address = safe_address(told)
    if not is_loopback(address):
        raise SourceError(
            _("The address of this system is always {address}.").format(address=fixed),
            _("Leave the address out."),
        )
    return {"address": address}
