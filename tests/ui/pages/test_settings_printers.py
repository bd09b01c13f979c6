"""The printers of the settings: set up, asked, tried and removed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kitstation.domain.records import LabelKind
from kitstation.labels.media import Medium, SystemPrinter
from kitstation.labels.template_files import load_templates
from kitstation.station.printing.printer_settings import Paper, PrinterKind, PrinterSettings
from kitstation.station.settings import load_settings
from kitstation.ui.forms import ChoiceField, FormPane
from kitstation.ui.pages.settings.printer_form import FormKnowledge, printer_form, printer_of
from kitstation.ui.pages.settings.printers_section import PrintersSection
from kitstation.ui.printing.printing import Printing
from kitstation.ui.resources import resource
from kitstation.ui.services import Services
from tests.devices.fake_printer import Manners, fake_printer
from tests.devices.print_systems import commands, say
from tests.station.printing.shop import OUT_OF_LABELS, READY

__all__ = ["commands"]

FAR_OFF = "127.0.0.1:1"
"""Nothing listens there."""


@pytest.fixture
def section(services: Services, printing: Printing, qtbot: QtBot) -> Iterator[PrintersSection]:
    made = PrintersSection(services, printing)
    qtbot.addWidget(made)
    made.resize(800, 900)
    made.show()
    yield made
    made.close_down()


def _press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _opened(section: PrintersSection, button: QWidget, qtbot: QtBot) -> FormPane:
    _press(button)
    qtbot.waitUntil(lambda: section.form is not None)
    assert section.form is not None
    return section.form


def _write(form: FormPane, **texts: str) -> None:
    for key, text in texts.items():
        control = form.control(key)
        assert isinstance(control, QLineEdit)
        control.setText(text)


def _choose(form: FormPane, key: str, value: object) -> None:
    field = next(field for field in form.fields if field.key == key)
    assert isinstance(field, ChoiceField)
    field.combo.setCurrentIndex([field.combo.itemData(at) for at in range(field.combo.count())].index(value))


def _set_up(services: Services, address: str, name: str = "Zebra") -> PrinterSettings:
    printer = PrinterSettings(name=name, kind=PrinterKind.TCP, address=address)
    services.settings.change(printers=(*services.settings.now.printers, printer))
    return printer


def test_a_printer_is_set_up_with_its_templates(
    section: PrintersSection, services: Services, qtbot: QtBot
) -> None:
    assert section.remark.text().startswith("No printer is set up")
    form = _opened(section, section.add_button, qtbot)
    _write(form, name=" Zebra at bench 2 ", address=FAR_OFF)
    _choose(form, "dpi", 300)
    _choose(form, "template:item", "item_sheet")
    _press(form.button)
    assert section.form is None
    assert load_settings(services.profile.settings).printers == (
        PrinterSettings(
            name="Zebra at bench 2",
            kind=PrinterKind.TCP,
            address=FAR_OFF,
            dpi=300,
            templates={LabelKind.ITEM: "item_sheet"},
        ),
    )
    assert list(section.rows) == ["Zebra at bench 2"]


@pytest.mark.parametrize(
    ("name", "address", "said"),
    [("Other", "zebra:none", "no port"), ("Zebra", "zebra", "Several printers are called Zebra")],
)
def test_what_is_no_printer_is_told_in_the_form(
    section: PrintersSection, services: Services, qtbot: QtBot, name: str, address: str, said: str
) -> None:
    _set_up(services, FAR_OFF)
    form = _opened(section, section.add_button, qtbot)
    _write(form, name=name, address=address)
    _press(form.button)
    assert said in form.refusal
    assert len(services.settings.now.printers) == 1


def test_a_printer_is_changed_where_it_stands(
    section: PrintersSection, services: Services, qtbot: QtBot
) -> None:
    first, second = _set_up(services, FAR_OFF), _set_up(services, FAR_OFF, "Other")
    form = _opened(section, section.rows["Zebra"].edit_button, qtbot)
    _choose(form, "dpi", 600)
    _press(form.button)
    assert services.settings.now.printers == (first.model_copy(update={"dpi": 600}), second)


def test_a_printer_is_removed(section: PrintersSection, services: Services) -> None:
    _set_up(services, FAR_OFF)
    _press(section.rows["Zebra"].remove_button)
    assert services.settings.now.printers == ()
    assert section.rows == {}


@pytest.mark.parametrize(("manners", "state"), [(READY, "Ready"), (OUT_OF_LABELS, "Out of labels")])
def test_a_printer_says_how_it_is(
    section: PrintersSection, services: Services, qtbot: QtBot, manners: Manners, state: str
) -> None:
    with fake_printer(manners, for_ever=True) as printer:
        _set_up(services, f"127.0.0.1:{printer.port}")
        qtbot.waitUntil(lambda: section.rows["Zebra"].state == state)


def test_a_printer_that_is_not_there_says_what_to_do(
    section: PrintersSection, services: Services, qtbot: QtBot
) -> None:
    _set_up(services, FAR_OFF)
    qtbot.waitUntil(lambda: section.rows["Zebra"].state == "Not ready")
    assert section.rows["Zebra"].hint


def test_a_test_label_is_sent(section: PrintersSection, services: Services, qtbot: QtBot) -> None:
    with fake_printer(READY, for_ever=True) as printer:
        _set_up(services, f"127.0.0.1:{printer.port}")
        row = section.rows["Zebra"]
        qtbot.waitUntil(lambda: row.state == "Ready")
        _press(row.test_button)
        qtbot.waitUntil(lambda: row.state == "Test label sent")
        assert b"^XA" in printer.got


LASER = SystemPrinter(
    "HP_Laser",
    "HP LaserJet",
    (Medium("A4", "A4", 210.0, 297.0), Medium("w144h72", "2 x 1 inches", 50.8, 25.4)),
)


def _form_with(
    services: Services, qtbot: QtBot, printer: PrinterSettings | None, *there: SystemPrinter
) -> FormPane:
    templates = load_templates(resource("labels"))
    form = printer_form(services, FormKnowledge(templates, there), printer)
    qtbot.addWidget(form)
    return form


def test_a_printer_of_this_computer_is_chosen_by_name_with_its_paper(
    services: Services, qtbot: QtBot
) -> None:
    form = _form_with(services, qtbot, None, LASER)
    _write(form, name="Laser")
    paper, address = form.control("paper"), form.control("address")
    assert not paper.isEnabled()
    kinds = form.control("kind")
    assert isinstance(kinds, QComboBox)
    kinds.setCurrentIndex(kinds.findText("This computer's printer: HP LaserJet"))
    assert (paper.isEnabled(), address.isEnabled()) == (True, False)
    assert isinstance(paper, QComboBox)
    assert [paper.itemText(at) for at in range(paper.count())] == [
        "As the template says",
        "A4 · 210 × 297 mm",  # noqa: RUF001 - the sign for "times"
        "2 x 1 inches · 50.8 × 25.4 mm",  # noqa: RUF001 - the same
    ]
    paper.setCurrentIndex(2)
    values = form.values()
    assert values is not None
    made = printer_of(values)
    assert made == PrinterSettings(
        name="Laser",
        kind=PrinterKind.SYSTEM,
        address="HP_Laser",
        paper=Paper(name="w144h72", width=50.8, height=25.4),
    )
    # What was saved is what the form shows again.
    again = _form_with(services, qtbot, made, LASER).values()
    assert again is not None
    assert printer_of(again) == made
    kinds.setCurrentIndex(kinds.findText("In the network"))
    assert form.values() is None
    assert form.problem("address")


def test_a_printer_that_this_computer_has_no_more_is_kept(services: Services, qtbot: QtBot) -> None:
    gone = PrinterSettings(
        name="Laser", kind=PrinterKind.SYSTEM, address="Gone", paper=Paper(name="A4", width=210, height=297)
    )
    form = _form_with(services, qtbot, gone, LASER)
    kinds = form.control("kind")
    assert isinstance(kinds, QComboBox)
    assert kinds.currentText() == "This computer's printer: Gone (not there)"
    values = form.values()
    assert values is not None
    assert printer_of(values) == gone


def test_a_printer_of_this_computer_says_how_it_is_and_takes_a_test_label(
    section: PrintersSection,
    services: Services,
    qtbot: QtBot,
    commands: Path,
) -> None:
    laser = PrinterSettings(name="Laser", kind=PrinterKind.SYSTEM, address="Labels")
    services.settings.change(printers=(laser,))
    row = section.rows["Laser"]
    qtbot.waitUntil(lambda: row.state == "Ready")
    _press(row.test_button)
    qtbot.waitUntil(lambda: row.state == "Test label sent")
    assert (commands / "job").read_bytes().startswith(b"%PDF")
    say(commands, "Labels not accepting requests since Monday -\n\treason unknown")
    _press(section.ask_button)
    qtbot.waitUntil(lambda: row.state == "Not ready")
    assert "cupsaccept Labels" in row.hint
