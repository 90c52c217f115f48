"""What every test may use."""

from pathlib import Path

import pytest
from hypothesis import settings

from notecard.desktop.immortal import keep_alive

# The same examples every time: a check that is green here is green everywhere. To search further:
# pytest --hypothesis-profile default --hypothesis-seed random
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

keep_alive()  # windows share this process with everything else

pytest_plugins = ["tests.fake_shops.fixtures", "tests.in_memory_keyring", "tests.postgres"]

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real data beside the checkout; a test that needs it skips without."""
    for place in (ROOT.parent / "shared", ROOT.parent.parent / "shared"):
        if place.is_dir():
            return place
    pytest.skip("the folder of real data is not beside this checkout")
