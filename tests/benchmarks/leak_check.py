"""How many planted leaks are found, and how many clean stories are marked for nothing.

Run it with: python -m tests.benchmarks.leak_check [--count N]
"""

import argparse
from collections import Counter

from notecard.writing.leaks import LeakCheck
from tests.planted import clean, people, planted, private


def main() -> None:
    """Print recall by kind, and the share of clean texts that were marked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=5000)
    count = parser.parse_args().count
    everybody = people()
    check = LeakCheck(private(everybody))
    kinds: Counter[str] = Counter()
    found: Counter[str] = Counter()
    missed: list[str] = []
    for number in range(count):
        kind, what, text = planted(number, everybody)
        kinds[kind] += 1
        at = text.index(what)
        if any(leak.end > at and leak.start < at + len(what) for leak in check.leaks(text)):
            found[kind] += 1
        elif len(missed) < 12:
            missed.append(f"{kind}: {what}")
    flagged = [text for text in map(clean, range(count)) if check.leaks(text)]
    for kind, total in kinds.items():
        print(f"{kind:18} {found[kind]:5} of {total:5}  {found[kind] / total:7.2%}")
    print(f"recall {found.total() / count:.2%} of {count} drafts with something planted")
    print(f"marked {len(flagged) / count:.2%} of {count} clean drafts")
    for one in missed:
        print("missed:", one)


if __name__ == "__main__":
    main()
