"""News of printing that need a person: told above the page, once, and taken back when they no longer hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kitstation.domain.records import PrintState
from kitstation.station.printing.events import JobProgress, PrintEvent, QueueTrouble
from kitstation.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from kitstation.domain.records import PrintJob
    from kitstation.ui.notice_bar import NoticeBar
    from kitstation.ui.printing.printing import Printing


@dataclass(frozen=True, slots=True)
class _News:
    """What is told, and about what: a printer, or a job."""

    about: str
    title: str
    sentence: str


class PrintNews(QObject):
    """Listens to printing. A printer that waits is told of once, not for each of its jobs nor at every attempt."""

    def __init__(self, printing: Printing, notices: NoticeBar) -> None:
        super().__init__()
        self._notices = notices
        self._told: dict[str, _News] = {}
        self._shown = ""
        self._about = ""
        printing.told.connect(self._hear)

    def _hear(self, event: PrintEvent) -> None:
        news = self._news(event)
        if news is None:
            if isinstance(event, JobProgress):
                self._settled(event.job)
        elif self._told.get(news.about) != news:
            self._told[news.about] = news
            self._notices.show_news(news.title, news.sentence, tone=Tone.ATTENTION)
            self._shown, self._about = self._notices.text, news.about

    def _settled(self, job: PrintJob) -> None:
        """Take back what was told of a job, and of its printer when that has taken one."""
        over = {job.uid, job.printer} if job.state is PrintState.SENT else {job.uid}
        for about in over:
            self._told.pop(about, None)
        # Another notice may stand there by now.
        if self._about in over and self._notices.text == self._shown:
            self._notices.dismiss()
            self._about = ""

    def _news(self, event: PrintEvent) -> _News | None:
        if isinstance(event, QueueTrouble):
            return _News(event.printer, event.title, event.hint or event.detail)
        job = event.job
        if job.state is PrintState.UNCERTAIN:
            title = self.tr("Labels may have come out in part at {printer}").format(printer=job.printer)
            return _News(
                job.uid, title, self.tr("Look which ones are there, then decide on the page Labels (Alt+9).")
            )
        if job.state is PrintState.FAILED:
            title = self.tr("Labels for {printer} cannot be printed").format(printer=job.printer)
            return _News(job.uid, title, job.note)
        if job.state is PrintState.QUEUED and event.title:
            return _News(job.printer, event.title, " ".join(filter(None, (event.detail, event.hint))))
        return None
