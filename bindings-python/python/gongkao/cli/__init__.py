"""The command line, ``gongkao``. Installed with ``pip install 'gongkao[cli]'``.

Exit codes: 0 as asked; 1 something was found: a case that fails, a rule at fault, a file that is refused; 2 the command, or what it was
to read, is wrong; 3 answered, but for rows that have errors of their own.
"""

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Runs the command line."""
    try:
        from .commands import app
    except ModuleNotFoundError as missing:
        sys.stderr.write(f"gongkao: `{missing.name}` is not installed; pip install 'gongkao[cli]' brings what the command line needs\n")
        sys.exit(2)
    from .console import guarded

    sys.exit(guarded(app))
