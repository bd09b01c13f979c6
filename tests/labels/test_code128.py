from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from kitstation.domain.errors import KitstationError
from kitstation.labels import code128


def _read_back(text: str, dots: int) -> list[str]:
    quiet = code128.QUIET_MODULES * "0"
    row = bytes(
        0 if module == "1" else 255 for module in quiet + code128.modules(text) + quiet for _ in range(dots)
    )
    picture = memoryview(row * 60).cast("B", (60, len(row)))
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("dots", [2, 3, 5])
@pytest.mark.parametrize("text", ["KS.RETURN", "KS.0", "A", "SN-0001", "12345678", "a b*c"])
def test_a_symbol_is_read_back_as_it_was_written(text: str, dots: int) -> None:
    assert _read_back(text, dots) == [text]


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20))
def test_whatever_can_be_printed_is_read_back(text: str) -> None:
    assert _read_back(text, 3) == [text]


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=16))
def test_a_code_that_begins_with_99_keeps_its_beginning(rest: str) -> None:
    assert _read_back("99" + rest, 3) == ["99" + rest]


@pytest.mark.parametrize("text", ["", "Lötzinn", "a\x1db"])
def test_a_code_with_other_signs_is_refused(text: str) -> None:
    with pytest.raises(KitstationError, match="cannot be printed"):
        code128.modules(text)
