"""`python -m lagebild` is the command `lagebild`."""

import sys

from lagebild.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
