"""Scans on the stock page: an item is found, a place filters; a place after an item is where the item is moved to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kitstation.domain.commands import TransferItem
from kitstation.scanning.grammar import control_in
from kitstation.station.sentences import readable
from kitstation.station.verdicts import Sound
from kitstation.ui.forms import Acting
from kitstation.ui.pages.inventory.stock_reading import Scanned, read_scan
from kitstation.ui.panes.undo_strip import News
from kitstation.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from kitstation.domain.outcomes import Accepted
    from kitstation.scanning.scan import Scan
    from kitstation.station.sentences import Wording
    from kitstation.store.queries.inventory import InventoryRow
    from kitstation.ui.services import Services


class ScanMoving(QObject):
    """Keeps the item that is in somebody's hand.

    `item_found` and `place_found` and `part_found` tell what to show, `moved` the sentence and what was accepted,
    `told` anything else.
    """

    item_found = Signal(str)
    place_found = Signal(str)
    part_found = Signal(str)
    moved = Signal(str, object)
    told = Signal(object)

    def __init__(self, services: Services, play: Callable[[Sound], None], parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._play = play
        self._acting = Acting(services)
        self._in_hand: InventoryRow | None = None

    def take(self, scan: Scan) -> bool:
        """Work on a scan; control codes are left to the bench."""
        if control_in(scan.text) is not None:
            return False
        self._services.tasks.submit(
            partial(read_scan, text=scan.text, grammar=self._services.settings.grammar),
            self._take,
            self._services.navigator.show_fault,
        )
        return True

    def put_down(self) -> None:
        """Have nothing in the hand any more: something else was done since."""
        self._in_hand = None

    def _take(self, scanned: Scanned) -> None:
        targets = scanned.resolution.targets
        before, self._in_hand = self._in_hand, None
        if targets.kits:
            self._services.navigator.open_kit(targets.kits[0].name)
        elif targets.items:
            self._take_item(scanned)
        elif targets.locations and before is not None:
            self._move(before, targets.locations[0].uid, targets.locations[0].name)
        elif targets.locations:
            self._play(Sound.ATTENTION)
            self.place_found.emit(targets.locations[0].name)
        elif targets.parts:
            self._play(Sound.ATTENTION)
            self.part_found.emit(targets.parts[0].name)
        else:
            self._play(Sound.REFUSED)
            told = self.tr("{code} is not known here: no part, serial, lot, kit or place has this code.")
            self.told.emit(News(told.format(code=scanned.text), Tone.ATTENTION))

    def _take_item(self, scanned: Scanned) -> None:
        self._play(Sound.ATTENTION)
        if scanned.row is None:
            item = scanned.resolution.targets.items[0]
            self.item_found.emit(item.serial_number or item.lot_number or scanned.text)
            told = self.tr("Several items are called so. Choose one.")
            self.told.emit(News(told, Tone.QUESTION))
            return
        self._in_hand = scanned.row
        self.item_found.emit(scanned.row.name)
        told = self.tr("{what} is found. Scan a place to move it there.").format(what=scanned.row.name)
        self.told.emit(News(told, Tone.QUESTION))

    def _move(self, row: InventoryRow, location_uid: str, path: str) -> None:
        """ION: scan an item, then a location, and the item is moved there."""
        done = self.tr("Moved {what} to {place}").format(what=row.name, place=readable(path))
        self._acting.hand_in(
            TransferItem(item_uid=row.uid, to_location_uid=location_uid),
            partial(self._tell_moved, done),
            self._tell_refused,
        )

    def _tell_moved(self, done: str, accepted: Sequence[Accepted]) -> None:
        self._play(Sound.ACCEPTED)
        self.moved.emit(done, accepted)

    def _tell_refused(self, wording: Wording) -> None:
        self._play(Sound.REFUSED)
        self.told.emit(News(f"{wording.headline}. {wording.sentence}".strip(), Tone.REFUSED))
