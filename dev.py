#!/usr/bin/env python3
"""Two commands for a fresh checkout: `python3 dev.py demo` and `python3 dev.py check`.

On Windows: `py dev.py demo`. Needs Python 3.11 or later and nothing else: what is missing is
installed (system libraries by apt as root, Python packages by the hashes of requirements.lock
into .venv), or said in a line to copy. Words after the command are handed on: to the program
(`demo --no-window --out DIR`), or to pytest (`check tests/core`).
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
IS_WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if IS_WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if IS_WINDOWS else "python")

# What Qt loads, by the name the loader knows it by, and the Debian package it comes in.
QT = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
}
# What a window on a real or virtual screen needs besides; Qt's own message names only the first.
QT_WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
# What the tests drive the program from outside with: a program, or a file where it lands.
ROBOT_PROGRAMS = {
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "dbus-run-session": "dbus",
    "xdotool": "xdotool",
}
ROBOT_FILES = {
    "libexec/at-spi2-registryd": "at-spi2-core",
    "lib/python3/dist-packages/pyatspi": "python3-pyatspi",
    "lib/*/girepository-1.0/Atspi-2.0.typelib": "gir1.2-atspi-2.0",
}
# The server a shop with several counters keeps its data on: the tests start one of their own.
SERVER_FILES = {"lib/postgresql/*/bin/postgres": "postgresql"}

# Cheap ones first: each of them runs, the tests only after all of them are content.
CHEAP = (
    ("ruff check", ("-m", "ruff", "check", ".")),
    ("ruff format", ("-m", "ruff", "format", "--check", ".")),
    ("mypy", ("-m", "mypy")),
    ("import-linter", ("-c", "from importlinter.cli import lint_imports_command as run; run()")),
)


def main(words: Sequence[str]) -> int:
    """Do the named job; answer with the exit code of what was run."""
    job, rest = (words[0], words[1:]) if words else ("", ())
    if job not in {"demo", "check"}:
        print(__doc__)
        return 2
    if sys.version_info < (3, 11):  # noqa: UP036  (an older one shall hear why it is refused)
        sys.exit(f"Notecard needs Python 3.11 or later; this is {sys.version.split()[0]}.")
    provide_system_packages(missing_packages(job, rest))
    provide_environment()
    return demo(rest) if job == "demo" else check(rest)


def demo(rest: Sequence[str]) -> int:
    """Run the program's own demonstration."""
    return run(("-m", "notecard", "demo", *rest), qt_surroundings(os.environ, sys.platform))


def check(rest: Sequence[str]) -> int:
    """Run every check: style, types, the architecture, the tests."""
    surroundings = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    failed = [name for name, words in CHEAP if not timed(name, words, surroundings)]
    if not failed and not timed("pytest", ("-m", "pytest", *rest), surroundings):
        failed = ["pytest"]
    print(f"\nNot yet: {', '.join(failed)}." if failed else "\nAll checks passed.")
    return 1 if failed else 0


def timed(name: str, words: Sequence[str], surroundings: Mapping[str, str]) -> bool:
    """Run one check under a heading; answer whether it was content."""
    print(f"\n== {name}", flush=True)
    start = time.monotonic()
    passed = run(words, surroundings) == 0
    print(f"-- {'ok' if passed else 'FAILED'}, {time.monotonic() - start:.1f} s", flush=True)
    return passed


def run(words: Sequence[str], surroundings: Mapping[str, str]) -> int:
    """Start the environment's Python in the checkout and wait for its exit code."""
    return subprocess.run([PYTHON, *words], cwd=ROOT, env=dict(surroundings)).returncode


def qt_surroundings(environ: Mapping[str, str], platform: str) -> dict[str, str]:
    """Return the environment for Qt: drawn in memory where Linux has no screen."""
    if needs_no_screen(environ, platform):
        return {"QT_QPA_PLATFORM": "offscreen", **environ}
    return dict(environ)


def needs_no_screen(environ: Mapping[str, str], platform: str) -> bool:
    """Whether this is a Linux without X11 or Wayland: a server, a container."""
    has_screen = environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")
    return platform.startswith("linux") and not has_screen


