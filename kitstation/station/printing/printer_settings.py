"""Printers as they are set up."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from kitstation.domain.records import LabelKind


class PrinterKind(StrEnum):
    """How a printer is reached."""

    TCP = "tcp"
    """A label printer in the network: `address` is its name or number, with a port if it is not 9100."""
    DEVICE = "device"
    """A label printer on a cable: `address` is its device, such as /dev/usb/lp0."""
    PDF_FOLDER = "pdf-folder"
    """No printer but a folder in which each job becomes a PDF."""
    SYSTEM = "system"
    """A printer of this computer, through its print system: `address` is its name there."""


class Paper(BaseModel):
    """What lies in a printer: its name in the print system, width and height in millimetres."""

    model_config = ConfigDict(frozen=True)

    name: str = Field(min_length=1)
    width: float = Field(gt=0, le=2000)
    height: float = Field(gt=0, le=2000)


class PrinterSettings(BaseModel):
    """One printer. `dpi` is its dots to the inch; without it each template's own resolution is taken.

    `templates` names the template for each kind of label where none is chosen. `baudrate` is for serial cables;
    `paper` is for printers of the computer: without it the paper is as large as the template says.
    """

    model_config = ConfigDict(frozen=True)

    name: str = Field(min_length=1, max_length=50)
    kind: PrinterKind
    address: str = Field(min_length=1)
    dpi: int | None = Field(default=None, ge=150, le=1200)
    templates: dict[LabelKind, str] = {}
    baudrate: int | None = Field(default=None, gt=0)
    paper: Paper | None = None

    @field_validator("name")
    @classmethod
    def _has_no_blanks_around(cls, name: str) -> str:
        if name != name.strip():
            raise ValueError("A printer's name neither begins nor ends with a blank.")
        return name

    @model_validator(mode="after")
    def _has_a_possible_port(self) -> PrinterSettings:
        if self.kind is PrinterKind.TCP:
            host_and_port(self.address)
        return self


def host_and_port(address: str) -> tuple[str, int | None]:
    """Return the host of a network address, and its port where it names one: ``zebra:6101``, ``[fe80::1]:9100``.

    Raises ValueError for what is no address.
    """
    if address.startswith("["):
        host, bracket, rest = address[1:].partition("]")
        colon, port = rest[:1], rest[1:]
        if not bracket or colon not in {"", ":"}:
            raise ValueError(f"“{address}” is no network address.")
    elif address.count(":") > 1:
        # A number of IPv6 without a port.
        host, colon, port = address, "", ""
    else:
        host, colon, port = address.partition(":")
    if not host or any(sign.isspace() for sign in host):
        raise ValueError(f"“{address}” is no network address.")
    if not colon:
        return host, None
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 1 << 16):
        raise ValueError(f"“{port}” in “{address}” is no port: write a number from 1 to 65535.")
    return host, int(port)
