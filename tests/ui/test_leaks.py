"""Nothing that the foundation makes outlives the window that it is in: no widget, no thread."""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kitstation.ui.panes.scan_list import ScanList
from kitstation.ui.theme.apply import Appearance
from kitstation.ui.theme.tokens import Tone
from kitstation.ui.widgets.key_hints import KeyHints
from kitstation.ui.widgets.nav_rail import NavItem, NavRail
from kitstation.ui.widgets.next_step_card import NextStepCard
from kitstation.ui.widgets.question_card import Question, QuestionCard, Suggestion
from kitstation.ui.widgets.segmented import Segment, Segmented
from kitstation.ui.widgets.verdict_banner import Verdict, VerdictBanner


def _window(appearance: Appearance) -> QWidget:
    window = QWidget()
    column = QVBoxLayout(window)
    banner, question = VerdictBanner(appearance, flash=True), QuestionCard(appearance)
    banner.show_verdict(Verdict(Tone.ACCEPTED, "Issued"))
    for sentence in ("How many?", "Really?"):
        question.ask(Question(sentence, suggestions=(Suggestion("All", 1),)))
    rail = NavRail(appearance, (NavItem("kits", "Kits", "kits"),))
    modes = Segmented(appearance, "Mode", (Segment("issue", "Issue"),))
    for widget in (
        banner,
        question,
        rail,
        modes,
        NextStepCard(appearance),
        ScanList(appearance),
        KeyHints(appearance),
    ):
        column.addWidget(widget)
    return window


def test_closing_a_window_leaves_no_widget_and_no_thread(qapp: QApplication, appearance: Appearance) -> None:
    widgets, threads = len(qapp.allWidgets()), threading.active_count()
    for _ in range(3):
        window = _window(appearance)
        window.deleteLater()
        del window
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
    assert len(qapp.allWidgets()) <= widgets
    assert threading.active_count() == threads


def test_a_theme_change_after_a_window_is_gone_reaches_nobody(
    qapp: QApplication, appearance: Appearance
) -> None:
    window = _window(appearance)
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    appearance.changed.emit()
    assert window not in qapp.topLevelWidgets()
