"""The template editor: by mouse, by keys and as text, kept beside the program's own, and printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QDoubleSpinBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kitstation.domain.records import LabelKind
from kitstation.labels import editing
from kitstation.labels.boxes import Box
from kitstation.labels.editing import Axis, Edge, box_of
from kitstation.labels.elements import TextElement
from kitstation.labels.snapping import GridKind
from kitstation.labels.template_files import load_template
from kitstation.scanning.scan import Scan
from kitstation.ui.pages.labels.editor.pane import EditorPane
from kitstation.ui.pages.labels.page import LabelsPage
from kitstation.ui.printing.printing import Printing
from kitstation.ui.resources import resource
from kitstation.ui.services import Services
from tests.labels.samples import pages
from tests.labels.zpl_reading import labels_of
from tests.support.bench import lay_out
from tests.support.page_station import PageStation

Settle = Callable[[], None]
DOT = 25.4 / 203
# The elements of the program's own label of an item.
COUNT, CODE_2D, BARS = 10, 8, 9
MOUSE = Qt.MouseButton.LeftButton


@pytest.fixture
def page(services: Services, station: PageStation, printing: Printing, qtbot: QtBot) -> Iterator[LabelsPage]:
    printing.start()
    station.lay_out(lay_out)
    made = LabelsPage(services, printing)
    qtbot.addWidget(made)
    made.resize(1216, 700)
    # Keys that are shortcuts need a window that is active.
    with qtbot.waitActive(made):
        made.show()
    made.activate()
    qtbot.waitUntil(lambda: made.choice.template is not None)
    yield made
    made.close_down()


@pytest.fixture
def pane(page: LabelsPage, qtbot: QtBot) -> EditorPane:
    return _opened(page, qtbot)


def _opened(page: LabelsPage, qtbot: QtBot, tab: str = "label") -> EditorPane:
    _click(page.choice.edit_button)
    qtbot.waitUntil(lambda: page.editing.pane is not None)
    assert page.editing.pane is not None
    pane = page.editing.pane
    qtbot.waitUntil((pane.label_tab.canvas if tab == "label" else pane.text_tab.edit).isVisible)
    return pane


def _is_open(page: LabelsPage) -> bool:
    return page.editing.pane is not None


def _click(widget: QWidget) -> None:
    QTest.mouseClick(widget, MOUSE)


def _answer(pane: EditorPane, words: str) -> None:
    _click(next(button for button in pane.ask.buttons if button.text() == words))


def _saved(pane: EditorPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.kept):
        QTest.keyClick(pane, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def _middle(pane: EditorPane, number: int) -> QPoint:
    canvas = pane.label_tab.canvas
    return canvas.scale.rect(box_of(pane.edited.template.elements[number])).center().toPoint()


def _drag(
    pane: EditorPane, start: QPoint, across_mm: float, down_mm: float, **keys: Qt.KeyboardModifier
) -> None:
    """Press, move in two steps, let go."""
    canvas = pane.label_tab.canvas
    way = QPointF(across_mm, down_mm) * canvas.scale.per_mm
    modifier = keys.get("modifier", Qt.KeyboardModifier.NoModifier)
    QTest.mousePress(canvas.viewport(), MOUSE, modifier, start)
    for part in (0.5, 1.0):
        QTest.mouseMove(canvas.viewport(), start + (way * part).toPoint())
    QTest.mouseRelease(canvas.viewport(), MOUSE, modifier, start + way.toPoint())


def _box(pane: EditorPane, number: int) -> Box:
    return box_of(pane.edited.template.elements[number])


def _key(
    pane: EditorPane, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(pane.label_tab.canvas, key, modifier)


def test_a_click_chooses_what_is_in_front_and_the_list_and_the_settings_follow(pane: EditorPane) -> None:
    QTest.mouseClick(pane.label_tab.canvas.viewport(), MOUSE, pos=_middle(pane, CODE_2D))
    assert pane.edited.chosen == (CODE_2D,)
    assert [item.text() for item in pane.label_tab.list.selectedItems()] == ["2D code · {payload}"]
    assert pane.label_tab.settings.names[:2] == ("data", "symbology")


def test_an_element_is_dragged_by_mouse_onto_the_grid_and_undone_as_one_step(pane: EditorPane) -> None:
    pane.label_tab.canvas.grid = GridKind.NONE
    before = _box(pane, 0)
    _drag(pane, _middle(pane, 0), 6.0, 9.0)
    moved = _box(pane, 0)
    assert moved.x == pytest.approx(before.x + 6.0, abs=0.5)
    assert moved.y == pytest.approx(before.y + 9.0, abs=0.5)
    assert (moved.width, moved.height) == (before.width, before.height)
    QTest.keyClick(pane.label_tab.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _box(pane, 0) == before
    shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(pane.label_tab.canvas, Qt.Key.Key_Z, shift)
    assert _box(pane, 0) == moved


def test_what_is_dragged_near_an_edge_lands_on_it(pane: EditorPane) -> None:
    # What is beside it begins at 11 mm, and it is 9 mm wide; the grid alone would take it to 2.5 mm.
    _drag(pane, _middle(pane, 1), 0.8, 0.0)
    assert _box(pane, 1).x == 2.0
    assert pane.label_tab.canvas.guides == ()


def test_a_drag_far_outside_stays_on_the_label(pane: EditorPane) -> None:
    _drag(pane, _middle(pane, 0), 99.0, -99.0)
    assert (_box(pane, 0).right, _box(pane, 0).y) == (50.0, 0.0)


def test_escape_gives_a_drag_up(pane: EditorPane) -> None:
    canvas, start, before = pane.label_tab.canvas, _middle(pane, 0), _box(pane, 0)
    QTest.mousePress(canvas.viewport(), MOUSE, pos=start)
    QTest.mouseMove(canvas.viewport(), start + QPoint(40, 40))
    assert _box(pane, 0) != before
    _key(pane, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas.viewport(), MOUSE, pos=start + QPoint(40, 40))
    assert _box(pane, 0) == before
    assert not pane.edited.can_undo


def test_a_handle_resizes(pane: EditorPane) -> None:
    canvas = pane.label_tab.canvas
    canvas.grid = GridKind.NONE
    pane.edited.choose((BARS,))
    corner = canvas.scale.rect(_box(pane, BARS)).topLeft().toPoint()
    _drag(pane, corner, 5.0, 2.0)
    box = _box(pane, BARS)
    assert (box.right, box.bottom) == (50.0, 24.0)
    assert box.width == pytest.approx(45.0, abs=0.5)
    assert box.height == pytest.approx(4.4, abs=0.5)


def test_arrow_keys_move_by_a_dot_and_with_shift_by_a_millimetre(pane: EditorPane) -> None:
    pane.edited.choose((0,))
    x, y = _box(pane, 0).x, _box(pane, 0).y
    _key(pane, Qt.Key.Key_Right)
    _key(pane, Qt.Key.Key_Right)
    assert _box(pane, 0).x == pytest.approx(x + 2 * DOT, abs=0.002)
    _key(pane, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert _box(pane, 0).y == pytest.approx(y + 1.0)
    width = _box(pane, 0).width
    _key(pane, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert _box(pane, 0).width == pytest.approx(width - DOT, abs=0.002)


def test_a_rubber_band_and_shift_choose_several(pane: EditorPane) -> None:
    canvas = pane.label_tab.canvas
    outside = canvas.scale.rect(Box(0, 0, 50, 25)).topLeft().toPoint() - QPoint(8, 8)
    _drag(pane, outside, 14.0, 8.0)
    assert set(pane.edited.chosen) == {0, 1, 2}
    QTest.mouseClick(canvas.viewport(), MOUSE, Qt.KeyboardModifier.ShiftModifier, _middle(pane, CODE_2D))
    assert set(pane.edited.chosen) == {0, 1, 2, CODE_2D}
    QTest.mouseClick(canvas.viewport(), MOUSE, Qt.KeyboardModifier.ShiftModifier, _middle(pane, 0))
    assert set(pane.edited.chosen) == {1, 2, CODE_2D}
    assert "x" not in pane.label_tab.settings.names


def test_keys_remove_duplicate_and_choose_all(pane: EditorPane) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    _key(pane, Qt.Key.Key_A, control)
    assert len(pane.edited.chosen) == COUNT
    _key(pane, Qt.Key.Key_Delete)
    assert "at least one element" in pane.label_tab.refusal
    pane.edited.choose((1,))
    _key(pane, Qt.Key.Key_D, control)
    assert [len(pane.edited.template.elements), *pane.edited.chosen] == [COUNT + 1, COUNT]
    _key(pane, Qt.Key.Key_Delete)
    assert [len(pane.edited.template.elements), *pane.edited.chosen] == [COUNT]
    assert pane.label_tab.refusal == ""


def test_the_list_chooses_by_keys_as_well(pane: EditorPane) -> None:
    elements = pane.label_tab.list
    elements.setFocus()
    QTest.keyClick(elements, Qt.Key.Key_Down)
    QTest.keyClick(elements, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(pane.edited.chosen) == 2
    QTest.keyClick(elements, Qt.Key.Key_Delete)
    assert len(pane.edited.template.elements) == COUNT - 2


def test_elements_are_added_and_arranged_from_the_menus(pane: EditorPane) -> None:
    tools = pane.label_tab.tools
    words = [action.text() for action in tools.add_menu.actions()]
    assert words == ["Text", "Barcode", "2D code", "Picture", "Line", "Box"]
    tools.add_menu.actions()[5].trigger()
    assert pane.edited.template.elements[COUNT].type == "box"
    assert pane.edited.chosen == (COUNT,)
    tools.align(Edge.LEFT)
    assert _box(pane, COUNT).x == 0.0
    tools.distribute(Axis.ACROSS)
    assert "three elements" in pane.label_tab.refusal


def test_a_setting_is_changed_and_an_impossible_one_said_at_its_control(pane: EditorPane) -> None:
    pane.edited.choose((0,))
    settings = pane.label_tab.settings
    edit = settings.control("text").inner
    assert settings.control("x").inner.property("text") == "1.5 mm"
    assert settings.control("width").inner.property("text") == "32 mm"
    assert isinstance(edit, QLineEdit)
    edit.setText("PN {part}")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert "no field “part”" in settings.problem("text")
    edit.setText("PN {part_number}")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert settings.problem("text") == ""
    element = pane.edited.template.elements[0]
    assert isinstance(element, TextElement)
    assert element.text.source == "PN {part_number}"
    width = settings.control("width").inner
    assert isinstance(width, QDoubleSpinBox)
    width.setValue(49.9)
    assert "beyond the label" in settings.problem("width")
    pane.edited.choose(())
    assert settings.names == ("title", "width", "height", "dpi")


def test_fields_of_the_record_are_offered_and_conditions_chosen(pane: EditorPane) -> None:
    pane.edited.choose((0,))
    settings = pane.label_tab.settings
    when = settings.control("when").inner
    assert isinstance(when, QComboBox)
    words = [when.itemText(at) for at in range(when.count())]
    assert "lot_number · the lot number" in words
    when.activated.emit(words.index("lot_number · the lot number"))
    assert pane.edited.template.elements[0].when == "lot_number"


def test_the_label_is_fitted_shown_as_large_as_it_is_and_larger(pane: EditorPane) -> None:
    canvas = pane.label_tab.canvas
    control = Qt.KeyboardModifier.ControlModifier
    assert canvas.is_fitted
    _key(pane, Qt.Key.Key_1, control)
    assert canvas.scale.per_mm == pytest.approx(canvas.screen().physicalDotsPerInch() / 25.4)
    _key(pane, Qt.Key.Key_Plus, control)
    assert canvas.zoom == pytest.approx(1.25)
    _key(pane, Qt.Key.Key_0, control)
    assert canvas.is_fitted


def test_the_text_follows_and_is_taken_over_with_its_comments(pane: EditorPane) -> None:
    pane.edited.choose((0,))
    _key(pane, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    pane.show_tab("text")
    edit = pane.text_tab.edit
    assert "x = 2.5" in edit.toPlainText()
    assert "# Part, serial or lot number and quantity" in edit.toPlainText()
    edit.setPlainText(edit.toPlainText().replace("size = 11", "size = 10"))
    pane.show_tab("label")
    element = pane.edited.template.elements[0]
    assert isinstance(element, TextElement)
    assert (pane.tab, element.size) == ("label", 10)


def test_a_text_at_fault_stays_and_says_why_with_its_line(pane: EditorPane, qtbot: QtBot) -> None:
    pane.show_tab("text")
    edit = pane.text_tab.edit
    good = edit.toPlainText()
    edit.setPlainText(good.replace("size = 11", "size = 1100"))
    qtbot.waitUntil(lambda: bool(pane.text_tab.problems))
    assert edit.wrong_lines == {15}
    pane.show_tab("label")
    assert (pane.tab, pane.tabs.current()) == ("text", "text")
    assert pane.ask.words.startswith("The text cannot be used yet: Line 15: Element 1 (text), size")
    assert edit.textCursor().blockNumber() == 14
    QTest.keyClick(pane, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert pane.tab == "text"
    edit.setPlainText(good)
    qtbot.waitUntil(lambda: not pane.text_tab.problems)
    pane.show_tab("label")
    assert pane.tab == "label"


def test_the_proof_says_what_cannot_be_read_and_what_to_change(pane: EditorPane, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(pane.proof.trials) == 3)
    assert pane.proof.sentences[0] == "203, 300, 600 dpi: ✓ both codes can be read"
    with qtbot.waitSignal(pane.proof.proved):
        pane.edited.choose((CODE_2D,))
        for name in ("width", "height"):
            control = pane.label_tab.settings.control(name).inner
            assert isinstance(control, QDoubleSpinBox)
            control.setValue(5.0)
    assert "no room for the barcode" in pane.proof.sentences[0]
    assert "larger label" in pane.proof.hint
    assert pane.label_tab.canvas.faults.keys() == {CODE_2D}


def test_saving_keeps_a_copy_that_is_chosen_and_printed(
    page: LabelsPage, pane: EditorPane, services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    pane.edited.choose((BARS,))
    _key(pane, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    pane.edited.choose((0,))
    _key(pane, Qt.Key.Key_Delete)
    _saved(pane, qtbot)
    own = services.profile.labels / "item.toml"
    assert load_template(own) == pane.edited.template
    assert resource("labels/item.toml").read_text(encoding="utf-8").count("[[elements]]") == COUNT
    assert not pane.edited.is_changed
    _click(pane.close_button)
    assert page.editing.pane is None
    page.choice.add("LOT-1")
    qtbot.waitUntil(lambda: page.choice.list.count() > 0)
    qtbot.waitUntil(
        lambda: page.choice.template is not None and len(page.choice.template.elements) == COUNT - 1
    )
    for name in ("labels.pdf", "labels.zpl"):
        page.save_to(tmp_path / name)
        qtbot.waitUntil((tmp_path / name).exists)
        # The file is there a moment before the page has heard of it and takes the next wish.
        qtbot.waitUntil(page.order.save_button.isEnabled)
    (picture,) = pages((tmp_path / "labels.pdf").read_bytes(), tmp_path, 600)
    assert "LOT-1" in _codes(picture)
    ((label, _copies),) = labels_of((tmp_path / "labels.zpl").read_bytes())
    assert "LOT-1" in _codes(label.image())


def _codes(picture: QImage) -> set[str]:
    return {
        found.text
        for found in zxingcpp.read_barcodes(picture.convertToFormat(QImage.Format.Format_Grayscale8))
    }


def test_another_name_makes_another_template(
    page: LabelsPage, pane: EditorPane, services: Services, qtbot: QtBot
) -> None:
    _click(pane.save_as_button)
    assert pane.ask.field.text() == "item-2"
    pane.ask.field.setText("item_red")
    with qtbot.waitSignal(pane.kept):
        QTest.keyClick(pane.ask.field, Qt.Key.Key_Return)
    assert sorted(path.name for path in services.profile.labels.glob("*.toml")) == ["item_red.toml"]
    _click(pane.close_button)
    qtbot.waitUntil(lambda: page.choice.templates.currentData() == "item_red")
    assert page.choice.templates.currentText().endswith("(item_red)")


def test_leaving_with_changes_asks_in_place(page: LabelsPage, pane: EditorPane, services: Services) -> None:
    pane.edited.choose((0,))
    _key(pane, Qt.Key.Key_Right)
    _click(pane.close_button)
    assert pane.ask.words == "There are changes that are not saved."
    _answer(pane, "Go on editing")
    assert _is_open(page)
    _click(pane.close_button)
    _answer(pane, "Discard them")
    assert not _is_open(page)
    assert not (services.profile.labels / "item.toml").exists()


def test_save_and_close(page: LabelsPage, pane: EditorPane, services: Services, qtbot: QtBot) -> None:
    pane.edited.choose((0,))
    _key(pane, Qt.Key.Key_Right)
    _click(pane.close_button)
    _answer(pane, "Save and close")
    qtbot.waitUntil(lambda: page.editing.pane is None)
    assert (services.profile.labels / "item.toml").exists()


def test_what_is_being_saved_is_saved_although_the_editor_is_closed_at_once(
    page: LabelsPage, pane: EditorPane, services: Services, qtbot: QtBot
) -> None:
    pane.edited.do(lambda now: editing.set_label(now, "title", "Ours"))
    pane.save()
    _click(pane.close_button)
    _answer(pane, "Discard them")
    qtbot.waitUntil(lambda: page.choice.templates.findText("Ours") >= 0)
    assert load_template(services.profile.labels / "item.toml").title == "Ours"


def test_back_to_the_program_s_own_can_be_undone(pane: EditorPane, services: Services, qtbot: QtBot) -> None:
    pane.edited.choose((0,))
    _key(pane, Qt.Key.Key_Right)
    _saved(pane, qtbot)
    own = services.profile.labels / "item.toml"
    content = own.read_bytes()
    _click(pane.give_up_button)
    qtbot.waitUntil(lambda: "used again" in pane.ask.words)
    assert not own.exists()
    assert not pane.edited.opened.is_own
    with qtbot.waitSignal(pane.kept):
        _answer(pane, "Undo")
    qtbot.waitUntil(lambda: pane.edited.opened.is_own)
    assert own.read_bytes() == content


def test_a_file_that_somebody_else_wrote_is_not_overwritten(
    pane: EditorPane, services: Services, qtbot: QtBot
) -> None:
    pane.edited.choose((0,))
    _key(pane, Qt.Key.Key_Right)
    _saved(pane, qtbot)
    own = services.profile.labels / "item.toml"
    theirs = own.read_text(encoding="utf-8").replace("Inventory item", "Theirs")
    own.write_text(theirs, encoding="utf-8")
    _key(pane, Qt.Key.Key_Right)
    QTest.keyClick(pane, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "not as it was when it was opened" in pane.ask.words)
    assert own.read_text(encoding="utf-8") == theirs
    _answer(pane, "Discard mine and open it anew")
    qtbot.waitUntil(lambda: pane.edited.template.title.startswith("Theirs"))
    assert not pane.edited.is_changed


def test_reverting_can_be_undone(pane: EditorPane) -> None:
    pane.edited.choose((0,))
    _key(pane, Qt.Key.Key_Right)
    moved = pane.edited.template
    _click(pane.revert_button)
    assert not pane.edited.is_changed
    _answer(pane, "Undo")
    assert pane.edited.template == moved


def test_a_text_at_fault_that_was_reverted_comes_back_by_undo_and_nothing_else_does(
    pane: EditorPane, qtbot: QtBot
) -> None:
    pane.edited.choose((0,))
    _key(pane, Qt.Key.Key_Right)
    pane.edited.undo()
    before = pane.edited.template
    pane.show_tab("text")
    edit = pane.text_tab.edit
    broken = edit.toPlainText().replace("size = 11", "size = ")
    edit.setPlainText(broken)
    qtbot.waitUntil(lambda: bool(pane.text_tab.problems))
    _click(pane.revert_button)
    assert (edit.toPlainText() == broken, pane.text_tab.problems) == (False, ())
    _answer(pane, "Undo")
    assert edit.toPlainText() == broken
    assert (len(pane.text_tab.problems), pane.edited.template) == (1, before)


def test_the_line_that_is_written_stays_in_sight_when_problems_appear_below(
    pane: EditorPane, qtbot: QtBot
) -> None:
    pane.show_tab("text")
    edit = pane.text_tab.edit
    QTest.keyClick(edit, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(edit, "bogus")
    qtbot.waitUntil(pane.text_tab.list.isVisible)
    qtbot.waitUntil(lambda: edit.viewport().rect().contains(edit.cursorRect()))


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_keys_redo_what_was_undone(pane: EditorPane, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    pane.edited.choose((0,))
    _key(pane, Qt.Key.Key_Right)
    moved = pane.edited.template
    _key(pane, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pane.edited.template != moved
    _key(pane, key, modifiers)
    assert pane.edited.template == moved


def test_a_picture_is_brought_into_the_profile_and_put_on_the_label(
    pane: EditorPane, services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    image = QImage(20, 20, QImage.Format.Format_Mono)
    image.fill(0)
    assert image.save(str(tmp_path / "logo.png"))
    pane.take_picture(tmp_path / "logo.png")
    qtbot.waitUntil(lambda: len(pane.edited.template.elements) == COUNT + 1)
    assert (services.profile.labels / "logo.png").exists()
    assert pane.edited.template.elements[COUNT].type == "image"


def test_the_chosen_record_is_on_the_label(page: LabelsPage, qtbot: QtBot) -> None:
    page.choice.add("LOT-1")
    qtbot.waitUntil(lambda: page.choice.list.count() > 0)
    pane = _opened(page, qtbot)
    assert pane.edited.data is not None
    assert pane.edited.data.value("lot_number") == "LOT-1"


def test_a_record_that_is_scanned_meanwhile_is_shown(
    page: LabelsPage, pane: EditorPane, qtbot: QtBot
) -> None:
    before = pane.edited.data
    assert before is None
    assert page.take_scan(Scan("LOT-1", b"LOT-1", "wedge", datetime(2026, 3, 2, tzinfo=UTC), 0))
    qtbot.waitUntil(lambda: pane.edited.data is not None)
    assert pane.edited.data is not None
    assert pane.edited.data.value("lot_number") == "LOT-1"


@pytest.mark.parametrize(("size", "tab"), [("10", "label"), ("1000", "text")])
def test_what_is_not_saved_when_the_window_closes_is_there_the_next_time(
    page: LabelsPage, pane: EditorPane, qtbot: QtBot, size: str, tab: str
) -> None:
    pane.show_tab("text")
    edit = pane.text_tab.edit
    edit.setPlainText(edit.toPlainText().replace("size = 11", f"size = {size}"))
    page.editing.close_down()
    pane.left.emit()
    again = _opened(page, qtbot, tab)
    assert again.ask.words == "These changes were not saved when the program ended."
    assert (again.tab, f"size = {size}" in (again.unsaved_text() or "")) == (tab, True)
    _answer(again, "Revert")
    assert again.unsaved_text() is None


def test_printing_waits_until_the_editor_is_closed(page: LabelsPage, pane: EditorPane, qtbot: QtBot) -> None:
    QTest.keyClick(pane, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert page.order.message == ""
    assert [hint.keys for hint in page.key_hints()][:2] == ["Ctrl S", "Ctrl Z"]
    with qtbot.waitSignal(page.hints_changed):
        pane.leave()
    assert page.key_hints()[0].keys == "Ctrl P"


def test_everything_that_is_pressed_or_typed_into_has_a_name(page: LabelsPage, pane: EditorPane) -> None:
    pane.edited.choose((0,))
    assert page.choice.kind is LabelKind.ITEM
    nameless = [
        widget
        for widget in pane.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and isinstance(widget, QAbstractButton | QComboBox | QLineEdit | QDoubleSpinBox)
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
        and not isinstance(widget.parent(), QAbstractSpinBox | QComboBox)
    ]
    assert nameless == []
    assert pane.label_tab.canvas.accessibleName() == "The label, 50 × 25 mm"  # noqa: RUF001
    assert "text at 1.5, 0.6 mm" in pane.label_tab.canvas.accessibleDescription()


def test_choosing_gs1_writes_a_message_that_can_be_undone_and_taken_back(pane: EditorPane) -> None:
    before = pane.edited.template
    pane.edited.choose((len(before.elements) - 1,))
    _choose_symbology(pane, "GS1-128")
    line = pane.label_tab.settings.control("data").inner
    assert isinstance(line, QLineEdit)
    assert (line.text(), line.cursorPosition()) == ("(21){serial_number}(10){lot_number}", 0)
    assert pane.label_tab.settings.problem("symbology") == ""
    pane.edited.undo()
    assert (pane.edited.template, line.text()) == (before, "{code}")
    _choose_symbology(pane, "GS1-128")
    _choose_symbology(pane, "Code 128")
    assert (pane.edited.template, line.text()) == (before, "{code}")


def _choose_symbology(pane: EditorPane, words: str) -> None:
    combo = pane.label_tab.settings.control("symbology").inner
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    at = combo.findText(words)
    while combo.currentIndex() != at:
        QTest.keyClick(combo, Qt.Key.Key_Down if combo.currentIndex() < at else Qt.Key.Key_Up)
