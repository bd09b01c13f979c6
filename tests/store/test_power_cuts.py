"""A station that loses power at any step has either done a command wholly or not at all, and never does it twice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kitstation.domain.outcomes import Accepted
from kitstation.store.audit import audit
from kitstation.store.rebuild import rebuild
from kitstation.store.store import Store
from tests.store.killed import issue
from tests.support.bench import lay_out
from tests.support.tables import contents
from tests.support.world import World

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")

ROOT = Path(__file__).parents[2]
COMMAND_ID = "ffffffff-0000-7000-8000-000000000000"


@pytest.mark.parametrize(
    ("step", "is_done"),
    [("store.begin", False), ("store.decided", False), ("store.written", False), ("store.committed", True)],
)
def test_a_power_cut_leaves_a_command_wholly_done_or_not_at_all(
    tmp_path: Path, step: str, *, is_done: bool
) -> None:
    path = tmp_path / "kitstation.db"
    store = Store(path)
    bench = lay_out(World(store))
    before = contents(store)
    store.close()
    last_words = (COMMAND_ID, bench.screw_item, bench.screw_line)
    run = subprocess.run(
        [sys.executable, "-m", "tests.store.killed", str(path), step, *last_words], cwd=ROOT, check=False
    )
    assert run.returncode == -9

    store = Store(path)
    after = contents(store)
    assert (after != before) is is_done
    assert len(after["journal"]) - len(before["journal"]) == is_done

    again = store.execute(issue(*last_words))
    assert isinstance(again, Accepted)
    assert again.repeated is is_done
    assert len(contents(store)["journal"]) == len(before["journal"]) + 1
    assert store.execute(issue(*last_words)) == Accepted(COMMAND_ID, type(again.changes)(), repeated=True)
    assert audit(store).is_clean
    assert rebuild(store, tmp_path / "scratch.db").is_clean
    store.close()


def test_every_step_of_a_command_is_reached_in_order(tmp_path: Path) -> None:
    """So that a new step is cut short above as well."""
    reached: list[str] = []
    store = Store(tmp_path / "kitstation.db", reach=reached.append)
    World(store).supplier("Acme")
    store.close()
    assert reached == ["store.begin", "store.decided", "store.written", "store.committed"]
