"""What months are called in the languages tills and web shops speak."""

import unicodedata
from typing import Final

# Each row is one month: English, German, French, Spanish, Italian, Dutch, Polish (as a name and in
# a date), Portuguese; then the short forms. Accents are left out, as `folded` leaves them out.
_NAMES = """
january januar janner janvier enero gennaio januari styczen stycznia janeiro
    jan janv ene gen sty
february februar feber fevrier febrero febbraio februari luty lutego fevereiro
    feb febr fevr fev lut
march marz mars marzo maart marzec marca marco mar mrz mrt
april avril abril aprile kwiecien kwietnia apr avr abr kwi
may mai mayo maggio mei maj maja maio mag
june juni juin junio giugno czerwiec czerwca junho jun giu cze
july juli juillet julio luglio lipiec lipca julho jul juil lug lip
august aout agosto augustus sierpien sierpnia aug ago sie
september septembre septiembre setiembre settembre wrzesien wrzesnia setembro sep sept set wrz
october oktober octobre octubre ottobre pazdziernik pazdziernika outubro oct okt ott out paz
november novembre noviembre listopad listopada novembro nov lis
december dezember decembre diciembre dicembre grudzien grudnia dezembro dec dez dic gru
"""


def folded(text: str) -> str:
    """Return text in small letters and western digits, without accents and unusual blanks."""
    if text.isascii():
        return text.strip().lower()
    letters = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(_plain(letter) for letter in letters if not unicodedata.combining(letter))


def _plain(letter: str) -> str:
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter


def _months() -> dict[str, int]:
    rows = _NAMES.strip().replace("\n    ", " ").splitlines()
    return {name: month for month, row in enumerate(rows, start=1) for name in row.split()}


MONTHS: Final = _months()
