"""Pictures on labels: logos and signs, from files beside the template."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from kitstation.labels.faults import LabelFault

_BLACK_AND_WHITE = Qt.ImageConversionFlag.MonoOnly | Qt.ImageConversionFlag.ThresholdDither
_ENDINGS = (".png", ".svg")


def problems_of(folder: Path, file: str) -> Iterator[str]:
    """Yield why a picture cannot be used."""
    if not file.lower().endswith(_ENDINGS):
        yield f"“{file}” is neither a PNG nor an SVG."
    elif Path(file).name != file or "\\" in file:
        yield f"“{file}” must lie beside the template, and be named without a folder."
    elif not (folder / file).is_file():
        yield f"“{file}” is not in {folder}. Put it there."
    elif not QImageReader(str(folder / file)).canRead():
        yield f"“{file}” cannot be read as a picture. Save it again as PNG or SVG."


def read_picture(folder: Path, file: str, room: QSize) -> QImage:
    """Return a picture, as large as fits the room, in black on white: more a printer of labels cannot do.

    Raises LabelFault if its file cannot be read.
    """
    reader = QImageReader(str(folder / file))
    size = reader.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    # Before reading: a drawing gets as many dots as it is printed with.
    reader.setScaledSize(size)
    read = reader.read()
    if read.isNull():
        raise LabelFault(
            f"The picture {file} cannot be read",
            detail=f"{folder / file}: {reader.errorString()}",
            hint="Put the picture back, or take it out of the template.",
        )
    opaque = QImage(size, QImage.Format.Format_Grayscale8)
    opaque.fill(Qt.GlobalColor.white)
    painter = QPainter(opaque)
    painter.drawImage(0, 0, read)
    painter.end()
    return opaque.convertToFormat(QImage.Format.Format_Mono, _BLACK_AND_WHITE)
