"""Labels from the command line: to a file, and to printers."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PySide6.QtGui import QImage

from kitstation.cli.boundary import ExitCode
from tests.cli.conftest import Run
from tests.cli.test_commands import out
from tests.devices.fake_printer import Manners, fake_printer
from tests.devices.print_systems import commands, say
from tests.station.printing.shop import HEALTHY, STATE

__all__ = ["commands"]

# The application that the command would make for itself would be in the way of the tests of the window.
pytestmark = pytest.mark.usefixtures("qapp")

READY = Manners(answers={b"~HQES": HEALTHY, b"~HS": STATE})


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


def set_up(profile: Path, *printers: dict[str, object]) -> None:
    (profile / "settings.json").write_text(json.dumps({"printers": printers, "site": "Northside"}))


def zebra(port: int) -> dict[str, object]:
    return {"name": "Zebra", "kind": "tcp", "address": f"127.0.0.1:{port}", "dpi": 203}


def office(folder: Path, **more: object) -> dict[str, object]:
    return {"name": "Office", "kind": "pdf-folder", "address": str(folder), **more}


def read_codes(picture: Path) -> set[str]:
    image = QImage(str(picture)).convertToFormat(QImage.Format.Format_Grayscale8)
    content = memoryview(bytes(image.constBits())).cast("B", (image.height(), image.bytesPerLine()))
    view = zxingcpp.ImageView(
        content, image.width(), image.height(), zxingcpp.ImageFormat.Lum, image.bytesPerLine()
    )
    return {found.text for found in zxingcpp.read_barcodes(view, text_mode=zxingcpp.TextMode.Plain)}


def listed(run: Run) -> list[dict[str, Any]]:
    jobs: list[dict[str, Any]] = out(run("print", "--jobs", "--json"))
    return jobs


def test_a_label_becomes_a_picture_that_a_scanner_reads(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "label.png"
    told = out(run("label", "--template", "item", "--select", "serial=SN-1", "--out", str(file), "--json"))
    assert (told["template"], told["kind"], told["labels"]) == ("item", "item", 1)
    assert any("SN-1" in code for code in read_codes(file))
    assert listed(run) == []


@pytest.mark.parametrize(
    ("select", "template"),
    [
        ("serial=SN-1", "item"),
        ("lot=LOT-1", "lot"),
        ("part=SCREW", "item"),
        ("location=Stores/A1-03", "location"),
        ("kit=KIT-1", "kit"),
        ("line=KIT-1/SCREW", "kit_line"),
    ],
)
def test_what_is_selected_has_a_usual_template(run: Run, tmp_path: Path, select: str, template: str) -> None:
    file = tmp_path / "label.zpl"
    assert out(run("label", "--select", select, "--out", str(file), "--json"))["template"] == template
    assert file.read_bytes().startswith(b"^XA")


def test_several_labels_become_one_pdf(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "labels.pdf"
    arguments = ("--template", "item_sheet", "--select", "location=Stores/*", "--select", "serial=SN-1")
    result = run("label", *arguments, "--out", str(file), "--copies", "2", "--first-position", "3")
    assert result.exit_code == 0, result.output
    assert "6 labels “item_sheet”" in result.stdout
    assert file.read_bytes().startswith(b"%PDF")


def test_copies_are_the_printers_own_matter(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "label.zpl"
    out(
        run("label", "--select", "serial=SN-1", "--out", str(file), "--copies", "7", "--dpi", "300", "--json")
    )
    assert b"^PQ7" in file.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--select", "serial=SN-9"], ExitCode.REFUSED, "nothing to print for serial=SN-9"),
        (["--select", "colour=red"], ExitCode.WRONG_USAGE, "serial, lot, part"),
        (["--select", "serial="], ExitCode.WRONG_USAGE, "Nothing stands behind"),
        ([], ExitCode.WRONG_USAGE, "as in serial=SN-1"),
        (["--select", "0190-no-uid"], ExitCode.WRONG_USAGE, "Choose a template"),
        (["--template", "kit_line", "--select", "serial=SN-1"], ExitCode.WRONG_USAGE, "line, uid"),
        (["--template", "nothing", "--select", "serial=SN-1"], ExitCode.FAULT, "no label template"),
        (["--template", "control_sheet", "--select", "serial=SN-1"], ExitCode.FAULT, "control codes"),
        (["--select", "location=Stores/*", "--template", "item"], ExitCode.FAULT, "holds one label"),
    ],
)
def test_what_cannot_be_a_label_is_told(
    run: Run,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    arguments: list[str],
    code: ExitCode,
    words: str,
) -> None:
    result = run("label", *arguments, "--out", str(tmp_path / "label.png"))
    assert result.exit_code == code, result.output
    assert words in " ".join(result.stderr.split())
    assert not (tmp_path / "label.png").exists()
    assert bool(caplog.messages) == (code is ExitCode.FAULT)


def test_a_file_of_another_kind_is_refused(
    run: Run, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    result = run("label", "--select", "serial=SN-1", "--out", str(tmp_path / "label.doc"))
    assert (result.exit_code, "must end in .png" in result.stderr) == (ExitCode.WRONG_USAGE, True)
    result = run("label", "--select", "serial=SN-1", "--out", str(tmp_path / "no" / "label.zpl"))
    assert (result.exit_code, "cannot be written" in result.stderr) == (ExitCode.FAULT, True)
    assert caplog.messages == ["fault"]


def test_the_shops_own_template_wins(
    run: Run, profile: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (profile / "labels").mkdir()
    own = "^XA^CI28^FO10,10^A0N,20^FH^FD{serial_number} {site}^FS^XZ"
    (profile / "labels" / "item.toml").write_text(
        f'title = "Ours"\nkind = "item"\nwidth = 50\nheight = 25\nzpl = "{own}"\n'
    )
    set_up(profile)
    file = tmp_path / "label.zpl"
    out(run("label", "--select", "serial=SN-1", "--out", str(file), "--json"))
    assert b"^FDSN-1 Northside^FS" in file.read_bytes()
    result = run("label", "--select", "serial=SN-1", "--out", str(tmp_path / "label.pdf"))
    assert (result.exit_code, "only a label printer" in result.stderr) == (ExitCode.FAULT, True)
    assert caplog.messages == ["fault"]
    result = run("label", "--template", "item", "--select", "kit=KIT-1", "--out", str(tmp_path / "label.png"))
    assert result.exit_code == ExitCode.REFUSED


def test_labels_are_sent_to_a_printer(run: Run, profile: Path) -> None:
    with fake_printer(READY, Manners()) as printer:
        set_up(profile, zebra(printer.port))
        job = out(run("print", "--select", "serial=SN-1", "--printer", "Zebra", "--copies", "3", "--json"))
    assert (job["state"], job["printer"], job["copies"]) == ("sent", "Zebra", 3)
    assert b"^PQ3" in printer.connections[1]
    (again,) = listed(run)
    assert again == job


def test_a_job_that_is_not_sent_in_time_is_kept_and_retried(
    run: Run, profile: Path, closed_port: int
) -> None:
    set_up(profile, zebra(closed_port))
    result = run("print", "--select", "serial=SN-1", "--wait", "0")
    assert result.exit_code == ExitCode.FAULT
    assert "cannot be reached" in result.stderr
    assert "It is kept" in result.stdout
    (job,) = listed(run)
    assert job["state"] == "queued"
    with fake_printer(READY, Manners()) as printer:
        set_up(profile, zebra(printer.port))
        sent = out(run("print", "--retry", job["uid"][-8:], "--json"))
    assert (sent["uid"], sent["state"]) == (job["uid"], "sent")
    refused = run("print", "--retry", job["uid"])
    assert (refused.exit_code, "That print job is sent" in refused.stderr) == (ExitCode.REFUSED, True)


def test_a_job_that_is_not_sent_in_time_is_cancelled_when_that_was_said(
    run: Run, profile: Path, closed_port: int
) -> None:
    set_up(profile, zebra(closed_port))
    result = run("print", "--select", "serial=SN-1", "--wait", "0", "--if-not-sent", "cancel", "--json")
    assert result.exit_code == ExitCode.FAULT
    job = json.loads(result.stdout)
    assert (job["state"], "cannot be reached" in job["note"]) == ("cancelled", True)


def test_a_job_is_cancelled_settled_and_printed_again(run: Run, profile: Path, tmp_path: Path) -> None:
    with fake_printer(READY, Manners(reads=100, resets=True)) as printer:
        set_up(profile, zebra(printer.port), office(tmp_path / "pdfs"))
        result = run("print", "--select", "location=Stores/*", "--template", "item", "--printer", "Zebra")
    assert result.exit_code == ExitCode.FAULT, result.output
    assert "--came-out" in result.stdout
    (job,) = listed(run)
    assert job["state"] == "uncertain"
    assert out(run("print", "--came-out", job["uid"], "--json"))["state"] == "sent"
    assert run("print", "--cancel", job["uid"]).exit_code == ExitCode.REFUSED
    again = out(run("print", "--reprint", job["uid"], "--printer", "Office", "--json"))
    assert (again["repeats"], again["state"], again["printer"]) == (job["uid"], "sent", "Office")
    (pdf,) = (tmp_path / "pdfs").iterdir()
    assert pdf.read_bytes().startswith(b"%PDF")


def test_a_waiting_job_is_given_up(run: Run, profile: Path, closed_port: int) -> None:
    set_up(profile, zebra(closed_port))
    run("print", "--select", "serial=SN-1", "--wait", "0")
    (job,) = listed(run)
    assert out(run("print", "--cancel", job["uid"], "--json"))["state"] == "cancelled"
    told = run("print", "--jobs").stdout
    assert "cancelled" in told
    assert job["uid"][-8:] in told


def test_printers_are_listed(run: Run, profile: Path, tmp_path: Path) -> None:
    assert "No printer is set up" in run("print", "--list").stdout
    set_up(profile, zebra(9100), office(tmp_path, templates={"item": "item_sheet"}))
    assert [one["name"] for one in out(run("print", "--list", "--json"))] == ["Zebra", "Office"]
    assert "item: item_sheet" in run("print", "--list").stdout


def test_a_printer_has_templates_of_its_own(run: Run, profile: Path, tmp_path: Path) -> None:
    set_up(profile, office(tmp_path / "pdfs", templates={"item": "item_sheet"}))
    assert out(run("print", "--select", "serial=SN-1", "--json"))["template"] == "item_sheet"
    assert "Nothing" not in run("print", "--jobs").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--select", "serial=SN-1"], ExitCode.WRONG_USAGE, "Say at which printer"),
        (["--select", "serial=SN-1", "--printer", "Nowhere"], ExitCode.FAULT, "no printer “Nowhere”"),
        (["--jobs", "--list"], ExitCode.WRONG_USAGE, "stands alone"),
        (["--cancel", "x", "--select", "serial=SN-1"], ExitCode.WRONG_USAGE, "stands alone"),
        (["--cancel", "x"], ExitCode.REFUSED, "no print job x"),
    ],
)
def test_what_cannot_be_printed_is_told(
    run: Run, caplog: pytest.LogCaptureFixture, arguments: list[str], code: ExitCode, words: str
) -> None:
    result = run("print", *arguments)
    assert result.exit_code == code, result.output
    assert words in " ".join(result.stderr.split())
    assert "Nothing was printed yet" in run("print", "--jobs").stdout
    assert bool(caplog.messages) == (code is ExitCode.FAULT)


def test_a_job_begins_with_the_first_free_label_of_a_sheet(run: Run, profile: Path, tmp_path: Path) -> None:
    set_up(profile, office(tmp_path / "pdfs"))
    arguments = ("print", "--template", "item_sheet", "--select", "serial=SN-1", "--copies", "3", "--json")
    job = out(run(*arguments, "--first-label", "20"))
    assert (job["first_label"], job["state"]) == (20, "sent")
    (pdf,) = (tmp_path / "pdfs").iterdir()
    assert pdf.read_bytes().count(b"/Type /Page\n") == 2
    again = out(run("print", "--reprint", job["uid"], "--json"))
    assert (again["first_label"], again["state"]) == (1, "sent")


@pytest.mark.parametrize(
    ("template", "first", "words"),
    [
        ("item_sheet", "22", "The sheet has no label number 22"),
        ("item", "2", "are on no sheet"),
    ],
)
def test_a_label_that_there_is_not_on_a_sheet_is_told_and_nothing_is_asked_for(
    run: Run,
    profile: Path,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    template: str,
    first: str,
    words: str,
) -> None:
    set_up(profile, office(tmp_path / "pdfs"))
    result = run("print", "--template", template, "--select", "serial=SN-1", "--first-label", first)
    assert (result.exit_code, words in " ".join(result.stderr.split())) == (ExitCode.FAULT, True), (
        result.stderr
    )
    assert listed(run) == []
    assert caplog.messages == ["fault"]


def test_a_label_printer_has_no_sheets(
    run: Run, profile: Path, closed_port: int, caplog: pytest.LogCaptureFixture
) -> None:
    set_up(profile, zebra(closed_port))
    result = run("print", "--template", "item_sheet", "--select", "serial=SN-1", "--first-label", "2")
    assert (result.exit_code, "A label printer has no sheets" in result.stderr) == (ExitCode.FAULT, True)
    assert caplog.messages == ["fault"]


def test_labels_are_printed_at_a_printer_of_the_computer(run: Run, profile: Path, commands: Path) -> None:
    set_up(profile, {"name": "Laser", "kind": "system", "address": "Labels"})
    assert out(run("print", "--select", "serial=SN-1", "--json"))["state"] == "sent"
    assert (commands / "job").read_bytes().startswith(b"%PDF")
    assert (commands / "arguments").read_text().splitlines()[:2] == ["-d", "Labels"]
    say(commands, "", runs=False)
    result = run("print", "--select", "serial=SN-1", "--wait", "0")
    assert (result.exit_code, "does not run" in result.stderr) == (ExitCode.FAULT, True)
    assert "It is kept" in result.stdout
