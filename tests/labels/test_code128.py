from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from kitstation.domain.errors import KitstationError
from kitstation.labels import code128


def _read_back(text: str, dots: int) -> list[str]:
    box = QRect(0, 0, code128.width(text) * dots, 60)
    image = QImage(box.size(), QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    code128.draw(painter, box, text, dots=dots)
    painter.end()
    return [found.text for found in zxingcpp.read_barcodes(image)]


@pytest.mark.parametrize("dots", [2, 3, 5])
@pytest.mark.parametrize("text", ["KS.RETURN", "KS.0", "A", "SN-0001", "12345678", "a b*c"])
def test_a_symbol_is_read_back_as_it_was_written(qapp: QGuiApplication, text: str, dots: int) -> None:
    assert _read_back(text, dots) == [text]


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20))
def test_whatever_can_be_printed_is_read_back(text: str) -> None:
    if text.startswith("99"):
        return
    assert _read_back(text, 3) == [text]


@pytest.mark.parametrize("text", ["99", "991234", "99-A"])
def test_a_code_that_would_lose_its_beginning_is_refused(text: str) -> None:
    with pytest.raises(KitstationError, match="cannot be printed"):
        code128.modules(text)


@pytest.mark.parametrize("text", ["", "Lötzinn", "a\x1db"])
def test_a_code_with_other_signs_is_refused(text: str) -> None:
    with pytest.raises(KitstationError, match="cannot be printed"):
        code128.modules(text)


def test_a_symbol_is_never_squeezed_into_too_little_room(qapp: QGuiApplication) -> None:
    image = QImage(100, 20, QImage.Format.Format_Grayscale8)
    painter = QPainter(image)
    with pytest.raises(KitstationError, match="no room"):
        code128.draw(painter, image.rect(), "KS.RETURN", dots=2)
    painter.end()
