"""What the command line says, and where: answers to standard output, everything else to standard error."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn


import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from .. import GongkaoError

FOUND, WRONG, PARTLY = 1, 2, 3

# Beside a terminal nobody is there to make the window wider.
out: Console = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else 200)
err: Console = Console(stderr=True, highlight=False, soft_wrap=True)


class Wrong(Exception):
    """What was asked cannot be done: one line that says what is wrong, where, and the way out."""


def guarded(app: Callable[..., Any]) -> int:
    """Runs the commands; whatever is wrong is one line, never a traceback."""
    try:
        code = app(standalone_mode=False)
        return code if isinstance(code, int) else 0
    except typer.TyperException as error:
        return said(error.format_message())
    except (typer.Abort, KeyboardInterrupt):
        return said("stopped")
    except Wrong as error:
        return said(str(error))
    except GongkaoError as error:
        return said(f"{error} [{error.code}]")
    except BrokenPipeError:
        # Whoever read the answers has seen enough.
        sys.stderr.close()
        return 0
    except OSError as error:
        return said(f"{error.filename or 'the file'}: {error.strerror or error}")


def said(text: str) -> int:
    """Says what is wrong, on one line."""
    err.print("gongkao: " + " ".join(text.split()), style="red", markup=False)
    return WRONG


def wrong(text: str) -> NoReturn:
    """Ends the command with a sentence."""
    raise Wrong(text)


def as_json(value: Any) -> None:
    """Writes an answer as JSON, as it is in every language."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def note(text: str) -> None:
    """Says something beside the answer."""
    err.print(text, markup=False)


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Says on a terminal what takes so long."""
    with progress(what):
        yield


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, nothing elsewhere. The function takes how many more are done."""
    counted = (BarColumn(), MofNCompleteColumn()) if total else ()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), *counted, TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task: TaskID = bar.add_task(what, total=total)
        yield lambda more: bar.advance(task, more)
