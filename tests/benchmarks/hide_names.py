"""How surely names are hidden: `python -m tests.benchmarks.hide_names --count 60`.

Photos are computed, as customers' phones make them; what is true of each is known. Counted are the
greeting's ink pixels that lie under paint, in the photos the program calls verified.
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from notecard.core.cards import face
from notecard.core.photos import Certainty, Proposal
from notecard.photos.geometry import project
from notecard.photos.hide import covered, hide
from notecard.photos.open import decode
from notecard.photos.propose import propose
from tests.photos.camera import SIZES, Scene, Shot, encoded, realistic, shoot, table

WRONG_MM = 3.0  # a lock this far off is another place


def scenes(count: int) -> Iterator[tuple[str, Scene]]:
    """Yield easy, realistic and hard scenes in turn, half of them realistic."""
    for seed in range(count):
        scene = realistic(seed)
        kind = ("easy", "realistic", "hard", "realistic")[seed % 4]
        if kind == "easy":
            scene = replace(scene, tilt=0.08, light=0.1, shadow=0.1, blur=0.5, noise=1.5, thumb=-1)
        if kind == "hard":
            scene = replace(scene, fill=scene.fill * 0.55, blur=2.2, noise=9.0, tilt=0.6)
        yield kind, scene


def off_by_mm(proposal: Proposal, shot: Shot) -> float:
    """Return the largest error of the salutation zone's corners."""
    x0, y0, x1, y1 = face(*shot.scene.size).salutation
    corners = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])
    seen = project(np.array(proposal.to_photo).reshape(3, 3), corners)
    back = project(np.linalg.inv(shot.to_photo), seen)
    return float(np.linalg.norm(back - corners, axis=1).max())


def hidden_share(proposal: Proposal, shot: Shot) -> float:
    """Return the share of the greeting's ink that lies under what is painted over."""
    ys, xs = np.nonzero(shot.name)
    inverse = np.linalg.inv(np.array(proposal.to_photo).reshape(3, 3))
    flat = project(inverse, np.stack([xs, ys], axis=1).astype(float)) * proposal.px_per_mm
    under = np.zeros(len(flat), dtype=bool)
    for box in proposal.boxes:
        rows, columns = covered(proposal, box)
        x, y = flat[:, 0], flat[:, 1]
        under |= (x >= columns.start) & (x < columns.stop) & (y >= rows.start) & (y < rows.stop)
    return float(under.mean())


def painted_elsewhere(proposal: Proposal) -> float:
    """Return the share of the card's area that is painted over, the zone itself left out."""
    over = np.zeros((proposal.picture.height, proposal.picture.width), dtype=bool)
    for box in proposal.boxes:
        over[covered(proposal, box)] = True
    zone = proposal.boxes[0]
    area = (zone.x1 - zone.x0) * (zone.y1 - zone.y0) * proposal.px_per_mm**2
    return float(over.sum() - area) / over.size


def false_locks(count: int) -> int:
    """Return how many photos of a bare table were taken for a card."""
    found = 0
    for seed in range(count):
        dice = np.random.default_rng(seed)
        rgb = table(Scene(seed=seed), dice).astype(np.uint8)
        found += propose(rgb, lambda _code: SIZES, "0" * 32).state is not Certainty.BY_HAND
    return found


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=60)
    count = parser.parse_args().count
    seen: Counter[str] = Counter()
    proved: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    off, hidden, elsewhere, seconds, wrong = [], [], [], [], 0
    for kind, scene in scenes(count):
        shot = shoot.__wrapped__(scene)
        data = encoded(shot.rgb)
        start = time.process_time()
        proposal = propose(decode(data, "photo"), lambda _code: SIZES, "0" * 32)
        hide(proposal, proposal.boxes)
        seconds.append(time.process_time() - start)
        seen[kind] += 1
        codes[kind] += bool(proposal.code)
        if proposal.state is Certainty.VERIFIED:
            proved[kind] += 1
            off.append(off_by_mm(proposal, shot))
            wrong += off[-1] > WRONG_MM
            hidden.append(hidden_share(proposal, shot))
            elsewhere.append(painted_elsewhere(proposal))
    for kind in ("easy", "realistic", "hard"):
        print(f"{kind}: {seen[kind]} photos, verified {proved[kind] / max(1, seen[kind]):.0%},"
              f" code read {codes[kind] / max(1, seen[kind]):.0%}")  # fmt: skip
    print(f"ink hidden where verified: mean {np.mean(hidden):.5f}, least {min(hidden):.5f}")
    print(f"zone off by: median {np.median(off):.2f} mm, p90 {np.percentile(off, 90):.2f} mm,"
          f" most {max(off):.2f} mm")  # fmt: skip
    print(
        f"wrong locks: {wrong} of {len(off)}; bare tables taken for cards: {false_locks(20)} of 20"
    )
    print(f"card painted over besides the zone: mean {np.mean(elsewhere):.1%},"
          f" most {max(elsewhere):.1%}")  # fmt: skip
    print(f"opened, found and hidden in: median {np.median(seconds):.2f} s,"
          f" most {max(seconds):.2f} s of processor time")  # fmt: skip


if __name__ == "__main__":
    main()
