from __future__ import annotations

import pytest

from kitstation.labels import linear, matrix
from kitstation.labels.elements import LinearSymbology, MatrixSymbology
from kitstation.labels.faults import LabelFault


@pytest.mark.parametrize(
    ("symbology", "text", "words"),
    [
        (LinearSymbology.CODE39, "kit-1", "capitals"),
        (LinearSymbology.CODE39, "", "capitals"),
        (LinearSymbology.ITF, "123", "even number"),
        (LinearSymbology.ITF, "12A4", "even number"),
        (LinearSymbology.EAN13, "12345", "13 digits"),
        (LinearSymbology.EAN8, "ABCDEFG", "8 digits"),
        (LinearSymbology.UPCA, "0123456789012", "12 digits"),
        (LinearSymbology.CODABAR, "1234", "between two of A"),
        (LinearSymbology.CODE128, "Ω", "English keyboard"),
    ],
)
def test_a_text_that_would_come_out_otherwise_is_refused(
    symbology: LinearSymbology, text: str, words: str
) -> None:
    with pytest.raises(LabelFault) as raised:
        linear.encode(symbology, text)
    assert words in str(raised.value)


@pytest.mark.parametrize(
    ("symbology", "text", "right"),
    [
        (LinearSymbology.EAN13, "5901234123458", "7"),
        (LinearSymbology.EAN8, "12345671", "0"),
        (LinearSymbology.UPCA, "012345678900", "5"),
    ],
)
def test_a_wrong_check_digit_is_not_replaced_in_silence(
    symbology: LinearSymbology, text: str, right: str
) -> None:
    with pytest.raises(LabelFault, match="cannot be printed") as raised:
        linear.encode(symbology, text)
    assert f"should be {right}" in raised.value.detail


def test_a_missing_check_digit_is_made() -> None:
    assert linear.encode(LinearSymbology.EAN13, "590123412345").text == "5901234123457"


@pytest.mark.parametrize("length", [1, 10, 60, 150, 400])
def test_a_data_matrix_is_always_square(length: int) -> None:
    symbol = matrix.encode(MatrixSymbology.DATA_MATRIX, "AB1-" * length)
    assert {len(row) for row in symbol.rows} == {len(symbol.rows)}
    # The finder of a Data Matrix: dark on the left and below.
    assert all(row[0] == 0 for row in symbol.rows)
    assert set(symbol.rows[-1]) == {0}


@pytest.mark.parametrize("symbology", [MatrixSymbology.DATA_MATRIX, MatrixSymbology.QR])
def test_more_text_than_a_2d_symbol_holds_is_refused(symbology: MatrixSymbology) -> None:
    with pytest.raises(LabelFault, match="too much text") as raised:
        matrix.encode(symbology, "é1" * 3000)
    assert "fewer fields" in raised.value.hint


def test_a_2d_symbol_without_text_is_refused() -> None:
    with pytest.raises(LabelFault, match="nothing to put"):
        matrix.encode(MatrixSymbology.QR, "")
