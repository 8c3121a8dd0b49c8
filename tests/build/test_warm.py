"""What workers share before they are forked."""

import subprocess
import sys

CHECK = """
import sys, threading
from lagebild.build import warm
from lagebild.resolve.places import _cities
from lagebild.parse.model import packaged_files
warm.load()
assert "onnxruntime" not in sys.modules
assert _cities.cache_info().misses == packaged_files.cache_info().misses == 1
assert threading.active_count() == 1
"""


def test_the_tables_are_loaded_and_no_thread_is_started() -> None:
    """Otherwise every worker would load them for itself, or a fork would lose a thread."""
    done = subprocess.run([sys.executable, "-c", CHECK], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
