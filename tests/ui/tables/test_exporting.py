"""Any table is exported as CSV or as a workbook: wholly, or not at all, and without formulas."""

from __future__ import annotations

import csv
import errno
import threading
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from kitstation.station.formula_guard import begins_as_formula, guarded, unguarded
from kitstation.station.importing.delimited import read_delimited
from kitstation.store.store import Store
from kitstation.ui.services import Services
from kitstation.ui.tables.column import Column
from kitstation.ui.tables.export_columns import export_columns
from kitstation.ui.tables.export_files import CsvFile, RowFile, XlsxFile, row_file
from kitstation.ui.tables.export_rows import PIECE
from kitstation.ui.tables.listing import Listing
from kitstation.ui.tables.paged_model import Page
from tests.support.fasteners import FASTENERS, Fastener, MakeListing, choose, shown

EVIL = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", '=HYPERLINK("http://x")')


def _read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def _read_xlsx(path: Path) -> list[list[object]]:
    book = openpyxl.load_workbook(path)
    rows: list[list[object]] = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    book.close()
    return rows


def _wait_whole(listing: Listing[Fastener], qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not listing.strip.running)
    assert "saved to" in listing.strip.words


def _many(count: int) -> tuple[Fastener, ...]:
    return tuple(Fastener(f"F-{number:05}", Decimal(number)) for number in range(count))


def _pages_of(rows: Sequence[Fastener]) -> Callable[[Store, object | None, int], Page[Fastener]]:
    def read(_store: Store, after: object | None, limit: int) -> Page[Fastener]:
        first = after if isinstance(after, int) else 0
        end = first + limit
        return Page(tuple(rows[first:end]), end if end < len(rows) else None)

    return read


def test_what_is_shown_is_exported_as_it_is_sorted_narrowed_and_arranged(
    listing: Listing[Fastener], tmp_path: Path, qtbot: QtBot
) -> None:
    listing.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    listing.table.columns.show(2, shown=False)
    QTest.keyClicks(listing.search, "m3")
    path = tmp_path / "fasteners.csv"
    listing.export_to(path)
    _wait_whole(listing, qtbot)
    assert _read_csv(path) == [
        ["Name", "Count", "Count, unit"],
        ["Nut M3", "7", "ea"],
        ["Screw M3", "40", "ea"],
    ]


