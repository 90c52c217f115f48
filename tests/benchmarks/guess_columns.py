"""How many columns of unknown files are guessed right: invented layouts, and exports of systems.

Run it with: python -m tests.benchmarks.guess_columns [FOLDER OF EXPORTS]
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from notecard.core.errors import SourceError
from notecard.sources import found, recognise
from notecard.sources.export import Export
from notecard.sources.guess import guess
from notecard.sources.mapping import COLUMNS
from notecard.sources.sheet import headers
from tests.invented_layouts import LAYOUTS, ODD_LAYOUTS, Invented

ROOT = Path(__file__).parent.parent.parent
_SAME = {"type": "status"}  # a mapping looks both up among the same words
EXPORTS = "shared/data/exports"


@dataclass(frozen=True, slots=True)
class Judged:
    """One column: what it is, and what it was taken for."""

    file: str
    word: str
    truth: str
    guessed: str

    @property
    def is_right(self) -> bool:
        """Whether it was guessed right."""
        return self.truth == self.guessed


def invented(layouts: Sequence[Invented]) -> Iterator[Judged]:
    """Yield every column of the invented layouts, junk included."""
    with tempfile.TemporaryDirectory() as folder:
        for layout in layouts:
            told = {one.word: one.meaning for one in guess(layout.write(Path(folder))).columns}
            for word, truth in layout.truth:
                yield Judged(layout.name, word, truth, told.get(word, ""))


def exported(folder: Path) -> Iterator[Judged]:
    """Yield the columns that the readers of the systems use, as guessed without them."""
    sources = found()
    for place in sorted(folder.glob("*.csv")):
        try:
            source = recognise(place, sources)
        except SourceError:
            continue
        if not isinstance(source, Export):
            continue
        words = next(one.words for one in headers(place) if source.recognises(one.words))
        told = {one.word: one.meaning for one in guess(place).columns}
        for name, said in source.meant(words).items():
            is_joined = name == "customer" and len(said) > 1
            for word in said if name in COLUMNS else ():
                guessed = _SAME.get(told.get(word, ""), told.get(word, ""))
                if is_joined and guessed in ("given", "family"):
                    guessed = name
                yield Judged(place.name, word, _SAME.get(name, name), guessed)


def _print(title: str, judged: list[Judged]) -> None:
    right = sum(one.is_right for one in judged)
    print(f"{title}: {right} of {len(judged)} columns right ({right / max(len(judged), 1):.1%})")
    for one in judged:
        if not one.is_right:
            print(
                f"  {one.file}: {one.word!r} is {one.truth or '-'}, taken for {one.guessed or '-'}"
            )


def main() -> None:
    """Print the shares, and every column guessed wrong."""
    _print(f"{len(LAYOUTS)} invented layouts", list(invented(LAYOUTS)))
    _print(f"{len(ODD_LAYOUTS)} odd layouts", list(invented(ODD_LAYOUTS)))
    beside = [Path(each) for each in sys.argv[1:]] or [up / EXPORTS for up in ROOT.parents]
    folder = next((each for each in beside if each.is_dir()), None)
    if folder:
        _print("exports, without their readers", list(exported(folder)))


if __name__ == "__main__":
    main()
