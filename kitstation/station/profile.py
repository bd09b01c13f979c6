"""The profile: the folder that holds a station's database, settings and log."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs

from kitstation.domain.errors import KitstationError


@dataclass(frozen=True, slots=True)
class Profile:
    """Where one station keeps what is its own."""

    folder: Path

    @staticmethod
    def usual() -> Profile:
        """Return the profile in the platform's place for a user's data."""
        return Profile(platformdirs.user_data_path("kitstation", appauthor=False))

    @property
    def database(self) -> Path:
        """The database file."""
        return self.folder / "kitstation.db"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.folder / "settings.json"

    @property
    def log(self) -> Path:
        """The log file."""
        return self.folder / "kitstation.log"

    @property
    def labels(self) -> Path:
        """The folder of the shop's own label templates; they win over the program's."""
        return self.folder / "labels"

    def prepare(self) -> None:
        """Make the folder where it is missing.

        Raises KitstationError where that is not possible.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise KitstationError(
                "The profile folder cannot be used",
                detail=f"{self.folder}: {_why(error)}",
                hint="Choose another folder with --profile, or check the permissions of this one.",
            ) from error


def _why(error: OSError) -> str:
    # The folder may exist: then it is a file that stands in its place.
    return "This is a file." if isinstance(error, FileExistsError) else str(error.strerror)
