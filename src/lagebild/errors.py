"""The errors a user may meet; every one carries a sentence that says what to do about it."""


class LagebildError(Exception):
    """Base of all expected failures: shown as one line, never as a traceback."""


class SourceError(LagebildError):
    """An input cannot be read; `source` names the file and the record in it, `reason` says why."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[type["SourceError"], tuple[str, str]]:
        return SourceError, (self.source, self.reason)


class StoreError(LagebildError):
    """The store file cannot be used: no DuckDB file, made by a newer version, locked, disk full."""


class ModelError(LagebildError):
    """The language model's file is missing or damaged."""


class UsageError(LagebildError):
    """A command was called with values that make no sense together."""
