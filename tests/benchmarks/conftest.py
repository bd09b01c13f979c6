"""What the benchmarks share: stocks of any size, made once, and the table of figures at the end."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from kitstation.store.migrations import versions
from tests.benchmarks import stock_generator
from tests.benchmarks.figures import Figure, table
from tests.benchmarks.stock_generator import Stock, generate

STOCK_FOLDER = "KITSTATION_BENCHMARK_STOCK"
"""Names the folder in which stocks are kept between runs; else pytest's cache keeps them."""

JOURNAL = 100_000

FIGURES = pytest.StashKey[list[Figure]]()

Record = Callable[[Figure], None]
StockPath = Callable[[int], Path]


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the benchmarks out unless they are asked for: they make databases of a million items."""
    is_benchmark = collection_path.stem.endswith("_speed")
    return True if is_benchmark and not config.getoption("benchmark_only") else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """End a run of benchmarks with the table of its figures."""
    if figures := config.stash.get(FIGURES, []):
        terminalreporter.section("figures")
        terminalreporter.write(table(figures))


@pytest.fixture
def record(request: pytest.FixtureRequest, benchmark: BenchmarkFixture) -> Record:
    """Takes a figure into the table, and into the benchmark's own report."""

    def take(figure: Figure) -> None:
        request.config.stash.setdefault(FIGURES, []).append(figure)
        benchmark.extra_info[figure.name] = {
            "median": figure.measured.median,
            "p99": figure.measured.p99,
            "reference": figure.reference_name,
            "reference_median": figure.reference.median,
            "unit": figure.unit,
        }

    return take


@pytest.fixture(scope="session")
def stock_folder(request: pytest.FixtureRequest) -> Path:
    """Where stocks are kept between runs."""
    named = os.environ.get(STOCK_FOLDER)
    cache = request.config.cache
    if named or cache is None:
        folder = Path(named or "stock").absolute()
        folder.mkdir(parents=True, exist_ok=True)
        return folder
    return cache.mkdir("kitstation-stock")


@pytest.fixture(scope="session")
def stock_path(stock_folder: Path) -> StockPath:
    """Gives the database of a stock of so many items. It is shared: read it, or copy it."""

    def path_of(items: int) -> Path:
        path = stock_folder / f"stock-{items}-{_making()}.db"
        if not path.exists():
            for outdated in stock_folder.glob(f"stock-{items}-*"):
                outdated.unlink()
            unfinished = path.with_suffix(".unfinished")
            generate(unfinished, Stock(items, JOURNAL))
            unfinished.rename(path)
        return path

    return path_of


@pytest.fixture
def stock_copy(stock_path: StockPath, tmp_path: Path) -> Iterator[StockPath]:
    """Gives a copy of the database of a stock of so many items, to write to; it is removed after the test."""
    copies: list[Path] = []

    def copy_of(items: int) -> Path:
        copies.append(tmp_path / f"copy-{items}" / "kitstation.db")
        copies[-1].parent.mkdir()
        shutil.copy(stock_path(items), copies[-1])
        _flush(copies[-1])
        return copies[-1]

    yield copy_of
    for copy in copies:
        shutil.rmtree(copy.parent)


def _flush(path: Path) -> None:
    """Let the disk have a copy now, and not while something is measured."""
    with path.open("rb") as copy:
        os.fsync(copy.fileno())


def _making() -> str:
    """Return a name for how stocks are made: with another schema or generator, they are made anew."""
    sources = [Path(stock_generator.__file__), *sorted(Path(str(versions.__file__)).parent.glob("v*.py"))]
    return hashlib.blake2b(b"".join(path.read_bytes() for path in sources), digest_size=6).hexdigest()
