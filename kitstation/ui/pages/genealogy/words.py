"""What the genealogy says of branches and rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from kitstation.station.genealogy.recall import RecallList
from kitstation.station.genealogy.subjects import SubjectKind, TraceSubject
from kitstation.station.genealogy.trees import Branch, BranchKind, Use
from kitstation.station.genealogy.whereabouts import Fate, Rest
from kitstation.station.sentences import amount, readable
from kitstation.ui.tables.column import CellIcon
from kitstation.ui.theme.tokens import Ink

Translate = Callable[[str], str]


class GenealogyWords:
    """Says it in one language."""

    def __init__(self, tr: Translate) -> None:
        self._tr = tr
        self._fates = {
            Fate.ON_HAND: tr("On hand"),
            Fate.RESERVED: tr("Reserved"),
            Fate.IN_KIT: tr("In a kit"),
            Fate.INSTALLED: tr("Installed"),
            Fate.BECAME: tr("Split, merged or moved"),
            Fate.SCRAPPED: tr("Scrapped"),
            Fate.LOST: tr("Lost or removed"),
        }

    def fate(self, fate: Fate | None) -> str:
        """Return what became of something."""
        return self._fates[fate] if fate is not None else ""

    def subject(self, subject: TraceSubject) -> str:
        """Return what a subject is called."""
        part = self._tr("{part} revision {revision}").format(
            part=subject.part_number, revision=subject.revision
        )
        if subject.kind is SubjectKind.SERIAL:
            return self._tr("Serial {number} · {part}").format(number=subject.number, part=part)
        if subject.kind is SubjectKind.LOT:
            return self._tr("Lot {number} · {part}").format(number=subject.number, part=part)
        return self._tr("{part} at {place}").format(part=part, place=readable(subject.number))

    def rest(self, rest: Rest) -> str:
        """Return where something rests."""
        if rest.kit:
            kit = self._tr("kit {kit}").format(kit=rest.kit)
            return f"{kit} · {readable(rest.location)}" if rest.location else kit
        return readable(rest.location) or self.fate(rest.fate)

    def rests(self, rests: Sequence[Rest]) -> str:
        """Return where something rests, in all places."""
        return ", ".join(dict.fromkeys(self.rest(rest) for rest in rests))

    def name(self, branch: Branch) -> str:
        """Return what a branch is called in its tree."""
        said = self._plain_name(branch)
        if branch.use is Use.SUBSTITUTE:
            said = self._tr("{name} (substitute)").format(name=said)
        elif branch.use is Use.OTHER_REVISION:
            said = self._tr("{name} (revision {revision})").format(name=said, revision=branch.revision)
        return self._tr("{name} (opened elsewhere)").format(name=said) if branch.repeated else said

    def _plain_name(self, branch: Branch) -> str:
        if branch.kind is BranchKind.SHARE or branch.item is None:
            return self.fate(branch.fate) or branch.part_number
        numbered = branch.item.number != branch.part_number
        said = f"{branch.item.number} · {branch.part_number}" if numbered else branch.part_number
        if branch.kind is BranchKind.ORIGIN:
            return self._tr("split from {name}").format(name=said)
        if branch.kind is BranchKind.BECAME:
            return self._tr("became {name}").format(name=said)
        return said

    def icon(self, branch: Branch) -> CellIcon:
        """Return the icon of a branch."""
        if branch.kind is BranchKind.NEED:
            whole = not branch.missing
            return CellIcon(
                "circle-check" if whole else "attention", Ink.ACCEPTED if whole else Ink.ATTENTION
            )
        if branch.kind is BranchKind.SHARE:
            return {
                Fate.IN_KIT: CellIcon("kits"),
                Fate.RESERVED: CellIcon("kits"),
                Fate.SCRAPPED: CellIcon("refused", Ink.REFUSED),
                Fate.LOST: CellIcon("question", Ink.ATTENTION),
            }.get(branch.fate or Fate.ON_HAND, CellIcon("location"))
        if branch.kind in {BranchKind.BECAME, BranchKind.ORIGIN}:
            return CellIcon("next")
        return CellIcon("genealogy" if branch.children or branch.kind is BranchKind.ASSEMBLY else "box")

    @staticmethod
    def quantity(quantity: Decimal | None, unit: str) -> str:
        """Return a quantity with its unit; nothing for none."""
        return amount(quantity, unit) if quantity is not None else ""

    def contents_summary(self, roots: tuple[Branch, ...]) -> str:
        """Return what is said of what is in a thing as a whole."""
        if not any(root.children for root in roots):
            return self._tr("Nothing is installed in it: it is not an assembly.")
        missing = sum(1 for root in roots for need in root.children if need.missing)
        return self._tr("{count} requirements are not met").format(count=missing) if missing else ""

    def recall_summary(self, recall: RecallList) -> str:
        """Return what is said of a recall list as a whole."""
        amounts = ", ".join(
            f"{quantity:f} {recall.unit} {self.fate(fate).lower()}" for fate, quantity in recall.amounts
        )
        one, several = self._tr("In 1 assembly"), self._tr("In {count} assemblies")
        said = one if recall.assemblies == 1 else several.format(count=f"{recall.assemblies:,}")
        return f"{said} · {amounts}" if amounts else said
