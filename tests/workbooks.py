"""Workbooks of three kinds, written by hand: honest ones, and whatever a hostile one may hold."""

import re
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

Value = str | int | float | bool | date | time | None
Rows = Iterable[Sequence[Value]]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - day 0 of a spreadsheet's own clock
_STYLES = {datetime: 1, date: 2, time: 3}
_FORMATS = ("yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd", "hh:mm:ss")


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of these parts."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return whole.getvalue()


def xlsx(sheets: Mapping[str, Rows]) -> bytes:
    """Return an Excel workbook."""
    return packed(xlsx_parts({name: sheet_xml(rows) for name, rows in sheets.items()}))


def xlsx_parts(sheets: Mapping[str, str]) -> dict[str, str | bytes]:
    """Return the parts of an Excel workbook whose sheets are this XML."""
    names = list(enumerate(sheets, start=1))
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}"/>' for n, name in names
    )
    targets = "".join(
        f'<Relationship Id="r{n}" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _name in names
    )
    formats = "".join(
        f'<numFmt numFmtId="{165 + n}" formatCode="{code}"/>' for n, code in enumerate(_FORMATS)
    )
    styles = "".join(f'<xf numFmtId="{n}"/>' for n in (0, 165, 166, 167))
    return {
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{targets}'
        f'<Relationship Id="s" Type="{_DOCUMENT}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts>{formats}</numFmts>'
        f"<cellXfs>{styles}</cellXfs></styleSheet>",
        **{f"xl/worksheets/sheet{n}.xml": sheets[name] for n, name in names},
    }


def sheet_xml(rows: Rows) -> str:
    """Return the XML of one sheet of an Excel workbook."""
    body = "".join(
        f'<row r="{n}">' + "".join(_xlsx_cell(f"{_letters(c)}{n}", v) for c, v in enumerate(row))
        + "</row>"
        for n, row in enumerate(rows, start=1)
    )  # fmt: skip
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'


def _xlsx_cell(where: str, value: Value) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return f'<c r="{where}" t="b"><v>{value:d}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{where}"><v>{value}</v></c>'
    if value == "#N/A":
        return f'<c r="{where}" t="e"><v>{value}</v></c>'
    if isinstance(value, str):
        text = f'<is><t xml:space="preserve">{escape(_plain(value))}</t></is>'
        return f'<c r="{where}" t="inlineStr">{text}</c>'
    return f'<c r="{where}" s="{_STYLES[type(value)]}"><v>{_serial(value)}</v></c>'


def _plain(text: str) -> str:
    """Return a text without what no XML can hold."""
    return re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)


def _serial(value: date | time) -> float:
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86400
    at = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001
    return (at - _EPOCH).total_seconds() / 86400


def _letters(column: int) -> str:
    first, last = divmod(column, 26)
    return (_letters(first - 1) if first else "") + chr(65 + last)


def ods(sheets: Mapping[str, Rows]) -> bytes:
    """Return an OpenDocument workbook."""
    return packed(ods_parts({name: table_xml(rows) for name, rows in sheets.items()}))


def ods_parts(sheets: Mapping[str, str]) -> dict[str, str | bytes]:
    """Return the parts of an OpenDocument workbook whose tables are this XML."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>{rows}</table:table>"
        for name, rows in sheets.items()
    )
    return {
        "mimetype": _ODS,
        "META-INF/manifest.xml": "<manifest:manifest xmlns:manifest="
        '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{_ODS}"/></manifest:manifest>',
        "content.xml": f'<office:document-content xmlns:office="{_OFFICE}" '
        f'xmlns:table="{_TABLE}" xmlns:text="{_TEXT}"><office:body><office:spreadsheet>{tables}'
        "</office:spreadsheet></office:body></office:document-content>",
    }


def table_xml(rows: Rows) -> str:
    """Return the rows of one sheet of an OpenDocument workbook, padded as programs pad them."""
    rest = '<table:table-cell table:number-columns-repeated="16000"/>'
    body = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}{rest}</table:table-row>" for row in rows
    )
    return body + (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )


def _ods_cell(value: Value) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    kind, named, told = "float", "value", str(value)
    if isinstance(value, bool):
        kind, named, told = "boolean", "boolean-value", str(value).lower()
    elif isinstance(value, str):
        return (
            '<table:table-cell office:value-type="string">'
            f"<text:p>{escape(_plain(value))}</text:p></table:table-cell>"
        )
    elif isinstance(value, date):
        kind, named, told = "date", "date-value", value.isoformat()
    elif isinstance(value, time):
        kind, named, told = "time", "time-value", value.strftime("PT%HH%MM%SS")
    return (
        f'<table:table-cell office:value-type="{kind}" office:{named}="{told}">'
        f"<text:p>{escape(str(value))}</text:p></table:table-cell>"
    )


def xls(sheets: Mapping[str, Mapping[tuple[int, int], str | float]]) -> bytes:
    """Return an Excel 97 workbook: for each sheet the cells by row and column."""
    bodies = [_biff_sheet(cells) for cells in sheets.values()]
    names = [struct.pack("<IHBB", 0, 0, len(name), 0) + name.encode("latin-1") for name in sheets]
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    start += _record(0x0042, struct.pack("<H", 1200))
    at = len(start) + sum(4 + len(name) for name in names) + 4
    for number, body in enumerate(bodies):
        start += _record(0x0085, struct.pack("<I", at) + names[number][4:])
        at += len(body)
    return compound({"Workbook": start + _record(0x000A, b"") + b"".join(bodies)})


def _biff_sheet(cells: Mapping[tuple[int, int], str | float]) -> bytes:
    body = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0))
    for (row, column), value in sorted(cells.items()):
        where = struct.pack("<HHH", row, column, 0)
        if isinstance(value, str):
            text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
            body += _record(0x0204, where + text)
        else:
            body += _record(0x0203, where + struct.pack("<d", value))
    return body + _record(0x000A, b"")


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file, as Excel 97 and encrypted workbooks are one."""
    sector, fat, content = 512, [], b""
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    for name, stream in streams.items():
        stream = stream.ljust(max(4096, -(-len(stream) // sector) * sector), b"\0")
        first = len(fat)
        fat += [*range(first + 1, first + len(stream) // sector), 0xFFFFFFFE]
        content += stream
        last = len(entries) == len(streams)
        entries.append(_entry(name, 2, first, len(stream), right=-1 if last else len(entries) + 1))
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * sector, b"\0")
    where = len(fat)
    fat += [*range(where + 1, where + len(directory) // sector), 0xFFFFFFFE]
    count = -(-(len(fat) + 1) // 127)
    fat_at = list(range(len(fat), len(fat) + count))
    fat += [0xFFFFFFFD] * count
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(count * sector, b"\xff")
    head = (
        bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    )
    head += bytes(6) + struct.pack(
        "<IIIIIIIII", 0, count, where, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    head += struct.pack("<109I", *fat_at, *[0xFFFFFFFF] * (109 - count))
    return head + content + directory + table


def _entry(name: str, kind: int, first: int, size: int, child: int = -1, right: int = -1) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    links = struct.pack("<iii", -1, right, child)
    return (
        text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1) + links + bytes(36)
        + struct.pack("<IQ", first, size)
    )  # fmt: skip
