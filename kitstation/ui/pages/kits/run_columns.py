"""The columns of the tables of runs, of their assemblies, and of what an assembly needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from kitstation.domain.records import RunStatus
from kitstation.station.sentences import amount, digits, readable
from kitstation.store.queries.builds import InstalledItem, RequirementState
from kitstation.store.queries.runs import AssemblyRow, RunRow
from kitstation.ui.tables.column import Align, CellIcon, Column, ProgressCell
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.tokens import Ink, Tone

Translate = Callable[[str], str]

_TONES = {
    RunStatus.TODO: Tone.IDLE,
    RunStatus.IN_PROGRESS: Tone.ATTENTION,
    RunStatus.HOLD: Tone.QUESTION,
    RunStatus.REDLINE: Tone.REFUSED,
    RunStatus.FAILED: Tone.REFUSED,
    RunStatus.COMPLETE: Tone.ACCEPTED,
}


@dataclass(frozen=True, slots=True)
class NeedRow:
    """What an assembly needs of a part, and how much of that the run's kits hold."""

    need: RequirementState
    in_kits: Decimal


def run_pill(status: RunStatus) -> PillContent:
    """Return a run's status with its tone."""
    return PillContent(status.value.capitalize(), _TONES[status])


def built_words(run: RunRow, tr: Translate) -> str:
    """Return how far a run is."""
    words = tr("{built} of {quantity} built").format(built=digits(run.built), quantity=digits(run.quantity))
    return (
        tr("{words}, {count} in work").format(words=words, count=digits(run.in_work))
        if run.in_work
        else words
    )


def built_fraction(run: RunRow) -> float:
    """Return how far a run is, from 0.0 to 1.0."""
    return min(1.0, float(run.built / run.quantity))


def assembly_name(row: AssemblyRow, tr: Translate) -> str:
    """Return what people call an assembly."""
    return (
        row.serial_number or row.lot_number or tr("{quantity} pieces").format(quantity=digits(row.quantity))
    )


def run_columns(tr: Translate) -> tuple[Column[RunRow], ...]:
    """Return the columns of the list of runs."""

    def words(run: RunRow) -> str:
        return built_words(run, tr)

    return (
        Column(key="run", title=tr("Run"), value=lambda run: run.title, bold=True, stretch=True),
        Column(
            key="assembly",
            title=tr("Assembly"),
            value=lambda run: run.part_number,
            tooltip=lambda run: run.description,
        ),
        Column(key="revision", title=tr("Revision"), value=lambda run: run.revision, initially_hidden=True),
        Column(
            key="status",
            title=tr("Status"),
            value=lambda run: run_pill(run.status).text,
            drawn=lambda run: run_pill(run.status),
        ),
        Column(
            key="progress",
            title=tr("Progress"),
            value=words,
            drawn=lambda run: ProgressCell(built_fraction(run)),
            sort_key=built_fraction,
            tooltip=words,
        ),
        _count(tr("Quantity"), "quantity", lambda run: run.quantity),
        _count(tr("Built"), "built", lambda run: run.built, hidden=True),
        _count(tr("In work"), "in_work", lambda run: run.in_work),
        _count(tr("Kits"), "kits", lambda run: Decimal(run.kits), hidden=True),
    )


def assembly_columns(tr: Translate) -> tuple[Column[AssemblyRow], ...]:
    """Return the columns of a run's assemblies."""

    def name(row: AssemblyRow) -> str:
        return assembly_name(row, tr)

    def state(row: AssemblyRow) -> str:
        if row.installed_in:
            return tr("installed")
        if not row.in_work:
            return tr("built")
        return tr("in work") if row.missing else tr("ready to be finished")

    return (
        Column(
            key="assembly",
            title=tr("Assembly"),
            value=name,
            below=lambda row: readable(row.location),
            below_title=tr("Place"),
            icon=_assembly_icon,
            bold=True,
            stretch=True,
        ),
        Column(key="state", title=tr("State"), value=state),
        Column(
            key="installed",
            title=tr("Installed"),
            value=lambda row: f"{digits(row.installed)} / {digits(row.required)}",
            sort_key=lambda row: row.installed,
            align=Align.TRAILING,
        ),
    )


def need_columns(tr: Translate) -> tuple[Column[NeedRow], ...]:
    """Return the columns of what an assembly needs."""

    def state(row: NeedRow) -> str:
        return tr("{installed} of {needed}").format(
            installed=digits(row.need.installed), needed=amount(row.need.quantity, row.need.unit)
        )

    return (
        Column(
            key="part",
            title=tr("Part"),
            value=lambda row: row.need.part_number,
            tooltip=lambda row: "\n".join(
                filter(None, (row.need.description, ", ".join(row.need.designators)))
            ),
            icon=_need_icon,
            bold=True,
            stretch=True,
        ),
        Column(
            key="installed",
            title=tr("Installed"),
            value=state,
            sort_key=lambda row: row.need.installed,
            align=Align.TRAILING,
        ),
        Column(
            key="in_kits",
            title=tr("In the kit"),
            value=lambda row: digits(row.in_kits) if row.in_kits else "",
            sort_key=lambda row: row.in_kits,
            align=Align.TRAILING,
        ),
    )


def installed_columns(tr: Translate) -> tuple[Column[InstalledItem], ...]:
    """Return the columns of what is installed in an assembly."""
    return (
        Column(
            key="item",
            title=tr("Installed"),
            value=lambda row: row.serial_number or row.lot_number or row.part_number,
            below=lambda row: row.part_number if row.serial_number or row.lot_number else "",
            below_title=tr("Part"),
            bold=True,
            stretch=True,
        ),
        Column(
            key="quantity",
            title=tr("Quantity"),
            value=lambda row: digits(row.quantity),
            unit=lambda row: row.unit,
            sort_key=lambda row: row.quantity,
            align=Align.TRAILING,
        ),
    )


def _count(
    title: str, key: str, value: Callable[[RunRow], Decimal], *, hidden: bool = False
) -> Column[RunRow]:
    return Column(
        key=key,
        title=title,
        value=lambda run: digits(value(run)) if value(run) else "",
        sort_key=value,
        align=Align.TRAILING,
        initially_hidden=hidden,
    )


def _assembly_icon(row: AssemblyRow) -> CellIcon:
    if not row.in_work:
        return CellIcon("circle-check", Ink.ACCEPTED)
    return CellIcon("circle") if row.missing else CellIcon("circle-check")


def _need_icon(row: NeedRow) -> CellIcon:
    if not row.need.missing:
        return CellIcon("circle-check", Ink.ACCEPTED)
    return CellIcon("circle") if row.in_kits else CellIcon("attention", Ink.ATTENTION)
