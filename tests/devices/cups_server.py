"""A CUPS of the test's own: a real scheduler on a socket in a folder, with a printer that keeps what it is sent."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

CUPSD = shutil.which("cupsd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
PATIENCE_S = 20.0
_LOOK_AGAIN_S = 0.05
_PROGRAMS = (Path("/usr/lib/cups/daemon"), Path("/usr/libexec/cups/daemon"))
_CONFIGURATION = """
Listen {folder}/socket
Browsing Off
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
"""
_FILES = """
ServerRoot {folder}/root
ServerBin {folder}/bin
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
CacheDir {folder}/cache
StateDir {folder}/state
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
SystemGroup {group}
User {user}
Group {group}
"""
# Arguments of a backend: job, user, title, copies, options, and the file where it is not standard input.
_BACKEND = """#!/bin/sh
[ $# -eq 0 ] && exit 0
printf '%s' "$5" > "{folder}/out/$1.options"
cat ${{6:+"$6"}} > "{folder}/out/$1.part"
mv "{folder}/out/$1.part" "{folder}/out/$1.job"
"""


@dataclass
class CupsServer:
    """Runs until it is stopped. Its printers keep what arrives."""

    folder: Path
    process: subprocess.Popen[bytes]
    environment: dict[str, str] = field(default_factory=dict)

    def add_printer(self, name: str) -> None:
        """Set a printer up, which takes whatever it is sent as it is."""
        self.run("lpadmin", "-p", name, "-E", "-v", "keeps:/here")

    def run(self, *command: str) -> None:
        """Run a command of CUPS."""
        program = shutil.which(command[0], path=f"{os.environ['PATH']}:/usr/sbin:/sbin") or command[0]
        subprocess.run(
            [program, *command[1:]], env=os.environ | self.environment, check=True, timeout=PATIENCE_S
        )

    def arrived(self, number: int = 1) -> list[tuple[bytes, str]]:
        """Wait until so many jobs have come to the printer; return what they were, and with which options."""
        end = time.monotonic() + PATIENCE_S
        while True:
            jobs = sorted((self.folder / "out").glob("*.job"), key=lambda path: int(path.stem))
            if len(jobs) >= number:
                return [(job.read_bytes(), job.with_suffix(".options").read_text()) for job in jobs]
            assert time.monotonic() < end, (self.folder / "log" / "error").read_text()[-2000:]
            time.sleep(_LOOK_AGAIN_S)

    def stop(self) -> None:
        """End."""
        self.process.terminate()
        self.process.wait(PATIENCE_S)


@contextmanager
def cups_server() -> Iterator[CupsServer]:
    """Run a scheduler as somebody without privileges."""
    assert CUPSD is not None
    # A path of a socket may not be long, and others than root must be able to go there.
    folder = Path(tempfile.mkdtemp(prefix="kitstation-cups-"))
    try:
        _write(folder)
        server = CupsServer(folder, _started(folder), {"CUPS_SERVER": f"{folder}/socket"})
        try:
            _wait_for(server)
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def _write(folder: Path) -> None:
    for name in ("root", "bin/backend", "spool/tmp", "cache"):
        (folder / name).mkdir(parents=True)
    # What starts backends; only the backend itself is the test's own.
    (folder / "bin" / "daemon").symlink_to(next(place for place in _PROGRAMS if place.is_dir()))
    for name in ("state", "log", "out"):
        (folder / name).mkdir()
    user = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    group = Path("/etc/group").read_text()
    group_name = next(
        line.split(":")[0] for line in group.splitlines() if line.split(":")[2] == str(user.pw_gid)
    )
    values = {"folder": folder, "user": user.pw_name, "group": group_name}
    (folder / "cupsd.conf").write_text(_CONFIGURATION.format(**values))
    (folder / "cups-files.conf").write_text(_FILES.format(**values))
    backend = folder / "bin" / "backend" / "keeps"
    backend.write_text(_BACKEND.format(**values))
    backend.chmod(stat.S_IRWXU | stat.S_IRGRP | stat.S_IXGRP | stat.S_IROTH | stat.S_IXOTH)
    folder.chmod(0o755)
    if os.getuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)


def _started(folder: Path) -> subprocess.Popen[bytes]:
    command = [str(CUPSD), "-f", "-c", f"{folder}/cupsd.conf", "-s", f"{folder}/cups-files.conf"]
    as_nobody = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid} if os.getuid() == 0 else {}
    with (folder / "output").open("wb") as output:
        return subprocess.Popen(command, stdout=output, stderr=output, **as_nobody)  # type: ignore[call-overload,no-any-return]  # its stubs know no such mapping


def _wait_for(server: CupsServer) -> None:
    end = time.monotonic() + PATIENCE_S
    while not (server.folder / "socket").exists():
        assert server.process.poll() is None, (server.folder / "output").read_text()
        assert time.monotonic() < end
        time.sleep(_LOOK_AGAIN_S)
