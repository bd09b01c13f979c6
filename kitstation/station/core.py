"""The core thread: the one owner of the database. Everything that reads or writes it is handed to this thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Concatenate, ParamSpec, TypeVar

from kitstation.store.store import Store

P = ParamSpec("P")
T = TypeVar("T")


class Core:
    """Runs work on the core thread, in the order in which it is handed in."""

    def __init__(self, open_store: Callable[[], Store]) -> None:
        """Open the store on the core thread. Raises what opening raises."""
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="core")
        try:
            self._store = self._threads.submit(open_store).result()
        except BaseException:
            self._threads.shutdown()
            raise

    @property
    def store(self) -> Store:
        """The store, for work that runs on the core thread and nowhere else."""
        return self._store

    @property
    def executor(self) -> Executor:
        """The core thread, for work that finds the store by itself."""
        return self._threads

    def submit(
        self, work: Callable[Concatenate[Store, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """Do work with the store, after all that was handed in before."""
        return self._threads.submit(work, self._store, *args, **kwargs)

    def close(self) -> None:
        """Finish what was handed in, close the database, end the thread."""
        self._threads.submit(self._store.close).result()
        self._threads.shutdown()
