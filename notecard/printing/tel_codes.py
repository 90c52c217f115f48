"""A number as a QR code that a telephone dials when its camera sees it."""

_BORDER = 4  # modules of quiet around it (ISO/IEC 18004)


def code_modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the modules row by row, dark ones true, with the quiet zone around them."""
    import qrcode

    symbol = qrcode.QRCode(border=_BORDER)
    symbol.add_data(text)
    symbol.make(fit=True)
    return tuple(tuple(map(bool, row)) for row in symbol.get_matrix())