# --- the system's packages


def missing_packages(job: str, rest: Sequence[str]) -> list[str]:
    """Return the Debian packages this job needs and this machine has not."""
    if not sys.platform.startswith("linux"):
        return []
    wants_window = "--no-window" not in rest and not needs_no_screen(os.environ, sys.platform)
    libraries = QT | QT_WINDOW if job == "check" or wants_window else QT
    missing = [package for name, package in libraries.items() if not loads(name)]
    if job == "check":
        missing += [package for name, package in ROBOT_PROGRAMS.items() if not shutil.which(name)]
        files = ROBOT_FILES | SERVER_FILES
        missing += [package for name, package in files.items() if not has_file(name)]
    if importlib.util.find_spec("ensurepip") is None and not PYTHON.exists():
        missing.append("python{}.{}-venv".format(*sys.version_info))
    return missing


def loads(library: str) -> bool:
    """Whether the loader finds this shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_file(pattern: str) -> bool:
    """Whether a file of this name lies below /usr."""
    return any(Path("/usr").glob(pattern))


def provide_system_packages(missing: Sequence[str]) -> None:
    """Install what is missing as root; otherwise say the line that does, and stop."""
    if not missing:
        return
    if not shutil.which("apt-get"):
        sys.exit(f"Please install what your system calls these packages: {' '.join(missing)}")
    if os.geteuid() != 0:
        sys.exit(f"System packages are missing. Run once, then again:\n  {by_hand(missing)}")
    print(f"Installing {len(missing)} system packages: {' '.join(missing)}", flush=True)
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (("apt-get", "-qq", "update"), apt_install(missing)):
        done = subprocess.run(words, env=surroundings, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{shlex.join(words)} did not succeed:\n{done.stdout}{done.stderr}")


def apt_install(packages: Iterable[str]) -> tuple[str, ...]:
    """Return the words that install these packages and nothing that is merely recommended."""
    return ("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)


def by_hand(packages: Iterable[str]) -> str:
    """Return the line a person types to install these packages."""
    return f"sudo apt-get install --no-install-recommends {' '.join(packages)}"


# --- the environment


def provide_environment() -> None:
    """Make .venv hold what the lock says and nothing else; do nothing when it already does.

    An environment that was linked in by hand belongs to somebody else: it is used as it is.
    """
    stamp = VENV / "made-from"
    wanted = fingerprint(LOCK.read_bytes(), sys.version, ROOT)
    if VENV.is_symlink() or (stamp.is_file() and stamp.read_text() == wanted):
        return
    if importlib.util.find_spec("ensurepip") is None:
        sys.exit(
            "This Python cannot make an environment: it has no ensurepip.\n"
            "Install your system's package that holds it (Debian: python3-venv)."
        )
    print(f"Making {VENV.name} (once, a minute or two) ...", flush=True)
    step(sys.executable, "-m", "venv", "--clear", str(VENV))
    pip = (str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    step(*pip, "--require-hashes", "--requirement", str(LOCK))
    put_checkout_on_path()
    stamp.write_text(wanted)


def fingerprint(lock: bytes, python: str, root: Path) -> str:
    """Return what an environment is made from as one word: the lock, the Python, the folder."""
    parts = (lock, python.encode(), str(root).encode())
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def step(*words: str) -> None:
    """Run one step of the setting up; stop with its exit code when it fails."""
    done = subprocess.run(words)
    if done.returncode:
        sys.exit(done.returncode)


def put_checkout_on_path() -> None:
    """Let the environment import this checkout, and give it a `notecard` command."""
    folder = next((VENV / "Lib" if IS_WINDOWS else VENV / "lib").rglob("site-packages"))
    (folder / "notecard-checkout.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    if IS_WINDOWS:
        (BIN / "notecard.cmd").write_text('@"%~dp0python.exe" -m notecard %*\r\n')
        return
    command = BIN / "notecard"
    command.write_text(f'#!/bin/sh\nexec "{PYTHON}" -m notecard "$@"\n', encoding="utf-8")
    command.chmod(0o755)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
