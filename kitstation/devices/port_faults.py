"""Why a port cannot be opened, in words of the bench: what is missing, and how to get it."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kitstation.domain.errors import DeviceFault

RULES_FILE: Final = "packaging/linux/70-kitstation-scanners.rules"
"""The udev rules that let scanners be used, from the folder of the program."""

# ModemManager tries AT commands on a new port for about ten seconds; a little more for a slow machine.
_PROBED_S: Final = 15.0
_PROC: Final = Path("/proc")
_READ_AND_WRITE_OF_GROUP: Final = stat.S_IRGRP | stat.S_IWGRP


@dataclass(frozen=True, slots=True)
class Node:
    """Who may use a device node. `group` is the name of the group that owns it, or its number.

    `group_may` says that the group may read and write; `joined` that the user belongs to it by the user database;
    `active` that the running program has it, which takes signing in again. `user` is who runs the program.
    """

    group: str
    group_may: bool
    joined: bool
    active: bool
    user: str


def denied(device: str, words: str) -> DeviceFault:
    """Return the fault of a port that the user may not open: which group owns it and how to get in."""
    return DeviceFault(
        f"You are not allowed to use the scanner at {device}",
        detail=words,
        hint=permission_hint(node_of(device)),
    )


def busy(device: str, words: str, *, proc: Path = _PROC, now_s: float | None = None) -> DeviceFault:
    """Return the fault of a port that another program has: ModemManager where it is likely that one.

    `now_s` is the time since the epoch in seconds; without it, the present.
    """
    age_s = _age_s(device, time.time() if now_s is None else now_s)
    if age_s is not None and age_s < _PROBED_S and is_running("ModemManager", proc):
        return DeviceFault(
            f"ModemManager is trying whether {device} is a modem",
            detail=words,
            hint="Wait ten seconds: the scanner is used as soon as it is let go. So that it never happens again, ask "
            f"the administrator to install {RULES_FILE}.",
        )
    return DeviceFault(
        f"Another program is using the scanner at {device}",
        detail=words,
        hint="Close the other program (a terminal, or a second copy of this one). Right after plugging in, "
        "the system itself may hold the port for ten seconds: wait for it.",
    )


def unusable(device: str, words: str) -> DeviceFault:
    """Return the fault of something that is no serial port, or refuses its settings."""
    return DeviceFault(
        f"{device} cannot be used as a scanner's port",
        detail=words,
        hint="Choose the port again in the settings, and check its speed and format there.",
    )


def missing_permission(device: str) -> DeviceFault | None:
    """Return why the user may not open a port, without opening it; None where permission is not what is missing."""
    if not Path(device).exists() or os.access(device, os.R_OK | os.W_OK):
        return None
    return denied(device, "Permission is missing.")


def permission_hint(node: Node | None) -> str:
    """Return what to do about a missing permission."""
    rules = f"ask the administrator to install {RULES_FILE}, and plug the scanner in again"
    if node is None:
        return (
            "On Linux, ask the administrator to add you to the group that the port belongs to, usually dialout (sudo "
            f"usermod -aG dialout {_user()}), then sign out and in again; or {rules}."
        )
    joining = group_hint(node)
    if joining is None:
        return f"Only the system itself may use this port: {rules}."
    return joining if node.joined else f"{joining.removesuffix('.')}; or {rules}."


def group_hint(node: Node) -> str | None:
    """Return how to get into the group that may use a device; None where there is no such group to be in.

    Nobody is told to join the administrators.
    """
    if not node.group_may or node.group == "root":
        return None
    if node.joined and not node.active:
        return (
            f"You belong to the group {node.group} that may use it, but not yet in this session: "
            "sign out and in again."
        )
    return (
        f"It belongs to the group {node.group}. Ask the administrator to add you to it (sudo usermod -aG "
        f"{node.group} {node.user}), then sign out and in again."
    )


def is_running(program: str, proc: Path = _PROC) -> bool:
    """Tell whether a program of this name runs, as far as the system shows it."""
    return any(name == program for name in _program_names(proc))


if sys.platform == "win32":

    def node_of(device: str) -> Node | None:
        """Return who may use a device: Windows has no device nodes."""
        return None

    def _user() -> str:
        return "YOUR-NAME"

else:
    import grp
    import pwd

    def node_of(device: str) -> Node | None:
        """Return who may use a device node, behind any links; None where it is not there."""
        try:
            state = Path(device).stat()
        except OSError:
            return None
        user = _user()
        group_may = state.st_mode & _READ_AND_WRITE_OF_GROUP == _READ_AND_WRITE_OF_GROUP
        active = state.st_gid in {os.getegid(), *os.getgroups()}
        try:
            group = grp.getgrgid(state.st_gid)
        except KeyError:
            return Node(str(state.st_gid), group_may, joined=False, active=active, user=user)
        return Node(group.gr_name, group_may, joined=user in group.gr_mem, active=active, user=user)

    def _user() -> str:
        try:
            return pwd.getpwuid(os.geteuid()).pw_name
        except KeyError:
            return str(os.geteuid())


def _age_s(device: str, now_s: float) -> float | None:
    """Return how long ago a device node appeared: nothing else changes its status as a rule."""
    try:
        return now_s - Path(device).stat().st_ctime
    except OSError:
        return None


def _program_names(proc: Path) -> Iterator[str]:
    try:
        processes = [folder for folder in proc.iterdir() if folder.name.isdecimal()]
    except OSError:
        # Only Linux shows them so.
        return
    for process in processes:
        try:
            name = (process / "comm").read_text(encoding="utf-8", errors="replace")
        except OSError:
            # It has ended meanwhile.
            continue
        yield name.rstrip("\n")
