"""The places marked on a card's photo: what is covered, what is asked, and the card's corners."""

from dataclasses import dataclass, replace
from enum import StrEnum

from notecard.core.photos import Box, Point, Zone
from notecard.core.words import _

STEP_MM = 1.0
GROW_MM = 2.0
SMALLEST_MM = 3.0


class Answer(StrEnum):
    """What becomes of a place that bears writing."""

    OPEN = "open"
    HIDE = "hide"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Mark:
    """One place: covered from the start, drawn by hand, or a question to be answered.

    What the program proposed may be moved or made larger, never smaller: a name would peep out.
    """

    box: Box
    answer: Answer = Answer.HIDE
    is_question: bool = False
    is_by_hand: bool = False

    @property
    def is_covered(self) -> bool:
        """Whether it will be hidden."""
        return self.answer is Answer.HIDE

    def moved(self, x: float, y: float, width: float, height: float) -> "Mark":
        """Return it elsewhere, but still on the picture of this size."""
        box = self.box
        x = min(max(x, -box.x0), width - box.x1)
        y = min(max(y, -box.y0), height - box.y1)
        return replace(self, box=Box(box.x0 + x, box.y0 + y, box.x1 + x, box.y1 + y, box.zone))

    def stretched(self, x: float, y: float, width: float, height: float) -> "Mark":
        """Return it with its lower right corner elsewhere."""
        box = self.box
        least_x, least_y = SMALLEST_MM, SMALLEST_MM
        if not self.is_by_hand:
            least_x, least_y = box.x1 - box.x0, box.y1 - box.y0
        x1 = min(max(box.x1 + x, box.x0 + least_x), width)
        y1 = min(max(box.y1 + y, box.y0 + least_y), height)
        return replace(self, box=Box(box.x0, box.y0, x1, y1, box.zone))

    def grown(self, width: float, height: float) -> "Mark":
        """Return it larger on every side."""
        box = self.box
        return replace(
            self,
            box=Box(
                max(0.0, box.x0 - GROW_MM),
                max(0.0, box.y0 - GROW_MM),
                min(width, box.x1 + GROW_MM),
                min(height, box.y1 + GROW_MM),
                box.zone,
            ),
        )

    def say(self) -> str:
        """Return what it is and what becomes of it."""
        becomes = {
            Answer.OPEN: _("hide it, or leave it?"),
            Answer.HIDE: _("will be covered"),
            Answer.LEAVE: _("stays as it is"),
        }[self.answer]
        return _("{zone}: {becomes}").format(zone=zone_words(self), becomes=becomes)


def zone_words(mark: Mark) -> str:
    """Return what kind of place it is."""
    if mark.is_by_hand:
        return _("Your box")
    return {
        Zone.SALUTATION: _("The name"),
        Zone.BODY: _("Writing"),
        Zone.ADDRESS: _("An address"),
        Zone.CODE: _("The card's code"),
        Zone.FACE: _("A face"),
        Zone.OTHER: _("Something else"),
    }[mark.box.zone]


def new_mark(width: float, height: float) -> Mark:
    """Return a box by hand in the middle of a picture of this size."""
    w, h = width / 4, height / 8
    x, y = (width - w) / 2, (height - h) / 2
    return Mark(Box(x, y, x + w, y + h), is_by_hand=True)


def inset_corners(width: float, height: float) -> list[Point]:
    """Return four corners to begin with, clockwise from the top left."""
    x, y = width * 0.12, height * 0.12
    return [(x, y), (width - x, y), (width - x, height - y), (x, height - y)]