def test_a_workbook_holds_numbers_as_numbers_and_texts_as_texts(
    listing: Listing[Fastener], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "fasteners.xlsx"
    listing.export_to(path)
    _wait_whole(listing, qtbot)
    assert _read_xlsx(path) == [
        ["Name", "Count", "Count, unit", "Place"],
        ["Screw M3", 40, "ea", "Stores"],
        ["Nut M3", 7, "ea", "Stores"],
        ["Washer", 2.5, "ea", "Cellar"],
    ]
    assert [left.name for left in tmp_path.iterdir() if "fasteners" in left.name] == ["fasteners.xlsx"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_all_rows_of_a_query_are_exported_and_not_only_those_that_were_scrolled_to(
    make_listing: MakeListing, services: Services, tmp_path: Path, qtbot: QtBot, kind: str
) -> None:
    rows = _many(2 * PIECE + 1)
    listing = make_listing(services, None)
    listing.load(_pages_of(rows), total=len(rows))
    qtbot.waitUntil(lambda: listing.model.rowCount() > 1)
    assert listing.model.rowCount() < len(rows)
    path = tmp_path / f"all.{kind}"
    listing.export_to(path)
    _wait_whole(listing, qtbot)
    read = _read_csv(path) if kind == "csv" else _read_xlsx(path)
    assert [row[0] for row in read[1:]] == [row.name for row in rows]
    assert listing.strip.words == f"2,001 rows were saved to {path}"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_cancelled_export_leaves_no_file(
    make_listing: MakeListing, services: Services, tmp_path: Path, qtbot: QtBot, kind: str
) -> None:
    listing = make_listing(services, _many(20 * PIECE))
    listing.export_to(tmp_path / f"many.{kind}")
    qtbot.waitUntil(lambda: "of 20,000 rows" in listing.strip.words)
    listing.strip.cancelled.emit()
    assert "cancelled" in listing.strip.words
    qtbot.waitUntil(lambda: not list(tmp_path.glob("many*")))
    qtbot.waitUntil(lambda: not [one for one in threading.enumerate() if one.name.startswith("export")])
    assert not list(tmp_path.glob("many*"))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_that_cannot_be_saved_says_so_and_spares_the_file_that_was_there(
    listing: Listing[Fastener], tmp_path: Path, qtbot: QtBot, kind: str
) -> None:
    path = tmp_path / f"old.{kind}"
    # A folder that has the name cannot be replaced by a file, as a file that is open elsewhere cannot on Windows.
    (path / "what was there").mkdir(parents=True)
    listing.export_to(path)
    qtbot.waitUntil(lambda: not listing.strip.running)
    assert listing.strip.words.startswith("The export cannot be saved")
    qtbot.waitUntil(lambda: [left.name for left in tmp_path.glob("old*")] == [path.name])
    assert (path / "what was there").is_dir()


def test_a_query_that_fails_ends_the_export_without_a_file(
    make_listing: MakeListing,
    services: Services,
    tmp_path: Path,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def read(_store: Store, after: object | None, _limit: int) -> Page[Fastener]:
        if after is not None:
            raise LookupError("gone")
        return Page(FASTENERS, 3)

    listing = make_listing(services, None)
    listing.load(read)
    listing.export_to(tmp_path / "half.csv")
    qtbot.waitUntil(lambda: not listing.strip.running)
    assert listing.strip.words == "gone"
    assert "LookupError" in caplog.text
    qtbot.waitUntil(lambda: not list(tmp_path.glob("half*")))


def test_an_error_in_reading_is_told_to_the_page(
    make_listing: MakeListing, services: Services, qtbot: QtBot
) -> None:
    def read(_store: Store, _after: object | None, _limit: int) -> Page[Fastener]:
        raise LookupError("gone")

    listing = make_listing(services, None)
    with qtbot.waitSignal(listing.failed) as told:
        listing.load(read)
    assert told.args is not None
    assert str(told.args[0]) == "gone"
    assert listing.model.rowCount() == 0


def test_searching_a_query_is_the_pages_work(
    make_listing: MakeListing, services: Services, qtbot: QtBot
) -> None:
    listing = make_listing(services, None)
    listing.search_wanted.connect(
        lambda typed: listing.load(_pages_of([row for row in FASTENERS if typed in row.name]))
    )
    QTest.keyClicks(listing.search, "Nut")
    qtbot.waitUntil(lambda: shown(listing) == ["Nut M3"])
    QTest.keyClicks(listing.search, "x")
    qtbot.waitUntil(lambda: listing.notice is not None)
    QTest.keyClick(listing.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(shown(listing)) == 3)
    assert listing.notice is None


@pytest.fixture
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder: the dialog begins where the program does."""
    folder = tmp_path / "exports"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def _dialog() -> QFileDialog:
    (dialog,) = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible()
    ]
    return dialog


def _save_as(name: str) -> None:
    dialog = _dialog()
    field = dialog.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    # Typed key by key, the completer's list would come between.
    field.setText(name)
    QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize(("typed", "saved"), [("mine", "mine.csv"), ("mine.xlsx", "mine.xlsx")])
def test_the_button_asks_where_and_the_name_says_as_what(
    listing: Listing[Fastener], in_folder: Path, qtbot: QtBot, typed: str, saved: str
) -> None:
    QTest.mouseClick(listing.export_button, Qt.MouseButton.LeftButton)
    assert Path(_dialog().selectedFiles()[0]).name == "fasteners.csv"
    _save_as(str(in_folder / typed))
    _wait_whole(listing, qtbot)
    assert [left.name for left in in_folder.iterdir()] == [saved]


def test_choosing_the_workbook_changes_the_end_of_the_name(
    listing: Listing[Fastener], in_folder: Path
) -> None:
    assert in_folder.is_dir()
    QTest.mouseClick(listing.export_button, Qt.MouseButton.LeftButton)
    dialog = _dialog()
    dialog.selectNameFilter(dialog.nameFilters()[1])
    dialog.filterSelected.emit(dialog.nameFilters()[1])
    assert Path(dialog.selectedFiles()[0]).name == "fasteners.xlsx"
    dialog.reject()


def test_the_menu_of_the_rows_exports_too(listing: Listing[Fastener], in_folder: Path, qtbot: QtBot) -> None:
    listing.table.select_ids(("Washer",))
    listing.table.setFocus()
    listing.table.row_menu().popup(listing.table.mapToGlobal(QPoint(5, 5)))
    choose("Export")
    _save_as(str(in_folder / "menu.csv"))
    _wait_whole(listing, qtbot)
    assert len(_read_csv(in_folder / "menu.csv")) == 4


@pytest.mark.parametrize("text", EVIL)
def test_a_text_file_runs_no_formula_and_reads_back_as_it_was(tmp_path: Path, text: str) -> None:
    path = tmp_path / "evil.csv"
    file = CsvFile(path)
    file.begin(["part_number", "note"])
    file.write([[text, "a"], [Decimal("-2.50"), "b"]])
    file.finish()
    cells = [row[0] for row in _read_csv(path)]
    assert cells == ["part_number", f"'{text}", "-2.50"]
    assert [row.cells[0] for row in read_delimited(path.read_bytes(), "evil.csv").rows][1] == text


@pytest.mark.parametrize("text", EVIL)
def test_a_workbook_runs_no_formula(tmp_path: Path, text: str) -> None:
    path = tmp_path / "evil.xlsx"
    file = XlsxFile(path, "a/b [c]")
    file.begin([text])
    file.write([[text, ""]])
    file.finish()
    sheet = openpyxl.load_workbook(path).worksheets[0]
    cells = [sheet.cell(1, 1), sheet.cell(2, 1)]
    assert [(cell.value, cell.data_type, bool(cell.quotePrefix)) for cell in cells] == [(text, "s", True)] * 2
    assert sheet.title == "a b  c"


def test_control_characters_become_their_pictures_in_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "scan.xlsx"
    file = XlsxFile(path, "")
    file.begin(["code"])
    file.write([["[)>\x1e06\x1dP1\x04"]])
    file.finish()
    assert _read_xlsx(path) == [["code"], ["[)>␞06␝P1␄"]]


@given(st.text(st.sampled_from("'=+-@\ta1"), max_size=6))
def test_the_mark_is_taken_away_again_and_no_formula_is_left(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not begins_as_formula(guarded(text))


@pytest.mark.parametrize("name", ["full.csv", "full.xlsx"])
def test_a_disk_that_is_full_leaves_nothing(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file: RowFile = row_file(tmp_path / name, "Full")
    file.begin(["a"])
    file.write([["b"]])

    def full(_self: Path, _target: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        file.finish()
    file.discard()
    assert list(tmp_path.iterdir()) == []


def test_second_lines_and_units_get_columns_of_their_own() -> None:
    column: Column[int] = Column(
        key="item", title="Item", value=str, below=lambda row: f"part {row}", below_title="Part", sort_key=int
    )
    plain: Column[int] = Column(key="plain", title="", value=lambda row: f"{row} / 9", sort_key=int)
    exported = export_columns((column, plain), "{} unit".format)
    assert [each.title for each in exported] == ["Item", "Part", "plain"]
    assert [each.value(7) for each in exported] == [Decimal(7), "part 7", "7 / 9"]
