"""What is remembered of each feed between two looks, in a folder beside the store.

`STORE.feeds/` holds `state.json` and the entries that were new, one file of JSON Lines a look; the
build reads that folder like any other. Files are never changed once written, so that nothing is
lost when a feed lets old entries go.
"""

from pathlib import Path

import msgspec

from lagebild.errors import StoreError
from lagebild.ids import digest
from lagebild.show.export.files import whole_file

MOST_SEEN = 5000
LEDGER = "alerts.jsonl"


class FeedState(msgspec.Struct, kw_only=True):
    """`next_try`: not before (seconds since 1970). `failures` in a row. `seen`: keys of entries."""

    etag: str | None = None
    modified: str | None = None
    next_try: float = 0.0
    failures: int = 0
    seen: list[str] = []


class Memory:
    """The folder of a store's feeds."""

    def __init__(self, store: Path) -> None:
        self.folder = store.with_name(f"{store.name}.feeds")
        self._path = self.folder / "state.json"
        self.feeds = self._load()

    def _load(self) -> dict[str, FeedState]:
        if not self._path.exists():
            return {}
        try:
            content = self._path.read_bytes()
            return msgspec.json.decode(content, type=dict[str, FeedState])
        except (OSError, msgspec.MsgspecError) as error:
            reason = " ".join(str(error).split())
            raise StoreError(
                f"{self._path} cannot be read ({reason}); remove it to start anew"
            ) from None

    def of(self, url: str) -> FeedState:
        """What is known of a feed."""
        return self.feeds.setdefault(url, FeedState())

    def save(self) -> None:
        """Write the state; a kill leaves the old one."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for state in self.feeds.values():
            state.seen = state.seen[-MOST_SEEN:]
        with whole_file(self._path) as fresh:
            fresh.write_bytes(msgspec.json.format(msgspec.json.encode(self.feeds), indent=1))

    def keep(self, url: str, content: bytes) -> Path:
        """Write new entries into a file of their own; the same entries go into the same file."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = digest(url, content.decode("utf-8", "replace"))[:20]
        path = self.folder / f"{name}.jsonl"
        if not path.exists():
            with whole_file(path) as fresh:
                fresh.write_bytes(content)
        return path

    def files(self) -> list[str]:
        """The files for the build."""
        return (
            sorted(str(path) for path in self.folder.glob("*.jsonl"))
            if self.folder.is_dir()
            else []
        )
