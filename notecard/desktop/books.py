"""The shop's data behind the window: opened on a worker's thread when first asked for."""

import threading
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from notecard.store.database import Store


class Books:
    """One store and one day; whoever asks first waits while it is opened."""

    def __init__(self, home: Path, url: str, today: date) -> None:
        self.home, self.today = home, today
        self._url = url
        self._lock = threading.Lock()
        self._store: Store | None = None

    def store(self) -> "Store":
        """Return the open store; never called by the window's own thread."""
        from notecard.store.database import open_store

        with self._lock:
            if self._store is None:
                self._store = open_store(self.home, self._url)
            return self._store

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            if self._store is not None:
                self._store.close()
                self._store = None
