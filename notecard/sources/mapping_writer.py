"""Writes a mapping down as the owner's own file, with words that help to read it."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from notecard.core.errors import SettingsError
from notecard.core.words import _
from notecard.sources.mapping import MappingFile

_LONGEST_NAME = 60
_NOT_IN_A_NAME = re.compile(r"[^\w]+")
_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)  # to Windows


class MappingExists(SettingsError):
    """The owner has a mapping of this name already."""


def save_mapping(home: Path, name: str, mapping: MappingFile, *, replace: bool = False) -> Path:
    """Write the owner's mapping and return where; raises MappingExists unless `replace`."""
    place = home / "mappings" / f"{safe_name(name)}.toml"
    if place.exists() and not replace:
        raise MappingExists(
            _("There is a mapping called “{name}” already.").format(name=place.stem),
            _("Give this one another name, or replace the old one."),
        )
    write_mapping(place, mapping)
    return place


def write_mapping(place: Path, mapping: MappingFile, unused: Sequence[str] = ()) -> None:
    """Write a mapping whole or not at all."""
    text = as_toml(mapping, unused)
    fresh = place.with_name(f".{place.name}.new")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(text, encoding="utf-8", newline="\n")
        fresh.replace(place)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink()
        raise SettingsError(
            _("The mapping {file} cannot be written: {reason}.").format(
                file=place.name, reason=error.strerror or error
            ),
            _("Choose a folder you may write to."),
        ) from error


def safe_name(name: str) -> str:
    """Return a name any system takes for a file, without the ending."""
    plain = unicodedata.normalize("NFC", name.casefold())
    safe = _NOT_IN_A_NAME.sub("_", plain).strip("_")[:_LONGEST_NAME].strip("_")
    return f"{safe}_" if _RESERVED.fullmatch(safe) else safe or "mapping"


def as_toml(mapping: MappingFile, unused: Sequence[str] = ()) -> str:
    """Return the text of a mapping; `unused` are columns it leaves out, told in a remark."""
    return "\n".join(_lines(mapping, unused)) + "\n"


def _lines(mapping: MappingFile, unused: Sequence[str]) -> Iterator[str]:
    yield "# " + _("Which column of the file is what. Change what is wrong; the words on the")
    yield "# " + _(
        "right are those above the columns. Rows with the same receipt are one purchase."
    )
    if mapping.kind != "purchases":
        yield f"kind = {_text(mapping.kind)}"
    yield f"label = {_text(mapping.label)}"
    yield f"recognise = {_list(sorted(mapping.recognise))}"
    if mapping.currency:
        yield f"currency = {_text(mapping.currency)}"
    yield from _table("columns", {name: _words(said) for name, said in mapping.columns.items()})
    if unused:
        yield "# " + _("Not used: {columns}").format(columns=", ".join(map(_text, unused)))
    if mapping.kind == "purchases":
        yield from _table("dates", _dates(mapping))
        yield from _table(
            "numbers", {"decimal": _text(mapping.decimal), "thousands": _text(mapping.thousands)}
        )
    yield from _table("refunds", _refunds(mapping))
    yield from _table("not_counted", _not_counted(mapping))
    yield from _table("ids", {"strip_float": "true"} if mapping.strip_float else {})
    countries = {_key(name): _text(code) for name, code in mapping.countries.items()}
    yield from _table("countries", countries)


def _dates(mapping: MappingFile) -> dict[str, str]:
    if mapping.date_order:
        return {"order": _text(mapping.date_order) + "  # dmy | mdy | ymd"}
    return {"format": _text(mapping.date_format), "time": _text(mapping.time_format)}


def _refunds(mapping: MappingFile) -> dict[str, str]:
    told = {
        "receipt_prefix": mapping.refund_prefixes,
        "status": sorted(mapping.refund_words),
        "whole": sorted(mapping.whole_refund_words),
    }
    lines = {name: _list(words) for name, words in told.items() if words}
    return lines | ({"positive": "true"} if mapping.refunds_are_positive else {})


def _not_counted(mapping: MappingFile) -> dict[str, str]:
    told = {
        "receipt_prefix": mapping.not_counted_prefixes,
        "status": mapping.not_counted_words,
    }
    return {name: _inline(reasons) for name, reasons in told.items() if reasons}


def _table(name: str, lines: Mapping[str, str]) -> Iterator[str]:
    if lines:
        yield ""
        yield f"[{name}]"
        yield from (f"{key} = {value}" for key, value in lines.items())


def _words(said: Sequence[str]) -> str:
    return _text(said[0]) if len(said) == 1 else _list(said)


def _list(words: Sequence[str]) -> str:
    return "[" + ", ".join(map(_text, words)) + "]"


def _inline(reasons: Mapping[str, str]) -> str:
    inside = ", ".join(f"{_key(word)} = {_text(why)}" for word, why in reasons.items())
    return f"{{ {inside} }}"


def _key(word: str) -> str:
    return word if _BARE.fullmatch(word) else _text(word)


def _text(text: str) -> str:
    """Return a string as TOML has it: JSON's, with the one control JSON lets stand."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
