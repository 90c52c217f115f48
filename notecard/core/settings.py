"""What can be chosen: the shop's own choices, kept with its data, and those of this computer."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who serves; those who have left keep their place in the past."""

    name: str
    here: bool = True


@dataclass(frozen=True, slots=True)
class Season:
    """A season or a local event: days on which to thank those who came in them before."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Shop:
    """The shop, as it signs its cards; kept in the store and shared by every counter."""

    name: str = ""
    sign_off: str = ""  # who signs: "Ruth & Ben"
    handle: str = ""  # as on social networks: "@harbourstreet"
    currency: str = "GBP"
    region: str = "GB"  # ISO 3166-1: telephone numbers and addresses without a country
    timezone: str = "Europe/London"
    language: str = "en"  # the language cards are written in
    register: str = "formal"  # or familiar, where the language tells strangers from friends
    rewriter: str = ""  # address of a language model on this computer; empty: none is asked
    rewriter_model: str = ""
    staff: tuple[Staff, ...] = ()
    stock: str = "us-a2-flat"
    design: str = "sprig"
    guide_lines: bool = True  # faint lines to write on
    accent: str = "#B4472E"
    minutes: int = 10  # a day for cards and calls
    cards: int = 5  # a day, at most
    seasons: tuple[Season, ...] = ()
    quiet_share: int = 20  # of a hundred, left in peace to compare with: 0, 20 or 50
    salt: str = ""  # makes the lot this shop's own: see core.trial


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of this computer: kept in one small file beside the data."""

    theme: str = "system"  # system | light | dark
    language: str = ""  # of the program; empty: as the system says
    page: str = "today"
    window: str = ""  # geometry, as Qt hands it out, base64
    last_folder: str = ""
    watched_folder: str = ""  # the till writes its exports there; empty: none is watched
    counter: str = ""  # what this counter is called; empty: as the computer is
    section: str = "read"  # of the page Purchases: read | who | connections
