"""Every problem of a file has its line."""

from __future__ import annotations

import pytest

from kitstation.labels.faults import TemplateFault
from kitstation.labels.template_reading import read_template
from kitstation.labels.toml_places import line_of, sections
from tests.labels.drawn_templates import FOLDER

TEXT = """title = "x" # [[elements]]
note = '''
[[elements]]
width = 1
'''
"width" = 5.0

# A comment of the first one.
[[elements]]
type = "text"
size = 9

[sheet]
left = 1.0
[sheet.title]
field = "site"
[[ elements ]] # the second one
size = "="
"""


@pytest.mark.parametrize(
    ("where", "line"),
    [
        (("title",), 1),
        (("width",), 6),
        (("elements", 0), 9),
        (("elements", 0, "size"), 11),
        (("elements", 0, "x"), 9),
        (("elements", 1, "size"), 18),
        (("elements", 2), 0),
        (("sheet",), 13),
        (("sheet", "left"), 14),
        (("sheet", "title", "field"), 13),
        (("height",), 0),
        ((), 0),
    ],
)
def test_a_place_has_its_line(where: tuple[int | str, ...], line: int) -> None:
    assert line_of(TEXT, where) == line


def test_sections_are_the_whole_text_each_with_its_comment() -> None:
    found = sections(TEXT)
    assert "".join(section.text for section in found) == TEXT
    assert [section.name for section in found] == ["", "elements", "sheet", "sheet.title", "elements"]
    assert found[1].text.startswith("# A comment of the first one.\n[[elements]]")


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('kind = "item"', 'kind = "thing"', 2, "kind: "),
        ("size = 9", "size = 1000", 11, "Element 1 (text), size: "),
        ("size = 9", "", 5, "Element 1 (text), size: This is missing."),
        ("size = 9", "size = 9\ncolour = 3", 12, "There is no such setting."),
        ('"{part_number}"', '"{nothing}"', 5, "There is no field “nothing”"),
        ("width = 50.0", "width = ", 3, "The file is not TOML"),
        ("size = 9", 'size = "9', 11, "The file is not TOML"),
    ],
)
def test_a_problem_has_its_line(old: str, new: str, line: int, words: str) -> None:
    text = (
        'title = "Own"\nkind = "item"\nwidth = 50.0\nheight = 20.0\n[[elements]]\ntype = "text"\n'
        'text = "{part_number}"\nx = 1.0\ny = 1.0\nwidth = 9.0\nsize = 9\nheight = 5.0\n'
    )
    assert old in text
    with pytest.raises(TemplateFault) as raised:
        read_template(text.replace(old, new, 1), name="own", folder=FOLDER)
    (problem,) = raised.value.problems
    assert (problem.line, words in problem.sentence) == (line, True)
    assert f"Line {line}: " in raised.value.detail
