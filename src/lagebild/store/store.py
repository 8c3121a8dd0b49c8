"""The store: one DuckDB file that holds everything known."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from lagebild.store.answers import Answers, state_of
from lagebild.store.open import connect_store, store_errors

if TYPE_CHECKING:
    import duckdb
    import pyarrow

Row = dict[str, Any]
Answer = TypeVar("Answer")
MOST_KNOWN = 1000


class Store:
    """An open store. Use it as a context manager; every failure is a StoreError of one line.

    Many processes may read one store, or one may write it. Who reads may hand over `answers` to
    keep what was asked before.
    """

    def __init__(
        self, path: Path | str, write: bool = False, answers: Answers | None = None
    ) -> None:
        self.path = Path(path)
        self.write = write
        self._known: dict[str, Any] = {}
        self._schemas: dict[str, pyarrow.Schema] = {}
        self._answers = None if write else answers
        self._connection: duckdb.DuckDBPyConnection = connect_store(self.path, write)
        self._state = state_of(self.path) if self._answers is not None else ()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; committed rows are safe whether or not this is reached."""
        with store_errors(self.path):
            self._connection.close()

    def once(self, name: str, ask: Callable[[], Answer]) -> Answer:
        """What `ask` answers; asked only once while the store is open for reading."""
        if self.write:
            return ask()
        if name not in self._known:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[name] = ask()
        answer: Answer = self._known[name]
        return answer

    def execute(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> None:
        """Run a statement; values are bound, never written into it."""
        with store_errors(self.path):
            self._connection.execute(sql, parameters)

    def rows(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
        """The rows of a query as mappings from column name to Python value."""
        if self._answers is None:
            return self._rows(sql, parameters)
        question = (self._state, sql, parameters)
        return self._answers.of(question, lambda: self._rows(sql, parameters))

    def _rows(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any]) -> list[Row]:
        with store_errors(self.path):
            result = self._connection.execute(sql, parameters)
            names = [column[0] for column in result.description or ()]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def value(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Any:
        """The first value of the first row, or None."""
        found = self.rows(sql, parameters)
        return next(iter(found[0].values())) if found else None

    def arrow(
        self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()
    ) -> "pyarrow.Table":
        """The answer to a query as an Arrow table."""
        with store_errors(self.path):
            answer: Any = self._connection.sql(sql, params=parameters)
            return answer.to_arrow_table()

    def insert(self, table: str, rows: Sequence[Row]) -> None:
        """Append rows to one of the store's tables; missing columns are NULL."""
        if not rows:
            return
        import pyarrow as pa

        with store_errors(self.path):
            incoming = pa.Table.from_pylist(list(rows), schema=self._schema(table))
        self.load(table, incoming)

    def load(self, table: str, incoming: "pyarrow.Table") -> None:
        """Append the rows of an Arrow table to a table; missing columns are NULL."""
        with store_errors(self.path):
            self._connection.register("incoming", incoming)
            try:
                self._connection.execute(f'INSERT INTO "{table}" BY NAME SELECT * FROM incoming')
            finally:
                self._connection.unregister("incoming")

    def _schema(self, table: str) -> "pyarrow.Schema":
        """The columns of a table that is inserted into; those of one name are always the same."""
        if table not in self._schemas:
            self._schemas[table] = self.arrow(f'SELECT * FROM "{table}" LIMIT 0').schema
        return self._schemas[table]

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All statements inside are stored together, or none of them."""
        with store_errors(self.path):
            self._connection.execute("BEGIN")
            try:
                yield
            except BaseException:
                self._rollback()
                raise
            self._connection.execute("COMMIT")

    def _rollback(self) -> None:
        import duckdb

        try:
            self._connection.execute("ROLLBACK")
        except duckdb.Error:  # a fatal error has already ended the transaction
            return
