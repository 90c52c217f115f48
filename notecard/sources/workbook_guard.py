"""Workbooks that are made to do harm, told before the library that reads them takes them whole.

It keeps a sheet as one rectangle of cells and copies a text into every cell that has it, so a file
of a few kilobytes can take all memory there is. What is counted here is the most it can come to.
"""

import re
import struct
import zipfile
import zlib
from array import array
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from io import BytesIO
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from notecard.sources.old_workbook_guard import cells_of_old
from notecard.sources.open_workbook_guard import INSIDE, TABLE_TAG, cells_of_tables
from notecard.sources.unfit import LETTERS, Harmful, Locked, NoWorkbook

_UNPACKED = 120_000_000  # bytes of all parts
_OTHER_PART = 20_000_000  # bytes of a part that is no sheet and has no texts
_PARTS = 5000
CELLS = 4_000_000
_CHUNK = 1 << 20
_LONGEST_TAG = 1 << 22
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MANIFEST = "META-INF/manifest.xml"
_PASSWORD = 1  # the flag of an encrypted part

_TAG = rb"<(?:[\w.-]+:)?"
_PLACE = re.compile(rb"""[\s"']r\s*=\s*["']\s*([A-Za-z]{0,7})(\d{0,10})""")
_ROW, _CELL = re.compile(_TAG + rb"row[\s/>]"), re.compile(_TAG + rb"c[\s/>]")
_VALUE = re.compile(_TAG + rb"v(?:\s" + INSIDE + rb")?>\s*(\d{1,9})\s*<")
_TEXT = re.compile(_TAG + rb"si[\s/>]")


_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError
)  # fmt: skip
_HARMLESS: set[bytes] = set()  # workbooks that were looked at: each is opened several times


def check(data: bytes) -> None:
    """Raise Harmful, NoWorkbook or Locked for what the library must not be given."""
    mark = blake2b(data).digest()
    if mark not in _HARMLESS:
        _check(data)
        _HARMLESS.add(mark)


def _check(data: bytes) -> None:
    if not data.startswith(b"PK"):
        if _ENCRYPTED in data:
            raise Locked
        try:
            cells = cells_of_old(data)
        except ValueError as error:
            raise NoWorkbook from error
        if cells > CELLS:
            raise Harmful
        return
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_archive(archive)
    except _BROKEN as error:
        raise NoWorkbook from error


def _check_archive(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    if "xl/workbook.xml" not in names and not {"content.xml", "mimetype"} <= names:
        raise NoWorkbook
    if any(part.flag_bits & _PASSWORD for part in parts):
        raise Locked
    if len(parts) > _PARTS or sum(part.file_size for part in parts) > _UNPACKED:
        raise Harmful
    for part in parts:
        if part.filename == _MANIFEST and b"encryption-data" in b"".join(_pieces(archive, part)):
            raise Locked
    lengths = _lengths_of_texts(archive)
    is_excel, is_open = "xl/workbook.xml" in names, "content.xml" in names
    for part in parts:
        if is_excel and _cells_of_sheet(_pieces(archive, part), lengths) > CELLS:
            raise Harmful
        if is_open and cells_of_tables(_pieces(archive, part)) > CELLS:
            raise Harmful


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a part, whatever size it says it has, never cutting a tag; raises Harmful."""
    part.file_size = _UNPACKED + 1  # what is read on: the size may be a lie
    unpacked, rest = 0, b""
    with archive.open(part) as packed:
        while chunk := packed.read(_CHUNK):
            unpacked += len(chunk)
            whole = rest + chunk
            cut = whole.rfind(b"<")
            rest = whole[cut:] if cut >= 0 else b""
            if unpacked > _UNPACKED or len(rest) > _LONGEST_TAG:
                raise Harmful
            yield whole[: len(whole) - len(rest)]
    yield rest


def _lengths_of_texts(archive: zipfile.ZipFile) -> "array[int]":
    """Return how long each text shared by cells is at most; raises Harmful, NoWorkbook."""
    lengths: array[int] = array("L")
    unpacked = 0
    for part in archive.infolist():
        begins, size, is_sheet = _texts(_pieces(archive, part), part.filename)
        unpacked += size
        if unpacked > _UNPACKED or (size > _OTHER_PART and not begins and not is_sheet):
            raise Harmful
        ends = begins[1:]
        ends.append(size)
        lengths.extend([0] * (len(begins) - len(lengths)))
        for index, (begin, end) in enumerate(zip(begins, ends, strict=False)):
            lengths[index] = max(lengths[index], end - begin)
    return lengths


def _texts(pieces: Iterable[bytes], name: str) -> tuple["array[int]", int, bool]:
    """Return where the shared texts of a part begin, its size, and whether it is a sheet.

    The library never ends with XML that does not: raises NoWorkbook for such.
    """
    parser = ParserCreate("utf-8")
    parser.StartDoctypeDeclHandler = _refused
    begins: array[int] = array("L")
    size, is_sheet, is_well_formed = 0, False, True
    for piece in pieces:
        is_sheet = is_sheet or bool(_ROW.search(piece) or TABLE_TAG.search(piece))
        begins.extend([size + match.start() for match in _TEXT.finditer(piece)])
        is_well_formed = is_well_formed and _goes_on(parser, piece)
        size += len(piece)
        if len(begins) > CELLS:
            raise Harmful
    if not (is_well_formed and _goes_on(parser, b"", is_end=True)) and (
        is_sheet or begins or name.lower().endswith((".xml", ".rels"))
    ):
        raise NoWorkbook
    return begins, size, is_sheet


def _goes_on(parser: XMLParserType, piece: bytes, *, is_end: bool = False) -> bool:
    try:
        parser.Parse(piece, is_end)
    except ExpatError:
        return False
    return True


def _refused(*_told: object) -> None:
    raise Harmful


def _cells_of_sheet(pieces: Iterable[bytes], lengths: "array[int]") -> int:
    """Return how many cells an Excel sheet spreads over; raises Harmful for too many letters."""
    width = height = widest = in_row = cells = rows = named_rows = letters = 0
    for piece in pieces:
        found = _PLACE.findall(piece)
        width = max([width, *map(_column, {column.upper() for column, _row in found})])
        height = max([height, *map(int, {row or 0 for _column, row in found})])
        named = sum(1 for column, _row in found if column)
        begun = len(_ROW.findall(piece))
        rows, named_rows = rows + begun, named_rows + len(found) - named
        here = len(_CELL.findall(piece))
        if here > named:  # cells that do not say where they are: each follows the one before
            first, *others = [len(_CELL.findall(row)) for row in _ROW.split(piece)]
            widest, in_row = max([widest, in_row + first, *others]), [in_row + first, *others][-1]
        elif begun:
            in_row = 0
        cells += here
        if lengths:
            told = map(int, _VALUE.findall(piece))
            letters += sum([lengths[at] for at in told if at < len(lengths)])
        if letters > LETTERS:
            raise Harmful
    return (width + widest) * (height + max(rows - named_rows, 0)) if cells else 0


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
