"""`python -m asltool`: the command line, where the script's folder is not on the path."""

from __future__ import annotations

from asltool.cli.main import main

if __name__ == "__main__":
    main()
