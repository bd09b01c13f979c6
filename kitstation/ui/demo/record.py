"""The record of a demo that was played: what every step was to do and did, as data for a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from kitstation.domain.errors import KitstationError


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRecord:
    """One step. `wrong` says what was not as it should be; nothing where all was.

    `elapsed_ms` is from the complete frame to the durable command, `painted_ms` from the bytes written into the
    port to the painted verdict; None where nothing was written or scanned.
    """

    number: int
    says: str
    gesture: str
    text: str
    expected: str
    found: str
    message: str
    wrong: str = ""
    elapsed_ms: float | None = None
    painted_ms: float | None = None

    @property
    def ok(self) -> bool:
        """Whether the step did what it should."""
        return not self.wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class KitRecord:
    """How the kit stands at the end of the day."""

    number: str
    status: str
    lines: int
    lines_complete: int
    required: str
    issued: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoRecord:
    """A whole day. `differences` is what the audit found, `troubles` what the window complained of."""

    steps: tuple[StepRecord, ...]
    kit: KitRecord | None
    differences: tuple[str, ...]
    pictures: tuple[str, ...]
    troubles: tuple[str, ...]
    versions: Mapping[str, str]

    @property
    def ok(self) -> bool:
        """Whether every step did what it should, nothing else went wrong and the books are right."""
        return all(step.ok for step in self.steps) and not self.differences and not self.troubles

    def write(self, path: Path) -> None:
        """Write the record as JSON. Raises KitstationError where that is not possible."""
        steps = [{**asdict(step), "ok": step.ok} for step in self.steps]
        content = {
            "ok": self.ok,
            "steps": steps,
            "kit": asdict(self.kit) if self.kit else None,
            "audit": {"ok": not self.differences, "differences": self.differences},
            "pictures": self.pictures,
            "troubles": self.troubles,
            "versions": dict(self.versions),
        }
        try:
            path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        except OSError as error:
            raise cannot_write(path, error) from error


def cannot_write(path: Path, error: OSError) -> KitstationError:
    """Return the fault of a file of the demo that could not be written."""
    return KitstationError(
        "The demo's report cannot be written",
        detail=f"{path}: {error.strerror}",
        hint="Name another folder after --headless, or make room on its disk.",
    )
