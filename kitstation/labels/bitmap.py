"""Labels as dots: in greys for the screen, in black and white as a printer makes them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QRect, Qt
from PySide6.QtGui import QImage, QPainter

from kitstation.labels.grid import MM_PER_INCH
from kitstation.labels.label import Label
from kitstation.labels.marks import paint

_WHITE_AND_BLACK = [0xFFFFFFFF, 0xFF000000]
"""What 0 and 1 mean."""
_MM_PER_METRE = 1000.0


@dataclass(frozen=True, slots=True)
class Bitmap:
    """Rows of dots from top to bottom; eight dots a byte, the leftmost in the highest bit, 1 for black."""

    width: int
    height: int
    content: bytes

    @property
    def stride(self) -> int:
        """How many bytes a row has; the bits behind its last dot are 0."""
        return (self.width + 7) // 8

    def is_blank(self, box: QRect) -> bool:
        """Tell whether no dot of a box within the bitmap is black."""
        behind = self.stride * 8 - box.left() - box.width()
        row = (((1 << box.width()) - 1) << behind).to_bytes(self.stride)
        # As one number each, all rows at once: row by row this took a tenth of a label's time.
        wanted = int.from_bytes(row * box.height())
        there = self.content[box.top() * self.stride : (box.top() + box.height()) * self.stride]
        return not int.from_bytes(there) & wanted

    def image(self) -> QImage:
        """Return it as a picture in black and white."""
        image = QImage(self.content, self.width, self.height, self.stride, QImage.Format.Format_Mono)
        image.setColorTable(_WHITE_AND_BLACK)
        # A copy owns its dots; the original would borrow them from `content`.
        return image.copy()


def preview(label: Label) -> QImage:
    """Return a label in greys, as the screen shows it."""
    return _drawn(label, QImage(label.width, label.height, QImage.Format.Format_Grayscale8))


def bitmap_of(label: Label) -> Bitmap:
    """Return a label in black and white, as the printer makes it."""
    empty = QImage(label.width, label.height, QImage.Format.Format_Mono)
    empty.setColorTable(_WHITE_AND_BLACK)
    # Letters drawn in black and white at once are sharper than grey ones that are cut at a threshold.
    image = _drawn(label, empty)
    content, row = bytes(image.constBits()), image.bytesPerLine()
    stride = (label.width + 7) // 8
    rows = (content[at : at + stride] for at in range(0, row * label.height, row))
    return Bitmap(label.width, label.height, b"".join(rows))


def _drawn(label: Label, image: QImage) -> QImage:
    _set_resolution(image, label.dpi)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint(painter, label.marks)
    painter.end()
    return image


def png_of(image: QImage, dpi: int) -> bytes:
    """Return a picture as PNG that knows its size in print."""
    _set_resolution(image, dpi)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]  # the stubs want bytes, Qt a text
        raise ValueError("Qt cannot write PNG here.")
    return bytes(buffer.data().data())


def _set_resolution(image: QImage, dpi: int) -> None:
    per_metre = round(dpi / MM_PER_INCH * _MM_PER_METRE)
    image.setDotsPerMeterX(per_metre)
    image.setDotsPerMeterY(per_metre)
