from __future__ import annotations

import pytest

from kitstation.ui.resources import resource


def test_a_resource_is_found_by_its_relative_name() -> None:
    assert resource("icons/kits.svg").read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/etc/hostname",
        "..",
        "icons/../../pyproject.toml",
        "C:\\windows",
        "C:x",
        "..\\x",
        "\\\\host\\share",
    ],
)
def test_a_name_that_leads_out_of_the_resources_is_rejected(name: str) -> None:
    with pytest.raises(ValueError, match="relative to the resources"):
        resource(name)


def test_a_missing_resource_says_what_to_do() -> None:
    with pytest.raises(FileNotFoundError, match="Install the program again"):
        resource("icons/no-such-drawing.svg")
