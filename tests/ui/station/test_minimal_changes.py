"""The lines table changes as little as a scan changes."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex

from kitstation.ui.pages.bench.lines_card import LinesCard
from tests.support.desk import Desk


class Watched:
    """Keeps what a lines table tells its view."""

    def __init__(self, lines: LinesCard) -> None:
        self.repainted: list[str] = []
        self.rearranged = 0
        self.resets = 0
        self._model = lines.model
        lines.model.dataChanged.connect(self._on_change)
        lines.model.layoutChanged.connect(self._on_layout)
        lines.model.modelReset.connect(self._on_reset)

    def _on_change(self, first: QModelIndex, last: QModelIndex) -> None:
        assert first.row() == last.row()
        self.repainted.append(self._model.index(first.row(), 2).data())

    def _on_layout(self) -> None:
        self.rearranged += 1

    def _on_reset(self) -> None:
        self.resets += 1


def test_a_scan_repaints_its_own_line_alone(desk: Desk) -> None:
    watched = Watched(desk.station.bench.board.lines)
    desk.scan("SN-1")
    assert (watched.repainted, watched.rearranged, watched.resets) == (["RADIO"], 0, 0)


def test_a_refused_scan_repaints_no_line(desk: Desk) -> None:
    watched = Watched(desk.station.bench.board.lines)
    desk.scan("ZZ-1")
    assert (watched.repainted, watched.rearranged, watched.resets) == ([], 0, 0)


def test_a_complete_line_moves_without_a_reset(desk: Desk) -> None:
    watched = Watched(desk.station.bench.board.lines)
    desk.scan("LOT-1")
    assert "PASTE" in watched.repainted
    assert (watched.rearranged, watched.resets) == (1, 0)


def test_opening_the_kit_again_changes_nothing(desk: Desk) -> None:
    watched = Watched(desk.station.bench.board.lines)
    desk.scan("KIT-1")
    assert (watched.repainted, watched.rearranged, watched.resets) == ([], 0, 0)
