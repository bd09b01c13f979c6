"""Loading modules: no garbage is looked for meanwhile, and afterwards all is as it was."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from kitstation.station.loading import loading


@pytest.fixture(params=[True, False], ids=["collecting", "not collecting"])
def collecting(request: pytest.FixtureRequest) -> Iterator[bool]:
    was_enabled = gc.isenabled()
    wanted: bool = request.param
    (gc.enable if wanted else gc.disable)()
    yield wanted
    (gc.enable if was_enabled else gc.disable)()


def test_no_garbage_is_looked_for_while_modules_are_loaded(collecting: bool) -> None:
    with loading():
        assert not gc.isenabled()
    assert gc.isenabled() is collecting


def test_a_module_that_cannot_be_loaded_leaves_all_as_it_was(collecting: bool) -> None:
    with pytest.raises(ImportError), loading():
        raise ImportError
    assert gc.isenabled() is collecting
