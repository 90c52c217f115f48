"""What stands in the repository: nothing of the places it was made at, and the rings kept whole."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORE = [ROOT / "notecard" / "resources.py", *(ROOT / "notecard" / "core").rglob("*.py")]

# Put together here, so that this file does not hold what it looks for.
_SLASH = "/"
_HOMES = "|".join(("work", "tmp", "root", "Users", "home"))
_INDEXES = ("py" + r"pi\.", "pythonh" + r"osted\.", "arti" + "factory", r"(?<!emit-)index" + "-url")
_SECRETS = ("BEGIN (RSA |EC |OPENSSH )?PRIVATE " + "KEY", "AKIA" + "[0-9A-Z]{16}")
FORBIDDEN = {
    "a package index": "|".join(_INDEXES),
    "a folder of one machine": rf"(?<![\w.]){_SLASH}({_HOMES}){_SLASH}",
    "a secret": "|".join(_SECRETS),
}


def tracked() -> list[Path]:
    if not shutil.which("git"):
        pytest.skip("there is no git here")
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        pytest.skip("this is not a git checkout")
    return [ROOT / name for name in done.stdout.split("\0") if name]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_file_names(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in tracked()
        if path.is_file()
        for number, line in enumerate(path.read_text("utf-8", "ignore").splitlines(), start=1)
        if "\0" not in line and pattern.search(line)
    ]
    assert not found, f"{what} is named"


def test_the_patterns_find_what_they_are_for() -> None:
    assert re.search(FORBIDDEN["a folder of one machine"], "open('" + _SLASH + "work/data')")
    assert not re.search(FORBIDDEN["a folder of one machine"], "notecard/work/data")
    assert re.search(FORBIDDEN["a package index"], "https://py" + "pi.org")


@pytest.mark.parametrize("path", CORE, ids=lambda path: path.name)
def test_the_core_needs_the_standard_library_only(path: Path) -> None:
    allowed = sys.stdlib_module_names | {"notecard"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert {alias.name.split(".")[0] for alias in node.names} <= allowed
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            assert (node.module or "").split(".")[0] in allowed


def test_the_lock_holds_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = [line for line in lock.splitlines() if line and not line.startswith((" ", "#"))]
    assert all("==" in pin for pin in pins)
    assert lock.count("--hash=sha256:") >= len(pins)
    assert "://" not in lock
