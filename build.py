"""Documents to a published graph: ``python build.py [FILES or FOLDERS]`` is ``kg build``."""

import sys

from kg.cli import main

if __name__ == "__main__":
    sys.argv.insert(1, "build")
    main()
