"""`python -m huajie.cli` is `huajie`."""

import sys

from huajie.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
