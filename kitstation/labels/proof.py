"""Proof: a label is decoded from its own dots before it leaves the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import zxingcpp
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from zxingcpp import BarcodeFormat, ContentType

from kitstation.labels.bitmap import Bitmap
from kitstation.labels.elements import GS1_SYMBOLOGIES, LinearSymbology, MatrixSymbology
from kitstation.labels.label import PlacedSymbol

_FORMATS: Mapping[LinearSymbology | MatrixSymbology, BarcodeFormat] = {
    LinearSymbology.CODE128: BarcodeFormat.Code128,
    # Else pairs such as +A are read as small letters.
    LinearSymbology.CODE39: BarcodeFormat.Code39Std,
    LinearSymbology.EAN13: BarcodeFormat.EAN13,
    LinearSymbology.EAN8: BarcodeFormat.EAN8,
    LinearSymbology.UPCA: BarcodeFormat.UPCA,
    LinearSymbology.ITF: BarcodeFormat.ITF,
    LinearSymbology.CODABAR: BarcodeFormat.Codabar,
    LinearSymbology.GS1_128: BarcodeFormat.Code128,
    MatrixSymbology.DATA_MATRIX: BarcodeFormat.DataMatrix,
    MatrixSymbology.QR: BarcodeFormat.QRCode,
    MatrixSymbology.GS1_DATA_MATRIX: BarcodeFormat.DataMatrix,
}
_EAN13_DIGITS = 13


class ProblemCode(StrEnum):
    """What is wrong with a label that was decoded."""

    UNREADABLE = "unreadable"
    """A symbol was not found at all."""
    QUIET_ZONE = "quiet zone"
    """Something stands in the blank margin of a symbol."""
    UNEXPECTED = "unexpected"
    """Something was read that is on the label by no symbol."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a label must not be printed: what, in words, and what to change."""

    code: ProblemCode
    sentence: str
    hint: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What decoding a label has shown."""

    problems: tuple[Problem, ...]

    @property
    def holds(self) -> bool:
        """Whether every symbol was read as it was meant, and nothing else."""
        return not self.problems


def proof(bitmap: Bitmap, expected: Iterable[PlacedSymbol]) -> Proof:
    """Decode a label's dots and compare what is read with what should be there."""
    symbols = tuple(expected)
    if not symbols:
        return Proof(())
    read = _decoded(bitmap, symbols)
    wanted = {_key(symbol.symbology, symbol.text) for symbol in symbols}
    return Proof(
        (
            *_margin_problems(bitmap, symbols),
            *(_unreadable(symbol) for symbol in symbols if _key(symbol.symbology, symbol.text) not in read),
            *(_unexpected(text) for _, text in sorted(read - wanted)),
        )
    )


def _decoded(bitmap: Bitmap, symbols: tuple[PlacedSymbol, ...]) -> set[tuple[str, str]]:
    formats = tuple({_FORMATS[symbol.symbology] for symbol in symbols})
    image = bitmap.image()
    # As the decoder wants it: a byte a dot, 0 for black.
    image.invertPixels()
    dots = image.convertToFormat(QImage.Format.Format_Indexed8)
    stride = dots.bytesPerLine()
    # The view borrows the dots and does not keep them: this name does, until they are decoded.
    content = memoryview(bytes(dots.constBits())).cast("B", (bitmap.height, stride))
    found = zxingcpp.read_barcodes(
        zxingcpp.ImageView(content, bitmap.width, bitmap.height, zxingcpp.ImageFormat.Lum, stride),
        formats=zxingcpp.BarcodeFormats(formats),
        text_mode=zxingcpp.TextMode.Plain,
        binarizer=zxingcpp.Binarizer.BoolCast,
        # Ours are dark on light, large enough, and turned only where the template says so: what needs more trying
        # is not good enough.
        try_rotate=any(symbol.turned for symbol in symbols),
        try_invert=False,
        try_downscale=False,
    )
    return {
        (_kind(one.format, is_gs1=one.content_type is ContentType.GS1), _as_ean(one.format, one.text))
        for one in found
    }


def _key(symbology: LinearSymbology | MatrixSymbology, text: str) -> tuple[str, str]:
    wanted = _FORMATS[symbology]
    return _kind(wanted, is_gs1=symbology in GS1_SYMBOLOGIES), _as_ean(wanted, text)


def _kind(form: BarcodeFormat, *, is_gs1: bool) -> str:
    # Readers take the same characters for something else where FNC1 does not stand in front of them.
    return f"GS1 {form.symbology.name}" if is_gs1 else str(form.symbology.name)


def _as_ean(symbol: BarcodeFormat, text: str) -> str:
    # A UPC-A number is the EAN-13 number with a zero before it, and is read as either.
    return text.zfill(_EAN13_DIGITS) if symbol in {BarcodeFormat.UPCA, BarcodeFormat.EAN13} else text


def _margin_problems(bitmap: Bitmap, symbols: tuple[PlacedSymbol, ...]) -> Iterator[Problem]:
    for symbol in symbols:
        if not all(bitmap.is_blank(strip) for strip in _margins(symbol)):
            yield Problem(
                ProblemCode.QUIET_ZONE,
                f"Something stands too near to the barcode of “{symbol.caption or symbol.text}”.",
                "Leave its margin blank in the template: move or narrow what is beside it.",
            )


def _margins(symbol: PlacedSymbol) -> Iterator[QRect]:
    outer, inner = symbol.around, symbol.bars
    left, right = inner.left() - outer.left(), outer.right() - inner.right()
    above, below = inner.top() - outer.top(), outer.bottom() - inner.bottom()
    yield QRect(outer.left(), outer.top(), left, outer.height())
    yield QRect(inner.right() + 1, outer.top(), right, outer.height())
    yield QRect(outer.left(), outer.top(), outer.width(), above)
    yield QRect(outer.left(), inner.bottom() + 1, outer.width(), below)


def _unreadable(symbol: PlacedSymbol) -> Problem:
    if isinstance(symbol.symbology, LinearSymbology):
        hint = "Give it more height and width in the template, shorten the code, or print with more dots to the inch."
    else:
        hint = "Give it a larger box in the template, put fewer fields into it, or print with more dots to the inch."
    return Problem(
        ProblemCode.UNREADABLE,
        f"The barcode of “{symbol.caption or symbol.text}” cannot be read when it is printed so.",
        hint,
    )


def _unexpected(text: str) -> Problem:
    return Problem(
        ProblemCode.UNEXPECTED,
        f"A scanner would read “{text}”, which is not what the label says.",
        "Let nothing overlap the barcode in the template, or choose another kind of symbol.",
    )
