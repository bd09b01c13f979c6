"""The shop's own templates are kept whole, never over somebody else's change, and the program's stay as they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kitstation.labels.faults import TemplateFault
from kitstation.labels.own_templates import ChangedMeanwhile, OwnTemplates
from kitstation.labels.template_files import load_templates
from kitstation.ui.resources import resource

ORIGINAL = """title = "Item"
kind = "item"
width = 50.0
height = 25.0
[[elements]]
type = "image"
file = "logo.png"
x = 0.0
y = 0.0
width = 5.0
height = 5.0
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    originals = tmp_path / "program"
    originals.mkdir()
    (originals / "item.toml").write_text(ORIGINAL, encoding="utf-8")
    assert QImage(2, 2, QImage.Format.Format_Mono).save(str(originals / "logo.png"))
    return tmp_path


@pytest.fixture
def kept(folder: Path) -> OwnTemplates:
    return OwnTemplates(folder / "program", folder / "shop")


def _title(kept: OwnTemplates, folder: Path, name: str = "item") -> str:
    return load_templates(folder / "program", kept.folder).get(name).title


def test_editing_one_of_the_program_makes_a_copy_that_wins(kept: OwnTemplates, folder: Path) -> None:
    opened = kept.open("item")
    assert (opened.is_own, opened.has_original, opened.mark) == (False, True, "")
    saved = kept.save(opened, ORIGINAL.replace("Item", "Ours"))
    assert (saved.is_own, _title(kept, folder)) == (True, "Ours")
    assert (folder / "program" / "item.toml").read_text(encoding="utf-8") == ORIGINAL
    assert kept.save(saved, ORIGINAL.replace("Item", "Ours, again")) == kept.open("item")
    assert sorted(path.name for path in kept.folder.iterdir()) == ["item.toml", "logo.png"]


def test_another_name_makes_another_template(kept: OwnTemplates, folder: Path) -> None:
    kept.save_as("item_red", kept.open("item").text.replace("Item", "Red"))
    assert (_title(kept, folder), _title(kept, folder, "item_red")) == ("Item", "Red")
    with pytest.raises(TemplateFault, match="“item_red” already"):
        kept.save_as("item_red", ORIGINAL)
    with pytest.raises(TemplateFault, match="cannot be used") as raised:
        kept.save_as("Item Red", ORIGINAL)
    assert "small letters" in raised.value.detail


def test_back_to_the_program_s_own_and_back_again(kept: OwnTemplates, folder: Path) -> None:
    saved = kept.save(kept.open("item"), ORIGINAL.replace("Item", "Ours"))
    kept.give_up(saved)
    assert _title(kept, folder) == "Item"
    assert kept.bring_back(saved) == saved
    assert _title(kept, folder) == "Ours"


def _write(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(ORIGINAL.replace("Item", "Theirs"), encoding="utf-8")


@pytest.mark.parametrize(
    ("own_before", "meanwhile", "words"),
    [
        (True, _write, "Somebody else wrote it"),
        (True, Path.unlink, "It was removed"),
        (False, _write, "Somebody made a file"),
    ],
)
def test_what_somebody_else_did_meanwhile_is_never_overwritten(
    kept: OwnTemplates, folder: Path, own_before: bool, meanwhile: object, words: str
) -> None:
    assert callable(meanwhile)
    opened = kept.open("item")
    if own_before:
        opened = kept.save(opened, opened.text)
    path = kept.folder / "item.toml"
    meanwhile(path)
    there = path.read_bytes() if path.exists() else None
    for doing in (lambda: kept.save(opened, opened.text), lambda: kept.give_up(opened)):
        if opened.mark:
            with pytest.raises(ChangedMeanwhile, match=r"item\.toml is not as it was") as raised:
                doing()
            assert words in raised.value.detail
    if not opened.mark:
        with pytest.raises(ChangedMeanwhile) as raised:
            kept.save(opened, opened.text)
        assert words in raised.value.detail
    assert (path.read_bytes() if path.exists() else None) == there


def test_a_file_that_only_looks_touched_is_the_same(kept: OwnTemplates) -> None:
    saved = kept.save(kept.open("item"), ORIGINAL)
    (kept.folder / "item.toml").touch()
    assert kept.save(saved, ORIGINAL).mark == saved.mark


def test_what_is_no_template_is_not_kept(kept: OwnTemplates) -> None:
    opened = kept.open("item")
    with pytest.raises(TemplateFault) as raised:
        kept.save(opened, ORIGINAL.replace("width = 50.0", "width = 4.0"))
    assert "Line 5: Element 1 (image): It reaches to 5 x 5 mm" in raised.value.detail
    assert not (kept.folder / "item.toml").exists()


def test_a_disk_that_does_not_take_it_is_said_and_nothing_is_half_written(
    kept: OwnTemplates, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = kept.save(kept.open("item"), ORIGINAL)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(TemplateFault, match="cannot be read or written") as raised:
        kept.save(saved, ORIGINAL.replace("Item", "Ours"))
    assert "No space left" in raised.value.detail
    assert kept.open("item") == saved


def test_a_picture_is_brought_along_and_never_replaced(kept: OwnTemplates, folder: Path) -> None:
    picture = folder / "sign.png"
    for number, name in ((2, "sign.png"), (2, "sign.png"), (3, "sign-2.png")):
        image = QImage(number, number, QImage.Format.Format_Mono)
        image.fill(1)
        assert image.save(str(picture))
        assert kept.take_picture(picture) == name
    assert QImage(str(kept.folder / "sign.png")).width() == 2


def test_copies_are_made_of_the_program_s_templates(tmp_path: Path) -> None:
    kept = OwnTemplates(resource("labels"), tmp_path / "shop")
    assert kept.copy("lot", "lot").is_own
    with pytest.raises(TemplateFault, match="its own “lot” already"):
        kept.copy("lot", "lot")
    assert kept.copy("lot", "lot_small").name == "lot_small"
    with pytest.raises(TemplateFault, match="no label template “nothing”") as raised:
        kept.copy("nothing", "lot")
    assert "item_sheet" in raised.value.hint


def test_what_was_not_saved_is_kept_beside_the_templates_and_taken_once(
    kept: OwnTemplates, folder: Path
) -> None:
    kept.keep_unsaved("item", "title = ")
    assert load_templates(folder / "program", kept.folder).faults == {}
    assert [kept.take_unsaved("item"), kept.take_unsaved("item")] == ["title = ", None]
