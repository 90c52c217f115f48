import cv2
import numpy as np

from notecard.core.cards import MARK_IDS
from notecard.printing.marks import PATTERNS


def test_the_patterns_are_those_of_the_dictionary() -> None:
    dictionary = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
    assert set(PATTERNS) == set(MARK_IDS)
    for number, rows in PATTERNS.items():
        picture = cv2.aruco.generateImageMarker(dictionary, number, 6, borderBits=1)
        ours = np.array([[bit == "1" for bit in row] for row in rows])
        assert (ours == (picture[1:5, 1:5] > 0)).all()
