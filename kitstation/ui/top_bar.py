"""The top of the window: which kit, how far it is, which scanner and who."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kitstation.devices.link import LinkState
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink, Tone
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.pill import Pill, StatusButton, StatusPill
from kitstation.ui.widgets.progress import ThinProgress
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.ui.kit_heading import KitHeading
    from kitstation.ui.scanner_links import ScannerLink
    from kitstation.ui.theme.apply import Appearance

_LINK_TONES = {
    LinkState.CONNECTED: Tone.ACCEPTED,
    LinkState.SEARCHING: Tone.ATTENTION,
    LinkState.LOST: Tone.REFUSED,
    LinkState.REFUSED: Tone.REFUSED,
    LinkState.BUSY: Tone.ATTENTION,
    LinkState.STOPPED: Tone.IDLE,
}
_ROOMY = 1050
_WHOLE_NAME = 120
_WHOLE_STATE = 226
"""So wide the pills stay in a narrow window: the words below the kit's number give way first."""


class TopBar(QFrame):
    """Quiet as long as nothing needs a person. `short_wanted` asks for the short lines of the open kit.

    `operator_wanted` asks for the pane in which people sign on and off.
    """

    short_wanted = Signal()
    operator_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.setProperty("surface", "header")
        self.setAccessibleName(self.tr("Kit and scanner"))
        self.number = Text(appearance, role=TextRole.TITLE)
        self.status = Pill(appearance)
        self.subtitle = Text(appearance, ink=Ink.MUTED)
        self.lines = Text(appearance, ink=Ink.MUTED)
        self.pieces = Text(appearance, ink=Ink.MUTED)
        self.progress = ThinProgress(appearance, self.tr("How far the kit is"))
        self.short = Button(appearance, "", kind=ButtonKind.ATTENTION, icon="attention")
        self.short.clicked.connect(self.short_wanted)
        self.operator = StatusButton(appearance, least=_WHOLE_NAME)
        self.operator.clicked.connect(self.operator_wanted)
        self.scanners: list[StatusPill] = []
        self._lay_out()
        self.show_kit(None)

    def show_kit(self, heading: KitHeading | None) -> None:
        """Show the open kit; None where there is none."""
        for part in (self.status, self.lines, self.progress):
            part.setVisible(heading is not None)
        self.pieces.setText(heading.pieces if heading else "")
        self._fit_pieces()
        self._show_short(heading)
        if heading is None:
            self.number.setText(self.tr("No kit open"))
            self.subtitle.setText(self.tr("Scan a kit's label or choose a kit"))
            return
        self.number.setText(heading.number)
        self.status.show_content(heading.status)
        self.subtitle.setText(heading.subtitle)
        self.lines.setText(heading.lines)
        self.progress.show_progress(heading.done, heading.total, f"{heading.lines}, {heading.pieces}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the pieces where there is no room for them; the bar shows the same."""
        super().resizeEvent(event)
        self._fit_pieces()

    def _fit_pieces(self) -> None:
        roomy = self.width() >= self._appearance.sizes.scaled(_ROOMY)
        self.pieces.setVisible(roomy and bool(self.pieces.text()))

    def _show_short(self, heading: KitHeading | None) -> None:
        short, parts = (heading.short, heading.short_parts) if heading else ("", "")
        self.short.setVisible(bool(short))
        if short != self.short.text() or parts != self.short.toolTip():
            self.short.setText(short)
            self.short.setToolTip(parts)
            self.short.setAccessibleDescription(parts)

    def show_operator(self, name: str) -> None:
        """Show who works here; without a name, that nobody has signed on."""
        content = (
            PillContent(name, Tone.IDLE) if name else PillContent(self.tr("Not signed on"), Tone.ATTENTION)
        )
        self.operator.show_content(content)
        self.operator.setAccessibleName(self.tr("Operator: {name}").format(name=content.text))

    def show_scanners(self, links: tuple[ScannerLink, ...], *, wedge: bool) -> None:
        """Show each scanner; without any, whether one that types like a keyboard would be heard."""
        while len(self.scanners) > max(1, len(links)):
            self.scanners.pop().deleteLater()
        while len(self.scanners) < max(1, len(links)):
            self._add_scanner()
        for pill in self.scanners:
            pill.keep_in_sight(_WHOLE_STATE if len(self.scanners) == 1 else 0)
        if not links:
            self._show_none(wedge=wedge)
        for pill, link in zip(self.scanners, links, strict=False):
            self._show_link(pill, link)

    def _show_none(self, *, wedge: bool) -> None:
        if wedge:
            content = PillContent(self.tr("Keyboard scanner"), Tone.IDLE)
            hint = self.tr(
                "Scanners that type like a keyboard are heard. Choose a serial scanner in the settings."
            )
        else:
            content = PillContent(self.tr("No scanner"), Tone.ATTENTION)
            hint = self.tr("Choose a scanner in the settings.")
        self._fill(self.scanners[0], content, hint)

    def _show_link(self, pill: StatusPill, scanner: ScannerLink) -> None:
        link = scanner.link
        state = self._state(link.state)
        text = f"{scanner.title} · {state}" if state else scanner.title
        fault = f"{link.fault.title}. {link.fault.hint}" if link.fault else ""
        hint = "\n".join(part for part in (text, fault, link.detail) if part)
        self._fill(pill, PillContent(text, _LINK_TONES[link.state]), hint)

    def _fill(self, pill: StatusPill, content: PillContent, hint: str) -> None:
        pill.show_content(content)
        pill.setToolTip(hint)
        connected = content.tone is Tone.ACCEPTED
        spoken = self.tr("Scanner: {state}, connected") if connected else self.tr("Scanner: {state}")
        pill.setAccessibleName(spoken.format(state=content.text))

    def _state(self, state: LinkState) -> str:
        return {
            LinkState.CONNECTED: "",
            LinkState.SEARCHING: self.tr("not found"),
            LinkState.LOST: self.tr("unplugged"),
            LinkState.REFUSED: self.tr("cannot be opened"),
            LinkState.BUSY: self.tr("used by another program"),
            LinkState.STOPPED: self.tr("stopped"),
        }[state]

    def _add_scanner(self) -> None:
        pill = StatusPill(self._appearance)
        self._pills.insertWidget(len(self.scanners), pill)
        self.scanners.append(pill)

    def _lay_out(self) -> None:
        sizes = self._appearance.sizes
        title = QHBoxLayout()
        title.setSpacing(sizes.unit * 3)
        title.addWidget(self.number)
        title.addWidget(self.status, 0, Qt.AlignmentFlag.AlignVCenter)
        title.addStretch()
        counts = QHBoxLayout()
        counts.setSpacing(sizes.gap)
        counts.addWidget(self.lines)
        counts.addWidget(self.pieces)
        counts.addStretch()
        self._pills = QHBoxLayout()
        self._pills.setSpacing(sizes.unit * 3)
        self._pills.addWidget(self.operator)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.page_margin, 0, sizes.page_margin, 0)
        row.setSpacing(sizes.page_margin)
        row.addLayout(_column(sizes.unit // 2, title, self.subtitle))
        row.addLayout(_column(sizes.unit + 2, counts, self.progress))
        row.addWidget(self.short)
        row.addStretch(1)
        row.addLayout(self._pills)
        self.progress.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(sizes.scaled(64))


def _column(spacing: int, first: QHBoxLayout, second: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(spacing)
    column.addStretch()
    column.addLayout(first)
    column.addWidget(second)
    column.addStretch()
    return column
