"""A small picture of where the quantity of an item is: a bar with a stretch for each whereabouts, and a legend."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kitstation.domain.movements import Bucket, Removal
from kitstation.station.sentences import amount
from kitstation.ui.theme.painting import draw_dot
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from kitstation.store.queries.item_detail import Share
    from kitstation.ui.theme.apply import Appearance

Translate = Callable[[str], str]

_BAR = 12
_LEAST = 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """So much is in one kind of whereabouts."""

    label: str
    quantity: Decimal
    tone: Tone


def stretches_of(shares: Sequence[Share], tr: Translate) -> tuple[Stretch, ...]:
    """Return the stretches of an item, what lies at its place first; what has become another item is left out."""
    kinds = (
        (tr("On hand"), Tone.ACCEPTED, Bucket.ON_HAND, None),
        (tr("Reserved"), Tone.QUESTION, Bucket.RESERVED, None),
        (tr("In kits"), Tone.ATTENTION, Bucket.PICKED, None),
        (tr("Installed"), Tone.RETURNED, Bucket.DELIVERED, None),
        (tr("Scrapped"), Tone.REFUSED, Bucket.REMOVED, Removal.SCRAP),
        (tr("Removed"), Tone.IDLE, Bucket.REMOVED, Removal.LOSS),
    )
    stretches = (Stretch(label, _total(shares, bucket, place), tone) for label, tone, bucket, place in kinds)
    return tuple(stretch for stretch in stretches if stretch.quantity > 0)


def _total(shares: Sequence[Share], bucket: Bucket, place: str | None) -> Decimal:
    quantities = (
        share.quantity for share in shares if share.bucket is bucket and place in (None, share.place_uid)
    )
    return sum(quantities, Decimal(0))


class QuantityPicture(QWidget):
    """Shows stretches in their tones; the legend below says the same in words."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._stretches: tuple[Stretch, ...] = ()
        self._unit = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.update)

    @property
    def text(self) -> str:
        """What the picture says, in words."""
        return ", ".join(f"{one.label} {amount(one.quantity, self._unit)}" for one in self._stretches)

    def show_stretches(self, stretches: tuple[Stretch, ...], unit: str) -> None:
        """Show these stretches."""
        self._stretches, self._unit = stretches, unit
        self.setAccessibleName(self.text)
        self.setToolTip(self.text)
        self.setVisible(bool(stretches))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the bar with a line of the legend for each stretch."""
        return QSize(self._appearance.sizes.scaled(200), self._bar + len(self._stretches) * self._line)

    def minimumSizeHint(self) -> QSize:
        """Return the least size in which the legend can be read."""
        return QSize(self._appearance.sizes.scaled(120), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar and its legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_bar(painter)
        top = self._bar
        for stretch in self._stretches:
            self._paint_line(painter, QRect(0, top, self.width(), self._line), stretch)
            top += self._line

    @property
    def _bar(self) -> int:
        return self._appearance.sizes.scaled(_BAR) + 2 * self._appearance.sizes.unit

    @property
    def _line(self) -> int:
        return self._appearance.sizes.scaled(20)

    def _paint_bar(self, painter: QPainter) -> None:
        box = QRect(0, 0, self.width(), self._appearance.sizes.scaled(_BAR))
        clip = QPainterPath()
        clip.addRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.save()
        painter.setClipPath(clip)
        total = sum((stretch.quantity for stretch in self._stretches), Decimal(0))
        room = box.width() - _LEAST * len(self._stretches)
        at = box.left()
        for stretch in self._stretches:
            width = _LEAST + int(stretch.quantity / total * room)
            if stretch is self._stretches[-1]:
                width = box.right() + 1 - at
            fill = self._appearance.tokens.tone(stretch.tone).fill
            painter.fillRect(self._mirrored(QRect(at, box.top(), width, box.height())), QColor(fill))
            at += width
        painter.restore()

    def _paint_line(self, painter: QPainter, box: QRect, stretch: Stretch) -> None:
        tokens, side = self._appearance.tokens, self._appearance.sizes.scaled(8)
        dot = QRect(box.left(), box.center().y() - side // 2, side, side)
        draw_dot(painter, self._mirrored(dot), tokens.tone(stretch.tone))
        painter.setFont(self._appearance.font(TextRole.BODY))
        painter.setPen(QColor(tokens.ink))
        words = box.adjusted(2 * side, 0, 0, 0)
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        trailing = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self._mirrored(words), leading, stretch.label)
        painter.drawText(self._mirrored(words), trailing, amount(stretch.quantity, self._unit))

    def _mirrored(self, box: QRect) -> QRect:
        if self.layoutDirection() is not Qt.LayoutDirection.RightToLeft:
            return box
        return QRect(self.width() - box.right() - 1, box.top(), box.width(), box.height())
