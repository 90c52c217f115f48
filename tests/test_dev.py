"""The two commands of a fresh checkout: their parts that need no fresh machine."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Load dev.py as it stands, pointed at an environment folder of its own."""
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    return module


def test_a_linux_without_a_screen_draws_in_memory(dev: ModuleType) -> None:
    assert dev.qt_surroundings({}, "linux") == {"QT_QPA_PLATFORM": "offscreen"}


@pytest.mark.parametrize(
    ("environ", "platform"),
    [({"DISPLAY": ":0"}, "linux"), ({"WAYLAND_DISPLAY": "wayland-0"}, "linux"), ({}, "win32")],
)
def test_a_screen_is_used(dev: ModuleType, environ: dict[str, str], platform: str) -> None:
    assert dev.qt_surroundings(environ, platform) == environ


def test_the_persons_own_choice_of_platform_stands(dev: ModuleType) -> None:
    assert dev.qt_surroundings({"QT_QPA_PLATFORM": "vnc"}, "linux")["QT_QPA_PLATFORM"] == "vnc"


def test_the_fingerprint_follows_lock_python_and_folder(dev: ModuleType) -> None:
    first = dev.fingerprint(b"a==1", "3.11", Path("here"))
    assert first == dev.fingerprint(b"a==1", "3.11", Path("here"))
    others = {
        dev.fingerprint(b"a==2", "3.11", Path("here")),
        dev.fingerprint(b"a==1", "3.12", Path("here")),
        dev.fingerprint(b"a==1", "3.11", Path("there")),
        dev.fingerprint(b"a==13", ".11", Path("here")),
    }
    assert len(others) == 4
    assert first not in others


def test_a_library_nobody_has_is_missing(dev: ModuleType) -> None:
    assert not dev.loads("libnobody-has-this.so.1")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="sonames are Linux's")
def test_the_c_library_is_there(dev: ModuleType) -> None:
    assert dev.loads("libc.so.6")


def test_only_a_check_asks_for_the_robots_tools_and_the_server(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setattr(dev, "loads", lambda name: False)
    monkeypatch.setattr(dev, "has_file", lambda pattern: False)
    monkeypatch.setenv("DISPLAY", ":0")
    robot = {"at-spi2-core", "python3-pyatspi", "gir1.2-atspi-2.0"}
    server = {"postgresql"}
    assert robot | server <= set(dev.missing_packages("check", ()))
    assert not (robot | server) & set(dev.missing_packages("demo", ()))
    assert "libxcb-cursor0" in dev.missing_packages("demo", ())
    assert "libxcb-cursor0" not in dev.missing_packages("demo", ("--no-window",))
    assert "libgl1" in dev.missing_packages("demo", ("--no-window",))


def test_without_root_the_line_to_type_is_said_and_nothing_run(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    apt = tmp_path / "apt-get"
    apt.write_text("#!/bin/sh\nexit 1\n")
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(SystemExit) as stopped:
        dev.provide_system_packages(["libgl1", "xvfb"])
    assert "sudo apt-get install --no-install-recommends libgl1 xvfb" in str(stopped.value)


def test_an_environment_linked_in_by_hand_is_left_alone(dev: ModuleType, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    dev.VENV.symlink_to(theirs)
    dev.provide_environment()
    assert not any(theirs.iterdir())


def test_a_made_environment_is_not_made_again(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.VENV.mkdir()
    wanted = dev.fingerprint(dev.LOCK.read_bytes(), sys.version, dev.ROOT)
    (dev.VENV / "made-from").write_text(wanted)
    monkeypatch.setattr(dev, "step", _refuse)
    dev.provide_environment()


def test_a_failed_step_leaves_no_stamp(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    dev.VENV.mkdir()
    (dev.VENV / "made-from").write_text("of an older lock")
    monkeypatch.setattr(dev, "step", _refuse)
    with pytest.raises(SystemExit):
        dev.provide_environment()
    assert (dev.VENV / "made-from").read_text() == "of an older lock"


def test_every_cheap_check_runs_though_the_first_fails(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "run", _failing_at("ruff"))
    assert dev.check(()) == 1
    said = capsys.readouterr().out
    assert "== import-linter" in said
    assert "== pytest" not in said
    assert "Not yet: ruff check, ruff format." in said


def test_words_after_check_reach_pytest(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[str, ...]] = []

    def note(words: tuple[str, ...], surroundings: dict[str, str]) -> int:
        ran.append(words)
        return 0

    monkeypatch.setattr(dev, "run", note)
    assert dev.check(("tests/core", "-x")) == 0
    assert ran[-1] == ("-m", "pytest", "tests/core", "-x")


@pytest.mark.parametrize("words", [[], ["serve"]])
def test_another_word_is_answered_with_the_usage(words: list[str]) -> None:
    done = subprocess.run([sys.executable, ROOT / "dev.py", *words], capture_output=True, text=True)
    assert done.returncode == 2
    assert "dev.py demo" in done.stdout


def _refuse(*words: str) -> None:
    raise SystemExit(f"would have run {words}")


def _failing_at(word: str) -> Callable[[tuple[str, ...], dict[str, str]], int]:
    return lambda words, surroundings: int(word in words)
