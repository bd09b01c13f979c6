"""The label as it will be, on the screen as large as on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kitstation.labels.fields import RecordKind, fields_of
from kitstation.station.printing.book import Wanted
from kitstation.station.printing.making import LabelOrder
from kitstation.station.printing.printers import LabelFormat
from kitstation.ui.printing.print_desk import gone

if TYPE_CHECKING:
    from kitstation.ui.printing.print_desk import PrintDesk
    from kitstation.ui.theme.apply import Appearance

MM_PER_INCH = 25.4
_LEAST_HEIGHT = 48
"""Below a notice in the least window there is no more; what does not fit would be painted over the words below."""
_MARGIN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A proved label as PNG, and its size in millimetres. A sample is about no record."""

    png: bytes
    width: float
    height: float
    is_sample: bool


def draw_label(desk: PrintDesk, wanted: Wanted, dpi: int | None) -> Picture:
    """Return the label of the first record, or a sample where there is none. Raises KitstationError."""
    template = desk.maker.templates.get(wanted.template)
    if wanted.record_uids:
        one = Wanted(template=wanted.template, kind=wanted.kind, record_uids=wanted.record_uids[:1])
        values = desk.book.values(one)
        if not values:
            raise gone(1)
    else:
        samples = fields_of(RecordKind(wanted.kind.value))
        values = ({name: field.sample for name, field in samples.items()},)
    order = LabelOrder(
        template=wanted.template, kind=wanted.kind, values=values, dpi=dpi, format=LabelFormat.PNG
    )
    return Picture(
        png=desk.make(order),
        width=template.width,
        height=template.height,
        is_sample=not wanted.record_uids,
    )


def true_size(picture: Picture, dots_per_inch: float) -> QSizeF:
    """Return how large a label is in the pixels of a screen."""
    return QSizeF(picture.width, picture.height) * dots_per_inch / MM_PER_INCH


class LabelPreview(QWidget):
    """Shows a label at its true size where it has room, else as large as there is room for; `rescaled` tells that."""

    rescaled = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._image = QImage()
        self._picture: Picture | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(appearance.sizes.scaled(_LEAST_HEIGHT))
        self.setAccessibleName(self.tr("No preview"))

    @property
    def picture(self) -> Picture | None:
        """What is shown."""
        return self._picture

    def show_picture(self, picture: Picture | None) -> None:
        """Show a label; None shows nothing."""
        self._picture = picture
        self._image = QImage.fromData(picture.png) if picture else QImage()
        self.setAccessibleName(
            self.tr("Preview of the label, {width} × {height} mm").format(  # noqa: RUF001 - the sign for "times"
                width=f"{picture.width:g}", height=f"{picture.height:g}"
            )
            if picture
            else self.tr("No preview")
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size for the labels that are usual."""
        return QSize(self._appearance.sizes.scaled(320), self._appearance.sizes.scaled(170))

    def scale(self) -> float:
        """Return how large the label is shown: 1.0 is as on paper."""
        if self._picture is None:
            return 1.0
        wanted = self._true_size(self._picture)
        width, height = self.width() - _MARGIN, self.height() - _MARGIN
        return min(1.0, width / wanted.width(), height / wanted.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that the label may be shown larger or smaller."""
        super().resizeEvent(event)
        self.rescaled.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the label in the middle, with the edge of its paper."""
        if self._picture is None:
            return
        size = self._true_size(self._picture) * self.scale()
        box = QRectF(0, 0, size.width(), size.height())
        box.moveCenter(QRectF(self.rect()).center())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        # Dots of the printer to dots of the screen, in one step: drawing would leave out lines.
        dots = (size * self.devicePixelRatioF()).toSize()
        fitted = self._image.convertToFormat(QImage.Format.Format_RGB32).scaled(
            dots, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        painter.drawImage(box, fitted)
        painter.setPen(QColor(self._appearance.tokens.outline))
        painter.drawRect(box.adjusted(-1, -1, 0, 0))

    def _true_size(self, picture: Picture) -> QSizeF:
        return true_size(picture, self.screen().physicalDotsPerInch())
