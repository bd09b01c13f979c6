"""Tables on paper, such as the pick list of a kit."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from zxingcpp import BarcodeFormat

from kitstation.domain.errors import KitstationError
from kitstation.labels.control_sheet import Paper
from kitstation.labels.table_sheet import TableSheet, write_table_sheet
from kitstation.labels.template import PAPERS
from tests.labels.samples import pages, texts_read


def sheet(rows: int) -> TableSheet:
    return TableSheet(
        title="Kit K-1",
        code="K-1",
        lines=("Run “Pilot” · BOARD × 2", "Staging location: Bench 3"),  # noqa: RUF001 - the sign for "times"
        titles=("Place", "Take", "Part"),
        widths=(40, 20, 40),
        rows=[(f"Stores / A1-{number:02}", f"{number} ea", f"PART-{number}") for number in range(rows)],
    )


@pytest.mark.parametrize("paper", list(Paper))
def test_the_code_on_the_sheet_names_the_kit(qapp: QGuiApplication, tmp_path: Path, paper: Paper) -> None:
    path = tmp_path / "picks.pdf"
    write_table_sheet(path, sheet(5), paper=paper)
    (page,) = pages(path.read_bytes(), tmp_path, 300)
    width, height = PAPERS[paper]
    assert (page.width(), page.height()) == pytest.approx((width / 25.4 * 300, height / 25.4 * 300), abs=5)
    assert texts_read(page, BarcodeFormat.QRCode) == {"K-1"}


def test_a_long_list_goes_on_over_pages(qapp: QGuiApplication, tmp_path: Path) -> None:
    path = tmp_path / "picks.pdf"
    write_table_sheet(path, sheet(150))
    assert len(pages(path.read_bytes(), tmp_path, 100)) > 2


def test_an_empty_list_is_a_page_with_its_heading(qapp: QGuiApplication, tmp_path: Path) -> None:
    path = tmp_path / "picks.pdf"
    write_table_sheet(path, sheet(0))
    (page,) = pages(path.read_bytes(), tmp_path, 300)
    assert texts_read(page, BarcodeFormat.QRCode) == {"K-1"}


def test_a_folder_that_is_not_there_is_told(qapp: QGuiApplication, tmp_path: Path) -> None:
    with pytest.raises(KitstationError) as told:
        write_table_sheet(tmp_path / "nowhere" / "picks.pdf", sheet(1))
    assert told.value.title == "The list cannot be saved"
