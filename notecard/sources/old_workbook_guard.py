"""How many cells an Excel 97 workbook spreads over, by what its own sheets say of their places."""

import struct
from collections.abc import Iterator

_SECTOR, _MINI = 512, 64
_FREE = 0xFFFFFFFA  # a sector's number from here on is none
_SMALL = 4096  # bytes: a smaller stream lies among the small ones
_RECORDS = 2_000_000
_BOUND_SHEET, _DIMENSIONS, _END = 0x0085, 0x0200, 0x000A
_MANY = {0x00BD, 0x00BE}  # records of several cells, the last column at the end
_ONE = {0x0201, 0x0203, 0x0204, 0x0205, 0x0206, 0x0207, 0x027E, 0x00D6, 0x00FD, 0x0006, 0x0406}
_TOO_MANY = 1 << 62


def cells_of_old(data: bytes) -> int:
    """Return how many cells all sheets come to; raises ValueError for what is no such workbook."""
    try:
        return sum(_cells(stream) for stream in _workbooks(data))
    except struct.error as error:
        raise ValueError(error) from error


def _workbooks(data: bytes) -> Iterator[bytes]:
    """Yield the streams of a compound file in which Excel keeps a workbook.

    The library follows a chain that bites its own tail for ever, and reads macros, so neither is
    let through.
    """
    shift = min(struct.unpack_from("<H", data, 30)[0], 20)
    size = 1 << shift
    directory = struct.unpack_from("<I", data, 48)[0]
    small_fat, _n, more, _m = struct.unpack_from("<IIII", data, 60)
    sectors = [at for at in struct.unpack_from("<109I", data, 76) if at < _FREE]
    seen: set[int] = set()
    while more < _FREE:
        _once(more, seen)
        *numbers, following = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        sectors += [at for at in numbers if at < _FREE]
        more = following
    fat = _numbers(b"".join(data[(at + 1) * size :][:size] for at in sectors))
    entries = _chain(data, directory, fat, size, size)
    small = _numbers(_chain(data, small_fat, fat, size, size))
    root = _chain(data, struct.unpack_from("<I", entries, 116)[0], fat, size, size)
    for at in range(0, len(entries) - 127, 128):
        length = min(struct.unpack_from("<H", entries, at + 64)[0], 64)
        name = entries[at : at + max(length - 2, 0)].decode("utf-16-le", "replace").lower()
        if name.startswith("_vba_project"):
            raise ValueError(name)
        if name in ("workbook", "book"):
            first, bytes_of = struct.unpack_from("<II", entries, at + 116)
            if bytes_of < _SMALL:
                yield _chain(root, first, small, _MINI, 0)
            else:
                yield _chain(data, first, fat, size, size)


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _chain(data: bytes, first: int, following: tuple[int, ...], size: int, head: int) -> bytes:
    """Return the sectors of a stream, one after another."""
    found: list[bytes] = []
    seen: set[int] = set()
    while first < len(following):
        _once(first, seen)
        found.append(data[head + first * size :][:size])
        first = following[first]
    return b"".join(found)


def _once(sector: int, seen: set[int]) -> None:
    if sector in seen:
        raise ValueError(sector)
    seen.add(sector)


def _cells(stream: bytes) -> int:
    """Return how many cells the sheets of a workbook come to."""
    begins = [
        struct.unpack_from("<I", data)[0]
        for kind, data in _records(stream, 0)
        if kind == _BOUND_SHEET
    ]
    left, cells = _RECORDS, 0
    for begin in begins:
        width = height = 0
        for kind, data in _records(stream, begin):
            left -= 1
            if left < 0:
                return _TOO_MANY
            width, height = _grown(width, height, kind, data)
        cells += width * height
    return cells


def _grown(width: int, height: int, kind: int, data: bytes) -> tuple[int, int]:
    """Return the rectangle with what a record tells of."""
    if kind == _DIMENSIONS and len(data) >= 14:
        _first, last, _left, right = struct.unpack_from("<IIHH", data)
        return max(width, right), max(height, last)
    if kind == _DIMENSIONS and len(data) >= 10:
        _first, last, _left, right = struct.unpack_from("<HHHH", data)
        return max(width, right), max(height, last)
    if (kind in _ONE or kind in _MANY) and len(data) >= 6:
        row, column = struct.unpack_from("<HH", data)
        if kind in _MANY:
            column = max(column, struct.unpack_from("<H", data, len(data) - 2)[0])
        return max(width, column + 1), max(height, row + 1)
    return width, height


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records from a place on, up to the end of their sheet."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _END:
            return
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
