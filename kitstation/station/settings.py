"""Settings: what may be set about one station, kept as JSON in its profile."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    JsonConfigSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from kitstation.domain.errors import KitstationError
from kitstation.station.bench_policy import BenchPolicy
from kitstation.station.code_patterns import PatternSettings, double_name
from kitstation.station.printing.printer_settings import PrinterSettings
from kitstation.station.table_state import TableState


class Appearance(StrEnum):
    """Light, dark, or as the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Density(StrEnum):
    """How large rows and targets are."""

    NORMAL = "normal"
    TOUCH = "touch"


class ScannerSettings(BaseModel):
    """One serial scanner, known by what it is and not by the name of its port."""

    identity: str
    title: str = ""
    baudrate: int = Field(default=9600, gt=0)
    no_terminator: bool = False


class WedgeSettings(BaseModel):
    """Scanners that type like a keyboard."""

    enabled: bool = True
    prefix: str = ""


class Settings(BaseSettings):
    """All settings. Environment variables such as `KITSTATION_STATION_NAME` override the file."""

    model_config = SettingsConfigDict(env_prefix="KITSTATION_", extra="ignore", validate_assignment=True)

    station_name: str = Field(default="B1", min_length=1, max_length=12, pattern=r"^[A-Za-z0-9]+$")
    operator: str = Field(default="Operator", min_length=1)
    scanners: tuple[ScannerSettings, ...] = ()
    wedge: WedgeSettings = WedgeSettings()
    printers: tuple[PrinterSettings, ...] = ()
    patterns: tuple[PatternSettings, ...] = ()
    site: str = ""
    ask_quantity: bool = False
    ask_return_quantity: bool = True
    sign_off_minutes: int = Field(default=0, ge=0, le=1440)
    debounce_ms: int = Field(default=500, ge=0, le=10_000)
    appearance: Appearance = Appearance.SYSTEM
    density: Density = Density.NORMAL
    volume: int = Field(default=80, ge=0, le=100)
    mute: bool = False
    flash: bool = False
    last_kit: str = ""
    window: str = ""
    last_page: str = ""
    tables: dict[str, TableState] = {}
    splitters: dict[str, tuple[int, ...]] = {}

    @field_validator("printers")
    @classmethod
    def _have_names_of_their_own(cls, printers: tuple[PrinterSettings, ...]) -> tuple[PrinterSettings, ...]:
        names = [printer.name for printer in printers]
        if double := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"Several printers are called {double[0]}.")
        return printers

    @field_validator("patterns")
    @classmethod
    def _have_kinds_of_their_own(cls, patterns: tuple[PatternSettings, ...]) -> tuple[PatternSettings, ...]:
        if double := double_name(patterns):
            raise ValueError(f"Several patterns are called {double}.")
        return patterns

    @property
    def policy(self) -> BenchPolicy:
        """How the bench behaves."""
        return BenchPolicy(
            ask_quantity=self.ask_quantity,
            ask_return_quantity=self.ask_return_quantity,
            debounce=timedelta(milliseconds=self.debounce_ms),
            sign_off_after=timedelta(minutes=self.sign_off_minutes) if self.sign_off_minutes else None,
        )


def load_settings(path: Path) -> Settings:
    """Return the settings of a file; what is missing has its usual value.

    Raises KitstationError where the file cannot be understood; it is left as it is.
    """

    class FromFile(Settings):
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            file = JsonConfigSettingsSource(settings_cls, json_file=path, json_file_encoding="utf-8")
            return (init_settings, env_settings, file)

    try:
        return Settings.model_validate(FromFile().model_dump())
    except (ValidationError, ValueError, OSError) as error:
        raise KitstationError(
            "The settings cannot be read",
            detail=f"{path}: {error}",
            hint="Correct the file, or move it away to begin with the usual settings.",
        ) from error


def save_settings(settings: Settings, path: Path) -> None:
    """Write the settings: wholly, or not at all."""
    half_written = path.with_suffix(".json.new")
    try:
        half_written.write_text(settings.model_dump_json(indent=2) + "\n", encoding="utf-8")
        half_written.replace(path)
    except OSError as error:
        raise KitstationError(
            "The settings cannot be saved",
            detail=f"{path}: {error.strerror}",
            hint="Check the permissions of the profile folder and the room on its disk.",
        ) from error
