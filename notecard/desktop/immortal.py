"""Keeps None, True and False alive under PySide6 6.12 on Python 3.11.

PySide6 6.12 hands these three out without counting the reference, as is right since Python 3.12,
where they are immortal (PEP 683). On 3.11 every call that returns None, and every signal sent,
takes one reference away that was never given: after some thousands the interpreter aborts with
"deallocating None". A count that cannot run out makes them as immortal as they are in 3.12.
"""

import sys

_FIRST_IMMORTAL = (3, 12)
_PLENTY = 1 << 40


def keep_alive() -> None:
    """Give the three more references than a program can ever lose; nothing to do since 3.12."""
    if sys.version_info >= _FIRST_IMMORTAL or sys.implementation.name != "cpython":
        return
    import ctypes  # late: it is not needed before the window is seen

    for one in (None, True, False):
        if sys.getrefcount(one) < _PLENTY:
            ctypes.c_ssize_t.from_address(id(one)).value += _PLENTY
