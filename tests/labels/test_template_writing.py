"""A template becomes text again, and a text that is changed keeps what people wrote into it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.labels import editing
from kitstation.labels.editing import Depth
from kitstation.labels.template import Template
from kitstation.labels.template_reading import read_template
from kitstation.labels.template_writing import amended, written
from kitstation.labels.toml_places import sections
from kitstation.ui.resources import resource
from tests.labels.drawn_templates import FOLDER, templates
from tests.labels.samples import BUILT_IN

OWN = """# Our bags.
title = "Bag"   # what people see
kind = "item"
width = 50.0
height = 25.0

# The part, large.
[[elements]]
type = "text"
text = "{part_number}"
x = 1.5    # left margin
y = 1.0
width = 32.0
height = 4.6
size = 11

# For the receiver.
[[elements]]
type = "matrix"
data = "{payload}"
x = 33.5
y = 0.5
width = 16.0
height = 16.0
"""


def _read(text: str, folder: Path = FOLDER) -> Template:
    return read_template(text, name="own", folder=folder)


@given(templates())
def test_any_template_is_the_same_again_after_writing_and_reading(template: Template) -> None:
    assert _read(written(template)) == template


@given(templates(), st.data())
def test_a_changed_text_describes_the_changed_template(template: Template, data: st.DataObject) -> None:
    text = written(template)
    number = data.draw(st.integers(0, len(template.elements) - 1))
    after, _ = editing.reorder(template, (number,), data.draw(st.sampled_from(Depth)))
    after = editing.move(after, (number,), data.draw(st.floats(-9, 9)), data.draw(st.floats(-9, 9)))
    after = after.model_copy(update={"title": "Another", "sheet": None})
    changed = amended(text, template, after)
    assert _read(changed) == after


@pytest.mark.parametrize("name", sorted(BUILT_IN.by_name))
def test_the_program_s_templates_are_written_as_they_are(name: str) -> None:
    template = BUILT_IN.get(name)
    again = read_template(written(template), name=name, folder=template.folder)
    assert again == template
    text = resource(f"labels/{name}.toml").read_text(encoding="utf-8")
    assert "".join(section.text for section in sections(text)) == text
    moved = editing.move(template, (0,), 0.25, 0.0)
    lines = text.splitlines(), amended(text, template, moved).splitlines()
    assert sum(one != other for one, other in zip(*lines, strict=True)) <= 1


def test_a_new_text_is_in_the_order_in_which_people_write() -> None:
    text = written(_read(OWN))
    assert text.startswith(
        'title = "Bag"\nkind = "item"\nwidth = 50.0\nheight = 25.0\ndpi = 203\n\n[[elements]]\n'
    )
    assert (
        'type = "text"\ntext = "{part_number}"\nx = 1.5\ny = 1.0\nwidth = 32.0\nheight = 4.6\nsize = 11\n'
        in text
    )


def test_a_moved_element_keeps_its_comments_and_leaves_the_others_alone() -> None:
    before = _read(OWN)
    changed = amended(OWN, before, editing.move(before, (0,), 2.5, 0.0))
    assert changed == OWN.replace("x = 1.5    # left margin", "x = 4.0    # left margin")


def test_a_comment_goes_where_its_element_goes() -> None:
    before = _read(OWN)
    after, _ = editing.reorder(before, (1,), Depth.BACK)
    changed = amended(OWN, before, after)
    assert changed.index("# For the receiver.\n[[elements]]") < changed.index(
        "# The part, large.\n[[elements]]"
    )
    assert changed.startswith("# Our bags.\n")


def test_a_comment_goes_with_its_element() -> None:
    before = _read(OWN)
    changed = amended(OWN, before, editing.remove(before, (0,)))
    assert "The part, large" not in changed
    assert "# For the receiver.\n[[elements]]" in changed


def test_what_becomes_usual_again_is_taken_out() -> None:
    before = _read(OWN)
    bold = editing.set_property(before, (0,), "bold", value=True)
    text = amended(OWN, before, bold)
    assert "bold = true" in text
    assert amended(text, bold, before) == OWN


def test_a_text_of_another_form_is_written_anew() -> None:
    inline = (
        'title = "Bag"\nkind = "item"\nwidth = 50.0\nheight = 25.0\nelements = [\n'
        '  { type = "box", x = 1.0, y = 1.0, width = 5.0, height = 5.0 },\n]\n'
    )
    before = _read(inline)
    after = editing.move(before, (0,), 1.0, 1.0)
    assert amended(inline, before, after) == written(after)


def test_zpl_stays_as_it_is_over_many_lines() -> None:
    zpl = "^XA^CI28\n^FO20,20^A0N,30^FH^FD{part_number}\\^FS\n^XZ"
    template = Template.model_validate(
        {"name": "own", "folder": FOLDER, "title": "N", "kind": "item", "width": 50, "height": 25, "zpl": zpl}
    )
    text = written(template)
    assert f"zpl = '''{zpl}'''" in text
    assert _read(text) == template
