"""``python -m nkmap.cli`` is ``nkmap``."""

import sys

from nkmap.cli import main

if __name__ == "__main__":
    sys.exit(main())
