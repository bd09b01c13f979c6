"""Templates are read from files, and what is wrong with one is said so that it can be mended."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kitstation.labels.faults import TemplateFault
from kitstation.labels.fields import RecordKind
from kitstation.labels.template_files import load_template, load_templates
from kitstation.ui.resources import resource
from tests.labels.samples import BUILT_IN, HEAD, template_of

TEXT = """
[[elements]]
type = "text"
text = "{part_number}"
x = 1.0
y = 1.0
width = 30.0
height = 5.0
size = 9
"""


def _fault(folder: Path, content: str) -> str:
    with pytest.raises(TemplateFault) as raised:
        template_of(folder, content)
    assert "own.toml" in raised.value.title
    assert raised.value.hint
    return raised.value.detail


def test_every_template_of_the_program_is_in_order() -> None:
    assert BUILT_IN.faults == {}
    assert {template.kind for template in BUILT_IN.by_name.values()} == set(RecordKind)


def test_templates_are_found_by_the_kind_of_record() -> None:
    assert [template.name for template in BUILT_IN.for_kind(RecordKind.ITEM)] == ["item", "item_sheet"]


def test_the_profile_s_template_wins_by_its_name(tmp_path: Path) -> None:
    template_of(tmp_path, HEAD.replace("Own", "Ours") + TEXT, "item")
    loaded = load_templates(resource("labels"), tmp_path)
    assert loaded.get("item").title == "Ours"
    assert loaded.get("lot").title == BUILT_IN.get("lot").title


def test_a_broken_template_of_the_profile_is_not_replaced_in_silence(tmp_path: Path) -> None:
    (tmp_path / "item.toml").write_text("title = ", encoding="utf-8")
    loaded = load_templates(resource("labels"), tmp_path)
    with pytest.raises(TemplateFault, match=r"item\.toml cannot be used"):
        loaded.get("item")
    assert loaded.get("lot").kind is RecordKind.LOT


def test_a_folder_that_is_not_there_has_no_templates(tmp_path: Path) -> None:
    assert load_templates(tmp_path / "nowhere").by_name == {}


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(TemplateFault, match="no label template “itme”") as raised:
        BUILT_IN.get("itme")
    assert "item, item_sheet, kit" in raised.value.hint


@pytest.mark.parametrize(
    ("wrong", "right", "words"),
    [
        ('"{part_number}"', '"{serial}"', "Element 1 (text): There is no field “serial” for item."),
        ('"{part_number}"', '"{part_number"', "Element 1 (text), text: "),
        ('"{part_number}"', '"{quantity:%d}"', "Element 1 (text): The format “%d” does not suit"),
        ('"{part_number}"', "5", "Element 1 (text), text: This must be a text in quotes."),
        ("size = 9", "", "Element 1 (text), size: This is missing. Add it."),
        ("size = 9", "size = 9\ncolour = 1", "Element 1 (text), colour: There is no such setting."),
        ("size = 9", "size = 1000", "Element 1 (text), size: "),
        ("size = 9", "size = 4\nsmallest = 6", "Element 1 (text): The smallest size (6) is larger"),
        ("size = 9", 'size = 9\nwhen = "serial"', "Element 1 (text): when names “serial”"),
        ('"text"', '"txet"', "Element 1 (txet): type must be one of text, linear"),
        (
            "x = 1.0",
            "x = 80.0",
            "Element 1 (text): It reaches to 110 x 6 mm, beyond the label of 100 x 30 mm.",
        ),
        ("x = 1.0", "x = -1.0", "Element 1 (text), x: "),
        ('"item"', '"thing"', "kind: "),
        ("width = 100.0", "", "width: This is missing."),
        ("title = ", 'name = "x"\ntitle = ', "name: This comes from the file's own name"),
        ("title = ", "title ", "The file is not TOML"),
        (
            "size = 9",
            'size = 9\n[[elements]]\ntype = "linear"\ndata = "fixed"\nx=0\ny=0\nwidth=9\nheight=9',
            "Element 2 (linear): data has no field",
        ),
        (
            "size = 9",
            'size = 9\n[[elements]]\ntype = "image"\nfile = "logo.png"\nx=0\ny=0\nwidth=9\nheight=9',
            "Element 2 (image): “logo.png” is not in",
        ),
        (
            "size = 9",
            'size = 9\n[[elements]]\ntype = "image"\nfile = "../logo.png"\nx=0\ny=0\nwidth=9\nheight=9',
            "Element 2 (image): “../logo.png” must lie beside the template",
        ),
        (
            "size = 9",
            'size = 9\n[[elements]]\ntype = "line"\nx=0\ny=0',
            "Element 2 (line): A line has either",
        ),
    ],
)
def test_a_fault_names_file_element_and_remedy(tmp_path: Path, wrong: str, right: str, words: str) -> None:
    content = HEAD + TEXT
    assert wrong in content
    assert words in _fault(tmp_path, content.replace(wrong, right, 1))


def test_a_template_has_something_on_it(tmp_path: Path) -> None:
    assert "either [[elements]] or zpl" in _fault(tmp_path, HEAD)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("columns = 3\nrows = 2\npitch_x = 30.0\npitch_y = 40.0", "pitch_x (30 mm) is less than"),
        ("columns = 1\nrows = 2\npitch_x = 100.0\npitch_y = 20.0", "pitch_y (20 mm) is less than"),
        ("columns = 3\nrows = 2\npitch_x = 100.0\npitch_y = 40.0", "beyond the paper of 210 x 297 mm"),
        (
            'columns = 1\nrows = 2\npitch_x = 100.0\npitch_y = 40.0\ntitle = { field = "x", height = 9, size = 9 }',
            "sheet names the field “x”",
        ),
    ],
)
def test_a_sheet_must_fit_its_paper(tmp_path: Path, more: str, words: str) -> None:
    sheet = f'[sheet]\npaper = "A4"\nleft = 5.0\ntop = 5.0\n{more}\n'
    assert words in _fault(tmp_path, HEAD + sheet + TEXT)


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    detail = _fault(tmp_path, HEAD + TEXT.replace("part_number", "a") + TEXT.replace("part_number", "b"))
    assert "Element 1 (text): There is no field “a”" in detail
    assert "Element 2 (text): There is no field “b”" in detail


def test_a_file_that_is_no_text_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TemplateFault, match="cannot be used") as raised:
        load_template(tmp_path / "own.toml")
    assert "UTF-8" in raised.value.detail


def test_a_file_s_name_is_plain(tmp_path: Path) -> None:
    shutil.copy(resource("labels/item.toml"), tmp_path / "My item.toml")
    with pytest.raises(TemplateFault) as raised:
        load_template(tmp_path / "My item.toml")
    assert "small letters" in raised.value.detail


def test_a_picture_that_is_none_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"not a picture")
    image = '[[elements]]\ntype = "image"\nfile = "logo.png"\nx=0\ny=0\nwidth=9\nheight=9'
    assert "cannot be read as a picture" in _fault(tmp_path, HEAD + image)
    assert QImage(2, 2, QImage.Format.Format_Mono).save(str(tmp_path / "logo.png"))
    assert template_of(tmp_path, HEAD + image).elements[0].type == "image"


def test_templates_of_the_same_title_are_told_apart_by_their_names(tmp_path: Path) -> None:
    for name in ("own", "own-2"):
        template_of(tmp_path, HEAD + TEXT, name)
    template_of(tmp_path, HEAD.replace('"Own"', '"Other"') + TEXT, "other")
    titles = load_templates(tmp_path).title_of
    assert [titles(name) for name in ("own", "own-2", "other", "gone")] == [
        "Own (own)",
        "Own (own-2)",
        "Other",
        "gone",
    ]
