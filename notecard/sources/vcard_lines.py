"""The lines of a vCard file: unpacked, unfolded, and taken apart into what each one says.

A line may be a photo of many megabytes: what is not wanted is read past and never held.
"""

import codecs
import gzip
import io
import quopri
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from notecard.core.progress import Progress

_LONGEST = 65_536  # bytes of a line, and of a property: no name or address is as long
_TELL_EVERY = 1024  # lines
_ENCODINGS = {"QUOTED-PRINTABLE", "BASE64", "B", "7BIT", "8BIT"}
_HEAD = 1000  # bytes in which a property says how it is written
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a card: `parameters` in capitals, `value` still escaped."""

    line: int
    name: str
    parameters: Mapping[str, tuple[str, ...]]
    value: str

    @property
    def types(self) -> frozenset[str]:
        """Return its types: CELL, HOME, PREF and the like."""
        return frozenset(self.parameters.get("TYPE", ()))

    @property
    def preference(self) -> int:
        """Return its place among its like, 1 being the first."""
        told = self.parameters.get("PREF", ("",))[0]
        return int(told) if told.isdecimal() else 1 if "PREF" in self.types else 101

    def text(self) -> str:
        """Return the value as one text."""
        return _plain(self.value).strip()

    def parts(self) -> list[str]:
        """Return the parts of a value such as an address, in their order."""
        return [_plain(part).strip() for part in re.split(r"(?<!\\);", self.value)]


def properties(place: Path, progress: Progress) -> Iterator[Property]:
    """Yield every property of every card, BEGIN and END too."""
    for number, line in _unfolded(_lines(place, progress)):
        if told := _property(number, line):
            yield told


def _lines(place: Path, progress: Progress) -> Iterator[tuple[int, bytes]]:
    """Yield each line with its number; of an endless one the beginning."""
    size = max(place.stat().st_size, 1)
    number = 0
    with place.open("rb") as raw:
        readline = _readline(raw)
        while line := readline(_LONGEST):
            rest = line
            while not rest.endswith((b"\n", b"\r")) and (rest := readline(_LONGEST)):
                pass
            for part in line.splitlines() or [b""]:
                number += 1
                yield number, part
            if number % _TELL_EVERY == 0:
                progress(min(raw.tell(), size), size)
    progress(size, size)


def _readline(raw: BinaryIO) -> Callable[[int], bytes]:
    """Return what reads at most so many bytes of the next line, in UTF-8 where it is UTF-16."""
    plain = cast(io.BufferedReader, raw)
    if plain.peek(2)[:2] == b"\x1f\x8b":
        plain = io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=raw)))
    start = plain.peek(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = io.TextIOWrapper(plain, encoding="utf-16", errors="replace", newline="")
        return lambda most: text.readline(most).encode("utf-8", "replace")
    if start.startswith(codecs.BOM_UTF8):
        plain.read(len(codecs.BOM_UTF8))
    return plain.readline


def _unfolded(lines: Iterator[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
    """Yield whole properties: a line that begins with a blank goes on with the one before."""
    first, whole = 0, b""
    for number, line in lines:
        if _is_soft(whole):
            whole = whole[:-1] + (line if len(whole) < _LONGEST else b"")
        elif line[:1] in (b" ", b"\t") and whole:
            whole += line[1:] if len(whole) < _LONGEST else b""
        else:
            yield first, whole
            first, whole = number, line
    yield first, whole


def _is_soft(whole: bytes) -> bool:
    head = whole[:_HEAD].partition(b":")[0] if whole.endswith(b"=") else b""
    return b"QUOTED-PRINTABLE" in head.upper()


def _property(line: int, whole: bytes) -> Property | None:
    head, value = _halves(whole)
    name, *told = _split(head.decode("utf-8", "replace"))
    if not name:
        return None
    parameters: dict[str, tuple[str, ...]] = {}
    for each in told:
        key, said = _parameter(each)
        parameters[key] = (*parameters.get(key, ()), *said)
    group_and_name = name.strip().upper()
    return Property(
        line, group_and_name.rpartition(".")[2], parameters, _decoded(value, parameters)
    )


def _halves(whole: bytes) -> tuple[bytes, bytes]:
    """Return what stands before and after the first colon outside quotes, if there is one."""
    at = 0
    for number, part in enumerate(whole.split(b'"')):
        found = part.find(b":") if number % 2 == 0 else -1
        if found >= 0:
            return whole[: at + found], whole[at + found + 1 :]
        at += len(part) + 1
    return b"", b""


def _split(head: str) -> list[str]:
    """Return what stands between the semicolons outside quotes, without the quotes."""
    found = [""]
    for number, part in enumerate(head.split('"')):
        first, *others = [part] if number % 2 else part.split(";")
        found[-1] += first
        found += others
    return found


def _parameter(told: str) -> tuple[str, tuple[str, ...]]:
    """Return a parameter's name and values; version 2.1 leaves the name away."""
    key, equals, said = told.strip().upper().partition("=")
    if not equals:
        return ("ENCODING" if key in _ENCODINGS else "TYPE"), (key,)
    return key.strip(), tuple(each.strip() for each in said.split(",") if each.strip())


def _decoded(value: bytes, parameters: Mapping[str, tuple[str, ...]]) -> str:
    if "QUOTED-PRINTABLE" in parameters.get("ENCODING", ()):
        value = quopri.decodestring(value)
    for charset in (*parameters.get("CHARSET", ()), "utf-8"):
        try:
            return value.decode(charset)
        except (LookupError, ValueError):
            continue
    return value.decode("cp1252", "replace")


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)
