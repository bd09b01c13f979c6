from __future__ import annotations

from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtGui import QGuiApplication
from zxingcpp import BarcodeFormat

from kitstation.domain.errors import KitstationError
from kitstation.labels.control_sheet import Paper, SheetEntry, write_control_sheet
from kitstation.labels.template import PAPERS
from kitstation.scanning.controls import ControlCode
from kitstation.scanning.trial_codes import GS1, LETTERS, TRIAL_CODES, TrialSymbol
from kitstation.ui.control_entries import control_entries, trial_entries
from tests.labels.samples import BUILT_IN, pages, texts_read

TEXTS = {code.text for code in ControlCode}
TEMPLATE = BUILT_IN.get("control_sheet")


def test_every_control_code_has_its_place_on_the_sheet(qapp: QGuiApplication) -> None:
    assert sorted(entry.text for entry in control_entries()) == sorted(TEXTS)
    assert all(entry.caption and entry.group for entry in control_entries())


@pytest.mark.parametrize("paper", list(Paper))
def test_the_sheet_is_one_page_that_holds_all_codes(
    qapp: QGuiApplication, tmp_path: Path, paper: Paper
) -> None:
    path = tmp_path / "sheet.pdf"
    write_control_sheet(path, control_entries(), TEMPLATE, paper=paper)
    (page,) = pages(path.read_bytes(), tmp_path, 300)
    width, height = PAPERS[paper]
    assert (page.width(), page.height()) == pytest.approx((width / 25.4 * 300, height / 25.4 * 300), abs=5)
    assert texts_read(page, BarcodeFormat.Code128) == TEXTS


@pytest.mark.parametrize("paper", list(Paper))
def test_the_test_codes_stand_on_a_page_of_their_own(
    qapp: QGuiApplication, tmp_path: Path, paper: Paper
) -> None:
    path = tmp_path / "sheet.pdf"
    write_control_sheet(path, (*control_entries(), *trial_entries()), TEMPLATE, paper=paper)
    controls, trials = pages(path.read_bytes(), tmp_path, 300)
    assert texts_read(controls, BarcodeFormat.Code128) == TEXTS
    read = {
        TrialSymbol.CODE_128: BarcodeFormat.Code128,
        TrialSymbol.DATA_MATRIX: BarcodeFormat.DataMatrix,
        TrialSymbol.EAN_13: BarcodeFormat.EAN13,
        TrialSymbol.GS1_128: BarcodeFormat.Code128,
    }
    assert {code.symbol for code in TRIAL_CODES} == set(read)
    for code in TRIAL_CODES:
        alike = {each.text for each in TRIAL_CODES if read[each.symbol] is read[code.symbol]}
        assert texts_read(trials, read[code.symbol]) == alike
    every = zxingcpp.read_barcodes(trials, text_mode=zxingcpp.TextMode.Plain)
    aims = {found.text: found.symbology_identifier for found in every}
    assert aims[GS1.text] == GS1.aim
    assert aims[LETTERS.text] == LETTERS.aim


def test_every_need_at_the_bench_has_a_control_code() -> None:
    said = " ".join(entry.caption for entry in control_entries())
    for need in ("Issue", "Return", "Undo", "Confirm", "Cancel", "Next line", "Print", "Decimal point"):
        assert need in said
    assert {entry.caption for entry in control_entries()} >= set("0123456789")


def test_what_does_not_fit_goes_to_a_further_page(qapp: QGuiApplication, tmp_path: Path) -> None:
    entries = tuple(SheetEntry(f"KS.{number}", str(number), f"Group {number // 8}") for number in range(80))
    path = tmp_path / "sheet.pdf"
    write_control_sheet(path, entries, TEMPLATE, paper=Paper.LETTER)
    drawn = pages(path.read_bytes(), tmp_path, 200)
    read = [texts_read(page, BarcodeFormat.Code128) for page in drawn]
    assert len(drawn) > 1
    assert set().union(*read) == {entry.text for entry in entries}
    for texts in read:
        # Each group is whole on one page.
        groups = {int(text.removeprefix("KS.")) // 8 for text in texts}
        assert len(texts) == 8 * len(groups)


def test_a_sheet_that_cannot_be_saved_is_a_fault(qapp: QGuiApplication, tmp_path: Path) -> None:
    with pytest.raises(KitstationError, match="cannot be saved"):
        write_control_sheet(tmp_path / "no" / "folder.pdf", control_entries(), TEMPLATE)


def test_a_code_that_cannot_be_printed_leaves_no_file(qapp: QGuiApplication, tmp_path: Path) -> None:
    with pytest.raises(KitstationError, match="cannot be printed"):
        write_control_sheet(tmp_path / "sheet.pdf", (SheetEntry("Lötzinn", "Bad", "Group"),), TEMPLATE)
    assert not list(tmp_path.iterdir())
