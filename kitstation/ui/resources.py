"""Where the files that ship with the program are: icons, sounds, templates."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path, PurePosixPath, PureWindowsPath

_CHECKOUT = Path(__file__).resolve().parents[2] / "resources"


def resource(name: str) -> Path:
    """Return the file `name` (as "icons/kits.svg") of the installed package or, in a checkout, of `resources/`.

    Raises ValueError for a name that leads out of the resources, FileNotFoundError for one that is not there.
    """
    _refuse_escape(name)
    for folder in (Path(str(files("kitstation") / "_resources")), _CHECKOUT):
        candidate = folder / name
        if candidate.exists():
            return candidate
    raise FileNotFoundError(f"The program's file {name} is missing. Install the program again.")


def _refuse_escape(name: str) -> None:
    posix, windows = PurePosixPath(name), PureWindowsPath(name)
    rooted = posix.is_absolute() or bool(windows.drive or windows.root)
    if not name or rooted or ".." in posix.parts or ".." in windows.parts:
        raise ValueError(f"A resource is named relative to the resources folder, not as {name!r}.")
