"""The scanners as the settings page lists them: what is plugged in, and what was chosen before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kitstation.devices.identity import PortIdentity
from kitstation.devices.link import LinkChanged, LinkState
from kitstation.devices.ports import Port, find
from kitstation.domain.errors import DeviceFault
from kitstation.station.settings import ScannerSettings
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.tokens import Tone

Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class SerialOptions:
    """How the scanner with this identity sends: at which rate, and whether nothing ends a code."""

    identity: str
    baudrate: int
    no_terminator: bool


@dataclass(frozen=True, slots=True)
class ScannerRow:
    """A port or a chosen scanner: `identity` in its short form, and how it sends where it is in use."""

    identity: str
    title: str
    used: bool
    pill: PillContent
    hint: str = ""
    options: SerialOptions | None = None


def scanner_rows(
    ports: Sequence[Port],
    states: Mapping[PortIdentity, LinkChanged],
    chosen: Sequence[ScannerSettings],
    tr: Translate,
) -> tuple[ScannerRow, ...]:
    """Return the chosen scanners in their order, then the ports that are free."""
    rows: list[ScannerRow] = []
    taken: set[str] = set()
    for scanner in chosen:
        identity = _parsed(scanner.identity)
        port = find(identity, ports) if identity else None
        if port is not None:
            taken.add(port.device)
        rows.append(_used(scanner, port, states.get(identity) if identity else None, tr))
    free = (port for port in ports if port.device not in taken)
    return (*rows, *(_free(port, tr) for port in free))


def _used(scanner: ScannerSettings, port: Port | None, link: LinkChanged | None, tr: Translate) -> ScannerRow:
    state = link.state if link else LinkState.SEARCHING
    pills = {
        LinkState.CONNECTED: PillContent(tr("Connected"), Tone.ACCEPTED),
        LinkState.SEARCHING: PillContent(tr("Not plugged in"), Tone.IDLE),
        LinkState.LOST: PillContent(tr("Unplugged"), Tone.ATTENTION),
        LinkState.REFUSED: PillContent(tr("Refused"), Tone.REFUSED),
        LinkState.BUSY: PillContent(tr("Used by another program"), Tone.REFUSED),
        LinkState.STOPPED: PillContent(tr("Stopped"), Tone.IDLE),
    }
    title = port.title if port else scanner.title or scanner.identity
    options = SerialOptions(scanner.identity, scanner.baudrate, scanner.no_terminator)
    return ScannerRow(
        scanner.identity,
        title,
        used=True,
        pill=pills[state],
        hint=_hint(link, state, tr),
        options=options,
    )


def _hint(link: LinkChanged | None, state: LinkState, tr: Translate) -> str:
    """Return what to do about a port that cannot be opened."""
    if link is not None and link.fault is not None:
        fault = link.fault
        said = (part for part in (fault.title, fault.detail, fault.hint) if part)
        return ". ".join(part.rstrip(".") for part in said) + "."
    if state is LinkState.REFUSED:
        return tr(
            "You may not open this port. On Linux, add yourself to the group “dialout” and sign in again."
        )
    return ""


def _free(port: Port, tr: Translate) -> ScannerRow:
    what = tr("Likely a scanner") if port.looks_like_scanner else tr("Serial port")
    tone = Tone.QUESTION if port.looks_like_scanner else Tone.IDLE
    return ScannerRow(str(port.identity), port.title, used=False, pill=PillContent(what, tone))


def _parsed(text: str) -> PortIdentity | None:
    try:
        return PortIdentity.parse(text)
    except DeviceFault:
        return None
