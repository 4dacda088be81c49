"""``python -m analysis`` is the command ``redesocial``."""

import sys

from analysis.terminal.command import main

if __name__ == "__main__":
    sys.exit(main())
