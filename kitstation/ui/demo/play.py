"""Plays the demo day through the real window: presses the virtual scanner and checks what the bench shows."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from kitstation.station.demo_day import DemoStep, Gesture
from kitstation.station.verdicts import Verdict
from kitstation.store.store import Store
from kitstation.ui.bench_driver import BenchDriver, BenchFailure
from kitstation.ui.demo.ledger import Ledger, contradiction, read_ledger
from kitstation.ui.demo.photographer import Photographer
from kitstation.ui.demo.practice_scanner import PracticeScanner
from kitstation.ui.demo.record import StepRecord
from kitstation.ui.demo.scanner_panel import ScannerPanel
from kitstation.ui.demo.spelling import spelled_out
from kitstation.ui.demo.step_button import StepButton
from kitstation.ui.demo.waiting import Waiter
from kitstation.ui.pages.bench.page import BenchPage, VerdictPainted
from kitstation.ui.services import Services

T = TypeVar("T")

_NS_PER_MS = 1e6


@dataclass(frozen=True, slots=True)
class Stage:
    """The parts of a running station that the play works with."""

    window: QWidget
    bench: BenchPage
    driver: BenchDriver
    panel: ScannerPanel
    scanner: PracticeScanner
    services: Services
    kit: str


@dataclass(frozen=True, slots=True)
class _Shown:
    """What came of a step, and when it was on the screen; `failure` in place of a verdict that was not reached."""

    verdict: Verdict | None
    painted_ns: int
    failure: str = ""


class DemoPlay:
    """Does the steps of a day one by one."""

    def __init__(self, stage: Stage, photographer: Photographer, waiter: Waiter) -> None:
        self._stage = stage
        self._photographer = photographer
        self._waiter = waiter
        self._shown: list[_Shown] = []
        stage.bench.verdict_painted.connect(self._on_painted)
        stage.driver.failed.connect(self._on_failure)
        stage.scanner.changed.connect(waiter.look)

    def begin(self) -> bool:
        """Wait until the kit is on the bench and the scanner is heard. Return False if that took too long."""
        self._photographer.pose()
        return self._waiter.until(self._is_ready)

    def play(self) -> tuple[StepRecord, ...]:
        """Do all steps and return what came of each."""
        return tuple(self._step(number, button) for number, button in enumerate(self._stage.panel.steps, 1))

    def ask(self, work: Callable[[Store], T]) -> T | None:
        """Return what the store answers; None where it does not answer in time."""
        answers: list[T] = []
        failures: list[BaseException] = []

        def answered(answer: T) -> None:
            answers.append(answer)
            self._waiter.look()

        def failed(error: BaseException) -> None:
            failures.append(error)
            self._waiter.look()

        self._stage.services.tasks.submit(work, answered, failed)
        self._waiter.until(lambda: bool(answers or failures))
        return answers[0] if answers else None

    def read_all(self) -> None:
        """Wait until all that was asked of the store before is answered."""
        self.ask(_nothing)

    def ledger(self) -> Ledger | None:
        """Return the kit as the database has it now."""
        today = self._stage.services.clock.now().date()
        return self.ask(partial(read_ledger, number=self._stage.kit, today=today))

    def _step(self, number: int, button: StepButton) -> StepRecord:
        record = (
            self._scan(number, button)
            if button.step.gesture is Gesture.SCAN
            else self._move_cable(number, button)
        )
        if button.step.picture:
            self._photographer.take(f"{number:02}-{button.step.picture}")
        return record

    def _scan(self, number: int, button: StepButton) -> StepRecord:
        before = self.ledger()
        self._shown.clear()
        since_ns = time.perf_counter_ns()
        button.click()
        self._waiter.until(lambda: bool(self._shown))
        shown = self._shown[0] if self._shown else _Shown(None, since_ns, "no verdict was painted in time")
        after = self.ledger()
        verdict = shown.verdict
        return StepRecord(
            number=number,
            says=button.step.says,
            gesture=button.step.gesture.value,
            text=spelled_out(button.step.text),
            expected=button.step.code,
            found=verdict.code if verdict else "",
            message=verdict.message if verdict else shown.failure,
            wrong=self._what_is_wrong(button.step, shown, before, after),
            elapsed_ms=_rounded(verdict.elapsed_ms) if verdict and verdict.elapsed_ms is not None else None,
            painted_ms=_rounded((shown.painted_ns - since_ns) / _NS_PER_MS) if verdict else None,
        )

    def _what_is_wrong(
        self, step: DemoStep, shown: _Shown, before: Ledger | None, after: Ledger | None
    ) -> str:
        verdict = shown.verdict
        if verdict is None:
            return shown.failure
        if verdict.code != step.code:
            return f"{step.code} was expected, {verdict.code} came"
        if verdict.scan != step.text:
            return f"the verdict is about {spelled_out(verdict.scan)}"
        if before is None or after is None:
            return "the database did not answer in time"
        if len(self._shown) > 1:
            return "one scan was answered twice"
        return contradiction(verdict, before, after) or self._what_is_shown_wrongly(verdict, after)

    def _what_is_shown_wrongly(self, verdict: Verdict, after: Ledger) -> str:
        banner = self._stage.bench.board.banner.verdict
        if (banner.headline, banner.code) != (verdict.headline, verdict.code):
            return f"the banner shows “{banner.headline}”"
        rows = self._stage.bench.board.lines.model
        for uid, line in after.lines.items():
            row = rows.row(uid)
            if row is None or row.line != line:
                return f"the line of {line.part_number} is not shown as it is"
        return ""

    def _move_cable(self, number: int, button: StepButton) -> StepRecord:
        scanner = self._stage.scanner
        pulled = button.step.gesture is Gesture.UNPLUG
        button.click()
        done = not scanner.has_cable or self._waiter.until(
            lambda: scanner.missed if pulled else scanner.ready
        )
        self._photographer.settle()
        return StepRecord(
            number=number,
            says=button.step.says,
            gesture=button.step.gesture.value,
            text="",
            expected="",
            found="",
            message="" if scanner.has_cable else "Left out: this system has no virtual serial ports.",
            wrong="" if done else "the station did not notice it in time",
        )

    def _is_ready(self) -> bool:
        return self._stage.scanner.ready and self._stage.bench.board.lines.model.rowCount() > 0

    def _on_painted(self, painted: VerdictPainted) -> None:
        self._shown.append(_Shown(painted.update.verdict, painted.painted_ns))
        self._waiter.look()

    def _on_failure(self, failure: BenchFailure) -> None:
        self._shown.append(_Shown(None, time.perf_counter_ns(), str(failure.error)))
        self._waiter.look()


def _rounded(milliseconds: float) -> float:
    return round(milliseconds, 2)


def _nothing(_store: Store) -> bool:
    return True
