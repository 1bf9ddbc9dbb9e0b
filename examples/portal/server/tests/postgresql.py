"""A PostgreSQL server of the tests' own: on a free port, without its syncing, gone when they are done.

As a program it prints the server's address and runs until its input ends.
"""

import getpass
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def program() -> Path | None:
    """The server, where there is one. Debian keeps it out of the path, and what stands in the path is no sign of what is beside."""
    found = [*sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres")), *map(Path, filter(None, [shutil.which("postgres")]))]
    return found[0].resolve() if found else None


MISSING = "PostgreSQL's server is needed for these tests; Debian's package `postgresql` has it."


@contextmanager
def running(server: Path) -> Iterator[str]:
    """The address of a server without databases of anybody's."""
    home = server.parent
    # The server refuses to run as root.
    drop: dict[str, Any] = {"user": "postgres"} if getpass.getuser() == "root" else {}
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        folder = Path(name)
        if drop:
            shutil.chown(folder, "postgres")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        data = folder / "data"
        words = (home / "initdb", "-D", data, "-U", "portal", "--auth=trust", "--no-sync")
        subprocess.run(words, check=True, capture_output=True, cwd=folder, **drop)
        process = subprocess.Popen(
            # Without a socket in the file system: its path may not be longer than a hundred characters or so.
            [server, "-D", data, "-p", str(port), "-h", "127.0.0.1", "-k", "", "-c", "fsync=off"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, **drop,
        )
        try:
            ready = f"for i in $(seq 300); do {home}/pg_isready -q -h 127.0.0.1 -p {port} && exit; sleep 0.1; done; exit 1"
            subprocess.run(["sh", "-c", ready], check=True, cwd=folder)
            yield f"postgresql+psycopg://portal@127.0.0.1:{port}"
        finally:
            # At once, whoever is still connected.
            process.send_signal(signal.SIGINT)
            process.wait()


if __name__ == "__main__":
    found = program()
    if found is None:
        sys.exit(MISSING)
    with running(found) as address:
        print(address, flush=True)
        sys.stdin.read()
