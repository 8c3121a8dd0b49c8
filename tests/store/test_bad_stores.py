"""A store that cannot be used ends in one clear line, and stays as it is."""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from lagebild.errors import StoreError
from lagebild.store import Store
from lagebild.store.writer import Batch, write_batch


def test_no_store_is_not_made_by_reading(path: Path) -> None:
    with pytest.raises(StoreError, match="lagebild build"):
        Store(path)
    assert not path.exists()


@pytest.mark.parametrize("content", [b"", b"hello " * 1000, bytes(range(256)) * 64])
def test_a_file_of_another_kind(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for write in (False, True):
        with pytest.raises(StoreError, match="not a DuckDB file"):
            Store(path, write=write)
    assert path.read_bytes() == content


def test_a_duckdb_file_that_is_no_store(path: Path) -> None:
    duckdb.connect(str(path)).execute("CREATE TABLE t (x INTEGER)").close()
    with pytest.raises(StoreError, match="no Lagebild store"):
        Store(path, write=True)


def test_a_store_of_a_newer_version(path: Path) -> None:
    with Store(path, write=True) as store:
        store.execute("UPDATE meta SET value = '999' WHERE name = 'format'")
    with pytest.raises(StoreError, match="newer version"):
        Store(path, write=True)


def test_a_folder_and_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        Store(tmp_path, write=True)
    with pytest.raises(StoreError, match="there is no folder"):
        Store(tmp_path / "nowhere" / "x.duckdb", write=True)


def test_a_store_in_use_by_another_process(path: Path) -> None:
    Store(path, write=True).close()
    code = (
        "import sys, time; from lagebild.store import Store; from pathlib import Path\n"
        "s = Store(Path(sys.argv[1]), write=True); print('open', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True
    ) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "open\n"
            for write in (False, True):
                with pytest.raises(StoreError, match="in use by another process"):
                    Store(path, write=write)
        finally:
            other.kill()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StoreError, match="cannot be written"):
            Store(tmp_path / "x.duckdb", write=True)
    finally:
        tmp_path.chmod(0o700)


def test_two_readers_at_once(path: Path) -> None:
    Store(path, write=True).close()
    with Store(path) as first, Store(path) as second:
        assert first.value("SELECT 1") == second.value("SELECT 1")


def test_reading_sees_no_other_file(path: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n")
    with (
        Store(path, write=True) as store,
        pytest.raises(StoreError),
    ):
        store.rows(f"SELECT * FROM read_csv('{tmp_path}/secret.csv')")


def test_a_full_disk(path: Path, make_article: Any, give: Any) -> None:
    """The system refuses to let the file grow: what was stored before is still there."""
    Store(path, write=True).close()
    with Store(path, write=True) as store:
        write_batch(store, Batch(found=[give(make_article(id="first"))]), 1)
    process = os.fork()
    if process == 0:
        os._exit(_fill(path, make_article, give))
    _, status = os.waitpid(process, 0)
    assert os.waitstatus_to_exitcode(status) == 7
    with Store(path, write=True) as store:
        assert store.value("SELECT count(*) FROM articles WHERE id = 'first'") == 1
        write_batch(store, Batch(found=[give(make_article(id="later", text="Neuer Text."))]), 2)
        assert store.value("SELECT count(*) FROM articles WHERE id = 'later'") == 1


def _fill(path: Path, make_article: Any, give: Any) -> int:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    room = path.stat().st_size + 300_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        with Store(path, write=True) as store:
            for number in range(200):
                text = f"Text {number} " + os.urandom(20_000).hex()
                write_batch(store, Batch(found=[give(make_article(f"n{number}", text))]), 2)
    except StoreError as error:
        return 7 if "\n" not in str(error) and "disk is full" in str(error) else 8
    return 9
